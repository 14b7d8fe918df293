"""The sides of a fitting frame: what its slots name, and what they leave to be understood."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from legation.coding.antecedents import antecedents, subjects_over
from legation.coding.dealings import HOSTILE
from legation.coding.grammar import Slots
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.coding.slots import in_slot
from legation.knowledge.acts import Frame, frames, word_classes
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
_DEEP = (
    *("obj", "xcomp.obj", "on", "to", "for", "with", "against", "over", "of", "ccomp.subj"),
    *("ccomp.obj", "in", "xcomp.in", "xcomp.to", "xcomp.with", "xcomp.against", "xcomp.from"),
)
_DEEDS = frozenset({"ASSAULT", "AID", "MOBILIZE", "COERCE"})
"""Types whose actor is never the one who speaks of them: "condemned a raid that killed six"."""
_VERDICTS = frozenset({"SUPPORT", "REJECT", "ACCUSE"})
"""Types of what is said of a deed, which "it" then is."""
_AGAINST = HOSTILE | {"PROTEST"}
_DONE_TO = frozenset({"obj", "obj.poss", "obj.of"})
_OWNING = frozenset({"its", "their"})
_DEFINITE = frozenset({"the", "this", "that", "these", "such"})
_FOR = frozenset({"for", "of"})
_THINGS = frozenset({"it", "this", "that", "which"})
_NEVER_DEEP = frozenset({"CONSULT", "COOPERATE"})
_STATE_KINDS = frozenset(
    {"state", "adjective", "people", "capital", "seat", "body", "group", "person"}
)


class Filler:
    """Fills the actor's and the recipient's place of frames in one paragraph."""

    def __init__(self, scene: Scene, resolver: Resolver) -> None:
        self.scene = scene
        self.resolver = resolver

    def actors(self, frame: Frame, slots: Slots) -> list[Side]:
        """Who acts, by the first of the frame's slots that names anybody."""
        return self._sides(frame.actor, slots, frame, frozenset())

    def owners(self, frame: Frame, slots: Slots) -> list[Side]:
        """Who acts where nobody is named: whose the thing is, "Chadian troops were withdrawn".

        Not where that is to whom it is done: "Chadian envoys were expelled".
        """
        whom = {slot for choice in frame.recipient for slot in choice}
        of_things = any("obj" in c.slot.split("|") and not c.negated for c in frame.conditions)
        by_subject = any("subj" in choice for choice in frame.actor)
        if whom & _DONE_TO or not (of_things and by_subject):
            return []
        return self.resolver.sides(slots.get("obj.poss", ()))

    def recipients(self, frame: Frame, slots: Slots, acting: frozenset[str]) -> list[Side]:
        """Whom the act is directed at: named in a slot, deeper in a phrase, or understood."""
        found = self._sides(frame.recipient, slots, frame, acting, recipient=True)
        return found or (self._understood(frame, slots, acting) if acting else [])

    def _understood(self, frame: Frame, slots: Slots, acting: frozenset[str]) -> list[Side]:
        """Whom the text leaves to be understood: the partner of the talks, or who acted before."""
        talk = self.scene.discourse
        if "partner" in frame.flags and acting & {side.code for side in talk.met}:
            return [side for side in talk.met if side.code not in acting]
        if "parties" in frame.flags:
            others = [side for side in talk.met or talk.pair if side.code not in acting]
            if len(others) > 1:
                return others
        if "answer" in frame.flags and frame.type in _VERDICTS:
            for token in slots.get("obj", ()):
                if _DEFINITE & {c.lower_ for c in token.children}:
                    types = {f.type for f in frames().get(f"n:{token.lemma_.lower()}", ())}
                    if doers := talk.doings.whose(token, types, set(acting), talk.bodies):
                        return doers
        if "answer" in frame.flags and not acting & {side.code for side in talk.told}:
            return list(talk.told)
        return []

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
                if slot == "obj" and recipient and (doers := self._judged(frame, slots, acting)):
                    return doers
                if slot.startswith("NSA:"):
                    found.setdefault(slot, Side(code=slot))
                    continue
                places = (recipient or frame.mode == "visit") and slot.split(".")[-1] in _PLACES
                told = in_slot(slots, slot)
                for side in self._of_slot(frame, told, acting, places=places, recipient=recipient):
                    found.setdefault(side.code, side)
            if found:
                return list(found.values())
        if recipient and "exact" in frame.flags:
            return []
        if recipient and "within" in frame.flags:
            return self._anywhere(choices, slots, acting)
        if recipient and choices and frame.type not in _NEVER_DEEP and "mutual" not in frame.flags:
            return self._deep(slots, acting)
        if not recipient and any("subj" in choice for choice in choices):
            told = [] if frame.type in _DEEDS else slots.get("relctrl", [])
            return self.resolver.sides(slots.get("ctrl") or told)
        return []

    def _judged(self, frame: Frame, slots: Slots, acting: frozenset[str]) -> list[Side]:
        """Whose deed "it" or "this" is that somebody welcomes, rejects or condemns."""
        if frame.type not in _VERDICTS or ("content" in frame.flags and "weak" not in frame.flags):
            return []
        for token in slots.get("obj", ()):
            criticized = frame.type != "ACCUSE" or token.head.lemma_ in word_classes()["CRITICIZE"]
            if (
                token.lower_ in _THINGS
                and criticized
                and not _FOR & {c.lower_ for c in token.head.children}
            ):
                return self.scene.discourse.doings.whose(token, (), set(acting))
        return []

    def _of_slot(
        self,
        frame: Frame,
        tokens: list[Token],
        acting: frozenset[str],
        *,
        places: bool,
        recipient: bool,
    ) -> list[Side]:
        found: list[Side] = []
        for token in tokens:
            if recipient and token.tag_ == "PRP":
                found += self._meant(token, acting)
            else:
                found += self.resolver.sides([token], places=places)
        if not recipient:
            return found
        others = [s for s in found if s.code not in acting or s.office]
        own = bool(found) and frame.type in _AGAINST
        return others or (self._another_owner(tokens, acting) if own else [])

    def _another_owner(self, tokens: Iterable[Token], acting: frozenset[str]) -> list[Side]:
        """Whose "its" is in what the actor does to it: "Chad said that Mali had held its troops"."""
        for owner in (w for t in tokens for w in t.subtree if w.tag_ == "PRP$"):
            for subject in subjects_over(owner):
                others = [s for s in self.resolver.sides([subject]) if s.code not in acting]
                if others and owner.lower_ in _OWNING:
                    return others
        return []

    def _meant(self, pronoun: Token, acting: frozenset[str]) -> list[Side]:
        """Whom an object pronoun means: somebody named before in the sentence who is not acting."""
        if pronoun.lower_ in ("him", "her"):
            persons = [*self._persons_before(pronoun), *self.scene.discourse.persons[:-7:-1]]
            other = next((s for s in persons if s.code not in acting), None)
            if other is not None:
                return [other]
        plain = [s for s in self.resolver.sides([pronoun]) if s.code not in acting]
        if pronoun.lower_ in ("him", "her", "he", "she", "us", "me") and plain:
            return plain
        for token in antecedents(pronoun, self.scene.sentence_of(pronoun)):
            named = self.scene.by_token.get(token.i)
            somebody = named is not None and named.entry.kind == "person"
            if pronoun.lower_ == "it" and (somebody or token.ent_type_ == "PERSON"):
                continue
            sides = self.resolver.sides([token], places=True) or self._within(token)
            others = [side for side in sides if side.code not in acting]
            if others:
                return others
        return plain

    def _persons_before(self, pronoun: Token) -> list[Side]:
        """People named earlier in the sentence, the nearest first."""
        found: list[Side] = []
        for word in reversed(self.scene.doc[self.scene.sentence_of(pronoun).start : pronoun.i]):
            mention = self.scene.heads.get(word.i)
            if mention is not None and mention.entry.kind == "person":
                found += [self.scene.side(mention, code) for code in mention.entry.codes[:1]]
        return found

    def _within(self, token: Token) -> list[Side]:
        """The first state or body named within a phrase."""
        for word in token.subtree:
            mention = self.scene.heads.get(word.i)
            if mention is None or mention.entry.kind not in _STATE_KINDS:
                continue
            if _acts_on(word, token):
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


def _acts_on(word: Token, noun: Token) -> bool:
    """Whether a word is the subject of a relative clause on a noun: "the bridge, which Peru guards"."""
    while word != noun:
        if word.dep_ == "nsubj" and word.head.dep_ == "relcl":
            return True
        word = word.head
    return False
