"""The partners of one actor: who, in which direction and by which channel, how evenly, how new.

Each frame is answered for itself. Without a frame there are counts of what is mentioned, and no
share, no effective number and no test.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from legation.analysis import diversification, frames, gates, partner_series, spread
from legation.analysis.frames import Frame
from legation.analysis.intervals import Interval, binomial, rates_differ
from legation.analysis.rows import Row, crowded, ids
from legation.analysis.totals import Totals
from legation.knowledge.measuring import channel_names, defaults
from legation.knowledge.names import is_state

if TYPE_CHECKING:
    from ibis.expr import types as ir

    from legation.analysis.engines import Engine

_COLUMNS = (
    *("event_id", "source", "frame", "meeting", "cluster", "standing", "first_day", "last_day"),
    *("latest", "channel", "direction", "mediation", "mutual", "n_sides", "acting_rank", "partner"),
)


class Novelty(StrEnum):
    """Whether a partner was one before the window.

    New needs a look-back that the frame covers without a gap; without it a partner is first in the
    data, no more.
    """

    NEW = "new"
    FIRST_IN_DATA = "first in the data"
    RETURNING = "returning"
    CONTINUING = "continuing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day of a period, both included."""

    first: dt.date
    last: dt.date

    @property
    def months(self) -> float:
        """Its length in mean months, to a tenth: a leap day makes no year longer."""
        return round(((self.last - self.first).days + 1) / 30.4369, 1)

    def holds(self, row: Row) -> bool:
        """Whether an event surely lies in it."""
        first, last = row["first_day"], row["latest"]
        return first is not None and last is not None and self.first <= first and last <= self.last

    def touches(self, row: Row) -> bool:
        """Whether an event can lie in it."""
        first, last = row["first_day"], row["last_day"]
        return (first is None or first <= self.last) and (last is None or last >= self.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whose partners are asked for. `months` is the length of the window, None for all there is.

    The window ends on `until`, or else on the last day that the frame knows. `compare` is another
    window, or `previous` asks for the one just before. `powers` are the named great powers.
    `channel` is the only one that counts, such as `meetings` or `visits out`. `series` asks for steps of
    time, `by` says how wide they are.
    """

    code: str
    scope: gates.Scope
    months: int | None = None
    until: dt.date | None = None
    compare: Window | None = None
    previous: bool = False
    powers: frozenset[str] = frozenset()
    expand: bool = False
    channel: str | None = None
    series: bool = False
    by: gates.Bin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One partner in the window.

    `counts` are events by channel and direction (`visits out`); `dealings` their sum over the
    channels that make a partner, `share` of it among states (None without a frame), with an exact
    interval as if events were independent. `conflict`,
    `mediation` and `planned` stand apart. `before` are the dealings in the window compared with, `p`
    that of equal rates against the volume of the frame (two-sided, for this partner alone: with many
    partners some are small by chance), so that a source which prints more moves nothing. `events` are ids of all that is counted here.
    """

    code: str
    state: bool
    counts: Mapping[str, int]
    dealings: int
    share: float | None
    share_interval: Interval | None
    conflict: int
    mediation: int
    planned: int
    before: int | None
    p: float | None
    novelty: Novelty
    first_day: dt.date | None
    last_day: dt.date | None
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one frame says of an actor's partners.

    `lookback_from` is the day back to which a new partner was looked for, `lookback_complete` tells
    whether the frame reaches that far, and `lookback_gaps` counts the months since in which it
    reported nothing. `undated`, `silent`, `opinion` and `crowded` are ids of events that stand
    in no count: the last two told by opinion and analysis pieces, and meetings of too many to be a tie.
    `series` are the steps of the window, as wide as `by` says; `volumes` the happenings of the whole frame in the window compared with and in the window.
    """

    frame: Frame
    window: Window | None
    compared: Window | None
    partners: tuple[Partner, ...]
    profiles: tuple[diversification.Profile, ...] | str
    changes: tuple[diversification.ProfileChange, ...] | str
    volumes: tuple[float, float] | None
    by: gates.Bin | None
    series: tuple[partner_series.Moment, ...]
    lookback_from: dt.date | None
    lookback_complete: bool
    lookback_gaps: int
    undated: tuple[str, ...]
    silent: tuple[str, ...]
    opinion: tuple[str, ...]
    crowded: tuple[str, ...]


def partners(
    engine: Engine, events: ir.Table, question: Question, totals: Totals | None = None
) -> list[Answer]:
    """What each frame in the data says of an actor's partners.

    `totals` are those of all events, where they were made before.
    """
    totals = totals or Totals(engine, events, question.scope, question.expand)
    gated = gates.gated(events, question.scope)
    dealt = spread.dealings(gated, question.code).select(*_COLUMNS)
    rows = engine.run(dealt.order_by("first_day", "event_id", "partner"))
    known = frames.having_a_say(totals.spans(), rows)
    compares = question.previous or question.compare is not None
    volumes = totals.volume(question.code) if compares and rows else []
    by_frame: dict[str | None, list[Row]] = {}
    for row in rows:
        by_frame.setdefault(row["frame"], []).append(row)
    return [_answer(frame, by_frame.get(frame.name, []), volumes, question) for frame in known]


@dataclass(frozen=True, slots=True)
class _Case:
    """The rows of one frame, sorted: those that surely lie in the window, that count, and before.

    `recent_from` is the first day of the window just before, in which who goes on was met.
    """

    frame: Frame
    window: Window | None
    compared: Window | None
    rows: Sequence[Row]
    sure: Sequence[Row]
    counted: Sequence[Row]
    before: Sequence[Row] | None
    volumes: tuple[float, float] | None
    recent_from: dt.date | None


def _answer(
    frame: Frame, told: Sequence[Row], volumes: Sequence[Row], question: Question
) -> Answer:
    rows = [row for row in told if row["channel"] is not None and _asked(row, question)]
    window, compared = _windows(frame, question)
    inside = [row for row in rows if window is None or window.touches(row)]
    sure = [row for row in inside if window is None or window.holds(row)]
    doubtful = [row for row in inside if window is not None and not window.holds(row)]
    counted = [row for row in sure if _counts(row, question)]
    before = _before(frame, rows, (compared, window), question)
    recent_from = _window_before(window, question).first if window else None
    both = _volumes(frame, (compared, window), volumes) if before is not None else None
    case = _Case(frame, window, compared, rows, sure, counted, before, both, recent_from)
    width = _width(frame, window, question)
    lookback = _lookback(window) if window else None
    reaches = frame.first_day if frame.name is not None else None
    return Answer(
        frame=frame,
        window=window,
        compared=compared,
        partners=_partners(case),
        profiles=(
            diversification.NO_PROFILE
            if frame.name is None
            else diversification.of(counted, question)
        ),
        changes=_changes(case, question),
        volumes=both,
        by=width,
        series=partner_series.moments(frame, counted, window, width, question)
        if width and window
        else (),
        lookback_from=lookback,
        lookback_complete=bool(lookback and reaches and reaches <= lookback),
        lookback_gaps=_gaps(frame, window) if window else 0,
        undated=ids(r for r in doubtful if r["standing"] == gates.COUNTED),
        silent=ids(r for r in inside if r["standing"] == gates.SILENT),
        opinion=ids(r for r in inside if r["standing"] == gates.OPINION),
        crowded=ids(
            row
            for row in sure
            if row["standing"] == gates.COUNTED and crowded(row, expand=question.expand)
        ),
    )


def _asked(row: Row, question: Question) -> bool:
    """Whether an event is of the channel asked for."""
    if question.channel is None:
        return True
    return question.channel in (row["channel"], f"{row['channel']} {row['direction']}")


def _width(frame: Frame, window: Window | None, question: Question) -> gates.Bin | None:
    """How wide the steps are; None where none are asked for, or there is no frame that has any."""
    if not question.series or window is None or frame.name is None:
        return None
    return question.by or partner_series.width_of(window)


def _before(
    frame: Frame,
    rows: Sequence[Row],
    periods: tuple[Window | None, Window | None],
    question: Question,
) -> list[Row] | None:
    """What counts in the window compared with; None where the frame does not cover both windows."""
    compared, window = periods
    if compared is None or not (_covers(frame, compared) and _covers(frame, window)):
        return None
    return [row for row in rows if compared.holds(row) and _counts(row, question)]


def _volumes(
    frame: Frame, periods: tuple[Window | None, Window | None], volumes: Sequence[Row]
) -> tuple[float, float] | None:
    """Happenings between any two that the frame told of in both windows; None where it told of none."""
    by_month = {row["bin"]: row["n"] for row in volumes if row["frame"] == frame.name}
    found = [_within(by_month, period) for period in periods if period is not None]
    return (found[0], found[1]) if len(found) == len(periods) and all(found) else None


def _within(by_month: Mapping[dt.date, int], window: Window) -> float:
    """The volume in a window; of a month that lies across its end, the part by days."""
    total = 0.0
    for month, n in by_month.items():
        end = frames.months_later(month, 1) - dt.timedelta(days=1)
        inside = (min(end, window.last) - max(month, window.first)).days + 1
        total += n * max(inside, 0) / ((end - month).days + 1)
    return total


def _covers(frame: Frame, window: Window | None) -> bool:
    """Whether a frame watched a window from end to end, give or take a month."""
    if window is None or frame.name is None or frame.first_day is None or frame.last_day is None:
        return False
    slack = dt.timedelta(days=defaults()["frame_slack"])
    return frame.first_day <= window.first + slack and window.last <= frame.last_day + slack


def _lookback(window: Window) -> dt.date:
    """The day back to which a new partner must be absent."""
    return frames.months_later(window.first, -12 * int(defaults()["lookback_years"]))


def _gaps(frame: Frame, window: Window) -> int:
    """Months of the look-back in which the frame reported nothing, which is no absence."""
    return frame.gaps(_lookback(window), window.first - dt.timedelta(days=1))


def _counts(row: Row, question: Question) -> bool:
    return (
        row["standing"] == gates.COUNTED
        and row["channel"] in channel_names(partner=True)
        and not crowded(row, expand=question.expand)
    )


def _windows(frame: Frame, question: Question) -> tuple[Window | None, Window | None]:
    """The window and the one it is compared with, by days that the frame knows."""
    last = question.until or frame.last_day
    if last is None:
        return None, question.compare
    if question.months is None:
        first = frame.first_day or last
        window = (
            Window(min(first, last), last) if frame.name is not None or question.until else None
        )
    else:
        first = frames.months_later(last + dt.timedelta(days=1), -question.months)
        window = Window(first, last)
    if question.previous and window is not None and question.months is not None:
        return window, _window_before(window, question)
    return window, question.compare


def _window_before(window: Window, question: Question) -> Window:
    """The window of the same length that ends where this one begins."""
    day = dt.timedelta(days=1)
    if question.months is None:
        first = window.first - (window.last - window.first) - day
    else:
        first = frames.months_later(window.first, -question.months)
    return Window(first, window.first - day)


def _changes(case: _Case, question: Question) -> tuple[diversification.ProfileChange, ...] | str:
    if case.compared is None:
        return ()
    if case.frame.name is None:
        return diversification.NO_PROFILE
    if case.before is None:
        return (
            f"cannot say: the frame {case.frame.name} reaches from {case.frame.first_day} "
            f"to {case.frame.last_day}"
        )
    return diversification.changes(case.before, case.counted, question)


def _partners(case: _Case) -> tuple[Partner, ...]:
    states = sum(is_state(row["partner"]) for row in case.counted)
    codes = dict.fromkeys(row["partner"] for row in (*case.sure, *(case.before or ())))
    found = [_partner(case, code, states) for code in codes]
    return tuple(sorted(found, key=lambda p: (-p.dealings, -(p.before or 0), -p.planned, p.code)))


_TOLD = (gates.COUNTED, gates.PLANNED)


def _partner(case: _Case, code: str, states: int) -> Partner:
    ours = [row for row in case.counted if row["partner"] == code]
    rest = [r for r in case.sure if r["partner"] == code and r["standing"] in _TOLD]
    occurred = [row for row in rest if row["standing"] == gates.COUNTED]
    shared = case.frame.name is not None and states and is_state(code)
    before = None
    if case.before is not None:
        before = sum(row["partner"] == code for row in case.before)
    return Partner(
        code=code,
        state=is_state(code),
        counts=Counter(f"{row['channel']} {row['direction']}" for row in ours),
        dealings=len(ours),
        share=len(ours) / states if shared else None,
        share_interval=binomial(len(ours), states, defaults()["level"]) if shared else None,
        conflict=sum(r["channel"] in channel_names(partner=False) for r in occurred),
        mediation=sum(bool(r["mediation"]) for r in occurred),
        planned=sum(r["standing"] == gates.PLANNED for r in rest),
        before=before,
        p=rates_differ(before, len(ours), case.volumes)
        if before is not None and case.volumes
        else None,
        novelty=_novelty(case, [r for r in case.rows if r["partner"] == code], ours),
        first_day=min((r["first_day"] for r in ours if r["first_day"]), default=None),
        last_day=max((r["last_day"] for r in ours if r["last_day"]), default=None),
        events=ids(rest),
    )


def _novelty(case: _Case, rows: Sequence[Row], ours: Sequence[Row]) -> Novelty:
    """New: none in the look-back; returning: some, but none within one window before this one."""
    frame, window, recent_from = case.frame, case.window, case.recent_from
    if window is None or recent_from is None or not ours:
        return Novelty.UNKNOWN
    if frame.name is None or frame.first_day is None:
        return Novelty.UNKNOWN
    if window.first <= frame.first_day:
        return Novelty.UNKNOWN
    partner = channel_names(partner=True)
    earlier = [
        row
        for row in rows
        if row["standing"] == gates.COUNTED
        and row["channel"] in partner
        and row["last_day"] is not None
        and row["last_day"] < window.first
    ]
    start = _lookback(window)
    if not any(row["last_day"] >= start for row in earlier):
        covered = frame.first_day <= start and not _gaps(frame, window)
        return Novelty.NEW if covered else Novelty.FIRST_IN_DATA
    recent = any(row["last_day"] >= recent_from for row in earlier)
    return Novelty.CONTINUING if recent else Novelty.RETURNING
