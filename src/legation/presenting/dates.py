"""Dates in plain words."""

from __future__ import annotations

import datetime as dt

from legation.model import Event, Status
from legation.model.when import known_days

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_OPEN = ("", "..")
NO_DATE = "no date given"
DAY_OF_REPORT = "day of the report"


def last_day(edtf: str | None) -> dt.date | None:
    """The last day that a date covers, where there is one."""
    found = known_days(edtf)
    return found.last if found else None


def day_words(day: dt.date | str) -> str:
    """A day in words: 26 October 2025."""
    return _one(day if isinstance(day, str) else day.isoformat())


def short_day(day: dt.date, *, year: bool) -> str:
    """A day for the axis of a picture: 26 Oct, or 26 Oct 2025."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}" + (f" {day.year}" if year else "")


def _one(text: str) -> str:
    about = "about " if text.endswith(("~", "%")) else "perhaps " if text.endswith("?") else ""
    text = text.strip("~?%").partition("T")[0]
    return about + _plain(text)


def _plain(text: str) -> str:
    if len(text) == 4 and text.endswith("XX"):
        return f"the {text[:2]}00s"
    if len(text) == 4 and text.endswith("X"):
        return f"the {text[:3]}0s"
    year, *rest = text.split("-")
    if not rest or rest[0] == "XX":
        return year
    if rest[0] in _SEASONS:
        return f"{_SEASONS[rest[0]]} {year}"
    if not (rest[0].isdigit() and 1 <= int(rest[0]) <= 12):
        return text
    month = f"{_MONTHS[int(rest[0]) - 1]} {year}"
    return f"{int(rest[1])} {month}" if len(rest) == 2 and rest[1].isdigit() else month


def _range(first: str, last: str) -> str:
    """Both ends, what they share said once: 29 to 30 October 2025."""
    one, two = _one(first).split(), _one(last).split()
    shared = 0
    while shared < min(len(one), len(two)) - 1 and one[-1 - shared] == two[-1 - shared]:
        shared += 1
    return f"{' '.join(one[: len(one) - shared])} to {' '.join(two)}"


def date_words(edtf: str | None, status: Status = Status.OCCURRED) -> str:
    """An EDTF date or interval in plain words; a missing one says that no date was given."""
    if not edtf:
        return NO_DATE
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(edtf)
    if first in _OPEN and last in _OPEN:
        return NO_DATE
    if first in _OPEN:
        return f"by {_one(last)}"
    if last in _OPEN and status is Status.OCCURRED:
        return f"since {_one(first)}, no end given"
    if last in _OPEN:
        return f"{NO_DATE}, not before {_one(first)}"
    return _one(first) if first == last else _range(first, last)


def when_words(event: Event) -> str:
    """A date as the end of a sentence: on 26 October 2025, in 2018, by 17 October 2025."""
    words = date_words(event.when, event.status)
    edtf = event.when or ""
    if not edtf or "/" in edtf:
        return words
    day = len(edtf.strip("~?%").split("-")) == 3
    return f"{'on' if day and words[0].isdigit() else 'in'} {words}"


def caution(event: Event) -> str | None:
    """What a reader should know about a date that the text does not state itself."""
    if event.when and event.when_basis == "publication":
        return DAY_OF_REPORT
    return None


def hint_of(edtf: str | None) -> str:
    """The exact EDTF form of a date."""
    return f"EDTF {edtf}" if edtf else "no EDTF date"


def hint(event: Event) -> str:
    """The exact EDTF form of an event's date, and what it rests on."""
    basis = f", basis: {event.when_basis}" if event.when_basis else ""
    return hint_of(event.when) + (basis if event.when else "")


def capital_day(edtf: str | None, status: Status) -> str:
    """A date in plain words, as a heading."""
    words = date_words(edtf, status)
    return words[:1].upper() + words[1:]
