"""Who deals with whom as a net: actors around a circle, lines for what occurred between them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from legation.knowledge.names import display
from legation.presenting.pictures.canvas import LETTER, LINE, Canvas
from legation.presenting.pictures.chart import Chart, Part
from legation.presenting.ties import Tie

COLUMNS = ("a", "b", "between", "cooperation", "conflict")
"""Columns of the ties drawn."""

MOST_ACTORS, MOST_TIES = 14, 30
"""More would be a tangle that nobody reads; the table beside it has all."""
_MOST_OF_ALL = 2 / 3
_UPRIGHT = 0.12
"""How far from the middle a name still stands above or below its dot and not beside it."""
Place = tuple[float, float]
_ROUND, _ASIDE = 150.0, 110.0
"""Pixels of the circle's radius at most, and of room beside it for names."""


def chosen(ties: Sequence[Tie]) -> list[Tie]:
    """The strongest ties of as many actors as can be told apart, in their order."""
    actors: set[str] = set()
    found: list[Tie] = []
    for tie in ties:
        if len(actors | set(tie.sides)) <= MOST_ACTORS and len(found) < MOST_TIES:
            actors |= set(tie.sides)
            found.append(tie)
    return found


def places(ties: Sequence[Tie]) -> Mapping[str, Place]:
    """Where each actor stands, within -1 to 1 to the right and up; the same ties, the same places.

    Who is in most ties stands in the middle; all others on the circle, those with most to do with
    each other side by side.
    """
    weight: dict[tuple[str, str], int] = {}
    for tie in ties:
        for a, b in (tie.sides, tie.sides[::-1]):
            weight[a, b] = tie.total
    degree: dict[str, int] = {}
    for (a, _), n in weight.items():
        degree[a] = degree.get(a, 0) + n
    left = sorted(degree, key=lambda code: (-degree[code], code))
    middle = [
        code
        for code in left[:1]
        if len(ties) > 2 and sum(code in tie.sides for tie in ties) >= _MOST_OF_ALL * len(ties)
    ]
    left = [code for code in left if code not in middle]
    order = left[:1]
    while len(order) < len(left):
        rest = [code for code in left if code not in order]
        order.append(max(rest, key=lambda code: weight.get((order[-1], code), 0)))
    found = dict.fromkeys(middle, (0.0, 0.0))
    for number, code in enumerate(order):
        angle = math.pi / 2 - 2 * math.pi * number / len(order)
        found[code] = (round(math.cos(angle), 4), round(math.sin(angle), 4))
    return found


def network_chart(ties: Sequence[Tie]) -> Chart | None:
    """The net of the strongest ties; None where fewer than two can be drawn."""
    drawn = chosen(ties)
    if len(drawn) < 2:
        return None
    left = f" The strongest {len(drawn)} of {len(ties)} ties." if len(drawn) < len(ties) else ""
    words = ", ".join(f"{t.words} {t.total}" for t in drawn[:5])
    return Chart(
        key="network",
        title="Who with whom",
        units="Width of lines: events that occurred between the two; dashed where most of it was "
        f"conflict.{left}",
        parts=(
            Part(
                heading="What these articles mention; no sample.",
                alt=f"{len(drawn)} ties of {len(places(drawn))} actors, the strongest: {words}.",
                draw=lambda canvas: _draw(canvas, drawn),
            ),
        ),
        columns=COLUMNS,
        rows=[
            {
                "a": tie.sides[0],
                "b": tie.sides[1],
                "between": tie.words,
                "cooperation": tie.cooperation,
                "conflict": tie.conflict,
            }
            for tie in ties
        ],
    )


def upright(x: float, y: float) -> bool:
    """Whether the name of the actor there stands above or below its dot, and not beside it."""
    return abs(x) <= _UPRIGHT and bool(y)


def width(tie: Tie, most: int) -> float:
    """Pixels of a tie's line."""
    return 1.0 + 6.0 * math.sqrt(tie.total / most)


def _draw(canvas: Canvas, drawn: Sequence[Tie]) -> None:
    at = places(drawn)
    radius = min(_ROUND, canvas.width / 2 - (_ASIDE if not canvas.narrow else _ASIDE * 0.75))
    middle, top = canvas.width / 2, canvas.y + 2 * LINE + radius
    most = max(t.total for t in drawn)

    def point(code: str) -> Place:
        x, y = at[code]
        return middle + radius * x, top - radius * y

    for tie in reversed(drawn):
        (x1, y1), (x2, y2) = map(point, tie.sides)
        kind = "edge-against" if tie.mostly_conflict else "edge"
        line = f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
        canvas.path(line, kind, stroke_width=f"{width(tie, most):.1f}")
    for code, (x, y) in at.items():
        px, py = point(code)
        canvas.circle(px, py, 5, "dot", display(code))
        aside = canvas.width - px if x >= 0 else px
        room = 30 if upright(x, y) else int(aside / LETTER) - 2
        words = display(code) if len(display(code)) <= room else f"{display(code)[: room - 1]}…"
        if upright(x, y):
            canvas.label(words, px, py + (20 if y < 0 else -10), "middle")
        else:
            canvas.label(words, px + (9 if x >= 0 else -9), py + 4, "start" if x >= 0 else "end")
    canvas.y = top + radius + 2 * LINE
