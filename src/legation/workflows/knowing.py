"""The tables and the user's own rows beside them: listing, checking, adding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from legation.errors import UsageError
from legation.knowledge import own
from legation.knowledge.ageing import Past as Past  # noqa: PLC0414 - for the rooms above
from legation.knowledge.ageing import past
from legation.knowledge.names import display_names
from legation.knowledge.shapes import Row, Shape, labels, shapes
from legation.knowledge.tables import rows, shipped
from legation.model.when import known_days
from legation.settings import Settings
from legation.workflows.rooms import code_of

SUMMARY_COLUMNS = ("table", "rows", "own", "newest", "past_date", "file")
"""Columns of the overview: rows in all, of these the user's own, from when the newest is known."""

FINDING_COLUMNS = ("finding", "table", "what", "detail")
"""Columns of what a check finds."""

# What a table to read leaves out; CSV and JSON have every column.
_ASIDE = frozenset({"aliases", "surname", "bare", "caution", "revision", "status_from"})
_FREE = ("PER:", "NSA:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding of a check; `fault` tells a row that cannot be used from one past its date."""

    fault: bool
    table: str
    what: str
    detail: str

    def row(self) -> dict[str, str]:
        """The finding as a row."""
        kind = "fault" if self.fault else "past its date"
        return {"finding": kind, "table": self.table, "what": self.what, "detail": self.detail}


def shape_named(table: str) -> Shape:
    """The table with a name; raises UsageError where there is none."""
    found = shapes().get(table.lower())
    if found is None:
        raise UsageError(f"There is no table {table!r}; use one of {', '.join(shapes())}.")
    return found


def columns(table: str, *, full: bool) -> tuple[str, ...]:
    """The columns of a listing of a table, those of little use to a reader only if `full`."""
    shape = shape_named(table)
    return (*(name for name in shape.columns if full or name not in _ASIDE), "from")


def summary(today: dt.date) -> Iterator[dict[str, Any]]:
    """Each table with how much it holds, how new it is, and how much of it is past its date."""
    over = list(past(today))
    for shape in shapes().values():
        found = list(rows(shape.file))
        known = [row["known_from"] for row in found if row.get("known_from")]
        yield {
            "table": shape.table,
            "rows": len(found),
            "own": sum(1 for _ in own.read(shape)),
            "newest": max(known, default=None),
            "past_date": sum(item.table == shape.table for item in over),
            "file": shape.file,
        }


def past_of(today: dt.date, codes: Sequence[str] = ()) -> list[Past]:
    """What the tables no longer say of these states and bodies, or of all where none is named."""
    return [item for item in past(today) if not codes or item.code in codes]


def listed(table: str, *, about: str | None, own_only: bool) -> Iterator[dict[str, str]]:
    """The rows of a table, each with where it is from; `about` is a code or a name in it."""
    shape = shape_named(table)
    code = about and code_of(about)
    mine = {shape.key_of(item.row) for item in own.read(shape)}
    for row in rows(shape.file):
        is_own = shape.key_of(row) in mine
        if own_only and not is_own:
            continue
        if code and code not in {row.get(name) for name in shape.codes}:
            continue
        cells = {name: row.get(name) or "" for name in shape.columns}
        yield {**cells, "from": "own" if is_own else "legation"}


def check(settings: Settings, today: dt.date) -> Iterator[Finding]:
    """What is wrong with the user's own rows, and what of all tables is past its date."""
    where = Path(settings.values.knowledge)
    if not where.is_dir() and settings.origins["knowledge"] != "default":
        yield Finding(
            fault=True, table="", what=str(where), detail="there is no such folder of own rows"
        )
        return
    found = list(faults(settings))
    yield from found
    if found:
        # With a faulty row the tables cannot be read.
        return
    for item in past(today):
        detail = f"over since {item.since}; not known: {item.missing}"
        yield Finding(fault=False, table=item.table, what=item.what, detail=detail)


def faults(settings: Settings) -> Iterator[Finding]:
    """What is wrong with the user's own rows."""
    where = Path(settings.values.knowledge)
    sound = True
    for shape in shapes().values():
        for item in own.read(shape):
            for fault in item.faults:
                sound = False
                yield _fault(shape, item, fault)
    for path in _strangers(where):
        yield Finding(fault=True, table="", what=str(path), detail="is of no table's name")
    if sound:
        for shape in shapes().values():
            for item in own.read(shape):
                yield from (_fault(shape, item, fault) for fault in _unknown(shape, item.row))


def _fault(shape: Shape, item: own.OwnRow, fault: str) -> Finding:
    place = f"{item.path}, line {item.line}"
    return Finding(fault=True, table=shape.table, what=place, detail=fault)


def _strangers(where: Path) -> Iterator[Path]:
    """Files that are read as no table, such as one whose name is misspelt."""
    if where.is_dir():
        known = {own.path_of(shape, where) for shape in shapes().values()}
        yield from (path for path in sorted(where.glob("*.csv")) if path not in known)


def _unknown(shape: Shape, row: Row) -> Iterator[str]:
    """Codes that nothing knows; a body may name itself."""
    if shape.table == "bodies":
        return
    for name in shape.codes:
        code = row.get(name) or ""
        if code and code not in display_names() and not code.startswith(_FREE):
            yield f"{name} is {code!r}, a code that no table knows"


def add(settings: Settings, table: str, given: Sequence[str], today: dt.date) -> tuple[Path, Row]:
    """Keeps one row, given as `column=value`, in the user's folder; gives the file and the row.

    Cells that are not given come from the row that it replaces, where there is one. `known_from` is,
    where it is not given, the day on which it begins, or today if that lies ahead. Raises UsageError
    where the row is not of the table's shape or names a code that nothing knows.
    """
    shape = shape_named(table)
    cells = _cells(shape, given)
    row = _filled(shape, cells, today)
    wrong = [*shape.faults(row), *_unknown(shape, row)]
    if wrong:
        raise UsageError(f"The row is not kept: {'; '.join(wrong)}.")
    return own.write(shape, Path(settings.values.knowledge), row), row


def still_there(table: str, row: Row) -> Iterator[Row]:
    """The rows that still have somebody else in the office that a new row gives away."""
    if table.lower() != "offices":
        return
    for other in rows("offices.csv"):
        same = (other["code"], other["office"]) == (row["code"], row["office"])
        if same and not other["end"] and other["start"] < row["start"]:
            yield other


def row_with(table: str, key: Sequence[str]) -> Row | None:
    """The row with a key, yours before one that ships; None where there is none."""
    shape = shape_named(table)
    return next((row for row in rows(shape.file) if shape.key_of(row) == tuple(key)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One cell of a form: `choices` are the few words that it may hold, empty for free words."""

    name: str
    label: str
    hint: str
    required: bool
    choices: tuple[str, ...]


def fields(table: str) -> list[Field]:
    """The cells of a row of a table, those that are required first, the source among them."""
    shape = shape_named(table)
    needed = {*shape.required, "source"} - ({"use"} if shape.table == "aliases" else {"revision"})
    made = [
        Field(
            name=name,
            label=labels()[name][0],
            hint=labels()[name][1],
            required=name in needed,
            choices=shape.words.get(name, ()),
        )
        for name in shape.columns
    ]
    return sorted(made, key=lambda field: not field.required)


def _cells(shape: Shape, given: Sequence[str]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not equals or name not in shape.columns:
            raise UsageError(
                f"{item!r} is no column=value of {shape.table}; its columns are "
                f"{', '.join(shape.columns)}."
            )
        # One line, so that a row of the file is a row for every reader of it.
        cells[name] = " ".join(value.split())
        if not cells[name].isprintable():
            raise UsageError(f"{name} holds a character that cannot be seen; type it anew.")
    for name in shape.codes:
        if cells.get(name) and cells[name] not in display_names() and shape.table != "bodies":
            cells[name] = _code(cells[name])
    return cells


def _code(value: str) -> str:
    try:
        return code_of(value)
    except UsageError:
        return value


def _filled(shape: Shape, cells: Mapping[str, str], today: dt.date) -> Row:
    key = shape.key_of(cells)
    before = next((row for row in rows(shape.file) if shape.key_of(row) == key), None)
    row = {name: (before.get(name) or "") if before else "" for name in shape.columns}
    row |= cells
    if "revision" in shape.columns and not row["revision"]:
        row["revision"] = "0"
    if shape.table == "aliases" and not row["use"]:
        row["use"] = _use(row["code"])
    elif "known_from" in shape.columns and not row["known_from"] and shape.table != "aliases":
        start = known_days(row.get("start"))
        begun = start is not None and start.first is not None and start.first <= today
        row["known_from"] = row["start"] if begun else today.isoformat()
    return row


def _use(code: str) -> str:
    """How a further name of a code is used: as that of a group, of a body or of a state."""
    if code.startswith("NSA:"):
        return "group"
    bodies = {row["code"] for row in shipped("bodies.csv")}
    return "body" if code in bodies else "name"
