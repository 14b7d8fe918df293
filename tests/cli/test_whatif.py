"""`legation whatif` as a user runs it, on texts of our own."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from legation.ledger import Ledger
from processes import environment

AS_OF = ("--as-of", "2025-10-26")
ARTICLES = [
    {
        "id": "bloc",
        "title": "What the northern bloc can do",
        "date": "2025-10-14",
        "source": "Review One",
        "text": "SINGAPORE — North Korea has looked for friends in the region. Pyongyang’s ties with "
        "Moscow remain vulnerable in the event of an end to the conflict in Ukraine. ASEAN has "
        "stayed open to North Korea. A return to nuclear testing could hamper engagement with a "
        "bloc that also seeks good relations with Japan.",
    },
    {
        "id": "talks",
        "title": "Trump would meet Kim",
        "date": "2025-10-20",
        "source": "Wire Two",
        "text": "WASHINGTON — US President Donald Trump said that he would meet North Korean leader "
        "Kim Jong Un if Pyongyang asked for it. North Korea rejected talks with the United States "
        "on Friday.",
    },
]


ASKED = (
    *("--on", "2025-10-26", "--as-of", "2025-10-26", "--who", "ada", "--until", "2026-06-30"),
    *("--resolution", "by both governments' own words"),
)
QUESTIONS = [
    [
        *("question", "new", "--text", "Will Trump and Kim Jong Un meet?", "--name", "meet"),
        *("--side", "USA", "--side", "PRK", "--prior", "yes=0.05"),
        *("--branch", "test: North Korea tests a nuclear weapon", *ASKED),
    ],
    [
        *("question", "update", "meet", "--why", "tests made talks rarer"),
        *("--branch", "test: North Korea tests a nuclear weapon", "--worth", "0.2,0.4,0.8"),
        *("--who", "ada", "--on", "2025-10-26"),
    ],
    [
        *("question", "new", "--text", "Will Russia and North Korea open a bridge?"),
        *("--name", "bridge", "--side", "RUS", "--side", "PRK", "--prior", "yes=0.3", *ASKED),
    ],
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A ledger of both articles and two questions, made once."""
    folder = tmp_path_factory.mktemp("whatif")
    lines = "".join(json.dumps(article) + "\n" for article in ARTICLES)
    (folder / "in.jsonl").write_text(lines, encoding="utf-8")
    for words in (["read", "in.jsonl"], *QUESTIONS):
        command = [sys.executable, "-m", "legation", *words, "--file", "k.db"]
        subprocess.run(command, cwd=folder, env=environment(), check=True, capture_output=True)
    return folder / "k.db"


@pytest.fixture
def whatif(legation, ledger):
    def run(*words):
        ran = legation("whatif", *words, "--file", ledger, *AS_OF, "--format", "json")
        assert ran.code == 0, ran.err
        return json.loads(ran.out)["lines"]

    return run


def _of(lines, part):
    return [line for line in lines if line["part"] == part]


def _gates(lines):
    return {line["what"]: line for line in _of(lines, "gates")}


def test_a_new_chair_passes_the_gate_of_convenors_and_the_one_before_leaves_it(whatif):
    lines = whatif("Singapore chairs ASEAN (2027)", "--between", "USA,PRK")
    gates = _gates(lines)
    assert gates["Singapore as convenor"]["after"].startswith("qualifies: chair of ARF")
    assert gates["Philippines as convenor"]["after"].startswith("does not qualify")
    assert gates["Nobody as host"]["after"].startswith("unchanged")
    assert not gates["Nobody as host"]["assumed"]
    assert {line["assumed"] for line in _of(lines, "ranks")} == {True}
    calendar = {line["what"] for line in _of(lines, "calendar")}
    assert "ASEAN: Singapore takes the chair, 2027-01-01" in calendar


