"""Weighted scales of events: sum, mean, balance, and trailing smoothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Events on one scale; `total` is effort, `mean` tone, and neither stands for the other.

    `balance` is (C-K)/(C+K), C the positive and K the absolute negative weights; `count_balance`
    is the same of numbers of events. Both lie between -1 and 1, and are None, not 0, where nothing
    was weighed.
    """

    n: int
    total: float
    mean: float | None
    balance: float | None
    count_balance: float | None


def scale(weights: Sequence[float | None]) -> Scale:
    """The scale of events by weight; events that the scale does not rate (None) are left out."""
    rated = [weight for weight in weights if weight is not None]
    good = math.fsum(weight for weight in rated if weight > 0)
    bad = -math.fsum(weight for weight in rated if weight < 0)
    n_good, n_bad = sum(w > 0 for w in rated), sum(w < 0 for w in rated)
    total = math.fsum(rated)
    return Scale(
        n=len(rated),
        total=total,
        mean=total / len(rated) if rated else None,
        balance=balance(good, bad),
        count_balance=(n_good - n_bad) / len(rated) if rated else None,
    )


def balance(good: float, bad: float) -> float | None:
    """(C-K)/(C+K) of two sums that are not negative; None where both are 0."""
    return (good - bad) / (good + bad) if good + bad else None


def decay(age: float, half_life: float) -> float:
    """Weight of something `age` old, in the units of `half_life`."""
    return float(0.5 ** (age / half_life))


def trailing(values: Sequence[float | None], half_life: float) -> list[float | None]:
    """Exponentially weighted mean of each value and those before it, never of later ones.

    `half_life` is counted in steps. A step that is not known (None) weighs nothing; the mean is
    None until the first known one.
    """
    found: list[float | None] = []
    step = decay(1, half_life)
    total = weight = 0.0
    for value in values:
        total, weight = total * step, weight * step
        if value is not None:
            total, weight = total + value, weight + 1
        found.append(total / weight if weight else None)
    return found
