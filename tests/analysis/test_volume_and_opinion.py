"""What must not move a conclusion: a source that prints more, and pieces that argue."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pytest
from analysis_samples import ours, row, write

from legation.analysis import breaks, gates

MONTHS = [dt.date(2015 + n // 12, n % 12 + 1, 1) for n in range(72)]


def source(rate_before, rate_after, others_before, others_after):
    """Six years of a source; after three its output and its news of one pair change as told."""
    draw, rows = np.random.default_rng(3), []
    for number, month in enumerate(MONTHS):
        late = number >= 36
        for n in range(others_after if late else others_before):
            other = ("FRA", "ITA", "ESP", "POL")[n % 4]
            rows.append(row("051", "DEU", other, f"{month:%Y-%m}-{1 + n // 4 % 28:02}"))
        for n in range(min(28, int(draw.poisson(rate_after if late else rate_before)))):
            rows.append(row("051", "PRK", "RUS", f"{month:%Y-%m}-{n + 1:02}"))
    return rows


def answers(here, *args):
    ran = here(*args, "--format", "json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["answers"]


def test_a_source_that_prints_thrice_as_much_breaks_nothing(here, tmp_path):
    write(tmp_path / "more.parquet", source(3, 9, 30, 90))
    (told,) = answers(here, "ties", "PRK", "RUS", "--data", "more.parquet")
    assert told["breaks"]["counts"] == told["breaks"]["rates"] == []
    ((start, bare),) = told["raw_breaks"]["counts"]
    assert start == "2018-01-01" and bare["after"] > 2 * bare["before"]
    shown = here("ties", "PRK", "RUS", "--data", "more.parquet").out
    assert "those of the bare counts differ" in shown
    assert "PELT on counts, bare counts" in shown


def test_a_break_that_the_volume_hides_is_found_all_the_same(here, tmp_path):
    write(tmp_path / "less.parquet", source(6, 6, 90, 30))
    (told,) = answers(here, "ties", "PRK", "RUS", "--data", "less.parquet")
    ((start, found),) = told["breaks"]["counts"]
    assert start == "2018-01-01" and found["after"] > 2 * found["before"]
    assert told["raw_breaks"]["counts"] == []


def test_where_both_tell_the_same_it_is_told_once(here, tmp_path):
    write(tmp_path / "same.parquet", source(1, 7, 40, 40))
    (told,) = answers(here, "ties", "PRK", "RUS", "--data", "same.parquet")
    assert [start for start, _ in told["breaks"]["counts"]] == ["2018-01-01"]
    assert told["raw_breaks"] is None
    assert {step["volume"] - step["n"] for step in told["steps"]} == {40}


def test_a_source_that_prints_more_gives_no_partner_more_weight(here, tmp_path):
    write(tmp_path / "more.parquet", source(3, 9, 30, 90))
    asked = ("partners", "PRK", "--data", "more.parquet", "--window", "3y", "--compare", "previous")
    (told,) = answers(here, *asked)
    (russia,) = told["partners"]
    assert russia["dealings"] > 2 * russia["before"]
    assert russia["p"] > 0.05
    before, now = told["volumes"]
    assert now / before == pytest.approx(3, abs=0.1)


def test_an_exposure_that_is_the_same_for_all_changes_nothing():
    counts = np.random.default_rng(2).poisson([2] * 30 + [9] * 30).tolist()
    assert breaks.of_counts(counts, exposure=[7.0] * 60) == breaks.of_counts(counts)
    plain, offset = breaks.one_split(counts), breaks.one_split(counts, exposure=[7.0] * 60)
    assert (plain.index, plain.low, plain.high) == (offset.index, offset.low, offset.high)
    with pytest.raises(ValueError, match="above 0"):
        breaks.of_counts(counts, exposure=[0.0] * 60)


# Opinion


def test_opinion_pieces_of_a_frame_count_nowhere_and_are_named(here, tmp_path):
    rows = [row("042", "PRK", "RUS", f"2018-{m:02}-10") for m in (1, 2, 3)]
    argued = row("042", "PRK", "RUS", "2018-02-20", genre="opinion")
    late = row("051", "DEU", "FRA", "2019-01-10", genre="opinion")
    write(tmp_path / "mixed.parquet", [*rows, argued, late])
    (told,) = answers(here, "ties", "PRK", "RUS", "--data", "mixed.parquet")
    assert len(told["counted"]) == 3
    assert told["opinion"] == [argued["event_id"]]
    assert told["frame"]["last_day"] == "2018-03-10"
    (told,) = answers(here, "partners", "PRK", "--data", "mixed.parquet")
    assert [p["dealings"] for p in told["partners"]] == [3]
    assert told["opinion"] == [argued["event_id"]]
    for asked in (("ties", "PRK", "RUS"), ("partners", "PRK")):
        shown = here(*asked, "--data", "mixed.parquet").out
        assert "told by opinion and analysis pieces, which belong to no frame" in shown


def test_who_reports_speaks_for_a_meeting_before_who_argues(duckdb, table):
    argued = row("042", "PRK", "RUS", "2018-05-10", genre="opinion", known="2018-05-11")
    reported = row("042", "PRK", "RUS", "2018-05-10", known="2018-06-11")
    told = gates.gated(table(argued, reported), gates.Scope())
    (kept,) = duckdb.run(gates.one_of_each(told))
    assert kept["event_id"] == reported["event_id"]


def test_without_a_frame_an_opinion_piece_is_one_more_that_mentions(here, tmp_path):
    write(tmp_path / "own.parquet", [ours("042", "PRK", "RUS", "2018-05-10", genre="opinion")])
    (told,) = answers(here, "ties", "PRK", "RUS", "--data", "own.parquet")
    assert (len(told["counted"]), told["opinion"]) == (1, [])


def test_an_outlet_that_only_argues_is_no_frame(here, tmp_path):
    argued = ours("042", "PRK", "RUS", "2018-05-10", genre="opinion", source_group="38 North")
    write(tmp_path / "own.parquet", [argued])
    asked = ("ties", "PRK", "RUS", "--data", "own.parquet", "--frame", "38 North")
    (told,) = answers(here, *asked)
    assert (told["counted"], len(told["opinion"])) == ([], 1)
    assert "no frame" in told["frame"]["heading"]
    assert here(*asked).code == 0


def test_an_article_says_itself_that_it_argues(here, tmp_path):
    sentence = "Russian President Vladimir Putin visited North Korea on {day} 2025, it said."
    lines = [
        {"date": "2025-10-02", "source": "Daily", "text": sentence.format(day="1 October")},
        {
            "date": "2025-07-05",
            "source": "Daily",
            "title": "Opinion | A visit too many",
            "text": sentence.format(day="4 July"),
        },
        {
            "date": "2025-03-08",
            "source": "Daily",
            "url": "https://daily.example/opinion/a",
            "text": sentence.format(day="7 March"),
        },
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert here("read", "in.jsonl", "--file", "x.db").code == 0
    asked = ("ties", "RUS", "PRK", "--frame", "Daily")
    (told,) = answers(here, *asked, "--file", "x.db")
    assert (len(told["counted"]), len(told["opinion"])) == (1, 2)
    coded = here("code", "in.jsonl", "-o", "coded.jsonl")
    assert coded.code == 0, coded.err
    genres = [json.loads(line)["genre"] for line in (tmp_path / "coded.jsonl").open()]
    assert genres == [None, "opinion", "opinion"]
    assert here("import", "coded", "coded.jsonl", "--into", "set").code == 0
    (told,) = answers(here, *asked, "--data", "set")
    assert (len(told["counted"]), len(told["opinion"])) == (1, 2)
