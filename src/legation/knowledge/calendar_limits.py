"""What the calendar shows for how long, as data."""

from __future__ import annotations

from functools import cache

from legation.knowledge.tables import rows


@cache
def limit(name: str) -> int:
    """A limit by its name in `data/forums/calendar.tsv`; raises KeyError where there is none."""
    return {row["name"]: int(row["value"]) for row in rows("forums/calendar.tsv")}[name]
