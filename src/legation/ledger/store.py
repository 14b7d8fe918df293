"""The ledger: the only way to the durable record of articles, events and judgements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import exists, select

from legation.ledger import checking, linkings, links, listing, reviews, succession, writing
from legation.ledger.connect import PATIENCE, current_revision, next_revision, reading, scrub
from legation.ledger.connect import writing as write_transaction
from legation.ledger.desk import Desk
from legation.ledger.linkings import Coding
from legation.ledger.mapped import Mapped
from legation.ledger.opening import Opened, open_ledger
from legation.ledger.questions import Questions
from legation.ledger.records import (
    ArticleQuery,
    EventQuery,
    Problem,
    QuarantineEntry,
    Queued,
    Receipt,
    Review,
    Sighting,
    Succession,
    Tombstone,
    Verdict,
)
from legation.ledger.rows import Prepared, check_article
from legation.ledger.tables import (
    article_sightings,
    articles,
    codings,
    quarantine,
    tombstones,
)
from legation.ledger.watching import Watching
from legation.model import Article, CodedArticle, Event, Quarantined, Report, SameEvent

_ALL_EVENTS = EventQuery()
_ALL_ARTICLES = ArticleQuery()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _sighting(row: Any) -> Sighting:
    return Sighting(
        article_id=row.article_id,
        location=row.location,
        read_at=dt.datetime.fromisoformat(row.read_at),
    )


class Ledger:
    """One ledger, on SQLite or PostgreSQL; open it with `Ledger.open`, one in each process.

    Every write is one short transaction that adds rows; nothing is altered, and only `forget`
    removes anything. All methods raise LedgerError where the database fails.
    """

    def __init__(self, opened: Opened) -> None:
        self._engine = opened.engine
        self.where = opened.where
        self.id = opened.id
        self.desk = Desk(opened.engine, opened.where)
        self.questions = Questions(opened.engine, opened.where)
        self.mapped = Mapped(opened.engine, opened.where)
        self.watching = Watching(opened.engine, opened.where)

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True, patience: float = PATIENCE) -> Self:
        """The ledger in a file or at a `postgresql://` address, made first where there is none.

        `patience` is how many seconds to wait for another program's write. Raises LedgerError
        where there is none to open, where it is no ledger, comes from a newer program, or cannot
        be reached or written; UsageError for an address of another kind.
        """
        return cls(open_ledger(where, create=create, patience=patience))

    def close(self) -> None:
        """Lets go of the database; what was recorded stays."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def revision(self) -> int:
        """The newest revision; it grows by one with every write that adds or removes anything."""
        with reading(self._engine, self.where) as connection:
            return current_revision(connection)

    def record(self, coded: CodedArticle) -> Receipt:
        """Keeps an article and one coding of it; repeating it changes nothing.

        A text that is known under another id or place stays one article. A new text at a known
        place revises what stood there. A forgotten text is refused and the receipt says so.
        Raises EvidenceError where a quote does not stand in the text, UnreadableInput for text
        that no database keeps faithfully or a date that is none.
        """
        check_article(coded.article)
        prepared = Prepared(coded)
        with write_transaction(self._engine, self.where) as connection:
            return writing.record(connection, prepared, _now())

    def recognise(self, article: Article, coder: str) -> Receipt | None:
        """A receipt where this text needs no coding by `coder`; None where it does.

        Notes the place where the text was found. Ask this before coding an article: it is
        cheap, and a text that was coded or forgotten before is not coded again.
        """
        check_article(article)
        with reading(self._engine, self.where) as connection:
            if writing.is_forgotten(connection, article.text_sha256):
                return writing.forgotten_receipt(connection, article)
            kept = writing.stored(connection, article.text_sha256)
            if kept is None or not writing.is_coded(connection, article.text_sha256, coder):
                return None
            revision = current_revision(connection)
            new = writing.sighting_is_new(connection, kept.id, article.location)
        if new:
            revision = self._sight(kept.id, article.location)
        return Receipt(article_id=kept.id, added=False, coded=False, revision=revision)

    def _sight(self, article_id: str, location: str | None) -> int:
        with write_transaction(self._engine, self.where) as connection:
            here = select(exists().where(articles.c.id == article_id))
            new = writing.sighting_is_new(connection, article_id, location)
            if not new or not connection.execute(here).scalar_one():
                return current_revision(connection)
            revision = next_revision(connection)
            writing.add_sighting(connection, article_id, location, revision, _now())
            return revision

    def known(self, coder: str) -> set[str]:
        """Hashes of all texts that a coder has coded; `is_coded` asks for one."""
        joined = articles.join(codings, codings.c.article_id == articles.c.id)
        found = select(articles.c.text_sha256).select_from(joined).where(codings.c.coder == coder)
        with reading(self._engine, self.where) as connection:
            return set(connection.execute(found).scalars())

    def is_coded(self, text_sha256: str, coder: str) -> bool:
        """Whether a coder has coded this text, even if it found nothing."""
        with reading(self._engine, self.where) as connection:
            return writing.is_coded(connection, text_sha256, coder)

    def is_forgotten(self, text_sha256: str) -> bool:
        """Whether this text was forgotten and is refused from now on."""
        with reading(self._engine, self.where) as connection:
            return writing.is_forgotten(connection, text_sha256)

    def quarantine(self, item: Quarantined, *, text_sha256: str | None = None) -> None:
        """Notes a piece of input that could not be used; the same failure is noted once."""
        with write_transaction(self._engine, self.where) as connection:
            writing.add_quarantined(connection, item, text_sha256, _now())

    def quarantined(self) -> Iterator[QuarantineEntry]:
        """What could not be used, oldest first, and whether its place was read since."""
        later = exists().where(
            article_sightings.c.location == quarantine.c.location,
            article_sightings.c.revision > quarantine.c.revision,
        )
        found = select(quarantine, later.label("later")).order_by(quarantine.c.revision)
        with reading(self._engine, self.where) as connection:
            rows = connection.execute(found).mappings().all()
        for row in rows:
            yield writing.quarantine_entry(dict(row), read_since=bool(row["later"]))

    def events(self, query: EventQuery = _ALL_EVENTS) -> Iterator[Event]:
        """The events that a query means, in the order recorded, quoted anew from their texts."""
        return (report.event for report in self.reports(query))

    def reports(self, query: EventQuery = _ALL_EVENTS) -> Iterator[Report]:
        """The same, each with the day on which its article was published."""
        return listing.list_reports(self._engine, self.where, query)

    def event(self, id_or_prefix: str) -> Event:
        """One event by its id or a beginning that no other has; raises UsageError otherwise.

        Where several coders found it, the newest one speaks.
        """
        with reading(self._engine, self.where) as connection:
            return listing.find_event(connection, id_or_prefix)

    def articles(self, query: ArticleQuery = _ALL_ARTICLES) -> Iterator[Article]:
        """The articles that a query means, in the order recorded."""
        return listing.list_articles(self._engine, self.where, query)

    def article(self, id_or_prefix: str) -> Article:
        """One article by its id or a beginning that no other has; raises UsageError otherwise."""
        with reading(self._engine, self.where) as connection:
            return listing.find_article(connection, id_or_prefix)

    def coded(self, query: ArticleQuery = _ALL_ARTICLES) -> Iterator[CodedArticle]:
        """The articles that a query means, each with all that its newest coding found."""
        return listing.list_coded(self._engine, self.where, query)

    def stale(self, coder: str, query: ArticleQuery = _ALL_ARTICLES) -> Iterator[Article]:
        """The articles that a query means and that a coder has not coded, as recorded.

        They may be coded and recorded while the listing goes on.
        """
        return listing.list_stale(self._engine, self.where, coder, query)

    def count_stale(self, coder: str, query: ArticleQuery = _ALL_ARTICLES) -> int:
        """How many articles `stale` would list now."""
        with reading(self._engine, self.where) as connection:
            return listing.count_stale(connection, coder, query)

    def successions(self, article_id: str) -> tuple[Succession, ...]:
        """Which events of later codings of an article tell earlier ones again, oldest first."""
        with reading(self._engine, self.where) as connection:
            return tuple(succession.of_article(connection, article_id))

    def sightings(self, article_id: str) -> Iterator[Sighting]:
        """Every place where an article's text was found, in the order of finding."""
        found = select(article_sightings).where(article_sightings.c.article_id == article_id)
        with reading(self._engine, self.where) as connection:
            rows = connection.execute(found.order_by(article_sightings.c.revision)).all()
        yield from map(_sighting, rows)

    def addresses(self) -> Mapping[str, Sighting]:
        """Where on the web each article was first found or said to stand, by its id."""
        found = select(article_sightings).order_by(article_sightings.c.revision.desc())
        with reading(self._engine, self.where) as connection:
            rows = connection.execute(found.where(article_sightings.c.location.like("http%://%")))
            return {row.article_id: _sighting(row) for row in rows}

    def forget(self, article_id: str, *, who: str, why: str) -> Tombstone:
        """Removes an article's text and all that was made of it, for good.

        A tombstone keeps the hash of the text, who forgot it and why; the text is refused from
        then on. Takes an id or a beginning that no other has. Raises UsageError where there is no
        such article or who or why is empty. Copies made before (backups, briefs) are not reached.
        """
        with write_transaction(self._engine, self.where) as connection:
            id_ = listing.find_article(connection, article_id).id
            tombstone = writing.forget(connection, id_, who=who, why=why, at=_now())
        scrub(self._engine)
        return tombstone

    def tombstones(self) -> Iterator[Tombstone]:
        """What is left of forgotten articles, oldest first."""
        found = select(tombstones).order_by(tombstones.c.revision)
        with reading(self._engine, self.where) as connection:
            rows = connection.execute(found).mappings().all()
        for row in rows:
            yield Tombstone(**{**row, "at": dt.datetime.fromisoformat(row["at"])})

    def review(self, review: Review) -> int:
        """Adds a person's verdict on an event and gives its revision.

        Raises StaleReview where the event got a newer verdict or coding than the reviewer saw.
        """
        with write_transaction(self._engine, self.where) as connection:
            return reviews.add_review(connection, review)

    def verdicts(
        self, event_ids: Collection[str] | None = None, *, as_of: dt.date | None = None
    ) -> dict[str, Review]:
        """The newest verdict on each reviewed event, by event id.

        A verdict follows to events of later codings that tell the same act on the same words. One
        given after the day `as_of` (UTC) does not count.
        """
        with reading(self._engine, self.where) as connection:
            found = succession.carried(connection, reviews.current_verdicts(connection, as_of))
        stand = {i: r for i, r in found.items() if r.verdict is not Verdict.WITHDRAW}
        return stand if event_ids is None else {i: stand[i] for i in event_ids if i in stand}

    def queued(self) -> tuple[Queued, ...]:
        """The reviews that follow to no event of the newest coding and wait for a person."""
        with reading(self._engine, self.where) as connection:
            return tuple(succession.queued(connection, reviews.current_verdicts(connection)))

    def reviews(self, event_id: str) -> tuple[Review, ...]:
        """All verdicts on one event, oldest first."""
        with reading(self._engine, self.where) as connection:
            return tuple(reviews.history(connection, event_id))

    def link(self, link: SameEvent) -> int:
        """Adds a judgement on whether two events are one happening and gives its revision."""
        with write_transaction(self._engine, self.where) as connection:
            return links.add_link(connection, link)

    def links(
        self, ids: Collection[str] | None = None, *, as_of: dt.date | None = None
    ) -> tuple[SameEvent, ...]:
        """The judgement that counts on each pair of events, of these events where `ids` are given.

        A person's stands above a program's; of each the newest counts, and of a person's those
        said by the end of the day `as_of` (UTC).
        """
        with reading(self._engine, self.where) as connection:
            return tuple(links.current_links(connection, ids, as_of).values())

    def link_history(self, one: str, two: str) -> tuple[SameEvent, ...]:
        """All judgements on two events, oldest first."""
        with reading(self._engine, self.where) as connection:
            return tuple(links.history(connection, one, two))

    def count_unlinked(self, linker: str) -> int:
        """How many codings a linker has not compared with the others yet."""
        with reading(self._engine, self.where) as connection:
            return linkings.count_unlinked(connection, linker)

    def unlinked(self, linker: str, most: int) -> tuple[tuple[Coding, ...], dict[str, Report]]:
        """Up to `most` such codings, and their reports by the key of the event."""
        with reading(self._engine, self.where) as connection:
            found = tuple(linkings.unlinked(connection, linker, most))
            return found, linkings.reports_of(connection, found)

    def put_in_blocks(self, blocks: Mapping[str, Collection[str]]) -> None:
        """Notes in which blocks events are to be found, by the key of the event."""
        with write_transaction(self._engine, self.where) as connection:
            linkings.add_blocks(connection, blocks)

    def in_blocks(self, blocks: Collection[str]) -> list[Report]:
        """The reports in any of these blocks, of the newest coding of each article."""
        with reading(self._engine, self.where) as connection:
            return linkings.in_blocks(connection, blocks)

    def record_links(self, done: Sequence[Coding], linker: str, found: Iterable[SameEvent]) -> int:
        """Keeps what a linker judged of these codings; gives how many links are new.

        Repeating it, or doing it beside another program, changes nothing. What a program judged
        before of their events and is not among `found` is taken back.
        """
        with write_transaction(self._engine, self.where) as connection:
            return linkings.add_linking(connection, done, linker, found, _now())

    def problems(self) -> Iterator[Problem]:
        """The check: faults where a row no longer says what was put in, and notes."""
        return checking.problems(self._engine, self.where)
