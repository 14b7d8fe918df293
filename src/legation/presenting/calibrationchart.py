"""What was said beside what came true, as a picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from xml.etree.ElementTree import SubElement

from legation.presenting import drawing
from legation.presenting.boardview import RecordView
from legation.presenting.brief import Picture
from legation.presenting.chances import rounded, span_words

_LEFT, _RIGHT = 0.12, 0.95
_TOP, _BOTTOM = 24, 284


def calibration_chart(record: RecordView, key: str = "calibration") -> Picture:
    """Each bin as a circle: what was said on the mean along the width, how often it came true upward.

    On the diagonal both are the same. The larger the circle, the more questions.
    """
    note = (
        "A circle on the line: what was said is what came. Below it too much was said, above it too "
        "little. Larger circles hold more questions."
    )
    if record.noisy:
        note += " Under 100 questions this is noise for the most part."
    return Picture(
        key=key,
        title="Said and come true",
        columns=("Said between", "Questions", "Said on the mean", "Came true"),
        rows=tuple(
            (span_words(low, high), str(n), rounded(said), f"{round(100 * came)} %")
            for low, high, n, said, came in record.bins
        ),
        note=note if record.bins else "No question with odds was resolved yet.",
        svg=calibration_svg(record.bins, "Calibration of the opening day", key=key)
        if record.bins
        else None,
    )


def _x(p: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * p


def _y(p: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * p


def calibration_svg(
    bins: Sequence[tuple[float, float, int, float, float]],
    title: str,
    *,
    key: str = "calibration",
    reaches: Sequence[tuple[float, float]] = (),
) -> str:
    """The picture of `bins` as `RecordView` has them; `reaches` are intervals of what came true."""
    questions = sum(n for _, _, n, _, _ in bins)
    most = max(n for _, _, n, _, _ in bins)
    told = f"{questions} questions in {len(bins)} bins. The table says the same."
    svg = drawing.canvas(key, title, told, _BOTTOM + 40)
    for part in (0, 0.25, 0.5, 0.75, 1):
        drawing.rule(svg, (_LEFT, _RIGHT), (_y(part), _y(part)), "grid")
        drawing.label(svg, f"{100 * part:g} %", _LEFT, _y(part) + 4, "end", dx=-6)
        drawing.label(svg, f"{100 * part:g} %", _x(part), _BOTTOM + 18, "middle")
    drawing.rule(svg, (_LEFT, _RIGHT), (_BOTTOM, _TOP), "zero")
    drawing.label(svg, "came true", 0, 12)
    drawing.label(svg, "said", _RIGHT, _BOTTOM + 36, "end")
    for (_, _, _, said, _), (low, high) in zip(bins, reaches, strict=False):
        drawing.rule(svg, (_x(said), _x(said)), (_y(low), _y(high)), "odds")
    for _, _, n, said, came in bins:
        given = {"cx": drawing.percent(_x(said)), "cy": f"{_y(came):.1f}"}
        radius = 3 + 9 * math.sqrt(n / most)
        given |= {"r": f"{radius:.1f}", "class": "seen for"}
        dot = SubElement(svg, "circle", given)
        SubElement(dot, "title").text = f"said {rounded(said)}, came {came:.0%}, {n} questions"
        drawing.label(svg, str(n), _x(said), _y(came) - 5 - radius, "middle")
    return drawing.written(svg)
