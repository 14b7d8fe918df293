"""What holds for every measure, and the traps of event data."""

from __future__ import annotations

import datetime as dt

import pytest
from analysis_samples import ours, row

from legation.analysis import gates, rollup, spread
from legation.analysis.gates import Bin, Scope


def seen(duckdb, events, **scope):
    return duckdb.run(gates.gated(events, Scope(**scope)).order_by("event_id"))


def deals(duckdb, events, code, **scope):
    found = spread.dealings(gates.gated(events, Scope(**scope)), code)
    return sorted((r["partner"], r["direction"], r["channel"]) for r in duckdb.run(found))


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("occurred", "counted"),
        ("planned", "planned"),
        ("hypothetical", "silent"),
        ("denied", "silent"),
        ("cancelled", "silent"),
    ],
)
def test_only_what_occurred_counts(duckdb, table, status, standing):
    (found,) = seen(duckdb, table(row("042", "PRK", "RUS", "2025-10-26", status=status)))
    assert found["standing"] == standing


@pytest.mark.parametrize(
    ("when", "bin_", "first"),
    [
        ("2025-10-26", Bin.MONTH, dt.date(2025, 10, 1)),
        ("2025-10", Bin.MONTH, dt.date(2025, 10, 1)),
        ("2025-10-30/2025-11-02", Bin.MONTH, dt.date(2025, 10, 1)),
        ("2025-10-26/2025-11-02", Bin.MONTH, None),
        ("2025-10-26/2025-11-02", Bin.QUARTER, dt.date(2025, 10, 1)),
        ("2025", Bin.MONTH, None),
        ("2025", Bin.YEAR, dt.date(2025, 1, 1)),
        ("2025-10-26/..", Bin.YEAR, None),
        ("../2025-10-26", Bin.YEAR, None),
        (None, Bin.YEAR, None),
    ],
)
def test_an_event_that_may_lie_in_two_bins_is_undated(duckdb, table, when, bin_, first):
    (found,) = seen(duckdb, table(row("042", "PRK", "RUS", when)), bin=bin_)
    assert found["bin"] == first


def test_a_fuzzy_date_is_no_date_of_years(duckdb, table):
    """A package reads 1979-08~ as thirteen months each way; ours keeps to the month told."""
    (found,) = seen(duckdb, table(row("042", "PRK", "RUS", "1979-08~")))
    assert (found["first_day"], found["last_day"]) == (dt.date(1979, 8, 1), dt.date(1979, 8, 31))
    assert found["bin"] == dt.date(1979, 8, 1)


def test_winter_is_three_months_and_not_december(duckdb, table):
    (found,) = seen(duckdb, table(row("042", "PRK", "RUS", "2025-24")))
    assert found["last_day"] == dt.date(2026, 3, 2)
    assert found["bin"] is None


def test_nothing_leaks_from_after_the_day(duckdb, table):
    events = table(
        row("042", "PRK", "RUS", "2025-10-26", known="2025-10-27"),
        row("042", "PRK", "CHN", "2025-10-26", known="2025-10-28"),
        {**row("042", "PRK", "VNM", "2025-10-26"), "known_day": None},
    )
    found = seen(duckdb, events, as_of=dt.date(2025, 10, 27))
    assert [r["recipients"] for r in found] == ["RUS"]


def test_mediation_and_hosting_are_no_tie_of_the_host(duckdb, table):
    events = table(
        ours("044", "FIN", "USA;PRK", "2019-10-05"),
        ours("045", "SWE", "USA;PRK", "2019-10-05"),
        ours("040", "USA;PRK", "", "2019-10-05", place="FIN"),
    )
    assert deals(duckdb, events, "FIN") == [
        ("PRK", "out", "mediation"),
        ("USA", "out", "mediation"),
    ]
    assert deals(duckdb, events, "PRK") == [
        ("FIN", "in", "mediation"),
        ("SWE", "in", "mediation"),
        ("USA", "mutual", "meetings"),
    ]


def test_a_meeting_at_a_third_place_is_the_tie_of_those_who_meet(duckdb, table):
    """CAMEO 044 of a pair-coded source names the two who meet, not their host."""
    events = table(row("044", "USA", "PRK", "2018-06-12", place="SGP"))
    assert deals(duckdb, events, "PRK") == [("USA", "mutual", "meetings")]


def test_both_rows_of_one_visit_are_one_visit_of_the_visitor(duckdb, table):
    events = table(row("042", "PRK", "RUS", "2025-10-26"), row("043", "RUS", "PRK", "2025-10-26"))
    assert deals(duckdb, events, "PRK") == [("RUS", "out", "visits")]
    assert deals(duckdb, events, "RUS") == [("PRK", "in", "visits")]


def test_our_own_host_is_the_recipient_whatever_the_code(duckdb, table):
    events = table(ours("043", "PRK", "RUS", "2025-10-26"))
    assert deals(duckdb, events, "PRK") == [("RUS", "out", "visits")]


def test_mirror_rows_of_talks_are_one_meeting(duckdb, table):
    events = table(
        row("040", "PRK", "RUS", "2025-10-26"),
        row("040", "RUS", "PRK", "2025-10-26"),
        row("046", "PRK", "RUS", "2025-10-26"),
        row("040", "PRK", "RUS", "2025-10-27"),
    )
    assert deals(duckdb, events, "PRK") == [("RUS", "mutual", "meetings")] * 2