def test_broken_and_restored_relations_and_lifted_sanctions_move_gates_and_obstacles(whatif):
    lines = whatif(
        "Vietnam and North Korea break relations",
        "Malaysia and North Korea restore relations",
        "sanctions on North Korea end",
        "--between",
        "USA,PRK",
    )
    gates = _gates(lines)
    assert gates["Vietnam as message-carrier"]["after"].startswith("does not qualify")
    assert "qualifies" in gates["Malaysia as convenor"]["after"]
    assert gates["Malaysia as convenor"]["before"].startswith("does not qualify: no relations")
    lifted = [line["what"] for line in _of(lines, "obstacles") if line["after"] == "lifted"]
    assert "sanctions duty: anybody" in lifted


def test_a_chair_changes_the_calendar_and_nothing_is_written_or_changed_elsewhere(
    legation, ledger, whatif
):
    asked = ("calendar", "--file", ledger, *AS_OF, "--to", "2028-01-31", "--format", "json")
    legation(*asked)
    before, shown = _hash(ledger), legation(*asked).out
    lines = whatif("Vietnam chairs ASEAN (2027)")
    assert _hash(ledger) == before
    assert legation(*asked).out == shown
    calendar = {line["what"]: line for line in _of(lines, "calendar")}
    assert calendar["ASEAN: Vietnam takes the chair"]["after"].endswith("2027-01-01")
    assert calendar["ASEAN: Singapore takes the chair"]["after"] == "falls out"
    assert calendar["ASEAN: Vietnam takes the chair"]["source"].startswith("ASSUMED: ")
    assert {line["assumed"] for line in lines if line["part"] in ("calendar", "ranks")} == {True}


