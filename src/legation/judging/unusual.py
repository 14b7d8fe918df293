"""Whether a pair is unusually loud or silent, beside what is usual for it and for its coverage."""

from __future__ import annotations

import math
from dataclasses import dataclass

from legation.knowledge.questions import default


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusual:
    """More or fewer happenings than usual: how many, how many were to be expected, how likely."""

    loud: bool
    count: int
    expected: float
    chance: float


def unusual(
    count: int, before: int, *, share: float, articles: int, articles_before: int
) -> Unusual | None:
    """Whether `count` happenings are unusual after `before` in an earlier time.

    `share` is the length of this time by that of the earlier one. Counts are held against the
    articles read: a gap in coverage is no silence, and more reading no noise. The count is taken
    as negative binomial, a Poisson count whose rate was learnt from `before` (Gelman et al. 2013,
    2.6). None where it is usual, or where too little is known to say.
    """
    if before < default("unusual_fewest") or not articles_before or not articles:
        return None
    exposure = articles / articles_before
    shape = before + default("gamma_shape")
    expected = shape * exposure
    at_most = sum(_chance(k, shape, exposure) for k in range(count + 1))
    below = at_most - _chance(count, shape, exposure)
    # Silence is told only where at least the usual share of articles was read.
    if at_most <= default("unusual") and exposure >= share / 2:
        return Unusual(loud=False, count=count, expected=expected, chance=at_most)
    if 1 - below <= default("unusual"):
        return Unusual(loud=True, count=count, expected=expected, chance=max(1 - below, 0.0))
    return None


def _chance(k: int, shape: float, exposure: float) -> float:
    """The chance of just `k` events, of a rate that is gamma distributed."""
    whole = math.lgamma(shape + k) - math.lgamma(shape) - math.lgamma(k + 1)
    return math.exp(whole - shape * math.log1p(exposure) + k * math.log(exposure / (1 + exposure)))
