"""Rules for days and months of the calendar, with or without their year, and ranges of them."""

from __future__ import annotations

import datetime as dt
import re

from legation.coding.date_reading import (
    UNKNOWN,
    Context,
    Reading,
    Rule,
    between,
    dated,
    relative,
    stated,
)
from legation.coding.date_spans import Days, month_of, part, unit_around
from legation.coding.date_words import (
    DAY,
    MONTH,
    MONTH_NUMBER,
    OF_YEAR,
    PART,
    PART_NAME,
    SURE_MONTH,
    TO,
    TO_OR_AND,
    WEEKDAY_PREFIX,
    WORDS,
    YEAR,
    either,
)


def month_number(word: str) -> int:
    """Number of a month from its name as written ("Oct.")."""
    return MONTH_NUMBER[word.lower().rstrip(".")]


def _digits(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _on(year: int, month: int, day: int) -> Days:
    date = dt.date(year, month, day)
    return Days(date, date)


def _day(m: re.Match[str], now: Context) -> Reading | None:
    month, day = month_number(m["m"]), _digits(m["d"])
    return dated(m, now, lambda year: _on(year, month, day))


def _day_range(m: re.Match[str], now: Context) -> Reading | None:
    groups = m.groupdict()
    first_month = month_number(m["m"])
    last_month = month_number(groups.get("n") or m["m"])
    first_day, last_day = _digits(m["d"]), _digits(m["e"])
    own_year = groups.get("y")

    def of_year(year: int) -> Days:
        start_year = int(own_year) if own_year else year - (first_month > last_month)
        days = Days(
            dt.date(start_year, first_month, first_day), dt.date(year, last_month, last_day)
        )
        if days.first > days.last:
            raise ValueError("a range runs forward")
        return days

    return dated(m, now, of_year)


def _iso(m: re.Match[str], now: Context) -> Reading | None:
    return stated(_on(int(m["y"]), int(m["m"]), int(m["d"])))


def _slashed(m: re.Match[str], now: Context) -> Reading | None:
    month, day, year = int(m["a"]), int(m["b"]), int(m["y"])
    if month > 12:
        month, day = day, month
    elif day <= 12 and day != month:
        return Reading(edtf=str(year), basis="vague")
    return stated(_on(year, month, day))


def _holiday(m: re.Match[str], now: Context) -> Reading | None:
    month, day = WORDS["holiday"][re.sub(r"\s+", " ", m["h"])].split("-")
    return dated(m, now, lambda year: _on(year, int(month), int(day)))


def _day_only(m: re.Match[str], now: Context) -> Reading | None:
    """ "on the 10th", as agencies write it."""
    today = now.published
    if today is None:
        return UNKNOWN
    day = _digits(m["d"])
    months = [unit_around("month", today, shift) for shift in (-2, -1, 0, 1, 2)]
    days = [_on(x.first.year, x.first.month, day) for x in months if day <= x.last.day]
    past = [d for d in days if d.first <= today]
    future = [d for d in days if d.first >= today]
    reading = between(past[-1], future[0], now, today)
    return reading if now.prefer == "future" else _as_past(reading)


def _as_past(reading: Reading) -> Reading:
    return Reading(edtf=reading.past, basis=reading.basis, past=reading.past, future=reading.future)


def _month(m: re.Match[str], now: Context) -> Reading | None:
    month, which = month_number(m["m"]), m.groupdict().get("part")

    def of_year(year: int) -> Days:
        days = month_of(year, month)
        return part(days, PART_NAME[which.lower()]) if which else days

    return dated(m, now, of_year)


def _unsure_month(m: re.Match[str], now: Context) -> Reading | None:
    """ "May" and "March" are months only after a preposition, or before a noun ("the May summit")."""
    before = m.string[max(0, m.start() - 24) : m.start()]
    if _BEFORE_MONTH.search(before):
        return _month(m, now)
    if _BEFORE_MONTH_NOUN.search(before) and _NOUN.match(m.string, m.end()):
        return _month(m, now)
    return None


def _month_range(m: re.Match[str], now: Context) -> Reading | None:
    first, last = month_number(m["m"]), month_number(m["n"])
    own_year = m["y"]

    def of_year(year: int) -> Days:
        start = int(own_year) if own_year else year - (first > last)
        return Days(month_of(start, first).first, month_of(year, last).last)

    return dated(m, now, of_year)


def _last_month_named(m: re.Match[str], now: Context) -> Reading | None:
    """ "last November" ended before this month, "next March" starts after it."""
    if now.published is None:
        return UNKNOWN
    month, word, year = month_number(m["m"]), m["rel"].split()[-1].lower(), now.published.year
    if word in ("last", "past") and month >= now.published.month:
        year -= 1
    elif word in ("next", "coming") and month <= now.published.month:
        year += 1
    return relative(month_of(year, month))


_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|until|till|by|during|from|through|throughout|before|after)\s+$", re.IGNORECASE
)
_BEFORE_MONTH_NOUN = re.compile(r"\b(?:the|its|his|her|their|our|a|\w+['’]s)\s+$", re.IGNORECASE)
_NOUN = re.compile(r"\s+(?!(?:on|to|for|has|had|was|is|will|would|and|or)\b)[a-z]")
_NO_DAY = r"(?!\w|\.?\s*\d?\d\b)"
_NOT_A_COUNT = r"(?!\s+(?i:percent|per\s+cent|people|million|billion)\b)"
_REL = r"(?i:(?P<rel>last|this|this\s+past|this\s+coming|next))"

