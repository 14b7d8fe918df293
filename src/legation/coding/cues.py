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
    tokens = list(sentence)
    words = [(token.lower_, token.lemma_) for token in tokens]
    found: list[Hit] = []
    reached: dict[str, int] = {}
    for at, (lower, lemma) in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ("", "")
        starts = [some for word in dict.fromkeys((lower, lemma)) if (some := index.get(word))]
        for cue in (cue for some in starts for cue in some.before(*following)):
            if at < reached.get(cue.table, 0):
                continue
            places = _places(cue, at, words)
            hit = _hit(cue, [tokens[place] for place in places]) if places else None
            if hit is not None:
                reached[cue.table] = places[-1] + 1
                found.append(hit)
    return found


def _places(cue: Cue, start: int, words: list[tuple[str, str]]) -> list[int]:
    """Where the words of a cue stand whose first is at `start`; empty where one is missing."""
    places = [start]
    at, gap = start + 1, 0
    for word in cue.words[1:]:
        if GAP in word:
            gap = _GAP
            continue
        for here in range(at, min(len(words), at + gap + 1)):
            if words[here][0] in word or words[here][1] in word:
                break
        else:
            return []
        places.append(here)
        at, gap = here + 1, 0
    return places


def _hit(cue: Cue, tokens: list[Token]) -> Hit | None:
    """The cue at these tokens, where they are of its word class."""
    if len(cue.words) == 1:
        fits = cue.pos == "x" or tokens[0].pos_ in _POS[cue.pos]
        return Hit(cue, (tokens[0],), tokens[0]) if fits else None
    head = _head(cue, tokens)
    if cue.pos in ("v", "n") and head.pos_ not in _POS[cue.pos]:
        return None
    return Hit(cue, tuple(tokens), head)


def _head(cue: Cue, tokens: list[Token]) -> Token:
    """The token that the others hang on: the verb of a verbal cue, the noun of a nominal one."""
    inside = set(tokens)
    fit = [t for t in tokens if t.pos_ in _POS[cue.pos]] if cue.pos in ("v", "n") else tokens
    return next((t for t in fit if t.head not in inside or t.head == t), (fit or tokens)[0])


def of_table(hits: list[Hit], table: str) -> Iterator[Hit]:
    """Hits of one table."""
    return (hit for hit in hits if hit.cue.table == table)
