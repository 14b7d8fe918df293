"""The map of partners for Vega-Lite: the same seats of government, outlines and great circles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from legation.knowledge.names import display
from legation.knowledge.positions import land, seats
from legation.presenting.exploring.explored import (
    CONFLICT,
    LINK,
    OPENS,
    PAPER,
    RULE,
    Spec,
    tips,
    view,
)
from legation.presenting.exploring.frames import ONE, frame_words, picking
from legation.presenting.measures import percent

_HEIGHT = 380


def map_spec(rows: Sequence[Mapping[str, Any]], code: str, pair: Callable[[str], str]) -> Spec:
    """Partners as dots around `code`, which lies in the middle."""
    home = seats()[code]
    values: list[Spec] = [
        {
            **row,
            ONE: frame_words(row["frame"]),
            "told": percent(row["share"]) if row["share"] is not None else "no frame, no share",
            "href": pair(str(row["partner"])),
        }
        for row in rows
    ]
    here = [home.longitude, home.latitude]
    arcs: list[Spec] = [
        {
            "type": "Feature",
            ONE: row[ONE],
            "geometry": {
                "type": "LineString",
                "coordinates": [here, [row["longitude"], row["latitude"]]],
            },
        }
        for row in values
    ]
    picked, only = picking(values)
    outline = [[[x, y] for x, y in ring] for ring in land()]
    shape = {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": [[_closed(ring)] for ring in outline]},
    }
    at: Spec = {
        "longitude": {"field": "longitude", "type": "quantitative"},
        "latitude": {"field": "latitude", "type": "quantitative"},
    }
    size: Spec = {
        "field": "dealings",
        "type": "quantitative",
        "scale": {"type": "linear", "range": [20, 400]},
        "legend": None,
    }
    return view(
        _HEIGHT,
        usermeta={"shape": 0.5},
        projection={"type": "equalEarth", "rotate": [-home.longitude, 0, 0]},
        data={"values": values},
        layer=[
            {
                "data": {"sphere": True},
                "mark": {"type": "geoshape", "fill": None, "stroke": RULE},
            },
            {
                "data": {"values": [shape]},
                "mark": {"type": "geoshape", "fill": RULE, "stroke": None, "tooltip": None},
            },
            {
                **only,
                "data": {"values": arcs},
                "mark": {
                    "type": "geoshape",
                    "fill": None,
                    "stroke": LINK,
                    "strokeWidth": 1.5,
                    "opacity": 0.5,
                    "tooltip": None,
                },
            },
            {
                **only,
                "mark": {"type": "circle", "color": LINK, "opacity": 0.9, "stroke": PAPER},
                "encoding": {
                    **at,
                    "size": size,
                    "tooltip": tips(partner="name", events="dealings", share="told"),
                    **OPENS,
                },
            },
            {
                "data": {
                    "values": [
                        {
                            "name": display(code),
                            "longitude": home.longitude,
                            "latitude": home.latitude,
                        }
                    ]
                },
                "mark": {
                    "type": "circle",
                    "color": CONFLICT,
                    "size": 110,
                    "stroke": PAPER,
                    "opacity": 1,
                },
                "encoding": {**at, "tooltip": tips(actor="name")},
            },
        ],
        **picked,
    )


def _closed(ring: list[list[float]]) -> list[list[float]]:
    """A ring that ends where it begins, and turns clockwise, as d3 takes the inside of land."""
    whole = ring if ring[0] == ring[-1] else [*ring, ring[0]]
    area = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(whole))
    return whole if area > 0 else whole[::-1]
