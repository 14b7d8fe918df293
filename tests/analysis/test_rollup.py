"""The roll-up counts what the gates tell apart row by row, however it is made."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from analysis_samples import row, write

from legation.analysis import gates, rollup, spread
from legation.analysis.gates import Bin, Scope
from legation.knowledge.measuring import defaults

CODES = ("010", "036", "040", "042", "043", "044", "045", "051", "057", "112", "172", "190")
SIDES = (*("PRK", "RUS", "CHN") * 3, "USA", "PRK;CHN", "USA;PRK;RUS;CHN;VNM;LAO;IDN", "")


def drawn(seed: int, count: int):
    """Rows that try all that the gates know: copies, mirrors, lists, intervals, plans, frames."""
    chance = random.Random(seed)
    for number in range(count):
        day = date(2018, 12, 20) + timedelta(days=chance.randrange(25))
        last = day + timedelta(days=chance.choice((*[0] * 9, 2, 5, 12, 45)))
        source = chance.choice(("gdelt", "gdelt", "gdelt", "icews", "a list", "ledger"))
        given = {"frame": chance.choice((None, "one frame"))} if source != "gdelt" else {}
        if source == "a list":
            # A table may give types and modes that its codes do not.
            given |= {"type": "ASSAULT", "mode": chance.choice(("beat", "abduct", None))}
        yield row(
            chance.choice(CODES),
            chance.choice(SIDES),
            chance.choice(SIDES),
            f"{day}/{last}" if chance.random() < 0.98 else None,
            source=source,
            status=chance.choice(("occurred",) * 5 + ("planned", "denied")),
            happening=f"h{chance.randrange(count // 3)}",
            event_id=f"{source}:{number}",
            **given,
        )


def one_by_one(events, scope, *, expand):
    """The roll-up as its definition says it, meeting by meeting."""
    gated = gates.gated(events, scope)
    counted = (gated.standing == gates.COUNTED) & gated.bin.notnull() & gated.type.notnull()
    most = None if expand else int(defaults()["most_sides"])
    rows = spread.pairs(gated.filter(counted & ~gated.mediation), most)
    return rows.group_by(*rollup.KEYS).aggregate(
        rows=rows.count(),
        n=rows.meeting.nunique(),
        goldstein=rows.goldstein.sum(),
        plover=rows.plover_score.sum(),
    )


def found(duckdb, table):
    rows = [{k: round(v, 6) if isinstance(v, float) else v for k, v in r.items()} for r in table]
    return sorted(rows, key=lambda r: repr(sorted(r.items())))


@pytest.mark.parametrize(
    ("width", "expand"), [(Bin.MONTH, False), (Bin.QUARTER, True), (Bin.YEAR, False)]
)
def test_a_roll_up_counts_what_the_gates_tell_apart(duckdb, tmp_path, width, expand):
    events = duckdb.events([write(tmp_path / "e.parquet", list(drawn(7, 2000)))])
    scope = Scope(bin=width)
    expected = found(duckdb, duckdb.run(one_by_one(events, scope, expand=expand)))
    assert len(expected) > 100
    assert sum(r["n"] for r in expected) < sum(r["rows"] for r in expected)
    made = duckdb.run(rollup.rollup(events, scope, expand=expand))
    assert found(duckdb, made) == expected


@pytest.mark.parametrize("width", Bin)
def test_a_roll_up_made_piece_by_piece_is_the_same(duckdb, tmp_path, monkeypatch, width):
    events = duckdb.events([write(tmp_path / "e.parquet", list(drawn(8, 1000)))])
    whole = found(duckdb, duckdb.run(rollup.rollup(events, Scope(bin=width))))
    monkeypatch.setattr(rollup, "SLICE", 100)
    rollup.write(duckdb, events, Scope(bin=width), tmp_path / "rolled")
    parts = sorted((tmp_path / "rolled").iterdir())
    assert len(parts) > 1
    read = duckdb.parquet(parts)
    assert read.schema()["n"].is_integer()
    assert found(duckdb, duckdb.run(read)) == whole


def test_a_roll_up_of_nothing_has_no_rows(duckdb, tmp_path):
    events = duckdb.events([write(tmp_path / "e.parquet", [])])
    rollup.write(duckdb, events, Scope(), tmp_path / "rolled")
    assert duckdb.run(duckdb.parquet(sorted((tmp_path / "rolled").iterdir()))) == []
