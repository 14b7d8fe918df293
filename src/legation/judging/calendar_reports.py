"""Entries of the calendar from reports: what was announced, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from legation.knowledge.calendar_limits import limit
from legation.model import Event, Happening, Report, Status
from legation.model.calendar import Entry, EntryKind, Standing, exact_days
from legation.model.doubt import is_doubtful
from legation.model.when import exact_day, known_days

_STANDING = {
    Status.PLANNED: Standing.TENTATIVE,
    Status.DENIED: Standing.TENTATIVE,
    Status.OCCURRED: Standing.CONFIRMED,
    Status.CANCELLED: Standing.CANCELLED,
}
_NOTES = {
    Status.PLANNED: "announced",
    Status.DENIED: "denied",
    Status.OCCURRED: "announced, and occurred",
    Status.CANCELLED: "called off or put off",
}


def announced(
    happenings: Iterable[Happening], seeds: Mapping[str, str], first: dt.date, last: dt.date
) -> Iterator[Entry]:
    """What was announced for these days, as the newest reports tell it.

    A plan without a date, or without a last day, is shown for a year after it was last reported.
    `seeds` gives for the id of a happening the id from which its entry keeps its identity.
    """
    for happening in happenings:
        if not (_is_sure(happening.event) and _was_announced(happening)):
            continue
        when = _when(happening)
        if _lies_within(when, happening, first, last):
            yield _entry(happening, when, seeds.get(happening.id, happening.id))


def _is_sure(event: Event) -> bool:
    """Whether it may stand in a calendar: as in the brief, neither doubtful nor merely possible."""
    return event.status in _STANDING and not is_doubtful(event)


def _was_announced(happening: Happening) -> bool:
    """What occurred or was denied belongs into a calendar only where it was planned before."""
    if happening.event.status in (Status.PLANNED, Status.CANCELLED):
        return True
    return any(r.event.status is Status.PLANNED for r in happening.reports)


def _exact(when: str | None) -> bool:
    return exact_days(when, limit("longest_exact_span")) is not None


def _when(happening: Happening) -> str | None:
    """The date of the plan: a cancellation that gives none keeps the one that was last announced."""
    if happening.event.status in (Status.PLANNED, Status.OCCURRED):
        return happening.event.when or _announced_date(happening)
    return _announced_date(happening) or happening.event.when


def _announced_date(happening: Happening) -> str | None:
    planned = [r.event.when for r in happening.reports if r.event.status is Status.PLANNED]
    dated = [when for when in planned if when]
    return next((when for when in reversed(dated) if _exact(when)), dated[-1] if dated else None)


def _lies_within(when: str | None, happening: Happening, first: dt.date, last: dt.date) -> bool:
    span = known_days(when)
    reported = max((r.published for r in happening.reports if r.published), default=None)
    day = exact_day(reported)
    if span and span.last:
        return span.overlaps(first, last)
    starts = span.first if span and span.first else day
    if starts is None or starts > last:
        return False
    fresh = max(starts, day) if day else starts
    return first - fresh <= dt.timedelta(days=limit("plan_without_end"))


def _entry(happening: Happening, when: str | None, seed: str) -> Entry:
    event = happening.event
    changes = list(_changes(happening))
    return Entry(
        uid=f"{seed}@legation",
        kind=EntryKind.ANNOUNCED,
        title="",
        when=when,
        standing=_STANDING[event.status],
        about=frozenset({*event.codes, *((event.place,) if event.place else ())}),
        source="; ".join(dict.fromkeys(r.event.article_id for r in happening.reports)),
        place=event.place,
        venue=event.venue,
        sequence=max(len(changes) - 1, 0),
        changed=exact_day(changes[-1].published) if changes else None,
        note=_NOTES[event.status],
        happening=happening,
    )


def _changes(happening: Happening) -> Iterator[Report]:
    """The reports, in the order of publication, with which the entry came to read otherwise."""
    before: object = None
    for count in range(1, len(happening.reports) + 1):
        so_far = Happening(reports=happening.reports[:count])
        best = so_far.event
        told = (best.status, _when(so_far), best.place, best.venue)
        if told != before:
            yield happening.reports[count - 1]
        before = told
