"""Parts of an article that are sent on their own, and the words that are quoted from them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legation.coding.parse import pieces
from legation.model import Article, Span

LONGEST_PART = 12_000
"""Characters of an article that go into one request; about 3,000 tokens."""

_WORD = re.compile(r"\S+")


def parts(article: Article) -> Iterator[Passage]:
    """The article in parts of whole paragraphs, the site's furniture left out."""
    held: list[tuple[int, int]] = []
    for start, stop in pieces(article):
        if held and stop - held[0][0] > LONGEST_PART:
            yield Passage(article, held)
            held = []
        held.append((start, stop))
    if held:
        yield Passage(article, held)


class Passage:
    """Paragraphs of an article, searchable with any white space taken for one blank.

    Nothing else is forgiven: a quote stands in the text word for word, or it is not found.
    """

    def __init__(self, article: Article, paragraphs: list[tuple[int, int]]) -> None:
        self.article = article
        self.text = "\n\n".join(article.text[start:stop].strip() for start, stop in paragraphs)
        words: list[str] = []
        self._offsets: list[int] = []
        for start, stop in paragraphs:
            for word in _WORD.finditer(article.text, start, stop):
                words.append(word.group())
                self._offsets.extend(range(word.start(), word.end()))
                self._offsets.append(word.end())  # the blank after it
        self._flat = " ".join(words)

    def find(self, quote: str) -> list[Span]:
        """Where a quote stands, as spans of the article, left to right; never within a word."""
        wanted = " ".join(quote.split())
        found: list[Span] = []
        at = self._flat.find(wanted) if wanted else -1
        while at >= 0:
            stop = at + len(wanted)
            if self._whole(at, stop):
                found.append(Span(self._offsets[at], self._offsets[stop - 1] + 1))
            at = self._flat.find(wanted, at + 1)
        return found

    def nearest(self, words: str, to: Span) -> Span | None:
        """Where words stand nearest to a span: inside it, else before it, else after it."""

        def distance(span: Span) -> tuple[int, int]:
            if to.start <= span.start and span.stop <= to.stop:
                return 0, span.start
            return (1, to.start - span.start) if span.start < to.start else (2, span.start)

        return min(self.find(words), key=distance, default=None)

    def _whole(self, at: int, stop: int) -> bool:
        text = self._flat
        before = at > 0 and text[at - 1].isalnum() and text[at].isalnum()
        after = stop < len(text) and text[stop - 1].isalnum() and text[stop].isalnum()
        return not before and not after
