"""What of a report is compared: sides, people, days and words, made ready once for each report."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from legation.knowledge.linking import Linkable, limits, number_words, plain_words, types
from legation.knowledge.names import names
from legation.model import Event, Rank, Report, Side, Status, Weight
from legation.model.when import known_days

_WORD = re.compile(r"[^\W\d_]{3,}")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY_OR_YEAR = re.compile(
    r"(?<=[^\W\d_]-)\d+|\b\w+[ -](?:minute|hour|day|week|month|year)s?\b"
    rf"|\b(?:{_MONTH})[a-z]*\.? \d{{1,2}}\b|\b\d{{1,2}} (?:{_MONTH})[a-z]*\b|\b(?:19|20)\d\d\b"
    r"|\b\d+(?:st|nd|rd|th)\b|(?<=\d),(?=\d{3})"
)
_DESCRIBED = ("the ", "a ", "an ", "his ", "her ", "its ", "their ", "our ")
_LONG_WORD = 4
_BODIES = (Rank.DELEGATION, Rank.MILITARY, Rank.OTHER)


class Grain(StrEnum):
    """How exactly the days of an event are known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NEWS = "news"
    OPEN = "open"
    NONE = "none"


_GRAINS = (("day_span", Grain.DAY), ("month_span", Grain.MONTH), ("year_span", Grain.YEAR))

EXACT = (Grain.DAY, Grain.MONTH, Grain.YEAR)
"""Grains of dates that a text gives; the others are taken from the day of publication."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days between which an event lies, both included, and how exactly that is known."""

    first: dt.date
    last: dt.date
    grain: Grain

    def gap(self, other: Stretch) -> int:
        """Days between the two; 0 where they touch or overlap."""
        return max(0, (other.first - self.last).days, (self.first - other.last).days)

    @property
    def words(self) -> str:
        """As an EDTF date or interval."""
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """A report made ready for comparison; `people` are the names of persons by code."""

    report: Report
    kind: Linkable
    codes: frozenset[str]
    acting: frozenset[str]
    affected: frozenset[str]
    published: dt.date | None
    stretch: Stretch | None
    people: Mapping[str, frozenset[frozenset[str]]]
    guests: frozenset[str]
    ranks: Mapping[str, frozenset[str]]
    spoken: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]

    @property
    def event(self) -> Event:
        """The event that is reported."""
        return self.report.event

    @property
    def grain(self) -> Grain:
        """How exactly its days are known."""
        return self.stretch.grain if self.stretch else Grain.NONE


def traits(report: Report) -> Traits:
    """What of a report is compared."""
    event = report.event
    acting = frozenset(side.code for side in event.actors)
    affected = frozenset(side.code for side in event.recipients)
    sides = (*event.actors, *event.recipients)
    quote = " ".join(piece.quote for piece in event.evidence)
    speakers = {word for holder in event.per for word in _folded(holder.name)}
    persons = {word for side in sides for word in _person(side)}
    known = _known_words(frozenset(event.codes)) | speakers | persons
    published = known_days(report.published)
    return Traits(
        report=report,
        kind=types()[event.type.value],
        codes=acting | affected,
        acting=acting,
        affected=affected,
        published=published.last if published else None,
        stretch=_stretch(event, published.last if published else None),
        people=_people(sides),
        guests=acting if event.mode == "visit" else frozenset(),
        ranks=_ranks(sides),
        spoken=frozenset(_folded(quote)),
        words=frozenset(w for w in _folded(quote) if len(w) >= _LONG_WORD) - plain_words() - known,
        names=frozenset(_capitalised(event)) - plain_words() - known,
        numbers=frozenset(_numbers(quote)),
    )


def _fold(text: str) -> str:
    """In lower case and without diacritics."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


def _folded(text: str) -> list[str]:
    return _WORD.findall(_fold(text))


def _capitalised(event: Event) -> Iterable[str]:
    """Names in quotes; the word that begins one is a name only if it stands within one again."""
    for piece in event.evidence:
        for found in _WORD.finditer(piece.quote):
            if found[0][0].isupper() and found.start() > 0:
                yield _fold(found[0])


def _numbers(text: str) -> Iterable[str]:
    """Counts in a quote, as digits; days, years and lengths of time are no counts, nor is the 19 of a name."""
    for word in re.findall(r"[^\W_]+", _DAY_OR_YEAR.sub(" ", text.casefold())):
        if word.isdecimal() and (digits := word.lstrip("0")):
            yield digits
        elif word in number_words():
            yield number_words()[word]


@lru_cache(maxsize=4096)
def _known_words(codes: frozenset[str]) -> frozenset[str]:
    """Words in the names of these codes, but for places, which may tell one act from another."""
    return frozenset(w for code in codes for w in _words_of(code))


@lru_cache(maxsize=1024)
def _words_of(code: str) -> frozenset[str]:
    return _surfaces().get(code, frozenset())


@lru_cache(maxsize=1)
def _surfaces() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in names():
        if name.use in ("capital", "seat"):
            continue
        found.setdefault(name.code, set()).update(_folded(name.surface))
    return {code: frozenset(words) for code, words in found.items()}


def _person(side: Side) -> frozenset[str]:
    """The words of a person's name, where a side is a person whom the text names."""
    name = side.name or ""
    if not side.office and (side.rank is None or side.rank in _BODIES):
        return frozenset()
    if name.casefold().startswith(_DESCRIBED):
        return frozenset()
    if not any(word[:1].isupper() for word in name.split()):
        return frozenset()
    folded = frozenset(re.findall(r"[^\W\d_]{2,}", _fold(name)))
    office = frozenset(_folded(side.office or ""))
    own = folded - office - _words_of(side.code)
    return own if len(own) * 2 > len(folded) else frozenset()


def _people(sides: Iterable[Side]) -> Mapping[str, frozenset[frozenset[str]]]:
    found: dict[str, set[frozenset[str]]] = {}
    for side in sides:
        if own := _person(side):
            found.setdefault(side.code, set()).add(own)
    return {code: frozenset(people) for code, people in found.items()}


def _ranks(sides: Iterable[Side]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for side in sides:
        if side.rank:
            found.setdefault(side.code, set()).add(side.rank.value)
    return {code: frozenset(ranks) for code, ranks in found.items()}


def _stretch(event: Event, published: dt.date | None) -> Stretch | None:
    """The days of an event; without a date, those near its report by its status."""
    given = known_days(event.when)
    stated = event.when_basis != "publication"
    if given and given.first and given.last and stated:
        length = (given.last - given.first).days + 1
        for name, grain in _GRAINS:
            if length <= limits()[name]:
                return Stretch(given.first, given.last, grain)
        return None
    if event.status in (Status.PLANNED, Status.HYPOTHETICAL):
        begin = given.first if given and given.first else published
        if begin is None:
            return None
        return Stretch(begin, _later(begin, limits()["plan_ahead"]), Grain.OPEN)
    if event.weight is Weight.CORE and not (given and given.first and stated):
        end = given.last if given and given.last else published
        if end is None:
            return None
        return Stretch(_later(end, -limits()["news_back"]), end, Grain.NEWS)
    return None


def _later(day: dt.date, number: float) -> dt.date:
    try:
        return day + dt.timedelta(days=int(number))
    except OverflowError:
        return day
