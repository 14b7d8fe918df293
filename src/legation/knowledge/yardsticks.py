"""Words of likelihood and what they stand for by a stated yardstick; grades of sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.errors import UsageError
from legation.knowledge.tables import rows, split


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Words that a yardstick takes for one range of probability, 0 to 1."""

    words: tuple[str, ...]
    low: float
    high: float


@cache
def yardsticks() -> Mapping[str, tuple[Band, ...]]:
    """The bands of each yardstick, in the order of its table."""
    found: dict[str, list[Band]] = {}
    for row in rows("judging/yardsticks.csv"):
        band = Band(
            words=split(row["words"]), low=float(row["low"]) / 100, high=float(row["high"]) / 100
        )
        found.setdefault(row["yardstick"], []).append(band)
    return {name: tuple(bands) for name, bands in found.items()}


def yardstick(name: str) -> tuple[str, tuple[Band, ...]]:
    """A yardstick by its name, however it is spelt; raises UsageError for an unknown one."""
    plain = "".join(name.casefold().split()).replace("-", "")
    for known, bands in yardsticks().items():
        if "".join(known.casefold().split()) == plain:
            return known, bands
    raise UsageError(f"No yardstick is known as {name!r}; use one of {', '.join(yardsticks())}.")


@cache
def grades(scale: str) -> Mapping[str, str]:
    """What each Admiralty grade means; `scale` is "source" (A to F) or "item" (1 to 6)."""
    return {r["grade"]: r["meaning"] for r in rows("judging/admiralty.csv") if r["scale"] == scale}
