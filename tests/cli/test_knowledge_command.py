"""`legation knowledge` as a user runs it: what is added counts everywhere at once."""

from __future__ import annotations

import json

import pytest

TEXT = {
    "id": "x",
    "title": "A pact",
    "date": "2026-11-25",
    "text": "TOKYO — Zealandia signed a trade agreement with Japan on Tuesday.",
}


def rows(ran):
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_an_alias_is_read_from_then_on(legation, tmp_path):
    (tmp_path / "x.jsonl").write_text(json.dumps(TEXT) + "\n", encoding="utf-8")

    def coded():
        line = json.loads(legation("code", "x.jsonl").out)
        return line["coder"], {side["code"] for e in line["events"] for side in e["actors"]}

    plain, before = coded()
    assert "NZL" not in before
    ran = legation("knowledge", "add", "aliases", "surface=Zealandia", "code=NZL", "source=a test")
    assert ran.code == 0 and "aliases.csv" in ran.err
    named, after = coded()
    assert "NZL" in after
    assert named.startswith(f"{plain}+own.")


def test_a_minister_succeeds_another(legation):
    office = ("code=New Zealand", "office=foreign minister")
    add = ("knowledge", "add", "offices", *office)
    ran = legation(*add, "person=Jane Doe", "rank=minister", "start=2026-11-20", "source=a test")
    assert ran.code == 0, ran.err
    assert "The tables still have Winston Peters" in ran.err
    listed = rows(legation("knowledge", "list", "offices", "--about", "NZL", "--format", "json"))
    (peters,) = [
        r
        for r in listed
        if r["person"] == "Winston Peters" and not r["end"] and r["office"] == "foreign minister"
    ]
    ran = legation(
        *add, "person=Winston Peters", f"start={peters['start']}", "end=2026-11-20", "source=a test"
    )
    assert ran.code == 0, ran.err
    own = rows(legation("knowledge", "list", "offices", "--own", "--format", "json"))
    assert [(r["person"], r["end"], r["rank"], r["from"]) for r in own] == [
        ("Jane Doe", "", "minister", "own"),
        ("Winston Peters", "2026-11-20", "minister", "own"),
    ]
    # What begins in the past could be known from then on.
    assert own[0]["known_from"] == "2026-11-20"
    # Saying it again changes the row and adds none.
    legation(*add, "person=Jane Doe", "start=2026-11-20", "end=2026-12-01", "source=a test")
    own = rows(legation("knowledge", "list", "offices", "--own", "--format", "json"))
    assert len(own) == 2 and {r["end"] for r in own} == {"2026-12-01", "2026-11-20"}


def test_an_own_chair_is_in_the_calendar(legation):
    cells = ("forum=SCO", "holder=PAK", "role=chair", "start=2026-12-01", "source=a test")
    assert legation("knowledge", "add", "chairs", *cells).code == 0
    ran = legation("calendar", "--from", "2026-11-26", "--about", "SCO", "--kind", "chair")
    assert "Pakistan takes the chair" in ran.out
    found = legation("knowledge", "check", "--format", "json")
    assert found.code == 0
    assert all(item["finding"] == "past its date" for item in json.loads(found.out))


def test_an_overview(legation):
    found = {r["table"]: r for r in rows(legation("knowledge", "list", "--format", "json"))}
    assert found["offices"]["rows"] > 2000
    assert found["chairs"]["own"] == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["list", "cats"], "There is no table 'cats'"),
        (["add", "chairs", "forum=SCO"], "holder is empty"),
        (["add", "chairs", "colour=red"], "is no column=value of chairs"),
        (
            ["add", "relations", "a=PRK", "b=Atlantis", "kind=none", "source=x"],
            "'Atlantis', a code that no table knows",
        ),
    ],
)
def test_wrong_use_is_told_and_nothing_is_kept(legation, tmp_path, args, words):
    ran = legation("knowledge", *args)
    assert ran.code == 2
    assert words in ran.err
    assert not (tmp_path / "legation-knowledge").exists()


def test_a_faulty_own_row_is_found_and_stops_what_would_read_it(legation, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "chairs.csv").write_text(
        "forum,holder,role,start,known_from,source\nSCO,XYZ,chair,2026-12-01,2026-11,x\n"
    )
    (folder / "ofices.csv").write_text("person\nx\n")
    env = {"LEGATION_KNOWLEDGE": str(folder)}
    ran = legation("knowledge", "check", "--format", "json", env=env)
    assert ran.code == 1
    assert [(f["finding"], f["detail"]) for f in json.loads(ran.out)] == [
        ("fault", "is of no table's name"),
        ("fault", "holder is 'XYZ', a code that no table knows"),
    ]
    (folder / "chairs.csv").write_text("forum,holder,role,start,source\nSCO,PAK,boss,2026,x\n")
    ran = legation("calendar", "--from", "2026-11-26", env=env)
    assert ran.code == 2
    assert "chairs.csv, line 2" in ran.err and "Traceback" not in ran.err


def test_a_folder_that_is_named_must_be_there(legation, tmp_path):
    (tmp_path / "legation.toml").write_text('knowledge = "nowhere"\n')
    ran = legation("knowledge", "check", "--format", "json")
    assert ran.code == 1
    assert "no such folder" in ran.out
