"""What is left of a chance when part of its window has passed and nothing has happened."""

from __future__ import annotations

import math
from collections.abc import Iterable

from legation.errors import UsageError
from legation.model.question import Range, TimeForm


def left(chance: float, window: float, silent: float, form: TimeForm) -> float:
    """The chance that it still comes within a window of `window` days, `silent` of them passed.

    `chance` is that of the whole window. With a constant hazard, 1 - (1 - P)^((W - s) / W). Where
    it comes on any day alike, or never, P (1 - s/W) / (1 - P s/W). Where it is decided at the end,
    silence says nothing.
    """
    if window <= 0 or not 0 <= silent <= window or not 0 <= chance <= 1:
        raise UsageError(
            f"A chance of {chance:g} in a window of {window:g} days cannot have {silent:g} of them "
            "behind it; check the days."
        )
    if form is TimeForm.NO_TIME or chance in (0, 1):
        return chance if silent < window or form is TimeForm.NO_TIME else 0.0
    share = silent / window
    if form is TimeForm.UNIFORM_OR_NEVER:
        return chance * (1 - share) / (1 - chance * share)
    return -math.expm1((1 - share) * math.log1p(-chance))


def left_of(chance: Range, window: float, silent: float, form: TimeForm) -> Range:
    """The same for a chance with its range."""
    low, value, high = (
        left(p, window, silent, form) for p in (chance.low, chance.value, chance.high)
    )
    return Range(low=low, value=value, high=high)


def by_deadline(hazards: Iterable[float]) -> float:
    """The chance that it comes by a deadline, of the hazard of each step until then."""
    return -math.expm1(-math.fsum(hazards))
