"""What the ledger holds for a question: sightings, readings and theses, found by rule."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from legation.judging import standing
from legation.judging.absent import SAYING
from legation.judging.attaching import Expect, Found, attach
from legation.judging.expecting import presence, saying
from legation.knowledge.bodies import bodies, members
from legation.model import Evidence, Status
from legation.model.question import (
    Entry,
    Expectation,
    Question,
    QuestionKind,
    Reading,
    Sighting,
)
from legation.model.when import known_days
from legation.workflows import linking

if TYPE_CHECKING:
    from legation.ledger import Ledger
    from legation.ledger.questions import NewRow
    from legation.model import CodedArticle, Report

FINDER = "legation"
"""Who adds what a rule attached."""

_ALIKE = 0.5
_AT_ONCE = 400
_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """How much a rule attached that was not there before."""

    sightings: int
    readings: int
    rows: tuple[Entry, ...]


def find(
    ledger: Ledger,
    name: str,
    *,
    as_of: dt.date | None = None,
    yardstick: str = "ICD 203",
    articles: Collection[str] | None = None,
) -> Attached:
    """Attaches what articles published until a day hold for a question; what is there stays.

    Of all articles, or of those with these ids.
    """
    from legation.ledger import ArticleQuery

    entries = ledger.questions.entries(name)
    question = asked_of(entries)
    coded: list[CodedArticle] = []
    for some in [None] if articles is None else list(_parts(articles)):
        coded += ledger.coded(ArticleQuery(as_of=as_of, articles=some))
    happening = (
        happenings_of(ledger, coded, as_of)
        if articles is None
        else {
            e.id: linking.happening_of(ledger, e.id, as_of)[0].id for c in coded for e in c.events
        }
    )
    found = _found(ledger, question, coded, happening, yardstick)
    rows = ledger.questions.add(name, _new(found, entries))
    return Attached(
        sightings=sum(isinstance(row.item, Sighting) for row in rows),
        readings=sum(isinstance(row.item, Reading) for row in rows),
        rows=tuple(rows),
    )


def _parts(ids: Collection[str]) -> Iterator[list[str]]:
    """The ids in parts that every database takes."""
    whole = list(ids)
    for first in range(0, len(whole), _AT_ONCE):
        yield whole[first : first + _AT_ONCE]


def asked_of(entries: Sequence[Entry]) -> Question:
    """The question of these rows, with what was changed in it since."""
    from legation.judging.replay import state

    return state(entries, max(entry.known for entry in entries)).question


def _found(
    ledger: Ledger,
    question: Question,
    coded: Sequence[CodedArticle],
    happening: Mapping[str, str],
    yardstick: str,
) -> list[Found]:
    if question.kind is QuestionKind.STANDING:
        who = question.sides[0] if question.sides else ""
        named = {thesis.name for thesis in question.theses}
        told = standing.theses_of(coded).get(who)
        said = [f for f in told.said if getattr(f.item, "thesis", None) in named] if told else []
        return [*said, *standing.acts(who, question.theses, coded, happening, expecting(ledger))]
    return list(
        attach(question, coded, happening=happening, expect=expecting(ledger), yardstick=yardstick)
    )


def happenings_of(
    ledger: Ledger, coded: Iterable[CodedArticle], as_of: dt.date | None
) -> dict[str, str]:
    """The id of the happening that each event reports, by what could be known on a day."""
    from legation.model import Report

    reports = [
        Report(event=event, published=article.article.published)
        for article in coded
        for event in article.events
    ]
    found = linking.following(ledger.links())(reports)
    return {report.id: happening.id for happening in found for report in happening.reports}


def _new(found: Sequence[Found], entries: Sequence[Entry]) -> list[NewRow]:
    """Rows for what is not there yet; an observation told before joins the group of the first."""
    from legation.ledger.questions import NewRow

    there = {_key(entry.item, entry.evidence) for entry in entries}
    seen = [e.item for e in entries if isinstance(e.item, Sighting)]
    # What a person entered from these words is there already, in their words.
    own = [
        q for e in entries if isinstance(e.item, Sighting) and not e.item.rule for q in e.evidence
    ]
    rows = []
    for one in sorted(found, key=lambda f: f.known):
        key = _key(one.item, one.evidence)
        if key in there or (isinstance(one.item, Sighting) and _meets(own, one.evidence)):
            continue
        there.add(key)
        item = one.item
        if isinstance(item, Sighting):
            item = _joined(item, seen)
            seen.append(item)
        rows.append(NewRow(who=FINDER, known=one.known, item=item, evidence=one.evidence))
    return rows


def _meets(one: Sequence[Evidence], other: Sequence[Evidence]) -> bool:
    return any(
        a.article_id == b.article_id and a.start < b.stop and b.start < a.stop
        for a in one
        for b in other
    )


def _key(item: object, evidence: Sequence[object]) -> tuple[object, ...]:
    told = (
        (item.holder, item.about, item.thesis)
        if isinstance(item, Reading)
        else (getattr(item, "event", None),)
    )
    return (type(item), told, tuple(evidence))


def _joined(item: Sighting, seen: Sequence[Sighting]) -> Sighting:
    if item.event is not None:
        return item
    words = set(_WORD.findall(item.observed.casefold()))
    for other in seen:
        if other.event is None and other.group and words:
            others = set(_WORD.findall(other.observed.casefold()))
            if len(words & others) >= _ALIKE * len(words | others):
                return replace(item, group=other.group)
    return item


def expecting(ledger: Ledger) -> Expect:
    """Whether somebody was expected at an occasion, by membership, invitation and habit.

    Habits and invitations are those that articles of the ledger tell, published before the day.
    """
    codes = {body.code for body in bodies()}

    def expect(who: str, occasion: str, day: dt.date) -> Expectation:
        before = _reports(ledger, who, day)
        if occasion == SAYING:
            return saying(who, occasion, _gave_days(before, who))
        if occasion not in codes:
            return presence(who, occasion)
        return presence(
            who,
            occasion,
            members=members(occasion, day) or None,
            invited=_invited(before, who, occasion) or None,
            attended=_attended(before, occasion),
            belongs_to=sorted(b for b in codes if who in members(b, day))[:6],
        )

    return expect


def _reports(ledger: Ledger, who: str, day: dt.date) -> list[Report]:
    from legation.ledger import EventQuery

    found = ledger.reports(EventQuery(about=who, as_of=day - dt.timedelta(days=1)))
    return sorted(found, key=lambda report: report.published or "", reverse=True)


def _gave_days(reports: Sequence[Report], who: str) -> list[bool]:
    plans = [
        r.event
        for r in reports
        if r.event.status is Status.PLANNED and who in {side.code for side in r.event.actors}
    ]
    told = (known_days(event.when) for event in plans if event.mode == "visit")
    return [bool(d and d.first and d.first == d.last) for d in told]


def _attended(reports: Sequence[Report], body: str) -> list[bool]:
    met = [r.event for r in reports if r.event.mode == "multilateral" and body in _sides(r)]
    return [event.status is Status.OCCURRED for event in met]


def _invited(reports: Sequence[Report], who: str, body: str) -> bool:
    return any(
        r.event.type.value == "REQUEST"
        and r.event.mode == "meet"
        and who in {side.code for side in r.event.recipients}
        and body in _sides(r)
        for r in reports
    )


def _sides(report: Report) -> set[str]:
    return {*report.event.codes, report.event.forum or ""}


def suggested(ledger: Ledger, as_of: dt.date | None) -> list[standing.Theses]:
    """States on which articles hold at least two rival theses, those with most of them first."""
    from legation.ledger import ArticleQuery

    found = standing.theses_of(ledger.coded(ArticleQuery(as_of=as_of)))
    return [theses for theses in found.values() if len(theses.rivals) > 1]
