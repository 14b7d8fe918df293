"""Names in a text: states, bodies, groups, people in office, outlets and places.

Names are matched word by word on folded text (no diacritics, hyphens as spaces), the longest
first; offsets stay on the raw text. The dictionary outranks statistical name recognition.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from legation.coding.name_index import Entry, Index, add, key_of, words_of
from legation.coding.officials import officials
from legation.knowledge.conflicts import conflicts
from legation.knowledge.media import outlets
from legation.knowledge.names import Name, name_cues, names
from legation.knowledge.places import places
from legation.knowledge.things import things

__all__ = ["Entry", "Mention", "Names"]

Words = list[tuple[str, int, int]]
"""Words of a text, folded, with their offsets."""

_STATE_USES = frozenset({"name", "short", "formal", "abbreviation"})
_RANK = ("state", "body", "group", "adjective", "seat", "people", "capital", "region")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at its offsets in the raw text."""

    start: int
    stop: int
    text: str
    entry: Entry


@cache
def _standing() -> Index:
    """Names that do not hang on who is in office."""
    index: Index = {}
    several: dict[tuple[str, str], list[Name]] = {}
    for name in names():
        kind = "state" if name.use in _STATE_USES else name.use
        several.setdefault((name.surface, kind), []).append(name)
    for (surface, kind), alike in sorted(
        several.items(), key=lambda item: _RANK.index(item[0][1]) if item[0][1] in _RANK else 99
    ):
        codes = tuple(dict.fromkeys(name.code for name in alike))
        since = min(int((name.known_from or "0000")[:4]) for name in alike)
        add(index, surface, Entry(kind=kind, codes=codes, name=surface, since=since))
    for outlet in outlets():
        country = (outlet.country,) if outlet.country else ()
        entry = Entry(kind="outlet", codes=country, name=outlet.name, office=outlet.kind)
        for surface in (outlet.name, *outlet.aliases):
            add(index, surface, entry)
    for conflict in conflicts():
        attacked = ";".join(conflict.recipients)
        entry = Entry(kind="conflict", codes=conflict.actors, name=conflict.name, office=attacked)
        add(index, conflict.name, entry)
    for thing in things():
        add(index, thing.name, Entry(kind="thing", codes=(), name=thing.name))
    for place in places():
        country = (place.country,) if place.country else ()
        entry = Entry(kind="place", codes=country, name=place.name, placed=bool(place.caution))
        add(index, place.name, entry)
    return index


def _spelt(words: Words, at: int, key: tuple[str, ...]) -> bool:
    """Whether the words from a place on are those of a name of several."""
    if at + len(key) > len(words) or words[at + 1][0] != key[1]:
        return False
    return all(words[at + n][0] == word for n, word in enumerate(key))


class Names:
    """The dictionary as of one day, with the names that an article itself introduces."""

    def __init__(self, on: dt.date | None) -> None:
        self._people = officials(on)
        self._year = on.year if on else 9999
        self._own: Index = {}
        self._read: dict[str, tuple[Words, list[Mention]]] = {}

    def introduce(self, surface: str, entry: Entry) -> bool:
        """Let a later bare name in this article mean somebody named before; the first keeps it."""
        words = key_of(surface)
        if not words or any(key == words for key, _ in self._own.get(words[0], ())):
            return False
        add(self._own, surface, entry)
        return True

    def find(self, text: str) -> list[Mention]:
        """All names in a text, left to right, the longest at each place."""
        # A paragraph is searched again when somebody has been introduced.
        words, known = self._read.get(text) or (words_of(text), None)
        if known is None or any(word in self._own for word, _, _ in words):
            known = self._found(words, text)
            self._read[text] = words, known
        return known

    def _found(self, words: Words, text: str) -> list[Mention]:
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

    def _longest(self, words: Words, at: int, text: str) -> tuple[int, Entry | None]:
        size, best = 0, None
        first = words[at][0]
        for named in (
            self._own.get(first, ()),
            self._people.named(first),
            _standing().get(first, ()),
        ):
            for key, entry in named:
                long = len(key)
                if long > size and (long == 1 or _spelt(words, at, key)):
                    if _joined(words, at, len(key), text) and self._counts(entry, words, at):
                        size, best = len(key), entry
        return (size, best) if best is not None else self._after_title(words, at, text)

    def _counts(self, entry: Entry, words: Words, at: int) -> bool:
        """Whether a name means its entry here: known by then, and placed where it has to be."""
        if entry.since > self._year:
            return False
        return not entry.placed or (at > 0 and words[at - 1][0].lower() in name_cues("place"))

    def _after_title(self, words: Words, at: int, text: str) -> tuple[int, Entry | None]:
        """A surname that its title makes safe: "President Lee" while one Lee is a president."""
        for key, titles in self._people.titled(words[at][0]).items():
            size = len(key)
            if tuple(word for word, _, _ in words[at : at + size]) != key:
                continue
            for title, entry in titles.items():
                first = at - len(title)
                before = tuple(word.lower() for word, _, _ in words[max(0, first) : at])
                if before == title and _joined(words, first, len(title) + size, text):
                    if not _goes_on(words, at + size, text):
                        return size, entry
        return 0, None


def _joined(words: Words, at: int, size: int, text: str) -> bool:
    """Whether the words of a name stand together, with nothing but spaces, hyphens or dots."""
    for left, right in zip(words[at : at + size - 1], words[at + 1 : at + size], strict=True):
        between = text[left[2] : right[1]]
        if len(between) > 3 or any(c in ",;:()\n!?" for c in between):
            return False
        if between.startswith(". ") and len(left[0]) > 2:
            return False
    return True


def _goes_on(words: Words, at: int, text: str) -> bool:
    """Whether the next word belongs to the same name: "President Lee | Jae-myung"."""
    if at >= len(words):
        return False
    word, start, _ = words[at]
    between = text[words[at - 1][2] : start]
    return between in (" ", "-", "\u2011") and (word[0].isupper() or word in name_cues("particle"))
