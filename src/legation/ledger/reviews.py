"""Verdicts that people add about events."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from sqlalchemy import Column, Connection, MetaData, RowMapping, Table, func, select

from legation.errors import StaleReview, UsageError
from legation.ledger.connect import current_revision, insert_new, next_revision
from legation.ledger.records import Review, Verdict
from legation.ledger.rows import Row, after, canonical, hashed, instant
from legation.ledger.tables import events, reviews

# A view in the database; the first migration makes it.
_current = Table("current_verdicts", MetaData(), *(Column(c.name, c.type) for c in reviews.c))


def add_review(connection: Connection, review: Review) -> int:
    """Adds a verdict and gives its revision; the same verdict twice is one.

    Raises UsageError where the event is unknown and StaleReview where the event got a newer
    verdict or body than the reviewer saw.
    """
    row: Row = {
        "event_id": review.event_id,
        "reviewer": review.reviewer,
        "reviewed_at": instant(review.reviewed_at),
        "verdict": review.verdict.value,
        "changes": canonical(dict(review.changes)),
        "note": review.note,
        "based_on": review.based_on,
    }
    row["id"] = hashed("review", row)
    same = select(reviews.c.revision).where(reviews.c.id == row["id"])
    known = connection.execute(same).scalar_one_or_none()
    if known is not None:
        return int(known)
    made = select(func.max(events.c.revision)).where(events.c.id == review.event_id)
    newest = connection.execute(made).scalar_one()
    if newest is None:
        raise UsageError(f"There is no event {review.event_id!r} in this ledger; check the id.")
    judged = select(func.max(reviews.c.revision)).where(reviews.c.event_id == review.event_id)
    newest = max(newest, connection.execute(judged).scalar_one() or 0)
    if review.based_on < newest:
        raise StaleReview(
            f"Event {review.event_id} changed in revision {newest}, after revision "
            f"{review.based_on} that you reviewed; look at it again."
        )
    if review.based_on > current_revision(connection):
        raise UsageError(f"Revision {review.based_on} does not exist yet; check the number.")
    row["revision"] = next_revision(connection)
    insert_new(connection, reviews, [row])
    return int(row["revision"])


def review_from_row(row: RowMapping) -> Review:
    """A verdict as it was given."""
    return Review(
        event_id=row["event_id"],
        reviewer=row["reviewer"],
        reviewed_at=dt.datetime.fromisoformat(row["reviewed_at"]),
        verdict=Verdict(row["verdict"]),
        changes=json.loads(row["changes"]),
        note=row["note"],
        based_on=row["based_on"],
    )


def current_verdicts(connection: Connection, as_of: dt.date | None = None) -> dict[str, Review]:
    """The newest verdict on each reviewed event, of those given by the end of a day (UTC)."""
    if as_of is None:
        rows = connection.execute(select(_current)).mappings()
        return {row["event_id"]: review_from_row(row) for row in rows}
    given = select(reviews).where(reviews.c.reviewed_at < after(as_of))
    in_order = connection.execute(given.order_by(reviews.c.revision)).mappings()
    return {row["event_id"]: review_from_row(row) for row in in_order}


def history(connection: Connection, event_id: str) -> Iterator[Review]:
    """All verdicts on one event, oldest first."""
    found = select(reviews).where(reviews.c.event_id == event_id).order_by(reviews.c.revision)
    for row in connection.execute(found).mappings():
        yield review_from_row(row)
