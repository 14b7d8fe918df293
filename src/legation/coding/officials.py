"""People in office on a day, by full name, by surname, and by title with surname."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache

from legation.coding.name_index import Entry, key_of
from legation.knowledge.offices import Term, terms, titles
from legation.model import Rank
from legation.model.when import days

Words = tuple[str, ...]

_BEFORE, _FORMER, _AHEAD, _SERVING = range(4)


Named = list[tuple[Words, Entry]]
Titled = dict[Words, dict[Words, Entry]]


class Officials:
    """Names of people as of a day; with None of everybody who ever held an office.

    Who a name means is settled when its first word is first looked up: few of the people in the
    table stand in any one article.
    """

    def __init__(self, on: dt.date | None) -> None:
        self._on = on
        self._best: dict[str, tuple[int, Term]] = {}
        self._named: dict[str, Named] = {}
        self._titled: dict[str, Titled] = {}

    def named(self, first: str) -> Named:
        """Names that stand alone and begin with a word, with the people they mean."""
        if first not in self._named:
            self._named[first] = list(self._names(first))
        return self._named[first]

    def titled(self, first: str) -> Titled:
        """Surnames that begin with a word, each with the titles that make it safe.

        A title with a surname that two people in office share is not among them.
        """
        if first not in self._titled:
            self._titled[first] = self._titles(first)
        return self._titled[first]

    def _names(self, first: str) -> Iterator[tuple[Words, Entry]]:
        for words, term in _full_names().get(first, ()):
            standing, best = self._standing(term.person)
            if standing and best is term:
                yield words, _entry(standing, term)
        for words, term in _surnames().get(first, ()):
            standing, best = self._standing(term.person)
            serving = standing == _SERVING or self._on is None
            if term.bare and serving and best is term:
                yield words, _entry(standing, term)

    def _titles(self, first: str) -> Titled:
        found: Titled = {}
        shared: set[tuple[Words, Words]] = set()
        for surname, term in _surnames().get(first, ()):
            standing, best = self._standing(term.person)
            if standing == _SERVING and best is term:
                _add_titled(found.setdefault(surname, {}), surname, term, shared)
        return found

    def _standing(self, person: str) -> tuple[int, Term]:
        """How somebody stands on the day, and the term that says most of them."""
        if person not in self._best:
            held = _by_person()[person]
            best = (_BEFORE, held[0])
            for term in held:
                standing = _standing(term, self._on)
                if standing and _better(standing, term, best):
                    best = (standing, term)
            self._best[person] = best
        return self._best[person]


def officials(on: dt.date | None) -> Officials:
    """People as of a day; with None everybody who ever held an office."""
    if on is None:
        return _as_of(None)
    at = bisect_right(_changes(), on)
    return _as_of(_changes()[at - 1] if at else dt.date.min)


@lru_cache(maxsize=64)
def _as_of(on: dt.date | None) -> Officials:
    return Officials(on)


@cache
def _by_person() -> dict[str, list[Term]]:
    held: dict[str, list[Term]] = {}
    for term in terms():
        held.setdefault(term.person, []).append(term)
    return held


@cache
def _full_names() -> dict[str, list[tuple[Words, Term]]]:
    """Names of more than one word, as spelt in each term, by their first word."""
    found: dict[str, list[tuple[Words, Term]]] = {}
    for term in terms():
        for surface in (term.person, *term.aliases):
            for spelling in filter(None, (surface, _hyphened(surface))):
                words = key_of(spelling)
                if len(words) > 1:
                    found.setdefault(words[0], []).append((words, term))
    return found


@cache
def _surnames() -> dict[str, list[tuple[Words, Term]]]:
    """Surnames, by their first word; an alias of one word spells the surname in another way."""
    found: dict[str, list[tuple[Words, Term]]] = {}
    for term in terms():
        spelt = {key_of(term.surname): None}
        spelt |= {key_of(alias): None for alias in term.aliases if len(key_of(alias)) == 1}
        for words in filter(None, spelt):
            found.setdefault(words[0], []).append((words, term))
    return found


@cache
def _changes() -> tuple[dt.date, ...]:
    """Days on which somebody takes or leaves office, or is known to."""
    found: set[dt.date] = set()
    for term in terms():
        found.add(_first(term.start))
        found.add(_first(term.known_from))
        if term.end:
            found.add(_last(term.end) + dt.timedelta(days=1))
    return tuple(sorted(found))


@cache
def _first(edtf: str) -> dt.date:
    return days(edtf).first or dt.date.min


@cache
def _last(edtf: str) -> dt.date:
    """The last day that an end may mean; no term ends on the last day of the calendar."""
    return days(edtf).last or dt.date.max - dt.timedelta(days=1)


def _standing(term: Term, on: dt.date | None) -> int:
    """How a term stands on a day: not yet known, over, known and ahead, or being served."""
    if on is None:
        return _FORMER
    if _first(term.start) > on:
        return _AHEAD if _first(term.known_from) <= on else _BEFORE
    return _FORMER if term.end and _last(term.end) < on else _SERVING


def _hyphened(name: str) -> str | None:
    """The other spelling of a name of three words, as Korean names have: "Choe Son-hui"."""
    words = name.split()
    if len(words) != 3 or not all(word.isalpha() and word.istitle() for word in words):
        return None
    return f"{words[0]} {words[1]}-{words[2].lower()}"


def _better(standing: int, term: Term, other: tuple[int, Term]) -> bool:
    """Whether a term says more of a person: served now, in the file's order, else the latest."""
    if standing > other[0]:
        return True
    return standing == other[0] != _SERVING and term.start >= other[1].start


@cache
def _entry(standing: int, term: Term) -> Entry:
    office = {_SERVING: term.office, _AHEAD: f"{term.office}-designate"}.get(
        standing, f"former {term.office}"
    )
    return Entry(
        kind="person",
        codes=(term.code,),
        name=term.person,
        office=office,
        rank=term.rank if standing == _SERVING else Rank.OTHER,
        surname=term.surname,
    )


def _add_titled(
    known: dict[Words, Entry], surname: Words, term: Term, shared: set[tuple[Words, Words]]
) -> None:
    """Adds the titles of a term's office; one that two people share is taken out."""
    for title in titles().get(term.office, ()):
        words = tuple(word.lower() for word in key_of(title))
        if (surname, words) in shared:
            continue
        if known.pop(words, None) is not None:
            shared.add((surname, words))
        else:
            known[words] = _entry(_SERVING, term)
