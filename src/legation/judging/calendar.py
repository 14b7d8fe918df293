"""The calendar: what the tables and the ledger say will be, as of a day.

Nothing here looks at a clock or a file: happenings and deadlines are passed in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from legation.judging.calendar_reports import announced
from legation.judging.calendar_tables import anniversaries, chairs, meetings, offices
from legation.knowledge.names import display
from legation.model.calendar import Deadline, Entry, EntryKind, Standing
from legation.model.happening import Happening
from legation.model.when import known_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What calendar is wanted: days `first` to `last`, both included, as known on the day `known`.

    `about` are codes, of which an entry must concern one; `kinds` the kinds wanted, all if empty.
    """

    first: dt.date
    last: dt.date
    about: frozenset[str] = frozenset()
    kinds: frozenset[EntryKind] = frozenset()
    known: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a ledger keeps that belongs into a calendar.

    `seeds` gives for the id of a happening the id under which the calendar knows it.
    """

    happenings: Sequence[Happening] = ()
    seeds: Mapping[str, str] = field(default_factory=dict)
    deadlines: Sequence[Deadline] = ()


_NOTHING = Kept()


def calendar(asked: Asked, kept: Kept = _NOTHING) -> tuple[Entry, ...]:
    """All entries that are asked for, by their first day; what has no day comes last."""
    sources: dict[EntryKind, Iterable[Entry]] = {
        EntryKind.MEETING: meetings(asked.first, asked.last, asked.known),
        EntryKind.CHAIR: chairs(asked.first, asked.last, asked.known),
        EntryKind.OFFICE: offices(asked.first, asked.last, asked.known),
        EntryKind.ANNIVERSARY: anniversaries(asked.first, asked.last),
        EntryKind.ANNOUNCED: announced(kept.happenings, kept.seeds, asked.first, asked.last),
        EntryKind.DEADLINE: _deadlines(kept.deadlines, asked),
    }
    wanted: Collection[EntryKind] = asked.kinds or frozenset(sources)
    found = [e for kind, entries in sources.items() if kind in wanted for e in entries]
    if asked.about:
        found = [e for e in found if e.about & asked.about]
    return tuple(sorted(found, key=_by_day))


def _by_day(entry: Entry) -> tuple[dt.date, dt.date, str, str, str]:
    span = known_days(entry.when)
    first = (span.first or span.last) if span else None
    last = span.last if span else None
    return last or dt.date.max, first or dt.date.max, entry.kind.value, entry.title, entry.uid


def _deadlines(deadlines: Iterable[Deadline], asked: Asked) -> Iterable[Entry]:
    for deadline in deadlines:
        if not asked.first <= deadline.day <= asked.last:
            continue
        if asked.known and deadline.asked and deadline.asked > asked.known:
            continue
        yield Entry(
            uid=f"question-{deadline.id}@legation",
            kind=EntryKind.DEADLINE,
            title=f"{'Resolved' if deadline.resolved else 'Last day of the question'}: {deadline.text}",
            when=deadline.day.isoformat(),
            standing=Standing.CANCELLED if deadline.resolved else Standing.CONFIRMED,
            about=frozenset(deadline.sides),
            source=deadline.source,
            sequence=int(deadline.resolved),
            changed=deadline.asked,
            note=", ".join(map(display, deadline.sides)) or None,
        )
