"""Finding the cues of judgements in a sentence, in one pass over its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.knowledge.judging import GAP, Cue, cues

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_GAP = 3
_POS = {
    "v": frozenset({"VERB", "AUX"}),
    "m": frozenset({"AUX"}),
    "n": frozenset({"NOUN", "PROPN"}),
    "a": frozenset({"ADJ", "VERB", "ADV", "ADP", "NOUN"}),
    "r": frozenset({"ADV", "ADJ", "SCONJ", "NOUN", "ADP", "DET"}),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue where it stands: its tokens, and the one that the others hang on."""

    cue: Cue
    tokens: tuple[Token, ...]
    head: Token

    @property
    def first(self) -> int:
        """Index of the first token."""
        return self.tokens[0].i

    @property
    def last(self) -> int:
        """Index of the last token."""
        return self.tokens[-1].i

    @property
    def words(self) -> str:
        """The words that stand there."""
        return " ".join(token.text for token in self.tokens)


def scan(sentence: Span) -> list[Hit]:
    """All cues of a sentence; of one table, the longest at each place only."""
    index = cues()
    found: list[Hit] = []
    reached: dict[str, int] = {}
    for token in sentence:
        lower = token.lower_
        lemma = token.lemma_
        candidates = index.get(lower, ())
        if lemma != lower:
            candidates += index.get(lemma, ())
        taken: set[str] = set()
        for cue in candidates:
            if cue.table in taken or token.i < reached.get(cue.table, 0):
                continue
            hit = _match(cue, token, sentence.end)
            if hit is not None:
                taken.add(cue.table)
                reached[cue.table] = hit.last + 1
                found.append(hit)
    return found


def _match(cue: Cue, token: Token, end: int) -> Hit | None:
    if len(cue.words) == 1:
        fits = cue.pos == "x" or token.pos_ in _POS[cue.pos]
        return Hit(cue, (token,), token) if fits else None
    found = [token]
    at = token.i + 1
    gap = 0
    for word in cue.words[1:]:
        if GAP in word:
            gap = _GAP
            continue
        here = _next(word, token, at, min(end, at + gap + 1))
        if here is None:
            return None
        found.append(here)
        at, gap = here.i + 1, 0
    head = _head(cue, found)
    if cue.pos in ("v", "n") and head.pos_ not in _POS[cue.pos]:
        return None
    return Hit(cue, tuple(found), head)


def _next(word: frozenset[str], token: Token, start: int, stop: int) -> Token | None:
    for at in range(start, stop):
        other = token.doc[at]
        if other.lower_ in word or other.lemma_ in word:
            return other
    return None


def _head(cue: Cue, tokens: list[Token]) -> Token:
    """The token that the others hang on: the verb of a verbal cue, the noun of a nominal one."""
    inside = set(tokens)
    fit = [t for t in tokens if t.pos_ in _POS[cue.pos]] if cue.pos in ("v", "n") else tokens
    return next((t for t in fit if t.head not in inside or t.head == t), (fit or tokens)[0])


def of_table(hits: list[Hit], table: str) -> Iterator[Hit]:
    """Hits of one table."""
    return (hit for hit in hits if hit.cue.table == table)
