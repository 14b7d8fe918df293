"""Measures over a ledger, through its table by revision."""

from __future__ import annotations

import json

from processes import ROOT


def test_articles_that_somebody_chose_say_what_they_mention_and_no_more(legation):
    read = legation("read", ROOT / "examples" / "korea-2025", "--file", "korea.db")
    assert read.code == 0, read.err
    asked = ("--file", "korea.db", "--format", "json")
    partners = legation("partners", "PRK", "--window", "12m", "--compare", "previous", *asked)
    (told,) = json.loads(partners.out)["answers"]
    assert told["frame"]["heading"].startswith("What these articles mention")
    assert told["profiles"] == told["changes"] == "no frame: cannot say"
    assert {partner["share"] for partner in told["partners"]} == {None}
    assert {"RUS", "CHN", "VNM", "LAO", "IDN"} <= {partner["code"] for partner in told["partners"]}
    (tie,) = json.loads(legation("ties", "PRK", "RUS", *asked).out)["answers"]
    events = {line["id"] for line in map(json.loads, _events(legation))}
    for group in tie["groups"]:
        assert {id_.removeprefix("ledger:") for id_ in group["events"]} <= events
    (before,) = json.loads(legation("ties", "PRK", "RUS", *asked, "--as-of", "2025-10-26").out)[
        "answers"
    ]
    assert len(before["counted"]) < len(tie["counted"])


def _events(legation):
    ran = legation("events", "--file", "korea.db", "--pair", "PRK", "RUS", "--format", "jsonl")
    return ran.out.splitlines()


def test_without_a_ledger_one_is_asked_for(legation):
    ran = legation("ties", "PRK", "RUS", "--file", "none.db")
    assert ran.code == 3
    assert "none.db" in ran.err