def test_both_rows_of_a_signing_are_one_agreement(duckdb, table):
    events = table(row("057", "PRK", "RUS", "2024-06-19"), row("057", "RUS", "PRK", "2024-06-19"))
    assert deals(duckdb, events, "PRK") == [("RUS", "mutual", "agreements")]


def test_statements_of_both_sides_are_two(duckdb, table):
    events = table(row("051", "PRK", "RUS", "2025-10-26"), row("051", "RUS", "PRK", "2025-10-26"))
    assert deals(duckdb, events, "PRK") == [
        ("RUS", "in", "statements"),
        ("RUS", "out", "statements"),
    ]


def test_one_act_told_by_many_stories_is_one_a_day(duckdb, table):
    events = table(
        *[row("036", "USA", "PRK", "2018-06-01", article_id=f"s{n}") for n in range(9)],
        row("036", "USA", "PRK", "2018-06-02"),
        row("051", "USA", "PRK", "2018-06-01"),
        row("036", "PRK", "USA", "2018-06-01"),
        ours("036", "USA", "PRK", "2018-06-01"),
        ours("036", "USA", "PRK", "2018-06-01"),
    )
    assert deals(duckdb, events, "PRK") == [
        *[("USA", "in", "statements")] * 5,
        ("USA", "out", "statements"),
    ]
    rolled = duckdb.run(rollup.rollup(events, Scope()))
    assert sorted((r["a"], r["frame"] or "", r["rows"], r["n"]) for r in rolled) == [
        ("PRK", "gdelt", 1, 1),
        ("USA", "", 2, 2),
        ("USA", "gdelt", 11, 3),
    ]


def test_a_meeting_of_twenty_is_one_event_for_each_partner(duckdb, table):
    """CAMEO makes 380 rows of a meeting of twenty; one event with its sides stays one."""
    sides = ";".join(f"S{n:02}" for n in range(20))
    events = table(ours("040", sides, "", "2025-11-01", mode="multilateral"))
    assert len(seen(duckdb, events)) == 1
    found = duckdb.run(spread.dealings(gates.gated(events, Scope()), "S00"))
    assert len(found) == 19
    assert len({r["cluster"] for r in found}) == 1
    once = duckdb.run(spread.pairs(gates.gated(events, Scope())))
    assert len(once) == 190


def test_guests_of_one_occasion_are_one_cluster(duckdb, table):
    parade = {"occasion": "80th anniversary parade"}
    events = table(
        ours("042", "LAO", "PRK", "2025-10-07", **parade),
        ours("042", "VNM", "PRK", "2025-10-09", **parade),
        ours("042", "IDN", "PRK", "2025-10-10"),
        ours("042", "CHN", "PRK", "2025-10-10"),
        ours("042", "RUS", "PRK", "2025-11-10"),
    )
    clusters = {r["actors"]: r["cluster"] for r in seen(duckdb, events)}
    assert clusters["LAO"] == clusters["VNM"]
    assert clusters["IDN"] == clusters["CHN"]
    assert len(set(clusters.values())) == 3


def test_reports_of_one_happening_count_once_and_what_occurred_wins(duckdb, table):
    events = table(
        ours(
            "042",
            "PRK",
            "RUS",
            "2025-10-26/..",
            status="planned",
            happening="h",
            known="2025-10-25",
        ),
        ours("042", "PRK", "RUS", "2025-10", happening="h", known="2025-10-26"),
        ours("042", "PRK", "RUS", "2025-10-26", happening="h", known="2025-10-28"),
    )
    (found,) = duckdb.run(spread.dealings(gates.gated(events, Scope()), "PRK"))
    assert (found["standing"], found["edtf"]) == ("counted", "2025-10-26")
    (before,) = duckdb.run(
        spread.dealings(gates.gated(events, Scope(as_of=dt.date(2025, 10, 25))), "PRK")
    )
    assert before["standing"] == "planned"


def test_agreements_are_told_from_other_backing(duckdb, table):
    events = table(
        ours("057", "VNM;PRK", "", "2025-10-10"), ours("051", "PRK", "LAO", "2025-10-07")
    )
    assert deals(duckdb, events, "PRK") == [
        ("LAO", "out", "statements"),
        ("VNM", "mutual", "agreements"),
    ]


def test_what_has_no_type_has_no_channel(duckdb, table):
    (found,) = seen(duckdb, table(row("010", "PRK", "RUS", "2025-10-26")))
    assert found["channel"] is None


def test_an_import_is_its_own_frame_and_single_articles_have_none(duckdb, table):
    events = table(
        row("042", "PRK", "RUS", "2025-10-26"),
        ours("042", "PRK", "RUS", "2025-10-26"),
        ours("042", "PRK", "CHN", "2025-10-26", frame="ministry's visit list"),
        ours("042", "PRK", "LAO", "2025-10-26", source_group="KCNA"),
    )
    assert [r["frame"] for r in seen(duckdb, events)] == [
        "gdelt",
        None,
        "ministry's visit list",
        None,
    ]
    assert [r["recipients"] for r in seen(duckdb, events, frame="KCNA")] == ["LAO"]


def test_a_code_within_a_code_is_not_met(duckdb, table):
    events = table(
        ours("040", "UNSC;USA", "", "2025-10-26"), ours("042", "NSA:UN;X", "USA", "2025")
    )
    assert deals(duckdb, events, "UN") == []
