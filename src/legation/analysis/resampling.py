"""Intervals and tests by drawing clusters of events anew.

Events of one occasion stand or fall together, so what is drawn is the cluster, never the event.
Clusters that hold the same are drawn as one with a number, which keeps a hundred thousand events as
cheap as a hundred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from legation.analysis.intervals import Interval

Matrix = npt.NDArray[np.float64]
RowStatistic = Callable[[Matrix], npt.NDArray[np.float64]]
"""Gives one number for each row of sums by partner."""

_CHUNK = 250


@dataclass(frozen=True, slots=True)
class Clusters:
    """Different clusters, one a row of weights by partner, and how many there are of each."""

    rows: Matrix
    numbers: npt.NDArray[np.int64]

    @classmethod
    def of(cls, clusters: Iterable[Mapping[str, float]], partners: Sequence[str]) -> Clusters:
        """Clusters from the weights by partner of each; `partners` are the columns."""
        column = {partner: number for number, partner in enumerate(partners)}
        counted = Counter(tuple(sorted(cluster.items())) for cluster in clusters)
        rows = np.zeros((len(counted), len(partners)))
        for row, pattern in zip(rows, counted, strict=True):
            for partner, weight in pattern:
                row[column[partner]] = weight
        return cls(rows, np.array(list(counted.values()), dtype=np.int64))

    @property
    def n(self) -> int:
        """How many clusters there are."""
        return int(self.numbers.sum())

    @property
    def sums(self) -> Matrix:
        """Sums by partner, as one row."""
        total: Matrix = (self.numbers @ self.rows)[np.newaxis, :]
        return total

    def with_(self, other: Clusters) -> Clusters:
        """These clusters and others of the same partners together."""
        return Clusters(
            np.concatenate([self.rows, other.rows]), np.concatenate([self.numbers, other.numbers])
        )

    def drawn(self, draws: int, rng: np.random.Generator) -> Iterator[Matrix]:
        """Sums of as many clusters drawn with replacement, a row a draw, some at a time."""
        for start in range(0, draws, _CHUNK):
            size = min(_CHUNK, draws - start)
            yield rng.multinomial(self.n, self.numbers / self.n, size=size) @ self.rows

    def dealt(self, n: int, draws: int, rng: np.random.Generator) -> Matrix:
        """Sums of `n` clusters drawn without replacement, a row a draw."""
        dealt: Matrix = rng.multivariate_hypergeometric(self.numbers, n, size=draws) @ self.rows
        return dealt


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


def _values(
    clusters: Clusters, statistic: RowStatistic, draws: int, rng: np.random.Generator
) -> npt.NDArray[np.float64]:
    return np.concatenate([statistic(sums) for sums in clusters.drawn(draws, rng)])


def bootstrap(
    clusters: Clusters,
    statistic: RowStatistic,
    draws: int = 2000,
    level: float = 0.95,
    seed: int = 1,
) -> Drawn:
    """Percentile interval of a statistic of the sums by partner. Raises ValueError without clusters.

    Source: Efron & Tibshirani 1993, chapters 8 and 13.
    """
    if not clusters.n:
        raise ValueError("Nothing can be drawn from no clusters.")
    values = _values(clusters, statistic, draws, np.random.default_rng(seed))
    return Drawn(_percentiles(values, level), float(np.nanmean(values)), draws)


def _percentiles(values: npt.NDArray[np.float64], level: float) -> Interval:
    tail = 100 * (1 - level) / 2
    low, high = np.nanpercentile(values, [tail, 100 - tail])
    return Interval(float(low), float(high), level)


def leave_one_out(clusters: Clusters, statistic: RowStatistic) -> LeftOut | None:
    """The range of a statistic without each cluster in turn; None with fewer than two."""
    if clusters.n < 2:
        return None
    values = statistic(clusters.sums - clusters.rows)
    moved = np.abs(values - statistic(clusters.sums)[0])
    most = int(np.where(np.isnan(moved), -np.inf, moved).argmax())
    return LeftOut(float(np.nanmin(values)), float(np.nanmax(values)), most)


def change(
    first: Clusters,
    second: Clusters,
    statistic: RowStatistic,
    draws: int = 2000,
    level: float = 0.95,
    seed: int = 1,
) -> Change:
    """Whether a statistic differs between two periods. Raises ValueError where one has no cluster.

    The columns of both are the same partners. The permutation deals the clusters of both periods
    out anew, each period keeping its number.
    """
    if not first.n or not second.n:
        raise ValueError("A change needs clusters in both periods.")
    rng = np.random.default_rng(seed)
    before, after = (float(statistic(period.sums)[0]) for period in (first, second))
    spread = _values(second, statistic, draws, rng) - _values(first, statistic, draws, rng)
    n = min(first.n, second.n)
    cut = [float(np.nanmean(statistic(p.dealt(n, draws, rng)))) for p in (first, second)]
    return Change(
        first=before,
        second=after,
        difference=after - before,
        interval=_percentiles(spread, level),
        p=_permuted(first, second, statistic, draws, rng),
        at_equal_n=cut[1] - cut[0],
        n=(first.n, second.n),
    )


def _permuted(
    first: Clusters,
    second: Clusters,
    statistic: RowStatistic,
    draws: int,
    rng: np.random.Generator,
) -> float:
    both = first.with_(second)
    seen = abs(float(statistic(second.sums)[0] - statistic(first.sums)[0]))
    dealt = both.dealt(first.n, draws, rng)
    values = np.abs(statistic(both.sums - dealt) - statistic(dealt))
    # One is added to both, so that p is never 0 (Davison & Hinkley 1997, section 4.3).
    return float((np.sum(values >= seen - 1e-12) + 1) / (draws + 1))
