"""Links that analysts add to the map: rows that are added, withdrawn by another row, never altered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, exists, select

from legation.errors import UsageError
from legation.ledger.connect import insert_new, next_revision, reading, writing
from legation.ledger.records import Problem, Severity
from legation.ledger.rows import Row, hashed, instant
from legation.ledger.tables import map_rows
from legation.model.assumption import AddedLink

_SAID = ("kind", "about", "cause", "effect", "sign", "who", "why", "known")
_LINK, _WITHDRAWAL = "link", "withdrawal"


class Mapped:
    """The links of one ledger that analysts added; all methods raise LedgerError where it fails."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine, self._where = engine, where

    def add(
        self, *, cause: str, effect: str, sign: str, who: str, why: str, known: dt.date
    ) -> AddedLink:
        """Adds a link, or gives the one that says the same; `sign` is "+", "-" or "?"."""
        said = {"cause": cause, "effect": effect, "sign": sign, "who": who, "why": why}
        row = _row({"kind": _LINK, "about": None, **said, "known": known})
        with writing(self._engine, self._where) as connection:
            _insert(connection, row)
        return _link(row)

    def withdraw(self, id_: str, *, who: str, why: str, known: dt.date) -> None:
        """Says that a link holds no more from a day on; raises UsageError where there is none."""
        blank: Row = {"cause": None, "effect": None, "sign": None}
        row = _row(
            {"kind": _WITHDRAWAL, "about": id_, **blank, "who": who, "why": why, "known": known}
        )
        with writing(self._engine, self._where) as connection:
            there = exists().where(map_rows.c.id == id_, map_rows.c.kind == _LINK)
            if not connection.execute(select(there)).scalar_one():
                raise UsageError(
                    f"There is no link {id_!r} that an analyst added; `legation map` shows their ids."
                )
            _insert(connection, row)

    def links(self, as_of: dt.date) -> list[AddedLink]:
        """The links that stood on a day, in the order in which they were added."""
        wanted = select(map_rows).where(map_rows.c.known <= as_of).order_by(map_rows.c.revision)
        with reading(self._engine, self._where) as connection:
            rows = connection.execute(wanted).mappings().all()
        gone = {row["about"] for row in rows if row["kind"] == _WITHDRAWAL}
        return [_link(dict(row)) for row in rows if row["kind"] == _LINK and row["id"] not in gone]


def _row(said: Row) -> Row:
    marks = [str(said[name]) for name in _SAID]
    at = instant(dt.datetime.now(dt.UTC))
    return {**said, "id": f"ml_{hashed(*marks)[:16]}", "at": at, "digest": hashed(*marks, at)}


def _insert(connection: Connection, row: Row) -> None:
    if not connection.execute(select(exists().where(map_rows.c.id == row["id"]))).scalar_one():
        insert_new(connection, map_rows, [{**row, "revision": next_revision(connection)}])


def _link(row: Mapping[str, Any]) -> AddedLink:
    return AddedLink(
        id=row["id"],
        cause=row["cause"],
        effect=row["effect"],
        sign=row["sign"],
        who=row["who"],
        why=row["why"],
        known=row["known"],
    )


def problems(connection: Connection) -> Iterator[Problem]:
    """Rows that do not say what was put in."""
    for row in connection.execute(select(map_rows)).mappings():
        marks = [str(row[name]) for name in _SAID]
        same = row["id"] == f"ml_{hashed(*marks)[:16]}"
        if not same or row["digest"] != hashed(*marks, row["at"]):
            yield Problem(
                severity=Severity.ERROR,
                about=row["id"],
                message=f"{row['id']} was altered after it was made.",
            )
