"""Events: one act or meeting in the world, as one article reports it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from legation.errors import EvidenceError
from legation.model.article import Evidence


class EventType(StrEnum):
    """The sixteen event types of PLOVER."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """Where an event stands in its life at the time of writing."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    CANCELLED = "cancelled"


class Weight(StrEnum):
    """Whether an event is the news of its article or recalled in passing."""

    CORE = "core"
    BACKGROUND = "background"


class Rank(StrEnum):
    """Rank of a person or group that acts for a side."""

    HEAD_OF_STATE = "head of state"
    HEAD_OF_GOVERNMENT = "head of government"
    PARTY_LEADER = "party leader"
    MINISTER = "minister"
    VICE_MINISTER = "vice-minister"
    ENVOY = "envoy"
    AMBASSADOR = "ambassador"
    DELEGATION = "delegation"
    MILITARY = "military"
    OTHER = "other"


class Formality(StrEnum):
    """The form of a visit or meeting, where the text gives it."""

    STATE = "state"
    OFFICIAL = "official"
    WORKING = "working"
    UNOFFICIAL = "unofficial"
    SURPRISE = "surprise"
    SIDELINE = "sideline"
    TRANSIT = "transit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """An actor or recipient of an event.

    `code` is ISO 3166-1 alpha-3, a body's usual short form, `NSA:Name` or `PER:Name`;
    `start` and `stop` are the offsets of the words that name it, where there are any.
    """

    code: str
    name: str | None = None
    office: str | None = None
    rank: Rank | None = None
    start: int | None = None
    stop: int | None = None

    def unplaced(self) -> Side:
        """The same side without offsets: meant where no words name it."""
        return replace(self, start=None, stop=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who asserts or judges something; `author` is the article's own voice."""

    name: str
    office: str | None = None
    code: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionOf:
    """The condition that a conditional act was given, in the article's words."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One article's report of one act or meeting; never altered once made.

    `when` and `announced` are EDTF; `when_basis` says what the date rests on. `per` is nested
    outward, nearest speaker first. `confidence` lies between 0 and 1. `rule` names the rule
    that made the event. `enables` is the id of the meeting that a third-party act hosted.
    """

    id: str
    type: EventType
    mode: str | None
    cameo: str
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    status: Status
    when: str | None
    place: str | None
    confidence: float
    rule: str
    weight: Weight
    evidence: tuple[Evidence, ...]
    when_basis: str | None = None
    announced: str | None = None
    venue: str | None = None
    formality: Formality | None = None
    forum: str | None = None
    occasion: str | None = None
    condition: ConditionOf | None = None
    contexts: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    per: tuple[Holder, ...] = ()
    quad: str | None = None
    goldstein: float | None = None
    notes: tuple[str, ...] = ()
    enables: str | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise EvidenceError(f"Event {self.id} has no evidence; nothing unsupported is kept.")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"A confidence lies between 0 and 1, not at {self.confidence}.")

    @property
    def article_id(self) -> str:
        """The article that reports this event."""
        return self.evidence[0].article_id

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of all sides, actors first, each once."""
        return tuple(dict.fromkeys(side.code for side in (*self.actors, *self.recipients)))


def event_id(
    article_id: str,
    type_: EventType,
    actors: Iterable[str],
    recipients: Iterable[str],
    first: Evidence,
    rule: str,
    when: str | None = None,
) -> str:
    """Identity of an event: a hash of article, type, codes, rule, date and first evidence."""
    key = [
        article_id,
        type_,
        sorted(actors),
        sorted(recipients),
        first.start,
        first.stop,
        rule,
        when,
    ]
    return "ev_" + hashlib.sha256(json.dumps(key).encode()).hexdigest()[:20]
