"""Cities, regions and venues, and the country that they lie in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place; `country` is None for seas and other places of no one state.

    Kinds: city, region, site, sea, place. `caution` says why the bare name may mean something
    else, such as a person.
    """

    name: str
    country: str | None
    kind: str
    source: str
    caution: str | None = None


@cache
def places() -> tuple[Place, ...]:
    """All places that the program knows."""
    return tuple(
        Place(
            name=row["name"],
            country=row["country"] or None,
            kind=row["kind"],
            source=row["source"],
            caution=row["caution"] or None,
        )
        for row in rows("places.csv")
    )
