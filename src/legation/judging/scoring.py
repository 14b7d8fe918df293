"""Scores of probabilities once the answer is known: Brier, log, Murphy's parts, skill, calibration."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from legation.errors import UsageError


def brier(chances: Sequence[float], came: Sequence[int]) -> float:
    """The mean of (p - y)^2, 0 the best and 1 the worst; `came` is 1 where it came true."""
    _same(chances, came)
    return fmean((p - y) ** 2 for p, y in zip(chances, came, strict=True))


def log_score(chances: Sequence[float], came: Sequence[int], *, least: float = 1e-6) -> float:
    """The mean of -ln of what was given to what came true; `least` keeps it finite."""
    _same(chances, came)
    given = (p if y else 1 - p for p, y in zip(chances, came, strict=True))
    return fmean(-math.log(max(p, least)) for p in given)


def skill(score: float, of_baseline: float) -> float | None:
    """1 - score / baseline: above 0 it beats the baseline; None where that was perfect."""
    return None if of_baseline == 0 else 1 - score / of_baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class Murphy:
    """The parts of a Brier score: REL - RES + UNC, by distinct probabilities.

    The `fair_` parts are corrected for small samples (Ferro & Fricker 2012, QJRMS 138,
    1954-1960); a negative reliability is normal there. They are None where a probability was
    given only once.
    """

    reliability: float
    resolution: float
    uncertainty: float
    fair_reliability: float | None
    fair_resolution: float | None
    fair_uncertainty: float | None

    @property
    def score(self) -> float:
        """The Brier score that they add up to."""
        return self.reliability - self.resolution + self.uncertainty


def murphy(chances: Sequence[float], came: Sequence[int]) -> Murphy:
    """Murphy's decomposition (1973), grouped by distinct probability, and its correction."""
    _same(chances, came)
    n = len(came)
    groups: dict[float, list[int]] = {}
    for p, y in zip(chances, came, strict=True):
        groups.setdefault(p, []).append(y)
    rate = fmean(came)
    reliability = sum(len(ys) * (p - fmean(ys)) ** 2 for p, ys in groups.items()) / n
    resolution = sum(len(ys) * (fmean(ys) - rate) ** 2 for ys in groups.values()) / n
    uncertainty = rate * (1 - rate)
    if n < 2 or any(len(ys) < 2 for ys in groups.values()):
        return Murphy(
            reliability=reliability,
            resolution=resolution,
            uncertainty=uncertainty,
            fair_reliability=None,
            fair_resolution=None,
            fair_uncertainty=None,
        )
    within = (
        sum(len(ys) * fmean(ys) * (1 - fmean(ys)) / (len(ys) - 1) for ys in groups.values()) / n
    )
    overall = uncertainty / (n - 1)
    return Murphy(
        reliability=reliability,
        resolution=resolution,
        uncertainty=uncertainty,
        fair_reliability=reliability - within,
        fair_resolution=resolution - within + overall,
        fair_uncertainty=uncertainty + overall,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """What was said between two probabilities and what came of it; shares are 0 to 1."""

    low: float
    high: float
    n: int
    said: float
    came: float


def calibration(
    chances: Sequence[float], came: Sequence[int], edges: Sequence[float]
) -> tuple[Bin, ...]:
    """Between each two edges, how often it was said and how often it came; empty ones left out."""
    _same(chances, came)
    found = []
    for low, high in itertools.pairwise(edges):
        inside = [
            (p, y)
            for p, y in zip(chances, came, strict=True)
            if low <= p < high or p == high == edges[-1]
        ]
        if inside:
            said, true = fmean(p for p, _ in inside), fmean(y for _, y in inside)
            found.append(Bin(low=low, high=high, n=len(inside), said=said, came=true))
    return tuple(found)


def outcome_brier(chances: dict[str, float], came: str) -> float:
    """Half the sum of squares over the outcomes, so that two outcomes score as one does."""
    return sum((p - (name == came)) ** 2 for name, p in chances.items()) / 2


def _same(chances: Sequence[float], came: Sequence[int]) -> None:
    if not chances or len(chances) != len(came):
        raise UsageError("A score needs as many answers as probabilities, and at least one.")
    if any(not 0 <= p <= 1 for p in chances):
        raise UsageError("Probabilities lie between 0 and 1.")
