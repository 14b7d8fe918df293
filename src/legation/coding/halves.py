"""The two halves of a condition, and which words belong to each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.clauses import clause_of, negated, part_of, shorten, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_LONGEST = 55
_STRAY = re.compile(r"\s*([,;])(?:\s*[,;])*(?=\s)")


@dataclass(slots=True)
class Halves:
    """A condition by the heads of its if and its then, its sign, and the tokens of the if.

    `part` is the sentence, or the piece of it between semicolons; tokens in `asides` name a speaker
    in a parenthesis and belong to neither half.
    """

    if_: Token
    main: Token
    sign: str
    first: int
    last: int
    part: Span
    asides: frozenset[int] = frozenset()

    @property
    def if_words(self) -> str:
        """The if as written."""
        words = self.if_.doc[self.first : self.last + 1]
        return shorten("".join(t.text_with_ws for t in words if t.i not in self.asides), 240)

    @property
    def then_words(self) -> str:
        """The then as written: the rest of the sentence, or of its main clause in a long one."""
        inside = range(self.first, self.last + 1)
        words = (t for t in self.part if t.i not in inside and t.i not in self.asides)
        whole = len(self.part) <= _LONGEST
        kept = (t.text_with_ws for t in words if whole or self.main in (t, *t.ancestors))
        # Where a piece was taken out, its commas stand side by side.
        return shorten(_STRAY.sub(r"\1", "".join(kept)), 240)

    @property
    def span(self) -> tuple[int, int]:
        """Offsets of both halves within their paragraph."""
        if len(self.part) <= _LONGEST:
            return trimmed(self.part)
        first = min(self.if_.left_edge.i, self.main.left_edge.i)
        last = max(self.if_.right_edge.i, self.main.right_edge.i)
        return trimmed(self.if_.doc[first : min(last, first + _LONGEST) + 1])


def halves(
    sentence: Span, if_: Token, main: Token, sign: str, words: tuple[int, int] | None = None
) -> Iterator[Halves]:
    """A condition, unless one of its halves has no words; `words` are the ends of the if."""
    first, last = words or (if_.left_edge.i, if_.right_edge.i)
    effect = sign if sign != "+" or not negated(main) else "-"
    part = part_of(if_, sentence)
    if not part.start <= main.i < part.end:
        part = sentence
    made = Halves(if_, main, effect, first, last, part)
    if made.if_words and made.then_words.strip(" ,.;"):
        yield made


def main_of(verb: Token, sentence: Span) -> Token:
    """The clause to which an if-clause belongs."""
    current = verb
    while current.head != current and current.dep_ in ("conj", "xcomp"):
        current = current.head
    head = current.head
    return clause_of(head) if head != current else sentence.root
