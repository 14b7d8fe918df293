"""Whether confidence means what it says, and the weights that make it so.

An event is right where the gold has an event of the same type and sides (`agreement`) with the
same status. Weights are those of a logistic regression with a ridge penalty on all but the
first trait, found by Newton steps on one weight at a time (Genkin, Lewis and Madigan 2007).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from legation.evaluation.events import Scored, share
from legation.evaluation.records import events_of
from legation.model import Weight

_BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_SURE = 0.9
_FEWEST = 20
_SWEEPS = 200
_STILL = 1e-6
_LARGEST_STEP = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A coded event with its confidence, whether it is news of its text, and whether it is right."""

    id: str
    confidence: float
    core: bool
    right: bool


def judged(texts: Iterable[Scored], lines: Mapping[str, Mapping[str, Any]]) -> list[Judged]:
    """The coded events of scored texts that carry a confidence; `lines` is the output by text."""
    return [
        Judged(
            id=row["id"],
            confidence=row["confidence"],
            core=row.get("weight") == Weight.CORE,
            right=right,
        )
        for text in texts
        for row, right in zip(events_of(lines.get(text.id)), _right(text), strict=True)
        if isinstance(row.get("confidence"), float | int)
    ]


def _right(text: Scored) -> list[bool]:
    """For each coded event of a text whether its partner in the gold has the same status."""
    partner = {theirs: mine for mine, theirs in text.pairs}
    return [
        number in partner and text.gold[partner[number]].status == event.status
        for number, event in enumerate(text.coded)
    ]


def reliability(events: Collection[Judged]) -> dict[str, Any]:
    """The share of right events by confidence, the Brier score, and from where nine in ten hold.

    `nine_in_ten` is the lowest confidence from which on at least nine in ten core events are
    right, None where no 20 of them are.
    """
    if not events:
        return {
            "events": 0,
            "bins": [],
            "brier": None,
            "brier_of_the_mean": None,
            "nine_in_ten": None,
        }
    mean = sum(e.right for e in events) / len(events)
    return {
        "events": len(events),
        "right": share(sum(e.right for e in events), len(events)),
        "brier": share(sum((e.confidence - e.right) ** 2 for e in events), len(events)),
        "brier_of_the_mean": round(mean * (1 - mean), 4),
        "nine_in_ten": _sure_from([e for e in events if e.core]),
        "bins": [_bin(events, low, high) for low, high in pairwise(_BINS)],
    }


def _bin(events: Iterable[Judged], low: float, high: float) -> dict[str, Any]:
    top = high == _BINS[-1]
    inside = [e for e in events if low <= e.confidence < high or (top and e.confidence == high)]
    return {
        "from": low,
        "to": high,
        "events": len(inside),
        "confidence": share(sum(e.confidence for e in inside), len(inside)),
        "right": share(sum(e.right for e in inside), len(inside)),
    }


def _sure_from(events: Collection[Judged]) -> float | None:
    for level in sorted({e.confidence for e in events}):
        above = [e for e in events if e.confidence >= level]
        if len(above) < _FEWEST:
            return None
        if sum(e.right for e in above) >= _SURE * len(above):
            return level
    return None


def fit(
    rows: Sequence[tuple[Collection[str], bool]], first: str, *, ridge: float
) -> dict[str, float]:
    """Weights by trait that make the logistic of their sum the likeliest; `first` is not shrunk."""
    having: dict[str, list[int]] = {}
    for number, (traits, _) in enumerate(rows):
        for trait in traits:
            having.setdefault(trait, []).append(number)
    weights = dict.fromkeys(having, 0.0)
    scores = [0.0] * len(rows)
    for _ in range(_SWEEPS):
        moved = 0.0
        for trait, numbers in having.items():
            penalty = 0.0 if trait == first else ridge
            step = _step(rows, scores, numbers, weights[trait], penalty)
            weights[trait] += step
            for number in numbers:
                scores[number] += step
            moved = max(moved, abs(step))
        if moved < _STILL:
            break
    return weights


def _step(
    rows: Sequence[tuple[Collection[str], bool]],
    scores: Sequence[float],
    numbers: Iterable[int],
    weight: float,
    penalty: float,
) -> float:
    """A Newton step on one weight, of bounded length."""
    slope, bend = -penalty * weight, penalty
    for number in numbers:
        chance = 1 / (1 + math.exp(-scores[number]))
        slope += rows[number][1] - chance
        bend += chance * (1 - chance)
    step = slope / bend if bend else 0.0
    return max(-_LARGEST_STEP, min(_LARGEST_STEP, step))
