"""A tie over time: bars that tell their numbers, kinds to pick, days to mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from legation.presenting.exploring.explored import (
    AGAINST_WORDS,
    CONFLICT,
    INK,
    LINK,
    SOFT,
    WORDS,
    Explored,
    Spec,
    by_legend,
    faint_unless,
    marked_days,
    tips,
    view,
)
from legation.presenting.exploring.frames import ONE, frame_words, picking
from legation.presenting.measures import number
from legation.presenting.pictures.chart import About
from legation.presenting.pictures.ties import KINDS, tie_charts

_HEIGHT = 260
_UNITS = {"month": "yearmonth", "quarter": "yearquarter", "year": "year"}


def ties(
    answers: Sequence[Mapping[str, Any]], a: str, b: str, step: str, about: About
) -> list[Explored]:
    """The picture of `legation ties`, if anything can be drawn."""
    return [
        Explored.of_chart(
            chart,
            about,
            _spec(answers, step),
            moving_note=f"Events that occurred, by {step}: cooperation upwards, conflict downwards; "
            "lighter for words.",
            hint="Rest on a bar to read it; click a kind to see it alone; draw over a time to see it "
            "nearer.",
        )
        for chart in tie_charts(answers, a, b, step)
    ]


def _values(answer: Mapping[str, Any], step: str) -> list[Spec]:
    name = frame_words(answer["frame"]["name"])
    found = []
    for one in answer["steps"]:
        if not one["n"]:
            continue
        share = one["share_of_all"]
        bounds = one["interval"]
        told = {
            ONE: name,
            "start": one["start"],
            "step": f"{step} from {one['start']}",
            "n": one["n"],
            "interval": f"{number(bounds['low'])} to {number(bounds['high'])}" if bounds else "–",
            "share": f"{1000 * share:.3g} of 1,000" if share is not None else "no frame, no share",
        }
        found += [
            {**told, "kind": words, "count": count, "height": count if quad < 2 else -count}
            for quad, (count, (_, words)) in enumerate(zip(one["quads"], KINDS, strict=True))
            if count
        ]
    return found


def _spec(answers: Sequence[Mapping[str, Any]], step: str) -> Spec:
    shown = [answer for answer in answers if any(one["n"] for one in answer["steps"])]
    values = [row for answer in shown for row in _values(answer, step)]
    breaks = [
        {ONE: frame_words(answer["frame"]["name"]), "start": start, "words": f"change from {start}"}
        for answer in shown
        if not isinstance(answer["breaks"], str)
        for start, _ in answer["breaks"]["counts"]
    ]
    picked, only = picking(values)
    kinds = [words for _, words in KINDS]
    x: Spec = {"field": "start", "type": "temporal", "title": None, "axis": {"grid": False}}
    bars: Spec = {
        **only,
        "params": [by_legend("picked", "kind"), marked_days()],
        "mark": {"type": "bar", "width": {"band": 0.8}},
        "encoding": {
            "x": {**x, "timeUnit": _UNITS[step]},
            "y": {
                "field": "height",
                "type": "quantitative",
                "title": "events: cooperation up, conflict down",
                "axis": {"tickMinStep": 1, "labelExpr": "abs(datum.value)"},
            },
            "color": {
                "field": "kind",
                "type": "nominal",
                "scale": {"domain": kinds, "range": [WORDS, LINK, AGAINST_WORDS, CONFLICT]},
            },
            "opacity": faint_unless("picked"),
            "order": {"field": "kind", "sort": "descending"},
            "tooltip": tips(
                when="step", kind="kind", events="count", of_all="n", with_95_interval="interval",
                share_of_the_frame="share",
            ),
        },
    }  # fmt: skip
    rules: Spec = {
        **only,
        "data": {"values": breaks},
        "mark": {"type": "rule", "strokeDash": [5, 3], "color": INK, "strokeWidth": 1.5},
        "encoding": {"x": x, "tooltip": tips(what="words")},
    }
    zero: Spec = {"mark": {"type": "rule", "color": SOFT}, "encoding": {"y": {"datum": 0}}}
    layers = [bars, zero, *([rules] if breaks else [])]
    return view(_HEIGHT, data={"values": values}, layer=layers, **picked)
