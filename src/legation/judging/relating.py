"""Which judgements and observations of an article bear on a question, by stated rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from legation.knowledge.asking import Asked, asked
from legation.knowledge.postures import months
from legation.knowledge.questions import default
from legation.model import Assessment, CodedArticle, Event, Evidence, Observation, Status, Weight
from legation.model.question import Question
from legation.model.when import known_days

ASKED = "asks the same"
SIDES = "names the sides and the matter"
TOPIC = "names the matter, in an article on the question"
BESIDE = "stands beside a judgement on the question"
NAMED = "names a side, in an article on the question"

AUTHOR = "author"
_NEAR = 350
"""Characters within which a sentence still speaks of what the one before told."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a question is about: codes of its sides, words for the matter, words that turn it."""

    sides: frozenset[str]
    words: frozenset[str]
    turns: frozenset[str]
    first: dt.date
    last: dt.date | None

    def holds(self, event: Event) -> bool:
        """Whether an event lies in the time that matters; what has no day is taken as news."""
        found = known_days(event.when)
        return found is None or found.overlaps(self.first, self.last)


def target(question: Question) -> Target:
    """The target of a question; its sides where it names them, else those of its words."""
    found = asked(question.text)
    return Target(
        sides=frozenset(question.sides) or found.codes,
        words=topic(found.words),
        turns=found.turns,
        first=question.opened - dt.timedelta(days=default("look_back_days")),
        last=question.last,
    )


def topic(words: frozenset[str]) -> frozenset[str]:
    """Words without days and months."""
    return frozenset(w for w in words if not w.isdigit() and w not in months() and len(w) > 2)


def firm(about: Asked, quote: Asked, aim: Target) -> str | None:
    """The rule by which words are on the question itself; None where they are not."""
    shared = topic(about.words) & aim.words
    if not shared or not aim.sides:
        return None
    if about.codes >= aim.sides:
        return ASKED
    if about.codes | quote.codes >= aim.sides and about.codes <= aim.sides:
        return SIDES
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """An assessment on the question: by which rule, and whether its words turn the question round.

    `leaves_open` says that it denies only that the question is ruled out.
    """

    item: Assessment
    rule: str
    turned: bool
    leaves_open: bool = False

    @property
    def stance(self) -> str:
        """The lean in a word; what is "not ruled out" is left open."""
        return "uncertain" if self.leaves_open else self.direction or self.item.stance.value

    @property
    def direction(self) -> str | None:
        """Which way it leans on the question: "for", "against" or None."""
        if self.leaves_open:
            return None
        lean = {"for": 1, "against": -1, "cautious": -1}.get(self.item.stance.value, 0)
        lean = -lean if self.turned else lean
        return {1: "for", -1: "against"}.get(lean)


def near(one: Sequence[Evidence], other: Sequence[Evidence]) -> bool:
    """Whether the other overlaps the one or follows it at once."""
    return any(a.start < b.stop and b.start < a.stop + _NEAR for a in one for b in other)


def overlap(one: Sequence[Evidence], other: Sequence[Evidence]) -> bool:
    """Whether they share words."""
    return any(a.start < b.stop and b.start < a.stop for a in one for b in other)


def _asks(item: Assessment | Observation) -> tuple[Asked, Asked]:
    return asked(item.about or ""), asked(" ".join(e.quote for e in item.evidence))


def related(coded: CodedArticle, aim: Target) -> list[Related]:
    """The assessments of an article that bear on a question, in the order of the text."""
    heads: list[Assessment] = []
    rules: dict[int, tuple[str, bool]] = {}
    for number, item in enumerate(coded.assessments):
        about, quote = _asks(item)
        if rule := firm(about, quote, aim):
            heads.append(item)
            rules[number] = (rule, about.turns != aim.turns)
    if discusses(coded, aim):
        for number, item in enumerate(coded.assessments):
            if number not in rules and (rule := _loose(item, aim, heads)):
                rules[number] = (rule, bool(_asks(item)[0].turns) != bool(aim.turns))
    return [
        Related(
            item=coded.assessments[number],
            rule=rule,
            turned=turned,
            leaves_open=_not_ruled_out(coded.assessments[number]),
        )
        for number, (rule, turned) in sorted(rules.items())
    ]


def _not_ruled_out(item: Assessment) -> bool:
    ruled = any(turn.startswith("rul") for turn in asked(item.about).turns)
    return ruled and item.stance.value in ("against", "cautious", "uncertain")


def _loose(item: Assessment, aim: Target, heads: Sequence[Assessment]) -> str | None:
    about, quote = _asks(item)
    if about.codes - aim.sides:
        return None
    if topic(about.words) & aim.words:
        return TOPIC
    if item.holder.name == AUTHOR or quote.codes - aim.sides - {item.holder.code}:
        return None
    if any(near(head.evidence, item.evidence) for head in heads):
        return BESIDE
    return None


def discusses(coded: CodedArticle, aim: Target) -> bool:
    """Whether an article is on the question, and does not only touch upon it.

    It judges it, or tells of a dealing of its sides, where an article begins; or a fair share of
    its judgements are on it.
    """
    told: list[Assessment | Observation] = [*coded.assessments, *coded.observations]
    mine = [item for item in told if firm(*_asks(item), aim)]
    starts = [item.evidence[0].start for item in mine]
    starts += [
        event.evidence[0].start
        for event in coded.events
        if len(aim.sides) > 1
        and aim.sides <= set(event.codes)
        and event.weight is Weight.CORE
        and event.status is not Status.HYPOTHETICAL
        and aim.holds(event)
    ]
    if any(start < default("lead") for start in starts):
        return True
    return bool(mine) and len(mine) >= default("on_question") * len(told)


def tells_itself(item: Observation, judged: Sequence[Assessment]) -> bool:
    """Whether an observation is only somebody's reading over again ("the trip signals ...")."""
    for one in judged:
        if overlap(item.evidence, one.evidence):
            words = [w.strip().casefold() for w in (one.words or "").split(";")]
            if any(word and word in item.what.casefold() for word in words):
                return True
    return False
