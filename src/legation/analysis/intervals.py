"""Exact intervals and tests for counts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import gammaincinv


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper bound at a level of confidence (0.95 is 95 %)."""

    low: float
    high: float
    level: float = 0.95


def poisson(count: int, exposure: float = 1.0, level: float = 0.95) -> Interval:
    """Garwood's exact interval of a rate: events per unit of `exposure`.

    Source: Garwood 1936, Biometrika 28. Raises ValueError for a negative count or no exposure.
    """
    if count < 0 or exposure <= 0:
        raise ValueError("A rate needs a count of 0 or more and an exposure above 0.")
    tail = (1 - level) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    high = float(gammaincinv(count + 1, 1 - tail))
    return Interval(low / exposure, high / exposure, level)


def binomial(successes: int, trials: int, level: float = 0.95) -> Interval:
    """Clopper and Pearson's exact interval of a share.

    Source: Clopper & Pearson 1934, Biometrika 26. Raises ValueError without a trial.
    """
    if trials < 1 or not 0 <= successes <= trials:
        raise ValueError("A share needs at least one trial and no more successes than trials.")
    from scipy.stats import binomtest

    found = binomtest(successes, trials).proportion_ci(level, method="exact")
    return Interval(float(found.low), float(found.high), level)


def rates_differ(first: int, second: int, exposures: tuple[float, float] = (1.0, 1.0)) -> float:
    """Two-sided p of equal rates in two periods, by the exact conditional binomial test.

    1.0 where neither period has an event. Source: Przyborowski & Wilenski 1940, Biometrika 31.
    """
    if first + second == 0:
        return 1.0
    from scipy.stats import binomtest

    share = exposures[0] / math.fsum(exposures)
    return float(binomtest(first, first + second, share).pvalue)
