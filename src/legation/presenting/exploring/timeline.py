"""The timeline: each event a mark that tells itself, with its status to pick and its days to mark."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from legation.model import Happening, Status
from legation.presenting import timeline as still
from legation.presenting.dates import date_words
from legation.presenting.exploring.explored import (
    INK,
    OPENS,
    RULE,
    Explored,
    Row,
    Spec,
    by_legend,
    faint_unless,
    marked_days,
    over_days,
    tips,
    view,
)
from legation.presenting.wording import STATUS_WORDS, event_words

COLUMNS = ("event", "between", "status", "type", "when", "first", "last", "what")
"""Columns of the events drawn."""

_ROW, _LANES = 54, 4
_COLOURS = {
    Status.OCCURRED: "var(--occurred)",
    Status.PLANNED: "var(--planned)",
    Status.HYPOTHETICAL: "var(--possible)",
    Status.DENIED: "var(--denied)",
    Status.CANCELLED: "var(--cancelled)",
}
_SHAPES = {
    Status.OCCURRED: "circle",
    Status.PLANNED: "diamond",
    Status.HYPOTHETICAL: "triangle-up",
    Status.DENIED: "M-1 -1L1 1M-1 1L1 -1",
    Status.CANCELLED: "square",
}


def timeline(
    found: Sequence[Happening], reported: Sequence[dt.date], address: Callable[[Happening], str]
) -> Explored:
    """The timeline of `presenting.timeline`, each event by itself; `address` is its page."""
    drawn = still.points(found, reported)
    svg, note = still.drawn_svg(drawn), still.note_of(drawn, len(found))
    by_event = {point.happening.event.id: point for point in drawn}
    rows = {h.event.id: _row(h, by_event.get(h.event.id)) for h in found}
    return Explored(
        key=still.KEY,
        title=still.TITLE,
        note=note,
        alt=still.told(drawn) if svg else note,
        still=svg or "",
        spec=_spec(drawn, rows, address) if svg else None,
        columns=COLUMNS,
        rows=list(rows.values()),
        moving_note=still.note_of_each(drawn, len(found)),
        hint="Rest on a mark to read it and click to open it; click a status to see it alone; draw over "
        "days to see them nearer.",
    )


def _row(happening: Happening, point: still.Point | None) -> Row:
    """An event; `between`, `first` and `last` only where it is drawn."""
    event = happening.event
    return {
        "event": event.id,
        "between": point and point.pair,
        "status": STATUS_WORDS[event.status],
        "type": event.type.value.lower(),
        "when": event.when,
        "first": point and point.first.isoformat(),
        "last": point and point.last.isoformat(),
        "what": event_words(event, happening.best.published),
    }


def _spec(
    drawn: Sequence[still.Point],
    rows: Mapping[str, Row],
    address: Callable[[Happening], str],
) -> Spec:
    taken: Counter[tuple[str, dt.date]] = Counter()
    values = []
    for point in drawn:
        lane = taken[point.pair, point.middle] % _LANES
        taken[point.pair, point.middle] += 1
        event = point.happening.event
        days = date_words(event.when, event.status)
        values.append(
            {
                **rows[event.id],
                "middle": point.middle.isoformat(),
                "days": days,
                "lane": lane,
                "href": address(point.happening),
            }
        )
    pairs = list(dict.fromkeys(point.pair for point in drawn))
    statuses = [s for s in Status if any(p.status is s for p in drawn)]
    words = [STATUS_WORDS[s] for s in statuses]
    y = {"field": "between", "type": "nominal", "sort": pairs, "axis": None}
    offset = {
        "field": "lane",
        "type": "quantitative",
        "scale": {"domain": [0, _LANES], "range": [16, -6]},
    }
    colour = {
        "field": "status",
        "type": "nominal",
        "scale": {"domain": words, "range": [_COLOURS[s] for s in statuses]},
    }
    shape = {
        "field": "status",
        "type": "nominal",
        "scale": {"domain": words, "range": [_SHAPES[s] for s in statuses]},
    }
    x = over_days("middle")
    told = tips(what="what", when="days", status="status", between="between")
    shared = {"y": y, "yOffset": offset, "color": colour, "opacity": faint_unless("picked")}
    ground = {"data": {"values": [{"between": pair} for pair in pairs]}}
    return view(
        _ROW * len(pairs),
        data={"values": values},
        layer=[
            {
                "params": [by_legend("picked", "status")],
                "mark": {"type": "rule", "strokeWidth": 3},
                "encoding": {
                    "x": {**x, "field": "first"},
                    "x2": {"field": "last"},
                    **shared,
                    "opacity": faint_unless("picked", 0.04),
                },
            },
            {
                "params": [marked_days()],
                "mark": {"type": "point", "size": 110, "strokeWidth": 1.5, "filled": True},
                "encoding": {
                    **shared,
                    "x": x,
                    "shape": shape,
                    "tooltip": told,
                    **OPENS,
                },
            },
            {
                **ground,
                "mark": {"type": "rule", "color": RULE},
                "encoding": {"y": y, "yOffset": {"datum": -1}},
            },
            {
                **ground,
                "mark": {
                    "type": "text",
                    "align": "left",
                    "baseline": "top",
                    "dy": -_ROW / 2,
                    "color": INK,
                },
                "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "between"}},
            },
        ],
        resolve={"scale": {"yOffset": "shared"}},
    )
