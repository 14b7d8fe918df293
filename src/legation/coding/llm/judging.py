"""What of a model's judgements, statements and claims can be kept.

All words that are kept are the article's own; of an assessment alone the question is the model's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from legation.coding.llm.answer import (
    AssessmentDraft,
    ClaimDraft,
    ConditionDraft,
    HolderDraft,
    InterestDraft,
    LinkDraft,
    Misshapen,
    ObservationDraft,
    ProposalDraft,
    StatementDraft,
)
from legation.coding.llm.checking import Desk, Refused, edtf
from legation.coding.llm.passages import Passage
from legation.coding.llm.register import Unknown, tidy
from legation.knowledge.ontology import cameo
from legation.model import (
    Assessment,
    Claim,
    ClaimKind,
    Condition,
    DropReason,
    Event,
    Holder,
    Observation,
    Span,
    Stance,
    Statement,
)

LONGEST_QUESTION = 200
"""Characters of the question of an assessment, which is in the model's own words."""

_SHOWN = 200
_STANCES = {value.value: value for value in Stance}
_KINDS = {value.value: value for value in ClaimKind}
_DIRECTIONS = frozenset({"for", "against"})
_SIGNS = frozenset({"+", "-", "?"})

_Draft = TypeVar(
    "_Draft",
    StatementDraft,
    AssessmentDraft,
    ObservationDraft,
    ConditionDraft,
    InterestDraft,
    ProposalDraft,
    LinkDraft,
    ClaimDraft,
)
_Made = TypeVar("_Made")


def kept(
    kind: str,
    drafts: Iterable[_Draft | Misshapen],
    make: Callable[[_Draft, Passage, Desk], _Made],
    passage: Passage,
    desk: Desk,
) -> Iterator[_Made]:
    """What `make` makes of the drafts that hold; the others are dropped and counted."""
    for draft in drafts:
        if isinstance(draft, Misshapen):
            desk.drop(kind, DropReason.SHAPE, draft.said)
            continue
        try:
            yield make(draft, passage, desk)
        except Refused as refused:
            desk.drop(kind, refused.reason, draft.quote)


def statement(draft: StatementDraft, passage: Passage, desk: Desk) -> Statement:
    """A plain statement or appeal; raises Refused."""
    code = cameo(draft.cameo.strip())
    if code is None or not code.code.startswith(("01", "02")):
        raise Refused(DropReason.VALUE)
    proof, _ = desk.quote(draft.quote, passage)
    actors = desk.sides(draft.actors, passage, proof.span)
    if not actors:
        raise Refused(DropReason.NOBODY)
    return Statement(
        cameo=code.code,
        actors=actors,
        recipients=desk.sides(draft.recipients, passage, proof.span),
        evidence=(proof,),
        rule=desk.rule,
    )


def assessment(draft: AssessmentDraft, passage: Passage, desk: Desk) -> Assessment:
    """A judgement with its holder and stance; raises Refused."""
    stance = _STANCES.get(draft.stance)
    if stance is None or not tidy(draft.about, LONGEST_QUESTION):
        raise Refused(DropReason.VALUE)
    proof, _ = desk.quote(draft.quote, passage)
    words = " ".join((draft.words or "").split())
    return Assessment(
        holder=holder(draft.holder, passage, desk),
        about=tidy(draft.about, LONGEST_QUESTION),
        stance=stance,
        words=words if words and words in " ".join(proof.quote.split()) else None,
        evidence=(proof,),
    )


def observation(draft: ObservationDraft, passage: Passage, desk: Desk) -> Observation:
    """Something seen or done, told in the words of its quote; raises Refused."""
    proof, _ = desk.quote(draft.quote, passage)
    return Observation(
        what=tidy(proof.quote, _SHOWN),
        about=tidy(draft.about or "", LONGEST_QUESTION) or None,
        direction=draft.direction if draft.direction in _DIRECTIONS else None,
        when=edtf(draft.when),
        per=desk.speakers(draft.per, passage),
        evidence=(proof,),
    )


def condition(draft: ConditionDraft, passage: Passage, desk: Desk) -> Condition:
    """An if and a then, both in the article's words; raises Refused."""
    proof, _ = desk.quote(draft.quote, passage)
    return Condition(
        if_=part(draft.if_, passage),
        then=part(draft.then, passage),
        sign=draft.sign if draft.sign in _SIGNS else "?",
        holder=holder(draft.holder, passage, desk),
        evidence=(proof,),
    )


def claim_of(events: Iterable[Event]) -> Callable[[ClaimDraft, Passage, Desk], Claim]:
    """Makes claims about these events; what it gives raises Refused."""
    spans = [(proof.span, event.id) for event in events for proof in event.evidence]

    def claim(draft: ClaimDraft, passage: Passage, desk: Desk) -> Claim:
        kind = _KINDS.get(draft.kind)
        if kind is None:
            raise Refused(DropReason.VALUE)
        proof, _ = desk.quote(draft.quote, passage)
        return Claim(
            claim=tidy(proof.quote, _SHOWN),
            kind=kind,
            subject=_subject(proof.span, spans),
            holder=holder(draft.holder, passage, desk),
            evidence=(proof,),
        )

    return claim


def _subject(span: Span, spans: Iterable[tuple[Span, str]]) -> str | None:
    return next((id_ for other, id_ in spans if other.overlaps(span)), None)


def holder(draft: HolderDraft, passage: Passage, desk: Desk) -> Holder:
    """Who says or judges something; raises Refused where the passage does not name them."""
    try:
        return desk.register.holder(draft, passage)
    except Unknown as unknown:
        raise Refused(DropReason.HOLDER) from unknown


def part(words: str, passage: Passage) -> str:
    """Words of the passage, as it has them; raises Refused where it has not."""
    found = passage.find(words)
    if not found:
        raise Refused(DropReason.QUOTE)
    return tidy(passage.article.text[found[0].start : found[0].stop], _SHOWN)
