"""What was said beside what came true, as a picture."""

from __future__ import annotations

import math
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
        svg=_svg(record, key) if record.bins else None,
    )


def _x(p: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * p


def _y(p: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * p


def _svg(record: RecordView, key: str) -> str:
    questions = sum(n for _, _, n, _, _ in record.bins)
    told = f"{questions} questions in {len(record.bins)} bins. The table says the same."
    svg = drawing.canvas(key, "Calibration of the opening day", told, _BOTTOM + 40)
    for part in (0, 0.25, 0.5, 0.75, 1):
        drawing.rule(svg, (_LEFT, _RIGHT), (_y(part), _y(part)), "grid")
        drawing.label(svg, f"{100 * part:g} %", _LEFT, _y(part) + 4, "end", dx=-6)
        drawing.label(svg, f"{100 * part:g} %", _x(part), _BOTTOM + 18, "middle")
    drawing.rule(svg, (_LEFT, _RIGHT), (_BOTTOM, _TOP), "zero")
    drawing.label(svg, "came true", 0, 12)
    drawing.label(svg, "said", _RIGHT, _BOTTOM + 36, "end")
    for _, _, n, said, came in record.bins:
        given = {"cx": drawing.percent(_x(said)), "cy": f"{_y(came):.1f}"}
        given |= {"r": f"{4 + 2 * math.sqrt(n):.1f}", "class": "seen for"}
        SubElement(svg, "circle", given)
        drawing.label(svg, str(n), _x(said), _y(came) - 8 - 2 * math.sqrt(n), "middle")
    return drawing.written(svg)
