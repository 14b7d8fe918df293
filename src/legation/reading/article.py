"""From a piece to an article: its identity, date, language and furniture."""

from __future__ import annotations

import re

from legation.errors import UnreadableInput
from legation.model import Article, PublishedBasis, content_hash
from legation.reading.dating import iso_day, masthead_day, newest_day
from legation.reading.formats import Piece
from legation.reading.furniture import find_furniture, headline

_LETTER = re.compile(r"[^\W\d_]")
_FEWEST_LETTERS = 12


def make_article(piece: Piece, *, location: str, given: str | None) -> Article:
    """The article; raises UnreadableInput where the text is none that could be read."""
    letters = len(_LETTER.findall(piece.text[:5000]))
    if letters < _FEWEST_LETTERS:
        raise UnreadableInput(
            "It holds too few words to be an article; check that it is the right file."
        )
    if "\ufffd" in piece.text[:2000] and piece.text[:2000].count("\ufffd") > 20:
        raise UnreadableInput("Its encoding is damaged; save it as UTF-8.")
    title = piece.title
    if not title and piece.id is None:
        title = headline(piece.text)
    day, basis = _published(piece, given)
    digest = content_hash(piece.text)
    return Article(
        id=piece.id or digest[:16],
        text=piece.text,
        title=title,
        published=day,
        published_basis=basis,
        source=piece.source,
        location=location,
        lang=language(piece.text),
        licence=piece.licence,
        furniture=find_furniture(piece.text, titled=piece.id is None),
        text_sha256=digest,
    )


def _published(piece: Piece, given: str | None) -> tuple[str | None, PublishedBasis | None]:
    if piece.date and (day := iso_day(piece.date)):
        return day, PublishedBasis.METADATA
    if day := masthead_day(piece.text):
        return day, PublishedBasis.DATELINE
    if given and (day := iso_day(given)):
        return day, PublishedBasis.GIVEN
    if day := newest_day(piece.text):
        return day, PublishedBasis.INFERRED
    return None, None


def language(text: str) -> str | None:
    """The text's language as ISO 639-1, or None where it is too short to tell."""
    sample = text[:4000]
    if len(sample) < 200 and sample.isascii():
        return "en" if _looks_english(sample) else None
    import py3langid

    found: str = py3langid.classify(sample)[0]
    return "en" if found != "en" and _looks_english(sample) else found


def _looks_english(text: str) -> bool:
    words = re.findall(r"[a-z]+", text.lower())
    common = sum(word in _COMMON for word in words)
    return bool(words) and common / len(words) > 0.2


_COMMON = frozenset(
    {
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "on",
        "with",
        "was",
        "by",
        "said",
        "as",
        "from",
        "at",
        "his",
        "its",
        "after",
        "will",
        "has",
    }
)
