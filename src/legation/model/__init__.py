"""The vocabulary: plain frozen types that every room shares, with no input or output."""

from legation.model.article import Article, Evidence, PublishedBasis, Span, content_hash
from legation.model.event import (
    ConditionOf,
    Event,
    EventType,
    Formality,
    Holder,
    Rank,
    Side,
    Status,
    Weight,
    event_id,
)
from legation.model.judgement import (
    Assessment,
    Claim,
    ClaimKind,
    CodedArticle,
    Condition,
    Observation,
    Silence,
    SilenceReason,
    Stance,
    Statement,
)
from legation.model.quarantine import Outcome, Quarantined, ReadResult

__all__ = [
    "Article",
    "Assessment",
    "Claim",
    "ClaimKind",
    "CodedArticle",
    "Condition",
    "ConditionOf",
    "Event",
    "EventType",
    "Evidence",
    "Formality",
    "Holder",
    "Observation",
    "Outcome",
    "PublishedBasis",
    "Quarantined",
    "Rank",
    "ReadResult",
    "Side",
    "Silence",
    "SilenceReason",
    "Span",
    "Stance",
    "Statement",
    "Status",
    "Weight",
    "content_hash",
    "event_id",
]
