"""Sightings and readings that an article holds for a question, attached by rule and not yet judged.

What was observed, who reports it and what is read into it stay three things. What a rule attached
counts nothing until an analyst confirms it, and is worth 1 until somebody says what it is worth.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from legation.judging.absent import told_absence
from legation.judging.readings import mapped
from legation.judging.relating import (
    AUTHOR,
    NAMED,
    Related,
    Target,
    discusses,
    firm,
    near,
    overlap,
    related,
    target,
    tells_itself,
)
from legation.knowledge.asking import asked
from legation.knowledge.postures import anaphors, reading_words
from legation.knowledge.questions import SightingClass, default, sighting_classes
from legation.model import CodedArticle, Event, Evidence, Observation, Weight
from legation.model.question import (
    Expectation,
    Interpretation,
    Question,
    Reading,
    Sighting,
)
from legation.model.when import exact_day, known_days

Expect = Callable[[str, str, dt.date], Expectation]
"""Whether somebody (a code) was expected at an occasion (a body's code, or words) on a day."""

_SURE = 0.5
_OWN_DECAY = "logistics"
_POINTING = r"(?:the|this|these|her|his|their|its)\s+(?:\w+\s+){0,2}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A sighting or reading with the words it rests on and the day from which it is known."""

    item: Sighting | Reading
    evidence: tuple[Evidence, ...]
    known: dt.date


def attach(
    question: Question,
    coded: Iterable[CodedArticle],
    *,
    happening: Mapping[str, str],
    expect: Expect,
    yardstick: str = "ICD 203",
) -> Iterator[Found]:
    """What these articles hold for a question; articles of an unknown day hold nothing.

    `happening` gives the id of the happening that an event reports, so that several reports of
    one count once. `expect` says whether an absence counts.
    """
    aim = target(question)
    for article in coded:
        published = exact_day(article.article.published)
        if published is None or not _in_time(question, published):
            continue
        judged = related(article, aim)
        yield from readings(judged, published, yardstick)
        yield from sightings(article, question, judged, published, happening, expect)


def _in_time(question: Question, published: dt.date) -> bool:
    back = dt.timedelta(days=default("look_back_days"))
    return published >= question.opened - back and (
        question.last is None or published <= question.last
    )


def readings(judged: Sequence[Related], published: dt.date, yardstick: str) -> Iterator[Found]:
    """What named people, and groups told of, say of the question."""
    for one in judged:
        item = one.item
        if item.holder.name == AUTHOR:
            continue
        words = item.words or ""
        quote = " ".join(e.quote for e in item.evidence)
        said = mapped(words, yardstick, stance=item.stance.value, turned=one.turned)
        yield Found(
            item=Reading(
                holder=item.holder,
                words=words or _short(quote, 90),
                said=published,
                stance=one.stance,
                about=item.about,
                term=said.term,
                yardstick=yardstick if said.low is not None else None,
                low=said.low,
                high=said.high,
                note=said.note,
                rule=one.rule,
            ),
            evidence=item.evidence,
            known=published,
        )


def sightings(
    coded: CodedArticle,
    question: Question,
    judged: Sequence[Related],
    published: dt.date,
    happening: Mapping[str, str],
    expect: Expect,
) -> Iterator[Found]:
    """Events and observations of an article that is on the question.

    Of any other article only what the sides have to do with each other.
    """
    aim = target(question)
    on = discusses(coded, aim)
    taken: list[Event] = []
    for event in coded.events:
        told = told_absence(event, aim.sides, published, expect)
        kind = None if told else _class_of(event, aim)
        if (told is None and kind is None) or not aim.holds(event):
            continue
        if not (on or (kind is not None and kind.relation == "pair")):
            continue
        if _only_said(event, coded):
            continue
        taken.append(event)
        # One sentence may tell one trip to two states; it is one sighting.
        if any(_alike(event, other) for other in taken[:-1]):
            continue
        group = happening.get(event.id, event.id)
        read = _read_into_event(event, coded, judged)
        sighting = told or _of_event(event, kind, read, published)
        yield Found(
            item=replace(sighting, group=group, event=event.id),
            evidence=event.evidence,
            known=published,
        )
    for item in coded.observations if on else ():
        yield from _of_observation(item, coded, aim, judged, taken, published, expect)


def _only_said(event: Event, coded: CodedArticle) -> bool:
    """Whether an act is only what somebody reads into another ("the trip signals a rejection")."""
    return any(
        one.holder.name in {holder.name for holder in event.per}
        and overlap(event.evidence, one.evidence)
        and _reads_words(one.words)
        for one in coded.assessments
    )


def _alike(event: Event, other: Event) -> bool:
    one, two = ((e.type, e.mode, e.status) for e in (event, other))
    return one == two and overlap(event.evidence, other.evidence)


def _class_of(event: Event, aim: Target) -> SightingClass | None:
    codes = set(event.codes)
    mine = codes & aim.sides
    if not mine or event.confidence < _SURE or event.weight is not Weight.CORE:
        return None
    whole = len(aim.sides) > 1 and aim.sides <= codes
    relation = "pair" if whole else "alone" if codes == mine else "one"
    ranks = {side.rank.value for side in (*event.actors, *event.recipients) if side.rank}
    for one in sighting_classes():
        if (
            one.relation == relation
            and event.type.value in one.types
            and (not one.modes or event.mode in one.modes)
            and (not one.statuses or event.status.value in one.statuses)
            and (not one.ranks or ranks & set(one.ranks))
        ):
            return one
    return None


def _of_event(
    event: Event, kind: SightingClass | None, read: Sequence[Related], published: dt.date
) -> Sighting:
    assert kind is not None  # noqa: S101 - the caller has a class or an absence
    leans = {one.direction for one in read} - {None}
    planned = known_days(event.when) if event.status.value == "planned" else None
    test = planned.last if planned and planned.first == planned.last else None
    return Sighting(
        indicator=kind.title,
        observed=_short(event.evidence[0].quote),
        seen=published,
        when=event.when,
        reported=event.per,
        interpreted=_interpreted(read),
        direction=leans.pop() if len(leans) == 1 else kind.leans,
        decay=kind.decay,
        test=test,
        event_class=kind.name,
        rule=kind.relation if kind.relation == "pair" else NAMED,
    )


def _of_observation(
    item: Observation,
    coded: CodedArticle,
    aim: Target,
    judged: Sequence[Related],
    taken: Sequence[Event],
    published: dt.date,
    expect: Expect,
) -> Iterator[Found]:
    if tells_itself(item, coded.assessments) or any(
        overlap(item.evidence, event.evidence) for event in taken
    ):
        return
    if any(
        one.item.holder.name in {h.name for h in item.per}
        and overlap(item.evidence, one.item.evidence)
        for one in judged
    ):
        return  # it is that person's judgement over again
    quote = asked(" ".join(e.quote for e in item.evidence))
    read = [one for one in judged if near(item.evidence, one.item.evidence) and _reads(one)]
    rule = firm(asked(item.about or item.what), quote, aim) or (read[0].rule if read else None)
    leans = {one.direction for one in read} - {None}
    group = read[0].item.evidence[0] if read else item.evidence[0]
    speaker = _speaker(item, coded, aim)
    absence = told_absence(item, aim.sides, published, expect, speaker)
    if rule is None and not (quote.codes & aim.sides) and absence is None:
        return
    sighting = absence or Sighting(
        indicator=_short(item.what, 80),
        observed=_short(item.what),
        seen=published,
        when=item.when,
        reported=item.per,
        interpreted=_interpreted(read),
        direction=leans.pop() if len(leans) == 1 else None,
        decay=_OWN_DECAY,
        rule=rule or NAMED,
    )
    yield Found(
        item=replace(sighting, group=f"{coded.article.id}:{group.start}"),
        evidence=item.evidence,
        known=published,
    )


def _speaker(item: Observation, coded: CodedArticle, aim: Target) -> str | None:
    """The side that acts in what the sentences before told."""
    before = [e for e in coded.events if e.evidence[0].start < item.evidence[0].start]
    for event in sorted(before, key=lambda e: -e.evidence[0].start):
        mine = {side.code for side in event.actors} & aim.sides
        if len(mine) == 1 and near(event.evidence, item.evidence):
            return mine.pop()
    return None


def _reads(one: Related) -> bool:
    """Whether an assessment reads something into what was seen, and does not only foretell."""
    return _reads_words(one.item.words)


def _reads_words(told: str | None) -> bool:
    words = (told or "").casefold().replace(";", " ").split()
    return any(word.startswith(cue) for word in words for cue in reading_words())


def _read_into_event(event: Event, coded: CodedArticle, judged: Sequence[Related]) -> list[Related]:
    """Assessments in the event's own words, or that point back to it ("the trip signals ...")."""
    found = []
    for one in judged:
        if overlap(event.evidence, one.item.evidence) or _pointed(one, coded) is event:
            found.append(one)
    return found


def _pointed(one: Related, coded: CodedArticle) -> Event | None:
    """The event to which an assessment points back: the nearest before it that its noun fits."""
    if not _reads(one):
        return None
    quote = " ".join(e.quote for e in one.item.evidence)
    start = one.item.evidence[0].start
    before = [e for e in coded.events if e.evidence[0].start < start and _points(quote, e)]
    core = [e for e in before if e.weight is Weight.CORE]
    return max(core, key=lambda e: e.evidence[0].start, default=None)


def _points(quote: str, event: Event) -> bool:
    for noun, types in anaphors().items():
        if (not types or event.type.value in types) and re.search(
            rf"\b{_POINTING}{noun}\b", quote, re.IGNORECASE
        ):
            return True
    return False


def _interpreted(read: Sequence[Related]) -> tuple[Interpretation, ...]:
    found = (
        Interpretation(
            holder=one.item.holder,
            words=one.item.words or _short(one.item.evidence[0].quote, 80),
            direction=one.direction,
        )
        for one in read
    )
    return tuple(dict.fromkeys(found))


def _short(text: str, most: int = 160) -> str:
    text = " ".join(text.split()).removeprefix("that ").rstrip(",").removesuffix(", and")
    text = text[:1].upper() + text[1:]
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
