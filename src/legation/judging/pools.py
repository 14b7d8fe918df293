"""Pooling probabilities: mean, median, geometric mean of odds; extremising only where asked for."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence

from legation.errors import UsageError
from legation.knowledge.questions import default


def logit(p: float) -> float:
    """The logarithm of the odds of a probability between 0 and 1, both excluded."""
    return math.log(p / (1 - p))


def expit(x: float) -> float:
    """The probability of which `x` is the logarithm of the odds."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def clipped(p: float) -> float:
    """A probability as log-odds pools take it: no nearer to 0 or 1 than the default allows."""
    edge = default("clip")
    return min(max(p, edge), 1 - edge)


def mean(values: Sequence[float]) -> float:
    """The plain mean; less sharp than its members where they know different things."""
    return statistics.fmean(_some(values))


def median(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(_some(values))


def geometric_odds(values: Sequence[float], *, power: float = 1, about: float = 0.5) -> float:
    """The geometric mean of the odds; `power` above 1 extremises, away from the point `about`.

    logit p* = logit about + power x (mean logit p - logit about). Satopää et al. 2014 (IJF 30,
    344-356) use `about` 0.5; Neyman & Roughgarden the base rate: the two may point opposite ways.
    Only 0 and 1 are clipped where one value is at stake, all where several are.
    """
    point = logit(clipped(about))
    logits = [logit(p if 0 < p < 1 else clipped(p)) for p in _some(values)]
    return expit(point + power * (statistics.fmean(logits) - point))


def neyman_roughgarden(n: int) -> float:
    """How far `n` experts may be extremised about a base rate; 1 for one expert, at most sqrt 3.

    d = n (sqrt(3 n^2 - 3 n + 1) - 2) / (n^2 - n - 1), Neyman & Roughgarden 2022.
    """
    if n < 1:
        raise UsageError("At least one value is needed to pool.")
    if n == 1:
        return 1.0
    return n * (math.sqrt(3 * n * n - 3 * n + 1) - 2) / (n * n - n - 1)


Pool = Callable[[Sequence[float]], float]
POOLS: dict[str, Pool] = {
    "mean": mean,
    "median": median,
    "geometric odds": geometric_odds,
}
"""The pools that are shown, by name."""


def _some(values: Sequence[float]) -> Sequence[float]:
    if not values:
        raise UsageError("At least one value is needed to pool.")
    if any(not 0 <= p <= 1 for p in values):
        raise UsageError("Probabilities lie between 0 and 1.")
    return values
