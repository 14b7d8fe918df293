"""The tie of two actors over time: what passed between them, how it changed, since when.

Each frame is answered for itself and never pooled with another. Numbers carry the ids of the events
that they count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.analysis import firsts, frames, gates, series, spread
from legation.analysis.frames import Frame
from legation.analysis.intervals import Interval, poisson
from legation.analysis.rows import Row, crowded, ids
from legation.analysis.totals import Totals
from legation.knowledge.measuring import defaults

if TYPE_CHECKING:
    from ibis.expr import types as ir

    from legation.analysis.engines import Engine

_COLUMNS = (
    *("event_id", "source", "source_group", "frame", "meeting", "cluster", "standing", "status"),
    *("bin", "first_day", "last_day", "latest", "edtf", "channel", "direction", "mediation"),
    *("mutual", "quad", "n_sides", "goldstein", "plover_score", "actors", "recipients"),
    "place_in_line",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which tie is asked for; `since` and `until` are days on which things happened."""

    a: str
    b: str
    scope: gates.Scope
    since: dt.date | None = None
    until: dt.date | None = None
    expand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Events of one channel in one direction; `rate` is the interval of events a month."""

    channel: str
    direction: str
    n: int
    first_day: dt.date
    last_day: dt.date
    rate: Interval | None
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one frame says of a tie.

    `counted` are the ids of events in the period; `recalled` happened before the frame began to
    watch, and stand in no count; `undated` are those whose interval is wider than
    the bin, `planned` and `silent` score nothing, `opinion` are told by opinion and analysis pieces,
    which belong to no frame, `apart` are mediation, hosting and acts on the
    same side, `crowded` meetings of too many to be a tie. `breaks` are change points against the volume
    of the frame, `raw_breaks` those of the bare counts where they are others. `sources` has ids by outlet.
    """

    frame: Frame
    counted: tuple[str, ...]
    recalled: tuple[str, ...]
    undated: tuple[str, ...]
    planned: tuple[str, ...]
    silent: tuple[str, ...]
    opinion: tuple[str, ...]
    apart: tuple[str, ...]
    crowded: tuple[str, ...]
    groups: tuple[Group, ...]
    scales: series.Scales
    steps: tuple[series.Step, ...]
    breaks: series.Breaks | str
    raw_breaks: series.Breaks | None
    firsts: tuple[firsts.First, ...]
    sources: Mapping[str, tuple[str, ...]]


def ties(
    engine: Engine, events: ir.Table, question: Question, totals: Totals | None = None
) -> list[Answer]:
    """What each frame in the data says of a tie; a frame that knows nothing of it says so.

    `totals` are those of all events, where they were made before.
    """
    totals = totals or Totals(engine, events, question.scope, question.expand)
    gated = gates.gated(events, question.scope)
    between = spread.between(gated, question.a, question.b).select(*_COLUMNS)
    rows = engine.run(between.order_by("first_day", "event_id"))
    volumes = totals.volume(question.a) if rows else []
    known = frames.having_a_say(totals.spans(), rows)
    return [_answer(frame, rows, volumes, question) for frame in known]


def _answer(
    frame: Frame, rows: Sequence[Row], volumes: Sequence[Row], question: Question
) -> Answer:
    told = [row for row in rows if row["frame"] == frame.name and row["channel"] is not None]
    once = [row for row in told if not row["place_in_line"] and _near(row, question)]
    sorted_ = {
        kind: [row for row in once if _kind(frame, row, question) == kind] for kind in _KINDS
    }
    counted = sorted_["counted"]
    steps = series.steps(frame, counted, _of_frame(frame, volumes), question)
    breaks, raw = series.breaks_of(frame, steps, question.scope.bin)
    meetings = {row["meeting"] for row in counted}
    return Answer(
        frame=frame,
        **{kind: ids(sorted_[kind]) for kind in _KINDS},
        groups=_groups(frame, counted, question),
        scales=series.scales(counted),
        steps=steps,
        breaks=breaks,
        raw_breaks=raw,
        firsts=firsts.firsts(frame, [r for r in told if not r["place_in_line"]], counted),
        sources=_sources(row for row in told if row["meeting"] in meetings),
    )


_KINDS = ("counted", "recalled", "undated", "planned", "silent", "opinion", "apart", "crowded")


def _kind(frame: Frame, row: Row, question: Question) -> str:
    """Which of the kinds an event of the two is."""
    if row["direction"] == spread.APART or row["mediation"]:
        return "apart"
    if row["standing"] != gates.COUNTED:
        return str(row["standing"])
    if crowded(row, expand=question.expand):
        return "crowded"
    if row["bin"] is None or not _within(row, question):
        return "undated"
    return "recalled" if frame.before(row["bin"], question.scope.bin) else "counted"


def _within(row: Row, question: Question) -> bool:
    return (question.since is None or row["first_day"] >= question.since) and (
        question.until is None or row["latest"] <= question.until
    )


def _near(row: Row, question: Question) -> bool:
    """Whether an event can lie in the period at all."""
    first, last = row["first_day"], row["last_day"]
    late = question.until is not None and first is not None and first > question.until
    early = question.since is not None and last is not None and last < question.since
    return not late and not early


def _of_frame(frame: Frame, volumes: Sequence[Row]) -> dict[dt.date, Row]:
    return {row["bin"]: row for row in volumes if row["frame"] == frame.name}


def _groups(frame: Frame, counted: Sequence[Row], question: Question) -> tuple[Group, ...]:
    by_key: dict[tuple[str, str], list[Row]] = {}
    for row in counted:
        by_key.setdefault((row["channel"], row["direction"]), []).append(row)
    steps = frame.bins(question.scope.bin, question.since, question.until)
    watched = sum(frame.watches(step, question.scope.bin) for step in steps)
    return tuple(
        Group(
            channel=channel,
            direction=direction,
            n=len(rows),
            first_day=min(row["first_day"] for row in rows),
            last_day=max(row["last_day"] for row in rows),
            rate=poisson(len(rows), watched, defaults()["level"]) if watched else None,
            events=ids(rows),
        )
        for (channel, direction), rows in sorted(by_key.items(), key=lambda kv: -len(kv[1]))
    )


def _sources(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    by_outlet: dict[str, list[str]] = {}
    for row in rows:
        by_outlet.setdefault(row["source_group"] or row["source"], []).append(row["event_id"])
    most_first = sorted(by_outlet.items(), key=lambda kv: (-len(kv[1]), kv[0]))
    return {outlet: tuple(found) for outlet, found in most_first}
