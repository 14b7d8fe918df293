"""The ledger's tables.

Rows are added and, by `forget` alone, removed; only the revision counter ever changes. The
migrations build the same tables step by step, and a test holds the two together; indexes for
readers alone stand in `desk_indexes`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

SCHEMA = 6
"""Version of the tables that this program reads and writes; the last migration makes it."""

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("value", BigInteger, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("text_sha256", Text, nullable=False, unique=True),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("published", Text),
    Column("published_last", Date),
    Column("published_basis", Text),
    Column("source", Text),
    Column("location", Text),
    Column("lang", Text),
    Column("licence", Text),
    Column("furniture", Text, nullable=False),
    Column("revises", Text),
    Column("first_id", Text, nullable=False),
    Column("source_group", Text),
    Column("read_at", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("revision", BigInteger, nullable=False, unique=True),
    Index("articles_first_id", "first_id"),
    Index("articles_published_last", "published_last"),
)

article_sightings = Table(
    "article_sightings",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Column("location", Text, primary_key=True),
    Column("read_at", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Index("article_sightings_location", "location"),
)

codings = Table(
    "codings",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Column("coder", Text, primary_key=True),
    Column("coded_at", Text, nullable=False),
    Column("events", Integer, nullable=False),
    Column("judgements", Integer, nullable=False),
    Column("revision", BigInteger, nullable=False, unique=True),
    Index("codings_coder", "coder"),
)

events = Table(
    "events",
    metadata,
    # A hash of article, coder and body. The public `id` leaves the coder out, so that an event
    # which a newer coder finds again keeps its id and its reviews.
    Column("key", Text, primary_key=True),
    Column("id", Text, nullable=False),
    Column("article_id", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("cameo", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("when_", Text),
    Column("when_first", Date),
    Column("when_last", Date),
    Column("place", Text),
    Column("confidence", Float, nullable=False),
    Column("rule", Text, nullable=False),
    Column("weight", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    ForeignKeyConstraint(["article_id", "coder"], ["codings.article_id", "codings.coder"]),
    Index("events_id", "id"),
    Index("events_coding", "article_id", "coder"),
    Index("events_order", "revision", "position"),
    Index("events_when", "when_first", "when_last"),
)

event_sides = Table(
    "event_sides",
    metadata,
    Column("event_key", ForeignKey("events.key"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False),
    Index("event_sides_code", "code", "event_key"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("article_id", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    ForeignKeyConstraint(["article_id", "coder"], ["codings.article_id", "codings.coder"]),
    Index("judgements_coding", "article_id", "coder"),
)

evidence = Table(
    "evidence",
    metadata,
    # The key of an event or the id of a judgement.
    Column("owner", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("quote_sha256", Text, nullable=False),
    Index("evidence_article_id", "article_id"),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Text, primary_key=True),
    Column("location", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("article_id", Text),
    Column("text_sha256", Text),
    Column("at", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("text_sha256", Text, primary_key=True),
    Column("article_id", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Text, primary_key=True),
    Column("event_id", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("reviewed_at", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("note", Text),
    Column("based_on", BigInteger, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Index("reviews_event_id", "event_id"),
)

successions = Table(
    "successions",
    metadata,
    # Which event of an earlier coding the events of a later one tell again, under a new id.
    Column("article_id", Text, primary_key=True),
    Column("coder", Text, primary_key=True),
    Column("old_id", Text, primary_key=True),
    Column("new_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    ForeignKeyConstraint(["article_id", "coder"], ["codings.article_id", "codings.coder"]),
    Index("successions_old_id", "old_id"),
    Index("successions_new_id", "new_id"),
)

same_event = Table(
    "same_event",
    metadata,
    Column("id", Text, primary_key=True),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("judgement", Text, nullable=False),
    Column("score", Float),
    Column("judged_by", Text, nullable=False),
    Column("judged_at", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    # JSON: what a program's score adds up from, or a person's words.
    Column("reasons", Text),
    Index("same_event_left", "left", "right"),
    Index("same_event_right", "right"),
)

linkings = Table(
    "linkings",
    metadata,
    # Which codings a linker has compared with all others.
    Column("article_id", Text, primary_key=True),
    Column("coder", Text, primary_key=True),
    Column("linker", Text, primary_key=True),
    Column("linked_at", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    ForeignKeyConstraint(["article_id", "coder"], ["codings.article_id", "codings.coder"]),
)

link_keys = Table(
    "link_keys",
    metadata,
    # The blocks in which events are compared.
    Column("block", Text, primary_key=True),
    Column("event_key", ForeignKey("events.key"), primary_key=True),
    Index("link_keys_event", "event_key"),
)

question_rows = Table(
    "question_rows",
    metadata,
    # A hash of all that is said below but `at` and `digest`, so that the same is kept once.
    Column("id", Text, primary_key=True),
    Column("question", Text, nullable=False),
    # question, sighting, reading, verdict, update or resolution.
    Column("kind", Text, nullable=False),
    Column("about", Text),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("known", Date, nullable=False),
    Column("based_on", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("position", Integer, nullable=False),
    Index("question_rows_question", "question", "revision", "position"),
    Index("question_rows_about", "about"),
)

question_quotes = Table(
    "question_quotes",
    metadata,
    # What a row of a question, or an alert, rests on.
    Column("owner", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("quote_sha256", Text, nullable=False),
    Index("question_quotes_article_id", "article_id"),
)

map_rows = Table(
    "map_rows",
    metadata,
    # A hash of all that is said below but `at` and `digest`, so that the same is kept once.
    Column("id", Text, primary_key=True),
    # link, or withdrawal of the one that it is about.
    Column("kind", Text, nullable=False),
    Column("about", Text),
    Column("cause", Text),
    Column("effect", Text),
    Column("sign", Text),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("known", Date, nullable=False),
    Column("digest", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
)

question_stones = Table(
    "question_stones",
    metadata,
    # What is left of rows and alerts that rested on a forgotten article.
    Column("id", Text, primary_key=True),
    Column("question", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("known", Date, nullable=False),
    Column("article_id", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Index("question_stones_question", "question"),
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    # The question or event that it is about, or a pair such as "PRK USA".
    Column("about", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("known", Date),
    Column("body", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Index("alerts_at", "at"),
)

visits = Table(
    "visits",
    metadata,
    # Each time that a source was looked at by `legation watch`.
    Column("source", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("note", Text),
    Column("failures", Integer, nullable=False),
)
