"""A question as of a day, replayed from its rows: what was known, and what follows from it.

Odds are never stored. Any number can be made again for any day, and says of what it is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from legation.errors import UsageError
from legation.model.question import (
    Decision,
    Entry,
    Question,
    QuestionKind,
    Reading,
    Resolution,
    Sighting,
    Update,
    Verdict,
)
from legation.model.question_wire import changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A sighting or reading as it stands on a day, with the entry that brought it.

    `verdict` is the analyst's newest on it, None where none was given; `updates` changed it.
    """

    entry: Entry
    item: Sighting | Reading
    verdict: Entry | None = None
    updates: tuple[Entry, ...] = ()

    @property
    def confirmed(self) -> bool:
        """Whether a person put it there or confirmed it."""
        if self.verdict is not None and isinstance(self.verdict.item, Verdict):
            return self.verdict.item.decision is Decision.CONFIRM
        return self.item.rule is None

    @property
    def refused(self) -> bool:
        """Whether an analyst refused it."""
        verdict = self.verdict.item if self.verdict else None
        return isinstance(verdict, Verdict) and verdict.decision is Decision.REFUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that was known of a question on a day.

    `met` names branches whose condition has come true; `forecasts` are updates in which somebody
    states probabilities; `log` has every entry that counts, in order of the day it is known from.
    """

    id: str
    question: Question
    as_of: dt.date
    opened: Entry
    sightings: tuple[Held, ...]
    readings: tuple[Held, ...]
    met: tuple[str, ...]
    forecasts: tuple[Entry, ...]
    resolution: Entry | None
    log: tuple[Entry, ...]

    @property
    def is_open(self) -> bool:
        """Whether it has not been resolved yet."""
        return self.resolution is None

    @property
    def resolved(self) -> Resolution | None:
        """How it came out, where that was known."""
        item = self.resolution.item if self.resolution else None
        return item if isinstance(item, Resolution) else None


def state(entries: Sequence[Entry], as_of: dt.date) -> State:
    """What was known of one question by the end of a day; `entries` in the order of their writing.

    Raises UsageError where the question was not asked yet.
    """
    known = sorted((e for e in entries if e.known <= as_of), key=lambda e: e.known)
    opened = next((e for e in known if isinstance(e.item, Question)), None)
    if opened is None or not isinstance(opened.item, Question):
        first = next((e for e in entries if isinstance(e.item, Question)), None)
        told = f" before {first.known}" if first else ""
        raise UsageError(f"This question was not asked{told}; name a later day.")
    question, met, forecasts = opened.item, [], []
    held: dict[str, Held] = {}
    resolution: Entry | None = None
    for entry in known:
        match entry.item:
            case Sighting() | Reading():
                held[entry.id] = Held(entry=entry, item=entry.item)
            case Verdict(on=on) if on in held:
                held[on] = replace(held[on], verdict=entry)
            case Update(on=None, changes=changes):
                question = changed(question, changes)
                met += [str(changes["branch"])] if "branch" in changes else []
                forecasts += [entry] if "forecast" in changes else []
            case Update(on=on, changes=changes) if on in held:
                one = held[on]
                updates = (*one.updates, entry)
                held[on] = replace(one, item=changed(one.item, changes), updates=updates)
            case Resolution():
                resolution = entry
            case _:
                pass
    return State(
        id=opened.question,
        question=question,
        as_of=as_of,
        opened=opened,
        sightings=tuple(h for h in held.values() if isinstance(h.item, Sighting)),
        readings=tuple(h for h in held.values() if isinstance(h.item, Reading)),
        met=tuple(dict.fromkeys(met)),
        forecasts=tuple(forecasts),
        resolution=resolution,
        log=tuple(known),
    )


def is_closed_kind(question: Question) -> bool:
    """Whether a question has odds at all."""
    return question.kind is QuestionKind.CLOSED
