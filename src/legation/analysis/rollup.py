"""The roll-up: pairs by step of time, small enough to answer at once, made in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from legation.analysis import gates, spread
from legation.knowledge.measuring import defaults

if TYPE_CHECKING:
    from ibis.expr import types as ir

KEYS = ("frame", "a", "b", "mutual", "channel", "bin")


def rollup(gated: ir.Table, *, expand: bool = False) -> ir.Table:
    """Counts of what occurred, by frame, directed pair, channel and bin.

    `rows` counts rows as the source has them and `n` happenings, as `gates` tells them apart.
    `goldstein` and `plover` are sums over rows. Undated rows, acts of third parties and, unless
    `expand` asks for them, meetings of too many to be a tie are left out.
    """
    # What has a type has a channel; to ask for the type is much cheaper.
    countable = (gated.standing == gates.COUNTED) & gated.bin.notnull() & gated.type.notnull()
    most = None if expand else int(defaults()["most_sides"])
    rows = spread.pairs(gated.filter(countable & ~gated.mediation), most_sides=most)
    return rows.group_by(*KEYS).aggregate(
        rows=rows.count(),
        n=rows.count(where=~rows.by_day) + rows.day_and_code.nunique(where=rows.by_day),
        goldstein=rows.goldstein.sum(),
        plover=rows.plover_score.sum(),
    )


def volume(table: ir.Table, code: str) -> ir.Table:
    """Happenings between any two by frame and bin, from a roll-up: the denominator of shares.

    `n` is of all pairs, `of_code` of those in which `code` is one.
    """
    ours = (table.a == code) | (table.b == code)
    return table.group_by("frame", "bin").aggregate(
        n=table.n.sum(), of_code=table.n.sum(where=ours).fill_null(0)
    )


def partner_counts(table: ir.Table, code: str) -> ir.Table:
    """Meetings of a code by frame, partner, channel and bin, from a roll-up."""
    partner = ibis.ifelse(table.a == code, table.b, table.a)
    ours = table.filter((table.a == code) | (table.b == code)).mutate(partner=partner)
    return ours.group_by("frame", "partner", "channel", "bin").aggregate(n=ours.n.sum())
