"""Probabilities as one may defend them: rounded, with their range, and no decimals."""

from __future__ import annotations

import math

from legation.model.question import Range

Chance = Range
"""A probability with its range, 0 to 1."""


def rounded(p: float) -> str:
    """A probability to the nearest 5 %, to 1 % near the ends, and as "1 in 500" where it is small."""
    if p <= 0:
        return "0 %"
    if p >= 1:
        return "100 %"
    if p < 0.005:
        return f"1 in {_one_digit(1 / p):,}".replace(",", " ")
    if p > 0.995:
        return "over 99 %"
    if p < 0.1 or p > 0.9:
        return f"{max(1, min(99, round(100 * p)))} %"
    return f"{5 * round(20 * p)} %"


def _one_digit(value: float) -> int:
    size = 10 ** math.floor(math.log10(value))
    return int(round(value / size) * size)


def chance_words(chance: Chance | None) -> str:
    """ "3 % (1 to 8 %)"; a dash where it is not known."""
    if chance is None:
        return "–"
    value, low, high = rounded(chance.value), rounded(chance.low), rounded(chance.high)
    if low == high == value:
        return value
    return f"{value} ({span_words(chance.low, chance.high)})"


def span_words(low: float, high: float) -> str:
    """ "1 to 8 %"."""
    first, second = rounded(low), rounded(high)
    if first == second:
        return first
    if first.endswith(" %") and second.endswith(" %") and first[0].isdigit():
        first = first.removesuffix(" %")
    return f"{first} to {second}"


def odds_line(chance: Chance | None, word: str | None, yardstick: str) -> str:
    """A chance with its word: "3 % (1 to 8 %), almost no chance by ICD 203"."""
    if chance is None:
        return "none, since nobody has given a prior or a base rate (`update --prior` gives one)"
    told = chance_words(chance)
    return f"{told}, {f'“{word}”' if word else 'no word'} by {yardstick}"
