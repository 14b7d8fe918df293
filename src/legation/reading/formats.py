"""From bytes to text, title and date: plain text, Markdown, HTML, PDF and feeds."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

from legation.errors import UnreadableInput

_FRONT = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.DOTALL)
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|article|p)\b", re.IGNORECASE)
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text with what its container says of it; the date is ISO 8601 or None."""

    text: str
    title: str | None = None
    date: str | None = None
    source: str | None = None
    licence: str | None = None
    id: str | None = None
    plain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address gave: `kind` is page or feed, `suffix` tells the format."""

    url: str
    data: bytes
    suffix: str
    kind: str = "page"


Fetch = Callable[[str, int, float, int], Page]
"""Gets an address within so many bytes, seconds and redirects."""


def parse(data: bytes, suffix: str, where: str) -> Piece:
    """The text of a piece; raises UnreadableInput with the reason where there is none."""
    if not data.strip():
        raise UnreadableInput("It is empty; there is nothing to read.")
    if data.startswith(b"%PDF") or suffix == ".pdf":
        return _pdf(data)
    if suffix in (".html", ".htm") or (suffix == "" and _HTML.search(data[:2000])):
        return _html(data, where)
    text = decode(data)
    if suffix in (".md", ".markdown"):
        return _markdown(text)
    return Piece(text=text)


def decode(data: bytes) -> str:
    """Text of bytes in UTF-8 or, where that fails, in the encoding that fits them best."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "strict")
    if b"\0" in data[:8192]:
        raise UnreadableInput(
            "It is a binary file and no text; give a .txt, .md, .html, .pdf or .jsonl file."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise UnreadableInput("Its encoding is not known; save it as UTF-8.")
    return str(best)


def _markdown(text: str) -> Piece:
    front = _FRONT.match(text)
    if not front:
        return Piece(text=text)
    fields = dict(
        line.split(":", 1)
        for line in front[1].splitlines()
        if ":" in line and not line.startswith(" ")
    )
    clean = {key.strip().lower(): value.strip().strip("\"'") for key, value in fields.items()}
    return Piece(
        text=text,
        title=clean.get("title") or None,
        date=clean.get("date") or None,
        source=clean.get("source") or None,
    )


def _html(data: bytes, where: str) -> Piece:
    import trafilatura

    found = trafilatura.bare_extraction(
        data,
        url=where if where.startswith("http") else None,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
    )
    text = (getattr(found, "text", None) or "").strip() if found is not None else ""
    if not text:
        raise UnreadableInput(
            "No article text was found on the page; save the text itself as .txt."
        )
    return Piece(
        text=text,
        title=getattr(found, "title", None),
        date=getattr(found, "date", None),
        source=getattr(found, "sitename", None),
        plain=False,
    )


def _pdf(data: bytes) -> Piece:
    from pypdf import PdfReader
    from pypdf.errors import PdfReadError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableInput("The PDF is encrypted; save it without a password first.")
        text = "\n".join(page.extract_text() or "" for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except UnreadableInput:
        raise
    except (PdfReadError, ValueError, KeyError, OSError) as error:
        raise UnreadableInput("The PDF is broken and cannot be opened; get it again.") from error
    except Exception as error:
        if "cryptography" in str(error) or "AES" in str(error) or "password" in str(error).lower():
            raise UnreadableInput(
                "The PDF is encrypted; save it without a password first."
            ) from error
        raise
    if len(re.sub(r"\s", "", text)) < 20:
        raise UnreadableInput(
            "The PDF holds no text, only pictures of it; run it through text recognition first."
        )
    return Piece(text=text, title=str(title) if title else None)


def feed_links(data: bytes) -> list[str]:
    """Addresses of the items of an RSS or Atom feed, newest first as the feed has them."""
    import feedparser

    parsed = feedparser.parse(data)
    links = [str(entry.link) for entry in parsed.entries if entry.get("link")]
    if not links:
        raise UnreadableInput("The feed lists no articles; check its address.")
    return links
