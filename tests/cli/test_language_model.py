"""A language model as the coder, with the command line as a process and a server that plays it."""

from __future__ import annotations

import json
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import fields

import pytest

from legation import settings
from model_server import Reply, model_server, refusal
from processes import ROOT, environment, hears_ctrl_c

CHOE = "North Korean Foreign Minister Choe Son Hui will visit Russia on Tuesday, state media said."
BLAME = "Japan condemned North Korea on Monday over the launch of a missile."
KEY = "sk-very-secret-1234"


def says(asked):
    """A model that knows two sentences, and quotes a third that nobody wrote."""
    text = asked.article["text"]
    north = {"name": "North Korea", "code": "PRK"}
    events = []
    if CHOE in text:
        events.append(
            {
                "type": "CONSULT",
                "mode": "visit",
                "status": "planned",
                "actors": [{"name": "Choe Son Hui", "code": "PRK", "rank": "minister"}],
                "recipients": [{"name": "Russia", "code": "RUS"}],
                "when": "2025-10-28",
                "place": "RUS",
                "quotes": [CHOE],
            }
        )
    if BLAME in text:
        events.append(
            {
                "type": "ACCUSE",
                "status": "occurred",
                "actors": [{"name": "Japan", "code": "JPN"}],
                "recipients": [north],
                "quotes": [BLAME],
            }
        )
    invented = {
        "type": "ASSAULT",
        "status": "occurred",
        "actors": [north],
        "quotes": ["North Korea attacked Japan at dawn"],
    }
    return {"events": [*events, invented]}


@pytest.fixture
def server():
    with model_server(says) as serving:
        yield serving


@pytest.fixture
def articles(tmp_path):
    for name, words in (("a", CHOE), ("b", BLAME), ("c", "It rained in Kyoto and in Osaka.")):
        text = f"{words}\n\nThis is all that is known of it so far, and more may follow.\n"
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return [tmp_path / f"{name}.txt" for name in "abc"]


@pytest.fixture
def ask(legation, server, tmp_path):
    """Runs a verb with the model, its cache in the test's folder."""

    def run(*args, url=None, **env):
        named = ("--with", "llm", "--model", "small", "--base-url", url or server.url)
        return legation(*args, *named, env={"XDG_CACHE_HOME": str(tmp_path / "cache"), **env})

    return run


def lines(ran):
    return [json.loads(line) for line in ran.out.splitlines()]


def test_code_writes_the_same_shape_and_says_where_texts_go(ask, articles, server):
    ran = ask("code", *articles, "--published", "2025-10-26")
    assert ran.code == 0, ran.err
    first, second, third = lines(ran)
    assert first["coder"].startswith("legation-llm ")
    (visit,) = first["events"]
    assert (visit["type"], visit["status"], visit["rule"]) == ("CONSULT", "planned", "llm:small")
    start, stop = visit["evidence"][0]["start"], visit["evidence"][0]["stop"]
    assert first["text"][start:stop] == visit["evidence"][0]["quote"] == CHOE
    assert [e["type"] for e in second["events"]] == ["ACCUSE"]
    assert third["events"] == []
    assert all(line["dropped"][0]["reason"] == "quote not in the text" for line in (first, second))
    host = server.url[7:-3]
    said = ran.err.splitlines()
    assert said[0] == f"legation: The text of the articles is sent to {host}, to be coded by small."
    assert said[1].startswith(f"legation: {host} was asked 3 times (3000 tokens in, 300 out)")
    assert "event: quote not in the text (3)" in said[1]
    assert len(said) == 2
    again = ask("code", *articles, "--published", "2025-10-26", url="http://127.0.0.1:9/v1")
    assert (again.code, again.out) == (0, ran.out)
    assert "sent to" not in again.err
    assert "3 answers came from the cache" in again.err


def test_a_spent_budget_leaves_what_was_done_and_the_next_run_goes_on(ask, articles, tmp_path):
    out = tmp_path / "made.jsonl"
    ran = ask("code", *articles, "--request-budget", "2", "-o", out)
    assert ran.code == 3
    assert "The budget of 2 requests is spent" in ran.err
    assert len(out.read_text().splitlines()) == 2
    ran = ask("code", *articles, "--request-budget", "2", "-o", out)
    assert ran.code == 0
    assert len(out.read_text().splitlines()) == 3


