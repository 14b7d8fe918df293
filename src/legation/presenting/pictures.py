"""The two pictures of a brief, as static SVG with a table that says the same in words."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from legation.knowledge.names import display
from legation.knowledge.ontology import quad
from legation.model import Status
from legation.model.when import days
from legation.presenting.brief import Picture
from legation.presenting.grouping import Happening
from legation.presenting.wording import MARKS, date_words, event_words

_MOST_ACTORS = 15
_MOST_EVENTS = 60
_DAYS_DRAWN = 183
_SHAPES = {
    "Occurred": "circle",
    "Planned": "diamond",
    "Could happen": "triangle-up",
    "Denied": "cross",
    "Called off": "square",
}


def pictures(found: Sequence[Happening]) -> tuple[Picture, ...]:
    """Timeline and who-with-whom; a picture of fewer than two points is only its table."""
    return (_timeline(found), _who(found))


def _svg(chart: Any, title: str, text: str) -> str:
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(chart.to_json())
    svg = re.sub(r"<\?xml[^>]*\?>|<!DOCTYPE[^>]*>", "", svg)
    label = f'<svg role="img" aria-label="{_escape(title)}: {_escape(text)}" '
    return svg.replace("<svg ", label, 1)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _timeline(found: Sequence[Happening]) -> Picture:
    rows: list[dict[str, str]] = []
    for happening in found:
        best = happening.best
        try:
            covered = days(best.when) if best.when else None
        except ValueError:
            covered = None
        day = (covered.first or covered.last) if covered else None
        if day is None:
            continue
        pair = " – ".join(sorted(display(c) for c in best.codes)[:2])
        rows.append(
            {
                "day": day.isoformat(),
                "status": MARKS[best.status].split(" ", 1)[1],
                "pair": pair,
                "what": event_words(best),
                "when": date_words(best.when, best.status),
            }
        )
    rows.sort(key=lambda r: r["day"])
    recent = _recent(rows)
    dropped = len(rows) - len(recent)
    note = "Shapes show the status." + (
        f" {dropped} earlier or further events are left to the table." if dropped else ""
    )
    table = tuple((r["when"], r["status"], r["what"]) for r in rows)
    svg = _timeline_svg(recent) if len(recent) > 1 else None
    return Picture(
        key="timeline",
        title="Timeline",
        svg=svg,
        columns=("When", "Status", "What"),
        rows=table,
        note=note,
    )


def _recent(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The newest half-year, so that a recalled decade does not flatten the news."""
    if not rows:
        return []
    newest = dt.date.fromisoformat(rows[-1]["day"])
    earliest = (newest - dt.timedelta(days=_DAYS_DRAWN)).isoformat()
    return [r for r in rows if r["day"] >= earliest][-_MOST_EVENTS:]


def _timeline_svg(rows: list[dict[str, str]]) -> str:
    import altair as alt

    names = list(_SHAPES)
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_point(size=90, filled=True, opacity=0.9)
        .encode(
            x=alt.X("day:T", title=None, axis=alt.Axis(format="%-d %b %Y", labelAngle=-30)),
            y=alt.Y("pair:N", title=None, sort=None, axis=alt.Axis(labelLimit=200)),
            shape=alt.Shape(
                "status:N",
                title="Status",
                scale=alt.Scale(domain=names, range=list(_SHAPES.values())),
            ),
            color=alt.Color(
                "status:N",
                title="Status",
                scale=alt.Scale(
                    domain=names, range=["#1f4e79", "#8a5a00", "#5b5b5b", "#9b1c1c", "#6b2d73"]
                ),
            ),
        )
        .properties(width=380, height=alt.Step(20), background="white")
        .configure_axis(grid=True, gridColor="#e4e4e4", labelFont="sans-serif", labelFontSize=11)
        .configure_legend(orient="bottom", labelFont="sans-serif", titleFont="sans-serif")
        .configure_view(stroke=None)
    )
    return _svg(
        chart, "Timeline of events by pair", f"{len(rows)} events; the table below lists them"
    )


def _who(found: Sequence[Happening]) -> Picture:
    cells: Counter[tuple[str, str, str]] = Counter()
    weight: Counter[str] = Counter()
    for happening in found:
        best = happening.best
        if best.status is not Status.OCCURRED:
            continue
        kind = "cooperation" if quad(best.type) <= 2 else "conflict"
        codes = [c for c in best.codes if not c.startswith("PER:")]
        for left in range(len(codes)):
            for right in range(left + 1, len(codes)):
                a, b = sorted((display(codes[left]), display(codes[right])))
                cells[a, b, kind] += 1
                weight[a] += 1
                weight[b] += 1
    top = {name for name, _ in weight.most_common(_MOST_ACTORS)}
    shown = [
        {"one": a, "other": b, "kind": k, "events": n}
        for (a, b, k), n in cells.items()
        if {a, b} <= top
    ]
    note = "Only events that occurred are counted, each once. Circles are cooperation, crosses conflict."
    if len(weight) > _MOST_ACTORS:
        note += f" The {_MOST_ACTORS} actors with most events are drawn; the table has all."
    table = tuple((a, b, k, str(n)) for (a, b, k), n in sorted(cells.items(), key=lambda c: -c[1]))
    svg = _who_svg(shown) if len(shown) > 1 else None
    return Picture(
        key="who",
        title="Who with whom",
        svg=svg,
        columns=("One", "Other", "Kind", "Events"),
        rows=table,
        note=note,
    )


def _who_svg(cells: list[dict[str, Any]]) -> str:
    import altair as alt

    chart = (
        alt.Chart(alt.InlineData(values=cells))
        .mark_point(filled=True, opacity=0.85)
        .encode(
            x=alt.X("other:N", title=None, axis=alt.Axis(labelAngle=-40, labelLimit=160)),
            y=alt.Y("one:N", title=None, axis=alt.Axis(labelLimit=160)),
            xOffset=alt.XOffset("kind:N", scale=alt.Scale(domain=["cooperation", "conflict"])),
            size=alt.Size("events:Q", title="Events", scale=alt.Scale(range=[40, 420])),
            shape=alt.Shape(
                "kind:N",
                title="Kind",
                scale=alt.Scale(domain=["cooperation", "conflict"], range=["circle", "cross"]),
            ),
            color=alt.Color(
                "kind:N",
                title="Kind",
                scale=alt.Scale(domain=["cooperation", "conflict"], range=["#1f4e79", "#9b1c1c"]),
            ),
        )
        .properties(width=alt.Step(44), height=alt.Step(28), background="white")
        .configure_axis(grid=True, gridColor="#e4e4e4", labelFont="sans-serif", labelFontSize=11)
        .configure_legend(orient="bottom", labelFont="sans-serif", titleFont="sans-serif")
        .configure_view(stroke=None)
    )
    return _svg(
        chart, "Who met, helped or opposed whom", f"{len(cells)} pairs; the table below lists them"
    )
