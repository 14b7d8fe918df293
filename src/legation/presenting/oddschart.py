"""The odds over time as a picture: the value and its range by day, with each sighting on it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from legation.presenting import drawing
from legation.presenting.boardview import Board, SightingView
from legation.presenting.brief import Picture
from legation.presenting.chances import Chance, chance_words
from legation.presenting.dates import day_words, short_day

_LEFT, _RIGHT = 0.09, 0.97
_TOP, _BOTTOM = 62, 262
_TOPS = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
_MOST_TICKS = 5
_SHAPES = {
    "for": "M0 -6L6 5L-6 5Z",
    "against": "M0 6L6 -5L-6 -5Z",
    "unknown": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z",
}
SIDE_WORDS = {"for": "speaks for", "against": "speaks against", "unknown": "worth unknown or 1"}


@dataclass(frozen=True, slots=True)
class _Scale:
    first: dt.date
    last: dt.date
    top: float

    def x(self, day: dt.date) -> float:
        """A day as a share of the width."""
        days = (self.last - self.first).days + 1
        return _LEFT + (_RIGHT - _LEFT) * (day - self.first).days / days

    def y(self, p: float) -> float:
        """A probability as a height in pixels."""
        return _BOTTOM - (_BOTTOM - _TOP) * min(p, self.top) / self.top


def odds_chart(board: Board, key: str = "odds") -> Picture:
    """The chart of a closed question, with a table that says the same."""
    rows = tuple(
        (day_words(day), chance_words(chance), "; ".join(_on(board, day)))
        for day, chance in board.series
    )
    enough = len(board.series) > 1
    first = board.outcomes[0] if board.outcomes else ""
    note = (
        f"The line is the chance of “{first}” at the end of each day, the band its range. "
        "Numbers are those of the sightings in the list. Nothing published after a day counts for it."
        if enough
        else "There are odds of fewer than two days, so none is drawn."
    )
    return Picture(
        key=key,
        title="The odds over time",
        columns=("As of", f"Chance of {first}", "Sightings known from that day"),
        rows=rows,
        note=note,
        svg=_svg(board, key) if enough else None,
    )


def numbered(board: Board) -> list[SightingView]:
    """Sightings that stand on the chart, in the order of their days: those that were not refused."""
    shown = [s for s in board.sightings if s.standing not in ("refused", "not confirmed yet")]
    return sorted(shown, key=lambda s: (s.day, s.id))


def _on(board: Board, day: dt.date) -> list[str]:
    return [f"{n}. {s.observed}" for n, s in enumerate(numbered(board), 1) if s.day == day]


def side(view: SightingView) -> str:
    """What a sighting speaks for: a key of `SIDE_WORDS`."""
    if not view.counts or view.worth.startswith("nothing"):
        return "unknown"
    return "for" if view.worth.split(" (", maxsplit=1)[0].endswith("for") else "against"


def _svg(board: Board, key: str) -> str:
    series = board.series
    views = numbered(board)
    most = max(chance.high for _, chance in series)
    top = next(t for t in _TOPS if most <= t)
    scale = _Scale(series[0][0], series[-1][0], top)
    svg = drawing.canvas(key, f"Odds of {board.outcomes[0]} by day", told(board), _BOTTOM + 34)
    _legend(svg, key, views)
    for part in (0, 0.25, 0.5, 0.75, 1):
        p = part * top
        drawing.rule(svg, (_LEFT, _RIGHT), (scale.y(p), scale.y(p)), "grid")
        drawing.label(svg, _per_cent(p), _LEFT, scale.y(p) + 4, "end", dx=-6)
    _days(svg, scale)
    _line(svg, series, scale)
    _marks(svg, key, views, series, scale)
    return drawing.written(svg)


def told(board: Board) -> str:
    """In words what the chart shows."""
    (first, start), (last, end) = board.series[0], board.series[-1]
    return (
        f"From {chance_words(start)} on {day_words(first)} to {chance_words(end)} on "
        f"{day_words(last)}. The table says the same."
    )


def _per_cent(p: float) -> str:
    return f"{round(100 * p, 2):g} %"


def _legend(svg: Element, key: str, views: Sequence[SightingView]) -> None:
    defs = SubElement(svg, "defs")
    sides = [one for one in _SHAPES if any(side(v) == one for v in views)]
    for number, one in enumerate(sides):
        SubElement(defs, "path", {"id": f"{key}-{one}", "d": _SHAPES[one]})
        x, y = 0.01 + number % 2 * 0.5, 12 + number // 2 * 22
        _use(svg, key, one, x, y)
        drawing.label(svg, SIDE_WORDS[one], x, y + 4, dx=14)


def _use(svg: Element, key: str, which: str, x: float, y: float, dx: float = 0) -> None:
    given = {"href": f"#{key}-{which}", "x": drawing.percent(x), "y": f"{y:g}"}
    given |= {"class": f"seen {which}", "transform": f"translate({8 + dx:g} 0)"}
    SubElement(svg, "use", given)


def _days(svg: Element, scale: _Scale) -> None:
    days = (scale.last - scale.first).days + 1
    step = max(1, -(-days // _MOST_TICKS))
    year = 0
    for number in range(0, days, step):
        day = scale.first + dt.timedelta(days=number)
        x = scale.x(day)
        drawing.rule(svg, (x, x), (_BOTTOM, _BOTTOM + 5), "zero")
        drawing.label(svg, short_day(day, year=day.year != year), x, _BOTTOM + 20)
        year = day.year
    drawing.rule(svg, (_LEFT, _RIGHT), (_BOTTOM, _BOTTOM), "zero")


def _line(svg: Element, series: Sequence[tuple[dt.date, Chance]], scale: _Scale) -> None:
    """The band and the steps, a day as wide as any other."""
    day = dt.timedelta(days=1)
    for at, chance in series:
        left, right = scale.x(at), scale.x(at + day)
        low, high = scale.y(chance.low), scale.y(chance.high)
        given = {"x": drawing.percent(left), "y": f"{high:.1f}", "class": "band"}
        given |= {"width": drawing.percent(right - left), "height": f"{max(low - high, 1):.1f}"}
        SubElement(svg, "rect", given)
    before: float | None = None
    for at, chance in series:
        left, right, y = scale.x(at), scale.x(at + day), scale.y(chance.value)
        if before is not None:
            drawing.rule(svg, (left, left), (before, y), "odds")
        drawing.rule(svg, (left, right), (y, y), "odds")
        before = y


def _marks(
    svg: Element,
    key: str,
    views: Sequence[SightingView],
    series: Sequence[tuple[dt.date, Chance]],
    scale: _Scale,
) -> None:
    """Each sighting on the line at its day; those from before the first day stand on that day."""
    by_day = dict(series)
    taken: Counter[dt.date] = Counter()
    for number, view in enumerate(views, 1):
        day = min(max(view.day, scale.first), scale.last)
        moved = 12 * taken[day]
        y = scale.y(by_day[day].value) - 12 - 20 * (taken[day] % 3)
        drawing.rule(svg, (scale.x(day), scale.x(day)), (y, scale.y(by_day[day].value)), "grid")
        _use(svg, key, side(view), scale.x(day), y, moved)
        drawing.label(svg, str(number), scale.x(day), y + 4, dx=int(16 + moved))
        taken[day] += 1
