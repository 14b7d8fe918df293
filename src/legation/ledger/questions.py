"""Questions in the ledger: rows that are added, read back, checked, and removed by `forget` alone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, delete, exists, or_, select

from legation.errors import LegationError, StaleReview, UsageError
from legation.ledger.connect import current_revision, insert_new, next_revision, reading, writing
from legation.ledger.records import Problem, Severity
from legation.ledger.rows import Row, article_from_row, canonical, hashed, instant
from legation.ledger.tables import alerts, articles, question_quotes, question_rows, question_stones
from legation.model import Article, Evidence, content_hash
from legation.model.question import Entry, Item, Question, Update, Verdict
from legation.model.question_wire import item_from_json, item_json, kind_of
from legation.model.when import known_days

_DIGESTED = ("question", "kind", "about", "who", "at", "known", "based_on", "body")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """A row to add: as an entry, before it has an id."""

    who: str
    known: dt.date
    item: Item
    based_on: int = 0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stone:
    """What is left of a row that rested on a forgotten article."""

    id: str
    question: str
    kind: str
    known: dt.date
    article_id: str


class Questions:
    """The questions of one ledger; all methods raise LedgerError where the database fails."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine, self._where = engine, where

    def names(self) -> list[str]:
        """Names of all questions, in the order in which they were asked."""
        found = select(question_rows.c.question).where(question_rows.c.kind == "question")
        found = found.order_by(question_rows.c.revision, question_rows.c.position)
        with reading(self._engine, self._where) as connection:
            return list(connection.execute(found).scalars())

    def add(self, name: str, rows: Sequence[NewRow]) -> list[Entry]:
        """Adds rows to a question, all or none, and gives those that were not there before.

        Raises UsageError for a question that is there already or is not there, for a row that
        rests on an article published later than the day it is said to be known from, or that
        speaks of no row of this question; StaleReview where that row was judged since.
        """
        with writing(self._engine, self._where) as connection:
            return _add(connection, name, rows, dt.datetime.now(dt.UTC))

    def entries(self, name: str) -> list[Entry]:
        """All rows of a question, in the order in which they were written."""
        with reading(self._engine, self._where) as connection:
            return _entries(connection, name)

    def stones(self, name: str) -> list[Stone]:
        """What is left of rows of this question that were forgotten."""
        found = select(question_stones).where(question_stones.c.question == name)
        with reading(self._engine, self._where) as connection:
            rows = connection.execute(found.order_by(question_stones.c.known)).mappings().all()
        return [Stone(**{k: row[k] for k in Stone.__slots__}) for row in rows]


def quote_rows(owner: str, evidence: Iterable[Evidence]) -> list[Row]:
    """The evidence of a row or alert, as rows."""
    return [
        {
            "owner": owner,
            "position": number,
            "article_id": item.article_id,
            "start": item.start,
            "stop": item.stop,
            "quote_sha256": content_hash(item.quote),
        }
        for number, item in enumerate(evidence)
    ]


