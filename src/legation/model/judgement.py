"""What people make of events: assessments, observations, conditions, statements, claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from legation.model.article import Article, Evidence, Span
from legation.model.event import Event, Holder, Side
from legation.model.system import Interest, Link, Proposal


class Stance(StrEnum):
    """Which way a judgement leans on its question."""

    FOR = "for"
    AGAINST = "against"
    CAUTIOUS = "cautious"
    MIXED = "mixed"
    UNCERTAIN = "uncertain"


class ClaimKind(StrEnum):
    """What sort of checkable claim it is."""

    FIRST = "first"
    SUPERLATIVE = "superlative"
    FREQUENCY = "frequency"
    TREND = "trend"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Somebody's judgement of what something means or of what will happen."""

    holder: Holder
    about: str
    stance: Stance
    words: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Something seen or done that bears on a question; `direction` is "for", "against" or None."""

    what: str
    about: str | None
    direction: str | None
    when: str | None
    per: tuple[Holder, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """An if and a then, with the sign of the effect: "+", "-" or "?"."""

    if_: str
    then: str
    sign: str
    holder: Holder
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A plain statement or appeal, CAMEO 01 and 02, which PLOVER drops; `rule` made it."""

    cameo: str
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    evidence: tuple[Evidence, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A superlative, first, frequency or trend that can be checked; `subject` is an event id."""

    claim: str
    kind: ClaimKind
    subject: str | None
    holder: Holder
    evidence: tuple[Evidence, ...]


class SilenceReason(StrEnum):
    """Why a sentence gave no event; a closed vocabulary, told in `docs/coding.md`."""

    FURNITURE = "the site's furniture"
    FRAGMENT = "no clause"
    UNKNOWN_ACT = "no act that the lexicon knows"
    NO_FRAME = "an act in words that fit no frame"
    NO_ACTOR = "no actor"
    NO_RECIPIENT = "no recipient"
    NO_SECOND = "no second actor"
    NOUN_WITH_ONE_SIDE = "a noun with one side"
    PRIVATE = "only private persons"
    DOMESTIC = "a domestic matter without a political side"
    CONTENT = "only the content of another act"
    IMAGINED = "only imagined or recommended"
    UNDONE = "a speech act that did not happen"
    NOT_REFUSED = "no refusal"
    TOPIC = "only a topic of talks or thanks"
    PURPOSE = "only the purpose of another act"
    AHEAD = "told only of what is still to come"
    TURNED = "told the other way round"
    UNSAID = "words that are still to be said"
    STATEMENT = "a plain statement"
    JUDGEMENT = "a judgement and no act"


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Why one sentence gave no event; shown by `legation code --explain`.

    `seen` tells of each word that could have been an act what stood against it, `sides` are the
    codes of those whom the sentence names.
    """

    span: Span
    reason: SilenceReason
    seen: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()


class DropReason(StrEnum):
    """Why something that a language model drafted was not kept."""

    SHAPE = "not in the shape asked for"
    NO_QUOTE = "without a quote"
    SHORT_QUOTE = "quote of less than two words"
    LONG_QUOTE = "quote too long"
    QUOTE = "quote not in the text"
    VALUE = "with a value that does not exist"
    NOBODY = "without a known actor"
    HOLDER = "without a known holder"
    UNNAMED = "not named in the text"
    SEVERAL = "of a name that means several"
    UNKNOWN = "of a code that is not known"
    REPEATED = "told before"
    MANY = "more than a text can hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A draft that was not kept: an event or judgement, or a side or speaker of one.

    `said` is what the draft rested on, in the words of whoever made it: it is for looking into a
    coder and never evidence.
    """

    kind: str
    reason: DropReason
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedArticle:
    """All that one coder made of one article."""

    article: Article
    coder: str
    events: tuple[Event, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    observations: tuple[Observation, ...] = ()
    conditions: tuple[Condition, ...] = ()
    statements: tuple[Statement, ...] = ()
    interests: tuple[Interest, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    links: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = ()
    silences: tuple[Silence, ...] = ()
    dropped: tuple[Dropped, ...] = ()
