"""Rules for years, decades, seasons, quarters and other parts of years, and years within names."""

from __future__ import annotations

import datetime as dt
import re

from legation.coding.date_days import month_number
from legation.coding.date_reading import UNKNOWN, Context, Reading, Rule, dated, relative, stated
from legation.coding.date_spans import Days, month_of, nth_part, part, year_of
from legation.coding.date_words import (
    MONTH,
    NUMBER,
    OF_YEAR,
    ORD,
    ORDINAL,
    PART,
    PART_NAME,
    SEASON,
    SEASON_NUMBER,
    WORDS,
    YEAR,
    either,
)

_FIXED = {word.lower(): value for word, value in WORDS["fixed_name"].items()}
_TIME_WORDS = frozenset(WORDS["time_word"])
_BEFORE = re.compile(r"([\w.$’']+|[$€£¥#])[\s(]*$")
_NAMED = re.compile(
    r"\s+(?:(?!(?:the|a|an|and|or|he|she|it|they|his|her|its|their|was|were|is|has|had|by|to|in|on"
    rf"|at|for|with|that|which|who|when|as)\b)[\w’'.&-]+\s+){{0,4}}(?:{either(WORDS['name_noun'])})\b",
    re.IGNORECASE,
)


def _fixed(m: re.Match[str], now: Context) -> Reading | None:
    return Reading(edtf=_FIXED[re.sub(r"\s+", " ", m[0].lower())], basis="name")


def _bare_year(m: re.Match[str], now: Context) -> Reading | None:
    """A year on its own: no count or number of a document; flagged where it is part of a name."""
    year = m["year"]
    found = _BEFORE.search(m.string, max(0, m.start() - 30), m.start())
    before = found[1] if found else ""
    word = before.lower()
    if word in WORDS["not_year"] or (m.start() and m.string[m.start() - 1] in "-,.$€£¥#/"):
        return None
    in_name = before[:1].isupper() and word not in _TIME_WORDS and not before.endswith((".", "s'"))
    if word not in ("in", "since", "until", "by", "during") and _NAMED.match(m.string, m.end()):
        in_name = True
    possessive = before.endswith(("'s", "’s", "s'", "s’"))
    if in_name and possessive and not _NAMED.match(m.string, m.end()):
        in_name = False
    return Reading(edtf=year, basis="name" if in_name else "stated")


def _year_range(m: re.Match[str], now: Context) -> Reading | None:
    first, last = int(m["a"]), m["b"]
    end = int(m["a"][: 4 - len(last)] + last)
    if not first < end <= first + 150:
        return None
    return stated(Days(year_of(first).first, year_of(end).last))


def _part_of_year(m: re.Match[str], now: Context) -> Reading | None:
    return stated(part(year_of(int(m["year"])), PART_NAME[m["part"].lower()]))


def _count(word: str | None) -> int:
    return 1 if word is None else int(word) if word.isdigit() else NUMBER[word.lower()]


def _nth(m: re.Match[str], now: Context) -> Reading | None:
    """ "first week of May", "second quarter of 2025", "first four months of 2022"."""
    groups = m.groupdict()
    nth, count = ORDINAL.get(m["nth"].lower(), -1), _count(groups["count"])
    unit = groups["unit"].lower().removesuffix("s")
    if count > 1 and nth != 1:
        return None

    def of_year(year: int) -> Days:
        whole = month_of(year, month_number(groups["m"])) if groups.get("m") else year_of(year)
        start = nth_part(whole, nth, unit)
        stop = start if count == 1 else nth_part(whole, count, unit)
        if start is None or stop is None:
            raise ValueError("no such part")
        return Days(start.first, stop.last)

    if groups.get("this"):
        return relative(of_year(now.published.year)) if now.published else UNKNOWN
    return dated(m, now, of_year)


def _quarter(m: re.Match[str], now: Context) -> Reading | None:
    unit = "quarter" if m["k"] in "Qq" else "half"
    days = nth_part(year_of(int(m["year"])), int(m["q"]), unit)
    return stated(days) if days else None


