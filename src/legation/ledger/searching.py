"""Articles by their words, the best first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

from legation.ledger.connect import current_revision
from legation.ledger.desk_indexes import WORDS, has_words
from legation.ledger.queries import visible
from legation.ledger.records import ArticleQuery
from legation.ledger.rows import article_from_row
from legation.ledger.tables import articles
from legation.model import Article

_PIECE = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")

MOST_RANKED = 5000
"""The most articles that are put in order by how well they fit."""


def pieces(asked: str) -> list[list[str]]:
    """What is looked for: words, and phrases between quotation marks as several words."""
    found = []
    for quoted, plain in _PIECE.findall(asked):
        words = _WORD.findall(quoted or plain)
        if words:
            found.append(words)
    return found


def find_articles(
    connection: Connection, asked: str, query: ArticleQuery, *, most: int, skip: int
) -> list[Article]:
    """Articles that hold all the words asked for, ordered by how well they fit.

    On SQLite, where more than `MOST_RANKED` hold them, the last read come first instead.
    """
    wanted = pieces(asked)
    if not wanted:
        return []
    shown = visible(query, query.revision or current_revision(connection))
    if not has_words(connection):
        found = _by_scanning(wanted)
    elif connection.dialect.name == "postgresql":
        found = _in_postgresql(wanted)
    else:
        found = _in_sqlite(connection, wanted)
    rows = connection.execute(found.where(*shown).limit(most).offset(skip)).mappings()
    return [article_from_row(row) for row in rows]


def _in_sqlite(connection: Connection, wanted: Sequence[Sequence[str]]) -> Select[Any]:
    words = sql_table("article_words", sql_column("rowid"), sql_column("rank"))
    # Each word stands between quotation marks, so that none is an operator of FTS5.
    match = " AND ".join('"' + " ".join(piece) + '"' for piece in wanted)
    holds = text("article_words MATCH :match").bindparams(match=match)
    newest = words.c.rowid.desc()
    probe = select(words.c.rowid).where(holds).order_by(newest).offset(MOST_RANKED).limit(1)
    # To rank is to go through all that hold the words; where these are many, none fits much better.
    ranked = connection.execute(probe).first() is None
    return (
        select(articles)
        .join(words, words.c.rowid == articles.c.revision)
        .where(holds)
        .order_by(*((words.c.rank, articles.c.revision.desc()) if ranked else (newest,)))
    )


def _in_postgresql(wanted: Sequence[Sequence[str]]) -> Select[Any]:
    asked: ColumnElement[Any] = func.phraseto_tsquery(
        literal_column("'simple'"), " ".join(wanted[0])
    )
    for piece in wanted[1:]:
        phrase = func.phraseto_tsquery(literal_column("'simple'"), " ".join(piece))
        asked = asked.op("&&")(phrase)
    named = WORDS.replace("(title", "(articles.title").replace("(text", "(articles.text")
    words: ColumnElement[Any] = literal_column(named)
    return (
        select(articles)
        .where(words.op("@@")(asked))
        .order_by(func.ts_rank(words, asked).desc(), articles.c.revision.desc())
    )


def _by_scanning(wanted: Sequence[Sequence[str]]) -> Select[Any]:
    def holds(words: Sequence[str]) -> ColumnElement[bool]:
        phrase = " ".join(words)
        return or_(
            articles.c.title.icontains(phrase, autoescape=True),
            articles.c.text.icontains(phrase, autoescape=True),
        )

    return (
        select(articles)
        .where(and_(*(holds(words) for words in wanted)))
        .order_by(articles.c.revision.desc())
    )
