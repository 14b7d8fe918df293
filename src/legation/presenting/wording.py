"""Events and dates in plain words; phrases per type, mode and status are data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache

from legation.knowledge.names import display
from legation.knowledge.tables import rows
from legation.model import Event, Holder, Side, Status

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MARKS = {
    Status.OCCURRED: "● Occurred",
    Status.PLANNED: "◇ Planned",
    Status.HYPOTHETICAL: "? Could happen",
    Status.DENIED: "✕ Denied",
    Status.CANCELLED: "⊘ Called off",
}
NOBODY = "an unnamed side"


@cache
def _phrases() -> dict[tuple[str, str], tuple[str, str]]:
    return {(r["type"], r["mode"]): (r["with_recipient"], r["alone"]) for r in rows("phrases.tsv")}


def side_words(side: Side) -> str:
    """A side by person and office where the text names one, else by its usual name."""
    place = display(side.code)
    name = (side.name or "").strip()
    if side.code.startswith(("PER:", "NSA:")):
        return name if name and side.code.startswith("PER:") else place
    if side.office and name and name.lower() not in side.office.lower():
        if side.office.lower() in name.lower():
            return name if place.lower() in name.lower() else f"{name} ({place})"
        return f"{name} ({place}, {side.office})"
    return place


def sides_words(sides: Sequence[Side]) -> str:
    """Several sides as a list in words."""
    words = list(dict.fromkeys(side_words(s) for s in sides))
    if not words:
        return NOBODY
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def event_words(event: Event) -> str:
    """What happened, in the program's words."""
    phrases = _phrases()
    with_recipient, alone = phrases.get((event.type, event.mode or "")) or phrases[event.type, ""]
    actors = sides_words(event.actors)
    if event.recipients:
        return with_recipient.format(a=actors, r=sides_words(event.recipients))
    return alone.format(a=actors)


def per_words(per: Sequence[Holder]) -> str:
    """Whose word it is, nearest speaker first."""
    if not per:
        return ""
    return ", per " + ", per ".join(
        h.name + (f" ({h.office})" if h.office and h.office not in h.name else "") for h in per
    )


def _one(text: str) -> str:
    text = text.strip("~?%")
    if text.endswith("XX") and len(text) == 4:
        return f"the {text[:2]}00s"
    if text.endswith("X") and len(text) == 4:
        return f"the {text[:3]}0s"
    parts = text.split("-")
    if len(parts) == 1:
        return parts[0]
    season = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}.get(parts[1])
    if season:
        return f"{season} {parts[0]}"
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def date_words(edtf: str | None, status: Status = Status.OCCURRED) -> str:
    """An EDTF date or interval in plain words; a missing date says so."""
    if not edtf:
        return "no date given"
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(edtf)
    if first in ("", ".."):
        return f"on an unknown day up to {_one(last)}"
    if last in ("", ".."):
        if status is Status.PLANNED:
            return f"no date given, after {_one(first)}"
        return f"since {_one(first)}"
    return f"{_one(first)} to {_one(last)}"


def day_words(day: dt.date) -> str:
    """A day in words."""
    return _one(day.isoformat())
