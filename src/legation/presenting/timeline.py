"""The timeline: events by day and pair, told apart by shape and fill as well as by colour."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from legation.knowledge.names import display
from legation.model import Happening, Status
from legation.model.when import known_days
from legation.presenting import drawing
from legation.presenting.brief import Picture
from legation.presenting.dates import date_words, day_words, short_day
from legation.presenting.sides import pair_words
from legation.presenting.wording import STATUS_WORDS, event_words, mark

# Half a year before the oldest report and after the newest, so that a recalled decade or a plan for
# the next does not flatten the news; no date that is vaguer than a quarter; and months instead of
# days where it is long.
_AROUND = dt.timedelta(days=183)
_VAGUEST = dt.timedelta(days=92)
_LONG = dt.timedelta(days=500)
_MOST_PAIRS = 14
_MOST_TICKS = 4
_ROW, _LEGEND = 40, 22
KEY, TITLE = "timeline", "When it happened"
# Where the first and the last day stand, as shares of the width.
_LEFT, _RIGHT = 0.03, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A dated event: its pair, its status and the days between which it lies."""

    pair: str
    status: Status
    first: dt.date
    last: dt.date
    monthly: bool = False
    happening: Happening = field(compare=False)

    @property
    def middle(self) -> dt.date:
        """The day halfway between its first and its last."""
        return self.first + (self.last - self.first) / 2


def timeline(found: Sequence[Happening], reported: Sequence[dt.date]) -> Picture:
    """The timeline around the days of report; its table has every event, the dated ones first."""
    drawn = points(found, reported)
    return Picture(
        key=KEY,
        title=TITLE,
        svg=drawn_svg(drawn),
        columns=("When", "Status", "What"),
        rows=tuple(
            (
                date_words(h.event.when, h.event.status),
                mark(h.event.status),
                event_words(h.event, h.best.published),
            )
            for h in sorted(found, key=_first_day)
        ),
        note=note_of(drawn, len(found)),
    )


def drawn_svg(drawn: list[Point]) -> str | None:
    """The picture of these points, by month where they lie far apart; None of fewer than two."""
    return _svg(_by_month(drawn)) if len(drawn) > 1 else None


def points(found: Sequence[Happening], reported: Sequence[dt.date]) -> list[Point]:
    """What can be drawn, the pairs with most events first: dated, and near the days of report."""
    return _most_told(_near([point for point in map(_point, found) if point], reported))


def note_of(drawn: list[Point], told: int) -> str:
    """What stands under the picture of `told` events, of which these points are drawn."""
    if len(drawn) < 2:
        return "There are fewer than two dated events, so none is drawn."
    if any(p.monthly for p in _by_month(drawn)):
        note = "Each mark stands for all events of its kind in one month."
    else:
        note = "A line shows the days between which it lies; a number, several events on one day."
    return note + _left_out(told - len(drawn))


def note_of_each(drawn: Sequence[Point], told: int) -> str:
    """What stands under a picture that has a mark for each of the events drawn."""
    note = "Each mark is an event; a line shows the days between which it lies."
    return note + _left_out(told - len(drawn))


def _left_out(left: int) -> str:
    if not left:
        return ""
    return (
        f" {left} more {'stands' if left == 1 else 'stand'} only in the table: without a day, "
        "over half a year from the reports, or of pairs that are told less often."
    )


def _first_day(happening: Happening) -> dt.date:
    days = known_days(happening.event.when)
    return (days and (days.first or days.last)) or dt.date.max


def _point(happening: Happening) -> Point | None:
    days = known_days(happening.event.when)
    if days is None or days.first is None or days.last is None:
        return None
    if days.last - days.first > _VAGUEST:
        return None
    return Point(
        pair=pair_words(sorted(happening.event.codes, key=display)[:3]),
        status=happening.event.status,
        first=days.first,
        last=days.last,
        happening=happening,
    )


def _near(points: Sequence[Point], reported: Sequence[dt.date]) -> list[Point]:
    if not points:
        return []
    days = reported or [max(p.last for p in points)]
    return [p for p in points if p.first >= min(days) - _AROUND and p.last <= max(days) + _AROUND]


def _by_month(points: list[Point]) -> list[Point]:
    if not points or max(p.last for p in points) - min(p.first for p in points) <= _LONG:
        return points
    months = [p.middle.replace(day=15) for p in points]
    return [
        replace(p, first=month, last=month, monthly=True)
        for p, month in zip(points, months, strict=True)
    ]


