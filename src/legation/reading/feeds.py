"""RSS and Atom feeds: one piece of input for each of their items."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from legation.errors import UnreadableInput
from legation.reading.dating import iso_day
from legation.reading.page import Page

_KINDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_HEAD = 1000
_WHOLE = 1200
"""Characters of markup from which on the content of an item is the article and no summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed: its address, what the feed says of it, and the article where it has it."""

    url: str
    title: str | None
    date: str | None
    source: str | None
    content: str | None


def is_feed(page: Page) -> bool:
    """Whether a page is a feed, by its media type or its first element."""
    return page.kind in _KINDS or bool(_ROOT.search(page.data[:_HEAD]))


def items(page: Page) -> Iterator[Item]:
    """The items of a feed, in its order; raises UnreadableInput where it has none."""
    import feedparser

    # As a stream: given bytes, the parser would also try them as the name of a file.
    parsed = feedparser.parse(io.BytesIO(page.data))
    source = parsed.feed.get("title") or None
    found = False
    for entry in parsed.entries:
        link = entry.get("link")
        if link:
            found = True
            yield _item(entry, urljoin(page.url, link), source)
    if not found:
        raise UnreadableInput("The feed lists no articles; check its address.")


def _item(entry: Any, url: str, source: str | None) -> Item:
    content = max(
        (part.get("value") or "" for part in entry.get("content", ())), key=len, default=""
    )
    return Item(
        url=url,
        title=entry.get("title") or None,
        date=iso_day(entry.get("published") or entry.get("updated") or ""),
        source=source,
        content=content if len(content) >= _WHOLE else None,
    )
