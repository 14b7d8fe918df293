"""Sampling frames: what would have reported every partner alike, and how far it reaches.

Without a frame there is no share, trend or test: articles that somebody chose to read say what they
mention, and no more.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from legation.analysis.gates import OPINION, Bin, Scope, dated

if TYPE_CHECKING:
    from ibis.expr import types as ir

NO_FRAME = "no frame: cannot say"
"""The answer to every question about shares, trends and tests where there is no frame."""

MONTHS = {Bin.MONTH: 1, Bin.QUARTER: 3, Bin.YEAR: 12}
"""Months of a bin."""
_SLACK = dt.timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Frame:
    """A source that reports all partners alike, from the first to the last day known by it.

    `name` is None for articles that belong to none. `watched` are the months in which it reported
    anything at all; one outside them is a gap, and a gap is not an absence.
    """

    name: str | None
    first_day: dt.date | None
    last_day: dt.date | None
    rows: int
    watched: frozenset[dt.date] = field(default=frozenset(), repr=False)

    @property
    def heading(self) -> str:
        """How an answer from it is headed."""
        if self.name is None:
            return f"What these articles mention ({NO_FRAME})"
        if self.first_day is None:
            return f"{self.name} has nothing that reports, so that it is no frame"
        return f"Frame: {self.name}, {self.first_day} to {self.last_day}"

    def bins(self, width: Bin, since: dt.date | None, until: dt.date | None) -> list[dt.date]:
        """First days of the bins from the frame's first day to its last, cut to a period."""
        if self.name is None or self.first_day is None or self.last_day is None:
            return []
        start = bin_of(max(self.first_day, since or self.first_day), width)
        last = min(self.last_day, until or self.last_day)
        found = []
        while start <= last:
            found.append(start)
            start = after(start, width)
        return found

    def before(self, start: dt.date, width: Bin) -> bool:
        """Whether a bin ended before the frame began to watch."""
        return (
            self.name is not None
            and self.first_day is not None
            and start < bin_of(self.first_day, width)
        )

    def watches(self, start: dt.date, width: Bin) -> bool:
        """Whether the frame reported anything at all in a bin."""
        months = (months_later(start, number) for number in range(MONTHS[width]))
        return self.name is not None and any(month in self.watched for month in months)

    def gaps(self, since: dt.date, until: dt.date) -> int:
        """Months from one day to another in which it reported nothing at all, since it began."""
        if self.name is None or self.first_day is None:
            return 0
        month, missing = bin_of(max(since, self.first_day), Bin.MONTH), 0
        while month <= until:
            missing += not self.watches(month, Bin.MONTH)
            month = after(month, Bin.MONTH)
        return missing

    def whole(self, start: dt.date, width: Bin) -> bool:
        """Whether the frame watched a bin from end to end, give or take three days."""
        if self.first_day is None or self.last_day is None or not self.watches(start, width):
            return False
        end = after(start, width) - dt.timedelta(days=1)
        return self.first_day <= start + _SLACK and self.last_day >= end - _SLACK


def spans(events: ir.Table, scope: Scope) -> ir.Table:
    """What each frame knew by day: rows by frame and month of knowing, with their first and last day.

    `first_event` and `last_event` are days on which things happened, for lists that do not tell when
    their rows could be known.
    """
    seen = dated(events, scope)
    known = seen.mutate(known_bin=seen.known_day.truncate("M"))
    reports = known.standing != OPINION
    return known.group_by("frame", "known_bin").aggregate(
        rows=known.count(where=reports),
        first_day=known.known_day.min(where=reports),
        last_day=known.known_day.max(where=reports),
        first_event=known.first_day.min(where=reports),
        last_event=known.latest.max(where=reports),
    )


def frames(rows: Iterable[Mapping[str, Any]]) -> list[Frame]:
    """The frames of the rows of `spans`, by name, what belongs to none last."""
    by_name: dict[str | None, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_name.setdefault(row["frame"], []).append(row)
    found = [_frame(name, told) for name, told in by_name.items()]
    return sorted(found, key=lambda frame: (frame.name is None, frame.name or ""))


def having_a_say(
    spans: Iterable[Mapping[str, Any]], rows: Iterable[Mapping[str, Any]]
) -> list[Frame]:
    """The frames of a question: all named ones, and articles without one where they tell a row."""
    told = any(row["frame"] is None for row in rows)
    return [frame for frame in frames(spans) if frame.name is not None or told]


def _frame(name: str | None, told: Sequence[Mapping[str, Any]]) -> Frame:
    """A frame of its days of knowing; a list without them covers all months from first to last."""
    known = [row for row in told if row["known_bin"] is not None and row["rows"]]
    kind = "day" if known else "event"
    first = min((r[f"first_{kind}"] for r in known or told if r[f"first_{kind}"]), default=None)
    last = max((r[f"last_{kind}"] for r in known or told if r[f"last_{kind}"]), default=None)
    found = Frame(name, first, last, sum(row["rows"] for row in told))
    months = (row["known_bin"] for row in known) if known else found.bins(Bin.MONTH, None, None)
    return replace(found, watched=frozenset(months))


def bin_of(day: dt.date, width: Bin) -> dt.date:
    """First day of the bin in which a day lies."""
    months = MONTHS[width]
    return dt.date(day.year, (day.month - 1) // months * months + 1, 1)


def after(start: dt.date, width: Bin) -> dt.date:
    """First day of the next bin."""
    return months_later(start, MONTHS[width])


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last day of a month that is shorter."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
