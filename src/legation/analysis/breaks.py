"""Change points of a series of counts, with a check of how stable they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import ruptures
from scipy.special import xlogy

Series = npt.NDArray[np.float64]
GRID = (0.5, 0.75, 1.0, 1.5, 2.0)
"""Multiples of the default penalty over which a break has to stand."""


@dataclass(frozen=True, slots=True)
class Break:
    """A break before the step `index`; `stability` is the share of the grid of penalties with it.

    `before` and `after` are the means of the segments on both sides.
    """

    index: int
    stability: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Split:
    """The likeliest single break of a series of counts.

    `low` and `high` bound the steps before which it lies at the given level: a range, not a day.
    """

    index: int
    low: int
    high: int
    before: float
    after: float
    level: float


class PoissonCost(ruptures.base.BaseCost):  # type: ignore[misc]
    """Twice the negative log-likelihood of counts with one rate by `exposure`, for ruptures.

    Without an exposure each step has the same. What does not depend on the breaks is left away.
    """

    model = "poisson"
    min_size = 1
    # ruptures asks for it when it makes a cost by name.
    params: ClassVar[None] = None

    def __init__(self, exposure: Series | None = None) -> None:
        self._exposure = exposure

    def fit(self, signal: Series) -> PoissonCost:
        """Takes the counts."""
        self.signal = signal
        exposure = np.ones(len(signal)) if self._exposure is None else self._exposure
        self._sums = np.concatenate([[0.0], np.cumsum(signal.reshape(-1))])
        self._seen = np.concatenate([[0.0], np.cumsum(exposure)])
        return self

    def error(self, start: int, end: int) -> float:
        """The cost of one rate from `start` to before `end`."""
        total = float(self._sums[end] - self._sums[start])
        return float(2 * (total - xlogy(total, total / (self._seen[end] - self._seen[start]))))


def difference_variance(values: Series) -> float:
    """Variance of the noise, from differences of neighbours, which breaks hardly touch."""
    return float(np.var(np.diff(values))) / 2


def penalised(
    values: Sequence[float] | Series,
    penalty: float,
    model: str = "l2",
    min_size: int = 3,
    exposure: Series | None = None,
) -> list[int]:
    """Steps before which the series breaks, by PELT. `model` is l2, l1, rbf, normal or poisson.

    `exposure`, for poisson, is how much was watched in each step.

    Every step is tried (ruptures' default tries each fifth and misplaces breaks). Source: Killick,
    Fearnhead & Eckley 2012, JASA 107.
    """
    signal = np.asarray(values, dtype=np.float64).reshape(-1, 1)
    if len(signal) < 2 * min_size:
        return []
    cost = {"custom_cost": PoissonCost(exposure)} if model == "poisson" else {"model": model}
    search = ruptures.Pelt(**cost, min_size=min_size, jump=1).fit(signal)
    return [int(end) for end in search.predict(pen=penalty)[:-1]]


def of_rates(rates: Sequence[float], min_size: int = 3) -> list[Break]:
    """Breaks in the level of log(1 + rate), each with its stability over the grid."""
    logs = np.log1p(np.asarray(rates, dtype=np.float64))
    penalty = 3 * difference_variance(logs) * math.log(max(len(logs), 2)) if len(logs) > 2 else 0
    return _stable(np.asarray(rates, dtype=np.float64), logs, penalty, "l2", min_size)


def of_counts(
    counts: Sequence[int], min_size: int = 3, exposure: Sequence[float] | None = None
) -> list[Break]:
    """Breaks in a Poisson rate, each with its stability; overdispersion raises the penalty.

    `exposure` is how much was watched in each step, above 0, such as all that a source reported; means
    are events a step at its mean. Source of the offset: McCullagh & Nelder 1989, section 6.2.
    """
    values, watched = np.asarray(counts, dtype=np.float64), relative(exposure, len(counts))
    mean = float(values.sum() / watched.sum()) if len(values) else 0.0
    if len(values) < 3 or not mean:
        return []
    expected = mean * float(np.mean(1 / watched))
    dispersion = max(1.0, difference_variance(values / watched) / expected)
    penalty = 3 * dispersion * math.log(len(values))
    return _stable(values, values, penalty, "poisson", min_size, watched)


def relative(exposure: Sequence[float] | None, steps: int) -> Series:
    """Exposures with a mean of 1; raises ValueError where one is not above 0."""
    if exposure is None:
        return np.ones(steps)
    found = np.asarray(exposure, dtype=np.float64)
    if len(found) != steps or (steps and found.min() <= 0):
        raise ValueError("Each step needs an exposure above 0.")
    return found / found.mean() if steps else found


def _stable(
    shown: Series,
    signal: Series,
    penalty: float,
    model: str,
    min_size: int,
    exposure: Series | None = None,
) -> list[Break]:
    if not penalty:
        return []
    watched = np.ones(len(shown)) if exposure is None else exposure
    runs = [penalised(signal, penalty * factor, model, min_size, watched) for factor in GRID]
    default = runs[GRID.index(1.0)]
    ends = [0, *default, len(shown)]

    def mean(start: int, end: int) -> float:
        return float(shown[start:end].sum() / watched[start:end].sum())

    return [
        Break(
            index=index,
            stability=sum(any(abs(index - i) <= 1 for i in run) for run in runs) / len(GRID),
            before=mean(ends[n], index),
            after=mean(index, ends[n + 2]),
        )
        for n, index in enumerate(default)
    ]


def one_split(
    counts: Sequence[int | None], level: float = 0.95, exposure: Sequence[float] | None = None
) -> Split | None:
    """The likeliest single break of a Poisson rate, with the range that carries `level` of the weight.

    `exposure` is as in `of_counts`. Steps that are not known (None) carry none. None with fewer than two known steps or no
    event. Each place is as likely before the data; the weight is the maximised likelihood.
    """
    known = np.array([c is not None for c in counts], dtype=np.float64)
    values = np.array([c or 0 for c in counts], dtype=np.float64)
    if known.sum() < 2 or not values.sum():
        return None
    known = known * relative(exposure, len(known))
    sums, steps = np.cumsum(values)[:-1], np.cumsum(known)[:-1]
    rest, left = values.sum() - sums, known.sum() - steps
    with np.errstate(divide="ignore", invalid="ignore"):
        likelihood = xlogy(sums, sums / steps) + xlogy(rest, rest / left)
    likelihood[(steps == 0) | (left == 0)] = -np.inf
    weight = np.exp(likelihood - likelihood.max())
    weight /= weight.sum()
    best = int(weight.argmax())
    low, high = _range(weight, best, level)
    before, after = float(sums[best] / steps[best]), float(rest[best] / left[best])
    return Split(best + 1, low + 1, high + 1, before, after, level)


def _range(weight: Series, best: int, level: float) -> tuple[int, int]:
    """The ends of the heaviest steps that together carry `level`."""
    order = np.argsort(-weight, kind="stable")
    enough = int(np.searchsorted(np.cumsum(weight[order]), level)) + 1
    chosen = order[:enough]
    return int(min(chosen.min(), best)), int(max(chosen.max(), best))
