"""What goes into the ledger and comes out of it, beside the vocabulary itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from legation.model import EventType, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the ledger did with one article.

    `article_id` is the id under which the ledger keeps the text, which differs from the id that
    was handed in where the text was known already under another one. `added` says whether the
    article is new, `coded` whether this coding of it is new; `events` and `judgements` count the
    rows added. Of an article that was coded before, `kept` counts the events found just as before
    and `succeeded` those told again under another id. `revises` is the id of the article that a new one corrects. `forgotten` says that
    the text was forgotten before and is therefore refused. `revision` is the ledger's revision
    that holds all of this.
    """

    article_id: str
    added: bool
    coded: bool
    revision: int
    events: int = 0
    judgements: int = 0
    revises: str | None = None
    forgotten: bool = False
    kept: int = 0
    succeeded: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuery:
    """Which events to list; every condition that is given must hold.

    `side` is the code of a side in whichever role, `actor` of one that acts, `recipient` of one acted upon, `pair` two codes that
    are both sides in whichever role, `about` a code that is a side or the place. `since` and
    `until` are days on which it happened, both included; an event without a date passes them only
    with `undated`. `as_of` keeps what was published on that day or before, `published_since` what
    was published on that day or after; an article of unknown day passes neither. `coder` is the
    exact name of a coder; without it each article counts as last coded. `ids` are ids of events.
    `source` is an outlet, `recorded_after` a revision after which the event was recorded,
    `doubtful` keeps only what is doubtful where it is True, only what is not where it is False. `last_from` keeps what has a last day, on
    that day or later; `open_end` keeps what has none. What an event must be does not hold for those
    whose id is `also` named; those that `but` names are left out.
    Articles that a newer one corrects are left out unless `superseded`. `revision` shows the ledger as it stood then.
    """

    side: str | None = None
    actor: str | None = None
    recipient: str | None = None
    pair: tuple[str, str] | None = None
    about: str | None = None
    types: Collection[EventType] = ()
    statuses: Collection[Status] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    undated: bool = False
    min_confidence: float | None = None
    as_of: dt.date | None = None
    published_since: dt.date | None = None
    articles: Collection[str] | None = None
    ids: Collection[str] | None = None
    source: str | None = None
    recorded_after: int | None = None
    doubtful: bool | None = None
    last_from: dt.date | None = None
    open_end: bool = False
    also: Collection[str] = ()
    but: Collection[str] = ()
    coder: str | None = None
    superseded: bool = False
    revision: int | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleQuery:
    """Which articles to list; the fields mean what they mean in `EventQuery`.

    `about` keeps articles that report an event in which this code is a side or the place.
    """

    articles: Collection[str] | None = None
    about: str | None = None
    as_of: dt.date | None = None
    published_since: dt.date | None = None
    coder: str | None = None
    superseded: bool = False
    revision: int | None = None
    limit: int | None = None


class Severity(StrEnum):
    """Whether a finding of the check is a fault or only worth knowing."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding of the check: what it concerns (`about`, an id) and a sentence that says why."""

    severity: Severity
    about: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One place where a text was found, and when it was read there (UTC)."""

    article_id: str
    location: str
    read_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantineEntry:
    """One piece of input that could not be used; `read_since` once its place was read after all."""

    location: str
    reason: str
    article_id: str | None
    at: dt.datetime
    revision: int
    read_since: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What is left of a forgotten article: the hash of its text, who forgot it and why."""

    article_id: str
    text_sha256: str
    who: str
    why: str
    at: dt.datetime
    revision: int


class Verdict(StrEnum):
    """What a reviewer made of an event."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    """Takes back what was said before, so that the event stands as if nobody had reviewed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's verdict on one event.

    `based_on` is the ledger's revision that the reviewer saw; `changes` maps a field of the
    event to its corrected value in the shape of the event's JSON.
    """

    event_id: str
    reviewer: str
    reviewed_at: dt.datetime
    verdict: Verdict
    based_on: int
    changes: Mapping[str, object] = field(default_factory=dict)
    note: str | None = None


class Kinship(StrEnum):
    """How an event of a later coding stands to the one that it succeeds."""

    SAME_ACT = "same act"
    TOLD_OTHERWISE = "told otherwise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """An event of an earlier coding that a later coder tells again under another id."""

    article_id: str
    coder: str
    old_id: str
    new_id: str
    kind: Kinship
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A review that waits for a person, since its event is not in the newest coding.

    `instead` is the event by `coder` that rests on the same words and tells another act, None
    where there is none. It leaves the queue when the event is reviewed once more.
    """

    review: Review
    article_id: str
    coder: str
    instead: str | None
