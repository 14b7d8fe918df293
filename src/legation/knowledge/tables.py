"""Reading the data files that ship with the program."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from importlib.resources import files

from legation.knowledge.overlay import overlaid
from legation.knowledge.own import merged
from legation.model.when import known_days


def rows(name: str) -> Iterator[Mapping[str, str]]:
    """Rows of a data file under `knowledge/data`, comma- or tab-separated by its ending.

    A user's own rows of that table are among them. Raises UsageError where one of these is wrong.
    Under an overlay the rows are those that it supposes.
    """
    supposed = overlaid(name)
    return iter(supposed) if supposed is not None else merged(name, shipped(name))


def shipped(name: str) -> Iterator[Mapping[str, str]]:
    """The rows that the program brings, without the user's own."""
    with (files("legation.knowledge") / "data" / name).open(encoding="utf-8") as lines:
        if name.endswith(".tsv"):
            yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        else:
            yield from csv.DictReader(lines)


def split(cell: str | None) -> tuple[str, ...]:
    """Parts of a cell that holds several values, separated by semicolons."""
    return tuple(part.strip() for part in (cell or "").split(";") if part.strip())


def known_by(known_from: str, day: dt.date | None) -> bool:
    """Whether a row could be known on a day; None asks for all that is known now.

    A date of a month or a year counts as known at its end, so that a look back never sees too much.
    """
    if day is None:
        return True
    since = known_days(known_from)
    return since is not None and since.last is not None and since.last <= day


def in_force(start: str, end: str | None, day: dt.date) -> bool:
    """Whether a day may lie between start and end (EDTF; no end lasts)."""
    span = known_days(f"{start}/{end or '..'}")
    return span is not None and span.overlaps(day, day)
