"""Who acts in a system: the sides that a word for somebody names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.grammar import prepositions
from legation.coding.holders import Holders
from legation.coding.sides import Resolver
from legation.knowledge.judging import system_words
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Token

_SOMEBODY = frozenset({"it", "they", "he", "she", "both", "neither", "all", "each", "who"})
_PEOPLES = frozenset({"adjective", "people"})
_BEFORE = frozenset({"poss", "compound", "amod", "nmod"})


class Actors:
    """Finds sides within one paragraph."""

    def __init__(self, holders: Holders, resolver: Resolver) -> None:
        self._holders = holders
        self._resolver = resolver
        self._latest: tuple[int, list[Side]] = (-1, [])

    def able(self, token: Token) -> bool:
        """Whether a word names somebody who can want or do something."""
        if token.lower_ in _SOMEBODY or token.lemma_.lower() in system_words("collective"):
            return True
        mention = self._holders.scene.by_token.get(token.i)
        if mention is not None and mention.entry.kind in _PEOPLES and token.dep_ not in _BEFORE:
            return True
        return self._holders.can_speak(token)

    def of(self, token: Token) -> list[Side]:
        """The sides that a word for somebody names; none for a thing."""
        return self._resolver.sides([token]) if self.able(token) else []

    def note(self, token: Token, sides: list[Side]) -> None:
        """Remembers whose interest a sentence told last."""
        self._latest = (self._holders.scene.sentence_of(token).start, sides)

    def latest(self, token: Token) -> list[Side]:
        """Whose interest the sentence of a word has told before, if any."""
        start, sides = self._latest
        return sides if start == self._holders.scene.sentence_of(token).start else []

    def owning(self, noun: Token) -> list[Side]:
        """Whose a noun is: by its possessor, an adjective before it, or "of" and "for" after it."""
        before = [c for c in noun.children if c.dep_ in _BEFORE and c.i < noun.i]
        for child in before:
            found = self._possessor(child) if child.dep_ == "poss" else self._named(child)
            if found:
                return found
        told = prepositions(noun)
        for name in ("of", "for"):
            for token in told.get(name, ()):
                found = self.of(token)
                if found:
                    return found
        return []

    def _possessor(self, token: Token) -> list[Side]:
        """Whom a possessive names; "its" goes on with whose interest the sentence has told."""
        told = self.latest(token) if token.tag_ == "PRP$" else []
        return told or self._resolver.sides([token])

    def _named(self, token: Token) -> list[Side]:
        mention = self._holders.scene.by_token.get(token.i)
        return self._resolver.sides([token]) if mention is not None else []
