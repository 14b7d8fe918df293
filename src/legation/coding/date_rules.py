"""Rules for dates that a calendar fixes: days, months, years, decades, parts and ranges of them.

A rule is a pattern and a function from its match to a `Reading`. Dates that lack a year are read
from the day of publication, and keep their nearest past and future reading as well.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from legation.coding.date_spans import Days, edtf, month_of, nth_part, part, unit_around, year_of
from legation.coding.date_words import (
    DAY,
    FULL_MONTH,
    MONTH,
    MONTH_NUMBER,
    ORD,
    ORDINAL,
    SEASON,
    SEASON_NUMBER,
    SURE_MONTH,
    TO,
    WEEKDAY_PREFIX,
    WORDS,
    YEAR,
    either,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The day of publication, which way to prefer, and a year that the sentence gave before."""

    published: dt.date | None
    prefer: str
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a time expression says; `past` and `future` where it can be read either way."""

    edtf: str | None
    basis: str
    past: str | None = None
    future: str | None = None
    anchor: str | None = None
    offset_days: int | None = None


Resolver = Callable[[re.Match[str], Context], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and how to read its match; None means that it is no time expression after all."""

    pattern: str
    read: Resolver


def stated(days: Days | None) -> Reading | None:
    """A reading of an absolute date."""
    return Reading(edtf=edtf(days), basis="stated") if days else None


def relative(days: Days | None, basis: str = "relative") -> Reading:
    """A reading that rests on the day of publication; unknown without one."""
    return Reading(edtf=edtf(days) if days else None, basis=basis)


def either_way(of_year: Callable[[int], Days], now: Context) -> Reading | None:
    """A date without its year: the sentence's year, else the nearest one to publication."""
    if now.year is not None:
        return stated(of_year(now.year))
    today = now.published
    if today is None:
        return Reading(edtf=None, basis="relative")
    years = [_possible(of_year, today.year + shift) for shift in (-4, -1, 0, 1, 4)]
    choices = [days for days in years if days]
    past = [days for days in choices if days.first <= today]
    future = [days for days in choices if days.last >= today]
    before, after = (past[-1] if past else None), (future[0] if future else None)
    if before is None or after is None:
        return None
    nearer = after if after.first - today < today - before.last else before
    chosen = {"past": before, "future": after}.get(now.prefer, nearer)
    return Reading(
        edtf=edtf(chosen), basis="relative", past=edtf(before), future=edtf(after)
    )


def _possible(of_year: Callable[[int], Days], year: int) -> Days | None:
    try:
        return of_year(year)
    except ValueError:
        return None


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _month(word: str) -> int:
    return MONTH_NUMBER[word.lower().rstrip(".")]


def _year(m: re.Match[str], now: Context) -> int | None:
    """The year that a match states, in digits or as "last year"; None where it states none."""
    groups = m.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("rel") and now.published:
        shift = {"last": -1, "previous": -1, "next": 1}.get(groups["rel"].split()[0].lower(), 0)
        return now.published.year + shift
    return None


def _dated(m: re.Match[str], now: Context, of_year: Callable[[int], Days]) -> Reading | None:
    """An absolute date where a year is stated, one by the day of publication where none is."""
    year = _year(m, now)
    if year is None:
        if m.groupdict().get("rel"):
            return Reading(edtf=None, basis="relative")
        return either_way(of_year, now)
    reading = stated(of_year(year))
    if reading and not m.groupdict().get("year"):
        return replace(reading, basis="relative")
    return reading


_REL_YEAR = r"(?i:(?:of\s+|in\s+)?(?P<rel>last|this|next|the\s+same|the\s+previous)\s+year\b)"
_OF_YEAR = rf"(?:(?:,\s*|,?\s+of\s+|,?\s+in\s+|,?\s+)(?:(?P<year>{YEAR})|{_REL_YEAR})|,?\s+Juche\s+\d+\s+\((?P<juche>{YEAR})\))?"
_OF_YEAR = _OF_YEAR.replace("(?P<juche>", "(?:")


def _day(m: re.Match[str], now: Context) -> Reading | None:
    month, day = _month(m["m"]), _number(m["d"])
    juche = re.search(r"\((\d{4})\)?$", m[0])
    if juche:
        return stated(Days(*[dt.date(int(juche[1]), month, day)] * 2))
    return _dated(m, now, lambda year: Days(*[dt.date(year, month, day)] * 2))


