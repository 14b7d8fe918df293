"""Which events are doubtful: one meaning for the brief, the desk, the calendar and the ledger."""

from __future__ import annotations

from legation.model.event import Event

FILLED_IN = "a side is told by the sentences before"
"""The note of an event of which a side is not named by its own words.

Such events were right in fewer than half of the cases, whatever their confidence.
"""

COUNTED_BACK_TO = "told by a count that goes back to it"
"""The note of an event of which a text tells only that another is the first since then.

It says what the claim says and proves nothing for or against it.
"""

LEAST_SURE = 0.5
"""Confidence below which an event is doubtful, unless a reader sets it otherwise."""

CHECKED = 1.0
"""Confidence of what a person has accepted or corrected, and of nothing else."""


def is_doubtful(event: Event, least: float = LEAST_SURE) -> bool:
    """Whether an event is set aside from what is told and counted until a person has checked it."""
    if event.confidence >= CHECKED:
        return False
    return event.confidence < least or FILLED_IN in event.notes
