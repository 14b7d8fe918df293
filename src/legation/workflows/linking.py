"""Linking: which reports in a ledger, or at hand, are of one happening."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from legation.errors import UsageError
from legation.linking import (
    Scored,
    gather,
    kept_under,
    link_against,
    link_all,
    linker_name,
    sought_under,
    traits,
)
from legation.model import Happening, Reason, Report, SameEvent, Sameness

if TYPE_CHECKING:
    from legation.ledger import EventQuery, Ledger

_AT_ONCE = 50
_PAGE = 400
_MOST_STEPS = 6


@dataclass(slots=True)
class Linked:
    """What linking has done so far: articles whose events were compared, and new links."""

    articles: int = 0
    links: int = 0


Tell = Callable[[Linked], None]
Told = Callable[[Happening], Happening | None]
"""How a happening reads after its reviews; None where nothing of it is left."""
T = TypeVar("T")


def _pages(values: Iterable[T]) -> Iterator[list[T]]:
    source = iter(values)
    while page := list(islice(source, _PAGE)):
        yield page


def gathered(reports: Sequence[Report]) -> list[Happening]:
    """What reports at hand tell, each happening once, linked here and now."""
    return gather(reports, judgements(link_all(reports)))


def judgements(scored: Iterable[Scored]) -> list[SameEvent]:
    """The linker's scores as judgements in its name."""
    name, now = linker_name(), dt.datetime.now(dt.UTC)
    return [
        SameEvent(
            left=item.left,
            right=item.right,
            judgement=item.judgement,
            judged_by=name,
            judged_at=now,
            score=item.score,
            reasons=item.reasons,
        )
        for item in scored
    ]


def following(links: Sequence[SameEvent]) -> Callable[[Sequence[Report]], list[Happening]]:
    """What makes happenings of reports by links that were judged before."""
    return lambda reports: gather(reports, links)


def waiting(ledger: Ledger) -> int:
    """How many articles have events that were not compared with the others yet."""
    return ledger.count_unlinked(linker_name())


def link_new(ledger: Ledger, tell: Tell | None = None) -> Linked:
    """Compares what this linker has not compared yet, some articles at a time.

    It may be stopped at any point and run again, or run beside another: what was judged stays and
    is not judged twice. Raises LedgerError where the ledger cannot be written.
    """
    done, name = Linked(), linker_name()
    while True:
        codings, reports = ledger.unlinked(name, _AT_ONCE)
        if not codings:
            return done
        made = {key: traits(report) for key, report in reports.items()}
        # First the blocks, then the look: of two programs at least one sees the other's events.
        ledger.put_in_blocks({key: kept_under(found) for key, found in made.items()})
        sought = set().union(*(sought_under(found) for found in made.values()))
        new = {found.report.id: found for found in made.values()}
        known = (traits(report) for report in ledger.in_blocks(sought) if report.id not in new)
        found = judgements(link_against(list(new.values()), known))
        done.links += ledger.record_links(codings, name, found)
        done.articles += len(codings)
        if tell:
            tell(done)


def say(
    ledger: Ledger, one: str, two: str, judgement: Sameness, *, who: str, why: str | None
) -> SameEvent:
    """Keeps a person's word on two events, named by their ids or beginnings of them.

    Raises UsageError where there is no such event, or both are one.
    """
    left, right = ledger.event(one), ledger.event(two)
    if not who.strip():
        raise UsageError("Say with --who who decides; the link keeps the name.")
    link = SameEvent(
        left=left.id,
        right=right.id,
        judgement=judgement,
        judged_by=who,
        judged_at=dt.datetime.now(dt.UTC),
        reasons=(Reason(compared="person", bits=0, words=why),) if why else (),
    )
    ledger.link(link)
    return link


class Around:
    """The judgements on some events and on all that links lead to from them.

    Up to `most_steps` are asked of the ledger one by one; where a chain is longer, as in a ledger of
    years of war, all links are read at once and kept.
    """

    def __init__(
        self, ledger: Ledger, as_of: dt.date | None = None, most_steps: int = _MOST_STEPS
    ) -> None:
        self._ledger, self._as_of = ledger, as_of
        self._most_steps = most_steps
        self._every: dict[str, list[SameEvent]] | None = None

    def __call__(self, ids: Iterable[str]) -> dict[tuple[str, str], SameEvent]:
        """These judgements by the pair of events."""
        found: dict[tuple[str, str], SameEvent] = {}
        reached: set[str] = set()
        ahead, steps = set(ids), 0
        while ahead:
            reached |= ahead
            links = self._links(ahead, steps)
            found |= {link.pair: link for link in links}
            joined = (link for link in links if link.judgement is Sameness.SAME)
            ahead = {id_ for link in joined for id_ in link.pair} - reached
            steps += 1
        return found

    def _links(self, ids: set[str], steps: int) -> list[SameEvent]:
        if self._every is None:
            if steps < self._most_steps:
                return list(self._ledger.links(ids, as_of=self._as_of))
            self._every = {}
            for link in self._ledger.links(as_of=self._as_of):
                for id_ in link.pair:
                    self._every.setdefault(id_, []).append(link)
        return [link for id_ in ids for link in self._every.get(id_, ())]


