"""The diplomatic system as texts tell it: who wants what, what is proposed, what leads to what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from legation.model.article import Evidence
from legation.model.event import Holder, Side


class InterestKind(StrEnum):
    """Whether a side wants a thing, will not stand for it, or is held back by it."""

    GOAL = "goal"
    RED_LINE = "red line"
    CONSTRAINT = "constraint"


class Channel(StrEnum):
    """The way on which a measure is to be taken."""

    FORMAL = "formal"
    INFORMAL = "informal"


class LinkKind(StrEnum):
    """Whether a cause makes its effect possible, or is enough to bring it about."""

    ENABLING = "enabling"
    SUFFICIENT = "sufficient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """What a side wants or cannot afford, in the article's words, and who says so."""

    actor: Side
    what: str
    kind: InterestKind
    holder: Holder
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A measure that somebody proposes, in the article's words, and to whom.

    `effect`, `precondition`, `obstacle` and `precedent` are the article's words or None.
    """

    measure: str
    proposer: Holder
    addressees: tuple[Side, ...]
    evidence: tuple[Evidence, ...]
    channel: Channel | None = None
    effect: str | None = None
    precondition: str | None = None
    obstacle: str | None = None
    precedent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What leads to what, per whom; the sign "+", "-" or "?" is that of the effect on its end.

    `strength` holds the article's words for how sure or strong the link is, `condition` those for
    what it hangs on.
    """

    cause: str
    effect: str
    sign: str
    holder: Holder
    evidence: tuple[Evidence, ...]
    strength: str | None = None
    kind: LinkKind | None = None
    condition: str | None = None
