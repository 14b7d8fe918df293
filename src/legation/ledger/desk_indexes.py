"""Indexes for readers: events by day, judgements by kind, articles by outlet and by their words.

Words are found by SQLite's FTS5 or PostgreSQL's `tsvector`, both inside the ledger, so that a
forgotten text leaves the index with the text, in the same transaction.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

DAY = "coalesce(when_last, when_first, '0001-01-01')"
"""The day by which events are sorted, as both databases write it; the index repeats it exactly."""

WORDS = "to_tsvector('simple', coalesce(title, '') || ' ' || left(text, 400000))"
"""What PostgreSQL keeps of the words of an article; it refuses to keep more than a megabyte."""

_PLAIN = (
    f"CREATE INDEX events_day ON events (({DAY}), revision, position)",
    f"CREATE INDEX events_status_day ON events (status, ({DAY}), revision, position)",
    f"CREATE INDEX events_type_day ON events (type, ({DAY}), revision, position)",
    "CREATE INDEX events_confidence ON events (confidence, revision, position)",
    "CREATE INDEX judgements_kind ON judgements (kind, revision, position)",
    "CREATE INDEX codings_coded_at ON codings (coded_at, revision)",
    "CREATE INDEX articles_source ON articles (source, published_last)",
    "CREATE INDEX same_event_judgement ON same_event (judgement, revision)",
    "CREATE INDEX reviews_revision ON reviews (revision)",
)
_SQLITE = (
    # Rows are known by their revision, which never changes; SQLite's own row numbers may.
    """CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='articles',
    content_rowid='revision', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER article_words_added AFTER INSERT ON articles BEGIN
    INSERT INTO article_words(rowid, title, text) VALUES (new.revision, new.title, new.text); END""",
    """CREATE TRIGGER article_words_removed AFTER DELETE ON articles BEGIN
    INSERT INTO article_words(article_words, rowid, title, text)
    VALUES ('delete', old.revision, old.title, old.text); END""",
    "INSERT INTO article_words(article_words) VALUES ('rebuild')",
)
_POSTGRESQL = (f"CREATE INDEX articles_words ON articles USING gin ({WORDS})",)


def build(connection: Connection) -> None:
    """Makes the indexes; SQLite without FTS5 goes without the index of words."""
    for statement in _PLAIN:
        connection.execute(text(statement))
    if connection.dialect.name == "postgresql":
        words: tuple[str, ...] = _POSTGRESQL
    else:
        words = _SQLITE if has_fts5(connection) else ()
    for statement in words:
        connection.execute(text(statement))


def has_fts5(connection: Connection) -> bool:
    """Whether this SQLite can index words."""
    return bool(
        connection.execute(text("SELECT sqlite_compileoption_used('ENABLE_FTS5')")).scalar()
    )


def has_words(connection: Connection) -> bool:
    """Whether the ledger has an index of words; PostgreSQL always does."""
    if connection.dialect.name == "postgresql":
        return True
    found = text("SELECT 1 FROM sqlite_master WHERE name = 'article_words'")
    return connection.execute(found).first() is not None


def drop_removed_words(connection: Connection) -> None:
    """Rewrites SQLite's index of words, so that it holds nothing of what was removed."""
    if connection.dialect.name == "sqlite" and has_words(connection):
        connection.execute(text("INSERT INTO article_words(article_words) VALUES ('optimize')"))
