"""Reading out of the ledger page by page, so that a listing of any length needs little memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, RowMapping, Select, func, select, tuple_

from legation.errors import UsageError
from legation.ledger.connect import current_revision, reading
from legation.ledger.queries import articles_at, events_at, stale_at
from legation.ledger.records import ArticleQuery, EventQuery
from legation.ledger.rows import article_from_row
from legation.ledger.tables import articles, events, judgements
from legation.model import Article, CodedArticle, Event, Report
from legation.model.judgement_wire import JUDGEMENTS
from legation.model.wire import coded_from_json, event_from_json

T = TypeVar("T")
_EVENTS_PAGE = 500
_ARTICLES_PAGE = 50
_CANDIDATES = 5


def list_reports(engine: Engine, where: str, query: EventQuery) -> Iterator[Report]:
    """The events that a query means, each quoted anew from its article, with its publication.

    Each page is a transaction of its own, so a slow reader holds nobody up; all pages show the
    revision at which the listing began, less what was forgotten in between.
    """
    left, last, revision = query.limit, None, query.revision
    texts: dict[str, Article] = {}
    while left is None or left > 0:
        with reading(engine, where) as connection:
            if revision is None:
                revision = current_revision(connection)
            page = events_at(query, revision)
            if last is not None:
                page = page.where(tuple_(events.c.revision, events.c.position) > last)
            rows = connection.execute(page.limit(min(left or _EVENTS_PAGE, _EVENTS_PAGE)))
            found = rows.mappings().all()
            texts = texts_of(connection, {row["article_id"] for row in found}, texts)
        for row in found:
            yield report_of(texts[row["article_id"]], row["body"])
        if len(found) < min(left or _EVENTS_PAGE, _EVENTS_PAGE):
            return
        last = (found[-1]["revision"], found[-1]["position"])
        left = None if left is None else left - len(found)


def report_of(article: Article, body: str) -> Report:
    """An event as its article reports it."""
    event = event_from_json(article, json.loads(body))
    return Report(event=event, published=article.published)


def texts_of(
    connection: Connection, ids: set[str], at_hand: dict[str, Article]
) -> dict[str, Article]:
    """The articles of one page, those of the page before not read again."""
    kept = {id_: at_hand[id_] for id_ in ids if id_ in at_hand}
    missing = sorted(ids - kept.keys())
    if missing:
        rows = connection.execute(select(articles).where(articles.c.id.in_(missing))).mappings()
        kept |= {row["id"]: article_from_row(row) for row in rows}
    return kept


_Page = Callable[[Connection, Sequence[RowMapping]], list[T]]


_Statement = Callable[[ArticleQuery, int], Select[Any]]


def _article_pages(
    engine: Engine,
    where: str,
    query: ArticleQuery,
    make: _Page[T],
    statement: _Statement = articles_at,
) -> Iterator[T]:
    """What `make` builds of each page of articles, handed out when the page's transaction is over."""
    left, last, revision = query.limit, 0, query.revision
    while left is None or left > 0:
        size = min(left or _ARTICLES_PAGE, _ARTICLES_PAGE)
        with reading(engine, where) as connection:
            if revision is None:
                revision = current_revision(connection)
            page = statement(query, revision).where(articles.c.revision > last).limit(size)
            found = connection.execute(page).mappings().all()
            made = make(connection, found)
        yield from made
        if len(found) < size:
            return
        last = found[-1]["revision"]
        left = None if left is None else left - len(found)


def list_articles(engine: Engine, where: str, query: ArticleQuery) -> Iterator[Article]:
    """The articles that a query means."""
    return _article_pages(engine, where, query, _plain)


def list_coded(engine: Engine, where: str, query: ArticleQuery) -> Iterator[CodedArticle]:
    """The articles that a query means, each with the coding that speaks for it."""
    return _article_pages(engine, where, query, _coded)


def list_stale(engine: Engine, where: str, coder: str, query: ArticleQuery) -> Iterator[Article]:
    """The articles of a query that a coder has not coded."""
    return _article_pages(engine, where, query, _plain, partial(stale_at, coder))


def count_stale(connection: Connection, coder: str, query: ArticleQuery) -> int:
    """How many those are."""
    found = stale_at(coder, query, current_revision(connection)).order_by(None).subquery()
    return int(connection.execute(select(func.count()).select_from(found)).scalar_one())


def _plain(_connection: Connection, rows: Sequence[RowMapping]) -> list[Article]:
    return [article_from_row(row) for row in rows]


def _coded(connection: Connection, rows: Sequence[RowMapping]) -> list[CodedArticle]:
    made = []
    for row in rows:
        article, coder = article_from_row(row), row["coder"]
        line: dict[str, Any] = {"coder": coder, **{kind: [] for kind in JUDGEMENTS}}
        line["events"] = [
            json.loads(body)
            for body in connection.execute(
                select(events.c.body)
                .where(events.c.article_id == article.id, events.c.coder == coder)
                .order_by(events.c.position)
            ).scalars()
        ]
        found = connection.execute(
            select(judgements.c.kind, judgements.c.body)
            .where(judgements.c.article_id == article.id, judgements.c.coder == coder)
            .order_by(judgements.c.position)
        )
        for kind, body in found:
            line[kind].append(json.loads(body))
        made.append(coded_from_json(article, line))
    return made


def find_event(connection: Connection, id_or_prefix: str) -> Event:
    """One event by its id or an unambiguous beginning of it; raises UsageError otherwise."""
    id_ = _unique(connection, select(events.c.id), events.c.id, id_or_prefix, "event")
    row = (
        connection.execute(
            select(events.c.article_id, events.c.body)
            .where(events.c.id == id_)
            .order_by(events.c.revision.desc(), events.c.position)
            .limit(1)
        )
        .mappings()
        .one()
    )
    texts = texts_of(connection, {row["article_id"]}, {})
    return event_from_json(texts[row["article_id"]], json.loads(row["body"]))


def find_article(connection: Connection, id_or_prefix: str) -> Article:
    """One article by its id or an unambiguous beginning of it; raises UsageError otherwise."""
    id_ = _unique(connection, select(articles.c.id), articles.c.id, id_or_prefix, "article")
    return texts_of(connection, {id_}, {})[id_]


def _unique(connection: Connection, ids: Select[Any], column: Any, prefix: str, what: str) -> str:
    exact = connection.execute(ids.where(column == prefix).limit(1)).scalar_one_or_none()
    if exact is not None:
        return str(exact)
    begins = column.startswith(prefix, autoescape=True)
    found = connection.execute(ids.where(begins).distinct().order_by(column).limit(_CANDIDATES))
    fits = [str(id_) for id_ in found.scalars()]
    if not prefix or not fits:
        raise UsageError(f"There is no {what} {prefix!r} in this ledger; check the id.")
    if len(fits) > 1:
        raise UsageError(
            f"Several {what}s begin with {prefix!r} ({', '.join(fits)}); give more of the id."
        )
    return fits[0]
