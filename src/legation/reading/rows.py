"""An article as a row of named values: what a line of JSON and a row of a table have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from legation.errors import UnreadableInput
from legation.reading.dating import iso_day
from legation.reading.piece import Piece

BROKEN = re.compile(r"[\ud800-\udfff]")
"""Halves of characters, which JSON can hold and UTF-8 cannot."""
LINE = "line"
ROW = "row"
TEXT = "text"
"""The one value that is needed."""
NAMES = (
    TEXT,
    *("id", "title", "date", "published", "source", "url"),
    *("lang", "language", "licence", "license"),
)
"""All values that are understood; others are passed over."""


def piece_of_row(row: Mapping[str, Any], where: str, what: str) -> Piece:
    """The piece of one row, which stands at `where` and is a LINE or a ROW (`what`).

    Raises UnreadableInput where it has no text, or a value that cannot be what its name says.
    """
    text = row.get(TEXT)
    if not isinstance(text, str) or not text.strip():
        raise UnreadableInput(f"The {what} has no `text`; give the article's text under that name.")
    values = _Values(row, what)
    title, lang = values.string("title"), values.string("lang", "language")
    return Piece(
        text=text,
        location=where,
        id=values.string("id"),
        title=title,
        date=values.day(),
        source=values.string("source") or _host(values.string("url")),
        url=values.string("url"),
        licence=values.string("license", "licence"),
        lang=lang.lower().replace("_", "-").split("-")[0] if lang else None,
        untitled=title is None,
    )


def id_of(row: object) -> str | None:
    """The id of a row that gave no piece, if it has one that can be shown."""
    name = row.get("id") if isinstance(row, Mapping) else None
    text = str(name) if name else None
    return text if text and not BROKEN.search(text) else None


class _Values:
    """The values of one row."""

    def __init__(self, row: Mapping[str, Any], what: str) -> None:
        self._row = row
        self._what = what

    def string(self, *keys: str) -> str | None:
        """The first value that there is under one of the names."""
        for key in keys:
            value = self._row.get(key)
            if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
                return self._sound(key, str(value).strip())
            if value not in (None, "", False) and not isinstance(value, str | int):
                raise UnreadableInput(
                    f"The {self._what}'s `{key}` is no text; {_MEND[self._what]}."
                )
        return None

    def _sound(self, key: str, value: str) -> str:
        if BROKEN.search(value):
            raise UnreadableInput(
                f"The {self._what}'s `{key}` holds broken characters; write it anew as UTF-8."
            )
        return value

    def day(self) -> str | None:
        """The day of publication."""
        text = self.string("date", "published")
        if text is None:
            return None
        day = iso_day(text)
        if day is None:
            raise UnreadableInput(
                f"The {self._what}'s `date` {text[:40]!r} is no day; "
                "write it as 2025-10-26 or leave it away."
            )
        return day


_MEND = {LINE: "write it between quotes", ROW: "make its column one of text"}


def _host(url: str | None) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
