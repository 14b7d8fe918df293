"""How often cases like this one came out so: a chance with its interval for each reference class."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from legation.errors import UsageError
from legation.judging.pools import geometric_odds
from legation.judging.quantiles import beta_quantile, gamma_quantile
from legation.knowledge.questions import default
from legation.model.question import Range, ReferenceClass

DAYS_IN_YEAR = 365.25


def rate_chance(events: int, years: float, ahead: float, *, level: float | None = None) -> Range:
    """The chance of at least one event in `ahead` years, after `events` in `years` of watching.

    Poisson events with a gamma prior on their rate (Jeffreys: shape 1/2, no exposure): the chance
    is 1 - ((T + b) / (T + b + t))^(k + a). The interval takes the quantiles of the rate. It is too
    narrow where events come in clusters.
    """
    shape, exposure = default("gamma_shape") + events, default("gamma_exposure") + years
    mean = 1 - (exposure / (exposure + ahead)) ** shape
    tail = (1 - (default("level") if level is None else level)) / 2
    low, high = (
        -math.expm1(-gamma_quantile(shape, p) / exposure * ahead) for p in (tail, 1 - tail)
    )
    return Range(low=min(low, mean), value=mean, high=max(high, mean))


def share_chance(events: int, trials: int, *, level: float | None = None) -> Range:
    """The chance of an event in the next trial, after `events` of `trials`.

    Binomial with a beta prior (Jeffreys: 1/2 and 1/2); the mean with the quantiles of the share.
    """
    prior = default("beta_shape")
    a, b = events + prior, trials - events + prior
    tail = (1 - (default("level") if level is None else level)) / 2
    mean = a / (a + b)
    low, high = beta_quantile(a, b, tail), beta_quantile(a, b, 1 - tail)
    return Range(low=min(low, mean), value=mean, high=max(high, mean))


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseRate:
    """A reference class and the chance that it gives within the window."""

    reference: ReferenceClass
    chance: Range


def base_rate(reference: ReferenceClass, days: float) -> BaseRate:
    """The chance of a reference class within so many days; raises UsageError for one that is none."""
    if reference.events < 0:
        raise UsageError(
            f"The reference class {reference.name!r} counts {reference.events} events."
        )
    if reference.trials is not None:
        if reference.years is not None or not reference.events <= reference.trials >= 1:
            raise UsageError(
                f"The reference class {reference.name!r} needs its events among at least one trial, "
                "or years of watching instead."
            )
        return BaseRate(
            reference=reference, chance=share_chance(reference.events, reference.trials)
        )
    if reference.years is None or not 0 < reference.years < math.inf:
        raise UsageError(
            f"The reference class {reference.name!r} says neither in how many years nor in how many "
            "trials its events were counted; give one of them."
        )
    return BaseRate(
        reference=reference,
        chance=rate_chance(reference.events, reference.years, days / DAYS_IN_YEAR),
    )


def together(rates: Sequence[BaseRate]) -> Range | None:
    """A reading of several classes: the geometric mean of their odds, between lowest and highest.

    It is ours and not theirs: which class fits is a judgement, and they stand side by side. One
    class alone keeps its own interval. None where there is no class.
    """
    if not rates:
        return None
    if len(rates) == 1:
        return rates[0].chance
    values = [rate.chance.value for rate in rates]
    return Range(low=min(values), value=geometric_odds(values), high=max(values))
