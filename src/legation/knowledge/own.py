"""What a user knows beside the tables that ship: files with the columns of the tables, in a folder.

The command line hands the folder of the settings down in a variable of its own, so that programs it
starts see the same; a program that uses the package without it sets `LEGATION_KNOWLEDGE`. A row with the key of a row that ships replaces
it, all others are added.
"""

from __future__ import annotations

import csv
import hashlib
import os
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from legation.errors import UsageError
from legation.knowledge.shapes import Row, Shape, shape_of_file, shapes

HANDED_DOWN = "LEGATION_KNOWLEDGE_FOLDER"
_VARIABLE = "LEGATION_KNOWLEDGE"
# These tables decide what the coder reads out of a text.
_READING = ("offices", "bodies", "aliases")
_writing = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """A row of a user's file: where it stands, what it says, and what is wrong with it."""

    path: Path
    line: int
    row: Row
    faults: tuple[str, ...]


def folder() -> Path | None:
    """The user's folder; None where none is named or it is not there."""
    named = os.environ.get(HANDED_DOWN) or os.environ.get(_VARIABLE)
    return Path(named) if named and Path(named).is_dir() else None


def path_of(shape: Shape, where: Path) -> Path:
    """The user's file of a table in a folder."""
    return where / f"{shape.table}.csv"


def read(shape: Shape) -> Iterator[OwnRow]:
    """The rows of a user's file of one table, with their faults.

    Raises UsageError where the file cannot be read or lacks a column that is required.
    """
    if where := folder():
        yield from _read_at(path_of(shape, where), shape)


def _read_at(path: Path, shape: Shape) -> Iterator[OwnRow]:
    if not path.is_file():
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, restval="")
            _check_columns(path, shape, reader.fieldnames or ())
            for row in reader:
                yield _own(path, reader.line_num, shape, dict(row))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(
            f"{path} cannot be read as a table ({error}); mend or remove it."
        ) from error


def _check_columns(path: Path, shape: Shape, found: object) -> None:
    names = set(found) if isinstance(found, list | tuple) else set()
    missing = [name for name in (*shape.required, "source") if name not in names]
    unknown = sorted(str(name) for name in names if name not in shape.columns)
    if missing or unknown:
        what = f"lacks {', '.join(missing)}" if missing else f"has no use for {', '.join(unknown)}"
        raise UsageError(f"{path} {what}; its columns are {', '.join(shape.columns)}.")


def _own(path: Path, line: int, shape: Shape, row: dict[str | None, object]) -> OwnRow:
    """A row with all columns of the table; cells beyond them are a fault."""
    clean = {name: str(row.get(name) or "").strip() for name in shape.columns}
    faults = tuple(shape.faults(clean))
    if row.get(None):
        faults = ("it has more cells than columns", *faults)
    return OwnRow(path=path, line=line, row=clean, faults=faults)


def merged(file: str, shipped: Iterator[Row]) -> Iterator[Row]:
    """The rows of a data file, those of the user's file of that name among them.

    Raises UsageError for a row that is not of the table's shape.
    """
    shape = shape_of_file(file)
    mine = list(read(shape)) if shape and folder() else []
    if shape is None or not mine:
        yield from shipped
        return
    for item in mine:
        if item.faults:
            raise UsageError(
                f"{item.path}, line {item.line}: {'; '.join(item.faults)}; mend the row or take it "
                "out (`legation knowledge check` lists all such rows)."
            )
    replaced = {shape.key_of(item.row) for item in mine}
    yield from (row for row in shipped if shape.key_of(row) not in replaced)
    yield from (item.row for item in mine)


def mark() -> str:
    """What tells codings made with other knowledge apart: empty without own rows on names."""
    where = folder()
    if where is None:
        return ""
    digest = hashlib.sha256()
    for table in _READING:
        path = path_of(shapes()[table], where)
        if path.is_file():
            digest.update(f"{table}\n".encode() + path.read_bytes())
    empty = hashlib.sha256().digest()
    return "" if digest.digest() == empty else f"+own.{digest.hexdigest()[:8]}"


def write(shape: Shape, where: Path, row: Row) -> Path:
    """Puts a row into the user's file of a table, in place of one with its key; gives the file.

    The file is whole at every moment. Raises UsageError where what stands there cannot be read.
    """
    path = path_of(shape, where)
    with _writing:
        where.mkdir(parents=True, exist_ok=True)
        before = [item.row for item in _read_at(path, shape)]
        kept = [other for other in before if shape.key_of(other) != shape.key_of(row)]
        handle, name = tempfile.mkstemp(dir=where, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, shape.columns, lineterminator="\n", extrasaction="ignore")
            writer.writeheader()
            writer.writerows([*kept, row])
        Path(name).chmod(0o644)
        Path(name).replace(path)
    return path


def state() -> tuple[tuple[str, int, int], ...]:
    """The user's files with their sizes and times of change; another value means that they changed."""
    where = folder()
    if where is None:
        return ()
    found = ((path.name, path.stat()) for path in sorted(where.glob("*.csv")))
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)