def test_the_ledger_tells_the_coders_apart_and_recoding_appends(ask, legation, articles, tmp_path):
    assert legation("read", *articles, "--published", "2025-10-26").code == 0
    ran = ask("recode")
    assert ran.code == 0, ran.err
    with sqlite3.connect(tmp_path / "legation.db") as ledger:
        found = ledger.execute("select coder, count(*) from codings group by coder").fetchall()
    ledger.close()
    assert sorted(name.split()[0] for name, _ in found) == ["legation-llm", "legation-rules"]
    assert [number for _, number in found] == [3, 3]
    ran = legation("check")
    assert ran.code == 0, ran.out
    why = legation("events", "--type", "ACCUSE", "--format", "json")
    (event,) = json.loads(why.out)
    assert "llm:small" in legation("why", event["id"]).out


def test_a_brief_lists_what_a_model_found_as_doubtful(ask, articles):
    ran = ask("brief", *articles, "--published", "2025-10-26")
    assert ran.code == 0, ran.err
    sure, _, doubtful = ran.out.partition("Doubtful")
    assert "Japan" in doubtful
    assert CHOE not in sure.split("# Brief")[1].split("## ")[0]


def test_a_brief_on_a_spent_budget_says_what_it_lacks(ask, articles):
    ran = ask("brief", *articles, "--published", "2025-10-26", "--request-budget", "1")
    assert ran.code == 3
    assert "The budget of 1 requests is spent" in ran.out
    assert "The budget of 1 requests is spent" in ran.err


def test_a_model_can_be_evaluated(ask, root):
    gold = root / "tests/gold/sentences"
    ran = ask("evaluate", gold / "items.jsonl", gold / "events.jsonl", "--format", "json")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["coder"].startswith("legation-llm ")


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (refusal(401, f"Incorrect API key provided: {KEY}"), "refuses the key (401)"),
        (Reply(body=b"x" * 100, pause=0.3, piece=1), "no answer within 1 seconds"),
    ],
)
def test_an_endpoint_that_fails_is_one_sentence_and_code_3(ask, articles, server, reply, said):
    server.says = lambda _asked: reply
    ran = ask("code", *articles, LEGATION_LLM_KEY=KEY, LEGATION_LLM_TIMEOUT="1")
    assert (ran.code, ran.out) == (3, "")
    assert said in ran.err
    assert KEY not in ran.err
    assert "Traceback" not in ran.err


def test_the_key_is_sent_and_never_shown(ask, legation, articles, server, tmp_path):
    (tmp_path / "key").write_text(f"{KEY}\n")
    env = {"LEGATION_LLM_KEY_FILE": str(tmp_path / "key"), "LEGATION_LLM_CACHE": "off"}
    ran = ask("code", articles[0], **env)
    assert ran.code == 0
    sent = {name.lower(): value for name, value in server.asked[0].headers.items()}
    assert sent["authorization"] == f"Bearer {KEY}"
    shown = legation("doctor", env={"LEGATION_LLM_KEY": KEY})
    assert re.search(r"llm_key +set +\(from LEGATION_LLM_KEY\)", shown.out)
    assert KEY not in shown.out + shown.err + ran.out + ran.err
    assert not (tmp_path / "cache").exists()


def test_nothing_but_the_endpoint_is_reached(articles, server, tmp_path):
    """The whole verb, with every connection and look-up of a name written down."""
    script = (
        "import sys\n"
        "reached = []\n"
        "def note(event, args):\n"
        "    if event in ('socket.connect', 'socket.sendto', 'socket.getaddrinfo'):\n"
        "        reached.append(str(args[1:] if event != 'socket.getaddrinfo' else args[:2]))\n"
        "sys.addaudithook(note)\n"
        "from legation.cli import main\n"
        "sys.argv[0] = 'legation'\n"
        "try:\n"
        "    main.run()\n"
        "finally:\n"
        "    print(*reached, sep='\\n')\n"
    )
    asked = ["--with", "llm", "--model", "m", "--base-url", server.url]
    ran = subprocess.run(
        [sys.executable, "-c", script, "code", *map(str, articles), "-o", "made.jsonl", *asked],
        cwd=tmp_path,
        env=environment() | {"LEGATION_LLM_CACHE": "off"},
        capture_output=True,
        text=True,
        check=True,
    )
    port = server.url.split(":")[2].removesuffix("/v1")
    reached = ran.stdout.splitlines()
    assert reached
    assert all("127.0.0.1" in address and port in address for address in reached), reached


