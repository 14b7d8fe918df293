"""People in office on a day, by full name, by surname, and by title with surname."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache, lru_cache

from legation.coding.name_index import Entry, Index, add, key_of
from legation.knowledge.offices import Term, terms, titles
from legation.model import Rank
from legation.model.when import days

Words = tuple[str, ...]

_BEFORE, _FORMER, _AHEAD, _SERVING = range(4)


@dataclass(slots=True)
class Officials:
    """Names of people: `index` for names that stand alone, `titled` for surnames after a title.

    `titled` maps a surname's first word to its words and the titles that make it safe; a title
    with a surname that two people in office share is not in it.
    """

    index: Index = field(default_factory=dict)
    titled: dict[str, dict[Words, dict[Words, Entry]]] = field(default_factory=dict)


def officials(on: dt.date | None) -> Officials:
    """People as of a day; with None everybody who ever held an office."""
    if on is None:
        return _build(None)
    at = bisect_right(_changes(), on)
    return _build(_changes()[at - 1] if at else dt.date.min)


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


@lru_cache(maxsize=64)
def _build(on: dt.date | None) -> Officials:
    best: dict[str, tuple[int, Term]] = {}
    for term in terms():
        standing = _standing(term, on)
        if standing and _better(standing, term, best.get(term.person)):
            best[term.person] = (standing, term)
    found = Officials()
    shared: set[tuple[Words, Words]] = set()
    for standing, term in best.values():
        entry = _entry(standing, term)
        for surface in (term.person, *term.aliases):
            if len(key_of(surface)) > 1:
                add(found.index, surface, entry)
                if hyphened := _hyphened(surface):
                    add(found.index, hyphened, entry)
        if standing == _SERVING or on is None:
            if term.bare and term.surname:
                add(found.index, term.surname, entry)
        if standing == _SERVING:
            _add_titled(found, term, entry, shared)
    return found


def _hyphened(name: str) -> str | None:
    """The other spelling of a name of three words, as Korean names have: "Choe Son-hui"."""
    words = name.split()
    if len(words) != 3 or not all(word.isalpha() and word.istitle() for word in words):
        return None
    return f"{words[0]} {words[1]}-{words[2].lower()}"


def _better(standing: int, term: Term, other: tuple[int, Term] | None) -> bool:
    """Whether a term says more of a person: served now, in the file's order, else the latest."""
    if other is None or standing > other[0]:
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
    found: Officials,
    term: Term,
    entry: Entry,
    shared: set[tuple[Words, Words]],
) -> None:
    surname = key_of(term.surname)
    for title in titles().get(term.office, ()):
        words = tuple(word.lower() for word in key_of(title))
        known = found.titled.setdefault(surname[0], {}).setdefault(surname, {})
        if (surname, words) in shared:
            continue
        if words in known:
            shared.add((surname, words))
            del known[words]
        else:
            known[words] = entry
