"""Who hosted, carried messages or mediated between whom, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import known_by, rows

ROLES = (
    "host",
    "good-offices",
    "message-carrier",
    "formulator",
    "manipulator",
    "guarantor",
    "convenor",
    "co-mediator",
)
OUTCOMES = ("agreement", "partial agreement", "ceasefire", "release", "talks", "none", "ongoing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediation:
    """What one third party did between two parties, from `start` to `end` (EDTF).

    Roles follow the International Crisis Behavior project (facilitation, formulation, manipulation)
    in the finer words of practice; a host who did no more than receive the parties is a host.
    `outcome` is that of the whole effort, not of this third party's share in it.
    """

    conflict: str
    party_a: str
    party_b: str
    third_party: str
    role: str
    start: str
    end: str | None
    venue: str | None
    outcome: str
    known_from: str
    source: str

    @property
    def parties(self) -> frozenset[str]:
        """Both parties."""
        return frozenset({self.party_a, self.party_b})

    def outcome_on(self, day: dt.date | None) -> str:
        """What had come of it by what could be known on a day: "ongoing" until it had ended."""
        over = bool(self.end) and known_by(self.end or "", day)
        return self.outcome if over else "ongoing"


@cache
def _all() -> tuple[Mediation, ...]:
    return tuple(
        Mediation(
            conflict=row["conflict"],
            party_a=row["party_a"],
            party_b=row["party_b"],
            third_party=row["third_party"],
            role=row["role"],
            start=row["start"],
            end=row["end"] or None,
            venue=row["venue"] or None,
            outcome=row["outcome"],
            known_from=row["known_from"],
            source=row["source"],
        )
        for row in rows("mediations.csv")
    )


def mediations(
    a: str | None = None, b: str | None = None, known: dt.date | None = None
) -> tuple[Mediation, ...]:
    """Rows of one party or of two, in either order, as could be known on a day."""
    wanted = {code for code in (a, b) if code}
    return tuple(m for m in _all() if wanted <= m.parties and known_by(m.known_from, known))


def record_of(third_party: str, known: dt.date | None = None) -> tuple[Mediation, ...]:
    """All that a third party did, as could be known on a day."""
    return tuple(m for m in mediations(known=known) if m.third_party == third_party)
