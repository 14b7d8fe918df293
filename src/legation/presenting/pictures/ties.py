"""A tie over time: what passed between two, up for cooperation and down for conflict; and its share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from legation.knowledge.names import display
from legation.presenting.measures import TIE_COLUMNS, number, tie_steps
from legation.presenting.pictures.axes import LEFT, Steps, plain, round_up, time_axis
from legation.presenting.pictures.canvas import LINE, Canvas
from legation.presenting.pictures.chart import Chart, Part

Plain = Mapping[str, Any]
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_NOTHING: dict[str, Any] = {
    "n": 0,
    "quads": [0, 0, 0, 0],
    "interval": None,
    "volume": None,
    "share_of_all": None,
}
_UP, _DOWN, _SHARE = 120, 80, 90
_WIDEST = 36.0
"""Pixels of a bar at most."""
_DENSE = 6.0
"""Pixels of a step below which the lines of intervals are thin."""
"""Heights of the plots in pixels, at their most."""
KINDS = (
    ("words", "cooperation in words"),
    ("deeds", "cooperation in deeds"),
    ("against-words", "conflict in words"),
    ("against-deeds", "conflict in deeds"),
)


def tie_charts(answers: Sequence[Plain], a: str, b: str, step: str) -> list[Chart]:
    """The pictures of `legation ties`: one, with a part for each frame that has anything to draw."""
    shown = [answer for answer in answers if any(step_["n"] for step_ in answer["steps"])]
    if not shown:
        return []
    rows = list(tie_steps(shown))
    return [
        Chart(
            key="tie",
            title=f"{display(a)} and {display(b)}, by {step}",
            units=f"Events that occurred, by {step}: cooperation upwards, conflict downwards; "
            "solid for deeds, light or hatched for words.",
            parts=tuple(_part(answer, step) for answer in shown),
            columns=TIE_COLUMNS[:-1],
            rows=[{k: v for k, v in row.items() if k != "events"} for row in rows],
        )
    ]


def _part(answer: Plain, step: str) -> Part:
    spaced = {**answer, "steps": _spaced(answer["steps"], _MONTHS[step])}
    return Part(
        heading=answer["frame"]["heading"],
        alt=_alt(answer, step),
        draw=lambda canvas: _draw(canvas, spaced, step),
    )


def _spaced(told: Sequence[Plain], months: int) -> list[Plain]:
    """The steps with empty ones where some are missing, so that time runs evenly along the width."""
    by_start = {step["start"]: step for step in told}
    first, last = (_month(told[end]["start"]) for end in (0, -1))
    starts = [f"{n // 12:04}-{n % 12 + 1:02}-01" for n in range(first, last + 1, months)]
    return [by_start.get(start, _NOTHING | {"start": start}) for start in starts]


def _month(start: str) -> int:
    return int(start[:4]) * 12 + int(start[5:7]) - 1


def _alt(answer: Plain, step: str) -> str:
    told = [s for s in answer["steps"] if s["n"]]
    totals = [sum(s["quads"][quad] for s in told) for quad in range(4)]
    kinds = ", ".join(f"{n} {name}" for n, (_, name) in zip(totals, KINDS, strict=True) if n)
    most = max(told, key=lambda s: s["n"])
    gaps = sum(s["n"] is None for s in answer["steps"])
    found = (
        f"{sum(totals)} events from {told[0]['start']} to {told[-1]['start']}: {kinds}. "
        f"Most in the {step} from {most['start']}: {most['n']}."
    )
    if gaps:
        found += f" {gaps} {step}s that the frame did not watch are grey."
    return f"{found} {_break_words(answer)}"


def _break_words(answer: Plain) -> str:
    found = answer["breaks"]
    if isinstance(found, str):
        return f"Change points: {found}."
    starts = [start for start, _ in found["counts"]]
    if not starts:
        return "No change point against the volume of the frame."
    return f"Change points against the volume of the frame: {', '.join(starts)} (dashed)."


def _draw(canvas: Canvas, answer: Plain, step: str) -> None:
    told = answer["steps"]
    steps = Steps([s["start"] for s in told], canvas.width)
    _legend(canvas, told)
    top = canvas.y + 22
    zero = _bars(canvas, told, steps, top)
    bottom = zero + _down(told)
    _breaks(canvas, answer, steps, top, bottom)
    time_axis(canvas, steps, bottom, bottom)
    canvas.y = bottom + LINE + 4
    if answer["frame"]["name"] is not None and any(s["share_of_all"] for s in told):
        _shares(canvas, answer, steps)
    canvas.paragraph(_break_words(answer))


def _legend(canvas: Canvas, told: Sequence[Plain]) -> None:
    x, canvas.y = float(LEFT), canvas.y + LINE + 4
    for quad, (kind, name) in enumerate(KINDS):
        if not any(s["quads"][quad] for s in told):
            continue
        if x + 20 + 6.4 * len(name) > canvas.width:
            x, canvas.y = float(LEFT), canvas.y + LINE
        canvas.rect(x, canvas.y - 9, 12, 10, kind)
        canvas.text(name, x + 17, canvas.y)
        x += 30 + 6.4 * len(name)


def _most(told: Sequence[Plain], *, down: bool) -> int:
    quads = (2, 3) if down else (0, 1)
    return max((sum(s["quads"][q] for q in quads) for s in told), default=0)


def _levels(told: Sequence[Plain]) -> list[int]:
    """Whole numbers for the axis upwards; the last is as high as the highest bar, or higher."""
    most = max(_most(told, down=False), 1)
    each = max(1, int(round_up(most / 3)))
    return list(range(0, most + each, each))


def _scale(told: Sequence[Plain]) -> float:
    """Pixels of an event: the same upwards and downwards."""
    up, down = _UP / _levels(told)[-1], _most(told, down=True)
    return min(up, _DOWN / down if down else up)


def _down(told: Sequence[Plain]) -> float:
    most = _most(told, down=True)
    return _scale(told) * most + 6 if most else 0.0


def _bars(canvas: Canvas, told: Sequence[Plain], steps: Steps, top: float) -> float:
    """The bars; gives the height of the line between cooperation and conflict."""
    scale, levels = _scale(told), _levels(told)
    zero = top + scale * levels[-1]
    gap = min(2.0, steps.each * 0.2)
    for n, one in enumerate(told):
        if one["n"] is None:
            canvas.rect(steps(n), top, steps.each, zero + _down(told) - top, "gap")
    for level in levels[1:]:
        canvas.line(LEFT, zero - level * scale, canvas.width, zero - level * scale, "rule")
    for level in levels:
        canvas.text(str(level), LEFT - 6, zero - level * scale + 4, "soft", "end")
    most = _most(told, down=True)
    if most * scale > LINE:
        canvas.text(str(most), LEFT - 6, zero + most * scale + 4, "soft", "end")
    for n, one in enumerate(told):
        words, deeds, against, attacks = (count * scale for count in one["quads"])
        tip = f"{one['start']}: {one['n']} events"
        width = min(max(steps.each - gap, 1.5), _WIDEST)
        x = steps.middle(n) - width / 2
        for y, height, kind in (
            (zero - deeds, deeds, "deeds"),
            (zero - deeds - words, words, "words"),
            (zero, attacks, "against-deeds"),
            (zero + attacks, against, "against-words"),
        ):
            if height:
                canvas.rect(x, y, width, height, kind, tip)
    canvas.line(LEFT, zero, canvas.width, zero, "axis")
    return zero


def _breaks(canvas: Canvas, answer: Plain, steps: Steps, top: float, bottom: float) -> None:
    if isinstance(answer["breaks"], str):
        return
    for start, _ in answer["breaks"]["counts"]:
        x = steps(list(steps.starts).index(start))
        canvas.line(x, top - 12, x, bottom, "break")
        canvas.label(start[:7], x + 3, top - 5, "start" if x + 60 < canvas.width else "end")


def _shares(canvas: Canvas, answer: Plain, steps: Steps) -> None:
    """Events per thousand of the frame, with the exact interval of the count over the volume."""
    canvas.y += LINE + 4
    canvas.text("Per 1,000 events of the frame, with 95 % interval", 0, canvas.y, "strong")
    top = canvas.y + 22
    bottom = top + _SHARE
    points = []
    for n, one in enumerate(answer["steps"]):
        if one["volume"] and one["interval"]:
            by = 1000 / one["volume"]
            low, high = one["interval"]["low"] * by, one["interval"]["high"] * by
            points.append((n, one["share_of_all"] * 1000, low, min(high, 1000.0)))
    most = round_up(sorted(high for *_, high in points)[int(0.95 * (len(points) - 1))])
    scale = _SHARE / most
    for level in (0.0, most / 2, most):
        y = bottom - level * scale
        canvas.line(LEFT, y, canvas.width, y, "rule" if level else "axis")
        canvas.text(plain(level), LEFT - 6, y + 4, "soft", "end")
    radius = min(3.0, max(1.2, steps.each / 3))
    line = "range" if steps.each > _DENSE else "thin"
    for n, share, low, high in points:
        x = steps.middle(n)
        canvas.line(x, bottom - min(high, most) * scale, x, bottom - min(low, most) * scale, line)
        tip = f"{steps.starts[n]}: {number(share)} per 1,000 ({number(low)} to {number(high)})"
        canvas.circle(x, bottom - min(share, most) * scale, radius, "dot", tip)
    _breaks(canvas, answer, steps, top, bottom)
    time_axis(canvas, steps, bottom, bottom)
    canvas.y = bottom + LINE + 4
