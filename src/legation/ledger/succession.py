"""When an article is coded again: which new event tells an old one again, and what reviews become.

An event that the new coding finds just as before keeps its id, and needs no row. Otherwise a new
event succeeds an old one where their evidence overlaps: as the same act where type and sides agree,
and then reviews follow it; as told otherwise where they do not, and then reviews wait for a person.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, exists, func, select

from legation.ledger.connect import insert_new
from legation.ledger.records import Kinship, Queued, Review, Succession, Verdict
from legation.ledger.rows import Row
from legation.ledger.tables import codings, events, reviews, successions

_CHUNK = 500
Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Pair:
    """An old and a new event that rest on the same words, and how well they fit."""

    old: str
    new: str
    kind: Kinship
    fit: tuple[float, ...]


def _codes(body: Body) -> set[str]:
    return {side["code"] for side in (*body["actors"], *body["recipients"])}


def _shared(old: Body, new: Body) -> int:
    """Characters of evidence that both rest on."""
    return sum(
        max(0, min(one["stop"], two["stop"]) - max(one["start"], two["start"]))
        for one in old["evidence"]
        for two in new["evidence"]
    )


def _pair(old: Body, new: Body) -> _Pair | None:
    shared = _shared(old, new)
    mine, other = _codes(old), _codes(new)
    same_type = old["type"] == new["type"]
    if not shared or not (same_type or mine & other):
        return None
    same = same_type and (mine <= other or other <= mine)
    likeness = len(mine & other) / len(mine | other) if mine | other else 1.0
    status = old["status"] == new["status"]
    kind = Kinship.SAME_ACT if same else Kinship.TOLD_OTHERWISE
    return _Pair(old["id"], new["id"], kind, (same, same_type, likeness, status, shared))


def paired(old: Sequence[Body], new: Sequence[Body]) -> list[tuple[str, str, Kinship]]:
    """Old id, new id and kinship, each event at most once, the best fits first."""
    found = [pair for one in old for two in new if (pair := _pair(one, two)) is not None]
    found.sort(key=lambda pair: pair.fit, reverse=True)
    taken: set[tuple[str, str]] = set()
    made = []
    for pair in found:
        ends = {("old", pair.old), ("new", pair.new)}
        if not ends & taken:
            taken |= ends
            made.append((pair.old, pair.new, pair.kind))
    return made


def add_successions(
    connection: Connection, article_id: str, coder: str, new: Sequence[Row], revision: int
) -> tuple[int, int]:
    """Notes which of the article's earlier events the new rows tell again.

    Gives how many events were found just as before, and how many succeed another.
    """
    ids = {row["id"] for row in new}
    same = successions.c.kind == Kinship.SAME_ACT.value
    followed = exists().where(successions.c.old_id == events.c.id, same)
    found = connection.execute(
        select(events.c.id, events.c.body, followed.label("followed"))
        .where(events.c.article_id == article_id, events.c.coder != coder)
        .order_by(events.c.revision, events.c.position)
    ).all()
    latest = {row.id: json.loads(row.body) for row in found if not (row.followed or row.id in ids)}
    pairs = paired(list(latest.values()), [json.loads(row["body"]) for row in new])
    rows: list[Row] = [
        {
            "article_id": article_id,
            "coder": coder,
            "old_id": old,
            "new_id": new_id,
            "kind": kind.value,
            "revision": revision,
        }
        for old, new_id, kind in pairs
    ]
    insert_new(connection, successions, rows)
    return len(ids & {row.id for row in found}), len(rows)


def of_article(connection: Connection, article_id: str) -> Iterator[Succession]:
    """The successions within one article, oldest first."""
    found = select(successions).where(successions.c.article_id == article_id)
    ordered = found.order_by(successions.c.revision, successions.c.old_id)
    for row in connection.execute(ordered).mappings():
        yield Succession(**{**row, "kind": Kinship(row["kind"])})


def later_tellings(connection: Connection, ids: Iterable[str]) -> dict[str, set[str]]:
    """Of each event, the events by later coders that are the same act; itself included."""
    reached = {id_: {id_} for id_ in ids}
    ahead: dict[str, set[str]] = {id_: {id_} for id_ in reached}
    while ahead:
        steps: dict[str, set[str]] = {}
        for old, new in _next(connection, set().union(*ahead.values())):
            for start, front in ahead.items():
                if old in front and new not in reached[start]:
                    reached[start].add(new)
                    steps.setdefault(start, set()).add(new)
        ahead = steps
    return reached


def _next(connection: Connection, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    ordered = sorted(ids)
    for at in range(0, len(ordered), _CHUNK):
        chosen = successions.c.old_id.in_(ordered[at : at + _CHUNK])
        same = successions.c.kind == Kinship.SAME_ACT.value
        found = select(successions.c.old_id, successions.c.new_id).where(chosen, same)
        for row in connection.execute(found):
            yield row.old_id, row.new_id


def carried(connection: Connection, verdicts: Mapping[str, Review]) -> dict[str, Review]:
    """The verdicts with those that follow to later events; of several, the last one given."""
    found = dict(verdicts)
    for start, reached in later_tellings(connection, verdicts).items():
        review = verdicts[start]
        for id_ in reached:
            known = found.get(id_)
            if known is None or known.reviewed_at < review.reviewed_at:
                found[id_] = review
    return found


def queued(connection: Connection, verdicts: Mapping[str, Review]) -> Iterator[Queued]:
    """Reviews that follow to no event of their article's newest coding and wait for a person."""
    for start, reached in later_tellings(connection, verdicts).items():
        if verdicts[start].verdict is Verdict.WITHDRAW:
            continue
        place = connection.execute(
            select(events.c.article_id).where(events.c.id == start).limit(1)
        ).scalar_one_or_none()
        if place is None:
            continue
        coding = connection.execute(
            select(codings.c.coder, codings.c.revision)
            .where(codings.c.article_id == place)
            .order_by(codings.c.revision.desc())
            .limit(1)
        ).one()
        mine = select(events.c.id).where(
            events.c.article_id == place, events.c.coder == coding.coder
        )
        if reached & set(connection.execute(mine).scalars()):
            continue
        if _given(connection, start) > coding.revision:
            continue
        yield Queued(
            review=verdicts[start],
            article_id=place,
            coder=coding.coder,
            instead=_instead(connection, reached, coding.coder),
        )


def _given(connection: Connection, event_id: str) -> int:
    """The revision of the newest verdict on an event."""
    found = select(func.max(reviews.c.revision)).where(reviews.c.event_id == event_id)
    return int(connection.execute(found).scalar_one())


def _instead(connection: Connection, ids: Collection[str], coder: str) -> str | None:
    found = select(successions.c.new_id).where(
        successions.c.old_id.in_(sorted(ids)), successions.c.coder == coder
    )
    return connection.execute(found.limit(1)).scalar_one_or_none()
