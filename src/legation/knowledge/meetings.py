"""Meetings of forums, past and to come, as dated facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import known_by, rows
from legation.model.when import days


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting; `start` and `end` are EDTF, as precise as announced.

    `id` is the same in all rows of one meeting: where a date or a place came to be known otherwise, a
    further row with the next `revision` says so, from its `known_from` on.
    `place` is the code of the state where it meets (None by video or not known), `venue` the town.
    Status: held, planned, cancelled or postponed, the last two as told on the day `status_from`.
    """

    id: str
    forum: str
    name: str
    start: str
    end: str
    place: str | None
    venue: str | None
    status: str
    status_from: str
    known_from: str
    revision: int
    source: str

    def status_on(self, day: dt.date | None) -> str:
        """How it stood by what could be known on a day; None asks for how it stands now."""
        if day is None or known_by(self.status_from, day):
            return self.status
        return "planned"


@cache
def _all() -> tuple[Meeting, ...]:
    return tuple(
        Meeting(
            id=row["id"],
            forum=row["forum"],
            name=row["name"],
            start=row["start"],
            end=row["end"] or row["start"],
            place=row["place"] or None,
            venue=row["venue"] or None,
            status=row["status"],
            status_from=row["status_from"] or row["end"] or row["start"],
            known_from=row["known_from"],
            revision=int(row["revision"]),
            source=row["source"],
        )
        for row in rows("forums/meetings.csv")
    )


def meetings(forum: str | None = None, known: dt.date | None = None) -> tuple[Meeting, ...]:
    """Meetings of one forum or of all, each once, as could be known on a day."""
    found: dict[str, Meeting] = {}
    for meeting in _all():
        before = found.get(meeting.id)
        later = before is None or meeting.revision >= before.revision
        if forum in (None, meeting.forum) and known_by(meeting.known_from, known) and later:
            found[meeting.id] = meeting
    return tuple(found.values())


def meetings_between(
    first: dt.date, last: dt.date, known: dt.date | None = None
) -> tuple[Meeting, ...]:
    """Meetings that touch a span of days, by their first day."""
    found = [m for m in meetings(known=known) if days(f"{m.start}/{m.end}").overlaps(first, last)]
    return tuple(sorted(found, key=lambda m: (m.start, m.forum)))
