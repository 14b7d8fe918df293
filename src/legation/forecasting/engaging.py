"""From event tables to whom an actor deals with next, frame by frame."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.analysis import frames, gates, spread
from legation.analysis.frames import Frame
from legation.analysis.rows import Row, crowded, ids
from legation.forecasting.who_next import Next, dense, forecast
from legation.knowledge.measuring import channel_names
from legation.knowledge.names import is_state, states

if TYPE_CHECKING:
    from ibis.expr import types as ir

    from legation.analysis.engines import Engine

_COLUMNS = (
    *("event_id", "frame", "standing", "first_day", "latest", "channel", "mutual", "n_sides"),
    "partner",
)
LEAST_DAYS = 30
"""Days that a frame must have watched before it can tell a rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whom `code` deals with in the `horizon` days after `until`, or after the last day known."""

    code: str
    scope: gates.Scope
    horizon: int
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A partner's chance, and the events that it rests on, the newest first."""

    next: Next
    last_day: dt.date | None
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one frame says: chances of partners after `origin`, by a record of so many days.

    `refusal` says why it says nothing, `by_rate` that the record is too thin for more than plain rates.
    """

    frame: Frame
    origin: dt.date | None
    record_days: int
    partners: tuple[Partner, ...]
    refusal: str
    by_rate: bool


def answers(engine: Engine, events: ir.Table, question: Question) -> list[Answer]:
    """What each frame in the data says of whom an actor deals with next.

    Counted are days on which a dealing that makes a partner occurred, up to the origin.
    """
    gated = gates.gated(events, question.scope)
    dealt = spread.dealings(gated, question.code).select(*_COLUMNS)
    rows = engine.run(dealt.order_by("first_day", "event_id", "partner"))
    known = frames.having_a_say(engine.run(frames.spans(events, question.scope)), rows)
    return [_answer(f, [row for row in rows if row["frame"] == f.name], question) for f in known]


def _answer(frame: Frame, rows: Sequence[Row], question: Question) -> Answer:
    origin = min((d for d in (question.until, frame.last_day) if d), default=None)
    watched = (origin - frame.first_day).days + 1 if origin and frame.first_day else 0
    refusal = _refusal(frame, watched)
    partners: tuple[Partner, ...] = ()
    thin = False
    if not refusal and origin is not None:
        counted = [row for row in rows if _counts(row, question, origin, frame)]
        ages = _ages(counted, origin)
        thin = not dense(ages, watched)
        partners = _partners(counted, ages, origin, watched, question)
    return Answer(
        frame=frame,
        origin=origin,
        record_days=watched,
        partners=partners,
        refusal=refusal,
        by_rate=thin,
    )


def _refusal(frame: Frame, watched: int) -> str:
    if frame.name is None:
        return "a chance needs a frame, since what is not mentioned may have been left out"
    if watched < LEAST_DAYS:
        return f"cannot say: the frame covers {max(watched, 0)} days, fewer than {LEAST_DAYS}"
    return ""


def _counts(row: Row, question: Question, origin: dt.date, frame: Frame) -> bool:
    day = row["latest"]
    return (
        row["standing"] == gates.COUNTED
        and row["channel"] in channel_names(partner=True)
        and not crowded(row, expand=False)
        and (is_state(row["partner"]) or not is_state(question.code))
        and day is not None
        and frame.first_day is not None
        and frame.first_day <= day <= origin
    )


def _ages(rows: Sequence[Row], origin: dt.date) -> dict[str, list[int]]:
    """How many days before the origin each partner was dealt with."""
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row["partner"], []).append((origin - row["latest"]).days)
    return found


def _partners(
    rows: Sequence[Row],
    ages: Mapping[str, Sequence[int]],
    origin: dt.date,
    watched: int,
    question: Question,
) -> tuple[Partner, ...]:
    by_partner: dict[str, list[Row]] = {}
    for row in reversed(rows):
        by_partner.setdefault(row["partner"], []).append(row)
    found = forecast(ages, watched, question.horizon, len(states()) - 1)
    return tuple(
        Partner(
            next=one,
            last_day=None if one.last is None else origin - dt.timedelta(days=one.last),
            events=ids(by_partner[one.code]),
        )
        for one in found
    )