def _season(m: re.Match[str], now: Context) -> Reading | None:
    return Reading(edtf=f"{m['year']}-{SEASON_NUMBER[m['s'].lower()]}", basis="stated")


def _season_by_today(m: re.Match[str], now: Context) -> Reading | None:
    """ "last summer" ended before today; "this" is of this year; "next" starts after today."""
    today = now.published
    if today is None:
        return UNKNOWN
    season = SEASON_NUMBER[m["s"].lower()]
    start = {21: 3, 22: 6, 23: 9, 24: 12}[season]
    word = m["rel"].split()[-1].lower()
    year = today.year - (season == 24 and today.month < 3)
    if word in ("last", "past") and month_of(year, start + 2).last >= today:
        year -= 1
    elif word in ("next", "coming") and month_of(year, start).first <= today:
        year += 1
    return Reading(edtf=f"{year}-{season}", basis="relative")


def _decade(m: re.Match[str], now: Context) -> Reading | None:
    digits = m["d"]
    if len(digits) == 1:
        digits = ("20" if digits < "3" else "19") + digits
    if not m["part"]:
        return Reading(edtf=f"{digits}X", basis="stated")
    start = int(digits) * 10
    decade = Days(dt.date(start, 1, 1), dt.date(start + 9, 12, 31))
    return stated(part(decade, PART_NAME[m["part"].lower()]))


def _century(m: re.Match[str], now: Context) -> Reading | None:
    return Reading(edtf=f"{int(m['c']) - 1:02}XX", basis="stated")


_NTH = (
    rf"(?i:the\s+)?(?P<nth>{ORD})(?:\s+(?P<count>(?i:{either(NUMBER)})|1?\d))?\s+"
    r"(?P<unit>(?i:days?|weeks?|months?|quarters?|half))\s+of\s+"
)
_THIS_YEAR = r"(?i:(?P<this>(?:the|this)\s+year\b)|(?P<rel>last|next)\s+year\b)"

FIXED_NAMES: tuple[Rule, ...] = (Rule(rf"(?i:{either(WORDS['fixed_name'])})\b", _fixed),)
"""Events that are called by their date; tried before all other rules."""

RULES: tuple[Rule, ...] = (
    Rule(rf"{_NTH}(?P<m>{MONTH})(?!\w)(?:{OF_YEAR})?", _nth),
    Rule(rf"{_NTH}(?:(?P<year>{YEAR})|{_THIS_YEAR})", _nth),
    Rule(rf"(?P<k>[QqHh])(?P<q>[1-4])\s+(?:of\s+)?(?P<year>{YEAR})", _quarter),
    Rule(
        rf"(?i:the\s+)?(?:{PART}(?i:the\s+)?)?(?P<d>(?:1[5-9]|20)\d)0s\b",
        _decade,
    ),
    Rule(rf"(?i:the\s+)(?:{PART}(?i:the\s+)?)?(?:['’](?=\d0s)|(?=[5-9]0s))(?P<d>\d)0s\b", _decade),
    Rule(r"(?i:the\s+)?(?P<c>1\d|2[01])(?:st|th)[-\s]+(?i:century)\b", _century),
    Rule(rf"(?i:the\s+)?(?P<s>{SEASON})\s+(?:of\s+)?(?P<year>{YEAR})", _season),
    Rule(
        rf"(?P<rel>(?i:last|this|this\s+past|this\s+coming|next))\s+(?P<s>{SEASON})\b",
        _season_by_today,
    ),
    Rule(
        r"(?P<a>(?:1[5-9]|20)\d\d)(?:\s*[-–—/]\s*|\s+(?:to|until|through)\s+)"
        r"(?P<b>(?:1[5-9]|20)?\d\d)(?![\w,]|-\d|\s+(?i:people))",
        _year_range,
    ),
    Rule(
        rf"(?i:between\s+)(?P<core>(?P<a>(?:1[5-9]|20)\d\d)\s+and\s+(?P<b>{YEAR}))",
        _year_range,
    ),
    Rule(rf"{PART}(?P<year>{YEAR})", _part_of_year),
    Rule(rf"(?P<year>{YEAR})", _bare_year),
)
"""Rules in the order in which they are tried at one place of the text."""
