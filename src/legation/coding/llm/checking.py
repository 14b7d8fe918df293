"""What of a model's drafts can be kept: quotes found, sides known, values that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legation.coding.llm.answer import EventDraft, HolderDraft, Misshapen, SideDraft
from legation.coding.llm.passages import Passage
from legation.coding.llm.register import Register, Unknown, quoted, tidy
from legation.knowledge.confidence import confidence_of
from legation.knowledge.ontology import cameo, modes, quad, usual_cameo
from legation.model import (
    Article,
    ConditionOf,
    Dropped,
    DropReason,
    Event,
    EventType,
    Evidence,
    Formality,
    Holder,
    Side,
    Span,
    Status,
    Weight,
    event_id,
)
from legation.model.when import days

LONGEST_QUOTE = 600
"""Characters of one quote; a sentence of the news seldom has more than 400."""

_EDTF = re.compile(r"[0-9X.~?%-]{2,11}(/[0-9X.~?%-]{2,11})?")
_TYPES = {value.value: value for value in EventType}
_STATUSES = {value.value: value for value in Status}
_FORMALITIES = {value.value: value for value in Formality}
_BASIS = "as the language model read it"


class Refused(Exception):
    """A draft that cannot be kept, and why."""

    def __init__(self, reason: DropReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(slots=True)
class Desk:
    """One article's drafts on their way through the checks.

    `used` are the places that earlier drafts quote: where words stand several times, the next draft
    that quotes them means the next place.
    """

    article: Article
    register: Register
    rule: str
    used: set[Span] = field(default_factory=set)
    dropped: list[Dropped] = field(default_factory=list)

    def drop(self, kind: str, reason: DropReason, said: str) -> None:
        """Counts a draft, side or speaker that is not kept; `said` shows a reader which."""
        self.dropped.append(Dropped(kind=kind, reason=reason, said=tidy(said, 120)))

    def quote(self, quote: str, passage: Passage) -> tuple[Evidence, bool]:
        """A quote's evidence, and whether its words stand elsewhere as well.

        Raises Refused where the words are not in the passage, or are too few or too many.
        """
        if not quote.strip():
            raise Refused(DropReason.NO_QUOTE)
        if len(quote.split()) < 2:
            raise Refused(DropReason.SHORT_QUOTE)
        if len(quote) > LONGEST_QUOTE:
            raise Refused(DropReason.LONG_QUOTE)
        found = passage.find(quote)
        if not found:
            raise Refused(DropReason.QUOTE)
        span = next((span for span in found if span not in self.used), found[0])
        self.used.add(span)
        return self.article.quote(span.start, span.stop), len(found) > 1

    def sides(self, drafts: list[SideDraft], passage: Passage, near: Span) -> tuple[Side, ...]:
        """The sides that are known, each code once; the others are dropped and counted."""
        kept: dict[str, Side] = {}
        for draft in drafts:
            try:
                side = self.register.side(draft, passage, near)
            except Unknown as unknown:
                self.drop("side", unknown.reason, f"{draft.name} ({draft.code})")
            else:
                kept.setdefault(side.code, side)
        return tuple(kept.values())

    def speakers(self, drafts: list[HolderDraft], passage: Passage) -> tuple[Holder, ...]:
        """Who reports something, as far as the passage names them."""
        kept: list[Holder] = []
        for draft in drafts:
            try:
                kept.append(self.register.holder(draft, passage))
            except Unknown as unknown:
                self.drop("speaker", unknown.reason, draft.name)
        return tuple(holder for holder in dict.fromkeys(kept) if holder.name != "author")


def edtf(text: str | None) -> str | None:
    """A date that is one, None otherwise."""
    text = (text or "").strip()
    if not _EDTF.fullmatch(text) or not any(c.isdigit() for c in text):
        return None
    try:
        covered = days(text)
    except ValueError:
        return None
    if covered.first and covered.last and covered.first > covered.last:
        return None
    return text


def events(
    drafts: Sequence[EventDraft | Misshapen], passage: Passage, desk: Desk
) -> Iterator[Event]:
    """The events that hold; the other drafts are dropped and counted."""
    for draft in drafts:
        if isinstance(draft, Misshapen):
            desk.drop("event", DropReason.SHAPE, draft.said)
            continue
        try:
            yield _event(draft, passage, desk)
        except Refused as refused:
            desk.drop("event", refused.reason, next(iter(draft.quotes), "") or draft.type)


def _event(draft: EventDraft, passage: Passage, desk: Desk) -> Event:
    type_, status = _TYPES.get(draft.type), _STATUSES.get(draft.status)
    if type_ is None or status is None:
        raise Refused(DropReason.VALUE)
    if not draft.quotes:
        raise Refused(DropReason.NO_QUOTE)
    found = [desk.quote(quote, passage) for quote in draft.quotes]
    evidence = tuple(dict.fromkeys(proof for proof, _ in found))
    near = evidence[0].span
    actors = desk.sides(draft.actors, passage, near)
    if not actors:
        raise Refused(DropReason.NOBODY)
    acting = {side.code for side in actors}
    recipients = tuple(
        side for side in desk.sides(draft.recipients, passage, near) if side.code not in acting
    )
    mode, code, notes = _refined(draft, type_)
    several = any(elsewhere for _, elsewhere in found)
    if several:
        notes.append("its words stand more than once in the text")
    when, announced = edtf(draft.when), edtf(draft.announced)
    if (draft.when and when is None) or (draft.announced and announced is None):
        notes.append("the date that was given is none")
    return Event(
        id=event_id(
            desk.article.id,
            type_,
            (side.code for side in actors),
            (side.code for side in recipients),
            evidence[0],
            desk.rule,
            when,
        ),
        type=type_,
        mode=mode,
        cameo=code,
        actors=actors,
        recipients=recipients,
        status=status,
        when=when,
        when_basis=_BASIS if when else None,
        announced=announced,
        place=desk.register.place(draft.place),
        venue=quoted(draft.venue, passage),
        formality=_FORMALITIES.get(draft.formality or ""),
        condition=_condition(draft.condition, passage),
        subjects=_subjects(draft.subjects, passage),
        per=desk.speakers(draft.per, passage),
        quad=str(quad(type_)),
        goldstein=_goldstein(code),
        confidence=confidence_of("model ambiguous" if several else "model"),
        rule=desk.rule,
        weight=Weight.BACKGROUND if draft.weight == Weight.BACKGROUND else Weight.CORE,
        notes=tuple(notes),
        evidence=evidence,
    )


def _refined(draft: EventDraft, type_: EventType) -> tuple[str | None, str, list[str]]:
    """Mode and CAMEO code of a type; what does not belong to it gives way, with a note."""
    notes: list[str] = []
    mode = draft.mode or None
    if mode is not None and mode not in modes(type_):
        notes.append("the mode that was given is none of its type")
        mode = None
    entry = cameo((draft.cameo or "").strip())
    if entry is not None and entry.plover_type == type_:
        return mode, entry.code, notes
    if draft.cameo:
        notes.append("the CAMEO code that was given is none of its type")
    return mode, usual_cameo(type_, mode), notes


def _goldstein(code: str) -> float | None:
    entry = cameo(code)
    return entry.goldstein if entry else None


def _condition(words: str | None, passage: Passage) -> ConditionOf | None:
    found = passage.find(words) if words and len(words) <= LONGEST_QUOTE else []
    if not found:
        return None
    proof = passage.article.quote(found[0].start, found[0].stop)
    return ConditionOf(text=proof.quote, evidence=proof)


def _subjects(given: list[str], passage: Passage) -> tuple[str, ...]:
    found = (quoted(words, passage) for words in given[:10])
    return tuple(dict.fromkeys(words for words in found if words))
