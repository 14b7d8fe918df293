"""What was missed and what was coded in excess, each with its likeliest cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legation.evaluation import agreement
from legation.evaluation.events import Scored
from legation.evaluation.told import Told

TWICE = "told twice"
MERGED = "another event took its pair"
OTHER_TYPE = "another type"
OTHER_SIDES = "other sides"
UNWANTED = "not in the gold"
NOTHING = "nothing coded there"
SILENT = "silent: "
"""Begins the cause of a miss in a sentence for which the coder gave a reason of silence."""

Silences = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One gold event that was missed, or one coded event that agrees with none of the gold."""

    id: str
    kind: str  # "missed" or "extra"
    cause: str
    event: Told
    quote: str

    def json(self) -> dict[str, Any]:
        """The miss in one flat row."""
        event = self.event
        return {
            "id": self.id,
            "kind": self.kind,
            "cause": self.cause,
            "type": event.type,
            "mode": event.mode,
            "actors": sorted(event.actors),
            "recipients": sorted(event.recipients),
            "status": event.status,
            "rule": event.row.get("rule"),
            "quote": self.quote,
        }


def misses(texts: Iterable[Scored], silences: Mapping[str, Silences]) -> Iterator[Miss]:
    """Every miss in the order of the texts; `silences` are the coder's reasons by text."""
    for text in texts:
        paired = {gold for gold, _ in text.pairs}, {coded for _, coded in text.pairs}
        for number, event in enumerate(text.gold):
            if number not in paired[0]:
                cause = _missed(event, text, paired[1], silences.get(text.id, ()))
                yield _miss(text, "missed", cause, event)
        for number, event in enumerate(text.coded):
            if number not in paired[1]:
                yield _miss(text, "extra", _extra(event, text, paired[0]), event)


def _miss(text: Scored, kind: str, cause: str, event: Told) -> Miss:
    start, stop = event.spans[0] if event.spans else (0, 0)
    quote = " ".join(text.text[start:stop].split())
    return Miss(id=text.id, kind=kind, cause=cause, event=event, quote=quote)


def _missed(gold: Told, text: Scored, paired: set[int], silences: Silences) -> str:
    """Why a gold event found no pair, by what the coder made of the same words."""
    free = [event for number, event in enumerate(text.coded) if number not in paired]
    near = [event for event in text.coded if agreement.evidence_overlaps(gold, event)]
    if any(agreement.agrees(gold, event) for event in text.coded):
        return MERGED
    if any(agreement.sides_agree(gold, event) for event in free if event in near):
        return OTHER_TYPE
    if any(event.type == gold.type for event in near):
        return OTHER_SIDES
    for silence in silences:
        if any(start < silence["stop"] and silence["start"] < stop for start, stop in gold.spans):
            return f"{SILENT}{silence['reason']}"
    return "only other acts coded there" if near else NOTHING


def _extra(coded: Told, text: Scored, paired: set[int]) -> str:
    """Why a coded event agrees with none of the gold that is left."""
    if any(agreement.agrees(gold, coded) for gold in text.gold):
        return TWICE
    free = [event for number, event in enumerate(text.gold) if number not in paired]
    near = [event for event in free if agreement.evidence_overlaps(event, coded)]
    if any(agreement.sides_agree(gold, coded) for gold in near):
        return OTHER_TYPE
    if any(gold.type == coded.type for gold in near):
        return OTHER_SIDES
    return UNWANTED
