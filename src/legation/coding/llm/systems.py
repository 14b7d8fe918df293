"""What of a model's interests, proposals and links can be kept: all in the article's own words."""

from __future__ import annotations

from legation.coding.llm.answer import InterestDraft, LinkDraft, ProposalDraft
from legation.coding.llm.checking import Desk, Refused
from legation.coding.llm.judging import holder, part
from legation.coding.llm.passages import Passage
from legation.model import (
    Channel,
    DropReason,
    Interest,
    InterestKind,
    Link,
    LinkKind,
    Proposal,
)

_KINDS = {value.value: value for value in InterestKind}
_CHANNELS = {value.value: value for value in Channel}
_LINKS = {value.value: value for value in LinkKind}
_SIGNS = frozenset({"+", "-", "?"})


def interest(draft: InterestDraft, passage: Passage, desk: Desk) -> Interest:
    """What a side wants or cannot bear; raises Refused, also where the side is not named."""
    kind = _KINDS.get(draft.kind)
    if kind is None:
        raise Refused(DropReason.VALUE)
    proof, _ = desk.quote(draft.quote, passage)
    sides = desk.sides([draft.actor], passage, proof.span)
    if not sides:
        raise Refused(DropReason.NOBODY)
    return Interest(
        actor=sides[0],
        what=part(draft.what, passage),
        kind=kind,
        holder=holder(draft.holder, passage, desk),
        evidence=(proof,),
    )


def proposal(draft: ProposalDraft, passage: Passage, desk: Desk) -> Proposal:
    """A measure and to whom it is put; raises Refused."""
    proof, _ = desk.quote(draft.quote, passage)
    return Proposal(
        measure=part(draft.measure, passage),
        proposer=holder(draft.proposer, passage, desk),
        addressees=desk.sides(draft.addressees, passage, proof.span),
        channel=_CHANNELS.get(draft.channel or ""),
        effect=_or_none(draft.effect, passage),
        precondition=_or_none(draft.precondition, passage),
        obstacle=_or_none(draft.obstacle, passage),
        precedent=_or_none(draft.precedent, passage),
        evidence=(proof,),
    )


def link(draft: LinkDraft, passage: Passage, desk: Desk) -> Link:
    """What leads to what, both ends in the article's words; raises Refused."""
    proof, _ = desk.quote(draft.quote, passage)
    return Link(
        cause=part(draft.cause, passage),
        effect=part(draft.effect, passage),
        sign=draft.sign if draft.sign in _SIGNS else "?",
        strength=_or_none(draft.strength, passage),
        kind=_LINKS.get(draft.kind or ""),
        condition=_or_none(draft.condition, passage),
        holder=holder(draft.holder, passage, desk),
        evidence=(proof,),
    )


def _or_none(words: str | None, passage: Passage) -> str | None:
    """Words that the passage has, None for any others."""
    return part(words, passage) if words and passage.find(words) else None
