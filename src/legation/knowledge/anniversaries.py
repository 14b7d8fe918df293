"""Days that a state or body keeps each year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Anniversary:
    """A day of the year; `since` is the year of what it recalls.

    Kinds: national day, founding, leader, war, agreement.
    """

    actor: str
    name: str
    month: int
    day: int
    since: int
    kind: str
    source: str


@cache
def anniversaries() -> tuple[Anniversary, ...]:
    """All days, in the order of the file."""
    return tuple(
        Anniversary(
            actor=row["actor"],
            name=row["name"],
            month=int(row["month"]),
            day=int(row["day"]),
            since=int(row["since"]),
            kind=row["kind"],
            source=row["source"],
        )
        for row in rows("anniversaries.csv")
    )
