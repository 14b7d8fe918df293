"""Where states are on a map: their seats of government, and the outline of the land."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import rows


@dataclass(frozen=True, slots=True)
class Position:
    """A place, in degrees north and east."""

    latitude: float
    longitude: float


@cache
def seats() -> Mapping[str, Position]:
    """The seat of government of each state, by its code."""
    return {
        row["code"]: Position(float(row["latitude"]), float(row["longitude"]))
        for row in rows("map/seats.tsv")
    }


@cache
def land() -> tuple[tuple[tuple[float, float], ...], ...]:
    """Outlines of the land as points of longitude and latitude, without small islands or borders."""
    return tuple(
        tuple((float(x), float(y)) for x, y in (p.split(",") for p in row["outline"].split(" ")))
        for row in rows("map/land.tsv")
    )
