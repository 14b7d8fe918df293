"""News outlets, and which of them speak for a state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import rows, split


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet: `kind` is state media, party paper, agency, broadcaster or paper."""

    name: str
    aliases: tuple[str, ...]
    country: str | None
    kind: str
    source: str


@cache
def outlets() -> tuple[Outlet, ...]:
    """All outlets that the program knows."""
    return tuple(
        Outlet(
            name=row["name"],
            aliases=split(row["aliases"]),
            country=row["country"] or None,
            kind=row["kind"],
            source=row["source"],
        )
        for row in rows("outlets.csv")
    )
