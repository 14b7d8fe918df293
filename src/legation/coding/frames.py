"""Which act a word tells: the first frame of the lexicon whose conditions hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.grammar import Slots, noun_slots, particle, reach, verb_slots
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.knowledge.acts import Condition, Frame, frames
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACES = frozenset(
    {"to", "in", "at", "on", "against", "into", "obj", "from", "over", "near", "for", "across"}
)
_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}
_DEEP = (
    "obj",
    "xcomp.obj",
    "on",
    "to",
    "for",
    "with",
    "against",
    "over",
    "of",
    "ccomp.subj",
    "ccomp.obj",
    "in",
)
_STATE_KINDS = frozenset(
    {"state", "adjective", "people", "capital", "seat", "body", "group", "person"}
)


@dataclass(slots=True)
class Match:
    """A trigger, the frame that it fits, its arguments and the sides found in them."""

    token: Token
    frame: Frame
    slots: Slots
    actors: list[Side]
    recipients: list[Side]


def triggers(token: Token) -> list[Frame]:
    """Frames that a token could trigger, by its part of speech; gerunds may be either."""
    pos = _POS.get(token.pos_)
    if pos is None:
        return []
    lemma = token.lemma_.lower()
    table = frames()
    found = list(table.get(f"{pos}:{lemma}", ()))
    if pos == "v" and token.dep_ in ("amod", "compound"):
        return []
    if pos == "a" and token.tag_ in ("VBN", "VBD"):
        found += table.get(f"v:{lemma}", ())
    if pos == "n" and token.tag_ == "NNP":
        found += [f for f in table.get(f"n:{token.lower_}", ()) if f not in found]
    return found


def slots_of(token: Token) -> Slots:
    """The token's arguments, as a verb's or as a noun's."""
    if token.pos_ in ("VERB", "AUX"):
        return verb_slots(token)
    if token.pos_ == "ADJ":
        head = token.head
        slots = verb_slots(head) if head.pos_ in ("VERB", "AUX") else {}
        own = verb_slots(token)
        return {**slots, **{k: v for k, v in own.items() if k not in ("subj", "obj")}}
    return noun_slots(token)


class Matcher:
    """Finds the frame that each word of a paragraph fits."""

    def __init__(self, scene: Scene, resolver: Resolver) -> None:
        self.scene = scene
        self.resolver = resolver

    def match(self, token: Token) -> Match | None:
        """The first fitting frame, with its sides, or None."""
        candidates = triggers(token)
        if not candidates:
            return None
        slots = slots_of(token)
        for frame in candidates:
            if self.fits(token, frame, slots):
                return Match(
                    token,
                    frame,
                    slots,
                    self._sides(frame.actor, slots, frame),
                    self._sides(frame.recipient, slots, frame, recipient=True),
                )
        return None

    def fits(self, token: Token, frame: Frame, slots: Slots) -> bool:
        """Whether a frame's particle, modifiers and conditions hold for a word."""
        if frame.particle and particle(token) != frame.particle:
            if not any(c.lower_ == frame.particle for c in token.children):
                return False
        if frame.modifiers:
            before = {w.lemma_.lower() for c in token.children if c.i < token.i for w in c.subtree}
            if not set(frame.modifiers) <= before:
                return False
        return all(self._holds(token, condition, slots) for condition in frame.conditions)

    def _holds(self, token: Token, condition: Condition, slots: Slots) -> bool:
        if condition.slot == "mod":
            tokens = [c for c in token.children if c.i < token.i]
        else:
            tokens = [t for name in condition.slot.split("|") for t in reach(slots, name)]
        if condition.how == "present":
            return bool(tokens) != condition.negated
        return any(self._word_fits(t, condition) for t in tokens) != condition.negated

    def _word_fits(self, token: Token, condition: Condition) -> bool:
        words = condition.words
        if "@ACTOR" in words and self.resolver.sides([token], places=True):
            return True
        if "@STATE" in words and self.resolver.sides([token], places=True):
            return True
        heads = [token, *token.conjuncts]
        pool = [t for h in heads for t in h.subtree] if condition.how == "phrase" else heads
        return any(w.lemma_.lower() in words or w.lower_ in words for w in pool)

    def _deep(self, slots: Slots) -> list[Side]:
        """A foreign side named anywhere in the object's phrase: "the ban on Indian channels"."""
        for slot in _DEEP:
            for token in slots.get(slot, ()):
                for word in token.subtree:
                    mention = self.scene.heads.get(word.i)
                    if (
                        mention is not None
                        and mention.entry.kind in _STATE_KINDS
                        and mention.entry.codes
                    ):
                        if not mention.entry.codes[0].startswith("PER:"):
                            return [self.scene.side(mention, code) for code in mention.entry.codes]
        return []

    def _sides(
        self,
        choices: tuple[tuple[str, ...], ...],
        slots: Slots,
        frame: Frame,
        *,
        recipient: bool = False,
    ) -> list[Side]:
        for choice in choices:
            found: dict[str, Side] = {}
            for slot in choice:
                if slot.startswith("NSA:"):
                    found.setdefault(slot, Side(code=slot))
                    continue
                places = (recipient or frame.mode == "visit") and slot.split(".")[-1] in _PLACES
                for side in self.resolver.sides(reach(slots, slot), places=places):
                    found.setdefault(side.code, side)
            if found:
                return list(found.values())
        if recipient and choices:
            return self._deep(slots)
        if not recipient and "ctrl" in slots and any("subj" in choice for choice in choices):
            return self.resolver.sides(slots["ctrl"])
        return []
