"""The odds of a closed question as of a day, with all that they are made of."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from legation.judging.base_rates import BaseRate, base_rate
from legation.judging.odds import log_worth, of_group, updated
from legation.judging.replay import State, is_closed_kind, state
from legation.judging.starting import in_time, prior_of
from legation.judging.weighing import PLAIN, Options, Standing, Weighed, weigh
from legation.model.question import Branch, Entry, Question, Range

__all__ = ["PLAIN", "Answer", "BranchOdds", "Group", "Options", "Standing", "Weighed", "answer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A dependence group and what it counts for together, as a log worth for one outcome."""

    name: str
    outcome: str
    worth: Range
    members: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchOdds:
    """The odds of the first outcome if a condition came true; None where its worth is unknown."""

    branch: Branch
    met: bool
    chance: Range | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The odds as of a day.

    `chances` are ranges by outcome whose values add up to 1; empty where nothing is known to
    start from. `prior` are those of the whole window, `before` what time has left of them,
    `together` the log worth by outcome. `silent` days of the window are behind it.
    """

    state: State
    rates: tuple[BaseRate, ...]
    prior: Mapping[str, Range]
    before: Mapping[str, Range]
    chances: Mapping[str, Range]
    weighed: tuple[Weighed, ...]
    groups: tuple[Group, ...]
    branches: tuple[BranchOdds, ...]
    silent: int

    @property
    def question(self) -> Question:
        """The question, as updated until the day."""
        return self.state.question

    @property
    def as_of(self) -> dt.date:
        """The day."""
        return self.state.as_of

    @property
    def first(self) -> Range | None:
        """The chance of the first outcome."""
        return self.chances.get(self.question.outcomes[0]) if self.chances else None


def answer(entries: Sequence[Entry], as_of: dt.date, options: Options = PLAIN) -> Answer:
    """The odds as of a day, from the rows of one question; raises UsageError before it was asked."""
    return answered(state(entries, as_of), options)


def answered(known: State, options: Options = PLAIN) -> Answer:
    """The odds, from what was known on a day."""
    question = known.question
    silent = _silent(question, known.as_of, options.watched_to)
    rates = tuple(base_rate(one, question.days) for one in question.classes)
    prior = prior_of(question, rates) if is_closed_kind(question) else {}
    before = in_time(question, prior, silent)
    weighed = tuple(weigh(held, known, options) for held in known.sightings)
    groups = _groups(weighed, question, options)
    met = [b for b in question.branches if b.name in known.met]
    return Answer(
        state=known,
        rates=rates,
        prior=prior,
        before=before,
        chances=_chances(before, groups, met),
        weighed=weighed,
        groups=groups,
        branches=tuple(
            _branch(branch, before, known, options, met=branch in met)
            for branch in question.branches
        ),
        silent=silent,
    )


def _silent(question: Question, day: dt.date, watched_to: dt.date | None) -> int:
    """Days of the window that have passed and were watched."""
    if question.first is None:
        return 0
    last = day if watched_to is None else min(day, watched_to)
    return min(max((last - question.first).days + 1, 0), question.days)


def _groups(weighed: Sequence[Weighed], question: Question, options: Options) -> tuple[Group, ...]:
    """Groups with what they count for, the strongest first."""
    together: dict[tuple[str, str], list[Weighed]] = {}
    for one in weighed:
        if one.standing is Standing.COUNTED:
            together.setdefault((one.group, one.outcome), []).append(one)
    rule = options.rule or question.rule
    rho = question.rho if options.rho is None else options.rho
    found = [
        Group(
            name=name,
            outcome=outcome,
            worth=of_group([one.worth for one in members], rule, rho),
            members=tuple(members),
        )
        for (name, outcome), members in together.items()
    ]
    return tuple(sorted(found, key=lambda group: -abs(group.worth.value)))


def _chances(
    before: Mapping[str, Range], groups: Sequence[Group], met: Sequence[Branch]
) -> dict[str, Range]:
    """Chances after all groups; the low end of one outcome takes the high ends of the others."""
    if not before:
        return {}
    parts: list[tuple[str, Range]] = [(group.outcome, group.worth) for group in groups]
    first = next(iter(before))
    parts += [(first, log_worth(branch.worth)) for branch in met if branch.worth is not None]
    worths = {
        name: {
            end: math.fsum(getattr(w, end) for outcome, w in parts if outcome == name)
            for end in ("low", "value", "high")
        }
        for name in before
    }
    middle = updated(
        {name: p.value for name, p in before.items()},
        {name: w["value"] for name, w in worths.items()},
    )
    found = {}
    for name, value in middle.items():
        low, high = (
            updated(
                _with(before, name, getattr(before[name], end)),
                {n: w[end if n == name else other] for n, w in worths.items()},
            )[name]
            for end, other in (("low", "high"), ("high", "low"))
        )
        found[name] = Range(low=min(low, value), value=value, high=max(high, value))
    return found


def _with(before: Mapping[str, Range], name: str, chance: float) -> dict[str, float]:
    """Probabilities in which one outcome has this chance and the others share the rest."""
    rest = 1 - before[name].value
    scale = (1 - chance) / rest if rest else 0.0
    return {n: chance if n == name else p.value * scale for n, p in before.items()}


def _branch(
    branch: Branch, before: Mapping[str, Range], known: State, options: Options, *, met: bool
) -> BranchOdds:
    """The odds of the first outcome as if the condition had come true."""
    under = [weigh(held, _as_met(known, branch), options) for held in known.sightings]
    own = any(w.sighting.branch == branch.name and w.standing is Standing.COUNTED for w in under)
    if not before or (branch.worth is None and not own):
        return BranchOdds(branch=branch, met=met, chance=None)
    groups = _groups(under, known.question, options)
    also = [b for b in known.question.branches if b.name in known.met and b != branch]
    found = _chances(before, groups, [*also, branch])
    return BranchOdds(branch=branch, met=met, chance=next(iter(found.values())))


def _as_met(known: State, branch: Branch) -> State:
    return replace(known, met=(*known.met, branch.name))