def _hash(ledger):
    folder = ledger.parent
    files = sorted(file for file in folder.glob("k.db*") if file.is_file())
    return [(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files]


def test_every_line_that_rests_on_it_is_stamped(legation):
    asked = ("whatif", "Indonesia leaves ASEAN", *AS_OF)
    lines = legation(*asked, "--format", "csv").out.splitlines()[1:]
    assert all(line.startswith(("ASSUMED,", "record,")) for line in lines)
    assert any("no longer concerns Indonesia" in line for line in lines if line[0] == "A")
    assert all("precedents" in line for line in lines if line[0] == "r")
    ran = legation(*asked)
    assert "name them with --between A,B" in ran.out


def test_what_cannot_be_assumed_is_refused_with_the_reason(legation):
    ran = legation("whatif", "the moon falls down", *AS_OF)
    assert (ran.code, ran.out) == (2, "")
    assert "say it like one of these: “Singapore chairs ASEAN (2027)”; " in ran.err


def test_assumptions_come_from_a_file_too(legation, tmp_path):
    (tmp_path / "two.toml").write_text(
        'assume = ["Indonesia leaves ASEAN", {what = "Vietnam chairs ASEAN", when = "2027"}]\n',
        encoding="utf-8",
    )
    ran = legation("whatif", "--assume", "two.toml", *AS_OF, "--format", "json")
    told = json.loads(ran.out)
    assert [one["kind"] for one in told["assumptions"]] == ["membership", "chair"]
    assert told["assumptions"][1]["when"] == "2027"
    (tmp_path / "bad.toml").write_text("assume = 3\n", encoding="utf-8")
    ran = legation("whatif", "--assume", "bad.toml", *AS_OF)
    assert ran.code == 2
    assert "needs a list" in ran.err


def test_an_empty_ledger_says_the_next_step(legation, tmp_path):
    with Ledger.open(tmp_path / "empty.db"):
        pass
    ran = legation("whatif", "war in Ukraine ends", "--file", "empty.db", *AS_OF)
    assert ran.code == 0
    assert "read some with `legation read PATH --file empty.db`" in ran.out.replace("\n", " ")


def test_the_end_of_a_war_exposes_a_tie_with_its_sentence_and_lists_the_questions(whatif):
    lines = whatif("war in Ukraine ends")
    (tie,) = _of(lines, "what it leads to")
    assert (tie["what"], tie["sign"]) == ("tie of North Korea and Russia", "-")
    assert tie["after"] == "exposed; no magnitude: no precedent in the record"
    article = ARTICLES[0]
    assert article["text"][tie["start"] : tie["stop"]] == tie["because"]
    assert tie["because"].startswith("Pyongyang’s ties with Moscow remain vulnerable")
    questions = {line["about"]: line for line in _of(lines, "questions")}
    assert questions["bridge"]["before"] == "the tie of its sides is reached (-)"
    assert questions["bridge"]["after"] == "no branch on it, so its odds stay"
    (before,) = _of(lines, "precedents")
    assert before["after"] == "no magnitude: no precedent in the record"


def test_a_nuclear_test_shows_its_precedents_and_moves_odds_only_where_a_branch_exists(whatif):
    lines = whatif("DPRK nuclear test")
    (tie,) = _of(lines, "what it leads to")
    assert (tie["what"], tie["sign"]) == ("tie of ASEAN and North Korea", "-")
    assert "no estimate: 6 precedents" in tie["after"]
    days = [line["what"] for line in _of(lines, "precedents")]
    assert days[0] == "6 in the record"
    assert days[1:] == [
        *("2006-10-09", "2009-05-25", "2013-02-12"),
        *("2016-01-06", "2016-09-09", "2017-09-03"),
    ]
    questions = {line["about"]: line for line in _of(lines, "questions")}
    assert questions["meet"]["before"] == "5 %"
    assert questions["meet"]["after"].startswith("2 % (1 to 4 %) for yes, from the worth entered")
    assert questions["bridge"]["after"] == "no branch on it, so its odds stay"
    assert not _of(lines, "gates")


def test_the_map_is_listed_and_exported(legation, ledger):
    ran = legation("map", "--file", ledger, *AS_OF, "--about", "Russia", "--format", "json")
    told = json.loads(ran.out)
    assert {node["label"] for node in told["nodes"] if node["kind"] == "tie"} == {
        "tie of North Korea and Russia"
    }
    assert any(edge["kind"] == "condition" and edge["quote"] for edge in told["edges"])
    drawn = ET.fromstring(legation("map", "--file", ledger, "--format", "graphml").out)
    kinds = [name.split("}")[-1] for name in (part.tag for part in drawn.iter())]
    whole = json.loads(legation("map", "--file", ledger, "--format", "json").out)
    assert kinds.count("node") == len(whole["nodes"])
    assert kinds.count("edge") == len(whole["edges"])
    early = legation("map", "--file", ledger, "--as-of", "2025-10-01")
    assert "holds no article by that day" in early.out


def test_an_analyst_adds_a_link_that_is_marked_and_can_be_withdrawn(legation, ledger, tmp_path):
    shutil.copy(ledger, tmp_path / "own.db")
    link = ("Iran tests a nuclear weapon", "Iran’s ties with Japan weaken")
    own = ("--file", "own.db", "--who", "ada", "--on", "2025-10-26", "--why", "my own view")
    ran = legation("map", "add", *link, *own)
    assert ran.code == 0, ran.err
    id_ = ran.err.split()[1]
    asked = ("whatif", "Iran nuclear test", "--file", "own.db", *AS_OF, "--format", "json")
    (tie,) = _of(json.loads(legation(*asked).out)["lines"], "what it leads to")
    assert (tie["what"], tie["sign"]) == ("tie of Iran and Japan", "-")
    assert tie["holder"] == "ada (added by an analyst)"
    assert legation("check", "--file", "own.db").code == 0
    assert legation("map", "withdraw", id_, *own).code == 0
    assert "added by an analyst" not in legation("map", "--file", "own.db").out
    ran = legation("map", "add", *link, *own, "--sign", "up")
    assert (ran.code, "--sign is +, - or ?" in ran.err) == (2, True)
