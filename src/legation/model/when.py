"""Days that an EDTF date or interval covers (ISO 8601-2:2019, level 0 and the level 1 we write)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?(?:T.*)?")
_CENTURY = re.compile(r"(\d{2})XX")
_DECADE = re.compile(r"(\d{3})X")
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day covered; None is an open or unknown end."""

    first: dt.date | None
    last: dt.date | None

    def overlaps(self, first: dt.date | None, last: dt.date | None) -> bool:
        """Whether any day lies within `[first, last]`, an open end reaching for ever."""
        starts_in_time = last is None or self.first is None or self.first <= last
        ends_in_time = first is None or self.last is None or self.last >= first
        return starts_in_time and ends_in_time


def _one(text: str) -> tuple[dt.date, dt.date] | None:
    text = text.strip().strip("~?%")
    if text in ("", ".."):
        return None
    if century := _CENTURY.fullmatch(text):
        year = int(century[1]) * 100
        return dt.date(year, 1, 1), dt.date(year + 99, 12, 31)
    if decade := _DECADE.fullmatch(text):
        year = int(decade[1]) * 10
        return dt.date(year, 1, 1), dt.date(year + 9, 12, 31)
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not an EDTF date; write it as 2025, 2025-10 or 2025-10-26.")
    year, month, day = int(found[1]), found[2], found[3]
    if not month or month == "XX":
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    number = int(month)
    if number in _SEASON_START:
        start = dt.date(year, _SEASON_START[number], 1)
        return start, start + dt.timedelta(days=91)
    if not day or day == "XX":
        return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])
    exact = dt.date(year, number, int(day))
    return exact, exact


def days(edtf: str) -> Days:
    """Days covered by an EDTF date or interval; raises ValueError where it is neither."""
    first, slash, last = edtf.partition("/")
    start = _one(first)
    stop = _one(last) if slash else start
    return Days(start[0] if start else None, stop[1] if stop else None)


@lru_cache(maxsize=4096)
def known_days(edtf: str | None) -> Days | None:
    """Days that a date covers; None where there is no date, or none that can be read."""
    if not edtf:
        return None
    try:
        return days(edtf)
    except ValueError:
        return None


def exact_day(published: str | None) -> dt.date | None:
    """The day of a publication, after which a time may follow; None where the day is not known."""
    try:
        return dt.date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
