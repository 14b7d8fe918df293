"""Which events are one happening: judgements as rows, each of which a later one may reverse.

A person's word stands above any program's, and of one and the other the newest counts; a person's
word follows to events of later codings that tell the same act, as reviews do.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, RowMapping, exists, select

from legation.errors import UsageError
from legation.ledger.connect import insert_new, next_revision
from legation.ledger.rows import Row, after, canonical, hashed, instant
from legation.ledger.succession import later_tellings
from legation.ledger.tables import events, same_event
from legation.model import Reason, SameEvent, Sameness
from legation.model.happening import score_of

_CHUNK = 400
_ROUNDED = 1e-4
T = TypeVar("T")


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in parts that every database takes as the parameters of one statement."""
    for first in range(0, len(values), _CHUNK):
        yield values[first : first + _CHUNK]


def add_link(connection: Connection, link: SameEvent) -> int:
    """Adds a judgement on two events and gives its revision; the same one twice is one."""
    left, right = link.pair
    if left == right:
        raise UsageError(f"Event {left} cannot be compared with itself; name two events.")
    for id_ in (left, right):
        if not connection.execute(select(exists().where(events.c.id == id_))).scalar_one():
            raise UsageError(f"There is no event {id_!r} in this ledger; check the id.")
    row = link_row(link)
    same = select(same_event.c.revision).where(same_event.c.id == row["id"])
    known = connection.execute(same).scalar_one_or_none()
    if known is not None:
        return int(known)
    row["revision"] = next_revision(connection)
    insert_new(connection, same_event, [row])
    return int(row["revision"])


def link_row(link: SameEvent) -> Row:
    """A judgement as a row, without its revision."""
    left, right = link.pair
    row: Row = {
        "left": left,
        "right": right,
        "judgement": link.judgement.value,
        "score": link.score,
        "judged_by": link.judged_by,
        "judged_at": instant(link.judged_at),
    }
    row["id"] = hashed("same_event", row)
    row["reasons"] = canonical([[r.compared, r.bits, r.words] for r in link.reasons])
    return row


def link_from_row(row: RowMapping) -> SameEvent:
    """A judgement as it was made."""
    return SameEvent(
        left=row["left"],
        right=row["right"],
        judgement=Sameness(row["judgement"]),
        judged_by=row["judged_by"],
        judged_at=dt.datetime.fromisoformat(row["judged_at"]),
        score=row["score"],
        reasons=tuple(
            Reason(compared=compared, bits=bits, words=words)
            for compared, bits, words in json.loads(row["reasons"] or "[]")
        ),
    )


def current_links(
    connection: Connection, ids: Collection[str] | None = None, as_of: dt.date | None = None
) -> dict[tuple[str, str], SameEvent]:
    """The judgement that counts on each pair of events; of these events only where `ids` are given.

    What people said after the day `as_of` does not count; what a program finds in two texts could
    be found as soon as both were there.
    """
    found = by_programs(connection, ids)
    for link in _of_people(connection, as_of):
        if ids is None or link.left in ids or link.right in ids:
            found[link.pair] = link
    return found


def by_programs(
    connection: Connection, ids: Collection[str] | None = None
) -> dict[tuple[str, str], SameEvent]:
    """The newest that a program judged of each pair."""
    return {(row["left"], row["right"]): link_from_row(row) for row in _rows(connection, ids)}


def _rows(connection: Connection, ids: Collection[str] | None) -> Iterator[RowMapping]:
    """What programs judged, oldest first."""
    by_program = select(same_event).where(same_event.c.score.is_not(None))
    if ids is None:
        yield from connection.execute(by_program.order_by(same_event.c.revision)).mappings()
        return
    rows: dict[str, RowMapping] = {}
    for some in chunks(sorted(ids)):
        for end in (same_event.c.left, same_event.c.right):
            chosen = connection.execute(by_program.where(end.in_(some))).mappings()
            rows |= {row["id"]: row for row in chosen}
    yield from sorted(rows.values(), key=lambda row: int(row["revision"]))


def _of_people(connection: Connection, as_of: dt.date | None) -> Iterator[SameEvent]:
    """What people said, oldest first, also of the events that tell again what they spoke of."""
    said = select(same_event).where(same_event.c.score.is_(None))
    if as_of is not None:
        said = said.where(same_event.c.judged_at < after(as_of))
    rows = connection.execute(said.order_by(same_event.c.revision)).mappings().all()
    told = later_tellings(connection, {row[end] for row in rows for end in ("left", "right")})
    for row in rows:
        for left in sorted(told[row["left"]]):
            for right in sorted(told[row["right"]]):
                if left != right:
                    one, two = sorted((left, right))
                    yield dataclasses.replace(link_from_row(row), left=one, right=two)


def history(connection: Connection, one: str, two: str) -> list[SameEvent]:
    """All judgements on two events, oldest first."""
    left, right = sorted((one, two))
    found = select(same_event).where(same_event.c.left == left, same_event.c.right == right)
    rows = connection.execute(found.order_by(same_event.c.revision)).mappings()
    return [link_from_row(row) for row in rows]


def replays(link: SameEvent) -> bool:
    """Whether a score is what the bits of its reasons add up to; what gives none passes."""
    if link.score is None or not any(reason.bits for reason in link.reasons):
        return True
    return abs(score_of(link.reasons) - link.score) <= _ROUNDED