def _day_range(m: re.Match[str], now: Context) -> Reading | None:
    first_month = _month(m["m"] or m["n"])
    last_month = _month(m["n"] or m["m"])
    first_day, last_day = _number(m["d"]), _number(m["e"])
    own_year = m.groupdict().get("y1")

    def of_year(year: int) -> Days:
        first_year = int(own_year) if own_year else year - (first_month > last_month)
        return Days(
            dt.date(first_year, first_month, first_day), dt.date(year, last_month, last_day)
        )

    reading = _dated(m, now, of_year)
    if reading and reading.edtf and "/" in reading.edtf:
        first, last = (dt.date.fromisoformat(d) for d in reading.edtf.split("/") if len(d) == 10)
        return reading if first <= last else None
    return reading


def _iso(m: re.Match[str], now: Context) -> Reading | None:
    return stated(Days(*[dt.date(int(m["y"]), int(m["m"]), int(m["d"]))] * 2))


def _slashed(m: re.Match[str], now: Context) -> Reading | None:
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    if a > 12 or a == b:
        a, b = b, a
    elif b <= 12:
        return Reading(edtf=str(year), basis="vague")
    return stated(Days(*[dt.date(year, a, b)] * 2))


def _holiday(m: re.Match[str], now: Context) -> Reading | None:
    name = re.sub(r"\s+", " ", m["h"])
    month, day = (int(n) for n in WORDS["holiday"][name].split("-"))
    return _dated(m, now, lambda year: Days(*[dt.date(year, month, day)] * 2))


def _fixed(m: re.Match[str], now: Context) -> Reading | None:
    return Reading(edtf=_FIXED[re.sub(r"\s+", " ", m[0].lower())], basis="name")


_FIXED = {word.lower(): value for word, value in WORDS["fixed_name"].items()}

PART = {
    "early": "early", "mid": "mid", "late": "late", "middle": "mid", "start": "start",
    "beginning": "start", "end": "end", "close": "end", "opening": "start",
}  # fmt: skip
_PART = (
    r"(?i:(?:the\s+)?(?P<part>early|mid|late|beginning|start|middle|end|close)"
    r"(?:\s+(?:in|of|part\s+of)\s+|\s*-\s*|\s+))"
)


def _month_year(m: re.Match[str], now: Context) -> Reading | None:
    month, which = _month(m["m"]), m.groupdict().get("part")

    def of_year(year: int) -> Days:
        days = month_of(year, month)
        return part(days, PART[which.lower()]) if which else days

    return _dated(m, now, of_year)


def _rel_month(m: re.Match[str], now: Context) -> Reading | None:
    """ "last November" ended before this month, "next March" starts after it."""
    today = now.published
    if today is None:
        return Reading(edtf=None, basis="relative")
    month, word = _month(m["m"]), m["rel"].split()[-1].lower()
    year = today.year
    if word in ("last", "past") and month >= today.month:
        year -= 1
    elif word in ("next", "coming") and month <= today.month:
        year += 1
    return relative(month_of(year, month))


def _month_range(m: re.Match[str], now: Context) -> Reading | None:
    first, last = _month(m["m"]), _month(m["n"])
    own_year = m["y1"]

    def of_year(year: int) -> Days:
        start = int(own_year) if own_year else year - (first > last)
        return Days(month_of(start, first).first, month_of(year, last).last)

    return _dated(m, now, of_year)


def _year_range(m: re.Match[str], now: Context) -> Reading | None:
    first, last = int(m["a"]), m["b"]
    end = int(m["a"][: 4 - len(last)] + last)
    if not first < end <= first + 150:
        return None
    return stated(Days(year_of(first).first, year_of(end).last))


def _part_of_year(m: re.Match[str], now: Context) -> Reading | None:
    return stated(part(year_of(int(m["year"])), PART[m["part"].lower()]))


