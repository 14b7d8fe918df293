"""What judging takes for granted, as data: classes of sightings, half-lives, strengths, defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.knowledge import worth
from legation.knowledge.tables import rows, split
from legation.model.question import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingClass:
    """A class of sightings that event data know.

    `relation` is "pair" (between two sides of the question), "one" (of one side with somebody
    else) or "alone" (of one side with nobody). Empty `modes`, `statuses` and `ranks` fit any.
    `leans` is "for", "against" or None, for a question on whether the sides deal with each other.
    """

    name: str
    title: str
    relation: str
    types: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]
    ranks: tuple[str, ...]
    decay: str
    leans: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What history says a class of sightings is worth for an outcome within some days.

    `ratio` is the likelihood ratio with its interval; `tested` the interval of the same on data
    that were left out; `pairs` and `events` say on how many it rests.
    """

    event_class: str
    outcome: str
    days: int
    ratio: Range
    pairs: int
    tested: tuple[float, float]
    events: int
    source: str
    stands: bool = True

    @property
    def holds(self) -> bool:
        """Whether it may be a default: enough pairs, and an interval out of sample without 1.

        What the measurement found reasons against (`stands` is false) may not, for all that.
        """
        low, high = self.tested
        return self.stands and self.pairs >= default("fewest_pairs") and not low <= 1 <= high


@cache
def sighting_classes() -> tuple[SightingClass, ...]:
    """Classes in the order in which they are tried: the more special before the general."""
    return tuple(
        SightingClass(
            name=row["class"],
            title=row["title"],
            relation=row["relation"],
            types=split(row["types"]),
            modes=split(row["modes"]),
            statuses=split(row["statuses"]),
            ranks=split(row["ranks"]),
            decay=row["decay"],
            leans=row["leans"] or None,
        )
        for row in rows("judging/classes.csv")
    )


@cache
def half_lives() -> Mapping[str, float | None]:
    """Half-life in days by kind of decay; None where it does not decay."""
    return {
        row["kind"]: float(row["half_life_days"]) if row["half_life_days"] else None
        for row in rows("judging/decay.csv")
    }


@cache
def strengths() -> tuple[tuple[float, str], ...]:
    """Words for likelihood ratios of 1 and more: up to which ratio a word holds."""
    return tuple(
        (float(row["up_to"] or "inf"), row["word"]) for row in rows("judging/strength.csv")
    )


@cache
def _defaults() -> Mapping[str, float]:
    return {row["name"]: float(row["value"]) for row in rows("judging/defaults.csv")}


def default(name: str) -> float:
    """A default by its name; raises KeyError for a name that `defaults.csv` does not have."""
    return _defaults()[name]


@cache
def worths() -> tuple[Worth, ...]:
    """What was measured, whether it may be a default or not."""
    judged_as = {rule.name: rule.judged_as for rule in worth.sighting_classes()}
    keys = dict.fromkeys((w.sighting, w.family, w.days) for w in worth.worths())
    found = []
    for key in keys:
        one = worth.worth(*key)
        for name in judged_as[key[0]]:
            if one is not None and one.told is not None and one.tested is not None:
                found.append(
                    Worth(
                        event_class=name,
                        outcome=one.family,
                        days=one.days,
                        ratio=one.told,
                        pairs=one.pairs,
                        tested=one.tested,
                        events=one.events,
                        source=f"sighting_worth.tsv, {one.outcome}, {one.origin}",
                        stands=one.default,
                    )
                )
    return tuple(found)


def measured(event_class: str, outcome: str, days: int) -> Worth | None:
    """What a class is worth for an outcome, at the measured horizon next to so many days.

    None where nothing was measured; ask `holds` before it is taken for granted.
    """
    found = [w for w in worths() if (w.event_class, w.outcome) == (event_class, outcome)]
    return min(found, key=lambda w: (abs(w.days - days), w.days), default=None)