def _most_told(points: Sequence[Point]) -> list[Point]:
    most = [pair for pair, _ in Counter(p.pair for p in points).most_common(_MOST_PAIRS)]
    return sorted((p for p in points if p.pair in most), key=lambda p: most.index(p.pair))


@dataclass(frozen=True, slots=True)
class _Scale:
    """From days to shares of the width."""

    first: dt.date
    last: dt.date

    def __call__(self, day: dt.date) -> float:
        days = (self.last - self.first).days or 1
        return _LEFT + (_RIGHT - _LEFT) * (day - self.first).days / days

    def ticks(self) -> list[dt.date]:
        """A few round days: every so many days, or the first of every so many months."""
        for step in (1, 2, 7, 14):
            if (self.last - self.first).days / step < _MOST_TICKS:
                return list(self._days(step))
        for step in (1, 2, 3, 6, 12, 24, 60):
            found = list(self._months(step))
            if len(found) <= _MOST_TICKS:
                break
        return found

    def _days(self, step: int) -> Iterator[dt.date]:
        day = self.first
        while day <= self.last:
            yield day
            day += dt.timedelta(days=step)

    def _months(self, step: int) -> Iterator[dt.date]:
        for month in range(self.first.year * 12, self.last.year * 12 + 12, step):
            day = dt.date(month // 12, month % 12 + 1, 1)
            if self.first <= day <= self.last:
                yield day


def _svg(points: Sequence[Point]) -> str:
    statuses = [s for s in Status if any(p.status is s for p in points)]
    pairs = list(dict.fromkeys(p.pair for p in points))
    scale = _Scale(min(p.first for p in points), max(p.last for p in points))
    top = _LEGEND * -(-len(statuses) // 3) + 8
    bottom = top + _ROW * len(pairs)
    svg = drawing.canvas("timeline", "Events by day and pair of actors", told(points), bottom + 28)
    drawing.shapes(svg, "timeline", statuses)
    for number, status in enumerate(statuses):
        x, y = _LEFT + number % 3 / 3, number // 3 * _LEGEND + 12
        drawing.shape(svg, "timeline", status, x, y)
        drawing.label(svg, STATUS_WORDS[status], x, y + 4, dx=12)
    _axis(svg, scale, top, bottom)
    for number, pair in enumerate(pairs):
        y = top + _ROW * number
        drawing.label(svg, pair, 0, y + 14)
        drawing.rule(svg, (0, 1), (y + 29, y + 29), "grid")
        _row(svg, [p for p in points if p.pair == pair], scale, y + 29)
    return drawing.written(svg)


def _axis(svg: Element, scale: _Scale, top: float, bottom: float) -> None:
    year = 0
    for day in scale.ticks():
        x = scale(day)
        drawing.rule(svg, (x, x), (top, bottom + 6), "grid")
        words = short_day(day, year=day.year != year)
        drawing.label(svg, words, x, bottom + 20, "middle" if x > 2 * _LEFT else "start")
        year = day.year


def _row(svg: Element, points: Sequence[Point], scale: _Scale, y: float) -> None:
    """The marks of one pair; those of one day stand beside each other."""
    for point in dict.fromkeys(points):
        if point.first != point.last:
            ends = (scale(point.first), scale(point.last))
            drawing.rule(svg, ends, (y, y), f"span {point.status.value}")
    taken: Counter[dt.date] = Counter()
    for (day, status), number in Counter((p.middle, p.status) for p in points).items():
        moved = taken[day]
        drawing.shape(svg, "timeline", status, scale(day), y, moved)
        taken[day] += 17
        if number > 1 and not any(p.monthly for p in points):
            drawing.label(svg, str(number), scale(day), y - 5, dx=moved + 8)
            taken[day] += 8 * len(str(number))


def told(drawn: Sequence[Point]) -> str:
    """In words what the picture shows."""
    counts = Counter(STATUS_WORDS[p.status].lower() for p in drawn)
    told = ", ".join(f"{number} {status}" for status, number in counts.items())
    first, last = min(p.first for p in drawn), max(p.last for p in drawn)
    return (
        f"{told}, from {day_words(first)} to {day_words(last)}. The table below the picture lists "
        "every event."
    )