def _nth(m: re.Match[str], now: Context) -> Reading | None:
    """ "first week of May", "second quarter of 2025", "first four months of 2022"."""
    nth = ORDINAL.get(m["nth"].lower(), -1)
    groups = m.groupdict()
    unit = groups["unit"].lower().removesuffix("s")
    unit = "half" if unit == "hal" else unit
    count = ORDINAL_COUNTS.get((groups.get("count") or "one").lower())
    if count is None:
        return None

    def of_year(year: int) -> Days:
        whole = month_of(year, _month(groups["m"])) if groups.get("m") else year_of(year)
        start, stop = nth_part(whole, nth, unit), nth_part(whole, nth, unit)
        if count > 1:
            start = nth_part(whole, 1, unit) if nth == 1 else None
            stop = nth_part(whole, count, unit)
        if start is None or stop is None:
            raise ValueError("no such part")
        return Days(start.first, stop.last)

    if groups.get("year") or groups.get("rel") or groups.get("m"):
        return _dated(m, now, of_year)
    return relative(of_year(now.published.year) if now.published else None)


ORDINAL_COUNTS = {
    **{w: int(v) for w, v in WORDS["number"].items()},
    **{str(n): n for n in range(1, 13)},
}


def _quarter(m: re.Match[str], now: Context) -> Reading | None:
    days = nth_part(year_of(int(m["year"])), int(m["q"]), "quarter" if m["k"] in "Qq" else "half")
    return stated(days)


def _season(m: re.Match[str], now: Context) -> Reading | None:
    return Reading(edtf=f"{m['year']}-{SEASON_NUMBER[m['s'].lower()]}", basis="stated")


def _rel_season(m: re.Match[str], now: Context) -> Reading | None:
    """ "last summer" ended before today; "this" is of this year; "next" starts after today."""
    today = now.published
    if today is None:
        return Reading(edtf=None, basis="relative")
    season = SEASON_NUMBER[m["s"].lower()]
    start = {21: 3, 22: 6, 23: 9, 24: 12}[season]
    words = m["rel"].lower()
    year = today.year - (season == 24 and today.month < 3)
    if "last" in words and month_of(year, start + 2).last >= today:
        year -= 1
    elif ("next" in words or "coming" in words) and month_of(year, start).first <= today:
        year += 1
    return Reading(edtf=f"{year}-{season}", basis="relative")


def _decade(m: re.Match[str], now: Context) -> Reading | None:
    digits = m["d"] if len(m["d"]) == 3 else ("20" if m["d"] < "3" else "19") + m["d"]
    which = m["part"]
    if not which:
        return Reading(edtf=f"{digits}X", basis="stated")
    start = int(digits) * 10
    return stated(part(Days(dt.date(start, 1, 1), dt.date(start + 9, 12, 31)), PART[which.lower()]))


def _century(m: re.Match[str], now: Context) -> Reading | None:
    return Reading(edtf=f"{int(m['c']) - 1:02}XX", basis="stated")


def _day_only(m: re.Match[str], now: Context) -> Reading | None:
    """ "on the 10th", as agencies write it: of the month of publication, else the one before."""
    today = now.published
    if today is None:
        return Reading(edtf=None, basis="relative")
    day = _number(m["d"])
    choices = [unit_around("month", today, shift).first for shift in (-1, 0, 1)]
    days = [start.replace(day=day) for start in choices if day <= unit_around("month", start).last.day]
    past = [d for d in days if d <= today]
    future = [d for d in days if d >= today]
    if not past or not future:
        return None
    before, after = past[-1].isoformat(), future[0].isoformat()
    chosen = after if now.prefer == "future" else before
    return Reading(edtf=chosen, basis="relative", past=before, future=after)


_BEFORE_BARE = r"(?i:in|since|until|till|by|during|from|through|throughout|before|after|between|and|to|of|as\s+early\s+as|as\s+late\s+as)"

