"""Which act a word tells: the frames of the lexicon whose conditions hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.antecedents import antecedents
from legation.coding.filling import Filler
from legation.coding.grammar import (
    Slots,
    is_passive,
    is_verb,
    nucleus,
    objects,
    particle,
    prepositions,
)
from legation.coding.rivals import told_apart
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.coding.slots import add_main, in_slot, slots_of
from legation.knowledge.acts import ACTOR_CLASSES, FORM_CLASSES, Condition, Frame, frames
from legation.knowledge.people import office_nouns
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Token

_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "r", "ADP": "p"}
_TALK = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "REQUEST", "RETREAT", "AID"})
_SOMEBODY = frozenset({"he", "she", "him", "her", "who", "they"})
_JOINING = frozenset({"to", "for", "of", "by", "at", "with"})
_AGREED = "057"
_YEAR = 4
_PARTIES = frozenset({"state", "people", "capital", "seat", "body", "group", "person"})


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
                    found |= {t.i for t in asked if not (self._blamed(t) or self._dated(t))}
        if "content" in self.frame.flags:
            for verb in self.slots.get("xcomp", ()):
                found |= {t.i for t in (verb, *verb.conjuncts) if is_verb(t)}
                found |= {t.i for t in objects(verb) if _talk(t)}
        return found

    def _dated(self, token: Token) -> bool:
        """Whether a word is an accord told by its year, which is what was done to and older."""
        if self.frame.type in _TALK or not any(f.cameo == _AGREED for f in triggers(token)):
            return False
        years = (w for c in token.children for w in (c, *c.children))
        return any(w.text.isdigit() and len(w.text) == _YEAR for w in years)

    def _blamed(self, token: Token) -> bool:
        """Whether a word is what somebody is blamed for, which is an act of its own."""
        return self.frame.type == "ACCUSE" and any(f.type != "ACCUSE" for f in triggers(token))


def words_over(token: Token) -> set[str]:
    """The preposition over a noun, and the noun or verb that it goes with: "in response to"."""
    first = token
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN"):
        first = first.head
    if first.dep_ not in ("pobj", "pcomp"):
        return set()
    over: Token = first.head
    found = {over.lower_}
    if over.lower_ in _JOINING and over.dep_ in ("prep", "agent", "pcomp"):
        found |= {over.head.lemma_.lower(), over.head.lower_}
    return found


def _governs(word: Token) -> bool:
    """Whether a small word is a preposition of its own: "called its envoys in Oslo home"."""
    return word.dep_ == "prep" and any(c.dep_ == "pobj" for c in word.children)


def _talk(token: Token) -> bool:
    return any(frame.type in _TALK for frame in triggers(token))


def triggers(token: Token) -> tuple[Frame, ...]:
    """Frames that a token could trigger, by its part of speech; gerunds may be either."""
    before = token.dep_ in ("amod", "compound")
    # Every word is asked for, so the numbers behind its strings are the key, not the strings.
    key = (token.pos, token.lemma, token.tag, token.lower, before)
    if key not in _SEEN:
        if len(_SEEN) >= _MOST_SEEN:
            _SEEN.clear()
        _SEEN[key] = _triggers(token.pos_, token.lemma_.lower(), token.tag_, token.lower_, before)
    return _SEEN[key]


_SEEN: dict[tuple[int, int, int, int, bool], tuple[Frame, ...]] = {}
_MOST_SEEN = 1 << 16


def _triggers(part: str, lemma: str, tag: str, lower: str, before: bool) -> tuple[Frame, ...]:
    pos = _POS.get(part)
    if pos is None or (pos == "v" and before):
        return ()
    table = frames()
    found = list(table.get(f"{pos}:{lemma}", ()))
    if pos == "a" and tag in ("VBN", "VBD"):
        found += table.get(f"v:{lemma}", ())
    if pos == "n" and tag == "NNP":
        found += [f for f in table.get(f"n:{lower}", ()) if f not in found]
    return tuple(found)


class Matcher:
    """Finds the frames that each word of a paragraph fits."""

    def __init__(self, scene: Scene, resolver: Resolver) -> None:
        self.scene = scene
        self.resolver = resolver
        self.filler = Filler(scene, resolver)
        self._asked: tuple[Slots, dict[tuple[str, str, frozenset[str]], bool]] = ({}, {})

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
            if any(frame.type == "CONSULT" for frame in candidates):
                slots["poss"] = [t for t in slots.get("poss", ()) if not self._only_place(t)]
        elif "obj.poss" in slots and any(frame.type == "CONSULT" for frame in candidates):
            slots["obj.poss"] = [t for t in slots["obj.poss"] if not self._only_place(t)]
        suffered = is_verb(token) and is_passive(token)
        for frame in candidates:
            if self.fits(token, frame, slots):
                actors = self.filler.actors(frame, slots)
                if not actors and suffered:
                    actors = self.filler.owners(frame, slots)
                acting = frozenset(side.code for side in actors)
                recipients = self.filler.recipients(frame, slots, acting)
                if not recipients:
                    actors, recipients = told_apart(frame, slots, actors, self.resolver)
                yield Match(token, frame, slots, actors, recipients)

    def _only_place(self, token: Token) -> bool:
        """Whether a capital before a noun says where: "their Budapest meeting"."""
        mention = self.scene.by_token.get(token.i)
        return mention is not None and mention.entry.kind == "capital" and token.dep_ == "compound"

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
            if not any(c.lower_ == frame.particle and not _governs(c) for c in token.children):
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
        if condition.slot == "prep":
            return bool(words_over(token) & condition.words) != condition.negated
        if condition.slot == "mod":
            tokens = [c for c in token.children if c.i < token.i]
            return any(self._word_fits(t, condition) for t in tokens) != condition.negated
        return self._in_slots(condition, slots) != condition.negated

    def _in_slots(self, condition: Condition, slots: Slots) -> bool:
        """Whether a slot holds what a condition asks for; frames of a word ask much the same."""
        if self._asked[0] is not slots:
            self._asked = (slots, {})
        key = (condition.slot, condition.how, condition.words)
        known = self._asked[1].get(key)
        if known is None:
            tokens = in_slot(slots, condition.slot)
            known = any(self._word_fits(t, condition) for t in tokens)
            self._asked[1][key] = known
        return known

    def _word_fits(self, token: Token, condition: Condition) -> bool:
        words = condition.words
        named = "@ACTOR" in words or "@STATE" in words
        if named and self.resolver.sides([token], places=True):
            return True
        if "@PARTY" in words and self._party(token):
            return True
        if "@PERSON" in words and self._person(token):
            return True
        if FORM_CLASSES & words and self._formed(token, words):
            return True
        if "@BODY" in words and self._is_body(token):
            return True
        heads = [token, *token.conjuncts]
        if token.tag_ == "PRP":
            meant = antecedents(token, self.scene.sentence_of(token))
            if named and any(self.resolver.sides([t], places=True) for t in meant):
                return True
            heads += meant
        pool = [t for h in heads for t in nucleus(h)] if condition.how == "phrase" else heads
        return any(w.lemma_.lower() in words or w.lower_ in words for w in pool)

    @staticmethod
    def _formed(token: Token, words: frozenset[str]) -> bool:
        """Whether a word has the form of a class: a number, a year."""
        if "@YEAR" in words and len(token.text) == 4 and token.text.isdigit():
            return True
        return "@NUMBER" in words and token.pos_ == "NUM"

    def _party(self, token: Token) -> bool:
        """Whether a phrase names a state, a body or somebody in office, not a thing of theirs."""
        mention = self.scene.by_token.get(token.i)
        office = office_nouns().get(token.lemma_.lower())
        named = mention is not None and mention.entry.kind in _PARTIES
        acting = office is not None and office.kind in ("person", "group")
        return (named or acting or token.tag_ == "PRP") and bool(self.resolver.sides([token]))

    def _is_body(self, token: Token) -> bool:
        """Whether a word names an international body."""
        mention = self.scene.by_token.get(token.i)
        return mention is not None and mention.entry.kind == "body"

    def _person(self, token: Token) -> bool:
        """Whether a phrase names somebody who can travel and talk for a state."""
        mention = self.scene.by_token.get(token.i)
        if mention is not None and mention.entry.kind == "person":
            return True
        office = office_nouns().get(token.lemma_.lower())
        if office is not None and office.kind in ("person", "group"):
            return True
        return token.lower_ in _SOMEBODY
