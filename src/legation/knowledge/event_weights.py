"""How far a coded event is to be trusted: weights of its traits, estimated from coded texts.

The confidence of an event is the logistic function of the sum of the weights of its traits, all of
which can be read off the event: it can be worked out by hand from `data/event_weights.tsv`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from legation.knowledge.acts import Frame, frames
from legation.knowledge.tables import rows
from legation.model import Event, Status, Weight
from legation.model.doubt import FILLED_IN

ALWAYS = "always"
"""Trait of every event; its weight is the log-odds from which the others go on."""
ONE_SIDED = "the text names only one side that has a code"
"""Note of an event of which only one side has a code."""

RULE = "rule "
"""How the traits begin that name the rule, or the rules of one beginning, which told an event."""

_LEAD = 300
_LONG = 200
_FIRM = (0.01, 0.99)
_PARTS = {
    "v": "told by a verb",
    "n": "told by a noun",
    "a": "told by an adjective",
    "r": "told by an adverb",
    "p": "told by a phrase",
}
_DEMANDS = ("asks for nothing more", "asks for one thing more")
_WEAK = "weak"


def confidence(event: Event) -> float:
    """The chance, 0 to 1, that people would code this event so, with its type, sides and status."""
    return chance(weights().get(trait, 0.0) for trait in traits(event))


def chance(weights: Iterable[float]) -> float:
    """The logistic of a sum of weights, in hundredths, never quite 0 or 1."""
    return round(min(_FIRM[1], max(_FIRM[0], 1 / (1 + math.exp(-sum(weights))))), 2)


def reasons(event: Event) -> list[tuple[str, float]]:
    """The traits of an event that weigh, in log-odds, the heaviest first."""
    known = weights()
    weighed = [(trait, known[trait]) for trait in traits(event) if known.get(trait)]
    return sorted(weighed, key=lambda found: (found[0] != ALWAYS, -abs(found[1])))


def traits(event: Event) -> tuple[str, ...]:
    """What of an event tells how likely it is right."""
    family = event.rule.partition(".")[0]
    told = (f"{RULE}{event.rule}", f"{RULE}{family}.* ({event.type})")
    return (ALWAYS, f"type {event.type}", *told, *_of_frame(event.rule), *_of_event(event))


def _of_event(event: Event) -> Iterator[str]:
    if event.status is not Status.OCCURRED:
        yield f"status {event.status}"
    if event.weight is Weight.BACKGROUND:
        yield "background"
    if event.evidence[0].start < _LEAD:
        yield "leads the text"
    if len(event.evidence) > 1:
        yield "told more than once"
    if len(event.evidence[0].quote) > _LONG:
        yield "a long quote"
    if event.per:
        yield "somebody says so"
    for note in (FILLED_IN, ONE_SIDED):
        if note in event.notes:
            yield note
    yield from _of_sides(event)


def _of_sides(event: Event) -> Iterator[str]:
    if not event.recipients:
        yield "no recipient"
    if any(code.startswith("PER:") for code in event.codes):
        yield "a side is a person"
    if any(code.startswith("NSA:") for code in event.codes):
        yield "a side is a group"
    if len(event.codes) > 2:
        yield "more than two sides"


def _of_frame(rule: str) -> Iterator[str]:
    frame = _frames().get(rule)
    if frame is None:
        yield "drawn from another act"
        return
    yield _PARTS[frame.pos]
    demands = sum(not condition.negated for condition in frame.conditions)
    if demands < len(_DEMANDS):
        yield _DEMANDS[demands]
    if _WEAK in frame.flags:
        yield "a weak wording"


@cache
def _frames() -> Mapping[str, Frame]:
    return {frame.rule: frame for some in frames().values() for frame in some}


@cache
def weights() -> Mapping[str, float]:
    """Weights in log-odds by trait."""
    return {row["trait"]: float(row["weight"]) for row in rows("event_weights.tsv")}
