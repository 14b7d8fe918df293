"""Figures of coded events against gold: found and right, by field, status, type and source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from legation.evaluation import agreement
from legation.evaluation.pairing import Pairs, most_pairs
from legation.evaluation.told import Told, told

DIGITS = 4
FIELDS = ("status", "direction", "mode", "date", "place", "evidence", "per")
RARE = ("hypothetical", "denied", "cancelled")
"""Statuses of which a gold seldom has enough each; they are also shown together."""


def share(part: float, whole: float) -> float | None:
    """A ratio to four digits; None where there is nothing to divide by."""
    return round(part / whole, DIGITS) if whole else None


@dataclass(slots=True)
class Count:
    """How many of how many."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Counts one more."""
        self.right += right
        self.of += 1

    def json(self) -> dict[str, Any]:
        """Both numbers and their ratio."""
        return {"right": self.right, "of": self.of, "share": share(self.right, self.of)}


@dataclass(slots=True)
class Found:
    """Pairs that agree among the events of a gold and of a coder."""

    agreeing: int = 0
    gold: int = 0
    predicted: int = 0

    def json(self) -> dict[str, Any]:
        """Precision, recall, F1 and the counts; 0 where nothing was predicted or wanted."""
        precision = self.agreeing / self.predicted if self.predicted else 0.0
        recall = self.agreeing / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if self.agreeing else 0.0
        return {
            "precision": round(precision, DIGITS),
            "recall": round(recall, DIGITS),
            "f1": round(f1, DIGITS),
            "gold": self.gold,
            "predicted": self.predicted,
            "agreeing": self.agreeing,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One text: its gold and coded events and which of them pair, with and without types."""

    id: str
    source: str
    text: str
    gold: tuple[Told, ...]
    coded: tuple[Told, ...]
    pairs: Pairs
    untyped: int


def score_text(
    id_: str,
    text: str,
    gold: Sequence[Mapping[str, Any]],
    coded: Sequence[Mapping[str, Any]],
    source: str = "",
) -> Scored:
    """Pairs the events that a gold and a coder tell of one text."""
    wanted = tuple(told(event, text) for event in gold)
    got = tuple(told(event, text) for event in coded)
    untyped = most_pairs(wanted, got, agreement.sides_agree, _alike_enough)
    return Scored(
        id=id_,
        source=source,
        text=text,
        gold=wanted,
        coded=got,
        pairs=most_pairs(wanted, got, agreement.agrees, agreement.likeness),
        untyped=len(untyped),
    )


def _alike_enough(_gold: Told, _coded: Told) -> int:
    """Without types only the number of pairs counts."""
    return 0


@dataclass(slots=True)
class EventFigures:
    """All figures of one set of texts; `json` gives them under the names that floors use."""

    found: Found = field(default_factory=Found)
    untyped: Found = field(default_factory=Found)
    core: Count = field(default_factory=Count)
    overlaps: list[float] = field(default_factory=list)
    fields: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    statuses: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    types: dict[str, Found] = field(default_factory=lambda: defaultdict(Found))
    sources: dict[str, Found] = field(default_factory=lambda: defaultdict(Found))

    def json(self) -> dict[str, Any]:
        """The figures, ratios to four digits."""
        rare = Count(
            sum(self.statuses[name].right for name in RARE if name in self.statuses),
            sum(self.statuses[name].of for name in RARE if name in self.statuses),
        )
        return {
            **self.found.json(),
            "untyped_f1": self.untyped.json()["f1"],
            "core_recall": share(self.core.right, self.core.of),
            "code_overlap": share(sum(self.overlaps), len(self.overlaps)),
            "fields": {name: self.fields[name].json() for name in FIELDS if name in self.fields},
            "found_with_status": {
                **{name: count.json() for name, count in sorted(self.statuses.items())},
                "rare": rare.json(),
            },
            "by_type": {name: found.json() for name, found in sorted(self.types.items())},
            "by_source": {name: found.json() for name, found in sorted(self.sources.items())},
        }


def figures(texts: Iterable[Scored]) -> EventFigures:
    """Adds texts up; a coded event that pairs with none of the gold counts against precision."""
    made = EventFigures()
    for text in texts:
        _add_text(made, text)
    return made


def _add_text(made: EventFigures, text: Scored) -> None:
    for found in (made.found, made.untyped, made.sources[text.source]):
        found.gold += len(text.gold)
        found.predicted += len(text.coded)
    made.found.agreeing += len(text.pairs)
    made.sources[text.source].agreeing += len(text.pairs)
    made.untyped.agreeing += text.untyped
    paired = dict(text.pairs)
    wanted = Counter(event.type for event in text.gold)
    got = Counter(event.type for event in text.coded)
    for type_ in wanted.keys() | got.keys():
        made.types[type_].gold += wanted[type_]
        made.types[type_].predicted += got[type_]
    for number, gold in enumerate(text.gold):
        coded = text.coded[paired[number]] if number in paired else None
        if gold.core:
            made.core.add(coded is not None)
        made.statuses[gold.status or ""].add(coded is not None and gold.status == coded.status)
        if coded is not None:
            _add_pair(made, gold, coded)


def _add_pair(made: EventFigures, gold: Told, coded: Told) -> None:
    made.types[gold.type].agreeing += 1
    made.overlaps.append(agreement.code_overlap(gold, coded))
    for name, right in agreement.fields(gold, coded).items():
        made.fields[name].add(right)
