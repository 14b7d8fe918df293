"""What people say, as ranges by a stated yardstick; a likelihood is never invented for anybody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from legation.errors import UsageError
from legation.judging.pools import POOLS, geometric_odds
from legation.knowledge.yardsticks import Band, grades, yardstick
from legation.model.question import Reading

_AGAINST = ("against", "cautious")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """The word of likelihood found in somebody's words and the range that it stands for.

    `note` says why there is no range.
    """

    term: str | None = None
    low: float | None = None
    high: float | None = None
    note: str | None = None


def mapped(words: str, name: str, *, stance: str = "", turned: bool = False) -> Mapped:
    """What a yardstick makes of words; the longest of its terms that stands in them counts.

    `turned` says that the words answer the opposite of the question, so that the range is turned
    round. Where the stance goes the other way than the word ("not likely"), no yardstick has such
    a word and there is no range. Raises UsageError for an unknown yardstick.
    """
    known, bands = yardstick(name)
    found = _term(words, bands)
    if found is None:
        return Mapped(note=f"none, for {known} has no such word")
    term, band = found
    low, high = band.low, band.high
    if (stance == "for" and high <= 0.5) or (stance in _AGAINST and low >= 0.5):
        return Mapped(
            term=term, note=f"said the other way round than “{term}”, for which {known} has no word"
        )
    if turned:
        low, high = 1 - high, 1 - low
    return Mapped(term=term, low=low, high=high)


def _term(words: str, bands: Sequence[Band]) -> tuple[str, Band] | None:
    terms = [(term, band) for band in bands for term in band.words]
    for term, band in sorted(terms, key=lambda pair: -len(pair[0])):
        if re.search(rf"(?<!\w){re.escape(term)}(?!\w)", words, re.IGNORECASE):
            return term, band
    return None


def word_for(chance: float, name: str) -> str | None:
    """The word of a yardstick for a probability; None in its gaps and beyond its ends."""
    _, bands = yardstick(name)
    inside = [band for band in bands if band.low <= chance < band.high]
    inside += [band for band in bands if chance == band.high]
    return inside[0].words[0] if inside else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """One way to pool the ranges of several people; ours, and none of theirs."""

    how: str
    low: float
    high: float
    people: int


def pooled(
    readings: Sequence[Reading], *, power: float | None = None, about: float | None = None
) -> tuple[Pooled, ...]:
    """Low ends with low ends and high ends with high ends, of those who gave a range.

    Extremised only where `power` is given, and then `about` must say away from which point. Nothing
    where fewer than two people gave a range.
    """
    if power is not None and about is None:
        raise UsageError("Say away from which probability to extremise, such as the base rate.")
    ranged = [(r.low, r.high) for r in readings if r.low is not None and r.high is not None]
    if len(ranged) < 2:
        return ()
    lows, highs = [low for low, _ in ranged], [high for _, high in ranged]
    found = [
        Pooled(how=how, low=pool(lows), high=pool(highs), people=len(ranged))
        for how, pool in POOLS.items()
    ]
    if power is not None and about is not None:
        found.append(
            Pooled(
                how=f"geometric odds, extremised by {power:g} away from {about:g}",
                low=geometric_odds(lows, power=power, about=about),
                high=geometric_odds(highs, power=power, about=about),
                people=len(ranged),
            )
        )
    return tuple(found)


def grade(text: str) -> tuple[str, str]:
    """What an Admiralty grade such as "B2" says of source and item; raises UsageError for no grade."""
    sources, items = grades("source"), grades("item")
    if len(text) != 2 or text[0].upper() not in sources or text[1] not in items:
        raise UsageError(
            f"{text!r} is no Admiralty grade; write the source as A to F and the item as 1 to 6, "
            "such as B2 (F and 6: cannot be judged)."
        )
    return sources[text[0].upper()], items[text[1]]
