"""`legation ties` and `legation partners`: what they say, and when they say nothing."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import numpy as np
import pytest
from analysis_samples import ours, row, write

MONTHS = [dt.date(2015 + n // 12, n % 12 + 1, 1) for n in range(72)]


def feed():
    """A data set of six years: others every month, and the two asked for with a break in 2018."""
    draw = np.random.default_rng(7)
    rows = []
    for number, month in enumerate(MONTHS):
        rows += [row("051", "DEU", "FRA", f"{month:%Y-%m}-{1 + n % 28:02}") for n in range(20)]
        rows += [row("051", "DEU", "FRA", f"{month:%Y-%m}-{d}") for d in ("01", "28")]
        for n in range(int(draw.poisson(1 if number < 36 else 6))):
            rows.append(row("051", "PRK", "RUS", f"{month:%Y-%m}-{n + 1:02}", source_group="a.com"))
    rows += [
        row("043", "RUS", "PRK", "2019-04-25", source_group="b.com"),
        row("042", "PRK", "RUS", "2019-04-25", source_group="a.com"),
        row("042", "PRK", "RUS", "2020-08-05", source_group="a.com"),
        row("112", "RUS", "PRK", "2016-03-03"),
        row("042", "RUS", "PRK", "2020-12-20", status="planned"),
        row("042", "RUS", "PRK", "2020-11-20", status="denied"),
        row("045", "RUS", "PRK", "2020-10-20"),
        row("042", "RUS", "PRK", "2019-02/2019-05"),
        row("042", "PRK", "RUS", "2001-08-04", known="2018-01-05"),
    ]
    return rows


@pytest.fixture
def data(tmp_path):
    write(tmp_path / "feed.parquet", feed())
    return "feed.parquet"


def whole(ran):
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_a_tie_in_full(here, data):
    answer = whole(here("ties", "North Korea", "RUS", "--data", data, "--format", "json"))
    assert (answer["a"], answer["b"]) == ("PRK", "RUS")
    (told,) = answer["answers"]
    assert told["frame"]["heading"] == "Frame: gdelt, 2015-01-01 to 2020-12-28"
    kinds = {k: len(told[k]) for k in ("recalled", "undated", "planned", "silent", "apart")}
    assert kinds == {"recalled": 1, "undated": 1, "planned": 1, "silent": 1, "apart": 1}
    groups = {(g["channel"], g["direction"]): g for g in told["groups"]}
    assert groups["visits", "out"]["n"] == 2
    assert ("visits", "in") not in groups
    assert groups["conflict in words", "in"]["n"] == 1
    statements = groups["statements", "out"]
    assert statements["n"] == len(statements["events"]) == len(set(statements["events"]))
    assert statements["rate"]["low"] < statements["n"] / 72 < statements["rate"]["high"]


def test_a_tie_by_month_with_shares_of_the_volume(here, data):
    (told,) = whole(here("ties", "PRK", "RUS", "--data", data, "--format", "json"))["answers"]
    steps = {step["start"]: step for step in told["steps"]}
    assert len(steps) == 72
    april = steps["2019-04-01"]
    assert april["n"] == len(april["events"])
    assert april["share_of_all"] == pytest.approx(april["n"] / (april["n"] + 21))
    assert april["share_of_a"] == 1
    assert april["interval"]["low"] < april["n"] < april["interval"]["high"]
    empty = next(step for step in told["steps"] if step["n"] == 0)
    assert empty["watched"] is True
    assert empty["interval"]["high"] == pytest.approx(3.689, abs=1e-3)
    assert empty["scales"]["goldstein"]["balance"] is None


def test_the_break_of_2018_is_found_by_every_method(here, data):
    (told,) = whole(here("ties", "PRK", "RUS", "--data", data, "--format", "json"))["answers"]
    found = told["breaks"]
    for method in ("counts", "rates"):
        ((start, one),) = found[method]
        assert start == "2018-01-01", method
        assert one["stability"] == 1
        assert one["before"] < 2 < one["after"]
    start, low, high, _ = found["split"]
    assert (start, low <= start <= high) == ("2018-01-01", True)
    begun, seen = found["seen"]
    assert "2017-10-01" <= begun <= "2018-02-01"
    assert begun <= seen <= "2018-06-01"


def test_first_since_says_how_far_it_looks_back(here, data):
    asked = ("ties", "PRK", "RUS", "--data", data, "--format", "json")
    (told,) = whole(here(*asked, "--since", "2020"))["answers"]
    firsts = {(f["channel"], f["direction"]): f for f in told["firsts"]}
    visit = firsts["visits", "out"]
    assert visit["statement"] == "the only one since 2019-04-25"
    assert visit["reaches"] == "2015-01-01"
    (told,) = whole(here(*asked, "--since", "2016", "--until", "2019"))["answers"]
    firsts = {(f["channel"], f["direction"]): f for f in told["firsts"]}
    assert firsts["visits", "out"]["statement"] == (
        "the only one since 2001-08-04, as told later; the frame itself watches from 2015-01-01"
    )
    assert firsts["conflict in words", "in"]["statement"] == (
        "the only one since the frame begins on 2015-01-01; earlier ones are not ruled out"
    )


def test_which_source_says_it(here, data):
    asked = ("ties", "PRK", "RUS", "--data", data, "--since", "2019-04", "--until", "2019-04")
    (told,) = whole(here(*asked, "--format", "json"))["answers"]
    assert len(told["sources"]["b.com"]) == 1
    assert told["groups"][-1]["n"] == 1


def test_nothing_leaks_into_the_past(here, data):
    asked = ("ties", "PRK", "RUS", "--data", data, "--format", "json", "--as-of", "2017-12-31")
    (told,) = whole(here(*asked))["answers"]
    assert told["frame"]["last_day"] == "2017-12-28"
    assert told["recalled"] == []
    assert max(step["start"] for step in told["steps"]) == "2017-12-01"


def test_a_gap_in_the_frame_is_no_absence(here, tmp_path):
    rows = [row("051", "DEU", "FRA", f"2018-{m:02}-10") for m in (1, 2, 3, 7, 8)]
    rows.append(row("051", "PRK", "RUS", "2018-01-10"))
    rows.append(row("051", "PRK", "RUS", "2018-08-10"))
    write(tmp_path / "gap.parquet", rows)
    asked = ("ties", "PRK", "RUS", "--data", "gap.parquet", "--format", "json")
    (told,) = whole(here(*asked))["answers"]
    assert [step["n"] for step in told["steps"]] == [1, 0, 0, None, None, None, 0, 1]
    (told,) = whole(here(*asked, "--since", "2018-08"))["answers"]
    assert told["firsts"][0]["statement"].endswith("3 months in between are not covered")


def test_two_data_sets_answer_side_by_side(here, tmp_path):
    write(tmp_path / "a.parquet", [row("042", "PRK", "RUS", "2018-01-10")])
    write(
        tmp_path / "b.parquet",
        [
            row("042", "PRK", "RUS", "2018-01-10", source="icews"),
            row("042", "PRK", "RUS", "2018-01-20", source="icews"),
        ],
    )
    answers = whole(
        here(
            *("ties", "PRK", "RUS", "--data", "a.parquet", "--data", "b.parquet"),
            *("--format", "json"),
        )
    )["answers"]
    assert [(a["frame"]["name"], len(a["counted"])) for a in answers] == [
        ("gdelt", 1),
        ("icews", 2),
    ]


def test_tables_and_rows_say_the_same(here, legation, data):
    asked = ("ties", "PRK", "RUS", "--data", data)
    shown = legation(*asked, "--events")
    assert shown.code == 0, shown.err
    assert "Frame: gdelt, 2015-01-01 to 2020-12-28" in shown.out
    assert "PRK → RUS" in shown.out
    assert "x:" in shown.out
    lines = [json.loads(line) for line in here(*asked, "--format", "jsonl").out.splitlines()]
    table = list(csv.DictReader(io.StringIO(here(*asked, "--format", "csv").out)))
    assert len(lines) == len(table) == 72
    assert [str(line["n"]) for line in lines] == [line["n"] for line in table]


def guests():
    """Two years of a feed on one host: three partners at first, eight in the second year."""
    rows = []
    for n in range(12):
        day = f"2023-{n + 1:02}-{n + 3:02}"
        rows.append(row("042", ("CHN", "CHN", "CHN", "RUS", "RUS", "MNG")[n % 6], "PRK", day))
    second = ("CHN", "RUS", "LAO", "VNM", "IDN", "MNG", "CUB", "SYR")
    for n in range(24):
        day = f"2024-{n // 2 + 1:02}-{n + 2:02}"
        rows.append(row("042", second[n % 8], "PRK", day))
    rows += [
        row("051", "DEU", "FRA", f"{year}-{month:02}-01")
        for year in range(2017, 2024)
        for month in range(1, 13)
    ]
    rows += [row("051", "DEU", "FRA", "2024-12-31")]
    rows += [
        row("042", "CUB", "PRK", "2019-05-05"),
        row("042", "THA", "PRK", "2024-05-05", status="planned"),
        row("042", "LKA", "PRK", "2024/2025", known="2024-12-31"),
        row("163", "USA", "PRK", "2024-06-06"),
    ]
    return rows


def test_partners_of_a_year_against_the_year_before(here, tmp_path):
    write(tmp_path / "guests.parquet", guests())
    asked = ("partners", "PRK", "--data", "guests.parquet", "--window", "12m")
    answer = whole(here(*asked, "--compare", "previous", "--powers", "CHN,RUS", "--format", "json"))
    (told,) = answer["answers"]
    assert told["window"] == {"first": "2024-01-01", "last": "2024-12-31"}
    assert told["compared"] == {"first": "2023-01-01", "last": "2023-12-31"}
    found = {p["code"]: p for p in told["partners"]}
    assert {code: p["novelty"] for code, p in found.items() if p["dealings"]} == {
        **dict.fromkeys(("CHN", "RUS", "MNG"), "continuing"),
        **dict.fromkeys(("LAO", "VNM", "IDN", "SYR"), "new"),
        "CUB": "returning",
    }
    assert found["CHN"]["share"] == 0.125
    assert found["CHN"]["share_interval"]["high"] == pytest.approx(0.3236, abs=1e-3)
    assert found["CHN"]["counts"] == {"visits in": 3}
    assert (found["CHN"]["before"], found["LAO"]["before"]) == (6, 0)
    # Six of nine where the frame told of 24 happenings before and of 26 now.
    assert told["volumes"] == [24, 26]
    assert found["CHN"]["p"] == pytest.approx(0.327, abs=1e-3)
    assert (found["THA"]["dealings"], found["THA"]["planned"]) == (0, 1)
    assert (found["USA"]["dealings"], found["USA"]["conflict"]) == (0, 1)
    assert len(told["undated"]) == 1
    profile = next(p for p in told["profiles"] if p["channel"] == "visits in")
    assert (profile["n"], profile["clusters"], profile["outside"]) == (24, 24, 0.75)
    assert [round(n["value"], 6) for n in profile["numbers"]] == [8, 8, 8]
    assert profile["numbers"][2]["interval"]["high"] <= 8
    change = next(c for c in told["changes"] if c["channel"] == "visits in")["change"]
    assert change["first"] == pytest.approx(1 / (0.5**2 + (1 / 3) ** 2 + (1 / 6) ** 2))
    assert change["p"] < 0.01
    assert change["interval"]["low"] > 0


def test_nobody_is_new_after_a_gap_in_the_frame(here, tmp_path):
    gap = (dt.date(2021, 5, 1), dt.date(2021, 6, 1))
    write(tmp_path / "gap.parquet", [r for r in guests() if r["first_day"] not in gap])
    asked = ("partners", "PRK", "--data", "gap.parquet", "--window", "12m")
    (told,) = whole(here(*asked, "--format", "json"))["answers"]
    assert (told["lookback_complete"], told["lookback_gaps"]) == (True, 2)
    found = {p["code"]: p["novelty"] for p in told["partners"] if p["dealings"]}
    assert found["LAO"] == "first in the data"
    assert found["CUB"] == "returning"
    assert "2 months of it are not covered" in here(*asked).out


@pytest.mark.parametrize(
    "period", [("--compare", "2030"), ("--compare", "2014"), ("--until", "2026-12-31")]
)
def test_a_period_that_the_frame_does_not_cover_is_compared_with_nothing(here, tmp_path, period):
    write(tmp_path / "guests.parquet", guests())
    asked = ("partners", "PRK", "--data", "guests.parquet", "--window", "12m", "--format", "json")
    (told,) = whole(here(*asked, "--compare", "previous", *period))["answers"]
    assert {(p["before"], p["p"]) for p in told["partners"]} <= {(None, None)}
    assert told["changes"] == ("cannot say: the frame gdelt reaches from 2017-01-01 to 2024-12-31")


def test_who_came_on_the_first_day_of_the_window_before_goes_on(here, tmp_path):
    rows = [row("051", "DEU", "FRA", day) for day in ("2017-01-01", "2025-12-31")]
    rows += [row("042", "CUB", "PRK", day) for day in ("2024-01-01", "2025-12-05")]
    rows += [row("042", "LAO", "PRK", day) for day in ("2023-12-31", "2025-12-06")]
    write(tmp_path / "few.parquet", rows)
    asked = ("partners", "PRK", "--data", "few.parquet", "--window", "12m", "--format", "json")
    (told,) = whole(here(*asked))["answers"]
    found = {p["code"]: p["novelty"] for p in told["partners"]}
    assert found == {"CUB": "continuing", "LAO": "returning"}


def test_the_same_run_gives_the_same_numbers(here, legation, tmp_path):
    write(tmp_path / "guests.parquet", guests())
    asked = ("partners", "PRK", "--data", "guests.parquet", "--format", "json")
    assert here(*asked).out == legation(*asked).out


def test_visits_by_rank_are_shown_under_three_weights(here, tmp_path):
    ranks = {"CHN": 4, "RUS": 4, "VNM": 4, "LAO": 4, "IDN": 3}
    rows = [
        row("042", who, "PRK", f"2025-10-{n + 1:02}", actor_rank=rank)
        for n, (who, rank) in enumerate(ranks.items())
    ]
    rows += [row("042", w, "PRK", d) for w, d in (("CHN", "2025-10-20"), ("RUS", "2025-10-22"))]
    write(tmp_path / "ranked.parquet", rows)
    asked = ("partners", "PRK", "--data", "ranked.parquet", "--powers", "CHN,RUS")
    (told,) = whole(here(*asked, "--format", "json"))["answers"]
    found = {p["weights"]: p for p in told["profiles"] if p["channel"] == "visits in"}
    assert {scheme: round(p["numbers"][2]["value"], 3) for scheme, p in found.items()} == {
        "equal": 4.455,
        "linear": 4.846,
        "geometric": 4.719,
    }
    assert {scheme: round(1 - p["outside"], 3) for scheme, p in found.items()} == {
        "equal": 0.571,
        "linear": 0.476,
        "geometric": 0.474,
    }
    assert found["linear"]["unranked"] == 2


def test_low_coverage_comes_with_a_caution(here, tmp_path):
    seen_once = ("CHN", "RUS", "LAO", "VNM", "IDN", "MNG", "CUB", "SYR")
    rows = [row("042", who, "PRK", f"2025-10-{n + 1:02}") for n, who in enumerate(seen_once)]
    rows += [row("042", "CHN", "PRK", f"2025-11-{n + 1:02}") for n in range(4)]
    write(tmp_path / "once.parquet", rows)
    (told,) = whole(here("partners", "PRK", "--data", "once.parquet", "--format", "json"))[
        "answers"
    ]
    profile = next(p for p in told["profiles"] if p["channel"] == "visits in")
    assert profile["good"] == pytest.approx(1 - 7 / 12)
    assert profile["caution"].startswith("low coverage")


def test_an_interval_that_does_not_hold_the_value_comes_with_a_caution(here, tmp_path):
    # Eighteen partners met twice: nobody is met once, so coverage is whole.
    partners = [
        *("CHN", "RUS", "LAO", "VNM", "IDN", "MNG", "CUB", "SYR", "THA"),
        *("IRN", "EGY", "IND", "PAK", "NPL", "BGD", "LKA", "MMR", "KHM"),
    ]
    days = [dt.date(2025, 1, 1) + dt.timedelta(days=n) for n in range(2 * len(partners))]
    rows = [
        row("042", who, "PRK", day.isoformat()) for who, day in zip(partners * 2, days, strict=True)
    ]
    write(tmp_path / "even.parquet", rows)
    asked = ("partners", "PRK", "--data", "even.parquet")
    (told,) = whole(here(*asked, "--format", "json"))["answers"]
    profile = next(p for p in told["profiles"] if p["channel"] == "visits in")
    number = profile["numbers"][2]
    assert profile["good"] == 1
    assert number["interval"]["high"] < number["value"]
    assert profile["caution"] == "the interval lies too low: it does not hold the value"
    assert "does not hold the value" in here(*asked).out


def test_too_few_events_is_an_answer(here, tmp_path):
    rows = [row("042", who, "PRK", f"2025-10-{n + 1:02}") for n, who in enumerate(("LAO", "VNM"))]
    write(tmp_path / "few.parquet", rows)
    asked = ("partners", "PRK", "--data", "few.parquet")
    (told,) = whole(here(*asked, "--format", "json"))["answers"]
    assert {p["verdict"] for p in told["profiles"]} == {
        "too few events to say: 2 independent of 5 at least"
    }
    assert all(p["numbers"] == [] for p in told["profiles"])
    assert "too few events to say" in here(*asked).out


def test_a_parade_is_one_cluster_and_no_crowd_of_partners(here, tmp_path):
    parade = {"occasion": "parade", "frame": "the ministry's guest list"}
    rows = [
        ours("042", who, "PRK", f"2025-10-{n + 9:02}", **parade)
        for n, who in enumerate(("LAO", "VNM", "IDN", "CHN", "RUS", "CUB"))
    ]
    write(tmp_path / "parade.parquet", rows)
    asked = ("partners", "PRK", "--data", "parade.parquet", "--format", "json")
    (told,) = whole(here(*asked))["answers"]
    profile = next(p for p in told["profiles"] if p["channel"] == "visits in")
    assert (profile["n"], profile["clusters"]) == (6, 1)
    assert profile["verdict"].startswith("too few")


def test_a_forum_of_twenty_makes_no_twenty_partners(here, tmp_path):
    sides = "PRK;CHN;RUS;VNM;LAO;IDN;THA;SGP"
    write(tmp_path / "forum.parquet", [ours("040", sides, "", "2018-08-04", mode="multilateral")])
    asked = ("partners", "PRK", "--data", "forum.parquet", "--format", "json")
    (told,) = whole(here(*asked))["answers"]
    assert [p["dealings"] for p in told["partners"]] == [0] * 7
    assert len(told["crowded"]) == 1
    (told,) = whole(here(*asked, "--expand"))["answers"]
    assert [p["dealings"] for p in told["partners"]] == [1] * 7


def test_a_tie_by_way_of_a_forum_is_no_more_than_the_whole(here, tmp_path):
    sides = "PRK;CHN;RUS;VNM;LAO;IDN;THA;SGP"
    told = {"mode": "multilateral", "frame": "the ministry's calendar"}
    write(tmp_path / "forum.parquet", [ours("040", sides, "", "2018-08-04", **told)])
    asked = ("ties", "PRK", "CHN", "--data", "forum.parquet", "--expand", "--format", "json")
    (answer,) = whole(here(*asked))["answers"]
    (step,) = answer["steps"]
    assert (step["n"], step["share_of_all"], step["share_of_a"]) == (1, 1 / 28, 1 / 7)


def test_without_a_frame_there_is_no_share_and_no_number(here, tmp_path):
    guests_ = ("VNM", "LAO", "IDN", "THA", "SGP", "MYS", "VNM", "LAO")
    rows = [ours("042", who, "PRK", f"2025-10-{n + 1:02}") for n, who in enumerate(guests_)]
    write(tmp_path / "seeds.parquet", rows)
    asked = ("partners", "PRK", "--data", "seeds.parquet", "--window", "12m")
    (told,) = whole(here(*asked, "--compare", "previous", "--format", "json"))["answers"]
    assert told["frame"]["name"] is None
    assert told["frame"]["heading"] == "What these articles mention (no frame: cannot say)"
    assert told["profiles"] == told["changes"] == "no frame: cannot say"
    assert {p["share"] for p in told["partners"]} == {None}
    assert {p["novelty"] for p in told["partners"]} == {"unknown"}
    shown = here(*asked, "--compare", "previous").out
    assert "What these articles mention" in shown
    assert "%" not in shown
    (told,) = whole(here("ties", "PRK", "VNM", "--data", "seeds.parquet", "--format", "json"))[
        "answers"
    ]
    assert told["breaks"] == "no frame: cannot say"
    (step,) = told["steps"]
    assert (step["n"], step["share_of_all"], step["interval"], step["smoothed"]) == (
        *(2, None, None, None),
    )
    assert {f["statement"] for f in told["firsts"]} == {"no frame: cannot say"}


def test_a_frame_that_the_user_names_is_one(here, tmp_path):
    rows = [
        ours("042", who, "PRK", f"2010-{n + 1:02}-05", source_group="KCNA")
        for n, who in enumerate(("CHN", "CHN", "RUS", "VNM", "LAO", "CHN"))
    ]
    rows.append(ours("042", "THA", "PRK", "2010-05-06", source_group="Another"))
    write(tmp_path / "kcna.parquet", rows)
    asked = ("partners", "PRK", "--data", "kcna.parquet", "--frame", "KCNA", "--format", "json")
    (told,) = whole(here(*asked))["answers"]
    assert told["frame"]["name"] == "KCNA"
    assert {p["code"] for p in told["partners"]} == {"CHN", "RUS", "VNM", "LAO"}
    profile = next(p for p in told["profiles"] if p["channel"] == "visits in")
    assert profile["numbers"][2]["value"] == pytest.approx(36 / 12)


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("ties", "USA", "US", "--data", "feed.parquet"), 2, "are one"),
        (("partners", "PRK", "--data", "feed.parquet", "--window", "3q"), 2, "12m or 2y"),
        (("partners", "PRK", "--data", "feed.parquet", "--compare", "x"), 2, "`previous`"),
        (("partners", "PRK", "--data", "feed.parquet", "--compare", "previous"), 2, "--window"),
        (("partners", "Atlantis", "--data", "feed.parquet"), 2, "No state"),
        (("ties", "PRK", "RUS", "--data", "nowhere"), 1, "There is no nowhere"),
        (("ties", "PRK", "RUS", "--data", "broken.parquet"), 1, "no whole Parquet file"),
        (("ties", "PRK", "RUS", "--data", "other.parquet"), 1, "no event table"),
        (("ties", "PRK", "RUS", "--data", "empty"), 1, "holds no Parquet file"),
    ],
)
def test_bad_input_is_told_in_a_sentence(here, tmp_path, data, args, code, words):
    import pyarrow as pa
    import pyarrow.parquet as pq

    (tmp_path / "broken.parquet").write_bytes((tmp_path / data).read_bytes()[:4000])
    pq.write_table(pa.table({"x": [1]}), tmp_path / "other.parquet")
    (tmp_path / "empty").mkdir()
    ran = here(*args)
    assert ran.code == code
    assert words in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_an_empty_table_and_an_actor_without_events_are_answers(here, tmp_path, data):
    write(tmp_path / "nothing.parquet", [])
    ran = here("ties", "PRK", "RUS", "--data", "nothing.parquet")
    assert (ran.code, ran.out) == (0, "")
    assert "no event" in ran.err
    (told,) = whole(here("ties", "PRK", "BRA", "--data", data, "--format", "json"))["answers"]
    assert told["counted"] == []
    assert {step["n"] for step in told["steps"]} == {0}
    (told,) = whole(here("partners", "BRA", "--data", data, "--format", "json"))["answers"]
    assert (told["partners"], told["profiles"]) == ([], [])
