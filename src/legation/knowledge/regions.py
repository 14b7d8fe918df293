"""The region and continent that each state and territory lies in, after the UN's M49 standard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Where a state lies: its region (South-eastern Asia) and its continent (Asia)."""

    region: str
    continent: str
    source: str


@cache
def regions() -> Mapping[str, Region]:
    """By code."""
    return {
        row["code"]: Region(region=row["region"], continent=row["continent"], source=row["source"])
        for row in rows("regions.csv")
    }
