"""The command line as a process: help, wrong use, bad input, exit codes."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys

import pytest

from legation import __version__
from processes import environment, hears_ctrl_c, many_articles

HEAVY = ("spacy", "sqlalchemy", "alembic", "trafilatura", "jinja2", "numpy", "rich")
VERBS = [
    "brief",
    "read",
    "code",
    "events",
    "why",
    "check",
    "recode",
    "evaluate",
    "doctor",
    "forget",
    "version",
]
NEWS = (
    "PYONGYANG, October 26, 2025 - North Korean Foreign Minister Choe Son Hui will visit Russia "
    "and Belarus at their invitation, state media reported on Sunday.\n\n"
    "Russian Foreign Minister Sergei Lavrov met with Choe in Moscow last year.\n"
)
DATED = "The Norwegian foreign minister visited Kenya on Tuesday. Peru condemned Chile."


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "choe.txt"
    path.write_text(NEWS, "utf-8")
    return path


def test_help_lists_every_verb(legation):
    ran = legation("--help")
    assert ran.code == 0
    for verb in VERBS:
        assert verb in ran.out


@pytest.mark.parametrize(
    "verb", ["brief", "read", "code", "events", "why", "recode", "evaluate", "forget", "doctor"]
)
def test_every_verb_explains_itself(legation, verb):
    ran = legation(verb, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"Usage: legation {verb}" in ran.out


def test_nothing_heavy_is_imported_for_the_command_line():
    script = "import sys; from legation.cli.main import program; program(); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        env=environment(),
        check=True,
        text=True,
    )
    names = {name.partition(".")[0] for name in loaded.stdout.split()}
    assert names & set(HEAVY) == set()


def test_a_verb_is_made_without_the_others():
    script = "import sys; from legation.cli.main import run; sys.argv[1:] = ['ties', '--help']\n"
    script += "try:\n    run()\nfinally:\n    print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        env=environment(),
        text=True,
        check=True,
    )
    assert "Usage: legation ties" in ran.stdout
    assert "legation.cli.ties" in ran.stdout and "legation.cli.brief" not in ran.stdout


def test_version(legation):
    assert legation("version").out == f"legation {__version__}\n"


@pytest.mark.parametrize(
    "args",
    [
        ["nosuchverb"],
        ["read"],
        ["events", "--nosuchoption"],
        ["events", "--type", "PARTY"],
        ["events", "--status", "perhaps"],
        ["events", "--since", "2025-13-01"],
        ["events", "--since", "2025-10-10", "--until", "2025-10-01"],
        ["events", "--published-since", "2025-10-10", "--as-of", "2025-10-09"],
        ["brief", "x.txt", "--since", "2025-10", "--until", "2025-09"],
        ["export", "csv", "-o", "x.csv", "--since", "2025-10", "--until", "2025-09"],
        ["ties", "PRK", "RUS", "--since", "2025-10", "--until", "2025-09"],
        ["events", "--actor", "Atlantis"],
        ["events", "--format", "xml"],
        ["events", "--limit", "0"],
        ["code", "x.txt", "--timezone", "Mars/Olympus"],
        ["code", "x.txt", "--published", "yesterday"],
        ["brief", "x.txt", "-o", "brief.odt"],
        ["forget", "abc"],
    ],
)
def test_wrong_use_is_one_message_and_code_2(legation, args):
    ran = legation(*args)
    assert ran.code == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert ran.err.strip()


def test_a_missing_ledger_is_code_3_and_says_what_to_do(legation, tmp_path):
    for args in (["events"], ["why", "ev_1"], ["check"], ["brief"], ["forget", "a", "--why", "b"]):
        ran = legation(*args)
        assert ran.code == 3
        assert ran.err.startswith("legation: There is no ledger at legation.db; ")
        assert ran.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_ledger_is_left_alone(legation, article):
    ran = legation("read", article, "--file", article)
    assert ran.code == 3
    assert "is not a ledger" in ran.err
    assert article.read_text("utf-8") == NEWS


def test_code_writes_a_line_for_each_article_in_order_and_goes_on_after_bad_ones(
    legation, article, tmp_path
):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 20)
    ran = legation("code", "empty.txt", "choe.txt", "noise.txt", "missing.txt")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert ["error" in line for line in lines] == [True, False, True, True]
    good = lines[1]
    assert good["text"] == NEWS
    assert good["schema"] == 1
    assert good["id"] == good["text_sha256"][:16]
    assert good["events"]
    for event in good["events"]:
        for evidence in event["evidence"]:
            assert NEWS[evidence["start"] : evidence["stop"]] == evidence["quote"]
    for line in (lines[0], lines[2], lines[3]):
        assert {"schema", "id", "coder", "error"} <= line.keys()
        assert line["error"].endswith(".")


def test_code_leaves_out_the_text_of_json_lines_and_keeps_their_ids(legation):
    rows = [{"id": f"n{number}", "text": f"{number}. {NEWS}"} for number in range(3)]
    cut = json.dumps(rows[0])[:40]
    data = "\n".join([json.dumps(rows[0]), cut, *map(json.dumps, rows[1:])])
    ran = legation("code", "-", stdin=data)
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [line["id"] for line in lines if "error" not in line] == ["n0", "n1", "n2"]
    assert "error" in lines[1]
    assert all("text" not in line for line in lines)
    assert ran.code == 0


def test_code_explains_the_sentences_that_gave_nothing(legation, tmp_path):
    (tmp_path / "a.txt").write_text(NEWS + "\nThe weather in the capital was mild that day.\n")
    line = json.loads(legation("code", "a.txt", "--explain").out)
    quiet = [line["text"][item["start"] : item["stop"]] for item in line["silences"]]
    assert any("weather" in words for words in quiet)


def test_code_writes_a_file_whole_or_refuses_before_working(legation, article, tmp_path):
    assert legation("code", article, "-o", "out.jsonl").out == ""
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["events"]
    ran = legation("code", article, "-o", "nowhere/out.jsonl")
    assert ran.code == 3
    assert "There is no folder nowhere" in ran.err


def test_nothing_usable_is_code_1(legation):
    for args in (["code", "missing.txt"], ["read", "missing.txt"], ["brief", "missing.txt"]):
        ran = legation(*args)
        assert ran.code == 1, args
        assert "There is no such file" in ran.out + ran.err
        assert "Traceback" not in ran.err


def test_a_reader_that_goes_away_is_no_error(article, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "legation", "code", *["choe.txt"] * 3],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
    )
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.wait(60)
    process.stderr.close()
    assert "Traceback" not in errors
    assert "Exception ignored" not in errors


def test_read_then_look_why_and_forget(legation, article):
    ran = legation("read", article)
    assert ran.code == 0
    assert "read" in ran.out
    again = legation("read", article)
    assert again.code == 0
    assert "already in the ledger" in again.out

    listed = legation("events", "--format", "jsonl", "--pair", "north korea", "RUS")
    events = [json.loads(line) for line in listed.out.splitlines()]
    assert events
    event = events[0]

    told = legation("why", event["id"][:12])
    assert event["rule"] in told.out
    assert "because     always" in told.out
    assert event["evidence"][0]["quote"].split("\n")[0] in told.out
    as_json = json.loads(legation("why", event["id"], "--format", "json").out)
    assert as_json["event"]["id"] == event["id"]
    log_odds = sum(part["weight"] for part in as_json["confidence_from"])
    assert abs(1 / (1 + math.exp(-log_odds)) - event["confidence"]) < 0.006

    gone = legation("forget", event["article"], "--why", "a test", "--who", "me")
    assert gone.code == 0
    assert legation("events", "--format", "json").out.strip() == "[]"
    refused = legation("read", article)
    assert "forgotten before" in refused.out


def test_a_brief_is_written_in_each_form_that_is_asked_for(legation, article, tmp_path):
    ran = legation("brief", article, "--about", "PRK", "-o", "b.html", "-o", "b.md")
    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / "b.html").read_text("utf-8").lstrip().lower().startswith("<!doctype html>")
    printed = legation("brief", article, "--about", "PRK")
    assert printed.out == (tmp_path / "b.md").read_text("utf-8")
    assert "Choe" in printed.out
    assert not (tmp_path / "legation.db").exists()


def test_a_brief_goes_on_after_what_cannot_be_read_and_says_so(legation, article):
    ran = legation("brief", article, "missing.txt")
    assert ran.code == 0
    assert "missing.txt: There is no such file" in ran.err
    assert "## What could not be read" in ran.out
    assert "- missing.txt: There is no such file" in ran.out


def test_check_passes_a_sound_ledger_and_fails_an_altered_one(legation, article, tmp_path):
    import sqlite3

    assert legation("read", article).code == 0
    sound = legation("check")
    assert (sound.code, sound.out) == (0, "")
    with sqlite3.connect(tmp_path / "legation.db") as altered:
        altered.execute("UPDATE articles SET text = replace(text, 'Russia', 'France')")
    altered.close()
    ran = legation("check")
    assert ran.code == 1
    assert "fault:" in ran.out


def test_csv_is_safe_to_open_in_a_spreadsheet(legation, article):
    legation("read", article)
    ran = legation("events", "--format", "csv")
    header, *rows = ran.out.splitlines()
    assert header.startswith("id,when,status,type")
    assert rows


def test_doctor_names_the_model_and_the_origin_of_settings(legation, tmp_path):
    (tmp_path / "legation.toml").write_text('timezone = "Asia/Seoul"\n')
    ran = legation("doctor", env={"LEGATION_PUBLISHED": "2025-10-26"})
    assert ran.code == 0
    assert "sha256" in ran.out
    assert "Asia/Seoul" in ran.out
    assert "legation.toml" in ran.out
    assert "LEGATION_PUBLISHED" in ran.out
    assert "CC BY" in ran.out
    facts = json.loads(legation("doctor", "--format", "json").out)
    assert {"libraries", "model", "settings", "ledger", "data"} <= {fact["part"] for fact in facts}


def test_doctor_hides_a_password(legation):
    where = "postgresql://reader:hunter2@127.0.0.1:1/none"
    ran = legation("doctor", "--file", where)
    assert ran.code == 1
    assert "hunter2" not in ran.out + ran.err


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT for one process")
def test_interrupting_keeps_what_was_done_and_ends_with_130(legation, tmp_path):
    many_articles(tmp_path / "many.jsonl", 300, DATED)
    process = subprocess.Popen(
        [sys.executable, "-m", "legation", "read", "many.jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
        text=True,
        preexec_fn=hears_ctrl_c,
    )
    for line in process.stderr:
        if "100" in line:
            break
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Interrupted" in err
    assert "read" in out
    assert "Traceback" not in err
    kept = legation("events", "--format", "jsonl").out.splitlines()
    assert len({json.loads(line)["article"] for line in kept}) >= 100


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_killed_in_the_middle_and_run_again_loses_nothing_and_doubles_nothing(legation, tmp_path):
    many_articles(tmp_path / "many.jsonl", 150, DATED)
    process = subprocess.Popen(
        [sys.executable, "-m", "legation", "read", "many.jsonl", "--file", "killed.db"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
        text=True,
    )
    for line in process.stderr:
        if "100" in line:
            break
    process.kill()
    process.communicate()
    assert legation("read", "many.jsonl", "--file", "killed.db").code == 0
    assert legation("read", "many.jsonl", "--file", "whole.db").code == 0

    def listed(file: str) -> list[str]:
        return sorted(legation("events", "--format", "jsonl", "--file", file).out.splitlines())

    assert listed("killed.db") == listed("whole.db")
    assert legation("check", "--file", "killed.db").code == 0
