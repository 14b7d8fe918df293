"""The durable record of articles, events and judgements, on SQLite or PostgreSQL."""

from legation.ledger.connect import sqlite_warning
from legation.ledger.records import (
    ArticleQuery,
    EventQuery,
    Problem,
    QuarantineEntry,
    Receipt,
    Review,
    SameEvent,
    Sameness,
    Severity,
    Sighting,
    Tombstone,
    Verdict,
)
from legation.ledger.store import Ledger

__all__ = [
    "ArticleQuery",
    "EventQuery",
    "Ledger",
    "Problem",
    "QuarantineEntry",
    "Receipt",
    "Review",
    "SameEvent",
    "Sameness",
    "Severity",
    "Sighting",
    "Tombstone",
    "Verdict",
    "sqlite_warning",
]
