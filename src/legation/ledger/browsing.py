"""Reading out of the ledger a page at a time, in the order in which a reader looks."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Select, func, literal_column, select, tuple_

from legation.ledger.connect import current_revision
from legation.ledger.desk_indexes import DAY
from legation.ledger.listing import report_of, texts_of
from legation.ledger.queries import articles_at, events_at, visible
from legation.ledger.records import ArticleQuery, EventQuery
from legation.ledger.rows import article_from_row
from legation.ledger.tables import articles, codings, event_sides, events, judgements
from legation.model import Article, CodedArticle, Report
from legation.model.wire import coded_from_json

_UNDATED = dt.date.min
_RARE = 3000
_CHUNK = 400


class Order(StrEnum):
    """In which order events are listed: by day, or as they came in, the newest first."""

    NEWEST = "newest"
    SOONEST = "soonest"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an event stands in a listing, so that the next page begins behind it."""

    day: dt.date
    revision: int
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A report and its place in the listing."""

    report: Report
    place: Place


def _day() -> ColumnElement[dt.date]:
    return literal_column(DAY, Date())


def page(
    connection: Connection, query: EventQuery, order: Order, after: Place | None, most: int
) -> list[Placed]:
    """Up to `most` reports that a query means, from behind a place on."""
    revision = query.revision or current_revision(connection)
    found = _found(connection, query, revision)
    if query.last_from is not None and not query.also:
        # Said of the day too, so that the index by day begins there.
        found = found.where(_day() >= query.last_from)
    if query.open_end and query.published_since is not None:
        # What has no end begins with its report, so no day before that need be gone through.
        found = found.where(_day() >= query.published_since)
    wanted = _ordered(found, order, after).limit(most)
    rows = connection.execute(wanted).mappings().all()
    texts = texts_of(connection, {row["article_id"] for row in rows}, {})
    return [
        Placed(
            report=report_of(texts[row["article_id"]], row["body"]),
            place=Place(row["day"] or _UNDATED, row["revision"], row["position"]),
        )
        for row in rows
    ]


def _found(connection: Connection, query: EventQuery, revision: int) -> Select[Any]:
    found = events_at(query, revision).order_by(None).add_columns(_day().label("day"))
    for code in {query.side, query.actor, query.recipient, *(query.pair or ())} - {None}:
        # Who is seldom named is found by name and then sorted; others by going through the days.
        mine = select(event_sides.c.event_key).where(event_sides.c.code == code)
        some = mine.limit(_RARE).subquery()
        rare = connection.execute(select(func.count()).select_from(some)).scalar_one() < _RARE
        if rare and not query.also:
            found = found.where(events.c.key.in_(mine))
    return found


def _ordered(found: Select[Any], order: Order, after: Place | None) -> Select[Any]:
    day = _day()
    if order is Order.RECORDED:
        columns: tuple[ColumnElement[Any], ...] = (events.c.revision, events.c.position)
        place: tuple[Any, ...] = (after.revision, after.position) if after else ()
    else:
        columns = (day, events.c.revision, events.c.position)
        place = (after.day, after.revision, after.position) if after else ()
    upwards = order is Order.SOONEST
    if place:
        row, limit = tuple_(*columns), tuple_(*place, types=[c.type for c in columns])
        found = found.where(row > limit if upwards else row < limit)
        if not upwards and order is Order.NEWEST:
            found = found.where(day <= place[0])
        elif upwards:
            found = found.where(day >= place[0])
    return found.order_by(*(c.asc() if upwards else c.desc() for c in columns))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many reports fit and how often each value stands in them.

    Where more fit than were counted, `whole` is False and the counts are of the newest.
    """

    reports: int
    whole: bool
    types: dict[str, int]
    statuses: dict[str, int]
    actors: dict[str, int]
    sources: dict[str, int]


def count(connection: Connection, query: EventQuery, order: Order, most: int) -> Counted:
    """The values by which a listing may be narrowed, of its first `most` reports."""
    revision = query.revision or current_revision(connection)
    wanted = _ordered(_found(connection, query, revision), order, None)
    columns = (events.c.key, events.c.type, events.c.status, articles.c.source)
    rows = connection.execute(wanted.with_only_columns(*columns).limit(most + 1)).all()
    whole = len(rows) <= most
    rows = rows[:most]
    return Counted(
        reports=len(rows),
        whole=whole,
        types=_often(row.type for row in rows),
        statuses=_often(row.status for row in rows),
        actors=_ranked(_codes(connection, [row.key for row in rows])),
        sources=_often(row.source for row in rows if row.source),
    )


