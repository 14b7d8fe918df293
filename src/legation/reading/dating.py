"""The day of publication, from metadata, the masthead or dateline, or the text itself."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_M = r"(?P<m>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_FULL = (
    re.compile(rf"\b{_M}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+{_M},?\s+(?P<y>(?:19|20)\d\d)\b"),
    re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"),
)
_DATELINE = re.compile(rf"\A[^\n]{{0,60}}?\b{_M}\s+(?P<d>\d{{1,2}})\b[^\n]{{0,40}}?(?:--|—|–)\s")
_MASTHEAD_LINES = 4
_LONGEST_MASTHEAD = 60


def _day(found: re.Match[str], year: int | None = None) -> str | None:
    month = found["m"].lower().rstrip(".")
    number = int(month) if month.isdigit() else _MONTHS.get(month)
    try:
        return dt.date(year or int(found["y"]), number or 0, int(found["d"])).isoformat()
    except ValueError:
        return None


def iso_day(text: str) -> str | None:
    """An ISO day of a date or time as metadata gives it, or None."""
    try:
        return dt.date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        pass
    for pattern in _FULL:
        if found := pattern.search(text):
            return _day(found)
    return None


def masthead_day(text: str) -> str | None:
    """The full date that stands in a short line at the top, or in the dateline."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_MASTHEAD_LINES]
    for line in lines:
        if len(line) <= _LONGEST_MASTHEAD:
            for pattern in _FULL:
                found = pattern.search(line)
                if found and len(line) - (found.end() - found.start()) <= 25:
                    return _day(found)
    for line in lines:
        dateline = _DATELINE.match(line)
        newest = newest_day(text)
        if dateline and newest:
            return _day(dateline, int(newest[:4]))
    return None


def newest_day(text: str) -> str | None:
    """The latest full date that the text states, in no later year than today's."""
    limit = dt.datetime.now(dt.UTC).date().isoformat()
    found = [_day(m) for pattern in _FULL for m in pattern.finditer(text)]
    return max((day for day in found if day and day <= limit), default=None)
