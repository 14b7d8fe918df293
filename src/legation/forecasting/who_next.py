"""Whom an actor deals with next: recency and frequency of each partner as a calibrated chance.

Days of dealing count less the longer ago they are; the rate is Gamma-Poisson with the partner's rate over
the whole record as prior, itself drawn to the actor's mean; a logistic recalibration, estimated on
earlier data, turns the result into a chance that held there. What the settings are and how well they did stands in `judging/who_next.tsv` and the docs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit
from scipy.stats import gamma

from legation.judging.base_rates import DAYS_IN_YEAR, rate_chance
from legation.knowledge.worth import HORIZONS, Recalibration, next_settings, recalibrations

Floats = npt.NDArray[np.float64]
_EDGE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A partner with the chance that the two deal with each other within the horizon.

    `chance` runs from `low` to `high` (95 %, of the rate alone); `weighed` is the sum of past days of
    dealing, each halved with every half-life; `dealings` counts them whole, `last` is the age in days of
    the newest, None where there is none.
    """

    code: str
    chance: float
    low: float
    high: float
    weighed: float
    dealings: int
    last: int | None


def exposure(days: npt.ArrayLike, half_life: float) -> Floats:
    """So many days of watching, each halved with every half-life, the newest whole."""
    decay = 0.5 ** (1 / half_life)
    found: Floats = (1 - decay ** np.asarray(days, dtype=np.float64)) / (1 - decay)
    return found


def raw_chance(weighed: Floats, watched: Floats, prior: Floats, horizon: int) -> Floats:
    """Gamma-Poisson chance of at least one dealing in `horizon` days, before recalibration.

    `weighed` are decayed days of dealing in `watched` decayed days, `prior` the daily rate before them.
    """
    extra = next_settings()["prior_days"]
    shape, span = weighed + prior * extra, watched + extra
    found: Floats = -np.expm1(shape * np.log(span / (span + horizon)))
    return found


def recalibrated(chance: Floats, held: Recalibration) -> Floats:
    """A chance as often as it came true: logit p' = a + b logit p (Cox 1958, Biometrika 45)."""
    found: Floats = expit(held.intercept + held.slope * logit(np.clip(chance, _EDGE, 1 - _EDGE)))
    return found


def recalibration(horizon: int) -> Recalibration:
    """That of the measured horizon next to so many days."""
    nearest = min(HORIZONS, key=lambda h: (abs(h - horizon), h))
    return recalibrations()[nearest]


def forecast(
    ages: Mapping[str, Sequence[int]], watched: int, horizon: int, candidates: int
) -> list[Next]:
    """Partners by their chance of dealing within `horizon` days, the likeliest first.

    A record too thin for recency (`dense`) gives plain rates with Jeffreys' prior instead. `ages` holds for each partner the ages in days of its days of dealing, 0 for the newest day;
    `watched` is how many days the record covers, `candidates` how many partners there could be.
    """
    told = _by_recency if dense(ages, watched) else _by_rate
    return sorted(told(ages, watched, horizon, candidates), key=lambda one: (-one.chance, one.code))


def dense(ages: Mapping[str, Sequence[int]], watched: int) -> bool:
    """Whether there are as many days of dealing a day as where recency was tested."""
    total = sum(len(set(days)) for days in ages.values())
    return total >= next_settings()["least_density"] * watched


def _by_rate(
    ages: Mapping[str, Sequence[int]], watched: int, horizon: int, candidates: int
) -> Iterator[Next]:
    for code, days in ages.items():
        dealings = len(set(days))
        told = rate_chance(dealings, watched / DAYS_IN_YEAR, horizon / DAYS_IN_YEAR, level=0.95)
        yield Next(
            code=code,
            chance=told.value,
            low=told.low,
            high=told.high,
            weighed=float(dealings),
            dealings=dealings,
            last=min(days, default=None),
        )


def _by_recency(
    ages: Mapping[str, Sequence[int]], watched: int, horizon: int, candidates: int
) -> Iterator[Next]:
    half_life = next_settings()["half_life"]
    span = float(exposure(watched, half_life))
    weighed = {
        code: float(sum(0.5 ** (age / half_life) for age in set(days)))
        for code, days in ages.items()
    }
    held, extra = recalibration(horizon), next_settings()["prior_days"]
    common = sum(len(set(days)) for days in ages.values()) / (
        max(candidates, len(ages), 1) * max(watched, 1)
    )
    for code, days in ages.items():
        prior = (len(set(days)) + common * extra) / (watched + extra)
        shape, scale = weighed[code] + prior * extra, span + extra
        rates = gamma.ppf([0.025, 0.975], shape) / scale
        raw = np.array(
            [
                float(
                    raw_chance(np.array(weighed[code]), np.array(span), np.array(prior), horizon)
                ),
                *-np.expm1(-rates * horizon),
            ]
        )
        chance, low, high = (float(p) for p in recalibrated(raw, held))
        yield Next(
            code=code,
            chance=chance,
            low=min(low, chance),
            high=max(high, chance),
            weighed=weighed[code],
            dealings=len(set(days)),
            last=min(days, default=None),
        )
