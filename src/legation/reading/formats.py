"""Which format bytes are in, and the piece that each format gives."""

from __future__ import annotations

from legation.errors import UnreadableInput
from legation.reading import sources
from legation.reading.decoding import decode
from legation.reading.markdown import markdown
from legation.reading.page import Page
from legation.reading.piece import Piece
from legation.reading.portable import portable
from legation.reading.webpage import looks_like_html, webpage

_LINES = (
    "application/jsonl",
    "application/x-ndjson",
    "application/jsonlines",
    "application/x-jsonlines",
)
_HTML = ("text/html", "application/xhtml+xml")
_HEAD = 1024


def is_json_lines(data: bytes) -> bool:
    """Whether bytes begin as JSON Lines do: with an object."""
    return data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b'{"')


def piece_of(data: bytes, location: str) -> Piece:
    """The piece in bytes, by the ending of their location, else by how they begin.

    Raises UnreadableInput where they cannot be read.
    """
    if not data.strip():
        raise UnreadableInput("It is empty; there is nothing to read.")
    name = location.lower()
    if b"%PDF-" in data[:_HEAD] or name.endswith(sources.PDF):
        return portable(data, location)
    if name.endswith(sources.MARKDOWN):
        return markdown(decode(data, location), location)
    known_as_text = name.endswith(sources.TEXT)
    if name.endswith(sources.HTML) or (not known_as_text and looks_like_html(data)):
        return webpage(data, location)
    return Piece(text=decode(data, location), location=location)


def piece_of_page(page: Page) -> Piece:
    """The piece on a page of the web, by its media type, else by how it begins."""
    if not page.data.strip():
        raise UnreadableInput("The page is empty; check the address in a browser.")
    if page.data.startswith(b"%PDF-") or page.kind == "application/pdf":
        return portable(page.data, page.url)
    if page.kind in _HTML or looks_like_html(page.data):
        return webpage(page.data, page.url, url=page.url, charset=page.charset)
    text = decode(page.data, page.url, page.charset)
    if page.kind == "text/markdown" or page.url.lower().endswith(sources.MARKDOWN):
        return markdown(text, page.url)
    return Piece(text=text, location=page.url)


def page_is_lines(page: Page) -> bool:
    """Whether a page of the web is JSON Lines."""
    return page.kind in _LINES or page.url.lower().endswith((".jsonl", ".ndjson"))
