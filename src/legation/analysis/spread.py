"""From events to pairs: a meeting of many stays one event, and is spread only here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from legation.analysis.gates import holds, in_line, of, one_a_day, one_of_each
from legation.model.table import SEPARATOR

if TYPE_CHECKING:
    from ibis.expr import types as ir

PAIR_COLUMNS = (
    *("frame", "mutual", "by_day", "channel", "bin", "first_day", "goldstein", "plover_score"),
    *("standing", "event_id", "meeting"),
)
"""Columns of an event that its pairs keep."""

OUT, IN, MUTUAL, APART = "out", "in", "mutual", "apart"


def dealings(gated: ir.Table, code: str) -> ir.Table:
    """One row for each event of `code` and each partner in it, each meeting once.

    Adds `partner` and `direction` as `code` sees it: out (it acts, or goes), in, or mutual. Acts of
    third parties keep their channel, mediation.
    """
    once = one_of_each(of(gated, code))
    acts = holds(once.acting, code)
    everyone = once.acting + SEPARATOR + once.receiving
    others = ibis.cases((once.mutual, everyone), (acts, once.receiving), else_=once.acting)
    direction = ibis.cases((once.mutual, MUTUAL), (acts, OUT), else_=IN)
    rows = once.mutate(direction=direction, partner=others.split(SEPARATOR).unique().unnest())
    return rows.filter((rows.partner != "") & (rows.partner != code))


def between(gated: ir.Table, a: str, b: str) -> ir.Table:
    """Rows in which both codes are sides, all tellings, with their place in line.

    Adds `direction` as `a` sees it: out, in, mutual; apart where a third party hosts or mediates,
    or where both stand on the same side of an act against others: that is no tie of theirs.
    """
    both = in_line(of(of(gated, a), b))
    out = holds(both.acting, a) & holds(both.receiving, b)
    back = holds(both.acting, b) & holds(both.receiving, a)
    return both.mutate(
        direction=ibis.cases(
            (~both.mediation & both.mutual, MUTUAL), (out, OUT), (back, IN), else_=APART
        )
    )


def pairs(gated: ir.Table, most_sides: int | None = None) -> ir.Table:
    """One row for each event and each pair in it, adding `a` and `b`.

    `a` acts on `b`; where the act is mutual, `a` is the one that comes first in the alphabet, so
    each two sides stand once. Rows of two sides on one day of pair-coded sources are as they have
    them, mirrors and copies included; of all others each happening is taken once. Mutual events of
    more than `most_sides` are left out.
    """
    two = of_two(gated.filter(simple(gated)))
    return two.select(*_PAIRED).union(of_others(gated, most_sides))


_PAIRED = ("a", "b", *PAIR_COLUMNS)


def simple(t: ir.Table) -> ir.BooleanValue:
    """Whether a row is of two sides on one day, of a pair-coded source."""
    return one_a_day(t) & ~_several(t) & (t.actors != t.recipients)


def other(t: ir.Table) -> ir.BooleanValue:
    """Whether a row may hold a pair and is not `simple`."""
    two = (t.actors != "") & (t.recipients != "") & (t.actors != t.recipients)
    return _several(t) | (two & ~one_a_day(t))


def _several(t: ir.Table) -> ir.BooleanValue:
    return t.actors.contains(SEPARATOR) | t.recipients.contains(SEPARATOR)


def of_two(rows: ir.Table) -> ir.Table:
    """Rows of one side each with `a` and `b`; needs what `gates.acting` adds."""
    low = ibis.least(rows.actors, rows.recipients)
    high = ibis.greatest(rows.actors, rows.recipients)
    return rows.mutate(
        a=ibis.ifelse(rows.mutual, low, rows.acting),
        b=ibis.ifelse(rows.mutual, high, rows.receiving),
    )


def of_others(gated: ir.Table, most_sides: int | None = None) -> ir.Table:
    """The pairs of rows that are not `simple`, as `pairs` gives them: each happening once."""
    others = gated.filter(other(gated))
    if most_sides is not None:
        others = others.filter((others.n_sides <= most_sides) | ~others.mutual)
    return _spread(one_of_each(others))


def _spread(lists: ir.Table) -> ir.Table:
    everyone = lists.acting + SEPARATOR + lists.receiving
    left = ibis.ifelse(lists.mutual, everyone, lists.acting).split(SEPARATOR).unique()
    right = ibis.ifelse(lists.mutual, everyone, lists.receiving).split(SEPARATOR).unique()
    first = lists.select(*PAIR_COLUMNS, a=left.unnest(), others=right)
    both = first.mutate(b=first.others.unnest())
    fits = (both.a != "") & (both.b != "") & (both.a != both.b)
    return both.filter(fits & (~both.mutual | (both.a < both.b))).select(*_PAIRED)
