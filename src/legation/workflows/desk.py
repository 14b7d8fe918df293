"""The front page of the desk: what is new since a moment, what is planned, where people differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from legation.errors import UsageError
from legation.model import CodedArticle, Happening, Status
from legation.workflows import linking
from legation.workflows.browsing import MOST_STEPS, happenings_page
from legation.workflows.reviewing import reviewed

if TYPE_CHECKING:
    from legation.ledger import Ledger, Totals

_MOST_NEW = 40
_MOST_PLANNED = 12
_BATCH = 100
_MOST_ASSESSMENTS = 150
_RECENT = dt.timedelta(days=60)


class Change(StrEnum):
    """What a reader did not know of a happening at a moment."""

    MOVED = "moved"
    NEW = "new"
    AGAIN = "told again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A happening that was told since; `before` is the status as it stood, where it was known."""

    happening: Happening
    change: Change
    before: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front page: its lines, and what its empty parts need to say what to do next.

    `planned` have a day, `open_plans` none that the text gives. `more` says that more is new than is
    shown. `assessed` are articles with their assessments, the newest first.
    """

    totals: Totals
    revision: int
    last_read: dt.datetime | None
    changed: tuple[Changed, ...]
    more: bool
    planned: tuple[Happening, ...]
    open_plans: tuple[Happening, ...]
    assessed: tuple[CodedArticle, ...]


def front(ledger: Ledger, *, since: dt.datetime, today: dt.date, as_of: dt.date | None) -> Front:
    """What the front page shows; `today` is the day from which on plans lie ahead."""
    from legation.ledger import ArticleQuery

    assessed = ledger.desk.assessments(ArticleQuery(as_of=as_of), _MOST_ASSESSMENTS)
    changed, more = _changed(ledger, since, as_of)
    return Front(
        totals=ledger.desk.totals(),
        revision=ledger.revision(),
        last_read=ledger.desk.last_read(),
        changed=changed,
        more=more,
        planned=_planned(ledger, today, as_of),
        open_plans=_open_plans(ledger, today, as_of),
        assessed=tuple(assessed),
    )


def _changed(
    ledger: Ledger, since: dt.datetime, as_of: dt.date | None
) -> tuple[tuple[Changed, ...], bool]:
    from legation.ledger import EventQuery, Order

    start = ledger.desk.revision_at(since)
    query = EventQuery(recorded_after=start, as_of=as_of, doubtful=False)
    stands = reviewed(ledger)
    query = stands.query(query)
    gatherer = linking.Gatherer(ledger, query, stands.happening, MOST_STEPS)
    found: dict[str, Happening] = {}
    place, more = None, True
    while more and len(found) <= _MOST_NEW:
        batch = ledger.desk.page(query, Order.RECORDED, place, _BATCH)
        found |= {h.id: h for h in gatherer.of([placed.report for placed in batch]).values()}
        more = len(batch) == _BATCH
        place = batch[-1].place if batch else None
    shown = sorted(list(found.values())[:_MOST_NEW], key=_newsworthy, reverse=True)
    before = _before(ledger, shown, start, as_of)
    made = tuple(_change(happening, before) for happening in shown)
    return made, more or len(found) > _MOST_NEW


def _newsworthy(happening: Happening) -> tuple[bool, str, int]:
    """What a page begins with: what an article tells as its news, of late, and what many tell."""
    return (happening.is_news, happening.best.published or "", len(happening.reports))


def _before(
    ledger: Ledger, found: Sequence[Happening], start: int, as_of: dt.date | None
) -> set[str]:
    """The ids of the reports that the ledger held already."""
    from legation.ledger import EventQuery

    if not start:
        return set()
    ids = {report.id for happening in found for report in happening.reports}
    then = EventQuery(revision=start, as_of=as_of)
    return {report.id for report in linking.visible(ledger, ids, then)}


def _change(happening: Happening, before: set[str]) -> Changed:
    known = tuple(report for report in happening.reports if report.id in before)
    if not known:
        return Changed(happening=happening, change=Change.NEW)
    stood = Happening(reports=known).event.status
    moved = stood is not happening.event.status
    return Changed(
        happening=happening, change=Change.MOVED if moved else Change.AGAIN, before=stood
    )


def _planned(ledger: Ledger, today: dt.date, as_of: dt.date | None) -> tuple[Happening, ...]:
    """Plans whose day is today or later, the soonest first."""
    from legation.ledger import EventQuery, Order

    query = EventQuery(statuses=(Status.PLANNED,), last_from=today, as_of=as_of, doubtful=False)
    return happenings_page(ledger, query, Order.SOONEST, None, _MOST_PLANNED).happenings


def _open_plans(ledger: Ledger, today: dt.date, as_of: dt.date | None) -> tuple[Happening, ...]:
    """Plans without a day that were reported of late, the newest first."""
    from legation.ledger import EventQuery, Order

    query = EventQuery(
        statuses=(Status.PLANNED,),
        open_end=True,
        published_since=today - _RECENT,
        as_of=as_of,
        doubtful=False,
    )
    return happenings_page(ledger, query, Order.NEWEST, None, _MOST_PLANNED).happenings


def moment(text: str | None, now: dt.datetime) -> dt.datetime:
    """The moment since which things are new; by default yesterday at eight, as desks begin.

    `text` is an ISO day or moment, in the timezone of `now` unless it names another. Raises
    UsageError where it is none.
    """
    if not text:
        yesterday = now - dt.timedelta(days=1)
        return yesterday.replace(hour=8, minute=0, second=0, microsecond=0)
    try:
        found = dt.datetime.fromisoformat(text.strip())
        found = found if found.tzinfo else found.replace(tzinfo=now.tzinfo)
        found.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"{text!r} is no moment; write it as 2025-10-26 or 2025-10-26T08:00."
        ) from error
    return found
