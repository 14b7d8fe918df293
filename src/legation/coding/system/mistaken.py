"""Links whose verb the parser took for a noun: "the cheap fuel from the north fuels smuggling"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from legation.coding.clauses import shorten, trimmed
from legation.coding.system.actors import Actors
from legation.coding.system.caused import Caused
from legation.knowledge.judging import third_persons

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_STOPS = frozenset({",", ";", ":", ".", "—", "–", "!", "?", "(", ")", "“", "”", '"'})
_OPENING = frozenset({"DET", "ADJ", "PRON", "NOUN", "PROPN", "NUM", "VERB"})
_SHORTEST = 2


def mistaken(sentence: Span, known: Sequence[Caused], actors: Actors) -> Iterator[Caused]:
    """Links by the place of a verb form in a piece of a sentence that has no other finite verb."""
    for token in sentence:
        sign = third_persons().get(token.lower_)
        if sign is None or token.tag_ not in ("NNS", "VBZ", "NNPS") or _heads_clause(token):
            continue
        first, last = _piece(token, sentence)
        before, after = sentence.doc[first : token.i], sentence.doc[token.i + 1 : last]
        if not _fits(before, after, token) or any(made.token == token for made in known):
            continue
        if actors.able(before[-1]) or any(actors.able(t) for t in before[:2]):
            continue
        span = trimmed(sentence.doc[first:last])
        ends = shorten(before.text), shorten(after.text)
        yield Caused(token, ends[0], ends[1], sign, None, None, span)


def _heads_clause(token: Token) -> bool:
    return token.tag_ == "VBZ" and any(c.dep_ == "nsubj" for c in token.children)


def _piece(token: Token, sentence: Span) -> tuple[int, int]:
    """The words around a word up to the next stops; after a comma, "and" is left out."""
    first = last = token.i
    while first > sentence.start and sentence.doc[first - 1].text not in _STOPS:
        first -= 1
    while last < sentence.end and sentence.doc[last].text not in _STOPS:
        last += 1
    while first < token.i and sentence.doc[first].tag_ in ("CC", "RB", "IN"):
        first += 1
    return first, last


def _fits(before: Span, after: Span, token: Token) -> bool:
    if len(before) < _SHORTEST or not len(after) or after[0].pos_ not in _OPENING:
        return False
    if before[-1].pos_ not in _NOMINAL or token.nbor(1).lower_ == "of":
        return False
    return not any(t.tag_ in _FINITE for t in (*before, *after))
