"""Looking into the ledger: events, one event with its quotes, the check, forgetting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from legation.errors import UsageError
from legation.knowledge.confidence import LANGUAGE_MODEL
from legation.knowledge.event_weights import confidence, reasons
from legation.model import (
    Article,
    Event,
    EventType,
    Evidence,
    Happening,
    SameEvent,
    Side,
    Status,
)
from legation.model.when import days
from legation.model.wire import event_json
from legation.workflows import linking
from legation.workflows.rooms import code_of

if TYPE_CHECKING:
    from legation.ledger import EventQuery, Ledger, Problem

COLUMNS = (
    "id",
    "when",
    "status",
    "type",
    "mode",
    "cameo",
    "actors",
    "recipients",
    "place",
    "per",
    "quote",
)
"""Columns of an event in a table."""

HAPPENING_COLUMNS = (COLUMNS[0], "reports", *COLUMNS[1:])
"""Columns of a happening in a table: of the report that tells how it stands now."""

CSV_COLUMNS = (
    *COLUMNS[:-1],
    "when_basis",
    "announced",
    "venue",
    "quad",
    "goldstein",
    "confidence",
    "rule",
    "weight",
    "notes",
    "article",
    "start",
    "stop",
    "quote",
)
"""Columns of an event in CSV."""

HAPPENING_CSV_COLUMNS = (*CSV_COLUMNS, "reports", "happening")
"""Columns of a happening in CSV."""

_AROUND = 240

Row = dict[str, Any]


def query(
    *,
    actor: str | None = None,
    pair: tuple[str, str] | None = None,
    about: str | None = None,
    types: Collection[EventType] = (),
    statuses: Collection[Status] = (),
    since: dt.date | None = None,
    until: dt.date | None = None,
    published_since: dt.date | None = None,
    as_of: dt.date | None = None,
    limit: int | None = None,
) -> EventQuery:
    """Which events to list; actors are codes or names. Raises UsageError for an unknown one.

    `since` and `until` are days on which it happened, `published_since` and `as_of` days of
    publication, all included.
    """
    from legation.ledger import EventQuery

    return EventQuery(
        actor=actor and code_of(actor),
        pair=pair and (code_of(pair[0]), code_of(pair[1])),
        about=about and code_of(about),
        types=types,
        statuses=statuses,
        since=since,
        until=until,
        published_since=published_since,
        as_of=as_of,
        limit=limit,
    )


def events(ledger: Ledger, query: EventQuery) -> Iterator[Event]:
    """The events that a query means, in the order recorded."""
    return ledger.events(query)


def happenings(ledger: Ledger, query: EventQuery) -> Iterator[Happening]:
    """The happenings that a query means, each once, as they stand after the reviews."""
    from legation.workflows.reviewing import reviewed

    stands = reviewed(ledger)
    return linking.happenings(ledger, stands.query(query), stands.happening)


def full_row(event: Event) -> Row:
    """One event in full, as `legation code` writes it, with the article that reports it."""
    return {"article": event.article_id, **event_json(event)}


def happening_row(happening: Happening, row: Callable[[Event], Row]) -> Row:
    """A happening as its best report tells it, with the number and the ids of its reports."""
    reports = [report.id for report in happening.reports]
    made = row(happening.event)
    return {"happening": happening.id, "reports": len(reports), "reported_by": reports, **made}


def flat_row(event: Event) -> Row:
    """One event in one line: sides by name, the first quote with its offsets."""
    first = event.evidence[0]
    return {
        **event_json(event),
        "actors": [_named(side) for side in event.actors],
        "recipients": [_named(side) for side in event.recipients],
        "per": [holder.name for holder in event.per],
        "article": event.article_id,
        "start": first.start,
        "stop": first.stop,
        "quote": " ".join(first.quote.split()),
    }


def _named(side: Side) -> str:
    name = side.name if side.name and side.name != side.code else None
    return f"{side.code} ({name})" if name else side.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One piece of evidence with the words before and after it."""

    before: str
    evidence: Evidence
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why an event is in the ledger: the rule, and each quote in its context.

    `reasons` are the traits its confidence is made of with their weights in log-odds; none where
    the event was weighed by another version.
    `happening` are all reports of it, `links` what joins them, `sources` the outlets by article.
    """

    event: Event
    article: Article
    quotes: tuple[Quoted, ...]
    reasons: tuple[tuple[str, float], ...]
    happening: Happening
    links: tuple[SameEvent, ...]
    sources: Mapping[str, str]


def why(ledger: Ledger, event_id: str, *, as_of: dt.date | None = None) -> Why:
    """Why this event is there; raises UsageError where no single event has such an id.

    Of the other reports those are told that were published by the end of `as_of`; the event itself
    must have been, or UsageError says that it was not.
    """
    event = ledger.event(event_id)
    article = ledger.article(event.article_id)
    _known_by(as_of, article, event)
    quotes = tuple(_in_context(article, evidence) for evidence in event.evidence)
    by_rules = not event.rule.startswith(LANGUAGE_MODEL)
    weighed = tuple(reasons(event)) if by_rules and confidence(event) == event.confidence else ()
    happening, links = linking.happening_of(ledger, event.id, as_of)
    articles = {report.event.article_id for report in happening.reports}
    found = ((id_, ledger.article(id_)) for id_ in sorted(articles))
    sources = {id_: item.source or item.title or id_ for id_, item in found}
    return Why(
        event=event,
        article=article,
        quotes=quotes,
        reasons=weighed,
        happening=happening,
        links=tuple(links),
        sources=sources,
    )


def _known_by(as_of: dt.date | None, article: Article, event: Event) -> None:
    """Raises UsageError where an event could not be known by the end of a day."""
    told = days(article.published).last if article.published else None
    if as_of is not None and (told is None or told > as_of):
        published = f"on {article.published}" if article.published else "on an unknown day"
        raise UsageError(
            f"Event {event.id} was published {published}, so a view as of {as_of} does not hold it; "
            "leave --as-of out or name a later day."
        )


def link_row(link: SameEvent) -> Row:
    """One link as `legation why` writes it."""
    return {
        "left": link.left,
        "right": link.right,
        "score": link.score,
        "judged_by": link.judged_by,
        "judged_at": link.judged_at.isoformat(),
        "reasons": [
            {"compared": r.compared, "bits": r.bits, "words": r.words} for r in link.reasons
        ],
    }


def _in_context(article: Article, evidence: Evidence) -> Quoted:
    start = max(0, evidence.start - _AROUND)
    before = article.text[start : evidence.start]
    after = article.text[evidence.stop : evidence.stop + _AROUND]
    return Quoted(
        before=before.rpartition("\n\n")[2], evidence=evidence, after=after.partition("\n\n")[0]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding of the check; `fault` tells an error from a note."""

    fault: bool
    about: str
    message: str


def check(ledger: Ledger) -> Iterator[Finding]:
    """Everything in the ledger, and every line of its brief, against the sentences.

    Yields faults, and notes on what was forgotten.
    """
    for problem in ledger.problems():
        yield _finding(problem)
    from legation.presenting import BriefOptions, compose, unsupported

    coded = list(ledger.coded())
    made = compose(coded, BriefOptions(), linking.following(ledger.links()))
    for line in unsupported(made, [item.article for item in coded]):
        yield Finding(fault=True, about="brief", message=line)
    from legation.workflows.boards import unsupported_lines

    for about, line in unsupported_lines(ledger):
        yield Finding(fault=True, about=about, message=line)


def _finding(problem: Problem) -> Finding:
    from legation.ledger import Severity

    fault = problem.severity is Severity.ERROR
    return Finding(fault=fault, about=problem.about, message=problem.message)
