"""Days, weeks, months and years as intervals of days, and their shortest EDTF form."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days, both ends within it."""

    first: dt.date
    last: dt.date


def month_of(year: int, month: int) -> Days:
    """A calendar month; months outside 1-12 roll over into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Days(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def year_of(year: int) -> Days:
    """A calendar year."""
    return Days(dt.date(year, 1, 1), dt.date(year, 12, 31))


def unit_around(unit: str, day: dt.date, shift: int = 0) -> Days:
    """The calendar unit `shift` steps from the one that holds `day`; weeks start on Monday."""
    match unit:
        case "week" | "fortnight":
            monday = day - dt.timedelta(days=day.weekday()) + shift * 7 * ONE_DAY
            return Days(monday, monday + 6 * ONE_DAY)
        case "weekend":
            saturday = day + dt.timedelta(days=5 - day.weekday()) + shift * 7 * ONE_DAY
            return Days(saturday, saturday + ONE_DAY)
        case "month":
            return month_of(day.year, day.month + shift)
        case "quarter":
            start = 3 * ((day.month - 1) // 3) + 1 + 3 * shift
            return Days(month_of(day.year, start).first, month_of(day.year, start + 2).last)
        case "year":
            return year_of(day.year + shift)
        case "decade" | "century":
            size = 10 if unit == "decade" else 100
            start = day.year // size * size + shift * size
            return Days(dt.date(start, 1, 1), dt.date(start + size - 1, 12, 31))
        case _:
            return Days(day + shift * ONE_DAY, day + shift * ONE_DAY)


def back(day: dt.date, count: int, unit: str) -> dt.date:
    """The day `count` units before `day` (after it where negative), clipped to a real date."""
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if months is None:
        size = {"week": 7, "fortnight": 14, "minute": 0, "hour": 0}.get(unit, 1)
        return day - count * size * ONE_DAY
    target = month_of(day.year, day.month - count * months)
    return target.first.replace(day=min(day.day, target.last.day))


def part(days: Days, which: str) -> Days:
    """The early, mid or late third of an interval, or its start or end.

    Months are cut after the 10th and the 20th, years after April and August, as news English
    uses the words; "start" and "end" are about a quarter of a month and a twelfth of a year.
    """
    length = (days.last - days.first).days + 1
    if length >= 365:
        return _part_of_years(days, which)
    third, edge = (10, 7) if length >= 28 else (max(1, length // 3), max(1, length // 4))
    match which:
        case "early":
            return Days(days.first, days.first + (third - 1) * ONE_DAY)
        case "mid":
            start = days.first + third * ONE_DAY
            return Days(start, min(start + (third - 1) * ONE_DAY, days.last))
        case "late":
            return Days(days.first + 2 * third * ONE_DAY, days.last)
        case "start":
            return Days(days.first, days.first + (edge - 1) * ONE_DAY)
        case _:
            return Days(days.last - (edge - 1) * ONE_DAY, days.last)


def _part_of_years(days: Days, which: str) -> Days:
    months = (days.last.year - days.first.year + 1) * 12
    if months == 120 and which in ("early", "mid", "late"):
        cuts = {"early": (0, 48), "mid": (48, 84), "late": (84, 120)}[which]
    else:
        third, edge = months // 3, max(1, months // 12)
        cuts = {
            "early": (0, third),
            "mid": (third, 2 * third),
            "late": (2 * third, months),
            "start": (0, edge),
        }.get(which, (months - edge, months))
    year = days.first.year
    return Days(month_of(year, 1 + cuts[0]).first, month_of(year, cuts[1]).last)


def edtf(days: Days) -> str:
    """The shortest EDTF for an interval: a year, a month or a day where it is exactly one."""
    first, last = days.first, days.last
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        one, other = f"{first.year:04}", f"{last.year:04}"
    elif first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        one, other = first.isoformat()[:7], last.isoformat()[:7]
    else:
        one, other = first.isoformat(), last.isoformat()
    return one if one == other else f"{one}/{other}"


def nth_part(whole: Days, nth: int, unit: str) -> Days | None:
    """The `nth` day, week, month, quarter or half of an interval, -1 for the last; None if outside.

    Weeks of a month are its days 1-7, 8-14 and so on; the last week is its last seven days.
    """
    length = (whole.last - whole.first).days + 1
    if unit in ("month", "quarter", "half") and length >= 365:
        size = {"month": 1, "quarter": 3, "half": 6}[unit]
        start = 13 - size if nth < 0 else 1 + (nth - 1) * size
        year = whole.first.year
        days = Days(month_of(year, start).first, month_of(year, start + size - 1).last)
    elif unit == "half":
        middle = whole.first + (15 if length >= 28 else length // 2) * ONE_DAY
        first_half = Days(whole.first, middle - ONE_DAY)
        days = first_half if nth == 1 else Days(middle, whole.last)
    else:
        size = 7 if unit == "week" else 1
        if nth < 0:
            return Days(whole.last - (size - 1) * ONE_DAY, whole.last)
        start_day = whole.first + (nth - 1) * size * ONE_DAY
        days = Days(start_day, min(start_day + (size - 1) * ONE_DAY, whole.last))
    return days if whole.first <= days.first <= days.last <= whole.last else None
