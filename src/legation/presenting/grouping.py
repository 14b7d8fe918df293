"""Reports of one happening become one line: counted once, every source kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from legation.model import Event, Status
from legation.model.when import days

_LATER = {
    Status.HYPOTHETICAL: 0,
    Status.PLANNED: 1,
    Status.CANCELLED: 2,
    Status.DENIED: 2,
    Status.OCCURRED: 3,
}
_REPEATED = frozenset(
    {"CONSULT", "SUPPORT", "AGREE", "SANCTION", "MOBILIZE", "ACCUSE", "AID", "COOPERATE"}
)


@dataclass(slots=True)
class Happening:
    """One happening: the report that tells it best, and all reports of it."""

    best: Event
    reports: list[Event]

    @property
    def history(self) -> tuple[Status, ...]:
        """Statuses that the reports gave it, in the order of its life."""
        return tuple(sorted({r.status for r in self.reports}, key=_LATER.__getitem__))


def _span(event: Event) -> tuple[dt.date | None, dt.date | None] | None:
    if not event.when:
        return None
    try:
        covered = days(event.when)
    except ValueError:
        return None
    return covered.first, covered.last


def _near(left: Event, right: Event) -> bool:
    one, two = _span(left), _span(right)
    if one is None or two is None:
        return False
    if not days(left.when or "").overlaps(*two):
        return False
    ends = [day for day in (*one, *two) if day is not None]
    return max(ends) - min(ends) <= dt.timedelta(days=45)


def _same(left: Event, right: Event) -> bool:
    if (
        left.type is not right.type
        or left.type not in _REPEATED
        or left.article_id == right.article_id
    ):
        return False
    if set(left.codes) != set(right.codes):
        return False
    if left.mode and right.mode and left.mode != right.mode:
        return False
    denied = {Status.DENIED, Status.CANCELLED}
    if (left.status in denied) != (right.status in denied) and Status.OCCURRED in (
        left.status,
        right.status,
    ):
        return False
    return _near(left, right)


def happenings(events: Iterable[Event]) -> list[Happening]:
    """Happenings in the order of their first report."""
    found: list[Happening] = []
    for event in events:
        for happening in found:
            if any(_same(event, report) for report in happening.reports):
                happening.reports.append(event)
                if (_LATER[event.status], event.confidence) > (
                    _LATER[happening.best.status],
                    happening.best.confidence,
                ):
                    happening.best = event
                break
        else:
            found.append(Happening(event, [event]))
    return found
