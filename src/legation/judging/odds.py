"""From a prior and sightings to odds: in logarithms, group by group, with the range carried through.

log O = log O0 + the sum over groups of L. What sightings of one group count for together is that
of the strongest (the default), or their mean times an effective number n / (1 + (n - 1) rho).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence

from legation.errors import UsageError
from legation.knowledge.questions import default, half_lives, strengths
from legation.model.question import NONE_OF_THESE, GroupRule, Range

NOTHING = Range(low=0, value=0, high=0)
_SUM = 1e-3


def log_worth(ratio: Range) -> Range:
    """A likelihood ratio as its logarithm; raises UsageError where it is not above 0, or infinite."""
    if ratio.low <= 0 or not math.isfinite(ratio.high):
        wrong = ratio.low if ratio.low <= 0 else ratio.high
        raise UsageError(f"A likelihood ratio is above 0 and finite, not {wrong:g}.")
    low, value, high = (math.log(x) for x in (ratio.low, ratio.value, ratio.high))
    return Range(low=low, value=value, high=high)


def decayed(worth: Range, age: float, kind: str | None) -> Range:
    """What is left of a log worth after `age` days: L x 0.5^(age / half-life); 0 is the base rate.

    `kind` names a half-life in `decay.csv`, None stands for no decay.
    """
    if kind is None:
        return worth
    if kind not in half_lives():
        raise UsageError(f"No decay is known as {kind!r}; use one of {', '.join(half_lives())}.")
    half = half_lives()[kind]
    share = 1.0 if half is None or age <= 0 else math.exp2(-age / half)
    return Range(low=worth.low * share, value=worth.value * share, high=worth.high * share)


def of_group(
    worths: Sequence[Range], rule: GroupRule = GroupRule.STRONGEST, rho: float | None = None
) -> Range:
    """What log worths of one dependence group count for together.

    The strongest is the one farthest from 0 either way; where the strongest for and the strongest
    against are alike, they cancel. `rho` (0 to 1) is for the effective number.
    """
    if not worths:
        return NOTHING
    if rule is GroupRule.STRONGEST:
        return _strongest(worths)
    if rule is GroupRule.INDEPENDENT:
        factor = float(len(worths))
    else:
        rho = default("rho") if rho is None else rho
        if not 0 <= rho <= 1:
            raise UsageError(f"How alike sightings are lies between 0 and 1, not at {rho:g}.")
        factor = len(worths) / (1 + (len(worths) - 1) * rho)
    n = len(worths)
    return Range(
        low=factor * math.fsum(w.low for w in worths) / n,
        value=factor * math.fsum(w.value for w in worths) / n,
        high=factor * math.fsum(w.high for w in worths) / n,
    )


def _strongest(worths: Sequence[Range]) -> Range:
    most, least = max(worths, key=lambda w: w.value), min(worths, key=lambda w: w.value)
    if most.value > 0 > least.value and math.isclose(most.value, -least.value):
        return Range(low=least.low, value=0, high=most.high)
    return most if most.value >= -least.value else least


def strength(worth: float) -> str:
    """A log worth in words: "little", "some" or "strong", "for" or "against"; "nothing" at 0."""
    if worth == 0:
        return "nothing"
    ratio = math.exp(abs(worth))
    word = next(word for up_to, word in strengths() if ratio <= up_to * (1 + 1e-9))
    return f"{word} {'for' if worth > 0 else 'against'}"


def strength_range(worth: Range) -> str:
    """The same with its range: "some against (little to strong against)"."""
    value, low, high = (strength(x) for x in (worth.value, worth.low, worth.high))
    if low == high == value:
        return value
    first, second = (low, high) if worth.value >= 0 else (high, low)
    side = first.split()[-1]
    if side == second.split()[-1] and side in ("for", "against"):
        return f"{value} ({first.split()[0]} to {second})"
    return f"{value} ({first} to {second})"


def posterior(prior: float, worths: Sequence[float]) -> float:
    """The probability after these log worths; 0 and 1 stay what they are."""
    if prior in (0, 1):
        return prior
    return _normalised(
        {"yes": math.log(prior), "no": math.log1p(-prior)}, {"yes": math.fsum(worths)}
    )["yes"]


def checked(prior: Mapping[str, float], outcomes: Sequence[str]) -> dict[str, float]:
    """Probabilities of all outcomes; raises UsageError where they are none or do not add up to 1.

    "None of these" gets what is left over where it is not named, and its floor at least.
    """
    unknown = [name for name in prior if name not in outcomes]
    if unknown:
        raise UsageError(
            f"{unknown[0]!r} is no outcome of this question; its outcomes are {', '.join(outcomes)}."
        )
    if any(not 0 <= p <= 1 for p in prior.values()):
        raise UsageError("Probabilities lie between 0 and 1; write 5 % as 0.05.")
    missing = [name for name in outcomes if name not in prior]
    total = math.fsum(prior.values())
    if len(missing) == 1 and total <= 1 + _SUM:
        prior = {**prior, missing[0]: max(0.0, 1 - total)}
        missing, total = [], max(1.0, total)
    if missing or abs(total - 1) > _SUM:
        said = ", ".join(f"{name} {p:g}" for name, p in prior.items())
        also = f"; nothing is said of {', '.join(missing)}" if missing else ""
        raise UsageError(
            f"The probabilities of the outcomes must add up to 1, and these ({said}) add up to "
            f"{total:g}{also}."
        )
    return {name: prior[name] / total for name in outcomes}


def updated(prior: Mapping[str, float], worths: Mapping[str, float]) -> dict[str, float]:
    """Probabilities of the outcomes after log worths by outcome; they add up to 1.

    A log worth is that of its outcome against all others. "None of these" stays at its floor or
    above, at the cost of the others in proportion.
    """
    logs = {name: math.log(p) for name, p in prior.items() if p > 0}
    return floored({**dict.fromkeys(prior, 0.0), **_normalised(logs, worths)})


def _normalised(logs: Mapping[str, float], worths: Mapping[str, float]) -> dict[str, float]:
    summed = {name: value + worths.get(name, 0.0) for name, value in logs.items()}
    top = max(summed.values())
    weights = {name: math.exp(value - top) for name, value in summed.items()}
    total = math.fsum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


def floored(chances: Mapping[str, float]) -> dict[str, float]:
    """The probabilities with "none of these" at its floor or above."""
    floor, none = default("none_floor"), chances.get(NONE_OF_THESE)
    rest = 1 - (none or 0)
    if none is None or none >= floor or rest <= 0:
        return dict(chances)
    return {
        name: floor if name == NONE_OF_THESE else p * (1 - floor) / rest
        for name, p in chances.items()
    }


def age_in_days(seen: dt.date, day: dt.date) -> int:
    """Days from a sighting to a day; 0 before it."""
    return max(0, (day - seen).days)
