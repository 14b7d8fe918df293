"""Diplomatic relations, embassies and breaks between states, by date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from legation.knowledge.overlay import once_a_view
from legation.knowledge.tables import in_force, known_by, rows

RELATIONS, EMBASSY, BROKEN, SUSPENDED = "diplomatic relations", "embassy", "broken", "suspended"
NONE = "none"
KINDS = (RELATIONS, EMBASSY, BROKEN, SUSPENDED, NONE, "consulate", "liaison office")
_APART = frozenset({BROKEN, SUSPENDED, NONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What stands between two states from `start` to `end` (EDTF; None while it lasts).

    Relations and breaks are of both; an embassy, consulate or liaison office is that of `a` in `b`.
    "none" says that there were none to break.
    `start` is None where it is known to stand, but not since when.
    """

    a: str
    b: str
    kind: str
    start: str | None
    end: str | None
    known_from: str
    source: str


@once_a_view
def _all() -> tuple[Relation, ...]:
    return tuple(
        Relation(
            a=row["a"],
            b=row["b"],
            kind=row["kind"],
            start=row["start"] or None,
            end=row["end"] or None,
            known_from=row["known_from"],
            source=row["source"],
        )
        for row in rows("relations.csv")
    )


def relations(
    a: str | None = None, b: str | None = None, known: dt.date | None = None
) -> tuple[Relation, ...]:
    """Rows of one state or of two, in either order, as could be known on a day.

    An end that was still to come on that day is left open.
    """
    wanted = {code for code in (a, b) if code}
    return tuple(
        r if known_by(r.end or r.known_from, known) else replace(r, end=None)
        for r in _all()
        if wanted <= {r.a, r.b} and known_by(r.known_from, known)
    )


def standing(a: str, b: str, day: dt.date, known: dt.date | None = None) -> tuple[Relation, ...]:
    """What stood between two states on a day; nothing means that it is not known."""
    return tuple(r for r in relations(a, b, known) if in_force(r.start or r.known_from, r.end, day))


def related(a: str, b: str, day: dt.date, known: dt.date | None = None) -> bool | None:
    """Whether two states had diplomatic relations on a day; None where it is not known.

    A break or suspension outweighs a row that says that there are relations.
    """
    kinds = {r.kind for r in standing(a, b, day, known)}
    if kinds & _APART:
        return False
    return True if kinds & {RELATIONS, EMBASSY} else None


def embassy(sender: str, host: str, day: dt.date, known: dt.date | None = None) -> Relation | None:
    """The embassy that one state keeps in another on a day; None where none is known."""
    found = (
        r
        for r in standing(sender, host, day, known)
        if (r.a, r.b, r.kind) == (sender, host, EMBASSY)
    )
    return next(found, None)
