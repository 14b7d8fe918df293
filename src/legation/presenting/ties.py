"""Who dealt with whom: a bar for each pair, cooperation to the right and conflict to the left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from xml.etree.ElementTree import Element, SubElement

from legation.knowledge.names import display
from legation.knowledge.ontology import quad
from legation.model import Event, Happening, Status
from legation.presenting import drawing
from legation.presenting.brief import Picture
from legation.presenting.sides import pair_words

_MOST_PAIRS = 14
_ROW, _TOP, _BAR = 38, 26, 11
# What is left of the width for numbers at both ends of the bars.
_MARGIN = 0.09
_LAST_CONFLICT_FREE_QUAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two sides and how many events of each kind occurred between them."""

    sides: tuple[str, str]
    cooperation: int
    conflict: int

    @property
    def total(self) -> int:
        """Events of both kinds."""
        return self.cooperation + self.conflict

    @property
    def mostly_conflict(self) -> bool:
        """Whether more of them are conflict than cooperation."""
        return self.conflict > self.cooperation

    @property
    def words(self) -> str:
        """The two in words, in the order of their names."""
        return pair_words(sorted(self.sides, key=display))


def _pairs(event: Event) -> Iterator[tuple[str, str]]:
    """Those who dealt with each other: actors with recipients, or the actors among themselves."""
    actors = [side.code for side in event.actors if not side.code.startswith("PER:")]
    recipients = [side.code for side in event.recipients if not side.code.startswith("PER:")]
    found = product(actors, recipients) if event.recipients else combinations(actors, 2)
    yield from dict.fromkeys((min(p), max(p)) for p in found if p[0] != p[1])


def ties_of(found: Sequence[Happening]) -> list[Tie]:
    """Pairs with what occurred between them, those with most events first."""
    counts: Counter[tuple[tuple[str, str], bool]] = Counter()
    for happening in found:
        if happening.event.status is Status.OCCURRED:
            hostile = quad(happening.event.type) > _LAST_CONFLICT_FREE_QUAD
            counts.update((pair, hostile) for pair in _pairs(happening.event))
    ties = [
        Tie(sides=pair, cooperation=counts[pair, False], conflict=counts[pair, True])
        for pair in {pair for pair, _ in counts}
    ]
    return sorted(ties, key=lambda t: (-t.total, t.words))


def who_with_whom(found: Sequence[Happening]) -> Picture:
    """Events that occurred, by pair, cooperation apart from conflict; the table has every pair."""
    ties = ties_of(found)
    enough = sum(tie.total for tie in ties) > 1
    note = (
        "Events that occurred, each counted once for each two sides. They are what these articles "
        "mention, and no sample from which shares or trends could be read."
    )
    if len(ties) > _MOST_PAIRS:
        note += f" The {_MOST_PAIRS} pairs with most of {len(ties)} are drawn; the table has all."
    return Picture(
        key="who",
        title="Who dealt with whom",
        svg=_svg(ties[:_MOST_PAIRS]) if enough else None,
        columns=("Between", "Cooperation", "Conflict"),
        rows=tuple((tie.words, str(tie.cooperation), str(tie.conflict)) for tie in ties),
        note=note if enough else "Fewer than two events occurred between two sides: none is drawn.",
    )


def _svg(ties: Sequence[Tie]) -> str:
    left, right = max(tie.conflict for tie in ties), max(tie.cooperation for tie in ties)
    unit = (1 - 2 * _MARGIN) / (left + right)
    zero = _MARGIN + left * unit
    height = _TOP + _ROW * len(ties) + 4
    svg = drawing.canvas("who", "Events by pair of actors", _told(ties), height)
    _hatching(svg)
    drawing.label(svg, "◀ Conflict (hatched)", 0, 14)
    drawing.label(svg, "Cooperation (filled) ▶", 1, 14, "end")
    for number, tie in enumerate(ties):
        y = _TOP + _ROW * number
        drawing.label(svg, tie.words, 0, y + 13)
        if tie.conflict:
            start = zero - tie.conflict * unit
            _bar(svg, start, tie.conflict * unit, y + 18, "conflict")
            drawing.label(svg, str(tie.conflict), start, y + 28, "end", dx=-5)
        if tie.cooperation:
            _bar(svg, zero, tie.cooperation * unit, y + 18, "cooperation")
            drawing.label(svg, str(tie.cooperation), zero + tie.cooperation * unit, y + 28, dx=5)
        drawing.rule(svg, (zero, zero), (y + 16, y + 31), "zero")
    return drawing.written(svg)


def _bar(svg: Element, x: float, width: float, y: float, kind: str) -> None:
    given = {"x": drawing.percent(x), "width": drawing.percent(width), "y": f"{y:g}"}
    SubElement(svg, "rect", {**given, "height": str(_BAR), "class": kind})


def _hatching(svg: Element) -> None:
    size = {"width": "5", "height": "5", "patternUnits": "userSpaceOnUse"}
    pattern = SubElement(
        svg, "pattern", {"id": "hatched", "patternTransform": "rotate(45)", **size}
    )
    SubElement(pattern, "line", {"y2": "5", "class": "hatch"})


def _told(ties: Sequence[Tie]) -> str:
    one = ties[0]
    return (
        f"{len(ties)} pairs. Most events: {one.words}, {one.cooperation} of cooperation and "
        f"{one.conflict} of conflict. The table below the picture lists every pair."
    )
