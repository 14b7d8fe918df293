"""One suite for every engine: the same expressions give the same rows."""

from __future__ import annotations

import datetime as dt
import math
import shutil

import pytest
from analysis_samples import ours, row, write

from legation.analysis import frames, gates, partners, rollup, spread, ties
from legation.analysis.engines import EngineName, opened
from legation.analysis.gates import Bin, Scope

EVENTS = [
    row("042", "PRK", "RUS", "2025-10-26", source_group="a.com", actor_rank=3),
    row("043", "RUS", "PRK", "2025-10-26", source_group="b.com", recipient_rank=3),
    row("040", "PRK", "RUS", "2025-10-27"),
    row("040", "RUS", "PRK", "2025-10-27"),
    row("057", "PRK", "RUS", "2024-06-19"),
    row("044", "USA", "PRK", "2018-06-12"),
    row("045", "SGP", "PRK", "2018-06-12"),
    row("112", "USA", "PRK", "2018-06"),
    row("112", "USA", "PRK", "2018-06-15/2018-07-15"),
    row("163", "USA", "PRK", "2017-01-01", status="planned"),
    row("010", "USA", "PRK", "2017-01-01"),
    row("172", "PRK", "", "2017-02-01"),
    row("042", "CHN", "PRK", None),
    ours("044", "FIN", "USA;PRK", "2019-10-05"),
    ours("040", "USA;PRK", "", "2019-10-05", frame="a list"),
    ours("040", ";".join(f"S{n:02}" for n in range(9)) + ";PRK", "", "2019-10-05"),
    ours("042", "LAO;VNM", "PRK", "2025-10-07", occasion="parade", source_group="KCNA"),
    ours("042", "PRK", "RUS", "2025-10-26/..", happening="h", status="planned"),
    ours("042", "PRK", "RUS", "2025-10-26", happening="h"),
]


@pytest.fixture(scope="module")
def spark():
    pytest.importorskip("pyspark", reason="the extra spark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    with opened(EngineName.SPARK, "local[2]") as found:
        yield found


@pytest.fixture(scope="module", params=[e.value for e in EngineName])
def engine(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return write(tmp_path_factory.mktemp("contract") / "events.parquet", EVENTS)


def same(value):
    """A value as it can be compared: floats to nine places, NaN apart."""
    if isinstance(value, float):
        return "nan" if math.isnan(value) else round(value, 9)
    return value


def rows(engine, expression):
    found = [{k: same(v) for k, v in r.items()} for r in engine.run(expression)]
    return sorted(found, key=lambda r: repr(sorted(r.items())))


def test_expressions_give_the_rows_that_duckdb_gives(spark, duckdb, path):
    made = {
        "gated": lambda t: gates.gated(t, scope),
        "dealings": lambda t: spread.dealings(gates.gated(t, scope), "PRK"),
        "between": lambda t: spread.between(gates.gated(t, scope), "PRK", "RUS"),
        "rollup": lambda t: rollup.rollup(t, scope),
        "rollup by month": lambda t: rollup.rollup(t, Scope(), expand=True),
        "partner counts": lambda t: rollup.partner_counts(rollup.rollup(t, scope), "PRK"),
        "spans": lambda t: frames.spans(t, scope),
    }
    scope = Scope(bin=Bin.QUARTER, as_of=dt.date(2025, 12, 31))
    ours_, theirs = (e.events([path]) for e in (duckdb, spark))
    for name, make in made.items():
        expected = rows(duckdb, make(ours_))
        assert expected, name
        assert rows(spark, make(theirs)) == expected, name


def test_answers_are_the_same(spark, duckdb, path):
    tie = ties.Question(a="PRK", b="RUS", scope=Scope())
    deal = partners.Question(code="PRK", scope=Scope(), months=24, powers=frozenset({"CHN"}))
    events, expected = spark.events([path]), duckdb.events([path])
    assert ties.ties(spark, events, tie) == ties.ties(duckdb, expected, tie)
    assert partners.partners(spark, events, deal) == partners.partners(duckdb, expected, deal)


def test_what_an_engine_must_be_able_to_do(engine, path, tmp_path):
    events = engine.events([path])
    kept = engine.kept(rollup.rollup(events, Scope()))
    assert len(engine.run(kept)) == len(engine.run(kept.limit(1000)))
    rollup.write(engine, events, Scope(), tmp_path / "rollup")
    again = engine.parquet(sorted((tmp_path / "rollup").glob("*.parquet")))
    assert rows(engine, again) == rows(engine, kept)
    assert list(again.columns) == list(kept.columns)


@pytest.mark.usefixtures("spark")
def test_spark_is_an_engine_of_the_command_line(here, path):
    asked = ("ties", "PRK", "RUS", "--data", path, "--format", "json")
    assert here(*asked, "--engine", "spark").out == here(*asked).out
