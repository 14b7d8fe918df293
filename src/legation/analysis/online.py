"""Change points as they could have been seen at the time: Bayesian online detection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats
from scipy.special import logsumexp


@dataclass(frozen=True, slots=True)
class Prior:
    """Normal-inverse-gamma prior of a level and its variance."""

    mean: float
    weight: float
    shape: float
    scale: float


@dataclass(frozen=True, slots=True)
class Run:
    """The run that is going on: the step it began with, and the step whose data first showed it.

    `lag` in steps is what must be said with it: nobody could have known sooner.
    """

    start: int
    first_seen: int

    @property
    def lag(self) -> int:
        """Steps between the break and the data that showed it."""
        return self.first_seen - self.start


def likeliest_starts(values: Sequence[float], prior: Prior, hazard: float) -> list[int]:
    """For each step, the start of the run that is likeliest with the data up to it.

    `hazard` is the chance of a break at any step. Source: Adams & MacKay 2007, arXiv 0710.3742.
    """
    mean, weight = np.array([prior.mean]), np.array([prior.weight])
    shape, scale = np.array([prior.shape]), np.array([prior.scale])
    log_run = np.array([0.0])
    starts = []
    for step, value in enumerate(values):
        spread = np.sqrt(scale * (weight + 1) / (shape * weight))
        seen = log_run + stats.t.logpdf(value, 2 * shape, mean, spread)
        grown, fresh = seen + np.log1p(-hazard), logsumexp(seen) + np.log(hazard)
        log_run = np.concatenate([[fresh], grown])
        log_run -= logsumexp(log_run)
        scale = np.append(prior.scale, scale + weight * (value - mean) ** 2 / (2 * (weight + 1)))
        mean = np.append(prior.mean, (weight * mean + value) / (weight + 1))
        weight = np.append(prior.weight, weight + 1)
        shape = np.append(prior.shape, shape + 0.5)
        starts.append(step + 1 - int(log_run.argmax()))
    return starts


def current_run(values: Sequence[float], prior: Prior, hazard: float) -> Run | None:
    """The likeliest run at the end of the series, with the step that first showed it."""
    starts = likeliest_starts(values, prior, hazard)
    if not starts:
        return None
    last = starts[-1]
    first_seen = len(starts) - 1
    while first_seen and starts[first_seen - 1] == last:
        first_seen -= 1
    return Run(last, first_seen)
