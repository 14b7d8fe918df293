"""A text with what its container says of it, before it is an article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text and its metadata, as far as the container has them.

    `date` is a day as ISO 8601; `hint` is a weaker one, which an inferred day may rest on.
    `title` comes from metadata, `fallback_title` counts only where the text has no heading.
    `url` is where the text stands on the web, if the container says so. `front` is the number of characters at the start that are metadata themselves. `untitled`
    says that the container has no place for a title, so that the text's first line may be one;
    `marked` that lines which begin with `#` are headings (Markdown).
    """

    text: str
    location: str
    title: str | None = None
    fallback_title: str | None = None
    date: str | None = None
    hint: str | None = None
    source: str | None = None
    url: str | None = None
    licence: str | None = None
    id: str | None = None
    lang: str | None = None
    front: int = 0
    untitled: bool = True
    marked: bool = False
