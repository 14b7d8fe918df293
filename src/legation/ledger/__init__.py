"""The durable record of articles, events and judgements, on SQLite or PostgreSQL."""

from legation.ledger.connect import sqlite_warning
from legation.ledger.records import (
    ArticleQuery,
    EventQuery,
    Kinship,
    Problem,
    QuarantineEntry,
    Queued,
    Receipt,
    Review,
    Severity,
    Sighting,
    Succession,
    Tombstone,
    Verdict,
)
from legation.ledger.store import Ledger
from legation.model.happening import SameEvent, Sameness

__all__ = [
    "ArticleQuery",
    "EventQuery",
    "Kinship",
    "Ledger",
    "Problem",
    "QuarantineEntry",
    "Queued",
    "Receipt",
    "Review",
    "SameEvent",
    "Sameness",
    "Severity",
    "Sighting",
    "Succession",
    "Tombstone",
    "Verdict",
    "sqlite_warning",
]
