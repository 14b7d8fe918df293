"""Pages in HTML: the article's text out of the markup around it."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from legation.errors import UnreadableInput
from legation.reading.dating import iso_day
from legation.reading.decoding import decode
from legation.reading.piece import Piece

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_LOOKS = re.compile(
    rb"\A\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 4096
_DATES = {"extensive_search": False, "original_date": True}


def looks_like_html(data: bytes) -> bool:
    """Whether bytes begin as a page does."""
    return bool(_LOOKS.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")))


def webpage(
    data: bytes, location: str, *, url: str | None = None, charset: str | None = None
) -> Piece:
    """The article on a page; raises UnreadableInput where the page holds none.

    `charset` is what the server said. Text, title, day and site are found by trafilatura
    (Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text
    Discovery and Extraction").
    """
    meta = _CHARSET.search(data[:_HEAD])
    declared = charset or (meta[1].decode("ascii", "replace") if meta else None)
    html = decode(data, location, declared)
    extractor = _trafilatura()
    found = extractor.bare_extraction(
        html, url=url, include_comments=False, with_metadata=True, date_extraction_params=_DATES
    )
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        text = str(extractor.baseline(html)[1]).strip()
    if not text:
        raise UnreadableInput(
            "No article was found on the page, which may need a browser to show it; "
            "save the article's text as a .txt file."
        )
    return Piece(
        text=text,
        location=location,
        title=found.title if found is not None else None,
        date=iso_day(found.date or "") if found is not None else None,
        source=(found.sitename if found is not None else None) or _host(url),
        url=(found.url if found is not None else None) or url,
        untitled=found is None or not found.title,
    )


def _host(url: str | None) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


@cache
def _trafilatura() -> Any:
    import trafilatura

    # It logs each page that it finds nothing on; the reader is told in our own words.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return trafilatura
