"""The roll-up: pairs by step of time, small enough to answer at once, made in one pass.

The rows of pair-coded sources that are alike in source, sides, code and month are counted before
anything else is asked of them, with the days on which they fell as bits of a number: that leaves a
fraction of the rows for the gates, and "once a day" is a count of bits. All others are spread as
`spread.pairs` does it. The numbers are those of `spread.pairs`, counted meeting by meeting.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from legation.analysis import gates, spread
from legation.analysis.gates import Bin, Scope
from legation.knowledge.measuring import defaults

if TYPE_CHECKING:
    from pathlib import Path

    from ibis.expr import types as ir

    from legation.analysis.engines import Engine

KEYS = ("frame", "a", "b", "mutual", "channel", "bin")
_ALIKE = ("source", "frame", "actors", "recipients", "type", "mode", "cameo", "month")
_APART = (*KEYS, "source", "code")
"""What tells happenings of one day apart, beside the day."""


def _of_bits(number: int) -> int:
    """What the engines themselves do, under one and the same name."""
    raise NotImplementedError


bit_or = ibis.udf.agg.builtin(_of_bits, name="bit_or")
"""Bits that are set in any of the numbers."""
bit_count = ibis.udf.scalar.builtin(_of_bits, name="bit_count")
"""How many bits of a number are set."""


def _of_days(day: dt.date) -> dt.date:
    """What the engines themselves do, under one and the same name."""
    raise NotImplementedError


month_end = ibis.udf.scalar.builtin(_of_days, name="last_day")
"""The last day of a day's month, which costs a tenth of what its first day does."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to before `stop` on which bins begin, to make a roll-up piece by piece."""

    first: dt.date
    stop: dt.date


def rollup(events: ir.Table, scope: Scope, *, expand: bool = False) -> ir.Table:
    """Counts of what occurred, by frame, directed pair, channel and bin, of an event table.

    `rows` counts the rows of `spread.pairs` and `n` happenings, as `gates` tells them apart.
    `goldstein` and `plover` are sums over rows. Undated rows, acts of third parties and, unless
    `expand` asks for them, meetings of too many to be a tie are left out.
    """
    return summed(of_two(events, scope), of_others(events, scope, expand=expand))


def of_two(events: ir.Table, scope: Scope, span: Span | None = None) -> ir.Table:
    """The roll-up of rows of two sides, or of those in a span, before it is `summed`."""
    rows = events
    if span is not None:
        rows = rows.filter((rows.first_day >= span.first) & (rows.first_day < span.stop))
    rows = gates.dated(rows, scope)
    # What lies on one day has a bin, which need not be asked for row by row.
    rows = rows.filter(gates.counted(rows) & rows.type.notnull() & spread.simple(rows))
    # The bits of `days` tell days of one month apart.
    rows = rows.mutate(month=month_end(rows.first_day))
    alike = rows.group_by(*_ALIKE).aggregate(
        rows=rows.count(),
        days=bit_or(ibis.literal(1) << (rows.first_day.day() - 1)),
        goldstein=rows.goldstein.sum(),
        plover=rows.plover_score.sum(),
    )
    alike = alike.mutate(bin=alike.month.truncate(gates.UNITS[scope.bin]))
    acts = gates.acting(alike)
    pairs = spread.of_two(acts.filter(~acts.mediation))
    pairs = pairs.mutate(code=gates.told_apart(pairs))
    sums = {name: pairs[name].sum() for name in ("rows", "goldstein", "plover")}
    apart = pairs.group_by(*_APART, "month").aggregate(**sums, days=bit_or(pairs.days))
    counted = apart.mutate(n=bit_count(apart.days))
    return counted.select(*KEYS, "rows", "n", "goldstein", "plover")


def of_others(events: ir.Table, scope: Scope, *, expand: bool = False) -> ir.Table:
    """The roll-up of all other rows, before it is `summed`."""
    # What the columns themselves tell is asked first: that spares most rows all other questions.
    rows = _counted(gates.gated(events.filter(spread.other(events)), scope))
    most = None if expand else int(defaults()["most_sides"])
    pairs = spread.of_others(rows.filter(~rows.mediation), most)
    return pairs.group_by(*KEYS).aggregate(
        rows=pairs.count(),
        n=pairs.count(),
        goldstein=pairs.goldstein.sum(),
        plover=pairs.plover_score.sum(),
    )


def summed(two: ir.Table, others: ir.Table) -> ir.Table:
    """The roll-up of what `of_two` and `of_others` gave."""
    parts = two.union(others)
    sums = {name: parts[name].sum() for name in ("rows", "n", "goldstein", "plover")}
    return parts.group_by(*KEYS).aggregate(**sums)


def _counted(dated: ir.Table) -> ir.Table:
    # What has a type has a channel. Both are asked of the column itself, which a scan can do.
    return dated.filter(gates.counted(dated) & dated.bin.notnull() & dated.type.notnull())


SLICE = 4_000_000
"""Rows of the event table that are rolled up together: their groups need some 300 MB."""


def write(
    engine: Engine, events: ir.Table, scope: Scope, folder: Path, *, expand: bool = False
) -> None:
    """Writes the roll-up as Parquet files into a new folder, in memory that does not grow.

    DuckDB rolls up some years, or months, after the other: a bin lies in one of them. Event sets
    keep their rows by year and day, so that each reads its own part of the files.
    """
    if engine.spills:
        engine.write(rollup(events, scope, expand=expand), folder)
        return
    folder.mkdir(parents=True)
    others = engine.kept(of_others(events, scope, expand=expand))
    for number, span in enumerate(spans(engine, events, scope.bin)):
        inside = others.filter((others.bin >= span.first) & (others.bin < span.stop))
        rolled = summed(of_two(events, scope, span), inside)
        engine.write(rolled, folder / f"part-{number:05}.parquet")


def spans(engine: Engine, events: ir.Table, width: Bin) -> list[Span]:
    """Spans of whole bins with about so many rows as are rolled up together, one at least."""
    dated = events.filter(events.first_day.notnull())
    days = dated.group_by("first_day").aggregate(n=dated.count())
    bins = days.group_by(bin=days.first_day.truncate(gates.UNITS[width]))
    counts = engine.run(bins.aggregate(n=days.n.sum()))
    found, first, gathered = [], dt.date.min, 0
    for row in sorted(counts, key=lambda row: row["bin"]):
        if gathered and gathered + row["n"] > SLICE:
            found.append(Span(first, row["bin"]))
            first, gathered = row["bin"], 0
        gathered += row["n"]
    return [*found, Span(first, dt.date.max)]


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