def visible(ledger: Ledger, ids: Iterable[str], query: EventQuery) -> list[Report]:
    """The reports with these ids that a view shows by day of publication, coder and revision."""
    from legation.ledger import EventQuery

    found: dict[str, Report] = {}
    for some in _pages(sorted(ids)):
        shown = EventQuery(
            ids=some,
            as_of=query.as_of,
            published_since=query.published_since,
            coder=query.coder,
            superseded=query.superseded,
            revision=query.revision,
        )
        found |= {report.id: report for report in ledger.reports(shown)}
    return list(found.values())


def happenings(
    ledger: Ledger, query: EventQuery, told: Told = lambda happening: happening
) -> Iterator[Happening]:
    """The happenings that a query means, in the order in which their reports were recorded.

    A happening is meant where the report that tells how it stands now is; all its reports that
    the view shows are counted. `told` says how each reads after its reviews.
    """
    seen: set[str] = set()
    left = query.limit
    gatherer = Gatherer(ledger, query, told)
    for page in _pages(ledger.reports(dataclasses.replace(query, limit=None))):
        every = gatherer.of(page)
        found = [happening for id_, happening in every.items() if id_ not in seen]
        seen |= every.keys()
        meant = _meant(ledger, found, {report.id for report in page}, query)
        for happening in found:
            if happening.best.id in meant:
                if left == 0:
                    return
                left = None if left is None else left - 1
                yield happening


class Gatherer:
    """Gathers what links join, each chain of links once, however many pages it reaches over."""

    def __init__(
        self,
        ledger: Ledger,
        query: EventQuery,
        told: Told = lambda happening: happening,
        most_steps: int = _MOST_STEPS,
    ) -> None:
        self._ledger, self._query = ledger, query
        self._around = Around(ledger, query.as_of, most_steps)
        self._told = told
        self._known: dict[str, Happening | None] = {}

    def of(self, page: Sequence[Report]) -> dict[str, Happening]:
        """The happenings of these reports by their ids, in the order of the reports."""
        new = {report.id: report for report in page if report.id not in self._known}
        links = self._around(new)
        # Who is only perhaps the same has a chain of its own, which was not followed.
        same = (link for link in links.values() if link.judgement is Sameness.SAME)
        others = {id_ for link in same for id_ in link.pair} - new.keys()
        reports = [*new.values(), *visible(self._ledger, others, self._query)]
        for happening in gather(reports, links.values()):
            told = self._told(happening)
            self._known |= {report.id: told for report in happening.reports}
        found = (self._known[report.id] for report in page)
        return {happening.id: happening for happening in found if happening}


def _meant(
    ledger: Ledger, found: Sequence[Happening], here: set[str], query: EventQuery
) -> set[str]:
    """The ids that the query means, of the reports that say how these happenings stand now."""
    best = {happening.best.id for happening in found}
    meant = best & here
    for some in _pages(sorted(best - here)):
        asked = dataclasses.replace(query, ids=some, limit=None)
        meant |= {report.id for report in ledger.reports(asked)}
    return meant


def happening_of(
    ledger: Ledger, event_id: str, as_of: dt.date | None = None
) -> tuple[Happening, list[SameEvent]]:
    """The happening that an event reports, and the links between its reports, the surest first.

    Only reports that were published by the end of `as_of` are told, where it is given.
    """
    from legation.ledger import EventQuery

    event = ledger.event(event_id)
    links = Around(ledger, as_of)([event.id])
    ids = {event.id, *(id_ for pair in links for id_ in pair)}
    reports = {report.id: report for report in visible(ledger, ids, EventQuery(as_of=as_of))}
    if event.id not in reports:
        # It is of an older coding, of an article that was corrected, or later than the day asked
        # for: it stands alone.
        article = ledger.article(event.article_id)
        alone = Report(event=event, published=article.published)
        return Happening(reports=(alone,)), []
    found = gather(list(reports.values()), links.values())
    mine = next(h for h in found if any(r.id == event.id for r in h.reports))
    inside = {report.id for report in mine.reports}
    within = [
        link
        for link in links.values()
        if link.judgement is Sameness.SAME and inside.issuperset(link.pair)
    ]
    within.sort(key=lambda link: (not link.by_person, -(link.score or 0), link.pair))
    return mine, within
