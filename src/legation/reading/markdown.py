"""Markdown with its front matter, and plain text whose first lines are like it."""

from __future__ import annotations

import re

from legation.reading.dating import iso_day
from legation.reading.piece import Piece

_FRONT = re.compile(
    r"\A---[ \t]*\r?\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_FIELD = re.compile(
    r"^(?P<key>[A-Za-z_]+)[ \t]*:[ \t]*(?P<value>[^\r\n]*?)[ \t]*\r?$", re.MULTILINE
)


def markdown(text: str, location: str) -> Piece:
    """A Markdown text; the simple `key: value` lines of its front matter are metadata."""
    front = _FRONT.match(text)
    fields = _fields(front["fields"]) if front else {}
    return Piece(
        text=text,
        location=location,
        title=fields.get("title"),
        date=iso_day(fields.get("date") or fields.get("published") or ""),
        source=fields.get("source") or fields.get("outlet"),
        licence=fields.get("licence") or fields.get("license"),
        id=fields.get("id"),
        lang=fields.get("lang") or fields.get("language"),
        front=front.end() if front else 0,
        untitled="title" not in fields,
        marked=True,
    )


def _fields(block: str) -> dict[str, str]:
    found = {m["key"].lower(): m["value"].strip("\"'").strip() for m in _FIELD.finditer(block)}
    return {key: value for key, value in found.items() if value}
