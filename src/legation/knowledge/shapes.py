"""What a row of each table that users may extend must look like; the shapes are data."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from legation.model.when import days

_NUMBERS = frozenset({"month", "day", "since", "revision"})
_SOURCES = ("source",)
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One table: its file, its columns, what makes a row the same row, and what a cell may hold.

    `title` and `about` name it to readers and say what its rows are. `key` are the columns by which a user's row replaces one that ships; `words` are the columns
    that hold one of few words.
    """

    table: str
    title: str
    about: str
    file: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    required: tuple[str, ...]
    dates: tuple[str, ...]
    codes: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]

    def key_of(self, row: Row) -> tuple[str, ...]:
        """What makes this row the same as another."""
        return tuple(row.get(name) or "" for name in self.key)

    def faults(self, row: Row) -> Iterator[str]:
        """What is wrong with a row, each as the end of a sentence; nothing where it is right."""
        dated = ("known_from",) if "known_from" in self.dates and self.table != "aliases" else ()
        for name in (*self.required, *dated, *_SOURCES):
            if not (row.get(name) or "").strip():
                yield f"{name} is empty"
        for name, allowed in self.words.items():
            value = row.get(name) or ""
            if value and value not in allowed:
                yield f"{name} is {value!r} and not one of {', '.join(allowed)}"
        for name in _NUMBERS & set(self.columns):
            if row.get(name) and not (row[name] or "").isdigit():
                yield f"{name} is {row[name]!r} and no number"
        yield from self._wrong_dates(row)

    def _wrong_dates(self, row: Row) -> Iterator[str]:
        for name in self.dates:
            value = row.get(name) or ""
            if value and (_first(value) is None or "/" in value):
                yield f"{name} is {value!r} and no date such as 2026, 2026-11 or 2026-11-26"
        first, last = _first(row.get("start") or ""), _last(row.get("end") or "")
        if first and last and last < first:
            yield f"it ends ({row['end']}) before it begins ({row['start']})"
        if self.table == "anniversaries" and not _is_day(row):
            yield "month and day are no day of the year"


def _first(edtf: str) -> dt.date | None:
    try:
        return days(edtf).first
    except ValueError:
        return None


def _last(edtf: str) -> dt.date | None:
    try:
        return days(edtf).last
    except ValueError:
        return None


def _is_day(row: Row) -> bool:
    try:
        # A leap year, so that 29 February is a day.
        return bool(dt.date(2024, int(row.get("month") or 0), int(row.get("day") or 0)))
    except ValueError:
        return False


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@cache
def shapes() -> Mapping[str, Shape]:
    """All tables that users may extend, by name."""
    place = files("legation.knowledge") / "data" / "table_shapes.csv"
    with place.open(encoding="utf-8") as lines:
        return {row["table"]: _shape(row) for row in csv.DictReader(lines)}


def _shape(row: Row) -> Shape:
    words = (part.partition("=") for part in _parts(row["words"]))
    return Shape(
        table=row["table"],
        title=row["title"],
        about=row["about"],
        file=row["file"],
        columns=_parts(row["columns"]),
        key=_parts(row["key"]),
        required=_parts(row["required"]),
        dates=_parts(row["dates"]),
        codes=_parts(row["codes"]),
        words={name: tuple(allowed.split("|")) for name, _, allowed in words},
    )


@cache
def labels() -> Mapping[str, tuple[str, str]]:
    """What a form calls each column, and a hint on what to write there, which may be empty."""
    place = files("legation.knowledge") / "data" / "table_columns.csv"
    with place.open(encoding="utf-8") as lines:
        return {row["column"]: (row["label"], row["hint"]) for row in csv.DictReader(lines)}


@cache
def shape_of_file(file: str) -> Shape | None:
    """The shape of a data file; None where users cannot extend it."""
    return next((shape for shape in shapes().values() if shape.file == file), None)
