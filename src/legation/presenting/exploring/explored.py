"""One picture in its two forms, with its numbers; and what all moving ones have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from legation.presenting.pictures.chart import About, Chart
from legation.presenting.pictures.sheet import cell, figure

Spec = dict[str, Any]
Row = Mapping[str, object]

INK, SOFT, RULE, PAPER = "var(--ink)", "var(--soft)", "var(--rule)", "var(--paper)"
LINK, CONFLICT, PLANNED = "var(--occurred)", "var(--denied)", "var(--planned)"
WORDS, AGAINST_WORDS = "var(--words)", "var(--against-words)"
"""Colours are names of the page's own style, which knows light and dark; its script fills them in."""

_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'
_CONFIG: Spec = {
    "font": _FONT,
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT,
        "labelFontSize": 12,
        "titleColor": SOFT,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": RULE,
        "domainColor": RULE,
        "tickColor": RULE,
        "labelOverlap": "greedy",
        "labelSeparation": 8,
    },
    "legend": {
        "orient": "top",
        "direction": "horizontal",
        "columns": {"expr": "max(1, floor(width / 150))"},
        "labelColor": INK,
        "labelFontSize": 12,
        "labelLimit": 220,
        "symbolType": "circle",
        "title": None,
    },
    "text": {"color": INK, "fontSize": 12},
}
OPENS: Spec = {"href": {"field": "href"}}
"""An encoding by which a mark leads to the page of what it shows."""
SPAN = "span"
"""The parameter by which a reader marks days to see them nearer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explored:
    """A picture as a page shows it.

    `still` is its markup, empty where there is too little to draw; `spec` the same for Vega-Lite,
    whose colours may be custom properties of the page; `alt` says in words what it shows; `hint`
    what a pointer can do; `moving_note` stands in the place of `note` where that is of the still one
    alone. `rows` are the numbers drawn, in `columns`.
    """

    key: str
    title: str
    note: str
    alt: str
    still: str
    spec: Spec | None
    columns: Sequence[str]
    rows: Sequence[Row]
    hint: str = ""
    moving_note: str = ""

    @property
    def cells(self) -> list[list[str]]:
        """The rows of a table in words."""
        return [[cell(row.get(column)) for column in self.columns] for row in self.rows]

    @classmethod
    def of_chart(
        cls, chart: Chart, about: About, spec: Spec | None, hint: str = "", moving_note: str = ""
    ) -> Self:
        """A chart that is drawn as it stands in files, without its title; and `spec` for the same."""
        return cls(
            key=chart.key,
            title=chart.title,
            note=chart.units,
            alt=chart.alt,
            still=figure(chart, about, titled=False),
            spec=spec,
            columns=chart.columns,
            rows=chart.rows,
            hint=hint,
            moving_note=moving_note,
        )


def view(height: int, **body: Any) -> Spec:
    """A specification as wide as its place on the page; `height` in pixels."""
    return {
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "background": None,
        "config": _CONFIG,
        **body,
    }


def tips(**named: str) -> list[Spec]:
    """What is shown beside the pointer: fields by the words before them, written as they are."""
    return [
        {"field": field, "type": "nominal", "title": words.replace("_", " ")}
        for words, field in named.items()
    ]


def over_days(field: str) -> Spec:
    """An axis of days along the width, with no hours between them."""
    return {
        "field": field,
        "type": "temporal",
        "title": None,
        "axis": {"tickMinStep": 24 * 60 * 60 * 1000, "format": "%-d %b %Y", "labelFlush": True},
    }


def by_legend(name: str, field: str) -> Spec:
    """A parameter that shows only what the reader picks in the legend."""
    return {"name": name, "select": {"type": "point", "fields": [field]}, "bind": "legend"}


def faint_unless(name: str, faint: float = 0.08, full: float = 1) -> Spec:
    """Full for what is picked, faint for the rest."""
    return {"condition": {"param": name, "value": full}, "value": faint}


def marked_days() -> Spec:
    """A parameter for the days over which a reader draws the pointer."""
    return {
        "name": SPAN,
        "select": {
            "type": "interval",
            "encodings": ["x"],
            "mark": {"fill": SOFT, "fillOpacity": 0.15, "stroke": SOFT},
        },
    }
