"""Links at the command line: one count, why, and a person's word."""

from __future__ import annotations

import csv
import io
import json

import pytest

PLAN = (
    "MOSCOW, Oct. 24 -- North Korean Foreign Minister Choe Son Hui will visit Russia on October 26."
)
HELD = "MOSCOW, Oct. 27 -- North Korean Foreign Minister Choe Son Hui visited Russia on October 26."


@pytest.fixture
def news(tmp_path):
    days = {"plan": ("2025-10-24", PLAN), "held": ("2025-10-27", HELD)}
    lines = [
        json.dumps({"id": id_, "date": day, "source": f"Paper {id_}", "text": text})
        for id_, (day, text) in days.items()
    ]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def rows(legation, *args):
    return list(csv.DictReader(io.StringIO(legation("events", "--format", "csv", *args).out)))


def test_one_count_and_a_persons_word(legation, news):
    assert legation("read", news).code == 0
    (row,) = rows(legation)
    assert (row["reports"], row["status"], row["article"]) == ("2", "occurred", "held")
    plan, held = rows(legation, "--reports")
    assert (row["happening"], row["id"]) == (plan["id"], held["id"])
    (then,) = rows(legation, "--as-of", "2025-10-25")
    assert (then["reports"], then["status"], then["id"]) == ("1", "planned", plan["id"])
    full = json.loads(legation("events", "--format", "jsonl").out)
    assert full["reported_by"] == [plan["id"], held["id"]]

    told = legation("why", plan["id"]).out
    assert "One happening, 2 reports:" in told
    assert "History: announced 24 October 2025, occurred 26 October 2025." in told
    assert "the same sides (PRK, RUS) (+2)" in told and "Paper held" in told
    assert "No other report" in legation("why", plan["id"], "--as-of", "2025-10-25").out
    later = legation("why", held["id"], "--as-of", "2025-10-25")
    assert (later.code, later.out) == (2, "")
    assert "was published on 2025-10-27" in later.err
    happening = json.loads(legation("why", held["id"], "--format", "json").out)["happening"]
    assert [report["status"] for report in happening["reports"]] == ["planned", "occurred"]
    assert happening["links"][0]["score"] > 0.9

    ran = legation("unlink", plan["id"][:9], held["id"], "--who", "Ann", "--why", "another trip")
    assert (ran.code, ran.out) == (0, "") and "two happenings, says Ann" in ran.err
    assert [row["reports"] for row in rows(legation)] == ["1", "1"]
    assert legation("link", held["id"], plan["id"], "--who", "Ben").code == 0
    assert [row["reports"] for row in rows(legation)] == ["2"]
    assert "by Ben" in legation("why", held["id"]).out
    assert legation("check").code == 0
    assert "0 articles compared" in legation("link").err


def test_wrong_use(legation, news):
    assert legation("read", news).code == 0
    (row,) = rows(legation)
    for args, words in (
        (("unlink", row["id"]), "Name two events, not 1"),
        (("link", row["id"], row["id"]), "with itself"),
        (("link", row["id"], "ev_none"), "no event"),
    ):
        ran = legation(*args)
        assert ran.code == 2 and words in ran.err and ran.out == ""
