"""Blocks: which reports are compared at all, so that never all are compared with all.

A report is kept under keys made of the family of its type, its sides and its time, and is compared
with the reports that are kept under the keys that it seeks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import combinations

from legation.knowledge.linking import limits
from legation.linking.traits import Grain, Stretch, Traits
from legation.model import Status

SCHEME = "1"
"""Version of the form of the keys."""

_MOST_SIDES = 12


def _who(found: Traits) -> Iterator[str]:
    """Pairs of sides; single ones where there is but one, where one may not be named, or many."""
    codes = sorted(found.codes)
    if len(codes) > limits()["sides"]:
        yield from codes[:_MOST_SIDES]
        return
    if len(codes) == 1 or not found.affected:
        yield from (codes if found.kind.family != "consult" or len(codes) == 1 else ())
    yield from ("+".join(pair) for pair in combinations(codes, 2))
    if found.kind.directed and found.affected and found.event.type.value == "MOBILIZE":
        yield from sorted(found.acting)


def _months(first: dt.date, last: dt.date) -> Iterator[str]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield f"{year:04}-{month:02}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _weeks(first: dt.date, last: dt.date) -> Iterator[str]:
    day = first - dt.timedelta(days=first.weekday())
    while day <= last:
        year, week, _ = day.isocalendar()
        yield f"{year:04}-W{week:02}"
        day += dt.timedelta(days=7)


def _wider(stretch: Stretch, days: float) -> tuple[dt.date, dt.date]:
    room = dt.timedelta(days=int(days))
    try:
        return stretch.first - room, stretch.last + room
    except OverflowError:
        return stretch.first, stretch.last


def _times(found: Traits, *, seek: bool) -> Iterator[str]:
    stretch = found.stretch
    if stretch is None:
        return
    weekly = found.kind.block == "week"
    room = limits()["one_trip" if weekly else "plan_moved"]
    first, last = _wider(stretch, room if seek else 0)
    if weekly:
        if stretch.grain not in (Grain.YEAR, Grain.OPEN):
            yield from _weeks(first, last)
        return
    if stretch.grain is Grain.YEAR:
        yield from (f"{year:04}" for year in range(first.year, last.year + 1))
        if seek:
            yield from _months(stretch.first, stretch.last)
        return
    yield from _months(first, last)
    if seek:
        yield from (f"{year:04}" for year in range(first.year, last.year + 1))
    yield from _off(found, stretch, seek=seek)


def _off(found: Traits, stretch: Stretch, *, seek: bool) -> Iterator[str]:
    """What was called off may be held many months later."""
    if found.event.status is Status.CANCELLED:
        yield from (f"off-{month}" for month in _months(stretch.first, stretch.last))
        if seek:
            yield from _months(stretch.last, _wider(stretch, limits()["put_off"])[1])
    elif seek:
        earliest = _wider(stretch, limits()["put_off"])[0]
        yield from (f"off-{month}" for month in _months(earliest, stretch.last))


def _keys(found: Traits, *, seek: bool) -> Iterator[str]:
    times = list(dict.fromkeys(_times(found, seek=seek)))
    for who in _who(found):
        yield from (f"{SCHEME}|{found.kind.family}|{who}|{time}" for time in times)


def kept_under(found: Traits) -> frozenset[str]:
    """The keys of the blocks that a report is in; none where its time is not known at all."""
    return frozenset(_keys(found, seek=False))


def sought_under(found: Traits) -> frozenset[str]:
    """The keys of the blocks in which reports of the same happening can be."""
    return frozenset(_keys(found, seek=True))


def nearest(found: Traits, others: Iterable[Traits]) -> list[Traits]:
    """The candidates to compare with: of very many, those whose days are nearest."""

    def distance(other: Traits) -> tuple[int, str]:
        mine, theirs = found.stretch, other.stretch
        return (abs((mine.last - theirs.last).days) if mine and theirs else 0, other.report.id)

    chosen = list(others)
    most = int(limits()["candidates"])
    return chosen if len(chosen) <= most else sorted(chosen, key=distance)[:most]
