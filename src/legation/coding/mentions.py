"""Names in a text: states, bodies, groups, people in office, outlets and places.

Names are matched word by word on folded text (no diacritics, hyphens as spaces), the longest
first; offsets stay on the raw text. The dictionary outranks statistical name recognition.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from legation.knowledge.conflicts import conflicts
from legation.knowledge.media import outlets
from legation.knowledge.names import names
from legation.knowledge.offices import Term, terms
from legation.knowledge.places import places
from legation.model import Rank

_WORD = re.compile(r"[^\W_]+(?:['’](?=[^\W_]))?")
_STATE_USES = frozenset({"name", "short", "formal", "abbreviation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a name may mean."""

    kind: str  # state, adjective, people, capital, seat, body, group, person, outlet, place, region
    codes: tuple[str, ...]
    name: str
    office: str | None = None
    rank: Rank | None = None
    surname: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at its offsets in the raw text."""

    start: int
    stop: int
    text: str
    entry: Entry


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
    return [
        (found.group().rstrip("'’"), found.start(), found.start() + len(found.group().rstrip("'’")))
        for found in _WORD.finditer(fold(text))
    ]


Index = dict[str, list[tuple[tuple[str, ...], Entry]]]


@cache
def _key(surface: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in words_of(surface))


def _add(index: Index, surface: str, entry: Entry) -> None:
    words = _key(surface)
    if words and not (len(words) == 1 and len(words[0]) < 2):
        index.setdefault(words[0], []).append((words, entry))


@cache
def _standing() -> Index:
    """Names that do not depend on the day."""
    index: Index = {}
    several: dict[tuple[str, str], list[str]] = {}
    for name in names():
        kind = "state" if name.use in _STATE_USES else name.use
        several.setdefault((name.surface, kind), []).append(name.code)
    rank = ["state", "body", "group", "adjective", "seat", "people", "capital", "region"]
    for (surface, kind), codes in sorted(
        several.items(), key=lambda item: rank.index(item[0][1]) if item[0][1] in rank else 99
    ):
        _add(index, surface, Entry(kind=kind, codes=tuple(dict.fromkeys(codes)), name=surface))
    for outlet in outlets():
        country = (outlet.country,) if outlet.country else ()
        for surface in (outlet.name, *outlet.aliases):
            _add(
                index,
                surface,
                Entry(kind="outlet", codes=country, name=outlet.name, office=outlet.kind),
            )
    for conflict in conflicts():
        _add(
            index,
            conflict.name,
            Entry(
                kind="conflict",
                codes=conflict.actors,
                name=conflict.name,
                office=";".join(conflict.recipients),
            ),
        )
    for place in places():
        country = (place.country,) if place.country else ()
        _add(index, place.name, Entry(kind="place", codes=country, name=place.name))
    return index


def _in_office(term: Term, on: dt.date | None) -> int:
    """How well a term fits a day: 2 in office, 1 held it before, 0 not yet."""
    if on is None:
        return 1
    day = on.isoformat()
    if term.start and term.start > day[: len(term.start)]:
        return 0
    return 1 if term.end and term.end < day[: len(term.end)] else 2


@cache
def _people(on: dt.date | None) -> Index:
    best: dict[str, tuple[int, Term]] = {}
    for term in terms():
        fit = _in_office(term, on)
        if fit and (term.person not in best or fit >= best[term.person][0]):
            best[term.person] = (fit, term)
    index: Index = {}
    for fit, term in best.values():
        entry = Entry(
            kind="person",
            codes=(term.code,),
            name=term.person,
            office=term.office if fit == 2 else f"former {term.office}",
            rank=term.rank if fit == 2 else Rank.OTHER,
            surname=term.surname,
        )
        for surface in (term.person, *term.aliases):
            if len(_key(surface)) > 1:
                _add(index, surface, entry)
        if (fit == 2 or on is None) and term.bare and term.surname:
            _add(index, term.surname, entry)
    return index


class Names:
    """The dictionary as of one day, with the names that an article itself introduces."""

    def __init__(self, on: dt.date | None) -> None:
        self._indexes: list[Index] = [_people(on), _standing()]
        self._own: Index = {}
        self.states: set[str] = set()
        """Codes of the states that the article has named so far."""

    def introduce(self, surface: str, entry: Entry) -> bool:
        """Let a later bare name in this article mean somebody named before; the first keeps it."""
        words = _key(surface)
        if not words or any(key == words for key, _ in self._own.get(words[0], ())):
            return False
        _add(self._own, surface, entry)
        return True

    def find(self, text: str) -> list[Mention]:
        """All names in a text, left to right, the longest at each place."""
        words = words_of(text)
        found: list[Mention] = []
        at = 0
        while at < len(words):
            size, entry = self._longest(words, at, text)
            if entry is not None:
                start, stop = words[at][1], words[at + size - 1][2]
                if stop < len(text) and text[stop] == "." and "." in text[start:stop]:
                    stop += 1
                found.append(Mention(start, stop, text[start:stop], entry))
                at += size
            else:
                at += 1
        return found

    def _longest(
        self, words: list[tuple[str, int, int]], at: int, text: str
    ) -> tuple[int, Entry | None]:
        size, best = 0, None
        for index in (self._own, *self._indexes):
            for key, entry in index.get(words[at][0], ()):
                if len(key) > size and tuple(w for w, _, _ in words[at : at + len(key)]) == key:
                    if _joined(words, at, len(key), text):
                        size, best = len(key), entry
        return size, best


def _joined(words: list[tuple[str, int, int]], at: int, size: int, text: str) -> bool:
    """Whether the words of a name stand together, with nothing but spaces, hyphens or dots."""
    for left, right in zip(words[at : at + size - 1], words[at + 1 : at + size], strict=True):
        between = text[left[2] : right[1]]
        if len(between) > 3 or any(c in ",;:()\n!?" for c in between):
            return False
        if between.startswith(". ") and len(left[0]) > 2:
            return False
    return True
