"""From a piece to an article: identity, title, day, language and furniture."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from legation.errors import UnreadableInput
from legation.model import Article, PublishedBasis, Span, content_hash
from legation.reading.dating import iso_day, nearest, newest
from legation.reading.furniture import Furniture, find_furniture
from legation.reading.language import language
from legation.reading.limits import Limits
from legation.reading.piece import Piece
from legation.reading.rows import BROKEN

_NAME_DAY = re.compile(r"\A(?:19|20)\d\d-\d\d-\d\d(?!\d)|(?<!\d)(?:19|20)\d\d-\d\d-\d\d\Z")
_ADDRESS = re.compile(r"https?://[^\s/@\x00-\x1f]+(?:/[^\s\x00-\x1f]*)?")
_SAMPLE = 20_000
_FEWEST_WORDS = 3
_LETTERED = 0.5
Published = tuple[str | None, PublishedBasis | None]


def make_article(piece: Piece, *, given: str | None, today: dt.date, limits: Limits) -> Article:
    """The article of a piece; raises UnreadableInput where its text is none that could be read.

    `given` is the day that the user assumes for pieces that do not bring their own, `today` the
    last day that an inferred day of publication may be.
    """
    _check(piece.text, limits)
    furniture = find_furniture(piece)
    spans = furniture.spans
    if _letters(_without(piece.text, spans)) < limits.letters:
        # Where hardly anything would be left, the rules have misread a short note.
        spans = tuple(span for span in spans if span.stop <= piece.front)
        if piece.front and _letters(piece.text[piece.front :]) < limits.letters:
            raise UnreadableInput("It holds nothing below its front matter; add the text.")
    day, basis = _published(piece, furniture, given, today)
    digest = content_hash(piece.text)
    return Article(
        id=piece.id or digest[:16],
        text=piece.text,
        title=_whole(piece.title or furniture.title or piece.fallback_title),
        published=day,
        published_basis=basis,
        source=_whole(piece.source or furniture.outlet or furniture.agency),
        location=piece.location,
        url=_on_the_web(piece.url),
        lang=piece.lang or language(_without(piece.text[:_SAMPLE], spans) or piece.text),
        licence=piece.licence,
        furniture=spans,
        text_sha256=digest,
    )


def _whole(text: str | None) -> str | None:
    """A text about the article, with a mark where the metadata of a file hold broken characters."""
    return BROKEN.sub("\ufffd", text) if text else text


def _on_the_web(url: str | None) -> str | None:
    """An address that can be cited: http or https, of one line, without credentials."""
    return url if url and _ADDRESS.fullmatch(url) else None


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text[:_SAMPLE])


def _check(text: str, limits: Limits) -> None:
    if not text.strip():
        raise UnreadableInput("It is empty; there is nothing to read.")
    if len(text) > limits.characters:
        raise UnreadableInput(
            f"Its text has {len(text):,} characters, more than the {limits.characters:,} that one "
            "article may have; split it, or give the articles as JSON Lines."
        )
    if "\0" in text or BROKEN.search(text):
        raise UnreadableInput("Its text holds broken characters; write it anew as UTF-8.")
    sample = text[:_SAMPLE]
    letters, shown = _letters(sample), len("".join(sample.split()))
    if letters < limits.letters:
        raise UnreadableInput(
            f"It is no article: it has only {letters} letters; check that it is the right file."
        )
    wordless = sample.isascii() and len(sample.split()) < _FEWEST_WORDS
    if letters < _LETTERED * shown or wordless:
        raise UnreadableInput(
            "It is no article: it has no sentences, only figures, signs or one long word; "
            "check that it is the right file."
        )


def _without(text: str, spans: tuple[Span, ...]) -> str:
    parts, at = [], 0
    for span in spans:
        parts.append(text[at : span.start])
        at = max(at, span.stop)
    return "".join([*parts, text[at:]])


def _file_day(location: str) -> str | None:
    """The day that a file's name begins or ends with, such as `2025-10-26-visit.txt`."""
    if "://" in location or "#" in location:
        return None
    found = _NAME_DAY.search(Path(location).stem)
    return iso_day(found[0]) if found else None


def _published(piece: Piece, furniture: Furniture, given: str | None, today: dt.date) -> Published:
    if piece.date:
        return piece.date, PublishedBasis.METADATA
    if furniture.date and (day := furniture.date.on()):
        return day.isoformat(), PublishedBasis.DATELINE
    if named := _file_day(piece.location):
        return named, PublishedBasis.METADATA
    if given:
        return iso_day(given) or given, PublishedBasis.GIVEN
    anchor = newest(piece.text, today)
    if anchor is None and piece.hint:
        anchor = dt.date.fromisoformat(piece.hint)
    if anchor and furniture.date and (near := nearest(furniture.date, anchor)):
        # A dateline gives month and day; which year is inferred.
        anchor = near
    return (anchor.isoformat(), PublishedBasis.INFERRED) if anchor else (None, None)
