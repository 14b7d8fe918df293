"""Partners by steps of time: each one's share with its interval, how many they are, who stands outside."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.analysis import diversification
from legation.analysis.frames import Frame, bin_of
from legation.analysis.gates import Bin
from legation.analysis.intervals import Interval, binomial
from legation.analysis.rows import Row, ids
from legation.knowledge.measuring import defaults
from legation.knowledge.names import is_state

if TYPE_CHECKING:
    from legation.analysis.partners import Question, Window

_LONG, _MIDDLE = 60, 18
"""Months from which on a window is told by year, and by quarter."""


@dataclass(frozen=True, slots=True)
class Share:
    """A partner in a step: dealings and their share among states, with its exact interval."""

    n: int
    share: float
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One step. `n` are dealings with states, None where the frame did not watch.

    `none` is the interval of the share of who had no dealings. With too few clusters `verdict` says so,
    and there is no `number` (effective number of order 2) and no share `outside` the powers.
    """

    start: dt.date
    watched: bool
    n: int | None
    verdict: str | None
    partners: Mapping[str, Share]
    none: Interval | None
    number: diversification.Number | None
    outside: float | None
    outside_interval: Interval | None
    top: str | None
    coverage: float | None
    caution: str | None
    events: tuple[str, ...]


def width_of(window: Window) -> Bin:
    """The width of steps that suits a window, where nobody asks for one."""
    if window.months >= _LONG:
        return Bin.YEAR
    return Bin.QUARTER if window.months >= _MIDDLE else Bin.MONTH


def moments(
    frame: Frame, counted: Sequence[Row], window: Window, width: Bin, question: Question
) -> tuple[Moment, ...]:
    """The steps of a window that the frame reaches; an event across two steps stands in none."""
    by_step: dict[dt.date, list[Row]] = {}
    for row in counted:
        start = bin_of(row["first_day"], width)
        if is_state(row["partner"]) and bin_of(row["latest"], width) == start:
            by_step.setdefault(start, []).append(row)
    starts = frame.bins(width, window.first, window.last)
    return tuple(_moment(frame, start, width, by_step.get(start, []), question) for start in starts)


def _moment(
    frame: Frame, start: dt.date, width: Bin, rows: Sequence[Row], question: Question
) -> Moment:
    counts, n = Counter(row["partner"] for row in rows), len(rows)
    watched = frame.watches(start, width)
    level = defaults()["level"]
    profile = diversification.profile("", "equal", rows, question) if rows else None
    said = profile if profile is not None and profile.verdict is None else None
    return Moment(
        start=start,
        watched=watched,
        n=n if rows or watched else None,
        verdict=profile.verdict if profile else diversification.too_few(0),
        partners={
            code: Share(count, count / n, binomial(count, n, level))
            for code, count in counts.most_common()
        },
        none=binomial(0, n, level) if n else None,
        number=said.numbers[-1] if said else None,
        outside=said.outside if said else None,
        outside_interval=said.outside_interval if said else None,
        top=said.top if said else None,
        coverage=said.good if said else None,
        caution=said.caution if said else None,
        events=ids(rows),
    )
