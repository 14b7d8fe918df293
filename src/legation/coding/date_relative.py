"""Rules for times told from the day of publication."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from legation.coding.date_reading import UNKNOWN, Context, Reading, Rule, between, relative
from legation.coding.date_spans import ONE_DAY, Days, back, edtf, part, unit_around
from legation.coding.date_words import (
    ABOUT,
    NUM,
    PART_NAME,
    TO,
    UNIT,
    WEEKDAY,
    WEEKDAY_NUMBER,
    WORDS,
    number,
    unit_name,
)

_RECENT_DAYS = {unit: int(days) for unit, days in WORDS["recent"].items()}


def _one(day: dt.date) -> Days:
    return Days(day, day)


def _day_word(m: re.Match[str], now: Context) -> Reading | None:
    """today, tonight, yesterday, tomorrow, overnight, the day before yesterday ..."""
    today = now.published
    if today is None:
        return UNKNOWN
    words = re.sub(r"\s+", " ", m[0].lower())
    if "overnight" in words:
        return relative(Days(today - ONE_DAY, today))
    shift = -1 if "yesterday" in words or words == "last night" else "tomorrow" in words
    if "day before" in words or "day after" in words:
        shift *= 2
    return relative(_one(today + shift * ONE_DAY))


def _weekday(m: re.Match[str], now: Context) -> Reading | None:
    """ "on Monday" either way; "last Friday" before today; "next Tuesday" in the next week."""
    today = now.published
    before = m.string[max(0, m.start() - 12) : m.start()].rstrip()
    if before.endswith(tuple(WORDS["not_weekday"])):
        return None
    if today is None:
        return UNKNOWN
    number_of_day, groups = WEEKDAY_NUMBER[m["w"].lower()], m.groupdict()
    if week := groups.get("week"):
        shift = {"last": -1, "next": 1}.get(week.split()[-1].lower(), 0)
        return relative(_one(unit_around("week", today, shift).first + number_of_day * ONE_DAY))
    past = today - (today.weekday() - number_of_day) % 7 * ONE_DAY
    future = today + (number_of_day - today.weekday()) % 7 * ONE_DAY
    word = (groups.get("rel") or "").lower().split()[-1:]
    if word in (["last"], ["past"]) and past == today:
        past -= 7 * ONE_DAY
    match word:
        case ["last" | "past"]:
            return relative(_one(past))
        case ["next"]:
            return relative(_one(unit_around("week", today, 1).first + number_of_day * ONE_DAY))
        case ["coming"]:
            return relative(_one(future if future > today else future + 7 * ONE_DAY))
        case ["this"]:
            week_day = unit_around("week", today).first + number_of_day * ONE_DAY
            return replace(
                relative(_one(week_day)), past=past.isoformat(), future=future.isoformat()
            )
        case _:
            chosen = future if now.prefer == "future" else past
            return replace(relative(_one(chosen)), past=past.isoformat(), future=future.isoformat())


def _weekday_range(m: re.Match[str], now: Context) -> Reading | None:
    today = now.published
    if today is None:
        return UNKNOWN
    first, last = WEEKDAY_NUMBER[m["w"].lower()], WEEKDAY_NUMBER[m["x"].lower()]
    length = ((last - first) % 7) * ONE_DAY
    past = today - (today.weekday() - first) % 7 * ONE_DAY
    future = today + (first - today.weekday()) % 7 * ONE_DAY
    before, after = Days(past, past + length), Days(future, future + length)
    reading = between(before, after, now, today)
    return reading if now.prefer == "future" else replace(reading, edtf=edtf(before))


def _weekend(m: re.Match[str], now: Context) -> Reading | None:
    today = now.published
    if today is None:
        return UNKNOWN
    this = unit_around("weekend", today)
    word = (m["rel"] or "").lower().split()[-1:]
    last = this if this.last <= today else unit_around("weekend", today, -1)
    if word in (["last"], ["past"]):
        return relative(last)
    if word == ["next"]:
        return relative(unit_around("weekend", today, 1))
    if word == ["this"]:
        return relative(this)
    started = this if this.first <= today else last
    return replace(between(started, this, now, today), edtf=edtf(started))


def _unit(m: re.Match[str], now: Context) -> Reading | None:
    """ "last week", "late next month", "earlier this year", "by the end of the year"."""
    today = now.published
    if today is None:
        return UNKNOWN
    groups = m.groupdict()
    shift = {"last": -1, "next": 1, "coming": 1}.get(m["rel"].split()[-1].lower(), 0)
    unit = unit_name(m["unit"])
    days = unit_around(unit, today, shift)
    which = (groups.get("part") or "").lower()
    if which == "earlier" and shift == 0:
        days = Days(days.first, today)
    elif which in ("later", "rest", "remainder") and shift == 0:
        days = Days(today, days.last)
    elif which in PART_NAME:
        days = part(days, PART_NAME[which])
    elif unit == "decade":
        return Reading(edtf=f"{days.first.year // 10}X", basis="relative")
    elif unit == "century":
        return Reading(edtf=f"{days.first.year // 100}XX", basis="relative")
    return relative(days)


def _past_units(m: re.Match[str], now: Context) -> Reading | None:
    """ "over the past two weeks": an interval that ends at publication; "in recent days" too."""
    today = now.published
    groups, unit = m.groupdict(), unit_name(m["unit"])
    vague = "num" not in groups or (not groups["num"] and m["unit"].lower().endswith("s"))
    count = None if vague else number(groups["num"] or "one")
    basis = "relative" if count is not None else "vague"
    if today is None:
        return Reading(edtf=None, basis=basis)
    if count is None:
        start = today - _RECENT_DAYS.get(unit, 7) * ONE_DAY
    else:
        start = _reach(today, count, unit)
    return Reading(edtf=f"{start}/{today}" if start != today else f"{today}", basis=basis)


def _next_units(m: re.Match[str], now: Context) -> Reading | None:
    """ "in the coming days" is open; "within two weeks" ends after them."""
    today, count = now.published, number(m["num"]) if m["num"] else None
    if count is None and not m["unit"].lower().endswith("s"):
        count = 1
    basis = "relative" if count is not None else "vague"
    if today is None:
        return Reading(edtf=None, basis=basis)
    if count is None:
        return Reading(edtf=f"{today}/..", basis=basis)
    return Reading(edtf=f"{today}/{_reach(today, -count, unit_name(m['unit']))}", basis=basis)


def _reach(today: dt.date, count: int, unit: str) -> dt.date:
    """The far end of so many units back (forward where negative); hours reach into a next day."""
    if unit in ("hour", "minute"):
        days = max(1, abs(count) // 24) if unit == "hour" else 0
        return today - (days if count > 0 else -days) * ONE_DAY
    return back(today, count, unit)


def _ago(m: re.Match[str], now: Context) -> Reading | None:
    """The day, week, month or year so long before publication; `~` for about, open for over."""
    today, unit = now.published, unit_name(m["unit"])
    count = number(m["num"]) if m["num"] else None
    about = re.sub(r"\s+", " ", (m["about"] or "").strip().lower())
    if today is None:
        return Reading(edtf=None, basis="relative" if count is not None else "vague")
    if count is None:
        return _vaguely_ago(m["num"], unit, today)
    day = back(today, count, unit)
    days = {"week": unit_around("week", day), "month": unit_around("month", day)}.get(
        unit, _one(day)
    )
    if unit in ("year", "decade", "century"):
        days = unit_around("year", day)
    text = edtf(days)
    if about in ("more than", "over", "at least", "well over", "just over"):
        return Reading(edtf=f"../{text.rpartition('/')[2]}", basis="relative")
    approximate = about in (
        "about",
        "around",
        "nearly",
        "almost",
        "roughly",
        "some",
        "approximately",
    )
    return Reading(edtf=f"{text}~" if approximate and "/" not in text else text, basis="relative")


def _vaguely_ago(words: str | None, unit: str, today: dt.date) -> Reading:
    if not words or unit not in ("day", "week", "month", "hour"):
        return Reading(edtf=f"../{today}", basis="vague")
    start = today - {"hour": 1, "day": 7, "week": 30, "month": 365}[unit] * ONE_DAY
    return Reading(edtf=f"{start}/{today}", basis="vague")


def _from_now(m: re.Match[str], now: Context) -> Reading | None:
    today, count = now.published, number(m["num"])
    if today is None or count is None:
        return Reading(edtf=f"{today}/.." if today else None, basis="vague")
    unit = unit_name(m["unit"])
    day = back(today, -count, unit)
    exact = _one(day) if unit in ("day", "night", "week", "hour") else unit_around(unit, day)
    return relative(exact)


_PART_OF_DAY = r"(?i:morning|afternoon|evening|night)"
_BY_DAY = rf"(?:\s+{_PART_OF_DAY}\b)?"
_REL = r"(?:(?i:the\s+)?(?P<rel>(?i:last|this|this\s+past|past|this\s+coming|coming|next))\s+)"

RULES: tuple[Rule, ...] = (
    Rule(
        r"(?i:the\s+day\s+(?:before\s+yesterday|after\s+tomorrow)"
        rf"|(?:(?:earlier|later|early|late)\s+)?(?:today|yesterday|tomorrow){_BY_DAY}\b"
        r"|tonight|overnight|last\s+night|this\s+(?:morning|afternoon|evening))\b",
        _day_word,
    ),
    Rule(rf"{_REL}?(?P<w>{WEEKDAY}){TO}(?P<x>{WEEKDAY})\b", _weekday_range),
    Rule(rf"(?i:between\s+)(?P<core>(?P<w>{WEEKDAY})\s+and\s+(?P<x>{WEEKDAY}))\b", _weekday_range),
    Rule(
        rf"(?P<w>{WEEKDAY}){_BY_DAY}\s+(?:of\s+)?(?P<week>(?i:last|this|next))\s+week\b",
        _weekday,
    ),
    Rule(rf"{_REL}?(?P<w>{WEEKDAY})\b{_BY_DAY}", _weekday),
    Rule(
        r"(?i:(?:(?P<rel>last|this|this\s+past|this\s+coming|next|the\s+past|the)\s+)weekend)\b",
        _weekend,
    ),
    Rule(
        rf"(?i:the\s+)(?i:past|last|previous(?=\s+{NUM}\s))\s+"
        rf"(?:(?P<num>{NUM})\s+)?(?:or\s+so\s+)?(?P<unit>{UNIT})",
        _past_units,
    ),
    Rule(rf"(?i:past|last)\s+(?P<num>{NUM})\s+(?P<unit>{UNIT})", _past_units),
    Rule(rf"(?i:recent|past)\s+(?P<unit>{UNIT})", _past_units),
    Rule(
        r"(?i:the\s+)?(?i:coming|next|following|ensuing)\s+"
        rf"(?:(?P<num>{NUM})\s+)?(?P<unit>(?i:(?:hour|day|week|month|year|decade)s))\b",
        _next_units,
    ),
    Rule(
        r"(?i:(?:(?:the\s+)?(?P<part>earlier|later|early|mid|late|(?:beginning|start|middle|end|rest"
        r"|remainder|close)(?=\s+of))(?:\s+(?:in|of|part\s+of)\s+|\s*-\s*|\s+))"
        r"(?P<rel>last|this|next|the)\s+(?P<unit>week|month|quarter|year|decade|century))\b",
        _unit,
    ),
    Rule(
        r"(?i:(?P<rel>last|this|this\s+coming|next|the\s+coming)\s+"
        r"(?P<unit>week|month|quarter|year|decade|century))\b(?!-\w)",
        _unit,
    ),
    Rule(rf"(?:(?P<about>{ABOUT})?(?P<num>{NUM})\s+)?(?P<unit>{UNIT})\s+(?i:ago)\b", _ago),
    Rule(
        rf"(?i:in\s+|within\s+)?(?P<num>{NUM})\s+(?P<unit>{UNIT})(?:[’']s?\s+(?i:time)|\s+(?i:from\s+(?:now|today)))\b",
        _from_now,
    ),
    Rule(
        rf"(?i:within)\s+(?:the\s+)?(?P<num>{NUM})\s+(?P<unit>{UNIT})(?!\s+(?:of|after)\b)",
        _next_units,
    ),
)
"""Rules in the order in which they are tried at one place of the text."""
