"""Export: the events of the ledger, or of an imported set, into one file with its manifest."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation import __version__
from legation.errors import EnvironmentFailure, UsageError
from legation.model.table import TABLE_VERSION
from legation.workflows import rooms, snapshots
from legation.workflows.exporting_networks import write_network
from legation.workflows.exporting_sources import write_sources
from legation.workflows.wanted import Wanted, Written, arrow_filter

if TYPE_CHECKING:
    import datetime as dt

    import pyarrow as pa

    from legation.settings import Settings

_ROWS = 1 << 14
_NETWORKS = ("graphml", "gexf")
_SOURCES = ("bib", "csl")


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
    needs = ("duckdb", "ibis", "networkx") if form in _NETWORKS else ()
    rooms.need_analysis("`legation export` needs", "pyarrow", *needs)
    folder, whence = origin(settings, source, wanted.as_of)
    waiting = target.with_name(f".{target.name}")
    packed = target.suffix == ".gz"
    try:
        if form in _NETWORKS:
            made = write_network(folder, form, waiting, whence, wanted, packed=packed)
        elif form in _SOURCES:
            made = write_sources(
                folder, form, waiting, None if source else settings, wanted, packed=packed
            )
        else:
            made = _write_table(folder, form, waiting, wanted, tell, packed=packed)
        about = _manifest(form, target, waiting, whence, wanted, made)
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
    return Exported(rows=made.rows, events=made.events, left_out=made.left_out, manifest=manifest)


def _write_table(
    folder: Path,
    form: str,
    path: Path,
    wanted: Wanted,
    tell: Callable[[int], None],
    *,
    packed: bool,
) -> Written:
    from legation.datasets.exporting import columns, needed, write
    from legation.datasets.parquet import events_of, streaming

    seen = 0

    def counted() -> Iterator[pa.RecordBatch]:
        nonlocal seen
        table = events_of(folder)
        # Nothing is read ahead: threads would fill memory faster than a file is written.
        for batch in table.to_batches(
            columns=list(needed(form)),
            filter=arrow_filter(wanted),
            batch_size=_ROWS,
            batch_readahead=2,
            fragment_readahead=1,
            fragment_scan_options=streaming(),
            use_threads=False,
        ):
            seen += len(batch)
            tell(seen)
            yield batch

    rows, left_out = write(counted(), form, path, packed=packed)
    return Written(rows=rows, events=seen, columns=columns(form), left_out=left_out)


def origin(
    settings: Settings, source: Path | None, as_of: dt.date | None
) -> tuple[Path, dict[str, Any]]:
    """The folder of the event table, and what a manifest says of where it comes from."""
    if source is None:
        made = snapshots.of_settings(settings, as_of=as_of)
        return made.folder, {"ledger": made.ledger, "revision": made.revision}
    if not (source / "events").is_dir():
        raise UsageError(
            f"{source} is no event set; give the folder that `legation import` wrote to."
        )
    receipts = sorted((source / "files").glob("*.json"))
    files = [json.loads(receipt.read_text("utf-8")) for receipt in receipts]
    shown = ("file", "sha256", "kind", "rows", "rejected", "broken_off")
    return source, {"imported": [{name: file[name] for name in shown} for file in files]}


def _manifest(
    form: str, target: Path, file: Path, origin: dict[str, Any], wanted: Wanted, made: Written
) -> dict[str, Any]:
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {
        "file": target.name,
        "sha256": digest,
        "format": form,
        "columns": list(made.columns),
        "rows": made.rows,
        "events": made.events,
        "left_out": dict(made.left_out),
        "asked": wanted.asked(),
        "from": origin,
        **made.more,
        "program": f"legation {__version__}",
        "table": TABLE_VERSION,
    }
