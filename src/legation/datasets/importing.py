"""One source file into an event set: whole or not at all, once however often, from where it stopped.

An event set is a folder:

    events/year=2018/<key>-00000.parquet   the event table (see `parquet`)
    files/<key>.json                         what became of each source file: its receipt
    quarantine/<key>.jsonl                   lines left out or remarked upon, with reasons
    .staging/<key>/                          an import under way, or stopped

`<key>` is a hash of the source file's bytes and of how it was read. Parts are moved in when the
source file is done; an import that was stopped goes on behind the last part that it finished.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation import __version__
from legation.datasets.delimited import Truncated, why
from legation.datasets.parquet import EVENTS, write_parts
from legation.datasets.quarantine import Quarantine
from legation.datasets.sources import Source
from legation.errors import EnvironmentFailure, UnreadableInput
from legation.model.table import TABLE_VERSION

if TYPE_CHECKING:
    import pyarrow as pa

if sys.platform != "win32":
    import fcntl

CHUNK = 128
"""Batches of a part; what is lost at most when an import is stopped."""
_PROGRESS = "progress.json"
_STAGING = ".staging"


@dataclass(slots=True)
class Imported:
    """What became of one source file.

    `path` is where the file lay and `size` its bytes. `broken_off` says why it ended before its end;
    `known` that it was imported before.
    """

    file: str
    sha256: str
    kind: str
    rows: int = 0
    rejected: dict[str, int] = field(default_factory=dict)
    remarks: dict[str, int] = field(default_factory=dict)
    broken_off: str | None = None
    program: str = __version__
    table: int = TABLE_VERSION
    path: str | None = None
    size: int = 0
    known: bool = False


@dataclass(slots=True)
class _Done:
    """How far an import has come: rows read of the source, parts written, rows in them."""

    read: int = 0
    parts: int = 0
    rows: int = 0


def import_file(
    path: Path, source: Source, folder: Path, on_rows: Callable[[int], None]
) -> Imported:
    """Imports one file; raises UnreadableInput where it is none of its kind.

    `on_rows` is called with the number of source rows of each batch that has gone by.
    """
    digest = _digest(path)
    key = hashlib.sha256(f"{digest} {source.kind} {source.digest}".encode()).hexdigest()[:16]
    receipt = folder / "files" / f"{key}.json"
    if receipt.exists():
        return Imported(**{**json.loads(receipt.read_text(encoding="utf-8")), "known": True})
    staging = folder / _STAGING / key
    done, aside = _Done(), Quarantine()
    raw = source.read(path, aside)
    if not _resumed(staging, done, aside):
        _remove_parts(folder, key)
    broken = _write(_Stream(raw, source, done, aside, on_rows), staging)
    made = Imported(
        file=str(path),
        sha256=digest,
        kind=source.name,
        rows=done.rows,
        rejected=aside.left_out,
        remarks=aside.remarks,
        broken_off=broken,
        path=str(path.resolve()),
        size=path.stat().st_size,
    )
    _publish(folder, staging)
    _note(folder, key, aside, made)
    _replace_broken(folder, key, path, made)
    return made


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keeps other imports out of an event set; raises EnvironmentFailure where one is under way."""
    staging = folder / _STAGING
    staging.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":  # where a folder cannot be held
        yield
        return
    held = os.open(staging, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise EnvironmentFailure(
            f"Another import into {folder} is under way; wait for it, or import into another folder."
        ) from error
    finally:
        os.close(held)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {why(error)}.") from error


def _write(stream: _Stream, staging: Path) -> str | None:
    """Writes all parts that are not there yet; gives why the file broke off, if it did."""
    done = stream.done
    stream.skip(done.read)
    while not stream.ended:
        write_parts(stream.chunk(), staging / EVENTS, f"{staging.name}-{done.parts:05}")
        done.parts += 1
        _write_json(staging / _PROGRESS, {"done": asdict(done), "aside": stream.aside.saved()})
    return stream.broken


class _Stream:
    """The batches of a source file, chunk by chunk, mapped and counted."""

    def __init__(
        self,
        raw: Iterator[pa.RecordBatch],
        source: Source,
        done: _Done,
        aside: Quarantine,
        on_rows: Callable[[int], None],
    ) -> None:
        self.done = done
        self.aside = aside
        self.ended = False
        self.broken: str | None = None
        self._raw = self._until_broken(raw)
        self._source = source
        self._on_rows = on_rows

    def _until_broken(self, raw: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        try:
            yield from raw
        except Truncated as error:
            self.broken = str(error)
        self.ended = True

    def skip(self, rows: int) -> None:
        """Passes over what was dealt with before; batches are cut alike each time."""
        while rows > 0 and (batch := next(self._raw, None)) is not None:
            rows -= len(batch)
            self._on_rows(len(batch))

    def chunk(self) -> Iterator[pa.RecordBatch]:
        """The next batches of the event table."""
        for batch in islice(self._raw, CHUNK):
            events = self._source.to_events(batch, self.aside)
            self.done.read += len(batch)
            self.done.rows += len(events)
            self._on_rows(len(batch))
            yield events


def _resumed(staging: Path, done: _Done, aside: Quarantine) -> bool:
    """Takes up what an import that was stopped had done, and tells whether there was any."""
    try:
        saved = json.loads((staging / _PROGRESS).read_text(encoding="utf-8"))
        aside.restore(saved["aside"])
        done.read, done.parts, done.rows = (saved["done"][n] for n in ("read", "parts", "rows"))
    except (OSError, ValueError, TypeError, KeyError):
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        return False
    return True


def _write_json(path: Path, data: Any) -> None:
    waiting = path.with_suffix(".part")
    waiting.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    waiting.replace(path)


def _publish(folder: Path, staging: Path) -> None:
    """Moves the parts in; those that a stopped import had moved already stay where they are."""
    events = folder / EVENTS
    events.mkdir(exist_ok=True)
    for part in sorted((staging / EVENTS).rglob("*.parquet")):
        target = events / part.relative_to(staging / EVENTS)
        target.parent.mkdir(exist_ok=True)
        part.replace(target)


def _remove_parts(folder: Path, key: str) -> None:
    for part in (folder / EVENTS).glob(f"year=*/{key}-*.parquet"):
        part.unlink()


def _note(folder: Path, key: str, aside: Quarantine, made: Imported) -> None:
    if aside.aside:
        lines = (json.dumps(row.told(), ensure_ascii=False) + "\n" for row in aside.aside)
        quarantine = folder / "quarantine" / f"{key}.jsonl"
        quarantine.parent.mkdir(exist_ok=True)
        quarantine.write_text("".join(lines), encoding="utf-8")
    (folder / "files").mkdir(exist_ok=True)
    _write_json(folder / "files" / f"{key}.json", asdict(made))
    shutil.rmtree(folder / _STAGING / key, ignore_errors=True)


def _replace_broken(folder: Path, key: str, path: Path, made: Imported) -> None:
    """Removes what a file gave that broke off, where this is the same one whole; it has it too."""
    for receipt in (folder / "files").glob("*.json"):
        old = Imported(**json.loads(receipt.read_text(encoding="utf-8")))
        if receipt.stem == key or old.kind != made.kind or not old.broken_off:
            continue
        # A file of the same name elsewhere is another file, unless this one begins as it did.
        if old.path == made.path or _begins(path, old):
            _remove_parts(folder, receipt.stem)
            (folder / "quarantine" / f"{receipt.stem}.jsonl").unlink(missing_ok=True)
            receipt.unlink()


def _begins(path: Path, old: Imported) -> bool:
    """Whether a file begins with all the bytes of one that was imported before."""
    if not 0 < old.size < path.stat().st_size:
        return False
    digest, left = hashlib.sha256(), old.size
    with path.open("rb") as stream:
        while left and (piece := stream.read(min(left, 1 << 20))):
            digest.update(piece)
            left -= len(piece)
    return digest.hexdigest() == old.sha256
