"""Partners: shares and numbers over time with intervals, bars, and a map that answer a pointer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from legation.presenting.exploring.explored import (
    LINK,
    OPENS,
    PLANNED,
    Explored,
    Spec,
    by_legend,
    faint_unless,
    marked_days,
    tips,
    view,
)
from legation.presenting.exploring.frames import ONE, frame_words, picking
from legation.presenting.exploring.worldmap import map_spec
from legation.presenting.measures import number, percent
from legation.presenting.pictures.chart import About, Chart
from legation.presenting.pictures.partners import MOST_BARS, partner_charts
from legation.presenting.sides import name_of

_HEIGHT = 280
_ROW = 24
Plain = Mapping[str, Any]
_BARS = (
    "Events that occurred, and those that are planned; shares are told only where there is a frame."
)
_HINTS = {
    "shares": "Rest on a dot to read it; click a partner to see it alone; draw over a time to see it "
    "nearer.",
    "number": "Rest on a dot to read it; click a line to see it alone; draw over a time to see it "
    "nearer.",
    "partners": "Rest on a bar to read it and click to open the pair.",
    "map": "Rest on a dot to read it and click to open the pair.",
}


def partners(
    answers: Sequence[Plain], question: Plain, about: About, pair: Callable[[str], str]
) -> list[Explored]:
    """The pictures of `legation partners` that can be drawn; `pair` is the address of a partner."""
    return [
        Explored.of_chart(
            chart,
            about,
            _spec(chart, question["code"], pair),
            moving_note=_BARS if chart.key == "partners" else "",
            hint=_HINTS[chart.key],
        )
        for chart in partner_charts(answers, question)
    ]


def _spec(chart: Chart, code: str, pair: Callable[[str], str]) -> Spec:
    if chart.key == "map":
        return map_spec(chart.rows, code, pair)
    if chart.key == "partners":
        return _bars(chart, pair)
    return _lines(chart, percent if chart.key == "shares" else None)


def _lines(chart: Chart, write: Callable[[float], str] | None) -> Spec:
    """Values over time with their intervals; a quantity that is no share has its own axis."""
    values = []
    for row in chart.rows:
        value = row["value"]
        if not isinstance(value, float | int):
            continue
        words = write or (percent if str(row["what"]).startswith("Share") else number)
        low, high = row["low"], row["high"]
        bounded = isinstance(low, float | int) and isinstance(high, float | int)
        values.append(
            {
                **row,
                ONE: frame_words(row["frame"]),
                "told": words(value),
                "interval": f"{words(low)} to {words(high)}" if bounded else "–",  # type: ignore[arg-type]
            }
        )
    _set_apart(values)
    picked, only = picking(values)
    x: Spec = {"field": "at", "type": "temporal", "title": None}
    axis = {"format": ".0%"} if write else {}
    y: Spec = {"field": "value", "type": "quantitative", "title": None, "axis": axis}
    tip = tips(what="what", start="start", value="told", with_95_interval="interval", events="n")
    colour: Spec = {
        "field": "what",
        "type": "nominal",
        "sort": None,
        "scale": {"scheme": "tableau10"},
    }
    shared: Spec = {"x": x, "color": colour}
    layers: list[Spec] = [
        {
            # A legend binds what stands in the first layer that it is of.
            "params": [by_legend("picked", "what")],
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": {
                **shared,
                "y": {**y, "field": "low"},
                "y2": {"field": "high"},
                "opacity": faint_unless("picked", 0.0, 0.35),
            },
        },
        {
            "params": [marked_days()],
            "mark": {"type": "point", "filled": True, "size": 60},
            "encoding": {**shared, "y": y, "opacity": faint_unless("picked"), "tooltip": tip},
        },
    ]
    return view(_HEIGHT, data={"values": values}, layer=layers, **picked, **only)


def _set_apart(values: Sequence[Spec]) -> None:
    """Gives each quantity of a step a place of its own within it, for their intervals overlap."""
    names = list(dict.fromkeys(row["what"] for row in values))
    starts = sorted({dt.date.fromisoformat(row["start"]) for row in values})
    gaps = [(b - a).days for a, b in pairwise(starts)]
    width = min(gaps, default=30)
    for row in values:
        part = (names.index(row["what"]) + 1) / (len(names) + 1)
        at = dt.datetime.fromisoformat(row["start"]) + dt.timedelta(days=width * part)
        row["at"] = at.isoformat()


def _bars(chart: Chart, pair: Callable[[str], str]) -> Spec:
    values: list[Spec] = []
    for row in chart.rows:
        told = {
            ONE: frame_words(row["frame"]),
            "partner": name_of(str(row["partner"])),
            "share": percent(row["share"])
            if isinstance(row["share"], float)
            else "no frame, no share",
            "days": f"{row['first_day'] or '–'} to {row['last_day'] or '–'}",
            "href": pair(str(row["partner"])),
        }
        values += [
            {**told, "kind": kind, "count": row[field]}
            for kind, field in (("occurred", "dealings"), ("planned", "planned"))
            if row[field]
        ]
    picked, only = picking(values)
    names = list(dict.fromkeys(str(row["partner"]) for row in values))[:MOST_BARS]
    shown = [row for row in values if row["partner"] in names]
    kinds = ["occurred", "planned"]
    return view(
        _ROW * len(names),
        data={"values": shown},
        mark={"type": "bar"},
        encoding={
            "x": {
                "field": "count",
                "type": "quantitative",
                "title": "events",
                "axis": {"tickMinStep": 1},
            },
            "y": {
                "field": "partner",
                "type": "nominal",
                "sort": names,
                "title": None,
                "axis": {"labelLimit": 120},
            },
            "color": {
                "field": "kind",
                "type": "nominal",
                "scale": {"domain": kinds, "range": [LINK, PLANNED]},
            },
            "order": {"field": "kind"},
            "tooltip": tips(
                partner="partner", kind="kind", events="count", share="share", days="days"
            ),
            **OPENS,
        },
        **picked,
        **only,
    )