def test_ctrl_c_keeps_what_was_done(articles, server, tmp_path):
    held = threading.Event()

    def slow(asked):
        if "Japan" in asked.article["text"]:
            held.wait(60)
        return says(asked)

    server.says = slow
    asked = ["--with", "llm", "--model", "m", "--base-url", server.url]
    started = subprocess.Popen(
        [sys.executable, "-m", "legation", "read", *map(str, articles), *asked],
        cwd=tmp_path,
        env=environment() | {"LEGATION_LLM_CACHE": "off"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hears_ctrl_c,
    )
    give_up = time.monotonic() + 120
    while len(server.asked) < 2 and time.monotonic() < give_up:
        time.sleep(0.1)
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=60)
    held.set()
    assert started.returncode == 130, err
    assert "1 event" in out
    assert "Interrupted; what was done is kept." in err
    assert "Traceback" not in err


def test_settings_may_stand_in_the_file(legation, articles, server, tmp_path):
    (tmp_path / "legation.toml").write_text(
        f'coder = "llm"\nllm_model = "small"\nllm_base_url = "{server.url}"\nllm_cache = "kept"\n'
        'llm_form = "text"\nllm_key_file = "key"\n'
    )
    (tmp_path / "key").write_text(KEY)
    ran = legation("code", *articles)
    assert ran.code == 0, ran.err
    assert lines(ran)[0]["coder"].startswith("legation-llm ")
    assert (tmp_path / "kept").is_dir()
    assert "tools" not in server.asked[0].body
    assert legation("code", articles[0], "--with", "rules").out.count("legation-rules") == 1


def test_forgetting_an_article_forgets_what_was_answered_about_it(
    ask, legation, articles, tmp_path
):
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    assert ask("read", *articles).code == 0
    folder = tmp_path / "cache/legation/answers"
    assert len(list(folder.iterdir())) == 3
    (event,) = json.loads(legation("events", "--type", "ACCUSE", "--format", "json").out)
    ran = legation("forget", event["article"], "--why", "asked to", "--who", "me", env=env)
    assert ran.code == 0, ran.err
    left = [path.read_text() for path in folder.rglob("*.json")]
    assert len(left) == 2
    assert not any("condemned" in text for text in left)


def test_wrong_use_is_one_sentence_and_code_2(legation, articles):
    ran = legation("code", *articles, "--with", "llm", "--model", "m")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("legation: --with llm needs the address")
    assert ran.err.count("\n") == 1


def test_without_the_extra_one_sentence_says_what_to_install(ask, articles, tmp_path):
    """A folder before all others holds a package that is not there after all."""
    (tmp_path / "first/pydantic_ai").mkdir(parents=True)
    (tmp_path / "first/pydantic_ai/__init__.py").write_text(
        "raise ModuleNotFoundError('No module named pydantic_ai', name='pydantic_ai')\n"
    )
    ran = ask("code", *articles, PYTHONPATH=f"{tmp_path / 'first'}:{ROOT / 'src'}")
    assert (ran.code, ran.out) == (3, "")
    assert "pip install 'legation[llm]'" in ran.err
    assert "Traceback" not in ran.err


def test_articles_by_json_lines_and_explained(ask, tmp_path):
    item = {"id": "x1", "title": "On Russia", "date": "2025-10-26", "text": CHOE}
    (tmp_path / "in.jsonl").write_text(json.dumps(item) + "\n")
    (line,) = lines(ask("code", tmp_path / "in.jsonl"))
    assert (line["id"], len(line["events"])) == ("x1", 1)
    ran = ask("code", tmp_path / "in.jsonl", "--explain", "--format", "text")
    assert "= CONSULT visit, planned: PRK → RUS" in ran.out
    assert "x event quote not in the text: North Korea attacked Japan at dawn" in ran.out


DOC = "docs/language-model.md"


def test_the_command_in_the_docs_runs(legation, root, server, tmp_path):
    (command,) = re.findall(r"^\$ legation (.*)$", (root / DOC).read_text("utf-8"), re.MULTILINE)
    shutil.copytree(root / "examples", tmp_path / "examples")
    args = command.replace("http://localhost:11434/v1", server.url).split()
    ran = legation(*args, env={"LEGATION_LLM_CACHE": "off"})
    assert ran.code == 0, ran.err
    assert len(lines(ran)) == len(server.asked) > 5


def test_the_settings_in_the_docs_are_settings(root, tmp_path):
    text = (root / DOC).read_text("utf-8")
    (tmp_path / "legation.toml").write_text(re.search(r"```toml\n(.*?)```", text, re.DOTALL)[1])
    found = settings.load(environ={}, folder=tmp_path).values
    assert (found.coder, found.llm_model, found.llm_request_budget) == ("llm", "qwen3", "200")
    named = set(re.findall(r"`LEGATION_(\w+)`", text)) - {"LLM_KEY"}
    wanted = {f.name for f in fields(settings.Values) if f.name.startswith(("llm", "coder"))}
    assert {name.lower() for name in named} == wanted
