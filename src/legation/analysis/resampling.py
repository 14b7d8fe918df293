"""Intervals and tests by drawing clusters of events anew.

Events of one occasion stand or fall together, so what is drawn is the cluster, never the event: a
cluster is one row of a matrix of clusters by partners. Clusters whose rows are equal are drawn as
one with a number, which keeps a hundred thousand events as cheap as a hundred.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from legation.analysis.intervals import Interval

Matrix = npt.NDArray[np.float64]
RowStatistic = Callable[[Matrix], npt.NDArray[np.float64]]
"""Gives one number for each row of sums by partner."""

_CHUNK = 250


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of drawing: interval, and mean, which shows the bias of a small sample."""

    interval: Interval
    mean: float
    draws: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Lowest and highest value when each cluster in turn is left out, and whose absence moves most.

    `most` is the row of the cluster that matters most.
    """

    low: float
    high: float
    most: int


@dataclass(frozen=True, slots=True)
class Change:
    """A statistic in two periods.

    `difference` is second less first, `interval` its bootstrap interval, `p` the two-sided
    permutation p of no difference, `at_equal_n` the mean difference when the period with more
    clusters is cut to as many as the other has.
    """

    first: float
    second: float
    difference: float
    interval: Interval
    p: float
    at_equal_n: float
    n: tuple[int, int]


def _patterns(clusters: Matrix) -> tuple[Matrix, npt.NDArray[np.int64]]:
    rows, numbers = np.unique(clusters, axis=0, return_counts=True)
    return rows, numbers.astype(np.int64)


def _drawn(
    clusters: Matrix, statistic: RowStatistic, draws: int, rng: np.random.Generator
) -> npt.NDArray[np.float64]:
    rows, numbers = _patterns(clusters)
    n = int(numbers.sum())
    found = []
    for start in range(0, draws, _CHUNK):
        size = min(_CHUNK, draws - start)
        found.append(statistic(rng.multinomial(n, numbers / n, size=size) @ rows))
    return np.concatenate(found)


def bootstrap(
    clusters: Matrix,
    statistic: RowStatistic,
    draws: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> Drawn:
    """Percentile interval of a statistic of the sums by partner. Raises ValueError without clusters.

    Source: Efron & Tibshirani 1993, chapters 8 and 13.
    """
    if not len(clusters):
        raise ValueError("Nothing can be drawn from no clusters.")
    values = _drawn(clusters, statistic, draws, np.random.default_rng(seed))
    return Drawn(_percentiles(values, level), float(np.nanmean(values)), draws)


def _percentiles(values: npt.NDArray[np.float64], level: float) -> Interval:
    tail = 100 * (1 - level) / 2
    low, high = np.nanpercentile(values, [tail, 100 - tail])
    return Interval(float(low), float(high), level)


def leave_one_out(clusters: Matrix, statistic: RowStatistic) -> LeftOut | None:
    """The range of a statistic without each cluster in turn; None with fewer than two."""
    if len(clusters) < 2:
        return None
    total = clusters.sum(axis=0)
    rows, where = np.unique(clusters, axis=0, return_index=True)
    values = statistic(total - rows)
    whole = statistic(total[np.newaxis, :])[0]
    moved = np.where(np.isnan(values), -np.inf, np.abs(values - whole))
    most = int(where[int(moved.argmax())])
    return LeftOut(float(np.nanmin(values)), float(np.nanmax(values)), most)


def change(
    first: Matrix,
    second: Matrix,
    statistic: RowStatistic,
    draws: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> Change:
    """Whether a statistic differs between two periods. Raises ValueError where one has no cluster.

    The columns of both are the same partners. The permutation deals the clusters of both periods
    out anew, each period keeping its number.
    """
    if not len(first) or not len(second):
        raise ValueError("A change needs clusters in both periods.")
    rng = np.random.default_rng(seed)
    before, after = (float(statistic(m.sum(axis=0)[np.newaxis, :])[0]) for m in (first, second))
    spread = _drawn(second, statistic, draws, rng) - _drawn(first, statistic, draws, rng)
    return Change(
        first=before,
        second=after,
        difference=after - before,
        interval=_percentiles(spread, level),
        p=_permuted(first, second, statistic, draws, rng),
        at_equal_n=_at_equal_n(first, second, statistic, draws, rng),
        n=(len(first), len(second)),
    )


def _permuted(
    first: Matrix, second: Matrix, statistic: RowStatistic, draws: int, rng: np.random.Generator
) -> float:
    rows, numbers = _patterns(np.concatenate([first, second]))
    total = (numbers @ rows)[np.newaxis, :]
    seen = abs(
        float(statistic(total - first.sum(axis=0))[0] - statistic(first.sum(axis=0)[None, :])[0])
    )
    dealt = rng.multivariate_hypergeometric(numbers, len(first), size=draws) @ rows
    values = np.abs(statistic(total - dealt) - statistic(dealt))
    # One is added to both, so that p is never 0 (Davison & Hinkley 1997, section 4.3).
    return float((np.sum(values >= seen - 1e-12) + 1) / (draws + 1))


def _at_equal_n(
    first: Matrix, second: Matrix, statistic: RowStatistic, draws: int, rng: np.random.Generator
) -> float:
    n = min(len(first), len(second))

    def cut(clusters: Matrix) -> float:
        rows, numbers = _patterns(clusters)
        dealt = rng.multivariate_hypergeometric(numbers, n, size=draws) @ rows
        return float(np.nanmean(statistic(dealt)))

    return cut(second) - cut(first)
