"""Happenings: what several reports tell of, and judgements on which reports those are."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from legation.model.event import Event, Status, Weight

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SURENESS = {
    Status.HYPOTHETICAL: 0,
    Status.PLANNED: 1,
    Status.CANCELLED: 1,
    Status.DENIED: 1,
    Status.OCCURRED: 2,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article's report of an event, with the day on which the article was published."""

    event: Event
    published: str | None

    @property
    def id(self) -> str:
        """The id of the event."""
        return self.event.id


def _lateness(report: Report) -> tuple[int, bool, bool, str, float]:
    event = report.event
    # Of what has happened, news that gives the day tells more than a passing mention years later.
    over = event.status is Status.OCCURRED
    told = event.weight is Weight.CORE or not over
    exact = bool(_DAY.match(event.when or "")) or not over
    return (_SURENESS[event.status], told, exact, report.published or "", event.confidence)


def by_publication(reports: Iterable[Report]) -> list[Report]:
    """Reports in the order of publication, those of an unknown day first."""
    return sorted(reports, key=lambda r: r.published or "")


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One happening and all reports of it, in the order of publication."""

    reports: tuple[Report, ...]

    @property
    def id(self) -> str:
        """The id of the event that was reported first."""
        return self.reports[0].id

    @cached_property
    def best(self) -> Report:
        """The report that tells where it stands now.

        That it occurred is final, and news of the day tells more than a later mention; a plan, a
        denial and a cancellation follow each other by day of publication; a mere possibility gives
        way to each of them.
        """
        return max(self.reports, key=_lateness)

    @property
    def event(self) -> Event:
        """The event as the best report tells it."""
        return self.best.event

    @property
    def history(self) -> tuple[Report, ...]:
        """The first report of each run of one status, in the order of publication."""
        return tuple(next(run) for _, run in groupby(self.reports, key=lambda r: r.event.status))

    @property
    def earlier(self) -> tuple[Report, ...]:
        """Of its history, what tells it otherwise than the best report, which has overtaken it."""
        return tuple(r for r in self.history if r.event.status is not self.event.status)

    @property
    def is_news(self) -> bool:
        """Whether at least one article tells it as its news."""
        return any(r.event.weight is Weight.CORE for r in self.reports)


class Sameness(StrEnum):
    """Whether two reports are of one happening."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that speaks for or against: what was compared, its weight in bits, and words."""

    compared: str
    bits: float
    words: str


def score_of(reasons: Iterable[Reason]) -> float:
    """The probability of which the bits of the reasons are the odds, to the base of two."""
    return 1 / (1 + math.exp2(-sum(reason.bits for reason in reasons)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SameEvent:
    """A judgement, reversible by a later one, on whether two events are one happening.

    `score` lies between 0 and 1 where a program judged and is None where a person did;
    `judged_by` names the person or program. `reasons` are what a score adds up, or a person's
    words.
    """

    left: str
    right: str
    judgement: Sameness
    judged_by: str
    judged_at: dt.datetime
    score: float | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def by_person(self) -> bool:
        """Whether a person judged, whose word stands over any program's."""
        return self.score is None

    @property
    def pair(self) -> tuple[str, str]:
        """The two event ids in the order of the alphabet."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)
