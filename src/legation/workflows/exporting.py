"""Export: the events of the ledger, or of an imported set, into one file with its manifest."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation import __version__
from legation.errors import EnvironmentFailure, UsageError
from legation.model.table import SEPARATOR, TABLE_VERSION
from legation.workflows import rooms, snapshots

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.compute as pc

    from legation.settings import Settings


_ROWS = 1 << 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events to export: sides by code or name, days on which it happened or was known."""

    about: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written: `rows` lines from `events` events, and what the format could not take."""

    rows: int
    events: int
    left_out: Counter[str]
    manifest: Path


def export(
    form: str,
    target: Path,
    settings: Settings,
    *,
    source: Path | None,
    wanted: Wanted,
    tell: Callable[[int], None],
) -> Exported:
    """Writes `target` and, beside it, `target.manifest.json`; either is whole or not there.

    The events are those of the ledger, or of the event set in the folder `source`. Raises
    UsageError where that is none, EnvironmentFailure where nothing can be written.
    """
    rooms.need_analysis("`legation export` needs", "pyarrow")
    from legation.datasets.exporting import needed, write
    from legation.datasets.parquet import events_of, streaming

    folder, origin = _origin(settings, source, wanted)
    seen = 0

    def counted() -> Iterator[pa.RecordBatch]:
        nonlocal seen
        table = events_of(folder)
        # Little is read ahead, so that memory does not grow with the set.
        for batch in table.to_batches(
            columns=list(needed(form)),
            filter=_filter(wanted),
            batch_size=_ROWS,
            batch_readahead=2,
            fragment_readahead=1,
            fragment_scan_options=streaming(),
        ):
            seen += len(batch)
            tell(seen)
            yield batch

    waiting = target.with_name(f".{target.name}")
    try:
        rows, left_out = write(counted(), form, waiting, packed=target.suffix == ".gz")
        about = _manifest(form, target, waiting, origin, wanted, rows, seen, left_out)
        manifest = target.with_name(f"{target.name}.manifest.json")
        manifest.write_text(json.dumps(about, indent=2, ensure_ascii=False) + "\n", "utf-8")
        waiting.replace(target)
    except OSError as error:
        raise EnvironmentFailure(
            f"{target} cannot be written ({error.strerror or error}); "
            "free some space or choose another place."
        ) from error
    finally:
        with suppress(OSError):
            waiting.unlink()
    return Exported(rows=rows, events=seen, left_out=left_out, manifest=manifest)


def _origin(settings: Settings, source: Path | None, wanted: Wanted) -> tuple[Path, dict[str, Any]]:
    """The folder of the event table, and what a manifest says of where it comes from."""
    if source is None:
        made = snapshots.of_settings(settings, as_of=wanted.as_of)
        return made.folder, {"ledger": made.ledger, "revision": made.revision}
    if not (source / "events").is_dir():
        raise UsageError(
            f"{source} is no event set; give the folder that `legation import` wrote to."
        )
    receipts = sorted((source / "files").glob("*.json"))
    files = [json.loads(receipt.read_text("utf-8")) for receipt in receipts]
    shown = ("file", "sha256", "kind", "rows", "rejected", "broken_off")
    return source, {"imported": [{name: file[name] for name in shown} for file in files]}


def _filter(wanted: Wanted) -> pc.Expression | None:
    import pyarrow.compute as pc

    found = []
    if wanted.since:
        found.append(pc.field("last_day") >= wanted.since)
    if wanted.until:
        found.append(pc.field("first_day") <= wanted.until)
    if wanted.as_of:
        found.append(pc.field("known_day") <= wanted.as_of)
    for code in wanted.about:
        found.append(_side(pc.field("actors"), code) | _side(pc.field("recipients"), code))
    whole = None
    for condition in found:
        whole = condition if whole is None else whole & condition
    return whole


def _side(field: pc.Expression, code: str) -> pc.Expression:
    """Whether a code stands in a list of sides."""
    import pyarrow.compute as pc

    return pc.match_substring_regex(field, f"(^|{SEPARATOR}){re.escape(code)}({SEPARATOR}|$)")


def _manifest(
    form: str,
    target: Path,
    written: Path,
    origin: dict[str, Any],
    wanted: Wanted,
    rows: int,
    events: int,
    left_out: Counter[str],
) -> dict[str, Any]:
    from legation.datasets.exporting import columns

    with written.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    asked = {
        "about": list(wanted.about),
        **{
            name: day.isoformat()
            for name in ("since", "until", "as_of")
            if (day := getattr(wanted, name))
        },
    }
    return {
        "file": target.name,
        "sha256": digest,
        "format": form,
        "columns": list(columns(form)),
        "rows": rows,
        "events": events,
        "left_out": dict(left_out),
        "asked": asked,
        "from": origin,
        "program": f"legation {__version__}",
        "table": TABLE_VERSION,
    }
