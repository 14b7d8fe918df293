"""Which act a word tells: the frames of the lexicon whose conditions hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.antecedents import antecedents
from legation.coding.grammar import Slots, is_verb, nucleus, objects, particle, prepositions
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.coding.slots import add_main, in_slot, slots_of
from legation.knowledge.acts import ACTOR_CLASSES, Condition, Frame, frames
from legation.knowledge.people import office_nouns
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACES = frozenset(
    [
        "to",
        "in",
        "at",
        "on",
        "against",
        "into",
        "obj",
        "from",
        "over",
        "near",
        "for",
        "across",
        "of",
        "around",
        "off",
        "toward",
        "towards",
    ]
)
_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "r"}
_DEEP = (
    *("obj", "xcomp.obj", "on", "to", "for", "with", "against", "over", "of", "ccomp.subj"),
    *("ccomp.obj", "in", "xcomp.in", "xcomp.to", "xcomp.with", "xcomp.against", "xcomp.from"),
)
_TALK = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "REQUEST", "RETREAT", "AID"})
_NEVER_DEEP = frozenset({"CONSULT", "COOPERATE"})
_PARTIES = frozenset({"state", "people", "capital", "seat", "body", "group", "person"})
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

    def told(self) -> set[int]:
        """Indexes of other words that tell of the same act: "held talks", "urged Iran to stop"."""
        found: set[int] = set()
        if "also" in self.frame.flags:
            return found
        for condition in self.frame.conditions:
            if not condition.negated and condition.how != "present":
                words = condition.words - ACTOR_CLASSES
                for token in in_slot(self.slots, condition.slot):
                    heads = [token, *token.conjuncts, *token.children]
                    asked = [t for t in heads if t.lemma_.lower() in words or t.lower_ in words]
                    found |= {t.i for t in asked if not self._blamed(t)}
        if "content" in self.frame.flags:
            for verb in self.slots.get("xcomp", ()):
                found |= {t.i for t in (verb, *verb.conjuncts) if is_verb(t)}
                found |= {t.i for t in objects(verb) if _talk(t)}
        return found

    def _blamed(self, token: Token) -> bool:
        """Whether a word is what somebody is blamed for, which is an act of its own."""
        return self.frame.type == "ACCUSE" and any(f.type != "ACCUSE" for f in triggers(token))


def _talk(token: Token) -> bool:
    return any(frame.type in _TALK for frame in triggers(token))


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


class Matcher:
    """Finds the frames that each word of a paragraph fits."""

    def __init__(self, scene: Scene, resolver: Resolver) -> None:
        self.scene = scene
        self.resolver = resolver

    def matches(self, token: Token) -> Iterator[Match]:
        """Every fitting frame with its sides, the most demanding first."""
        candidates = triggers(token)
        if not candidates:
            return
        slots = slots_of(token)
        if any(frame.looks_up for frame in candidates):
            add_main(token, slots)
        if token.pos_ in ("NOUN", "PROPN"):
            self._add_agent(slots)
        for frame in candidates:
            if self.fits(token, frame, slots):
                actors = self._sides(frame.actor, slots, frame, frozenset())
                acting = frozenset(side.code for side in actors)
                recipients = self._sides(frame.recipient, slots, frame, acting, recipient=True)
                if not recipients and actors:
                    recipients = self._understood(frame, acting)
                yield Match(token, frame, slots, actors, recipients)

    def _understood(self, frame: Frame, acting: frozenset[str]) -> list[Side]:
        """Whom the text leaves to be understood: the partner of the talks, or who acted before."""
        talk = self.scene.discourse
        if "partner" in frame.flags and acting & {side.code for side in talk.met}:
            return [side for side in talk.met if side.code not in acting]
        if "answer" in frame.flags and not acting & {side.code for side in talk.told}:
            return list(talk.told)
        return []

    def _add_agent(self, slots: Slots) -> None:
        """An agent that hangs on a noun in between: "an attack on a hospital by the rebels"."""
        if "by" in slots:
            return
        for tokens in [v for k, v in slots.items() if k in ("on", "in", "of", "against", "at")]:
            for token in tokens:
                if not triggers(token) and (by := prepositions(token).get("by")):
                    slots["by"] = by
                    return

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
        if condition.how == "present":
            return bool(in_slot(slots, condition.slot)) != condition.negated
        if condition.slot == "form":
            return (token.lower_ in condition.words) != condition.negated
        if condition.slot == "dep":
            return (token.dep_ in condition.words) != condition.negated
        if condition.slot == "mod":
            tokens = [c for c in token.children if c.i < token.i]
        else:
            tokens = in_slot(slots, condition.slot)
        return any(self._word_fits(t, condition) for t in tokens) != condition.negated

    def _word_fits(self, token: Token, condition: Condition) -> bool:
        words = condition.words
        named = "@ACTOR" in words or "@STATE" in words
        if named and self.resolver.sides([token], places=True):
            return True
        if "@PARTY" in words and self._party(token):
            return True
        heads = [token, *token.conjuncts]
        if token.tag_ == "PRP":
            meant = antecedents(token, self.scene.sentence_of(token))
            if named and any(self.resolver.sides([t], places=True) for t in meant):
                return True
            heads += meant
        pool = [t for h in heads for t in nucleus(h)] if condition.how == "phrase" else heads
        return any(w.lemma_.lower() in words or w.lower_ in words for w in pool)

    def _party(self, token: Token) -> bool:
        """Whether a phrase names a state, a body or somebody in office, not a thing of theirs."""
        mention = self.scene.by_token.get(token.i)
        office = office_nouns().get(token.lemma_.lower())
        named = mention is not None and mention.entry.kind in _PARTIES
        acting = office is not None and office.kind in ("person", "group")
        return (named or acting or token.tag_ == "PRP") and bool(self.resolver.sides([token]))

    def _sides(
        self,
        choices: tuple[tuple[str, ...], ...],
        slots: Slots,
        frame: Frame,
        acting: frozenset[str],
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
                for side in self._of_slot(in_slot(slots, slot), places, acting, recipient):
                    found.setdefault(side.code, side)
            if found:
                return list(found.values())
        if recipient and "exact" in frame.flags:
            return []
        if recipient and "within" in frame.flags:
            return self._anywhere(choices, slots, acting)
        if recipient and choices and frame.type not in _NEVER_DEEP and "mutual" not in frame.flags:
            return self._deep(slots, acting)
        if not recipient and "ctrl" in slots and any("subj" in choice for choice in choices):
            return self.resolver.sides(slots["ctrl"])
        return []

    def _of_slot(
        self, tokens: Iterable[Token], places: bool, acting: frozenset[str], recipient: bool
    ) -> list[Side]:
        found: list[Side] = []
        for token in tokens:
            if recipient and token.tag_ == "PRP":
                found += self._meant(token, acting)
            else:
                found += self.resolver.sides([token], places=places)
        if recipient:
            return [s for s in found if s.code not in acting or s.office]
        return found

    def _meant(self, pronoun: Token, acting: frozenset[str]) -> list[Side]:
        """Whom an object pronoun means: somebody named before in the sentence who is not acting."""
        plain = [s for s in self.resolver.sides([pronoun]) if s.code not in acting]
        if pronoun.lower_ in ("him", "her", "he", "she", "us", "me") and plain:
            return plain
        for token in antecedents(pronoun, self.scene.sentence_of(pronoun)):
            sides = self.resolver.sides([token], places=True) or self._within(token)
            other = [side for side in sides if side.code not in acting]
            if other:
                return other
        return plain

    def _within(self, token: Token) -> list[Side]:
        """The first state or body named within a phrase."""
        for word in token.subtree:
            mention = self.scene.heads.get(word.i)
            if mention is None or mention.entry.kind not in _STATE_KINDS:
                continue
            if mention.entry.codes and not mention.entry.codes[0].startswith("PER:"):
                return [self.scene.side(mention, code) for code in mention.entry.codes]
        return []

    def _anywhere(
        self, choices: tuple[tuple[str, ...], ...], slots: Slots, acting: frozenset[str]
    ) -> list[Side]:
        """The first other side that is named anywhere in the phrases of these slots."""
        for token in [t for choice in choices for slot in choice for t in in_slot(slots, slot)]:
            for word in token.subtree:
                mention = self.scene.heads.get(word.i)
                if mention is not None and mention.entry.kind in _STATE_KINDS:
                    found = [self.scene.side(mention, code) for code in mention.entry.codes]
                    found = [side for side in found if side.code not in acting]
                    if found:
                        return found
        return []

    def _deep(self, slots: Slots, acting: frozenset[str]) -> list[Side]:
        """A foreign side named anywhere in the object's phrase: "the ban on Indian channels"."""
        for slot in _DEEP:
            for token in slots.get(slot, ()):
                found = [s for s in self._within(token) if s.code not in acting]
                if found:
                    return found
        return []
