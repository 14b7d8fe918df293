"""International bodies and who belongs to them, by date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from legation.knowledge.overlay import once_a_view
from legation.knowledge.tables import in_force, rows, split


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An international body by its usual short form."""

    code: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    known_from: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One member of one body from `start` to `end` (EDTF; None while it lasts).

    Roles: member; permanent and elected (UN Security Council); observer; partner. Who is in the
    chair stands in `legation.knowledge.chairs`.
    """

    body: str
    member: str
    role: str
    start: str
    end: str | None
    known_from: str
    source: str


@cache
def bodies() -> tuple[Body, ...]:
    """All bodies that the program knows."""
    return tuple(
        Body(
            code=row["code"],
            name=row["name"],
            aliases=split(row["aliases"]),
            kind=row["kind"],
            known_from=row["known_from"],
            source=row["source"],
        )
        for row in rows("bodies.csv")
    )


@cache
def forums() -> frozenset[str]:
    """Codes of the bodies that are meetings and have no will of their own: APEC, the G20."""
    return frozenset(body.code for body in bodies() if body.kind == "forum")


@once_a_view
def memberships() -> tuple[Membership, ...]:
    """All memberships that the program knows."""
    return tuple(
        Membership(
            body=row["body"],
            member=row["member"],
            role=row["role"],
            start=row["start"],
            end=row["end"] or None,
            known_from=row["known_from"],
            source=row["source"],
        )
        for row in rows("memberships.csv")
    )


_BELONGING = frozenset({"member", "permanent", "elected"})


def members(body: str, on: dt.date) -> frozenset[str]:
    """Codes of the members of a body on a day; empty where none are known."""
    return frozenset(
        m.member
        for m in memberships()
        if m.body == body and m.role in _BELONGING and in_force(m.start, m.end, on)
    )
