"""What waits for a person: events of which the coder is not sure, and links of which the linker is not."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, not_, select

from legation.ledger.connect import current_revision
from legation.ledger.links import link_from_row
from legation.ledger.listing import report_of, texts_of
from legation.ledger.queries import events_at, is_filled_in
from legation.ledger.records import EventQuery, Review
from legation.ledger.reviews import review_from_row
from legation.ledger.tables import events, reviews, same_event
from legation.model import Report, SameEvent, Sameness
from legation.model.doubt import LEAST_SURE

_NEWEST = 20_000


def doubtful(connection: Connection, most: int) -> list[Report]:
    """Doubtful events that nobody has reviewed, the surest first.

    Those of which a side is not named are looked for among the newest `_NEWEST` events: no index
    knows them.
    """
    revision = current_revision(connection)
    first = _oldest_of_newest(connection)
    filled = and_(events.c.confidence >= LEAST_SURE, events.c.revision >= first, is_filled_in())
    rows: list[Any] = []
    for condition in (filled, events.c.confidence < LEAST_SURE):
        rows += _waiting(connection, revision, condition, most - len(rows))
    texts = texts_of(connection, {row["article_id"] for row in rows}, {})
    return [report_of(texts[row["article_id"]], row["body"]) for row in rows]


def _waiting(
    connection: Connection, revision: int, condition: ColumnElement[bool], most: int
) -> list[Any]:
    reviewed = exists().where(reviews.c.event_id == events.c.id)
    found = (
        events_at(EventQuery(), revision)
        .where(condition, ~reviewed)
        .order_by(None)
        .order_by(events.c.confidence.desc(), events.c.revision.desc(), events.c.position.desc())
        .limit(most)
    )
    return list(connection.execute(found).mappings()) if most > 0 else []


def _oldest_of_newest(connection: Connection) -> int:
    """The revision of the oldest of the newest events; 0 where there are fewer."""
    newest = select(events.c.revision).order_by(events.c.revision.desc())
    return connection.execute(newest.offset(_NEWEST).limit(1)).scalar() or 0


def suggested(connection: Connection, most: int) -> list[SameEvent]:
    """Links that a program is unsure of and nobody has judged, the newest first.

    A later word of a program on the same pair stands in place of an earlier one.
    """
    later = same_event.alias("later")
    overtaken = exists().where(
        and_(
            later.c.left == same_event.c.left,
            later.c.right == same_event.c.right,
            (later.c.revision > same_event.c.revision) | later.c.score.is_(None),
        )
    )
    found = (
        select(same_event)
        .where(
            same_event.c.judgement == Sameness.UNSURE.value,
            same_event.c.score.is_not(None),
            not_(overtaken),
        )
        .order_by(same_event.c.revision.desc(), same_event.c.score.desc())
        .limit(most)
    )
    return [link_from_row(row) for row in connection.execute(found).mappings()]


def last_reviews(connection: Connection, most: int) -> list[tuple[Review, int]]:
    """The last verdicts given, with their revisions, the newest first."""
    found = select(reviews).order_by(reviews.c.revision.desc()).limit(most)
    rows = connection.execute(found).mappings()
    return [(review_from_row(row), row["revision"]) for row in rows]


def people_on_links(connection: Connection, most: int) -> list[tuple[SameEvent, int]]:
    """The last judgements that people gave on links, with their revisions, the newest first."""
    found = (
        select(same_event)
        .where(same_event.c.score.is_(None))
        .order_by(same_event.c.revision.desc())
        .limit(most)
    )
    rows = connection.execute(found).mappings()
    return [(link_from_row(row), row["revision"]) for row in rows]


def changed_at(connection: Connection, event_id: str) -> int:
    """The revision at which an event was last coded or reviewed; 0 where there is no such event."""
    made = select(func.max(events.c.revision)).where(events.c.id == event_id)
    judged = select(func.max(reviews.c.revision)).where(reviews.c.event_id == event_id)
    found = (connection.execute(one).scalar_one() or 0 for one in (made, judged))
    return max(found)
