"""Days of publication in text: mastheads, datelines and full dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache

from legation.knowledge.furniture import phrases
from legation.knowledge.names import names
from legation.knowledge.places import places
from legation.knowledge.tables import rows

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./]?(0[1-9]|1[0-2])[-./]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DASHED = re.compile(
    r"(?<![\d-])((?:19|20)\d\d)([-./])(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?![\d-])"
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\b(?:[A-Z]{2,4}T|GMT|UTC|KST)\b(?:\s?[+-]\d{1,2}(?::?\d\d)?)?")
_SENTENCE = re.compile(r"[^.!?\n]*$")


@dataclass(frozen=True, slots=True)
class Stated:
    """A date in text: month and day, the year where it is given, and where it stands."""

    year: int | None
    month: int
    day: int
    start: int
    stop: int

    def on(self, year: int | None = None) -> dt.date | None:
        """The day, in this year where the text gives none; None where there is no such day."""
        in_year = self.year or year
        try:
            return dt.date(in_year, self.month, self.day) if in_year else None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, day and agency before a report's first words; `stop` is where these begin."""

    stop: int
    date: Stated | None
    agency: str | None


@cache
def _months() -> dict[str, int]:
    return {
        row["word"].lower(): int(row["value"])
        for row in rows("dates.tsv")
        if row["kind"] in ("month", "month_short")
    }


@cache
def _weekdays() -> re.Pattern[str]:
    words = [row["word"] for row in rows("dates.tsv") if row["kind"].startswith("weekday")]
    return re.compile(
        rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b\.?", re.IGNORECASE
    )


@cache
def _written() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{'|'.join(sorted(_months(), key=len, reverse=True))})\b\.?"
    day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)"
    return (
        re.compile(rf"\b{month}\s+{day}\b(?:(?:,\s*|\s+){year}\b)?(?!\d|:\d)", re.IGNORECASE),
        re.compile(rf"(?<![\d.:])\b{day}\s+(?:of\s+)?{month}(?:,?\s+{year}\b)?", re.IGNORECASE),
    )


def stated(text: str, *, start: int = 0, stop: int | None = None) -> Iterator[Stated]:
    """Dates with a month and a day in a stretch of text, those without a year too."""
    end = len(text) if stop is None else stop
    for pattern in _written():
        for m in pattern.finditer(text, start, end):
            year = int(m["year"]) if m["year"] else None
            month = _months()[m["month"].lower()]
            yield Stated(year, month, int(m["day"]), m.start(), m.end())
    for m in _DASHED.finditer(text, start, end):
        yield Stated(int(m[1]), int(m[3]), int(m[4]), m.start(), m.end())


def iso_day(text: str) -> str | None:
    """The day of a date or time as metadata writes it, in ISO 8601; None where it is none.

    The day is the one that the outlet wrote, whatever the offset of its clock.
    """
    text = text.strip()
    if (found := _ISO.match(text)) or (found := _ISO.search(text[:40])):
        day = Stated(int(found[1]), int(found[2]), int(found[3]), 0, 0).on()
        return day.isoformat() if day else None
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError):
        pass
    day = next((day for one in stated(text[:60]) if (day := one.on())), None)
    return day.isoformat() if day else None


def date_line(line: str) -> Stated | None:
    """The date of a line that holds little else: a weekday, a clock, a stamp, a place."""
    if len(line) > 90:
        return None
    found = max(
        stated(line), key=lambda one: (one.year is not None, one.stop - one.start), default=None
    )
    if found is None:
        return None
    rest = line[: found.start] + " " + line[found.stop :]
    for pattern in (_weekdays(), _CLOCK, _ZONE):
        rest = pattern.sub(" ", rest)
    words = re.findall(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*", rest)
    stamps = frozenset(word for phrase in phrases("stamp") for word in phrase.split())
    words = [word for word in words if word.lower() not in stamps]
    place = len(words) <= 2 and all(word[0].isupper() for word in words)
    return found if place and not re.search(r"\d", rest) else None


@cache
def _dateline() -> re.Pattern[str]:
    month = f"(?i:{'|'.join(sorted(_months(), key=len, reverse=True))})"
    word = r"[A-Z][\w.'’-]*"
    date = rf"(?P<date>(?:{month})\b\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+(?:{month})\b\.?(?:\s+\d{{4}})?)"
    return re.compile(
        rf"\s*(?P<place>{word}(?:[ /]{word}|,\s+(?!(?:{month})\b){word})*)"
        rf"(?:(?:,|\s*[|/])?\s*{date}(?:\s+[A-Z]{{2,5}})?,?)?"
        r"(?:\s*(?:\((?P<agency>[^()]{1,40})\))?(?:\s*(?:--|[—–])\s*|\s-\s+)"
        r"|\.?\s*/(?P<wire>[A-Z][\w .-]{1,30})/\.?\s+)(?=\S)"
    )


@cache
def _known_places() -> frozenset[str]:
    capitals = {name.surface for name in names() if name.use in ("capital", "seat")}
    return frozenset(word.casefold() for word in capitals | {place.name for place in places()})


def dateline(text: str, start: int = 0) -> Dateline | None:
    """The dateline at the start of a paragraph, such as "SEOUL, Oct. 26 (Yonhap) --" or "MOSCOW, July 4. /TASS/."."""
    found = _dateline().match(text, start, start + 120)
    if not found:
        return None
    known = found["place"].split(",")[0].strip().casefold() in _known_places()
    loud = found["place"].split(",")[0].isupper()
    agency = found["agency"] or found["wire"]
    sure = agency or found["date"]
    if not (known or (loud and sure)) or not (loud or sure):
        return None
    date = next(stated(found["date"]), None) if found["date"] else None
    return Dateline(found.end(), date, agency)


def newest(text: str, today: dt.date) -> dt.date | None:
    """The latest full date that the text states as past: not after today, nor said to lie ahead."""
    return max(
        (
            day
            for one in stated(text)
            if (day := one.on()) and day <= today and not _ahead(text, one)
        ),
        default=None,
    )


def _ahead(text: str, date: Stated) -> bool:
    before = _SENTENCE.search(text[max(0, date.start - 200) : date.start])
    words = f" {' '.join(re.findall(r'[a-z]+', before[0].lower()))} " if before else ""
    return any(f" {phrase} " in words for phrase in phrases("forward"))


def nearest(date: Stated, to: dt.date) -> dt.date | None:
    """The day of a date without a year that lies nearest to another day."""
    days = [day for year in (to.year - 1, to.year, to.year + 1) if (day := date.on(year))]
    return min(days, key=lambda day: abs(day - to), default=None)
