"""Rows whose date is past: what the tables no longer say, as of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from legation.knowledge.bodies import members
from legation.knowledge.calendar_limits import limit
from legation.knowledge.chairs import COUNCIL, Chair, chair_on, chairs
from legation.knowledge.council import sitting
from legation.knowledge.meetings import meetings
from legation.knowledge.names import display
from legation.knowledge.offices import Term, terms
from legation.model.when import known_days

_SEATS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Something that a table said and that is over: which table, what, since when, what is missing.

    `code` is the state or body that it is about.
    """

    table: str
    code: str
    what: str
    since: dt.date
    missing: str


def past(today: dt.date) -> Iterator[Past]:
    """All that is past on a day, by table."""
    yield from _past(today)


@lru_cache(2)
def _past(today: dt.date) -> tuple[Past, ...]:
    return (*_chairs(today), *_meetings(today), *_council(today), *_offices(today))


def _last(edtf: str | None) -> dt.date | None:
    span = known_days(edtf)
    return span.last if span else None


def _latest(terms_: Iterable[Chair]) -> Chair:
    return max(terms_, key=lambda c: (c.start, c.end or ""))


def _chairs(today: dt.date) -> Iterator[Past]:
    """Forums that still meet and of which nobody is known to be in the chair."""
    for forum in dict.fromkeys(c.forum for c in chairs() if c.role != "host"):
        if forum == COUNCIL or chair_on(forum, today) is not None or not members(forum, today):
            continue
        latest = _latest(c for c in chairs(forum) if c.role != "host")
        since = _last(latest.end)
        if since is not None and since < today and (today - since).days < limit("lapsed_days"):
            yield Past(
                table="chairs",
                code=forum,
                what=f"{display(forum)}: {display(latest.holder)}",
                since=since,
                missing="who is in the chair since",
            )


def _meetings(today: dt.date) -> Iterator[Past]:
    for meeting in meetings():
        since = _last(meeting.end)
        if meeting.status == "planned" and since is not None and since < today:
            yield Past(
                table="meetings",
                code=meeting.forum,
                what=meeting.name,
                since=since,
                missing="whether it was held",
            )


def _council(today: dt.date) -> Iterator[Past]:
    for day in (today, dt.date(today.year + 1, 1, 1)):
        # The members of the next year are elected in June.
        if len(sitting(day)) != _SEATS and (day == today or today.month > 6):
            yield Past(
                table="memberships",
                code=COUNCIL,
                what=f"{display(COUNCIL)} in {day.year}",
                since=min(day, today),
                missing="who is elected",
            )


def _offices(today: dt.date) -> Iterator[Past]:
    """Offices of which the last holder known has left not long ago."""
    held: dict[tuple[str, str], list[Term]] = {}
    for term in terms():
        held.setdefault((term.code, term.office), []).append(term)
    for (code, office), found in held.items():
        ends = [_last(term.end) if term.end else dt.date.max for term in found]
        since = max((end for end in ends if end), default=dt.date.max)
        if since >= today or (today - since).days > limit("lapsed_days"):
            continue
        person = found[ends.index(since)].person
        yield Past(
            table="offices",
            code=code,
            what=f"{display(code)}, {office}: {person}",
            since=since,
            missing="who holds it since",
        )
