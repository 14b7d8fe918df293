"""The ties of third parties to two sides, counted in the engine, so that they may be many.

Everything starts from the gated events and counts each meeting once. Of each third party and side
come sums, the latest events, the last contact at a high level, and how much one source alone tells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from legation.analysis import frames, gates, spread
from legation.analysis.rows import Row
from legation.knowledge.measuring import channel_names, defaults

if TYPE_CHECKING:
    from ibis.expr import types as ir

    from legation.analysis.engines import Engine

_COOPERATION = 2
_MINISTER = 3
_MEETING = ("visits", "meetings")
_MOST_ACTS = 2000
_SHOWN = (
    *("frame", "partner", "event_id", "first_day", "last_day", "channel", "direction", "quad"),
    *("level", "teller", "evidence", "cameo", "status"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which two sides, until which day, and from which day on events make a tie."""

    a: str
    b: str
    scope: gates.Scope
    since: dt.date
    until: dt.date
    listed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one frame says: rows by side (`sums`, `soles`, `latest`, `highs`) and acts of third parties."""

    frame: frames.Frame
    sums: Sequence[Row]
    soles: Sequence[Row]
    latest: Sequence[Row]
    highs: Sequence[Row]
    acts: Sequence[Row]


def thirds(
    engine: Engine, events: ir.Table, question: Question, codes: Sequence[str]
) -> list[Answer]:
    """What each frame says of the ties; `codes` are CAMEO codes of offers and of acceptance.

    The frame that counts most happenings comes first.
    """
    gated = gates.gated(events, question.scope)
    told: dict[str, list[Row]] = {"sums": [], "soles": [], "latest": [], "highs": []}
    for side in (question.a, question.b):
        dealt = engine.kept(_dealt(gated, side))
        counted = dealt.filter(_counts(dealt, question))
        for name, expression in (
            ("sums", _sums(dealt, counted)),
            ("soles", _soles(counted)),
            ("latest", _newest(counted, question.listed)),
            ("highs", _newest(dealt.filter(_high(dealt, question)), 1)),
        ):
            told[name] += [{"side": side, **row} for row in engine.run(expression)]
    acts = engine.run(_acts(gated, question, codes))
    known = frames.frames(engine.run(frames.spans(events, question.scope)))
    found = [
        Answer(
            frame=frame,
            acts=[row for row in acts if row["frame"] == frame.name],
            **{name: [r for r in rows if r["frame"] == frame.name] for name, rows in told.items()},
        )
        for frame in known
    ]
    return sorted(found, key=lambda a: -sum(row["n"] for row in a.sums))


def begins(engine: Engine, events: ir.Table) -> dt.date | None:
    """The first day on which anything in the data could be known; None where no row tells it."""
    first: dt.date | None = engine.run(events.aggregate(first=events.known_day.min()))[0]["first"]
    return first


def _dealt(gated: ir.Table, side: str) -> ir.Table:
    """The dealings of a side, each once, with the source that alone tells it, if one does."""
    ours = gates.of(gated, side)
    ours = ours.mutate(teller=ours.source_group.fill_null(ours.source))
    group = ["frame", "meeting"]
    alone = ours.teller.min().over(group_by=group) == ours.teller.max().over(group_by=group)
    ours = ours.mutate(sole=ibis.ifelse(alone, ours.teller, ibis.null("string")))
    dealt = spread.dealings(ours, side)
    level = ibis.greatest(dealt.actor_rank.fill_null(0), dealt.recipient_rank.fill_null(0))
    return dealt.mutate(level=level).select(
        *_SHOWN,
        "sole",
        "standing",
        "latest",
        "mutual",
        "n_sides",
        "mediation",
        "goldstein",
        "plover_score",
    )


def _counts(t: ir.Table, question: Question) -> ir.BooleanValue:
    """Whether an event makes the tie: it occurred, between the two, in the window, as no crowd."""
    crowd = t.mutual & (t.n_sides > int(defaults()["most_sides"]))
    inside = (t.first_day >= question.since) & (t.latest <= question.until)
    own = t.channel.notnull() & ~t.mediation & t.quad.notnull()
    return (t.standing == gates.COUNTED) & own & inside & ~crowd


def _high(t: ir.Table, question: Question) -> ir.BooleanValue:
    """Whether it was a contact at the level of a minister or above, whenever."""
    met = t.channel.isin([name for name in _MEETING if name in channel_names(partner=True)])
    past = (t.last_day <= question.until) & (t.standing == gates.COUNTED)
    return met & past & (t.level >= _MINISTER)


def _sums(dealt: ir.Table, counted: ir.Table) -> ir.Table:
    good = counted.quad <= _COOPERATION
    toward = counted.direction.isin((spread.OUT, spread.MUTUAL))
    from_it = counted.direction.isin((spread.IN, spread.MUTUAL))
    return counted.group_by("frame", "partner").aggregate(
        n=counted.count(),
        positive=good.sum(),
        negative=(~good).sum(),
        goldstein=counted.goldstein.mean(),
        plover=counted.plover_score.mean(),
        out=(good & toward).sum(),
        back=(good & from_it).sum(),
    )


def _soles(counted: ir.Table) -> ir.Table:
    alone = counted.filter(counted.sole.notnull())
    good = alone.quad <= _COOPERATION
    return alone.group_by("frame", "partner", "sole").aggregate(
        positive=good.sum(), negative=(~good).sum()
    )


def _newest(t: ir.Table, count: int) -> ir.Table:
    """The newest rows of each third party."""
    order = [ibis.desc(t.last_day), t.event_id]
    placed = t.mutate(at=ibis.row_number().over(group_by=["frame", "partner"], order_by=order))
    kept = placed.filter(placed.at < count)
    return kept.order_by("frame", "partner", "at").select(*_SHOWN)


def _acts(gated: ir.Table, question: Question, codes: Sequence[str]) -> ir.Table:
    """Mediation, hosting, offers and answers that name a side, the newest first."""
    named = gates.holds(gated.actors, question.a) | gates.holds(gated.actors, question.b)
    named |= gates.holds(gated.recipients, question.a) | gates.holds(gated.recipients, question.b)
    signal = gated.cameo.fill_null("").isin(list(codes))
    told = gates.one_of_each(gated.filter(named & (gated.mediation | signal)))
    told = told.mutate(teller=told.source_group.fill_null(told.source))
    columns = ("frame", "event_id", "first_day", "last_day", "edtf", "cameo", "status", "teller")
    shown = told.select(*columns, "actors", "recipients", "evidence", "mediation", "known_day")
    return shown.order_by(ibis.desc(shown.last_day), shown.event_id).limit(_MOST_ACTS)
