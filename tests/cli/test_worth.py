"""`legation worth`: the measured table as a user lists it."""

from __future__ import annotations

import csv
import io
import json


def _rows(ran):
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def test_only_what_may_be_a_default_is_listed_unless_asked(legation):
    told = _rows(legation("worth", "--format", "jsonl"))
    assert told and all(row["why"] is None and row["worth"] > 1 for row in told)
    every = _rows(legation("worth", "--all", "--format", "jsonl"))
    assert len(every) == 640
    assert {row["worth"] for row in every if row["why"]} == {"unknown"}


def test_a_named_class_is_shown_with_the_reason_why_its_worth_is_unknown(legation):
    ran = legation("worth", "threat of", "--for", "meeting", "--days", "14", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [r["told_by"] for r in rows] == ["independent", "coded by the same source"]
    assert all(r["worth"] == "unknown" and r["why"] for r in rows)
    table = legation("worth", "visit announced", "--for", "meeting", "--days", "14")
    assert "meeting on the lists of visits" in table.out and "independent" in table.out


def test_what_is_shown_apart_has_no_worth(legation):
    told = _rows(legation("worth", "visit or meeting", "--apart", "--format", "jsonl"))
    assert told and all(r["why"] == "shown apart" and r["worth"] == "unknown" for r in told)


def test_unknown_names_and_horizons_are_refused_with_what_there_is(legation):
    for args, said in (
        (("smile",), "No class of sightings is known as 'smile'"),
        (("--for", "peace"), "use one of meeting, talks, agreement, hostile act"),
        (("--days", "10"), "7, 14, 30, 90 days, not within 10"),
    ):
        ran = legation("worth", *args)
        assert ran.code == 2 and said in ran.err
