"""The net of who deals with whom, each tie and actor of which tells itself and can be opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from legation.knowledge.names import display
from legation.model import Happening
from legation.presenting.exploring.explored import (
    CONFLICT,
    INK,
    LINK,
    OPENS,
    PAPER,
    Explored,
    Spec,
    by_legend,
    faint_unless,
    tips,
    view,
)
from legation.presenting.pictures.chart import About
from legation.presenting.pictures.network import chosen, network_chart, places, upright, width
from legation.presenting.ties import Tie, ties_of

_HEIGHT = 400
_KINDS = ("mostly cooperation", "mostly conflict")


def network(
    found: Sequence[Happening],
    about: About,
    pair: Callable[[str, str], str],
    actor: Callable[[str], str],
) -> Explored | None:
    """The net of what occurred; `pair` and `actor` give addresses. None where there is too little."""
    ties = ties_of(found)
    chart = network_chart(ties)
    if chart is None:
        return None
    return Explored.of_chart(
        chart,
        about,
        _spec(chosen(ties), pair, actor),
        hint="Rest on a line or a name to read it and click to open it; click a kind to see it alone.",
    )


def _spec(
    drawn: Sequence[Tie], pair: Callable[[str, str], str], actor: Callable[[str], str]
) -> Spec:
    at = places(drawn)
    most = max(t.total for t in drawn)
    edges = [
        {
            **dict(
                zip(("x", "y", "x2", "y2"), (*at[tie.sides[0]], *at[tie.sides[1]]), strict=True)
            ),
            "between": tie.words,
            "cooperation": tie.cooperation,
            "conflict": tie.conflict,
            "kind": _KINDS[tie.mostly_conflict],
            "width": width(tie, most),
            "href": pair(*tie.sides),
        }
        for tie in reversed(drawn)
    ]
    actors = [
        {"x": x, "y": y, "name": display(code), "side": _side(x, y), "href": actor(code)}
        for code, (x, y) in at.items()
    ]
    axes: Spec = {
        "x": {
            "field": "x",
            "type": "quantitative",
            "axis": None,
            "scale": {"domain": [-2.1, 2.1], "nice": False},
        },
        "y": {
            "field": "y",
            "type": "quantitative",
            "axis": None,
            "scale": {"domain": [-1.25, 1.25], "nice": False},
        },
    }
    return view(
        _HEIGHT,
        layer=[
            {
                "data": {"values": edges},
                "params": [by_legend("picked", "kind")],
                "mark": {"type": "rule", "strokeCap": "round"},
                "encoding": {
                    **axes,
                    "x2": {"field": "x2"},
                    "y2": {"field": "y2"},
                    "strokeWidth": {"field": "width", "type": "quantitative", "scale": None},
                    "color": {
                        "field": "kind",
                        "type": "nominal",
                        "scale": {"domain": list(_KINDS), "range": [LINK, CONFLICT]},
                    },
                    "strokeDash": {
                        "field": "kind",
                        "type": "nominal",
                        "scale": {"domain": list(_KINDS), "range": [[1, 0], [6, 4]]},
                    },
                    "opacity": faint_unless("picked"),
                    "tooltip": tips(
                        between="between", cooperation="cooperation", conflict="conflict"
                    ),
                    **OPENS,
                },
            },
            {
                "data": {"values": actors},
                "mark": {"type": "circle", "size": 120, "color": INK, "stroke": PAPER},
                "encoding": {**axes, "tooltip": tips(actor="name"), **OPENS},
            },
            *(_names(actors, side, axes, rim=rim) for side in _ASIDE for rim in (True, False)),
        ],
    )


_ASIDE: dict[str, Spec] = {
    "right": {"align": "left", "dx": 10, "baseline": "middle"},
    "left": {"align": "right", "dx": -10, "baseline": "middle"},
    "above": {"align": "center", "dy": -12, "baseline": "bottom"},
    "below": {"align": "center", "dy": 12, "baseline": "top"},
}


def _side(x: float, y: float) -> str:
    """Where the name of an actor stands beside its dot."""
    if upright(x, y):
        return "below" if y < 0 else "above"
    return "right" if x >= 0 else "left"


def _names(actors: Sequence[Spec], side: str, axes: Spec, *, rim: bool) -> Spec:
    """Names on one side of their dots; lines behind them end at a rim of the page's colour."""
    line = {"stroke": PAPER, "strokeWidth": 4, "strokeJoin": "round"} if rim else {}
    return {
        "data": {"values": [one for one in actors if one["side"] == side]},
        "mark": {"type": "text", "limit": 150, **_ASIDE[side], **line},
        "encoding": {**axes, "text": {"field": "name"}, **OPENS},
    }
