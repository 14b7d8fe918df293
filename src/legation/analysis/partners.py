"""The partners of one actor: who, in which direction and by which channel, how evenly, how new.

Each frame is answered for itself. Without a frame there are counts of what is mentioned, and no
share, no effective number and no test.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from legation.analysis import diversification, frames, gates, spread
from legation.analysis.frames import Frame
from legation.knowledge.measuring import channel_names, defaults
from legation.knowledge.names import is_state

if TYPE_CHECKING:
    from ibis.expr import types as ir

    from legation.analysis.engines import Engine

Row = Mapping[str, Any]
_COLUMNS = (
    *("event_id", "source", "frame", "meeting", "cluster", "standing", "first_day", "last_day"),
    *("latest", "channel", "direction", "mediation", "mutual", "n_sides", "acting_rank", "partner"),
)


class Novelty(StrEnum):
    """Whether a partner was one before the window.

    New needs a look-back that the frame covers; without it a partner is first in the data, no more.
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
    """

    code: str
    scope: gates.Scope
    months: int | None = None
    until: dt.date | None = None
    compare: Window | None = None
    previous: bool = False
    powers: frozenset[str] = frozenset()
    expand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One partner in the window.

    `counts` are events by channel and direction (`visits out`); `dealings` their sum over the
    channels that make a partner, `share` of it among states (None without a frame). `conflict`,
    `mediation` and `planned` stand apart. `events` are ids of all that is counted here.
    """

    code: str
    state: bool
    counts: Mapping[str, int]
    dealings: int
    share: float | None
    conflict: int
    mediation: int
    planned: int
    novelty: Novelty
    first_day: dt.date | None
    last_day: dt.date | None
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one frame says of an actor's partners.

    `lookback_from` is the day back to which a new partner was looked for, `lookback_complete` tells
    whether the frame reaches that far. `undated`, `silent` and `crowded` are ids of events that stand
    in no count, the last being meetings of too many to be a tie.
    """

    frame: Frame
    window: Window | None
    compared: Window | None
    partners: tuple[Partner, ...]
    profiles: tuple[diversification.Profile, ...] | str
    changes: tuple[diversification.ProfileChange, ...] | str
    lookback_from: dt.date | None
    lookback_complete: bool
    undated: tuple[str, ...]
    silent: tuple[str, ...]
    crowded: tuple[str, ...]


def partners(engine: Engine, events: ir.Table, question: Question) -> list[Answer]:
    """What each frame in the data says of an actor's partners."""
    gated = gates.gated(events, question.scope)
    known = frames.frames(engine.run(frames.spans(gated)))
    dealt = spread.dealings(gated, question.code).select(*_COLUMNS)
    by_frame: dict[str | None, list[Row]] = {}
    for row in engine.run(dealt.order_by("first_day", "event_id", "partner")):
        by_frame.setdefault(row["frame"], []).append(row)
    # Articles without a frame have no say where they do not mention the actor.
    known = [frame for frame in known if frame.name is not None or None in by_frame]
    return [_answer(frame, by_frame.get(frame.name, []), question) for frame in known]


def _answer(frame: Frame, rows: Sequence[Row], question: Question) -> Answer:
    rows = [row for row in rows if row["channel"] is not None]
    window, compared = _windows(frame, question)
    inside = [row for row in rows if window is None or window.touches(row)]
    sure = [row for row in inside if window is None or window.holds(row)]
    counted = [row for row in sure if _counts(row, question)]
    told = (
        diversification.NO_PROFILE if frame.name is None else diversification.of(counted, question)
    )
    lookback = _lookback(window) if window else None
    return Answer(
        frame=frame,
        window=window,
        compared=compared,
        partners=_partners(frame, window, rows, sure, counted),
        profiles=told,
        changes=_changes(frame, rows, counted, compared, question),
        lookback_from=lookback,
        lookback_complete=bool(
            lookback and frame.name is not None and frame.first_day and frame.first_day <= lookback
        ),
        undated=_ids(r for r in inside if r not in sure and r["standing"] == gates.COUNTED),
        silent=_ids(r for r in inside if r["standing"] == gates.SILENT),
        crowded=_ids(r for r in sure if r["standing"] == gates.COUNTED and _crowded(r, question)),
    )


def _lookback(window: Window) -> dt.date:
    """The day back to which a new partner must be absent."""
    return frames.months_later(window.first, -12 * int(defaults()["lookback_years"]))


def _ids(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["event_id"] for row in rows))


def _crowded(row: Row, question: Question) -> bool:
    """Whether so many sides meet that meeting there is no tie of any two, unless asked for."""
    return bool(row["mutual"]) and row["n_sides"] > defaults()["most_sides"] and not question.expand


def _counts(row: Row, question: Question) -> bool:
    return (
        row["standing"] == gates.COUNTED
        and row["channel"] in channel_names(partner=True)
        and not _crowded(row, question)
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
        before = window.first - dt.timedelta(days=1)
        return window, Window(frames.months_later(window.first, -question.months), before)
    return window, question.compare


def _changes(
    frame: Frame,
    rows: Sequence[Row],
    counted: Sequence[Row],
    compared: Window | None,
    question: Question,
) -> tuple[diversification.ProfileChange, ...] | str:
    if compared is None:
        return ()
    if frame.name is None:
        return diversification.NO_PROFILE
    if frame.first_day is None or compared.first < frame.first_day - dt.timedelta(days=31):
        return f"cannot say: the frame {frame.name} begins on {frame.first_day}"
    before = [row for row in rows if compared.holds(row) and _counts(row, question)]
    return diversification.changes(before, counted, question)


def _partners(
    frame: Frame,
    window: Window | None,
    rows: Sequence[Row],
    sure: Sequence[Row],
    counted: Sequence[Row],
) -> tuple[Partner, ...]:
    states = sum(is_state(row["partner"]) for row in counted)
    found = []
    for code in dict.fromkeys(row["partner"] for row in sure):
        ours = [row for row in counted if row["partner"] == code]
        rest = [r for r in sure if r["partner"] == code and r["standing"] != gates.SILENT]
        occurred = [r for r in rest if r["standing"] == gates.COUNTED]
        counts: dict[str, int] = {}
        for row in ours:
            key = f"{row['channel']} {row['direction']}"
            counts[key] = counts.get(key, 0) + 1
        shared = frame.name is not None and states and is_state(code)
        found.append(
            Partner(
                code=code,
                state=is_state(code),
                counts=counts,
                dealings=len(ours),
                share=len(ours) / states if shared else None,
                conflict=sum(r["channel"] in channel_names(partner=False) for r in occurred),
                mediation=sum(bool(r["mediation"]) for r in occurred),
                planned=sum(r["standing"] == gates.PLANNED for r in rest),
                novelty=_novelty(frame, window, [r for r in rows if r["partner"] == code], ours),
                first_day=min((r["first_day"] for r in ours), default=None),
                last_day=max((r["last_day"] for r in ours), default=None),
                events=_ids(rest),
            )
        )
    return tuple(sorted(found, key=lambda p: (-p.dealings, -p.planned, p.code)))


def _novelty(
    frame: Frame, window: Window | None, rows: Sequence[Row], ours: Sequence[Row]
) -> Novelty:
    """New: none in the look-back; returning: some, but none within one window before this one."""
    if window is None or not ours or frame.name is None or frame.first_day is None:
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
        return Novelty.NEW if frame.first_day <= start else Novelty.FIRST_IN_DATA
    length = window.last - window.first
    recent = any(row["last_day"] >= window.first - length for row in earlier)
    return Novelty.CONTINUING if recent else Novelty.RETURNING