def _often(values: Any) -> dict[str, int]:
    return _ranked(Counter(values))


def _ranked(found: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _codes(connection: Connection, keys: Sequence[str]) -> Mapping[str, int]:
    """In how many of these events each code is a side."""
    found: Counter[str] = Counter()
    for first in range(0, len(keys), _CHUNK):
        some = event_sides.c.event_key.in_(keys[first : first + _CHUNK])
        number = func.count(event_sides.c.event_key.distinct()).label("number")
        wanted = select(event_sides.c.code, number).where(some).group_by(event_sides.c.code)
        found.update({row.code: row.number for row in connection.execute(wanted)})
    return found


def revision_at(connection: Connection, moment: dt.datetime) -> int:
    """The last revision at which something was read before a moment; 0 where nothing was."""
    before = codings.c.coded_at < moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
    found = select(codings.c.revision).where(before).order_by(codings.c.coded_at.desc()).limit(1)
    return connection.execute(found).scalar_one_or_none() or 0


def last_read(connection: Connection) -> dt.datetime | None:
    """When an article was last read."""
    found = connection.execute(select(func.max(codings.c.coded_at))).scalar_one()
    return dt.datetime.fromisoformat(found) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much a ledger holds: articles, events as reported, and the days of publication."""

    articles: int
    reports: int
    first: dt.date | None
    last: dt.date | None


def totals(connection: Connection) -> Totals:
    """What the ledger holds in all, whatever a view shows of it."""
    kept = connection.execute(select(func.count()).select_from(codings)).scalar_one()
    told = connection.execute(select(func.sum(codings.c.events))).scalar_one()
    first = connection.execute(select(func.min(articles.c.published_last))).scalar_one()
    last = connection.execute(select(func.max(articles.c.published_last))).scalar_one()
    return Totals(articles=kept, reports=told or 0, first=first, last=last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet with the number of its articles and the days of publication they cover."""

    name: str | None
    articles: int
    undated: int
    first: dt.date | None
    last: dt.date | None


def outlets(connection: Connection, most: int) -> list[Outlet]:
    """The outlets that the ledger's articles came from, those with most first."""
    published = articles.c.published_last
    number = func.count()
    found = (
        select(
            articles.c.source,
            number.label("number"),
            func.count(published).label("dated"),
            func.min(published).label("first"),
            func.max(published).label("last"),
        )
        .group_by(articles.c.source)
        .order_by(number.desc(), articles.c.source)
        .limit(most)
    )
    return [
        Outlet(
            name=row.source,
            articles=row.number,
            undated=row.number - row.dated,
            first=row.first,
            last=row.last,
        )
        for row in connection.execute(found)
    ]


def newest_articles(
    connection: Connection, query: ArticleQuery, source: str | None, before: int | None, most: int
) -> list[tuple[Article, int]]:
    """Articles with their revision, the last recorded first, of one outlet where it is named."""
    shown = visible(query, query.revision or current_revision(connection))
    found = select(articles).where(*shown).order_by(articles.c.revision.desc()).limit(most)
    if source is not None:
        found = found.where(articles.c.source == source)
    if before is not None:
        found = found.where(articles.c.revision < before)
    rows = connection.execute(found).mappings()
    return [(article_from_row(row), row["revision"]) for row in rows]


def newest_assessments(
    connection: Connection, query: ArticleQuery, most: int
) -> list[CodedArticle]:
    """The articles of the newest `most` assessments, each with its assessments alone."""
    revision = query.revision or current_revision(connection)
    spoken = (
        articles_at(query, revision)
        .order_by(None)
        .with_only_columns(judgements.c.article_id, judgements.c.coder, judgements.c.body)
    )
    mine = (judgements.c.article_id == codings.c.article_id) & (
        judgements.c.coder == codings.c.coder
    )
    found = (
        spoken.join(judgements, mine)
        .where(judgements.c.kind == "assessments")
        .order_by(judgements.c.revision.desc(), judgements.c.position)
        .limit(most)
    )
    by_article: dict[tuple[str, str], list[Any]] = {}
    for row in connection.execute(found):
        by_article.setdefault((row.article_id, row.coder), []).append(json.loads(row.body))
    texts = texts_of(connection, {article for article, _ in by_article}, {})
    return [
        coded_from_json(texts[article], {"coder": coder, "assessments": told})
        for (article, coder), told in by_article.items()
    ]
