"""Links of the form "the more ..., the less ...": both ends by their comparatives."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from legation.knowledge.judging import system_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Range = tuple[int, int]
_COMPARING = frozenset({"JJR", "RBR"})
_SHORTEST = 3


def correlatives(sentence: Span) -> Iterator[tuple[Range, Range, str]]:
    """The two ends as ranges of tokens, and the sign: unlike comparatives give a minus."""
    starts = [token for token in sentence if _opens(token, sentence)]
    for one, other in pairwise(starts):
        if other.i - one.i < _SHORTEST or sentence.doc[other.i - 1].text not in (",", "–", "—"):
            continue
        end = next(
            (t.i for t in sentence.doc[other.i : sentence.end] if t.text in ";.?!"), sentence.end
        )
        alike = _down(one) == _down(other)
        yield (one.i, other.i - 1), (other.i, end), "+" if alike else "-"
        return


def _opens(token: Token, sentence: Span) -> bool:
    if token.lower_ != "the" or token.i + 1 >= sentence.end:
        return False
    before = sentence.doc[token.i - 1].text if token.i > sentence.start else ","
    after = token.nbor(1)
    return after.tag_ in _COMPARING and before in (",", "–", "—", "that", "and", "“", '"', ":", ";")


def _down(token: Token) -> bool:
    return token.nbor(1).lower_ in system_words("less")
