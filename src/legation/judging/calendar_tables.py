"""Entries of the calendar from the tables of institutions, offices and anniversaries."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

from legation.knowledge import chairs as chair_table
from legation.knowledge import meetings as meeting_table
from legation.knowledge.anniversaries import anniversaries as all_anniversaries
from legation.knowledge.bodies import members
from legation.knowledge.calendar_limits import limit
from legation.knowledge.chairs import COUNCIL, Chair
from legation.knowledge.meetings import Meeting
from legation.knowledge.names import display
from legation.knowledge.offices import Term, terms
from legation.knowledge.tables import known_by
from legation.model.calendar import Entry, EntryKind, Standing, exact_days
from legation.model.when import known_days

# Offices of these forums pass on so often that a change is news for the holder alone.
_FOR_HOLDER_ALONE = frozenset({COUNCIL, "EU"})


def _uid(*parts: str) -> str:
    """An identity that depends on what the entry is and not on its date or words."""
    key = "|".join(parts)
    return f"{parts[0]}-{hashlib.sha256(key.encode()).hexdigest()[:20]}@legation"


def _first_day(edtf: str) -> dt.date | None:
    span = known_days(edtf)
    return span.first if span else None


def _touches(edtf: str, first: dt.date, last: dt.date) -> bool:
    span = known_days(edtf)
    return span is not None and span.overlaps(first, last)


def _standing(when: str) -> Standing:
    """What is known by the day is sure, all else may still move."""
    exact = exact_days(when, limit("longest_exact_span"))
    return Standing.CONFIRMED if exact else Standing.TENTATIVE


def meetings(first: dt.date, last: dt.date, known: dt.date | None) -> Iterator[Entry]:
    """Meetings of forums within the days, as they stood on the day `known`."""
    for meeting in meeting_table.meetings_between(first, last, known):
        yield _meeting(meeting, known)


def _meeting(meeting: Meeting, known: dt.date | None) -> Entry:
    when = meeting.start if meeting.start == meeting.end else f"{meeting.start}/{meeting.end}"
    status = meeting.status_on(known)
    off = status in ("cancelled", "postponed")
    day = _first_day(meeting.start) or dt.date.max
    concerned = {meeting.forum, *members(meeting.forum, day)}
    return Entry(
        uid=f"meeting-{meeting.id}@legation",
        kind=EntryKind.MEETING,
        title=f"{status.capitalize()}: {meeting.name}" if off else meeting.name,
        when=when,
        standing=Standing.CANCELLED if off else _standing(when),
        about=frozenset(concerned | ({meeting.place} if meeting.place else set())),
        source=meeting.source,
        place=meeting.place,
        venue=meeting.venue,
        sequence=meeting.revision + int(off),
        changed=_first_day(meeting.status_from if off else meeting.known_from),
        note=f"{status} on {meeting.status_from}" if off else None,
    )


def chairs(first: dt.date, last: dt.date, known: dt.date | None) -> Iterator[Entry]:
    """Who takes the chair or the presidency of a forum within the days."""
    for chair in chair_table.chairs():
        taken = chair.role != "host" and chair.forum != COUNCIL
        if taken and known_by(chair.known_from, known) and _touches(chair.start, first, last):
            yield _chair(chair)
    yield from map(_chair, _council(first, last, known))


def _council(first: dt.date, last: dt.date, known: dt.date | None) -> Iterator[Chair]:
    """The presidencies of the Security Council that begin within the days."""
    month = first if first.day == 1 else _next_month(first)
    while month <= last:
        if found := chair_table.chair_on(COUNCIL, month, known=known):
            yield found
        month = _next_month(month)


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1)


def _chair(chair: Chair) -> Entry:
    day = _first_day(chair.start) or dt.date.max
    concerned = {chair.forum, chair.holder}
    if chair.forum not in _FOR_HOLDER_ALONE:
        concerned |= members(chair.forum, day)
    office = "presidency" if chair.role == "president" else "chair"
    until = f"until {chair.end}" if chair.end else None
    return Entry(
        uid=_uid("chair", chair.forum, chair.holder, chair.role, chair.start[:4], _month(chair)),
        kind=EntryKind.CHAIR,
        title=f"{display(chair.forum)}: {display(chair.holder)} takes the {office}",
        when=chair.start,
        standing=_standing(chair.start),
        about=frozenset(concerned),
        source=chair.source,
        changed=_first_day(chair.known_from),
        note=until,
    )


def _month(chair: Chair) -> str:
    """Only the Council has the same president more than once within few years."""
    return chair.start[5:7] if chair.forum == COUNCIL else ""


def offices(first: dt.date, last: dt.date, known: dt.date | None) -> Iterator[Entry]:
    """Who comes into an office or leaves it within the days.

    That a term ends is told once it was known: on a look back, only when it had ended.
    """
    for term in terms():
        if not known_by(term.known_from, known):
            continue
        if _touches(term.start, first, last):
            yield _office(term, term.start, f"{term.person} becomes {term.office}", "start")
        if term.end and known_by(term.end, known) and _touches(term.end, first, last):
            yield _office(term, term.end, f"Term of {term.person} as {term.office} ends", "end")


def _office(term: Term, when: str, words: str, side: str) -> Entry:
    return Entry(
        uid=_uid("office", term.code, term.office, term.person, term.start[:4], side),
        kind=EntryKind.OFFICE,
        title=f"{display(term.code)}: {words}",
        when=when,
        standing=_standing(when),
        about=frozenset({term.code}),
        source=term.source,
        changed=_first_day(term.known_from),
    )


def anniversaries(first: dt.date, last: dt.date) -> Iterator[Entry]:
    """Anniversaries within the days, each year's by itself."""
    for item in all_anniversaries():
        for year in range(max(first.year, item.since + 1), last.year + 1):
            day = _in_year(year, item.month, item.day)
            if day and first <= day <= last:
                yield Entry(
                    uid=_uid("anniversary", item.actor, item.name, str(year)),
                    kind=EntryKind.ANNIVERSARY,
                    title=f"{display(item.actor)}: {item.name} ({year - item.since} years)",
                    when=day.isoformat(),
                    standing=Standing.CONFIRMED,
                    about=frozenset({item.actor}),
                    source=item.source,
                    note=f"since {item.since}; {item.kind}",
                )


def _in_year(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