RULES: tuple[Rule, ...] = (
    Rule(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:T[\d:.+Z-]+)?(?![\w-])", _iso),
    Rule(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:19|20)\d\d)(?![\d/])", _slashed),
    Rule(
        rf"{WEEKDAY_PREFIX}(?P<d>{DAY})\s+(?P<m>{MONTH})(?:,?\s+(?P<y>{YEAR}))?{TO}"
        rf"{WEEKDAY_PREFIX}(?P<e>{DAY})\s+(?P<n>{MONTH})(?:{OF_YEAR})?",
        _day_range,
    ),
    Rule(
        rf"{WEEKDAY_PREFIX}(?P<m>{MONTH})\s+(?P<d>{DAY})(?:,?\s+(?P<y>{YEAR}))?{TO}"
        rf"{WEEKDAY_PREFIX}(?P<n>{MONTH})\s+(?P<e>{DAY})(?:{OF_YEAR})?",
        _day_range,
    ),
    Rule(
        rf"(?i:between\s+)(?P<core>(?P<m>{MONTH})\s+(?P<d>{DAY})\s+and\s+"
        rf"(?P<n>{MONTH})\s+(?P<e>{DAY})(?P<y>)(?:{OF_YEAR})?)",
        _day_range,
    ),
    Rule(
        rf"(?i:between\s+)(?P<core>(?P<d>{DAY})\s+(?P<m>{MONTH})\s+and\s+"
        rf"(?P<e>{DAY})\s+(?P<n>{MONTH})(?P<y>)(?:{OF_YEAR})?)",
        _day_range,
    ),
    Rule(rf"(?P<d>{DAY}){TO_OR_AND}(?P<e>{DAY})\s+(?P<m>{MONTH})(?!\w)(?:{OF_YEAR})?", _day_range),
    Rule(rf"(?P<m>{MONTH})\s+(?P<d>{DAY}){TO_OR_AND}(?P<e>{DAY})(?:{OF_YEAR})?", _day_range),
    Rule(rf"{WEEKDAY_PREFIX}(?P<m>{MONTH})\s+(?P<d>{DAY}){_NOT_A_COUNT}(?:{OF_YEAR})?", _day),
    Rule(
        rf"{WEEKDAY_PREFIX}(?i:the\s+)?(?P<d>{DAY})\s+(?:of\s+)?(?P<m>{MONTH})(?!\w)(?:{OF_YEAR})?",
        _day,
    ),
    Rule(rf"(?P<h>{either(WORDS['holiday'])})(?:{OF_YEAR})?", _holiday),
    Rule(
        r"(?<=[Oo]n\s)the\s+(?P<d>(?:[12]?\d|3[01])(?:st|nd|rd|th))"
        r"(?=\s*(?:[.,;:)]|$)|\s+and\b)",
        _day_only,
    ),
    Rule(
        rf"(?P<m>{MONTH})(?:\s+(?P<y>{YEAR}))?{TO}(?P<n>{MONTH})(?![\w’']|\s*\d?\d\b)(?:{OF_YEAR})?",
        _month_range,
    ),
    Rule(
        rf"(?i:between\s+)(?P<core>(?P<m>{MONTH})(?:\s+(?P<y>{YEAR}))?\s+and\s+"
        rf"(?P<n>{MONTH})(?!\w)(?:{OF_YEAR})?)",
        _month_range,
    ),
    Rule(rf"{PART}(?P<m>{MONTH}){_NO_DAY}(?:{OF_YEAR})?", _month),
    Rule(rf"{_REL}\s+(?P<m>{MONTH}){_NO_DAY}", _last_month_named),
    Rule(rf"(?P<m>{MONTH})(?:{OF_YEAR})", _month),
    Rule(rf"(?P<m>{SURE_MONTH}){_NO_DAY}", _month),
    Rule(rf"(?P<m>{MONTH}){_NO_DAY}", _unsure_month),
)
"""Rules in the order in which they are tried at one place of the text."""
