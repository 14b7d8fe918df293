"""Where the odds start: the prior, from an analyst or reference classes, and what time left of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from legation.judging.base_rates import BaseRate, together
from legation.judging.odds import checked, floored
from legation.judging.time_left import left
from legation.model.question import NONE_OF_THESE, Question, Range


def prior_of(question: Question, rates: Sequence[BaseRate]) -> dict[str, Range]:
    """Chances of the outcomes within the whole window; empty where nobody gave any."""
    first = question.outcomes[0]
    if question.prior:
        values = checked(question.prior, question.outcomes)
        around = question.prior_range or Range(
            low=values[first], value=values[first], high=values[first]
        )
        return _around(floored(values), first, around)
    said = {
        name: together([r for r in rates if (r.reference.outcome or first) == name])
        for name in question.outcomes
    }
    ranges = {name: found for name, found in said.items() if found is not None}
    if not ranges:
        return {}
    values = {name: found.value for name, found in ranges.items()}
    left_over = [n for n in question.outcomes if n not in values and n != question.default]
    if left_over and left_over != [NONE_OF_THESE]:
        return {}
    values |= dict.fromkeys(left_over, 0.0)
    total = math.fsum(values.values())
    rest = question.default if question.default not in values else None
    if rest is not None and total <= 1:
        values[rest] = 1 - total
    else:
        values = {name: p / total for name, p in values.items()}
    whole = {name: values.get(name, 0.0) for name in question.outcomes}
    return _around(floored(whole), first, ranges.get(first))


def _around(values: Mapping[str, float], first: str, around: Range | None) -> dict[str, Range]:
    """Ranges of all outcomes from that of the first; the others take what it leaves."""
    if around is None:
        return {name: Range(low=p, value=p, high=p) for name, p in values.items()}
    rest = 1 - values[first]
    found = {}
    for name, p in values.items():
        if name == first:
            low, high = min(around.low, p), max(around.high, p)
        else:
            share = p / rest if rest else 0.0
            low, high = share * (1 - around.high), share * (1 - around.low)
        found[name] = Range(low=min(low, p), value=p, high=max(high, p))
    return found


def in_time(question: Question, prior: Mapping[str, Range], silent: int) -> dict[str, Range]:
    """What the silent days have left of the prior; the default outcome takes the rest."""
    default = question.default
    if not prior or default is None or not question.days or not silent:
        return dict(prior)
    ends = []
    for end in ("low", "value", "high"):
        stays: float = getattr(prior[default], {"low": "high", "high": "low"}.get(end, end))
        goes = left(1 - stays, question.days, silent, question.form)
        ends.append(goes / (1 - stays) if stays < 1 else 0.0)
    found = {
        name: Range(low=min(ends) * p.low, value=ends[1] * p.value, high=max(ends) * p.high)
        for name, p in prior.items()
        if name != default
    }
    kept = 1 - math.fsum(p.value for p in found.values())
    low = max(0.0, 1 - math.fsum(p.high for p in found.values()))
    high = 1 - math.fsum(p.low for p in found.values())
    found[default] = Range(low=min(low, kept), value=kept, high=max(high, kept))
    return {name: found[name] for name in prior}
