"""What leads to what, drawn: causes on the left, effects on the right, a signed line for each link."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from legation.presenting.pictures.canvas import LETTER, LINE, Canvas
from legation.presenting.pictures.chart import Chart, Part

Plain = Mapping[str, Any]
COLUMNS = (
    *("from", "sign", "to", "kind", "holder", "strength", "quote", "article", "start", "stop"),
)
"""Columns of the links drawn."""

MOST = 14
"""Links drawn; more would be a tangle, and all stand in the table."""
_COLUMN = 0.4
"""Which part of the width each side's words take."""
_GAP = 10
_KINDS = {"+": "edge", "-": "edge-against"}


def leads_chart(links: Sequence[Plain]) -> Chart | None:
    """The picture of links as `presenting.mapped.rows` gives them; None where there is none."""
    if not links:
        return None
    drawn = list(links[:MOST])
    left = f" The first {MOST} of {len(links)} links." if len(links) > MOST else ""
    signs = [str(link["sign"]) for link in drawn]
    return Chart(
        key="leads",
        title="What leads to what",
        units="Lines from what is said to be a cause to its effect: + for more, − dashed for less or "
        f"worse, ? where it is not told which.{left} A direction, and no size.",
        parts=(
            Part(
                heading="As those say who are named in the table",
                alt=f"{len(drawn)} links: {signs.count('+')} that help, {signs.count('-')} that harm. "
                f"The first: {drawn[0]['from']} → {drawn[0]['to']} ({drawn[0]['sign']}).",
                draw=lambda canvas: _draw(canvas, drawn),
            ),
        ),
        columns=COLUMNS,
        rows=[{name: link.get(name) for name in COLUMNS} for link in links],
    )


def _draw(canvas: Canvas, links: Sequence[Plain]) -> None:
    wide = canvas.width * _COLUMN
    left = _Column(canvas, 0, wide)
    right = _Column(canvas, canvas.width - wide, wide)
    start, end = wide + 4, canvas.width - wide - 6
    middle = (start + end) / 2
    for link in links:
        cause, effect = str(link["from"]), str(link["to"])
        if cause not in left.places and effect not in right.places:
            # Side by side, so that most lines run straight.
            left.y = right.y = max(left.y, right.y)
        y1, y2 = left.place(cause), right.place(effect)
        line = (
            f"M{start:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {end:.1f} {y2:.1f}"
        )
        canvas.path(line, _KINDS.get(str(link["sign"]), "axis"), stroke_width="1.8")
        canvas.label(_sign(str(link["sign"])), middle, (y1 + y2) / 2 + 4, "middle")
    canvas.y = max(left.y, right.y) + LINE


def _sign(sign: str) -> str:
    return {"-": "−"}.get(sign, sign)


class _Column:
    """Labels below each other, each once."""

    def __init__(self, canvas: Canvas, x: float, wide: float) -> None:
        self.places: dict[str, float] = {}
        self.y = canvas.y + LINE
        self._canvas, self._x = canvas, x
        self._letters = max(12, int(wide / LETTER))

    def place(self, label: str) -> float:
        """The height of a label's middle; writes it where it is new."""
        if label not in self.places:
            lines = textwrap.wrap(label, self._letters, max_lines=5, placeholder=" …")
            self.places[label] = self.y + LINE * len(lines) / 2
            for line in lines:
                self.y += LINE
                self._canvas.text(line, self._x, self.y - 4)
            self.y += _GAP
        return self.places[label]
