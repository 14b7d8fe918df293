"""What a time expression says, and how dates that lack a year are read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from legation.coding.date_spans import Days, edtf


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
    """A pattern and how to read its match; a reading of None: no time expression after all.

    Where the pattern has a group `core`, only that group is the expression.
    """

    pattern: str
    read: Resolver


UNKNOWN = Reading(edtf=None, basis="relative")
"""A reading that would need the day of publication, which is not known."""


def stated(days: Days) -> Reading:
    """A reading of an absolute date."""
    return Reading(edtf=edtf(days), basis="stated")


def relative(days: Days) -> Reading:
    """A reading that rests on the day of publication."""
    return Reading(edtf=edtf(days), basis="relative")


def between(past: Days, future: Days, now: Context, today: dt.date) -> Reading:
    """The nearer of two readings, or the preferred one; the past where both are as near."""
    nearer = future if future.first - today < today - past.last else past
    chosen = {"past": past, "future": future}.get(now.prefer, nearer)
    return replace(relative(chosen), past=edtf(past), future=edtf(future))


def either_way(of_year: Callable[[int], Days], now: Context) -> Reading | None:
    """A date without its year: the sentence's year, else the nearest one to publication."""
    if now.year is not None:
        return stated(of_year(now.year))
    today = now.published
    if today is None:
        return UNKNOWN
    # 29 February may be eight years off.
    near = range(-1, 2) if _possible(of_year, today.year) else range(-8, 9)
    years = (_possible(of_year, today.year + shift) for shift in near)
    choices = [days for days in years if days]
    past = [days for days in choices if days.first <= today]
    future = [days for days in choices if days.last >= today]
    return between(past[-1], future[0], now, today) if past and future else None


def _possible(of_year: Callable[[int], Days], year: int) -> Days | None:
    try:
        return of_year(year)
    except ValueError:
        return None


def dated(m: re.Match[str], now: Context, of_year: Callable[[int], Days]) -> Reading | None:
    """A date in the year that the match states; by the day of publication where it states none."""
    groups = m.groupdict()
    if year := groups.get("year") or groups.get("juche"):
        return stated(of_year(int(year)))
    if word := groups.get("rel"):
        if now.published is None:
            return UNKNOWN
        shift = {"last": -1, "next": 1}.get(word.lower(), 0)
        return relative(of_year(now.published.year + shift))
    return either_way(of_year, now)
