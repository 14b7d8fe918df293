"""Judgements that people and programs add about events: verdicts, and which are one happening."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from sqlalchemy import Column, Connection, MetaData, RowMapping, Table, exists, func, select

from legation.errors import StaleReview, UsageError
from legation.ledger.connect import current_revision, insert_new, next_revision
from legation.ledger.records import Review, Verdict
from legation.ledger.rows import Row, canonical, hashed, instant
from legation.ledger.tables import events, reviews, same_event
from legation.model.happening import SameEvent, Sameness

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


def _review(row: RowMapping) -> Review:
    return Review(
        event_id=row["event_id"],
        reviewer=row["reviewer"],
        reviewed_at=dt.datetime.fromisoformat(row["reviewed_at"]),
        verdict=Verdict(row["verdict"]),
        changes=json.loads(row["changes"]),
        note=row["note"],
        based_on=row["based_on"],
    )


def current_verdicts(connection: Connection) -> dict[str, Review]:
    """The newest verdict on each reviewed event."""
    rows = connection.execute(select(_current)).mappings()
    return {row["event_id"]: _review(row) for row in rows}


def history(connection: Connection, event_id: str) -> Iterator[Review]:
    """All verdicts on one event, oldest first."""
    found = select(reviews).where(reviews.c.event_id == event_id).order_by(reviews.c.revision)
    for row in connection.execute(found).mappings():
        yield _review(row)


def add_link(connection: Connection, link: SameEvent) -> int:
    """Adds a judgement on two events and gives its revision; the same one twice is one."""
    left, right = sorted((link.left, link.right))
    if left == right:
        raise UsageError(f"Event {left} cannot be compared with itself; name two events.")
    for id_ in (left, right):
        if not connection.execute(select(exists().where(events.c.id == id_))).scalar_one():
            raise UsageError(f"There is no event {id_!r} in this ledger; check the id.")
    row: Row = {
        "left": left,
        "right": right,
        "judgement": link.judgement.value,
        "score": link.score,
        "judged_by": link.judged_by,
        "judged_at": instant(link.judged_at),
    }
    row["id"] = hashed("same_event", row)
    same = select(same_event.c.revision).where(same_event.c.id == row["id"])
    known = connection.execute(same).scalar_one_or_none()
    if known is not None:
        return int(known)
    row["revision"] = next_revision(connection)
    insert_new(connection, same_event, [row])
    return int(row["revision"])


def current_links(connection: Connection) -> Iterator[SameEvent]:
    """The newest judgement on each pair of events that was ever compared."""
    later = same_event.alias("later")
    outdone = exists().where(
        later.c.left == same_event.c.left,
        later.c.right == same_event.c.right,
        later.c.revision > same_event.c.revision,
    )
    found = select(same_event).where(~outdone).order_by(same_event.c.revision)
    for row in connection.execute(found).mappings():
        yield SameEvent(
            left=row["left"],
            right=row["right"],
            judgement=Sameness(row["judgement"]),
            judged_by=row["judged_by"],
            judged_at=dt.datetime.fromisoformat(row["judged_at"]),
            score=row["score"],
        )
