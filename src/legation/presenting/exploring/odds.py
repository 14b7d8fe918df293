"""The odds by day, with each sighting a mark that tells itself and opens its sentence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from legation.presenting import oddschart
from legation.presenting.boardview import Board, SightingView
from legation.presenting.chances import chance_words
from legation.presenting.dates import day_words
from legation.presenting.exploring.explored import (
    CONFLICT,
    INK,
    LINK,
    OPENS,
    PAPER,
    Explored,
    Row,
    Spec,
    marked_days,
    over_days,
    tips,
    view,
)

COLUMNS = ("day", "what", "chance", "low", "high", "sighting", "side")
"""Columns of the days and the sightings drawn."""

_HEIGHT = 260
_APART = 0.09
"""Between marks of one day, as a part of the height."""
_FILLS = {"for": LINK, "against": CONFLICT, "unknown": PAPER}
_SHAPES = {"for": "triangle-up", "against": "triangle-down", "unknown": "circle"}


def odds(board: Board, address: Callable[[SightingView], str | None]) -> Explored:
    """The chart of `oddschart`; `address` is where a sighting's sentence stands, if it has one."""
    picture = oddschart.odds_chart(board)
    first = board.outcomes[0] if board.outcomes else ""
    days: list[Row] = [
        {
            "day": day.isoformat(),
            "what": first,
            "chance": chance.value,
            "low": chance.low,
            "high": chance.high,
        }
        for day, chance in board.series
    ]
    seen = list(_seen(board)) if days else []
    enough = picture.svg is not None
    return Explored(
        key=picture.key,
        title=picture.title,
        note=picture.note,
        alt=oddschart.told(board) if enough else picture.note,
        still=picture.svg or "",
        spec=_spec(board, days, seen, address) if enough else None,
        columns=COLUMNS,
        rows=[*days, *(row for row, _ in seen)],
        hint="Rest on a day or a mark to read it, click a mark to open its sentence; draw over days "
        "to see them nearer.",
    )


def _seen(board: Board) -> Iterator[tuple[Spec, SightingView]]:
    """Each numbered sighting at its day, or at the nearest that there are odds of."""
    at = {day: chance.value for day, chance in board.series}
    for number, sighting in enumerate(oddschart.numbered(board), 1):
        day = min(max(sighting.day, min(at)), max(at))
        row = {
            "day": day.isoformat(),
            "what": sighting.observed,
            "chance": at[day],
            "sighting": number,
            "side": oddschart.SIDE_WORDS[oddschart.side(sighting)],
        }
        yield row, sighting


def _spec(
    board: Board,
    days: list[Row],
    seen: Sequence[tuple[Spec, SightingView]],
    address: Callable[[SightingView], str | None],
) -> Spec:
    shown = [
        {**row, "told": chance_words(chance), "on": day_words(day)}
        for row, (day, chance) in zip(days, board.series, strict=True)
    ]
    taken: Counter[object] = Counter()
    marks: list[Spec] = []
    top = max(chance.high for _, chance in board.series)
    for row, sighting in seen:
        # Those of one day stand above each other.
        taken[row["day"]] += 1
        height = row["chance"] + _APART * top * taken[row["day"]]
        marks.append(
            {
                **row,
                "on": day_words(dt.date.fromisoformat(row["day"])),
                "label": str(row["sighting"]),
                "height": height,
                "worth": sighting.worth,
                "standing": sighting.standing,
                "href": address(sighting),
            }
        )
    # The last day is as wide as any other.
    after = board.series[-1][0] + dt.timedelta(days=1)
    shown.append({**shown[-1], "day": after.isoformat()})
    x: Spec = over_days("day")
    y: Spec = {
        "field": "chance",
        "type": "quantitative",
        "title": None,
        "axis": {"format": ".0%", "tickCount": 5},
    }
    sides = list(oddschart.SIDE_WORDS)
    words = list(oddschart.SIDE_WORDS.values())
    tip = tips(day="on", chance="told")
    place: Spec = {"x": x, "y": {**y, "field": "height"}}
    return view(
        _HEIGHT,
        data={"values": shown},
        layer=[
            {
                "params": [marked_days()],
                "mark": {
                    "type": "area",
                    "interpolate": "step-after",
                    "color": LINK,
                    "opacity": 0.14,
                },
                "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
            },
            {
                "mark": {
                    "type": "line",
                    "interpolate": "step-after",
                    "color": LINK,
                    "strokeWidth": 2.5,
                    "point": {"filled": True, "size": 50, "color": LINK, "opacity": 0.01},
                },
                "encoding": {"x": x, "y": y, "tooltip": tip},
            },
            {
                "data": {"values": marks},
                "mark": {"type": "point", "filled": True, "size": 130, "stroke": INK},
                "encoding": {
                    **place,
                    "shape": _by_side(words, [_SHAPES[s] for s in sides]),
                    "fill": _by_side(words, [_FILLS[s] for s in sides]),
                    "tooltip": tips(what="what", day="on", worth="worth", standing="standing"),
                    **OPENS,
                },
            },
            {
                "data": {"values": marks},
                "mark": {"type": "text", "dx": 12, "align": "left"},
                "encoding": {**place, "text": {"field": "label"}},
            },
        ],
    )


def _by_side(words: list[str], values: list[str]) -> Spec:
    return {"field": "side", "type": "nominal", "scale": {"domain": words, "range": values}}
