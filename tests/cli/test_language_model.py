"""A language model as the coder, with the command line as a process and a server that plays it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from dataclasses import fields

import pytest

from legation import settings
from model_server import Reply, model_server, refusal

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


def test_running_it_again_asks_nothing(ask, articles, server):
    first = ask("code", *articles)
    again = ask("code", *articles, url="http://127.0.0.1:9/v1")
    assert (again.code, again.out) == (0, first.out)
    assert "sent to" not in again.err
    assert "3 answers came from the cache" in again.err
    assert len(server.asked) == 3


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


def test_reading_keeps_what_was_done_when_the_budget_is_spent(ask, articles, legation):
    ran = ask("read", *articles, "--request-budget", "1", "--published", "2025-10-26")
    assert ran.code == 3
    assert "1 event" in ran.out
    ran = ask("read", *articles, "--published", "2025-10-26")
    assert ran.code == 0
    assert "already in the ledger" in ran.out


def test_a_model_can_be_evaluated(ask, root):
    gold = root / "tests/gold/sentences"
    ran = ask("evaluate", gold / "items.jsonl", gold / "events.jsonl", "--format", "json")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["coder"].startswith("legation-llm ")


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (refusal(401, f"Incorrect API key provided: {KEY}"), "refuses the key (401)"),
        (refusal(404, "no such model", "model_not_found"), "knows no model 'small'"),
        (refusal(429, "Slow down", Retry_After="0"), "(429, too many requests)"),
        (refusal(500, f"boom {KEY}", Retry_After="0"), "failed (500)"),
        (Reply(body=b"<html>", type="text/html"), "is no JSON"),
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


def test_nobody_there_is_code_3(ask, articles):
    ran = ask("code", *articles, url="http://127.0.0.1:9/v1")
    assert ran.code == 3
    assert "127.0.0.1:9 refuses the connection; start the server" in ran.err


def test_the_key_comes_from_the_environment_or_a_file_and_is_never_shown(
    ask, legation, articles, server, tmp_path
):
    (tmp_path / "key").write_text(f"{KEY}\n")
    for env in ({"LEGATION_LLM_KEY": KEY}, {"LEGATION_LLM_KEY_FILE": str(tmp_path / "key")}):
        ran = ask("code", articles[0], LEGATION_LLM_CACHE="off", **env)
        assert ran.code == 0
        assert {k.lower(): v for k, v in server.asked[-1].headers.items()}[
            "authorization"
        ] == f"Bearer {KEY}"
        shown = legation("doctor", env=env)
        assert "llm_key" in shown.out
        assert KEY not in shown.out + shown.err + ran.out + ran.err
    assert not (tmp_path / "cache").exists()


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


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--with", "magic"], "'magic' (--with) is no coder"),
        (["--with", "llm"], "--model"),
        (["--with", "llm", "--model", "m"], "--base-url"),
        (["--with", "llm", "--model", "m", "--base-url", "localhost:11434"], "is no address"),
        (["--with", "llm", "--model", "m", "--base-url", "ftp://x/v1"], "is no address"),
        (["--with", "llm", "--model", "m", "--base-url", f"http://me:{KEY}@h/v1"], "no password"),
        (["--with", "llm", "--model", "m", "--base-url", f"http://h/v1?key={KEY}"], "no password"),
        (
            [
                "--with",
                "llm",
                "--model",
                "m",
                "--base-url",
                "http://h/v1",
                "--token-budget",
                "many",
            ],
            "'many' (--token-budget) is no number",
        ),
        (
            ["--with", "llm", "--model", "m", "--base-url", "http://h/v1", "--request-budget", "0"],
            "is no number",
        ),
    ],
)
def test_wrong_use_is_one_sentence_and_code_2(legation, articles, args, said):
    ran = legation("code", *articles, *args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert KEY not in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"LEGATION_LLM_KEY_FILE": "nowhere"}, "key file nowhere cannot be read"),
        ({"LEGATION_LLM_KEY": "two words"}, "LEGATION_LLM_KEY holds is no key"),
        ({"LEGATION_LLM_FORM": "song"}, "is no form of answer"),
        ({"LEGATION_LLM_TIMEOUT": "-1"}, "is no number"),
    ],
)
def test_settings_that_cannot_be_used_are_said(ask, articles, env, said):
    ran = ask("code", *articles, **env)
    assert ran.code == 2
    assert said in ran.err
    assert "two words" not in ran.err


def test_a_key_in_the_settings_file_is_refused_without_being_shown(legation, articles, tmp_path):
    (tmp_path / "legation.toml").write_text(f'llm_key = "{KEY}"\n')
    ran = legation("code", *articles)
    assert ran.code == 2
    assert "LEGATION_LLM_KEY" in ran.err
    assert KEY not in ran.err


def test_without_the_extra_one_sentence_says_what_to_install(ask, articles, tmp_path):
    """A folder before all others holds a package that is not there after all."""
    (tmp_path / "first/pydantic_ai").mkdir(parents=True)
    (tmp_path / "first/pydantic_ai/__init__.py").write_text(
        "raise ModuleNotFoundError('No module named pydantic_ai', name='pydantic_ai')\n"
    )
    from processes import ROOT

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


def test_the_model_option_names_the_model_of_the_coder_at_work(tmp_path):
    rules = settings.load({"model": "en_core_web_md"}, environ={}, folder=tmp_path)
    assert (rules.values.model, rules.values.llm_model) == ("en_core_web_md", None)
    asked = settings.load({"model": "m", "coder": "llm"}, environ={}, folder=tmp_path)
    assert (asked.values.model, asked.values.llm_model) == (None, "m")
    assert asked.origins["llm_model"] == "--model"
