"""What our coder found in dated texts, as records that past questions can be answered from."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from legation.errors import UnreadableInput
from legation.forecasting.panel import pair_of
from legation.forecasting.past_questions import ANNOUNCED, Seen
from legation.knowledge.names import is_state
from legation.knowledge.worth import sighting_classes

REFUSED = "meeting refused or talks broken off"
DEALT = "dealt"
MET = "met"


@dataclass(frozen=True, slots=True)
class Told:
    """A coded event of one text: its sides, type, code and status, and the day of publication."""

    actors: frozenset[str]
    recipients: frozenset[str]
    type: str
    cameo: str
    status: str
    day: dt.date

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Pairs of states that deal with each other in it; the doers among themselves if alone."""
        others = self.recipients or self.actors
        return sorted({pair_of(a, b) for a in self.actors for b in others if a != b})


def told(path: Path) -> Iterator[Told]:
    """Events of a file that `legation code` wrote. Raises UnreadableInput for any other."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read ({error.strerror}).") from error
    for number, line in enumerate(lines, start=1):
        try:
            article = json.loads(line)
            if "error" in article:  # An article that could not be coded tells nothing.
                continue
            day = dt.date.fromisoformat(article["published"][:10])
            events = article["events"]
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableInput(
                f"Line {number} of {path} is no coded article with a day; write it by `legation code`."
            ) from error
        for event in events:
            yield Told(
                _codes(event, "actors"),
                _codes(event, "recipients"),
                event["type"],
                event["cameo"],
                event["status"],
                day,
            )


def _codes(event: Mapping[str, Any], side: str) -> frozenset[str]:
    return frozenset(one["code"] for one in event[side] if one["code"] and is_state(one["code"]))


def class_of(event: Told) -> str | None:
    """The class of sightings that an event is one of, or None."""
    if event.status == "planned" and event.type == "CONSULT":
        return ANNOUNCED
    if event.status in ("cancelled", "denied") and event.type == "CONSULT":
        return REFUSED
    if event.status != "occurred":
        return None
    known = (c for c in sighting_classes() if not c.third and not c.placebo)
    return next((c.name for c in known if event.cameo.startswith(c.cameo)), None)


def of_pairs(events: list[Told]) -> tuple[tuple[Seen, ...], tuple[Seen, ...], tuple[Seen, ...]]:
    """Dealings, meetings and sightings of pairs of states, each once a day."""
    dealt: dict[Seen, None] = {}
    met: dict[Seen, None] = {}
    sighted: dict[Seen, None] = {}
    for event in events:
        what = class_of(event)
        for pair in event.pairs:
            dealt[Seen(pair, DEALT, event.day)] = None
            if event.type == "CONSULT" and event.status == "occurred":
                met[Seen(pair, MET, event.day)] = None
            if what is not None:
                sighted[Seen(pair, what, event.day)] = None
    return tuple(dealt), tuple(met), tuple(sighted)


def of_one(events: list[Told], code: str) -> tuple[Seen, ...]:
    """Sightings of what one state does; a planned show of weapons or forces is an announcement."""
    found: dict[Seen, None] = {}
    for event in events:
        if code not in event.actors:
            continue
        planned = event.type == "MOBILIZE" and event.status == "planned"
        what = ANNOUNCED if planned else class_of(event)
        if what is not None and (planned or what != ANNOUNCED):
            found[Seen((code,), what, event.day)] = None
    return tuple(found)