RULES: tuple[Rule, ...] = (
    Rule(rf"(?i:{either(WORDS['fixed_name'])})\b", _fixed),
    Rule(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:T[\d:.+Z-]+)?(?![\d-])", _iso),
    Rule(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:19|20)\d\d)(?![\d/])", _slashed),
    Rule(
        rf"(?:{FULL_MONTH}\s+)?(?P<d>{DAY})\s+(?P<m>{MONTH})(?:,?\s+(?P<y1>{YEAR}))?{TO}(?P<e>{DAY})\s+(?P<n>{MONTH}){_OF_YEAR}",
        _day_range,
    ),
    Rule(
        rf"(?P<m>{MONTH})\s+(?P<d>{DAY})(?:,?\s+(?P<y1>{YEAR}))?{TO}(?P<n>{MONTH})\s+(?P<e>{DAY}){_OF_YEAR}",
        _day_range,
    ),
    Rule(rf"(?P<d>{DAY}){TO}(?P<e>{DAY})\s+(?P<m>{MONTH}(?P<n>)){_OF_YEAR}", _day_range),
    Rule(rf"(?P<m>{MONTH}(?P<n>))\s+(?P<d>{DAY}){TO}(?P<e>{DAY}){_OF_YEAR}", _day_range),
    Rule(rf"{WEEKDAY_PREFIX}(?P<m>{MONTH})\s+(?P<d>{DAY})(?!\s+(?i:percent|per\s+cent|people|million|billion)\b){_OF_YEAR}", _day),
    Rule(rf"{WEEKDAY_PREFIX}(?:the\s+)?(?P<d>{DAY})\s+(?:of\s+)?(?P<m>{MONTH})(?!\w){_OF_YEAR}", _day),
    Rule(rf"(?P<h>{either(WORDS['holiday'])}){_OF_YEAR}", _holiday),
    Rule(
        rf"(?i:the\s+)?(?P<nth>{ORD})(?:\s+(?P<count>{either(ORDINAL_COUNTS)}))?\s+"
        rf"(?i:(?P<unit>days?|weeks?|months?|quarters?|half))\s+of\s+(?:(?P<m>{MONTH})(?!\w){_OF_YEAR}|(?:(?P<year2>{YEAR})|(?i:(?:the|this)\s+year\b)|(?i:(?P<rel2>last|next)\s+year\b)))".replace("(?P<year2>", "(?:").replace("(?P<rel2>", "(?:"),
        _nth,
    ),
    Rule(rf"(?i:(?P<k>Q)(?P<q>[1-4])|(?P<k2>H)(?P<q2>[12]))\s+(?:of\s+)?(?P<year>{YEAR})", _quarter),
    Rule(rf"(?P<m>{MONTH})\s*(?P<y1>{YEAR})?{TO}(?P<n>{MONTH})(?!\w){_OF_YEAR}(?!\s*\d)", _month_range),
    Rule(rf"{_PART}(?P<m>{MONTH})(?![\w’']){_OF_YEAR}", _month_year),
    Rule(rf"(?i:(?P<rel>last|this|this\s+past|this\s+coming|next))\s+(?P<m>{MONTH})(?!\w)", _rel_month),
    Rule(rf"(?P<m>{MONTH})(?:,?\s+|,?\s+of\s+)(?:(?P<year>{YEAR})|{_REL_YEAR})", _month_year),
    Rule(rf"(?<=\b)(?P<m>{SURE_MONTH})(?!\w|\s*\d)", _month_year),
    Rule(rf"{_BEFORE_BARE}\s+(?P<m>{MONTH})(?!\w|\s*\d)", _month_year),
    Rule(rf"(?i:the|its|his|her|their|a)\s+(?P<m>{MONTH})(?=\s+[a-z])(?!\s+(?:on|to)\b)", _month_year),
    Rule(rf"(?i:the\s+)?(?:{_PART})?(?i:the\s+)?['’]?(?P<d>(?:1[5-9]|20)\d|(?<=[’'])\d)0s\b", _decade),
    Rule(r"(?i:the\s+)?(?P<c>1\d|2[01])(?:st|th)[-\s]+(?i:century)\b", _century),
    Rule(rf"(?i:the\s+)?(?P<s>{SEASON})\s+(?:of\s+)?(?P<year>{YEAR})", _season),
    Rule(rf"(?i:(?P<rel>last|this|this\s+past|this\s+coming|next))\s+(?P<s>{SEASON})\b", _rel_season),
    Rule(rf"{_PART}(?P<year>{YEAR})", _part_of_year),
    Rule(r"(?P<a>(?:1[5-9]|20)\d\d)(?:\s*[-–—/]\s*|\s+(?:to|until|through)\s+)(?P<b>(?:1[5-9]|20)?\d\d)(?![\d,]|-\d|\s+(?i:people))", _year_range),
    Rule(r"(?i:on\s+)the\s+(?P<d>(?:[12]?\d|3[01])(?:st|nd|rd|th))(?=\s*(?:[.,;:)]|$)|\s+and\b)", _day_only),
)
"""Rules in the order in which they are tried at one place of the text."""
