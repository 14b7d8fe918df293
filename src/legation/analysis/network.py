"""Events as the edges of a graph, under the gates that hold for every measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from legation.analysis import gates, spread
from legation.knowledge.measuring import defaults

if TYPE_CHECKING:
    from ibis.expr import types as ir

_KEPT = (
    *("event_id", "source", "source_group", "channel", "type", "mode", "cameo", "status"),
    *("standing", "mediation", "first_day", "last_day", "edtf", "goldstein", "plover_score"),
    *("confidence", "url", "evidence", "tellings"),
)
_NO_TYPE = "no PLOVER type (statements and appeals)"
_ONE_SIDE = "one side only"
_CROWD = "meetings of too many sides to be a tie (--expand spreads them)"


def happenings(gated: ir.Table) -> ir.Table:
    """Each meeting of each frame once, with the number of its `tellings`."""
    tellings = gated.count().over(group_by=[gated.frame, gated.meeting])
    return gates.one_of_each(gated.mutate(tellings=tellings))


def edges(once: ir.Table, *, expand: bool) -> ir.Table:
    """One row for each happening and each two sides in it: `a` acts on `b`, or both do alike.

    Planned, denied and third-party acts are kept with their standing, for whoever counts to leave out.
    """
    most = None if expand else int(defaults()["most_sides"])
    paired = spread.pairs(once.filter(once.channel.notnull()), most_sides=most)
    sides = paired.select("a", "b", "mutual", "frame", id_of="event_id")
    joined = sides.join(once.select(*_KEPT), sides.id_of == once.event_id)
    return joined.drop("id_of").order_by("first_day", "event_id", "a", "b")


def left_out(once: ir.Table, *, expand: bool) -> ir.Table:
    """How many happenings make no edge, by `reason`."""
    most = int(defaults()["most_sides"])
    crowd = once.mutual & (once.n_sides > most) & (not expand)
    reason = ibis.cases(
        (once.channel.isnull(), _NO_TYPE),
        (once.n_sides < 2, _ONE_SIDE),
        (crowd, _CROWD),
        else_=ibis.null("string"),
    )
    told = once.mutate(reason=reason)
    told = told.filter(told.reason.notnull())
    return told.group_by("reason").aggregate(n=told.count())
