"""Absences and silences that an article tells of, each with whether presence was to be expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from legation.knowledge.asking import asked
from legation.knowledge.bodies import bodies
from legation.knowledge.names import is_state
from legation.knowledge.postures import absences
from legation.model import Event, Observation, Status
from legation.model.question import Expectation, Sighting, SightingKind
from legation.model.when import known_days

_GONE = (Status.DENIED, Status.CANCELLED)
SAYING = "the days of a trip"
"""What is not told where no dates are given."""


def told_absence(
    item: Event | Observation,
    sides: frozenset[str],
    published: dt.date,
    expect: Callable[[str, str, dt.date], Expectation],
    speaker: str | None = None,
) -> Sighting | None:
    """The absence or silence of one of the sides that this tells; None where it tells none.

    `speaker` is the one whom it is about where it names nobody.
    """
    if isinstance(item, Event):
        return _from_event(item, sides, published, expect)
    text = item.what.casefold()
    kind = next((kind for words, kind in absences().items() if words in text), None)
    if kind is None:
        return None
    quote = asked(" ".join(e.quote for e in item.evidence))
    others = {code for code in quote.codes - sides if is_state(code)}
    who = _one(quote.codes & sides) or (None if others else speaker or _one(sides))
    if who is None:
        return None
    body = _one(quote.codes & {b.code for b in bodies()})
    occasion = body or ("what was not said" if kind == "silence" else "what it was missing from")
    if kind == "silence" and "date" in text:
        occasion = SAYING
    return Sighting(
        indicator=f"{kind.capitalize()} is told",
        observed=" ".join(item.what.split()),
        seen=published,
        kind=SightingKind(kind),
        when=item.when,
        reported=item.per,
        expectation=expect(who, occasion, published),
        decay="logistics",
        rule=f"tells an {kind}" if kind == "absence" else f"tells a {kind}",
    )


def _from_event(
    event: Event,
    sides: frozenset[str],
    published: dt.date,
    expect: Callable[[str, str, dt.date], Expectation],
) -> Sighting | None:
    if event.status not in _GONE or event.mode != "multilateral":
        return None
    who = _one({side.code for side in event.actors} & sides)
    known = {b.code for b in bodies()}
    body = event.forum or _one({c for c in event.codes if c in known})
    if who is None or body is None:
        return None
    days = known_days(event.when)
    day = (days.first or days.last) if days else None
    return Sighting(
        indicator=f"{who} stays away from {body}",
        observed=" ".join(event.evidence[0].quote.split()),
        seen=published,
        kind=SightingKind.ABSENCE,
        when=event.when,
        reported=event.per,
        expectation=expect(who, body, day or published),
        decay="logistics",
        rule="tells an absence",
    )


def _one(codes: frozenset[str] | set[str]) -> str | None:
    """The only one of these codes, None where there is none or several."""
    return next(iter(codes)) if len(codes) == 1 else None
