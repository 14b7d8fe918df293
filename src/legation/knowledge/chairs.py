"""Who chairs, presides over or hosts a forum, from when to when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from legation.knowledge.overlay import once_a_view
from legation.knowledge.tables import in_force, known_by, rows

COUNCIL = "UNSC"
_PRESIDING = frozenset({"chair", "president"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chair:
    """One term of one holder at the head of a forum.

    Roles: chair; president, where the forum calls it so; host, who receives one meeting without
    more. `start` and `end` are EDTF, `end` is None while it lasts; `venue` names places of meetings.
    """

    forum: str
    holder: str
    role: str
    start: str
    end: str | None
    venue: str | None
    known_from: str
    source: str


@once_a_view
def _all() -> tuple[Chair, ...]:
    return tuple(
        Chair(
            forum=row["forum"],
            holder=row["holder"],
            role=row["role"],
            start=row["start"],
            end=row["end"] or None,
            venue=row["venue"] or None,
            known_from=row["known_from"],
            source=row["source"],
        )
        for row in rows("forums/chairs.csv")
    )


def chairs(forum: str | None = None) -> tuple[Chair, ...]:
    """All terms in the order of the file, or those of one forum.

    Of the UN Security Council the table holds anchors only; `legation.knowledge.council` has the rule.
    """
    return tuple(c for c in _all() if forum in (None, c.forum))


def chair_on(
    forum: str, day: dt.date, role: str = "chair", known: dt.date | None = None
) -> Chair | None:
    """Who held a role in a forum on a day, as could be known on the day `known`; None if unknown.

    A president counts as the chair. Where a handover is known by the month only, or two terms share
    a day, who leaves is still in the chair.
    """
    if forum == COUNCIL and role in _PRESIDING:
        from legation.knowledge.council import presidency

        return presidency(day, known)
    wanted = _PRESIDING if role in _PRESIDING else {role}
    fitting = [
        c
        for c in chairs(forum)
        if c.role in wanted and known_by(c.known_from, known) and in_force(c.start, c.end, day)
    ]
    return min(fitting, key=lambda c: c.start, default=None)
