"""Axes that the pictures share: time along the width, numbers up the height."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from legation.presenting.pictures.canvas import Canvas

LEFT = 44
"""Pixels left of a plot, for the numbers of its axis."""
_FEWEST_PIXELS = 62
"""Between two dates along the width."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps of time along the width of a canvas; `starts` are their first days."""

    starts: Sequence[str]
    width: int
    left: float = LEFT

    @property
    def each(self) -> float:
        """Pixels of a step."""
        return (self.width - self.left) / max(len(self.starts), 1)

    def __call__(self, number: int) -> float:
        """Where a step begins."""
        return self.left + number * self.each

    def middle(self, number: int) -> float:
        """Where its middle is."""
        return self(number) + self.each / 2

    def ticks(self) -> list[tuple[int, str]]:
        """Steps that get a date below them, and the date; years where years are enough."""
        most = max(2, int((self.width - self.left) / _FEWEST_PIXELS))
        yearly = [n for n, start in enumerate(self.starts) if start[5:7] == "01"]
        if len(self.starts) > most and len(yearly) > 1:
            every = math.ceil(len(yearly) / most)
            return [(n, self.starts[n][:4]) for n in yearly[::every]]
        every = math.ceil(len(self.starts) / most)
        chosen = range(0, len(self.starts), every)
        years = all(start[5:7] == "01" for start in self.starts)
        return [(n, self.starts[n][:4] if years else self.starts[n][:7]) for n in chosen]


def time_axis(canvas: Canvas, steps: Steps, top: float, bottom: float) -> None:
    """Dates below a plot, with light lines up through it."""
    for number, words in steps.ticks():
        x = steps.middle(number)
        canvas.line(x, top, x, bottom + 4, "rule")
        canvas.text(words, x, bottom + 16, "soft", "middle" if x + 24 < steps.width else "end")


def round_up(value: float) -> float:
    """The next round number: 1, 2, 2.5 or 5 with noughts."""
    if value <= 0:
        return 1.0
    power = 10 ** math.floor(math.log10(value))
    return next(float(m * power) for m in (1, 2, 2.5, 5, 10) if value <= m * power * (1 + 1e-9))


def plain(value: float) -> str:
    """A number of an axis, without noughts that tell nothing."""
    return f"{round(value, 2):g}"
