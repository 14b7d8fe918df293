"""What a text leads with, where the other side of the act is only described and has no code.

"The parliament rejected the council's decision", "police stormed a migrant camp": such an act is
told only where it is the news of a text, and never as surely as one between two named sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.drafts import Draft, draft
from legation.coding.frames import Match, Matcher
from legation.coding.grammar import is_verb
from legation.coding.groups import group_noun
from legation.coding.refusals import Refusal
from legation.coding.scene import Scene
from legation.coding.slots import in_slot
from legation.coding.status import read_status
from legation.coding.timing import Clock
from legation.knowledge.acts import word_classes
from legation.knowledge.people import speech_verbs
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_DEPTH = 4
_VAGUE = frozenset({"ccomp.on", "ccomp.in", "ccomp.to", "ccomp.against"})
"""Where a frame also looks for a named side, but a phrase is as likely to tell something else."""
_NEVER = frozenset({"CONSULT", "COOPERATE", "SANCTION"})


def lead(sentence: SpacySpan, matcher: Matcher, clock: Clock, number: int) -> Draft | None:
    """The act in the main line of a sentence whose recipient is only described, if any."""
    for token in sentence:
        head = token.head if token.dep_ == "acomp" else token  # "is willing to withdraw"
        if not is_verb(head) or not _in_main_line(head):
            continue
        for match in matcher.matches(token):
            if match.frame.type in _NEVER:
                continue
            if not match.actors:
                match.actors = _unnamed(match)
            if not (match.recipients or _described(match, matcher.scene)):
                continue
            try:
                return draft(
                    match,
                    read_status(token),
                    matcher.scene,
                    matcher.resolver,
                    clock,
                    number,
                    described=True,
                )
            except Refusal:
                continue
    return None


def _unnamed(match: Match) -> list[Side]:
    """An actor that has no code of its own: a group or organisation that the text only describes."""
    for slot in ("subj", "by", "ctrl"):
        if not any(slot in choice for choice in match.frame.actor):
            continue
        for token in match.slots.get(slot, ()):
            name = _name_of(token)
            if name:
                return [Side(code=f"NSA:{name}", name=name)]
    return []


def _name_of(token: Token) -> str | None:
    """The organisation's name, or the plain noun for people."""
    if token.ent_type_ in ("ORG", "NORP"):
        ent = next(e for e in token.doc.ents if e.start <= token.i < e.end)
        return ent.text.removeprefix("The ").removeprefix("the ")
    if group_noun(token) is not None or token.lemma_.lower() in word_classes()["SOMEBODY"]:
        return token.text.lower()
    return None


def _in_main_line(verb: Token) -> bool:
    """Whether a verb heads the sentence, stands beside its head, or is what somebody says there."""
    current = verb
    for _ in range(_DEPTH):
        if current.dep_ == "ROOT":
            return True
        said = current.dep_ == "ccomp" and current.head.lemma_ in speech_verbs()
        if not said and current.dep_ != "conj":
            return False
        current = current.head
    return False


def _described(match: Match, scene: Scene) -> bool:
    """Whether a phrase stands where the frame looks for the recipient, and is not the actor's name."""
    acting = {side.code for side in match.actors}
    slots = {slot for choice in match.frame.recipient for slot in choice}
    for slot in slots - _VAGUE:
        for token in in_slot(match.slots, slot):
            named = scene.by_token.get(token.i)
            own = named is not None and not acting.isdisjoint(named.entry.codes)
            if token.pos_ in ("NOUN", "PROPN") and not own:
                return True
    return False
