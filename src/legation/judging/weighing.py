"""What becomes of each sighting: whether it counts, and for how much now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from legation.judging.odds import NOTHING, age_in_days, decayed, log_worth
from legation.judging.replay import Held, State
from legation.knowledge.questions import Worth, measured
from legation.model.question import Entry, GroupRule, Question, Range, Sighting, SightingKind

Measured = Callable[[str, str, int], Worth | None]
"""What a class of sightings is worth for an outcome within some days, where that was measured."""

ONE = Range(low=1, value=1, high=1)


class Standing(StrEnum):
    """What becomes of a sighting in the odds."""

    COUNTED = "counted"
    UNKNOWN = "worth unknown"
    WAITING = "not confirmed yet"
    REFUSED = "refused"
    NOT_EXPECTED = "not expected, worth nothing"
    EXPIRED = "expired"
    OTHER_BRANCH = "counts under its condition only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A sighting in the odds: where it stands, and its log worth now (0 unless it counts).

    `ratio` is its likelihood ratio when it was seen, `by` who says so: a person, "measured" or
    "worth unknown". `outcome` is the one that it bears on, `group` its dependence group.
    """

    held: Held
    sighting: Sighting
    standing: Standing
    outcome: str
    group: str
    ratio: Range
    by: str
    worth: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to answer.

    `watched_to` is the last day on which somebody looked: silence after it is no silence.
    `unconfirmed` counts what a rule attached and nobody judged. `rule` and `rho` stand above the
    question's own. `measured` replaces the table of measured worths.
    """

    watched_to: dt.date | None = None
    unconfirmed: bool = False
    rule: GroupRule | None = None
    rho: float | None = None
    measured: Measured = measured


PLAIN = Options()


def weigh(held: Held, known: State, options: Options) -> Weighed:
    """A sighting as it counts in what was known on a day."""
    sighting, question = held.item, known.question
    assert isinstance(sighting, Sighting)  # noqa: S101 - State keeps readings apart
    outcome = sighting.outcome or (question.outcomes[0] if question.outcomes else "")
    ratio, by = _ratio(held, sighting, question, options)
    standing = _standing(held, sighting, known, options)
    if standing is Standing.COUNTED and by == Standing.UNKNOWN.value:
        standing = Standing.UNKNOWN
    worth = NOTHING
    if standing is Standing.COUNTED:
        age = age_in_days(sighting.seen, known.as_of)
        worth = decayed(log_worth(ratio), age, sighting.decay)
    return Weighed(
        held=held,
        sighting=sighting,
        standing=standing,
        outcome=outcome,
        group=sighting.group or held.entry.id,
        ratio=ratio,
        by=by,
        worth=worth,
    )


def _ratio(
    held: Held, sighting: Sighting, question: Question, options: Options
) -> tuple[Range, str]:
    if sighting.worth is not None:
        said = next((e for e in reversed(held.updates) if _says_worth(e)), held.entry)
        return sighting.worth, said.who
    if sighting.event_class and question.outcome_class:
        found = options.measured(sighting.event_class, question.outcome_class, question.days)
        if found is not None and found.holds:
            return found.ratio, "measured"
    return ONE, Standing.UNKNOWN.value


def _says_worth(entry: Entry) -> bool:
    return "worth" in getattr(entry.item, "changes", {})


def _standing(held: Held, sighting: Sighting, known: State, options: Options) -> Standing:
    if held.refused:
        return Standing.REFUSED
    absent = sighting.kind is not SightingKind.PRESENCE
    if absent and (sighting.expectation is None or not sighting.expectation.expected):
        return Standing.NOT_EXPECTED
    if sighting.expires is not None and sighting.expires <= known.as_of:
        return Standing.EXPIRED
    if sighting.branch and sighting.branch not in known.met:
        return Standing.OTHER_BRANCH
    if not (held.confirmed or options.unconfirmed):
        return Standing.WAITING
    return Standing.COUNTED
