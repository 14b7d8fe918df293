"""What of the calendar a brief tells: the dates that bear on the actors it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from legation.judging.calendar import Asked, Kept, calendar
from legation.knowledge.calendar_limits import limit
from legation.knowledge.names import display
from legation.model.calendar import Deadline, Entry, EntryKind, exact_days, told_together

_MAIN = 2
_KINDS = (
    EntryKind.DEADLINE,
    EntryKind.MEETING,
    EntryKind.CHAIR,
    EntryKind.OFFICE,
    EntryKind.ANNIVERSARY,
)


def coming_up(
    actors: Sequence[str],
    day: dt.date,
    known: dt.date | None = None,
    deadlines: Sequence[Deadline] = (),
) -> tuple[Entry, ...]:
    """The dates from `day` on that bear most on these actors, the most important of whom come first.

    A meeting bears on them where two of them belong to it or one receives it, a chair where one of
    them takes it or two belong to the forum, an anniversary or an office where it is that of one of
    the first two. What concerns more of them goes before what concerns fewer.
    """
    if not actors:
        return ()
    wanted = Asked(
        first=day,
        last=day + dt.timedelta(days=limit("coming_up_days")),
        about=frozenset(actors),
        kinds=frozenset(_KINDS),
        known=known,
    )
    found = [e for e in calendar(wanted, Kept(deadlines=deadlines)) if _bears(e, actors)]
    lines: dict[tuple[str, ...], None] = {}
    for entry in sorted(found, key=lambda e: _importance(e, actors)):
        lines.setdefault(told_together(entry))
    chosen = set(list(lines)[: limit("coming_up_lines")])
    return tuple(entry for entry in found if told_together(entry) in chosen)


def _bears(entry: Entry, actors: Sequence[str]) -> bool:
    concerned = len(entry.about & frozenset(actors))
    match entry.kind:
        case EntryKind.MEETING:
            # A meeting that is known by the year may be over or far away.
            day = exact_days(entry.when, limit("longest_exact_span")) or len(entry.when or "") > 4
            return bool(day) and (concerned >= _MAIN or entry.place in actors)
        case EntryKind.CHAIR:
            mine = actors[0] in entry.about and concerned >= _MAIN
            return mine or any(f": {display(code)} takes" in entry.title for code in actors)
        case EntryKind.ANNIVERSARY | EntryKind.OFFICE:
            return bool(entry.about & frozenset(actors[:_MAIN]))
        case _:
            return True


def _importance(entry: Entry, actors: Sequence[str]) -> tuple[bool, int, int, str]:
    return (
        actors[0] not in entry.about,
        _KINDS.index(entry.kind),
        -len(entry.about & frozenset(actors)),
        entry.when or "",
    )
