"""What stands in a calendar: meetings, changes of office, days to recall, plans and deadlines."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from legation.model.happening import Happening
from legation.model.when import days

_EXACT = re.compile(r"\d{4}-\d{2}-\d{2}")


class EntryKind(StrEnum):
    """What sort of entry it is."""

    MEETING = "meeting"
    CHAIR = "chair"
    OFFICE = "office"
    ANNIVERSARY = "anniversary"
    ANNOUNCED = "announced"
    DEADLINE = "deadline"


class Standing(StrEnum):
    """How sure an entry is, in the words of iCalendar (RFC 5545, 3.8.1.11)."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day of a question: who it is about, since when it is asked, whether it is resolved."""

    id: str
    text: str
    day: dt.date
    sides: tuple[str, ...] = ()
    asked: dt.date | None = None
    resolved: bool = False
    source: str = "question in the ledger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a calendar.

    `uid` stays the same while the entry changes, and `sequence` grows with each change. `when` is
    EDTF, as precise as it is known, None where no date was given. `about` are codes of all whom it
    concerns. `changed` is the day from which it could be known as it stands. An announced act has
    its `happening`, whose reports are its evidence, and no title: whoever shows it finds the words.
    """

    uid: str
    kind: EntryKind
    title: str
    when: str | None
    standing: Standing
    about: frozenset[str]
    source: str
    place: str | None = None
    venue: str | None = None
    sequence: int = 0
    changed: dt.date | None = None
    note: str | None = None
    happening: Happening | None = None


def exact_days(when: str | None, longest: int) -> tuple[dt.date, dt.date] | None:
    """First and last day where both are given by the day and lie at most `longest` days apart.

    None for what is known by the month, about, or without an end: such a thing has no day yet.
    """
    first, _, last = (when or "").partition("/")
    last = last or first
    if "/" in (when or "") and not (when or "").rpartition("/")[2]:
        return None
    if not (_EXACT.fullmatch(first) and _EXACT.fullmatch(last)):
        return None
    span = days(f"{first}/{last}")
    if span.first is None or span.last is None or not 0 <= (span.last - span.first).days <= longest:
        return None
    return span.first, span.last


def told_together(entry: Entry) -> tuple[str, ...]:
    """What is alike in entries that are one line: one state takes the chair of several forums."""
    if entry.kind is not EntryKind.CHAIR:
        return (entry.uid,)
    return (entry.kind.value, entry.when or "", entry.title.partition(": ")[2])
