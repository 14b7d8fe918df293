"""The durable record of articles, events and judgements, on SQLite or PostgreSQL."""

from legation.ledger.browsing import Counted, Order, Outlet, Place, Placed, Totals
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
    "Counted",
    "EventQuery",
    "Kinship",
    "Ledger",
    "Order",
    "Outlet",
    "Place",
    "Placed",
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
    "Totals",
    "Verdict",
    "sqlite_warning",
]
