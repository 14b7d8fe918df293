"""First since, only since: statements that say how far back they really look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from legation.analysis import gates, spread
from legation.analysis.frames import NO_FRAME, Frame
from legation.analysis.rows import Row, ids


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """The first event of a channel and direction in the period.

    `before` is the last such event before it, None where the frame knows none; `reaches` is the
    day from which the frame has been watching, so that nothing is claimed beyond it. `only` tells
    that no second one followed in the period. `gaps` counts months in between that the frame did
    not watch, `unsure` are undated events that may lie in between. `statement` says it in words.
    """

    channel: str
    direction: str
    event: str
    day: dt.date
    before: str | None
    before_day: dt.date | None
    reaches: dt.date | None
    only: bool
    gaps: int
    unsure: tuple[str, ...]
    statement: str


def firsts(frame: Frame, told: Sequence[Row], counted: Sequence[Row]) -> tuple[First, ...]:
    """For each channel and direction of the period, its first event and what went before it.

    `told` are all events of the two that the frame has, one a meeting; `counted` those of the
    period.
    """
    occurred = [
        row
        for row in told
        if row["standing"] == gates.COUNTED
        and row["direction"] != spread.APART
        and not row["mediation"]
    ]
    keys = dict.fromkeys((row["channel"], row["direction"]) for row in counted)
    return tuple(_first(frame, occurred, counted, *key) for key in keys)


def _first(
    frame: Frame, occurred: Sequence[Row], counted: Sequence[Row], channel: str, direction: str
) -> First:
    def alike(rows: Sequence[Row]) -> list[Row]:
        return [r for r in rows if (r["channel"], r["direction"]) == (channel, direction)]

    found = alike(counted)
    first = found[0]
    day = first["first_day"]
    earlier = [r for r in alike(occurred) if r["last_day"] is not None and r["last_day"] < day]
    before = max(earlier, key=lambda r: (r["last_day"], r["event_id"]), default=None)
    since = before["last_day"] if before else frame.first_day
    unsure = ids(
        r
        for r in alike(occurred)
        if r["bin"] is None
        and r is not before
        and (r["first_day"] is None or r["first_day"] < day)
        and (r["last_day"] is None or since is None or r["last_day"] > since)
    )
    gaps = frame.gaps(since, day) if since else 0
    return First(
        channel=channel,
        direction=direction,
        event=first["event_id"],
        day=day,
        before=before["event_id"] if before else None,
        before_day=before["last_day"] if before else None,
        reaches=frame.first_day if frame.name is not None else None,
        only=len(found) == 1,
        gaps=gaps,
        unsure=unsure,
        statement=_statement(frame, before, only=len(found) == 1, gaps=gaps, unsure=len(unsure)),
    )


def _statement(frame: Frame, before: Row | None, *, only: bool, gaps: int, unsure: int) -> str:
    if frame.name is None:
        return NO_FRAME
    which = "the only one" if only else "the first"
    if before is not None:
        words = f"{which} since {before['last_day']}"
        if frame.first_day is not None and before["last_day"] < frame.first_day:
            words += f", as told later; the frame itself watches from {frame.first_day}"
    else:
        words = (
            f"{which} since the frame begins on {frame.first_day}; earlier ones are not ruled out"
        )
    if gaps:
        words += f"; {gaps} months in between are not covered"
    if unsure:
        words += f"; {unsure} undated may lie in between"
    return words
