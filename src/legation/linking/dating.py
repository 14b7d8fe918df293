"""Whether two reports can be of one time: what their days say, and what their statuses allow."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from legation.knowledge.linking import limits
from legation.linking.traits import EXACT, Grain, Stretch, Traits
from legation.model import Status

_AHEAD = (Status.PLANNED, Status.HYPOTHETICAL)
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """A level of the comparison of dates and what to put into its words; a `clash` rules a link out.

    A `movable` clash stands unless a report in between says that the plan was put off.
    """

    level: str
    told: str = ""
    clash: bool = False
    movable: bool = False


APART = Finding("apart", clash=True)
_MOVED = Finding("apart", clash=True, movable=True)


def dates(one: Traits, two: Traits) -> Finding:
    """What the days of two reports say; the order of the two does not matter."""
    if one.stretch is None or two.stretch is None:
        return Finding("unknown")
    statuses = {one.event.status, two.event.status}
    if Status.CANCELLED in statuses:
        return _called_off(one, two)
    ahead = statuses & set(_AHEAD)
    if ahead and statuses - set(_AHEAD):
        plan, other = (one, two) if one.event.status in _AHEAD else (two, one)
        return _plan_and_outcome(plan, other)
    found = _near(one.stretch, two.stretch, _is_trip(one, two))
    if found.level in ("news", "slip") and one.kind.block == "week":
        same = one.stretch.last == two.stretch.last
        return Finding("series_day" if same else "series", found.told)
    if found is APART and ahead:
        return _plans(one.stretch, two.stretch)
    return found


def _is_trip(one: Traits, two: Traits) -> bool:
    return "visit" in (one.event.mode, two.event.mode)


def _common(one: Stretch, two: Stretch) -> str:
    return Stretch(max(one.first, two.first), min(one.last, two.last), Grain.DAY).words


def _near(one: Stretch, two: Stretch, trip: bool) -> Finding:
    """Two reports of what happened, or two plans."""
    gap = one.gap(two)
    grains = {one.grain, two.grain}
    if gap:
        told = f"{one.words}, {two.words}"
        if trip and grains == {Grain.DAY} and gap <= limits()["one_trip"]:
            return Finding("trip", told)
        if Grain.NEWS in grains and grains <= {Grain.NEWS, Grain.DAY}:
            return Finding("slip", told) if gap <= limits()["news_back"] else APART
        return APART
    common = _common(one, two)
    if grains == {Grain.DAY}:
        same = one.first == one.last and two.first == two.last
        return Finding("day" if same else "days", common)
    if Grain.OPEN in grains:
        return _soon(one, two)
    if Grain.YEAR in grains:
        return Finding("years" if grains == {Grain.YEAR} else "year", common)
    if Grain.NEWS in grains:
        return Finding("news", common)
    return Finding("months" if grains == {Grain.MONTH} else "month", common)


def _soon(one: Stretch, two: Stretch) -> Finding:
    """A plan without a day, and what lies in the weeks or months after it was told."""
    wait = abs((one.first - two.first).days)
    return Finding("soon" if wait <= limits()["soon"] else "open", _common(one, two))


def _plans(one: Stretch, two: Stretch) -> Finding:
    gap = one.gap(two)
    if gap <= limits()["plan_near"]:
        return Finding("plan", f"{one.words}, {two.words}")
    return Finding("moved", str(gap)) if gap <= limits()["plan_moved"] else _MOVED


def _plan_and_outcome(plan: Traits, other: Traits) -> Finding:
    """A plan, and that it happened or was denied."""
    before, after = plan.stretch, other.stretch
    if before is None or after is None:
        return Finding("unknown")
    happened = other.event.status is Status.OCCURRED
    if happened and plan.published and plan.published > after.last + _ONE_DAY:
        # Who still plans it when it is over plans another.
        return APART
    gap = before.gap(after)
    if not gap:
        common = _common(before, after)
        if before.grain is Grain.DAY and after.grain is Grain.DAY:
            return Finding("day" if before.words == after.words else "days", common)
        return _soon(before, after) if before.grain is Grain.OPEN else Finding("month", common)
    if gap <= limits()["plan_near"]:
        return Finding("plan", f"{before.words}, {after.words}")
    if gap <= limits()["plan_moved"]:
        return Finding("moved", str(gap))
    return _MOVED


def _called_off(one: Traits, two: Traits) -> Finding:
    """A cancellation or delay, and another report; its date may be the plan's or its own."""
    if one.event.status is two.event.status:
        found = _near(_required(one), _required(two), trip=True)
        if found is APART and _required(one).gap(_required(two)) <= limits()["plan_moved"]:
            return Finding("off", f"{_required(one).words}, {_required(two).words}")
        return found
    off, other = (one, two) if one.event.status is Status.CANCELLED else (two, one)
    mine, theirs = _required(off), _required(other)
    told = off.published or mine.last
    decided = min(told, mine.last)
    if other.event.status is Status.OCCURRED and theirs.last < decided - _ONE_DAY:
        return APART
    if other.event.status in _AHEAD and (other.published or told) <= decided:
        # The plan that was called off: its day lies about the day on which that was said.
        gap = theirs.gap(Stretch(decided, max(told, mine.last), Grain.DAY))
        near = gap <= limits()["plan_moved"]
        return Finding("off", f"{theirs.words}, {decided}") if near else APART
    wait = max(0, (theirs.first - decided).days)
    if wait <= limits()["plan_near"] and theirs.grain in EXACT:
        return Finding("off", f"{theirs.words}, {decided}")
    return Finding("put_off", str(wait)) if wait <= limits()["put_off"] else APART


def _required(found: Traits) -> Stretch:
    if found.stretch is None:
        raise ValueError("a report without days is compared before")
    return found.stretch
