"""What of the coded articles a brief shows: by actor, by day, by what was known when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from legation.knowledge.names import names
from legation.model import (
    Assessment,
    Claim,
    CodedArticle,
    Condition,
    Evidence,
    Interest,
    Link,
    Observation,
    Proposal,
    Report,
    Status,
)
from legation.model.doubt import is_doubtful
from legation.model.when import Days, known_days
from legation.presenting.brief import BriefOptions
from legation.presenting.dates import last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a brief is made of, and how much was left out for want of a date or a correction.

    `sure` and `doubtful` are what was asked for; `told` are all sure reports of the articles,
    among which those may be of the same happenings that were not asked for by themselves.
    `undated_articles` have no day of publication though one was asked for, `corrected` gave way
    to a later version, `undated_events` have no date though days were asked for.
    """

    articles: tuple[CodedArticle, ...]
    told: tuple[Report, ...]
    sure: tuple[Report, ...]
    doubtful: tuple[Report, ...]
    given: int
    undated_articles: int
    corrected: int
    undated_events: int


def choose(coded: Sequence[CodedArticle], options: BriefOptions) -> Chosen:
    """What the options ask for."""
    once = list({c.article.id: c for c in coded}.values())
    in_time = [c for c in once if _published(c, options)]
    corrected = {c.article.revises for c in in_time if c.article.revises}
    kept = [c for c in in_time if c.article.id not in corrected]
    reports = [Report(event=e, published=c.article.published) for c in kept for e in c.events]
    wanted: list[Report] = []
    undated = 0
    for report in reports:
        if options.about and options.about not in report.event.codes:
            continue
        if happened_within(report, options):
            wanted.append(report)
        elif not report.event.when:
            undated += 1
    asked = options.as_of or options.published_since
    return Chosen(
        articles=tuple(kept),
        told=tuple(r for r in reports if _is_sure(r, options)),
        sure=tuple(r for r in wanted if _is_sure(r, options)),
        doubtful=tuple(r for r in wanted if not _is_sure(r, options)),
        given=len(once),
        undated_articles=sum(not c.article.published for c in once) if asked else 0,
        corrected=len(in_time) - len(kept),
        undated_events=undated,
    )


def _is_sure(report: Report, options: BriefOptions) -> bool:
    """Whether a report may stand in the body: sure enough, with sides that its own words name."""
    return not is_doubtful(report.event, options.min_confidence)


def _published(coded: CodedArticle, options: BriefOptions) -> bool:
    day = (coded.article.published or "")[:10]
    if options.as_of and (not day or day > options.as_of.isoformat()):
        return False
    return not (options.published_since and (not day or day < options.published_since.isoformat()))


def covered(report: Report) -> Days:
    """Days on which it may lie; without a date, those before or after the report by its status."""
    event = report.event
    if found := known_days(event.when):
        return found
    day = last_day(report.published)
    ahead = event.status in (Status.PLANNED, Status.HYPOTHETICAL)
    return Days(day, None) if ahead else Days(None, day)


def happened_within(report: Report, options: BriefOptions) -> bool:
    """Whether a report's days touch those asked for; a plan without a date lies after its report."""
    if not (options.since or options.until):
        return True
    if not report.event.when and not report.published:
        return False
    found = covered(report)
    return found.overlaps(options.since, options.until)


@cache
def _surfaces(code: str) -> re.Pattern[str]:
    uses = ("name", "short", "adjective", "people", "capital", "seat", "body", "group")
    found = [name.surface for name in names() if name.code == code and name.use in uses]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})(?!\w)" if found else r"(?!)")


def _names_it(code: str, evidence: Sequence[Evidence]) -> bool:
    return any(_surfaces(code).search(piece.quote) for piece in evidence)


_Judged = Assessment | Observation | Condition | Interest | Proposal | Link | Claim


def _is_of(code: str, item: _Judged) -> bool:
    """Whether an actor says it, or is the one whose interest it is or to whom it is proposed."""
    match item:
        case Observation():
            return any(holder.code == code for holder in item.per)
        case Proposal():
            return code in (item.proposer.code, *(side.code for side in item.addressees))
        case Interest():
            return code in (item.holder.code, item.actor.code)
        case _:
            return item.holder.code == code


def _in_days(coded: CodedArticle, when: str | None, options: BriefOptions) -> bool:
    if not (options.since or options.until):
        return True
    found = known_days(when or coded.article.published)
    return bool(found and found.overlaps(options.since, options.until))


_J = TypeVar("_J", bound=_Judged)


def judgements(
    chosen: Chosen, kind: type[_J], options: BriefOptions
) -> Iterator[tuple[CodedArticle, _J]]:
    """Judgements of one kind that bear on what was asked for, with their articles.

    A judgement bears on an actor where its article tells an event of that actor, or where its
    own sentence names the actor, or where the actor is its holder. Without a date of its own it counts by the day of its report.
    """
    for coded in chosen.articles:
        near = not options.about or any(options.about in e.codes for e in coded.events)
        for item in _all(coded):
            if not isinstance(item, kind):
                continue
            when = item.when if isinstance(item, Observation) else None
            code = options.about or ""
            bears = near or _is_of(code, item) or _names_it(code, item.evidence)
            if bears and _in_days(coded, when, options):
                yield coded, item


def _all(coded: CodedArticle) -> Iterator[_Judged]:
    for some in (coded.assessments, coded.observations, coded.conditions, coded.claims):
        yield from some
    for told in (coded.interests, coded.proposals, coded.links):
        yield from told
