"""Logistic models with a penalty, a shift on known odds, and errors that pairs share.

The shift is the logarithm of the factor by which known odds must be multiplied to fit what happened:
a likelihood ratio of having been sighted, given all that the known odds rest on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
_STEPS = 40
_CLOSE = 1e-8
_EDGE = 1e-6
_HALVINGS = 12


@dataclass(frozen=True, slots=True)
class Baseline:
    """A fitted logistic model: mean and scale of each feature, intercept and coefficients."""

    mean: Vector
    scale: Vector
    weights: Vector

    def log_odds(self, features: npt.NDArray[np.floating]) -> Vector:
        """Log-odds of each row."""
        x = (features - self.mean) / self.scale
        found: Vector = x @ self.weights[1:] + self.weights[0]
        return found


def fit(
    features: npt.NDArray[np.floating], happened: npt.NDArray[np.bool_], ridge: float
) -> Baseline:
    """Ridge logistic regression by Newton's method; the intercept is not penalized.

    Source: Hoerl & Kennard 1970; le Cessie & van Houwelingen 1992, Applied Statistics 41.
    """
    mean = features.mean(axis=0, dtype=np.float64)
    scale = np.maximum(features.std(axis=0, dtype=np.float64), 1e-9)
    x = np.column_stack([np.ones(len(features)), (features - mean) / scale])
    penalty = np.diag([0.0] + [ridge] * features.shape[1])
    y = happened.astype(np.float64)
    weights = np.zeros(x.shape[1])
    weights[0] = logit(np.clip(y.mean() if len(y) else 0.5, 1e-6, 1 - 1e-6))
    loss = _loss(x, y, weights, penalty)
    for _ in range(_STEPS):
        chance = expit(x @ weights)
        slope = x.T @ (y - chance) - penalty @ weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + penalty + 1e-9 * np.eye(x.shape[1])
        step = np.linalg.solve(bend, slope)
        # Newton's step overshoots where chances are near 0 or 1; it is halved until it helps.
        for _ in range(_HALVINGS):
            moved = _loss(x, y, weights + step, penalty)
            if moved <= loss:
                break
            step = step / 2
        else:
            break
        gained, loss = loss - moved, moved
        weights = weights + step
        if gained < _CLOSE * max(loss, 1.0):
            break
    return Baseline(mean, scale, weights)


def _loss(x: Matrix, y: Vector, weights: Vector, penalty: Matrix) -> float:
    odds = x @ weights
    fitted = float((np.logaddexp(0.0, odds) - y * odds).sum())
    return fitted + 0.5 * float(weights @ penalty @ weights)


@dataclass(frozen=True, slots=True)
class Shift:
    """A log ratio with its standard error.

    `error` is the larger of two: with pairs as clusters, and with pairs that share a state moving
    together. `spread` is the standard deviation of log ratios between pairs.
    """

    value: float
    error: float
    by_pair: float
    spread: float
    pairs: int
    rows: int
    events: int


def level(known: Vector, happened: npt.NDArray[np.bool_], prior_sd: float = 1.0) -> float:
    """The shift of known log-odds that fits best, drawn to 0; without errors."""
    count, value = float(happened.sum()), 0.0
    for _ in range(_STEPS):
        chance = expit(known + value)
        bend = float((chance * (1 - chance)).sum()) + prior_sd**-2
        step = (count - float(chance.sum()) - value / prior_sd**2) / bend
        value += float(np.clip(step, -2.0, 2.0))
        if abs(step) < _CLOSE:
            break
    return value


def shift(
    known: Vector,
    happened: npt.NDArray[np.bool_],
    pairs: Numbers,
    members: Numbers,
    prior_sd: float,
) -> Shift:
    """The shift of known log-odds that fits best, drawn to 0 by a normal prior.

    `pairs` numbers the pair of each row, `members` holds its two states, a row a pair. Errors: Liang &
    Zeger 1986 (Biometrika 73) by pair; Aronow, Samii & Assenova 2015 (Political Analysis 23) for
    pairs that share a state.
    """
    y = happened.astype(np.float64)
    value = level(known, happened, prior_sd)
    chance = expit(known + value)
    bend = float((chance * (1 - chance)).sum()) + prior_sd**-2
    scores = _by_pair(y - chance, pairs, len(members))
    heard = np.unique(pairs)
    by_pair, by_state = _variances(scores, members)
    scale = len(heard) / max(len(heard) - 1, 1) / bend**2
    return Shift(
        value=value,
        error=float(np.sqrt(max(by_pair, by_state) * scale)),
        by_pair=float(np.sqrt(by_pair * scale)),
        spread=_spread(scores, _by_pair(chance * (1 - chance), pairs, len(members))),
        pairs=len(heard),
        rows=len(y),
        events=int(y.sum()),
    )


def _by_pair(figures: Vector, pairs: Numbers, n: int) -> Vector:
    found: Vector = np.bincount(pairs, weights=figures, minlength=n).astype(np.float64)
    return found


def _variances(scores: Vector, members: Numbers) -> tuple[float, float]:
    """Summed squares of scores by pair, and over all pairs of pairs that share a state."""
    own = float((scores**2).sum())
    states = np.bincount(members.ravel(), weights=np.repeat(scores, 2))
    return own, max(float((states**2).sum()) - own, 0.0)


def _spread(scores: Vector, information: Vector) -> float:
    """Standard deviation of log ratios between pairs, by moments of their scores."""
    total = float((information**2).sum())
    if total <= 0:
        return 0.0
    return float(np.sqrt(max(float((scores**2).sum()) - float(information.sum()), 0.0) / total))


@dataclass(frozen=True, slots=True)
class Skill:
    """Brier and log skill against known odds, 0 for none and 1 for perfect, with intervals."""

    brier: float
    brier_low: float
    brier_high: float
    log: float
    log_low: float
    log_high: float


def skill(
    known: Vector,
    moved: Vector,
    happened: npt.NDArray[np.bool_],
    pairs: Numbers,
    draws: int,
    level: float,
) -> Skill:
    """Skill of moved against known log-odds, with intervals from drawing pairs anew."""
    y = happened.astype(np.float64)
    sums = []
    for odds in (known, moved):
        chance = np.clip(expit(odds), _EDGE, 1 - _EDGE)
        sums.append((chance - y) ** 2)
        sums.append(-(y * np.log(chance) + (1 - y) * np.log1p(-chance)))
    numbered = np.unique(pairs, return_inverse=True)[1]
    n = int(numbered.max()) + 1
    table = np.column_stack([np.bincount(numbered, weights=s, minlength=n) for s in sums])
    rng = np.random.default_rng(1)
    drawn = rng.multinomial(n, np.full(n, 1 / n), size=draws) @ table
    whole = table.sum(axis=0)
    tail = 50 * (1 - level)
    figures: list[float] = []
    for base, other in ((0, 2), (1, 3)):
        spreads = 1 - drawn[:, other] / np.maximum(drawn[:, base], 1e-12)
        low, high = np.percentile(spreads, [tail, 100 - tail])
        figures += [float(1 - whole[other] / max(whole[base], 1e-12)), float(low), float(high)]
    return Skill(*figures)
