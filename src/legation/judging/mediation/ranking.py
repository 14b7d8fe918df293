"""Ranking without a common unit: ranks by criterion, the Pareto front, ranges of ranks.

A blank stays a blank: a mean is taken over what is known, and where weights are drawn a blank takes
a random place in each draw, so that little knowledge makes a wide range and never a bad rank.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

Values = Mapping[str, Mapping[str, float | None]]
"""By candidate and criterion, higher being better; None is a blank."""

_EVEN = 0.5
_SAME = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a candidate stands among those of its role.

    `places` are unit-free places by criterion (0 lowest, 1 highest), None where it is a blank.
    `score` is their weighted mean over what is known, `known` the share of the weight that is.
    `rank` is 1 for the best, the mean rank where several are equal; None where less than the least
    share is known. `low` and `high` hold nine in ten of the ranks under random weightings. `front`
    tells that no other is at least as good in all that is known of this one and better in some.
    """

    code: str
    places: Mapping[str, float | None]
    score: float | None
    known: float
    rank: float | None
    low: int | None
    high: int | None
    front: bool


def standings(
    values: Values, weights: Mapping[str, float], *, draws: int, seed: int, least: float
) -> list[Standing]:
    """The candidates, best first, those without a rank last by code.

    `weights` are not negative; what has none does not count. `least` is the share of the weight
    that must be known for a rank. `draws` weightings are drawn from a Dirichlet distribution
    around the weights (all alike: evenly over all weightings), replayable by `seed`.
    """
    import numpy as np

    codes, criteria = sorted(values), [c for c, w in weights.items() if w > 0]
    if not codes or not criteria:
        return []
    matrix = _matrix(values, codes, criteria)
    places = _places(matrix)
    weighed = np.array([weights[c] for c in criteria], dtype=float)
    scores, known = _scores(places, weighed)
    ranked = known >= least - _SAME
    ranks = _ranks(np.where(ranked, scores, np.nan))
    lows, highs = _ranges(places, weighed, ranked, draws=draws, seed=seed)
    front = _front(matrix)
    found = [
        Standing(
            code=code,
            places={c: _plain(places[i, j]) for j, c in enumerate(criteria)},
            score=_plain(scores[i]),
            known=float(known[i]),
            rank=_plain(ranks[i]),
            low=int(lows[i]) if ranked[i] else None,
            high=int(highs[i]) if ranked[i] else None,
            front=bool(front[i] and ranked[i]),
        )
        for i, code in enumerate(codes)
    ]
    return sorted(found, key=lambda s: (s.rank is None, s.rank or 0, s.code))


def rank_of(
    code: str, values: Values, weights: Mapping[str, float], *, least: float
) -> float | None:
    """The rank of one candidate alone, as `standings` gives it, without ranges."""
    import numpy as np

    codes, criteria = sorted(values), [c for c, w in weights.items() if w > 0]
    if code not in values or not criteria:
        return None
    places = _places(_matrix(values, codes, criteria))
    scores, known = _scores(places, np.array([weights[c] for c in criteria], dtype=float))
    ranks = _ranks(np.where(known >= least - _SAME, scores, np.nan))
    return _plain(ranks[codes.index(code)])


def _matrix(values: Values, codes: list[str], criteria: list[str]) -> Matrix:
    import numpy as np

    told = [[values[code].get(c) for c in criteria] for code in codes]
    return np.array([[np.nan if v is None else v for v in row] for row in told], dtype=float)


def _places(matrix: Matrix) -> Matrix:
    """Mean rank in each column, from 0 to 1; where all that is known is one value, the middle."""
    import numpy as np

    places = np.full(matrix.shape, np.nan)
    for j in range(matrix.shape[1]):
        known = ~np.isnan(matrix[:, j])
        column = matrix[known, j]
        if column.size == 0:
            continue
        order = np.sort(column)
        middle = (
            np.searchsorted(order, column, "left") + np.searchsorted(order, column, "right") - 1
        ) / 2
        places[known, j] = middle / (column.size - 1) if column.size > 1 else _EVEN
    return places


def _scores(places: Matrix, weights: Matrix) -> tuple[Matrix, Matrix]:
    """Weighted means over what is known, and the share of the weight that it carries.

    A criterion of which nothing is known of anybody carries no weight.
    """
    import numpy as np

    told = ~np.isnan(places)
    counting = weights * told.any(axis=0)
    weight = told @ counting
    total = counting.sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        scores = np.where(told, places, 0) @ counting / np.where(weight > 0, weight, np.nan)
    return np.round(scores, 12), weight / total if total else np.zeros(len(places))


def _ranks(scores: Matrix) -> Matrix:
    """Rank 1 for the highest score, the mean where several are equal; none where there is no score."""
    import numpy as np

    ranks = np.full(scores.shape, np.nan)
    known = ~np.isnan(scores)
    order = np.sort(-scores[known])
    ranks[known] = (
        np.searchsorted(order, -scores[known], "left")
        + np.searchsorted(order, -scores[known], "right")
        + 1
    ) / 2
    return ranks


def _ranges(
    places: Matrix, weights: Matrix, ranked: NDArray[np.bool_], *, draws: int, seed: int
) -> tuple[Matrix, Matrix]:
    """The ranks between which nine in ten fall under random weightings and fillings of blanks."""
    import numpy as np

    random = np.random.default_rng(seed)
    held = places[ranked]
    lows, highs = np.zeros(len(places)), np.zeros(len(places))
    if not len(held):
        return lows, highs
    counting = (~np.isnan(held)).any(axis=0)
    held, about = held[:, counting], weights[counting]
    drawn = random.dirichlet(about / about.mean(), size=draws)
    found = np.empty((draws, len(held)))
    for n, weighting in enumerate(drawn):
        filled = np.where(np.isnan(held), random.random(held.shape), held)
        found[n] = _ranks(np.round(filled @ weighting, 12))
    lows[ranked] = np.floor(np.quantile(found, 0.05, axis=0))
    highs[ranked] = np.ceil(np.quantile(found, 0.95, axis=0))
    return lows, highs


def _front(matrix: Matrix) -> NDArray[np.bool_]:
    """Who is not dominated; a blank of the other is no proof that it is as good."""
    import numpy as np

    known = ~np.isnan(matrix)
    front = np.ones(len(matrix), dtype=bool)
    for i, row in enumerate(matrix):
        mine = known[i]
        with np.errstate(invalid="ignore"):
            as_good = np.where(mine, matrix >= row, True).all(axis=1)
            better = np.where(mine, matrix > row, False).any(axis=1)
        front[i] = bool(mine.any()) and not bool((as_good & better).any())
    return front


def _plain(value: float) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124 - only nan differs from itself
