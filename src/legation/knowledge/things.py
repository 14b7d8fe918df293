"""Treaties, wars, prizes, weapons and ships: they bear a country's name and are no actor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A named thing; kinds: agreement, war, prize, event, operation, weapon, ship."""

    name: str
    kind: str
    source: str


@cache
def things() -> tuple[Thing, ...]:
    """All named things that the program knows."""
    return tuple(
        Thing(name=row["name"], kind=row["kind"], source=row["source"])
        for row in rows("things.csv")
    )
