"""Who acts in a system: the sides that a word for somebody names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.grammar import is_verb, prepositions
from legation.coding.holders import Holders
from legation.coding.sides import Resolver
from legation.knowledge.judging import system_words
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_FOLLOWED = frozenset({"it", "he", "she"})
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
        """The sides that a word for somebody names; none for a thing.

        A sentence that begins with "it" or "he" goes on with whose interest or task was told last.
        """
        if not self.able(token):
            return []
        if token.lower_ in _FOLLOWED and self._opening(token):
            return self._before(token) or self._resolver.sides([token])
        return self._resolver.sides([token])

    def _opening(self, token: Token) -> bool:
        """Whether a pronoun stands before all other names of its sentence."""
        start = self._holders.scene.sentence_of(token).start
        return not any(at in self._holders.scene.heads for at in range(start, token.i))

    def _before(self, token: Token) -> list[Side]:
        """Whose interest the sentence before told last."""
        start, sides = self._latest
        here = self._holders.scene.sentence_of(token).start
        if start == here or start < 0:
            return sides if start == here else []
        told = self._holders.scene.sentences[here - 1].start if here else -1
        return sides if start == told else []

    def note(self, token: Token, sides: list[Side]) -> None:
        """Remembers whose interest a sentence told last."""
        self._latest = (self._holders.scene.sentence_of(token).start, sides)

    def fronted(self, cue: Token, sentence: Span) -> Token | None:
        """Who begins a sentence, where a parenthesis between commas ends right before a cue."""
        if cue.i - 1 <= sentence.start or cue.nbor(-1).text != ",":
            return None
        for token in sentence.doc[sentence.start : cue.i - 1]:
            after = token.nbor(1)
            if token.i in self._holders.scene.heads and self.able(token):
                return token if after.text == "," and after.i < cue.i - 1 else None
            if is_verb(token) or token.text == ",":
                return None
        return None

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
        if token.tag_ == "PRP$" and not told and self._opening(token):
            told = self._before(token)
        return told or self._resolver.sides([token])

    def _named(self, token: Token) -> list[Side]:
        mention = self._holders.scene.by_token.get(token.i)
        return self._resolver.sides([token]) if mention is not None else []
