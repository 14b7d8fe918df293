"""Looking through a ledger a page at a time: filters, happenings in order, an article, an outlet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from legation.errors import UsageError
from legation.knowledge.names import resolve
from legation.model import Article, CodedArticle, EventType, Happening, Status
from legation.model.choices import member_of
from legation.workflows.linking import Gatherer
from legation.workflows.reviewing import reviewed
from legation.workflows.rooms import code_of

if TYPE_CHECKING:
    from legation.ledger import (
        Counted,
        EventQuery,
        Ledger,
        Order,
        Outlet,
        Place,
        QuarantineEntry,
        Totals,
    )

MOST_STEPS = 200
"""How long a chain of links is followed before all links are read."""

_BATCH = 60
_MOST_BATCHES = 12
_COUNTED = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a reader narrows a listing to; actors are codes.

    `sure` leaves out what is doubtful where it is True, and keeps only that where it is False.
    `since` and `until` are days on which it happened, `as_of` the last day of publication.
    """

    actor: str | None = None
    other: str | None = None
    type: EventType | None = None
    status: Status | None = None
    source: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.date | None = None
    sure: bool | None = None

    def query(self) -> EventQuery:
        """The same as the ledger takes it."""
        from legation.ledger import EventQuery

        both = self.actor and self.other
        return EventQuery(
            side=None if both else self.actor or self.other,
            pair=(self.actor or "", self.other or "") if both else None,
            types=(self.type,) if self.type else (),
            statuses=(self.status,) if self.status else (),
            source=self.source,
            since=self.since,
            until=self.until,
            as_of=self.as_of,
            doubtful=None if self.sure is None else not self.sure,
        )


def known_code(who: str) -> str:
    """The code that a reader means by a code or a name; raises UsageError if it is unknown."""
    return code_of(who.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page of happenings; `behind` is where the next page begins, None at the end."""

    happenings: tuple[Happening, ...]
    behind: str | None
    counted: Counted | None = None


def events_page(
    ledger: Ledger, filters: Filters, *, order: str, behind: str | None, most: int
) -> Listed:
    """A page of the happenings that fit, each once, and how often each value stands in them all."""
    query, by = filters.query(), order_of(order)
    found = happenings_page(ledger, query, by, behind, most)
    counted = None if behind else ledger.desk.count(reviewed(ledger).query(query), by, _COUNTED)
    return replace(found, counted=counted)


def order_of(text: str) -> Order:
    """An order by its name; raises UsageError for any other."""
    from legation.ledger import Order

    return member_of(Order, "Order", text)


def happenings_page(
    ledger: Ledger, query: EventQuery, order: Order, behind: str | None, most: int
) -> Listed:
    """Up to `most` happenings in order; a happening stands where its best report does.

    A page may hold fewer and still not be the last, where much had to be passed over.
    """
    stands = reviewed(ledger)
    query = stands.query(query)
    gatherer = Gatherer(ledger, query, stands.happening, MOST_STEPS)
    found: list[Happening] = []
    place, size = place_of(behind) if behind else None, max(_BATCH, most)
    for _ in range(_MOST_BATCHES):
        batch = ledger.desk.page(query, order, place, size)
        gathered = gatherer.of([placed.report for placed in batch])
        best = {happening.best.id: happening for happening in gathered.values()}
        for placed in batch:
            place = placed.place
            if placed.report.id in best:
                found.append(best[placed.report.id])
            if len(found) == most:
                break
        over = len(batch) < size and place == batch[-1].place if batch else True
        if over or len(found) == most:
            return Listed(happenings=tuple(found), behind=None if over else _written(place))
    return Listed(happenings=tuple(found), behind=_written(place))


def _written(place: Place | None) -> str | None:
    return f"{place.day.isoformat()}.{place.revision}.{place.position}" if place else None


def place_of(text: str) -> Place:
    """A place in a listing as a page's address has it; raises UsageError where it is none."""
    from legation.ledger import Place

    try:
        day, revision, position = text.split(".")
        place = Place(dt.date.fromisoformat(day), int(revision), int(position))
        if max(place.revision, place.position) >= 2**63 or min(place.revision, place.position) < 0:
            raise ValueError
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no place in a listing; go back to its first page."
        ) from error
    return place


def every_page(ledger: Ledger, filters: Filters, order: str) -> Iterator[Happening]:
    """All happenings that fit, in order, in constant memory."""
    query, by = filters.query(), order_of(order)
    behind: str | None = None
    while True:
        found = happenings_page(ledger, query, by, behind, 500)
        yield from found.happenings
        behind = found.behind
        if behind is None:
            return


def coded_article(ledger: Ledger, id_: str, as_of: dt.date | None) -> CodedArticle:
    """An article with all that its newest coding found; raises UsageError where there is none.

    An article that a newer one corrects is shown too; one of a later day than `as_of` is not.
    """
    from legation.ledger import ArticleQuery

    article = ledger.article(id_)
    query = ArticleQuery(articles=[article.id], superseded=True, as_of=as_of)
    for coded in ledger.coded(query):
        return coded
    raise UsageError(
        f"Article {article.id} was published on {article.published or 'an unknown day'}, so a view "
        f"as of {as_of} does not hold it; leave the day out or name a later one."
    )


def articles_page(
    ledger: Ledger, *, source: str | None, as_of: dt.date | None, before: int | None, most: int
) -> tuple[list[Article], int | None]:
    """Articles, the last read first, and the revision before which the next page begins."""
    from legation.ledger import ArticleQuery

    found = ledger.desk.articles(
        ArticleQuery(as_of=as_of), source=source, before=before, most=most + 1
    )
    behind = found[most - 1][1] if len(found) > most else None
    return [article for article, _ in found[:most]], behind


def search(
    ledger: Ledger, words: str, *, as_of: dt.date | None, page: int, most: int
) -> tuple[list[Article], bool]:
    """A page of the articles that hold all these words, and whether more do."""
    from legation.ledger import ArticleQuery

    skip = (page - 1) * most
    found = ledger.desk.search(words, ArticleQuery(as_of=as_of), most=most + 1, skip=skip)
    return found[:most], len(found) > most


def maybe_code(words: str) -> str | None:
    """The code of the actor that words name, where they name one."""
    return resolve(words) if words else None


def outlets(ledger: Ledger) -> list[Outlet]:
    """The outlets of the ledger's articles, those with most first."""
    return ledger.desk.outlets()


def totals(ledger: Ledger) -> Totals:
    """How much the ledger holds."""
    return ledger.desk.totals()


def set_aside(ledger: Ledger, most: int = 1000) -> list[QuarantineEntry]:
    """What could not be used, the last first."""
    return list(ledger.quarantined())[: -most - 1 : -1]
