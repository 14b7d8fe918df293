"""How states vote in the UN General Assembly, as ideal points on one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import known_by, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class IdealPoint:
    """Where a state stands in a session; the distance of two is the absolute difference."""

    code: str
    session: int
    year: int
    value: float
    known_from: str
    source: str


@cache
def _all() -> tuple[IdealPoint, ...]:
    return tuple(
        IdealPoint(
            code=row["code"],
            session=int(row["session"]),
            year=int(row["year"]),
            value=float(row["ideal_point"]),
            known_from=row["known_from"],
            source=row["source"],
        )
        for row in rows("unga_ideal_points.csv")
    )


def ideal_points(known: dt.date | None = None) -> Mapping[str, IdealPoint]:
    """By state, those of the last session that could be known on a day; empty before the first."""
    found: dict[str, IdealPoint] = {}
    for point in _all():
        last = found.get(point.code)
        if known_by(point.known_from, known) and (last is None or last.session < point.session):
            found[point.code] = point
    return found
