"""`legation whatif` as a user runs it, on texts of our own."""

from __future__ import annotations

import hashlib
import json

import pytest

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


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A ledger of both articles, read once."""
    import subprocess
    import sys

    from processes import environment

    folder = tmp_path_factory.mktemp("whatif")
    lines = "".join(json.dumps(article) + "\n" for article in ARTICLES)
    (folder / "in.jsonl").write_text(lines, encoding="utf-8")
    command = [sys.executable, "-m", "legation", "read", "in.jsonl", "--file", "k.db"]
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


def test_a_chair_that_the_tables_do_not_know_changes_the_calendar(whatif):
    lines = whatif("Vietnam chairs ASEAN (2027)", "--between", "USA,PRK")
    calendar = {line["what"]: line for line in _of(lines, "calendar")}
    assert calendar["ASEAN: Vietnam takes the chair"]["after"].endswith("2027-01-01")
    assert calendar["ASEAN: Singapore takes the chair"]["after"] == "falls out"
    assert calendar["ASEAN: Vietnam takes the chair"]["source"].startswith("ASSUMED: ")


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


def test_nothing_is_written_and_nothing_else_changes(legation, ledger):
    asked = ("calendar", "--file", ledger, *AS_OF, "--to", "2028-01-31", "--format", "json")
    legation(*asked)
    before, shown = _hash(ledger), legation(*asked).out
    whatif = ("whatif", "Vietnam chairs ASEAN (2027)", "--file", ledger, *AS_OF)
    first = legation(*whatif)
    assert (first.code, _hash(ledger)) == (0, before)
    assert legation(*asked).out == shown
    assert legation(*whatif).out == first.out


def _hash(ledger):
    folder = ledger.parent
    files = sorted(file for file in folder.glob("k.db*") if file.is_file())
    return [(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files]


def test_every_line_that_rests_on_it_is_stamped(legation, ledger):
    asked = ("Indonesia leaves ASEAN", "--file", ledger, *AS_OF)
    ran = legation("whatif", *asked, "--between", "USA,PRK", "--format", "csv")
    lines = ran.out.splitlines()[1:]
    assert lines
    assert all(line.startswith(("ASSUMED,", "record,")) for line in lines)
    assert sum("no longer concerns Indonesia" in line for line in lines if line[0] == "A") >= 1


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
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    legation("read", "none.jsonl", "--file", "empty.db")
    ran = legation("whatif", "war in Ukraine ends", "--file", "empty.db", *AS_OF)
    assert ran.code == 0
    assert "read some with `legation read PATH --file empty.db`" in ran.out.replace("\n", " ")
