"""Wars that texts name in passing, and who attacks whom in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import rows, split


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A named war: attackers, attacked, and its span as EDTF."""

    name: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    start: str
    source: str


_MARKS = str.maketrans({"’": "'", "‘": "'", "–": "-"})


def folded(text: str) -> str:
    """A war's name, or a text that may hold one, as they are compared: plain marks, no capitals."""
    return text.translate(_MARKS).casefold()


@cache
def conflicts() -> tuple[Conflict, ...]:
    """All wars that the program knows by name."""
    return tuple(
        Conflict(
            name=row["name"],
            actors=split(row["actors"]),
            recipients=split(row["recipients"]),
            start=row["from"],
            source=row["source"],
        )
        for row in rows("conflicts.csv")
    )
