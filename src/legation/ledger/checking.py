"""The check: every row of the ledger still says what was put in, and every quote stands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, exists, select, text, union_all

from legation.errors import LegationError
from legation.ledger import mapped, watching
from legation.ledger.connect import current_revision, reading
from legation.ledger.links import link_from_row, replays
from legation.ledger.questions import problems as question_problems
from legation.ledger.records import Problem, Queued, Severity
from legation.ledger.reviews import current_verdicts
from legation.ledger.rows import (
    Row,
    article_digest,
    article_from_row,
    event_row,
    evidence_rows,
    judgement_row,
    side_rows,
)
from legation.ledger.succession import queued
from legation.ledger.tables import (
    articles,
    codings,
    event_sides,
    events,
    evidence,
    judgements,
    link_keys,
    linkings,
    reviews,
    same_event,
    successions,
    tombstones,
)
from legation.model import Article, content_hash
from legation.model.wire import coded_from_json, event_from_json

_PAGE = 50
_SIDE_ORDER = ("event_key", "role", "position")


def problems(engine: Engine, where: str) -> Iterator[Problem]:
    """All findings, faults and notes; page by page, so a large ledger needs little memory."""
    with reading(engine, where) as connection:
        yield from list(_file(connection))
        yield from list(_orphans(connection))
        yield from list(_links(connection))
        yield from list(question_problems(connection))
        yield from list(mapped.problems(connection))
        yield from list(watching.problems(connection))
        newest = current_revision(connection)
    last = 0
    while True:
        with reading(engine, where) as connection:
            page = select(articles).where(articles.c.revision > last)
            page = page.where(articles.c.revision <= newest).order_by(articles.c.revision)
            rows = list(connection.execute(page.limit(_PAGE)).mappings())
            found = [problem for row in rows for problem in _article(connection, row)]
        yield from found
        if len(rows) < _PAGE:
            break
        last = rows[-1]["revision"]
    with reading(engine, where) as connection:
        buried = connection.execute(select(tombstones).order_by(tombstones.c.revision)).mappings()
        notes = [_tombstone(row) for row in buried]
        waiting = queued(connection, current_verdicts(connection))
        notes += [_waiting(item) for item in waiting]
    yield from notes


def _error(about: object, message: str) -> Problem:
    return Problem(severity=Severity.ERROR, about=str(about), message=message)


def _tombstone(row: RowMapping) -> Problem:
    return Problem(
        severity=Severity.NOTE,
        about=row["article_id"],
        message=f"Article {row['article_id']} was forgotten on {row['at'][:10]} by {row['who']}: "
        f"{row['why']}",
    )


def _waiting(item: Queued) -> Problem:
    instead = (
        f"{item.instead} tells another act on the same words"
        if item.instead
        else "no event rests on the same words"
    )
    review = item.review
    return Problem(
        severity=Severity.NOTE,
        about=review.event_id,
        message=f"The review of {review.event_id} by {review.reviewer} waits: {item.coder} no longer "
        f"finds that event, and {instead}.",
    )


def _file(connection: Connection) -> Iterator[Problem]:
    """Damage that SQLite itself can see."""
    if connection.dialect.name != "sqlite":
        return
    for line in connection.execute(text("PRAGMA integrity_check")).scalars():
        if line != "ok":
            yield _error("file", f"The ledger's file is damaged: {line}.")


def _without(child: Any, parent: Any, *pairs: tuple[Any, Any]) -> Select[Any]:
    held = exists().select_from(parent).where(*(one == other for one, other in pairs))
    return select(child).where(~held)


def _orphans(connection: Connection) -> Iterator[Problem]:
    """Rows whose article, coding or event is gone."""
    owners = union_all(select(events.c.key), select(judgements.c.id)).subquery()
    owner = owners.c[0]
    coding = codings.c
    looks: tuple[tuple[str, Select[Any]], ...] = (
        ("Evidence", _without(evidence.c.owner, owners, (owner, evidence.c.owner))),
        (
            "A side",
            _without(event_sides.c.event_key, events, (events.c.key, event_sides.c.event_key)),
        ),
        ("A coding", _without(coding.article_id, articles, (articles.c.id, coding.article_id))),
        (
            "An event",
            _without(
                events.c.id,
                codings,
                (coding.article_id, events.c.article_id),
                (coding.coder, events.c.coder),
            ),
        ),
        (
            "A judgement",
            _without(
                judgements.c.id,
                codings,
                (coding.article_id, judgements.c.article_id),
                (coding.coder, judgements.c.coder),
            ),
        ),
        (
            "A succession",
            _without(successions.c.old_id, events, (events.c.id, successions.c.old_id)),
        ),
        (
            "A succession",
            _without(successions.c.new_id, events, (events.c.id, successions.c.new_id)),
        ),
        ("A link", _without(same_event.c.left, events, (events.c.id, same_event.c.left))),
        ("A link", _without(same_event.c.right, events, (events.c.id, same_event.c.right))),
        (
            "A block",
            _without(link_keys.c.event_key, events, (events.c.key, link_keys.c.event_key)),
        ),
        (
            "A mark of linking",
            _without(
                linkings.c.article_id,
                codings,
                (coding.article_id, linkings.c.article_id),
                (coding.coder, linkings.c.coder),
            ),
        ),
        ("A review", _without(reviews.c.event_id, events, (events.c.id, reviews.c.event_id))),
    )
    for what, look in looks:
        for about in connection.execute(look.distinct()).scalars():
            yield _error(about, f"{what} of {about} belongs to nothing that the ledger holds.")


def _links(connection: Connection) -> Iterator[Problem]:
    """Links whose score is not what its reasons add up to, or that name one event twice."""
    for row in connection.execute(select(same_event).order_by(same_event.c.revision)).mappings():
        about = f"{row['left']} and {row['right']}"
        try:
            link = link_from_row(row)
            if link.left == link.right or not replays(link):
                yield _error(about, f"The link of {about} was altered after it was made.")
        except (ValueError, TypeError) as error:
            yield _error(about, f"The link of {about} cannot be read back: {error}")


def _article(connection: Connection, row: RowMapping) -> Iterator[Problem]:
    """One article, its codings and all that they found."""
    id_ = row["id"]
    if content_hash(row["text"]) != row["text_sha256"]:
        yield _error(id_, f"The text of article {id_} is not the one that was read.")
    if article_digest(dict(row)) != row["digest"]:
        yield _error(id_, f"The record of article {id_} was altered after it was made.")
    try:
        article = article_from_row(row)
    except (ValueError, TypeError, LegationError) as error:
        yield _error(id_, f"Article {id_} cannot be read back: {error}")
        return
    found = select(codings).where(codings.c.article_id == id_)
    for coding in connection.execute(found).mappings().all():
        coder = coding["coder"]
        for table, count in ((events, "events"), (judgements, "judgements")):
            mine = select(table).where(table.c.article_id == id_, table.c.coder == coder)
            rows = connection.execute(mine).mappings().all()
            if len(rows) != coding[count]:
                yield _error(
                    id_,
                    f"Article {id_} has {len(rows)} {count} by {coder}, not the {coding[count]} "
                    "that were recorded.",
                )
            check = _event if table is events else _judgement
            for item in rows:
                yield from _item(connection, article, item, check)


_Check = Callable[[Connection, Article, RowMapping, dict[str, Any]], Iterator[Problem]]


def _item(
    connection: Connection, article: Article, row: RowMapping, check: _Check
) -> Iterator[Problem]:
    try:
        body = json.loads(row["body"])
        yield from check(connection, article, row, body)
    except (KeyError, ValueError, TypeError, AttributeError, LegationError) as error:
        yield _error(row["id"], f"{row['id']} does not resolve to its article: {error}")


def _quotes(article: Article, body: Mapping[str, Any], about: str) -> Iterator[Problem]:
    condition = body.get("condition")
    for item in [*body["evidence"], *([condition["evidence"]] if condition else [])]:
        if article.quote(item["start"], item["stop"]).quote != item["quote"]:
            yield _error(
                about,
                f"{about} quotes words that do not stand at {item['start']} to {item['stop']} "
                f"of article {article.id}.",
            )


def _kept_evidence(
    connection: Connection, article: Article, owner: str, about: str, body: Mapping[str, Any]
) -> Iterator[Problem]:
    found = select(evidence).where(evidence.c.owner == owner).order_by(evidence.c.position)
    kept = [dict(row) for row in connection.execute(found).mappings()]
    if kept != evidence_rows(owner, article.id, body["evidence"]):
        yield _error(about, f"The evidence kept for {about} is not the evidence that it names.")


def _altered(row: RowMapping, expected: Row) -> str:
    return ", ".join(name for name in expected if row[name] != expected[name])


def _event(
    connection: Connection, article: Article, row: RowMapping, body: dict[str, Any]
) -> Iterator[Problem]:
    event_from_json(article, body)
    yield from _quotes(article, body, row["id"])
    expected = event_row(article.id, row["coder"], row["position"], body)
    if altered := _altered(row, expected):
        yield _error(row["id"], f"Event {row['id']} was altered after it was made ({altered}).")
    found = select(event_sides).where(event_sides.c.event_key == row["key"])
    kept = [dict(side) for side in connection.execute(found).mappings()]
    for sides in (kept, wanted := side_rows(row["key"], body)):
        sides.sort(key=lambda side: tuple(side[name] for name in _SIDE_ORDER))
    if kept != wanted:
        yield _error(row["id"], f"The sides kept for {row['id']} are not those that it names.")
    yield from _kept_evidence(connection, article, row["key"], row["id"], body)


def _judgement(
    connection: Connection, article: Article, row: RowMapping, body: dict[str, Any]
) -> Iterator[Problem]:
    coded_from_json(article, {"coder": row["coder"], row["kind"]: [body]})
    yield from _quotes(article, body, row["id"])
    expected = judgement_row(article.id, row["coder"], row["kind"], row["position"], body)
    if altered := _altered(row, expected):
        yield _error(row["id"], f"Judgement {row['id']} was altered after it was made ({altered}).")
    yield from _kept_evidence(connection, article, row["id"], row["id"], body)
