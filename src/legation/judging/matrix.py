"""Analysis of competing hypotheses as an audit trail: which items rank the answers, and how firmly.

It is no engine for probabilities: an experiment with 227 analysts found no gain in coherence
(Karvetski & Mandel 2020). Cells run from CC (very consistent) by N to II; NA does not apply.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from legation.errors import UsageError

CELLS = {"CC": 0, "C": 0, "N": 0, "I": 1, "II": 2, "NA": 0}
"""The cells and what each adds to the inconsistency of its answer."""

_SHARES = {"CC": 4.0, "C": 2.0, "N": 1.0, "I": 0.5, "II": 0.25}
_ORDER = ("CC", "C", "N", "I", "II")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One sighting's row: its name, a cell for each answer ("NA" where none is given), its weight."""

    name: str
    cells: Mapping[str, str]
    weight: float = 1.0

    def cell(self, answer: str) -> str:
        """The cell of an answer."""
        return self.cells.get(answer, "NA")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A cell whose change to `to` alters which answers lead."""

    item: str
    answer: str
    was: str
    to: str
    leads: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """What a matrix says.

    `scores` is the weighted inconsistency of each answer and `leads` the answers with the least.
    `diagnosticity` of an item is the greatest by the least share of the cells; near 1 it separates
    nothing. `flips` are single cells whose change alters the lead; `carried_by` are items without
    any one of which other answers lead. `apart` says for each pair of leaders which items tell
    them apart.
    """

    items: tuple[Item, ...]
    answers: tuple[str, ...]
    scores: Mapping[str, float]
    leads: tuple[str, ...]
    diagnosticity: Mapping[str, float]
    flips: tuple[Flip, ...]
    carried_by: tuple[str, ...]
    apart: Mapping[tuple[str, str], tuple[str, ...]]


def matrix(items: Sequence[Item], answers: Sequence[str]) -> Matrix:
    """The matrix of these items; raises UsageError for a cell that is none."""
    for item in items:
        for answer, cell in item.cells.items():
            if cell not in CELLS:
                raise UsageError(f"{cell!r} is no cell of a matrix; use one of {', '.join(CELLS)}.")
            if answer not in answers:
                raise UsageError(
                    f"{answer!r} is none of the answers; they are {', '.join(answers)}."
                )
    scores = _scores(items, answers)
    leads = _leads(scores)
    return Matrix(
        items=tuple(items),
        answers=tuple(answers),
        scores=scores,
        leads=leads,
        diagnosticity={item.name: diagnosticity(item, answers) for item in items},
        flips=tuple(_flips(items, answers, leads)),
        carried_by=tuple(
            item.name
            for number, item in enumerate(items)
            if _leads(_scores([*items[:number], *items[number + 1 :]], answers)) != leads
        ),
        apart={
            (one, two): tuple(i.name for i in items if _tells(i, one, two))
            for number, one in enumerate(leads)
            for two in leads[number + 1 :]
        },
    )


def _scores(items: Sequence[Item], answers: Sequence[str]) -> dict[str, float]:
    return {a: sum(CELLS[item.cell(a)] * item.weight for item in items) for a in answers}


def _leads(scores: Mapping[str, float]) -> tuple[str, ...]:
    least = min(scores.values(), default=0)
    return tuple(answer for answer, score in scores.items() if score <= least + 1e-9)


def _tells(item: Item, one: str, two: str) -> bool:
    cells = {item.cell(one), item.cell(two)} - {"NA"}
    return len(cells) > 1


def diagnosticity(item: Item, answers: Sequence[str]) -> float:
    """Max P(e|h) / min P(e|h), of the shares that the cells stand for (each step counts double)."""
    shares = [_SHARES[item.cell(a)] for a in answers if item.cell(a) != "NA"]
    return max(shares) / min(shares) if shares else 1.0


def _flips(items: Sequence[Item], answers: Sequence[str], leads: tuple[str, ...]) -> list[Flip]:
    """For each cell the nearest change that alters the lead."""
    found = []
    scores = _scores(items, answers)
    for item in items:
        for answer in answers:
            was = item.cell(answer)
            if was == "NA":
                continue
            near = sorted(
                (c for c in _ORDER if CELLS[c] != CELLS[was]),
                key=lambda c: abs(_ORDER.index(c) - _ORDER.index(was)),
            )
            for to in near:
                moved = {**scores, answer: scores[answer] + (CELLS[to] - CELLS[was]) * item.weight}
                if (lead := _leads(moved)) != leads:
                    found.append(Flip(item=item.name, answer=answer, was=was, to=to, leads=lead))
                    break
    return found
