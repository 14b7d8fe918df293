"""Names by their words: folding, splitting, and an index from first word to whole names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from legation.model import Rank

_WORD = re.compile(r"[^\W_]+(?:['’](?=[^\W_]))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a name may mean.

    Kinds: state, adjective, people, capital, seat, body, group, person, outlet, place, conflict,
    and thing, which holds a country's or body's name without being one ("Paris Agreement").
    `placed` tells that the name counts only where a word of place stands before it; `since` is the
    year before which it could not be known.
    """

    kind: str
    codes: tuple[str, ...]
    name: str
    office: str | None = None
    rank: Rank | None = None
    surname: str | None = None
    placed: bool = False
    since: int = 0


Index = dict[str, list[tuple[tuple[str, ...], Entry]]]


def fold(text: str) -> str:
    """The text without diacritics, code point for code point, so offsets stay true."""
    if text.isascii():
        return text
    return "".join(_fold_one(char) for char in text)


@cache
def _fold_one(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[:1]
    return {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"}.get(
        char, base or char
    )


def words_of(text: str) -> list[tuple[str, int, int]]:
    """Words of a text with their offsets; combining marks and apostrophes are skipped."""
    found = []
    for match in _WORD.finditer(fold(text)):
        word = match.group().rstrip("'’")
        found.append((word, match.start(), match.start() + len(word)))
    return found


@cache
def key_of(surface: str) -> tuple[str, ...]:
    """The words of a name, folded."""
    return tuple(word for word, _, _ in words_of(surface))


def add(index: Index, surface: str, entry: Entry) -> None:
    """Let a name mean an entry; of two entries with one name the first stands."""
    words = key_of(surface)
    if words and not (len(words) == 1 and len(words[0]) < 2):
        index.setdefault(words[0], []).append((words, entry))