def quotes_of(connection: Connection, owners: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
    """The evidence of rows or alerts, quoted anew from the articles."""
    texts: dict[str, Article] = {}
    found: dict[str, list[Evidence]] = {}
    for owner in owners:
        mine = select(question_quotes).where(question_quotes.c.owner == owner)
        rows = connection.execute(mine.order_by(question_quotes.c.position)).mappings().all()
        for row in rows:
            id_ = row["article_id"]
            if id_ not in texts:
                text = select(articles).where(articles.c.id == id_)
                texts[id_] = article_from_row(connection.execute(text).mappings().one())
            found.setdefault(owner, []).append(texts[id_].quote(row["start"], row["stop"]))
    return {owner: tuple(items) for owner, items in found.items()}


def _row(name: str, new: NewRow, at: dt.datetime) -> Row:
    kind, item = kind_of(new.item), new.item
    row: Row = {
        "question": name,
        "kind": kind,
        "about": item.on if isinstance(item, Verdict | Update) else None,
        "who": new.who,
        "at": instant(at),
        "known": new.known,
        "based_on": new.based_on,
        "body": canonical(item_json(item)),
    }
    return {**row, **_marks(row, quote_rows("", new.evidence))}


def _marks(row: Mapping[str, Any], quotes: Sequence[Row]) -> Row:
    """Id and digest of a row; a judgement that is made again later is another one."""
    again = row["kind"] in ("verdict", "update", "resolution")
    told = [
        *(str(row[name]) for name in ("question", "kind", "about", "who", "known", "body")),
        row["based_on"] if again else 0,
        [[q["article_id"], q["start"], q["stop"]] for q in quotes],
    ]
    digest = hashed(*(str(row[name]) for name in _DIGESTED), told[-1])
    return {"id": f"{row['kind'][:2]}_{hashed(*told)[:16]}", "digest": digest}


def _add(connection: Connection, name: str, rows: Sequence[NewRow], at: dt.datetime) -> list[Entry]:
    there = connection.execute(
        select(exists().where(question_rows.c.question == name, question_rows.c.kind == "question"))
    ).scalar_one()
    asks = any(isinstance(new.item, Question) for new in rows)
    if asks and there:
        raise UsageError(f"There is a question {name!r} already; choose another name.")
    if not asks and not there:
        raise UsageError(
            f"There is no question {name!r} in this ledger; `legation question list` names them."
        )
    revision, added = 0, []
    for position, new in enumerate(rows):
        if not new.who.strip():
            raise UsageError("Say with --who who adds this; the row keeps the name.")
        _check_evidence(connection, new)
        row = _row(name, new, at)
        same = select(exists().where(question_rows.c.id == row["id"]))
        if connection.execute(same).scalar_one():
            continue
        _check_target(connection, name, row, new.based_on)
        revision = revision or next_revision(connection)
        insert_new(connection, question_rows, [{**row, "revision": revision, "position": position}])
        insert_new(connection, question_quotes, quote_rows(row["id"], new.evidence))
        added.append(_entry({**row, "revision": revision}, new.evidence))
    return added


def _check_evidence(connection: Connection, new: NewRow) -> None:
    """Nothing may be known before the article that tells it was published."""
    for item in new.evidence:
        row = connection.execute(
            select(articles.c.text, articles.c.published).where(articles.c.id == item.article_id)
        ).first()
        if row is None or row.text[item.start : item.stop] != item.quote:
            raise UsageError(f"{item!r} does not stand in an article of this ledger.")
        told = known_days(row.published)
        if told is not None and told.last is not None and told.last > new.known:
            raise UsageError(
                f"Article {item.article_id} was published on {row.published}, so what it tells "
                f"cannot be known on {new.known}; name that day or a later one."
            )


def _check_target(connection: Connection, name: str, row: Row, based_on: int) -> None:
    """A judgement speaks of a row of its question, as its author last saw it."""
    if based_on > current_revision(connection):
        raise UsageError(f"Revision {based_on} does not exist yet; check the number.")
    about = row["about"]
    if about is None:
        return
    mine = question_rows.c.question == name
    target = select(question_rows.c.revision).where(mine, question_rows.c.id == about)
    if connection.execute(target).first() is None:
        raise UsageError(f"There is nothing called {about!r} in question {name!r}; check the id.")
    newest = select(question_rows.c.revision).where(
        mine, or_(question_rows.c.id == about, question_rows.c.about == about)
    )
    last = max(connection.execute(newest).scalars())
    if based_on and based_on < last:
        raise StaleReview(
            f"{about} changed in revision {last}, after revision {based_on} that you saw; "
            "look at it again."
        )


def _entry(row: Mapping[str, Any], evidence: tuple[Evidence, ...]) -> Entry:
    return Entry(
        id=row["id"],
        question=row["question"],
        who=row["who"],
        at=dt.datetime.fromisoformat(row["at"]),
        known=row["known"],
        item=item_from_json(row["kind"], json.loads(row["body"])),
        based_on=row["based_on"],
        evidence=evidence,
    )


def _entries(connection: Connection, name: str) -> list[Entry]:
    mine = select(question_rows).where(question_rows.c.question == name)
    rows = connection.execute(
        mine.order_by(question_rows.c.revision, question_rows.c.position)
    ).mappings()
    found = rows.all()
    if not found:
        raise UsageError(
            f"There is no question {name!r} in this ledger; `legation question list` names them."
        )
    quotes = quotes_of(connection, [row["id"] for row in found])
    return [_entry(dict(row), quotes.get(row["id"], ())) for row in found]


def bury(connection: Connection, article_id: str, revision: int) -> None:
    """Removes rows that rest on an article, and what was said of them; leaves a stone for each."""
    resting = select(question_quotes.c.owner).where(question_quotes.c.article_id == article_id)
    doomed = set(connection.execute(resting).scalars())
    rows = connection.execute(select(question_rows)).mappings().all() if doomed else []
    said = {row["id"] for row in rows if row["about"] in doomed}
    gone = [row for row in rows if row["id"] in doomed | said]
    stones: list[Row] = [
        {
            **{name: row[name] for name in ("id", "question", "kind", "known")},
            "article_id": article_id,
            "revision": revision,
        }
        for row in gone
    ]
    insert_new(connection, question_stones, stones)
    connection.execute(delete(alerts).where(alerts.c.id.in_(doomed)))
    ids = doomed | said
    connection.execute(delete(question_quotes).where(question_quotes.c.owner.in_(ids)))
    connection.execute(delete(question_rows).where(question_rows.c.id.in_(ids)))


def problems(connection: Connection) -> Iterator[Problem]:
    """Rows that do not say what was put in, quotes that do not stand, rows that speak of nothing."""
    rows = connection.execute(select(question_rows)).mappings().all()
    known = {row["id"] for row in rows}
    asked = {row["question"] for row in rows if row["kind"] == "question"}
    for row in rows:
        yield from _row_problems(connection, row)
        if row["question"] not in asked or (row["about"] or row["id"]) not in known:
            yield _error(row["id"], f"{row['id']} speaks of nothing that the ledger holds.")
    for stone in connection.execute(select(question_stones)).mappings():
        yield Problem(
            severity=Severity.NOTE,
            about=stone["id"],
            message=f"A {stone['kind']} of question {stone['question']} rested on article "
            f"{stone['article_id']}, which was forgotten; it counts no more.",
        )


def _error(about: str, message: str) -> Problem:
    return Problem(severity=Severity.ERROR, about=about, message=message)


def _row_problems(connection: Connection, row: RowMapping) -> Iterator[Problem]:
    quotes = _quotes(connection, row["id"])
    try:
        item_from_json(row["kind"], json.loads(row["body"]))
    except (ValueError, TypeError, LegationError) as error:
        yield _error(row["id"], f"{row['id']} cannot be read back: {error}")
        return
    marks = _marks(dict(row), quotes)
    if marks["id"] != row["id"] or marks["digest"] != row["digest"]:
        yield _error(row["id"], f"{row['id']} was altered after it was made.")
    yield from quote_problems(connection, row["id"], quotes)


def _quotes(connection: Connection, owner: str) -> list[Row]:
    mine: Select[Any] = select(question_quotes).where(question_quotes.c.owner == owner)
    rows = connection.execute(mine.order_by(question_quotes.c.position)).mappings()
    return [dict(row) for row in rows]


def quote_problems(
    connection: Connection, owner: str, quotes: Sequence[Row] | None = None
) -> Iterator[Problem]:
    """Quotes of a row or alert that do not stand in their articles."""
    for quote in _quotes(connection, owner) if quotes is None else quotes:
        text = select(articles.c.text).where(articles.c.id == quote["article_id"])
        whole = connection.execute(text).scalar_one_or_none() or ""
        if content_hash(whole[quote["start"] : quote["stop"]]) != quote["quote_sha256"]:
            yield _error(
                owner,
                f"{owner} quotes words that do not stand at {quote['start']} to {quote['stop']} of "
                f"article {quote['article_id']}.",
            )
