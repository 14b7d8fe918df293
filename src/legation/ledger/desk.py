"""What a reader at the desk asks of the ledger: pages, counts, words, what is new."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from legation.ledger import browsing, queue, searching
from legation.ledger.browsing import Counted, Order, Outlet, Place, Placed, Totals
from legation.ledger.connect import reading
from legation.ledger.records import ArticleQuery, EventQuery, Review
from legation.model import Article, CodedArticle, Report, SameEvent

if TYPE_CHECKING:
    from sqlalchemy import Engine

_ALL_ARTICLES = ArticleQuery()


class Desk:
    """A page at a time of a ledger of any size; reached as `Ledger.desk`.

    All methods read one state of the ledger each and raise LedgerError where the database fails.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._where = where

    def page(
        self, query: EventQuery, order: Order, after: Place | None = None, most: int = 100
    ) -> list[Placed]:
        """Up to `most` reports that a query means, in order, from behind a place on."""
        with reading(self._engine, self._where) as connection:
            return browsing.page(connection, query, order, after, most)

    def count(self, query: EventQuery, order: Order, most: int) -> Counted:
        """How often each value stands in the first `most` reports of a listing."""
        with reading(self._engine, self._where) as connection:
            return browsing.count(connection, query, order, most)

    def search(
        self, asked: str, query: ArticleQuery = _ALL_ARTICLES, *, most: int = 20, skip: int = 0
    ) -> list[Article]:
        """Articles that hold all words asked for, and all phrases in quotation marks, best first."""
        with reading(self._engine, self._where) as connection:
            return searching.find_articles(connection, asked, query, most=most, skip=skip)

    def totals(self) -> Totals:
        """How much the ledger holds."""
        with reading(self._engine, self._where) as connection:
            return browsing.totals(connection)

    def outlets(self, most: int = 500) -> list[Outlet]:
        """The outlets of its articles, those with most first."""
        with reading(self._engine, self._where) as connection:
            return browsing.outlets(connection, most)

    def articles(
        self,
        query: ArticleQuery = _ALL_ARTICLES,
        *,
        source: str | None = None,
        before: int | None = None,
        most: int = 50,
    ) -> list[tuple[Article, int]]:
        """Articles with their revision, the last recorded first, below the revision `before`."""
        with reading(self._engine, self._where) as connection:
            return browsing.newest_articles(connection, query, source, before, most)

    def assessments(self, query: ArticleQuery, most: int) -> list[CodedArticle]:
        """The articles of the newest `most` assessments, with these alone."""
        with reading(self._engine, self._where) as connection:
            return browsing.newest_assessments(connection, query, most)

    def revision_at(self, moment: dt.datetime) -> int:
        """The last revision at which an article was read before a moment; 0 where none was."""
        with reading(self._engine, self._where) as connection:
            return browsing.revision_at(connection, moment)

    def last_read(self) -> dt.datetime | None:
        """When an article was last read (UTC); None in an empty ledger."""
        with reading(self._engine, self._where) as connection:
            return browsing.last_read(connection)

    def doubtful(self, most: int) -> list[Report]:
        """Doubtful events that nobody has reviewed, the surest first."""
        with reading(self._engine, self._where) as connection:
            return queue.doubtful(connection, most)

    def suggested(self, most: int) -> list[SameEvent]:
        """Links that a program is unsure of and nobody has judged."""
        with reading(self._engine, self._where) as connection:
            return queue.suggested(connection, most)

    def last_reviews(self, most: int) -> list[tuple[Review, int]]:
        """The last verdicts given, with their revisions, the newest first."""
        with reading(self._engine, self._where) as connection:
            return queue.last_reviews(connection, most)

    def people_on_links(self, most: int) -> list[tuple[SameEvent, int]]:
        """The last judgements of people on links, with their revisions, the newest first."""
        with reading(self._engine, self._where) as connection:
            return queue.people_on_links(connection, most)

    def changed_at(self, event_id: str) -> int:
        """The revision at which an event was last coded or reviewed; 0 where there is none."""
        with reading(self._engine, self._where) as connection:
            return queue.changed_at(connection, event_id)
