"""Asking a model over HTTP: what fails, what is waited for, what is kept, what may be spent."""

from __future__ import annotations

import contextlib
import json
import socket
import time

import pytest

from legation.coding.llm import Endpoint, Form, LanguageModelCoder
from legation.coding.llm.account import Account
from legation.coding.llm.cache import AnswerCache
from legation.errors import BudgetSpent, EnvironmentFailure, UnreadableInput
from legation.model import Article, CodedArticle, Quarantined
from legation.workflows.coding import code_stream
from model_server import Reply, completion, model_server, refusal, whole

WORDS = "Norway condemned North Korea on Monday."
GOOD = {
    "events": [
        {
            "type": "ACCUSE",
            "status": "occurred",
            "actors": [{"name": "Norway", "code": "NOR"}],
            "recipients": [{"name": "North Korea", "code": "PRK"}],
            "quotes": [WORDS],
        }
    ]
}
NOW = {"Retry-After": "0"}


def article(number: int = 0) -> Article:
    text = f"{WORDS} This is article {number}."
    return Article(id=f"a{number}", text=text, published="2025-05-12", lang="en")


def coder(url: str, **more) -> LanguageModelCoder:
    known = {"account", "cache", "notice"}
    endpoint = {"model": "small", "base_url": url, "timeout": 20.0}
    endpoint |= {name: value for name, value in more.items() if name not in known}
    kept = {name: value for name, value in more.items() if name in known}
    return LanguageModelCoder(Endpoint(**endpoint), **kept)


def good(_asked):
    return GOOD


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (refusal(401, "Incorrect API key provided: sk-secret."), "refuses the key (401)"),
        (refusal(403, "Not allowed."), "refuses the key (403)"),
        (refusal(404, "The model does not exist", "model_not_found"), "knows no model 'small'"),
        (Reply(404, b"<html>not found</html>", type="text/html"), "--base-url"),
        (refusal(429, "You exceeded your quota", "insufficient_quota"), "is used up"),
        (refusal(429, "Slow down", Retry_After="900"), "asks to wait for 900 seconds"),
        (refusal(429, "Slow down", Retry_After="0"), "asks to wait (429"),
        (refusal(500, "Out of order", Retry_After="0"), "failed (500): Out of order"),
        (refusal(503, "Overloaded", Retry_After="0"), "failed (503)"),
        (refusal(400, "tools are not supported"), "LEGATION_LLM_FORM"),
        (Reply(body=b"<html>Welcome</html>", type="text/html"), "is no JSON"),
        (Reply(body=b"<html>Welcome</html>"), "is no JSON"),
        (Reply(body=b""), "is no JSON"),
        (Reply(307, headers={"Location": "http://127.0.0.2:9/v1"}), "http://127.0.0.2:9/v1"),
    ],
)
def test_a_failing_endpoint_ends_the_run_in_one_sentence(reply, said):
    with model_server(lambda _asked: reply) as server, pytest.raises(EnvironmentFailure) as failed:
        coder(server.url, key="sk-secret").code(article())
    assert said in str(failed.value)
    assert "sk-secret" not in str(failed.value)
    assert "\n" not in str(failed.value)


def test_a_missing_key_is_said():
    with (
        model_server(lambda _asked: refusal(401, "No key")) as server,
        pytest.raises(EnvironmentFailure, match=r"without a key.*LEGATION_LLM_KEY"),
    ):
        coder(server.url).code(article())


def test_a_refused_connection_and_an_unknown_host_are_said_at_once():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        started = time.monotonic()
        with pytest.raises(EnvironmentFailure, match="refuses the connection; start the server"):
            coder(url).code(article())
    with pytest.raises(EnvironmentFailure, match=r"There is no host nowhere\.invalid"):
        coder("http://nowhere.invalid/v1").code(article())
    assert time.monotonic() - started < 10


def test_a_server_without_tls_is_no_trusted_host():
    with model_server(good) as server:
        with pytest.raises(EnvironmentFailure):
            coder(server.url.replace("http:", "https:")).code(article())
        assert server.asked == []


def test_what_passes_is_asked_again():
    with model_server(good) as server:
        server.first = [
            refusal(429, "Slow down", Retry_After="0"),
            refusal(503, "Overloaded", Retry_After="0"),
            refusal(500, "Oops", Retry_After="0"),
        ]
        made = coder(server.url)
        assert len(made.code(article()).events) == 1
        assert len(server.asked) == made.account.requests == 4


def test_it_waits_as_long_as_it_is_asked_to():
    with model_server(good) as server:
        server.first = [refusal(429, "Slow down", Retry_After="2")]
        started = time.monotonic()
        coder(server.url).code(article())
        assert time.monotonic() - started > 1.9


def test_it_backs_off_where_nothing_is_asked():
    with model_server(good) as server:
        server.first = [refusal(502, "Bad gateway")]
        assert coder(server.url).code(article()).events


@pytest.mark.parametrize(
    "slow",
    [
        Reply(body=b"x" * 1000, pause=0.2, piece=1),  # a byte now and then, for minutes
        Reply(body=b"x", pause=30),
    ],
)
def test_a_slow_answer_is_given_up_in_time(slow):
    with model_server(lambda _asked: slow) as server:
        started = time.monotonic()
        with pytest.raises(EnvironmentFailure, match="no answer within 1 seconds"):
            coder(server.url, timeout=1.0).code(article())
        assert time.monotonic() - started < 15
        assert len(server.asked) == 2


def test_an_answer_without_end_is_broken_off_and_the_rest_goes_on():
    def says(asked):
        if "article 1." in asked.article["text"]:
            return Reply(body=b'{"x": "' + b"y" * 6_000_000)
        return GOOD

    with model_server(says) as server:
        made = list(code_stream(map(article, range(3)), coder(server.url)))
        assert len(server.asked) == 3
    assert [isinstance(item, CodedArticle) for item in made] == [True, False, True]
    assert "has no end" in made[1].reason


def test_an_endpoint_that_fails_for_a_while_costs_those_articles():
    def says(asked):
        failing = "article 1." in asked.article["text"]
        return refusal(500, "Oops", Retry_After="0") if failing else GOOD

    with model_server(says) as server:
        made = list(code_stream(map(article, range(3)), coder(server.url)))
    assert [isinstance(item, CodedArticle) for item in made] == [True, False, True]
    assert "failed (500)" in made[1].reason


def test_an_endpoint_that_fails_for_good_ends_the_run_after_what_was_done():
    def says(asked):
        done = "article 0." in asked.article["text"]
        return GOOD if done else refusal(500, "Oops", Retry_After="0")

    made = []
    with model_server(says) as server, pytest.raises(EnvironmentFailure):
        made.extend(code_stream(map(article, range(9)), coder(server.url)))
    kinds = [type(item) for item in made]
    assert kinds == [CodedArticle, Quarantined, Quarantined]


WRONG_CALLS = [
    {"role": "assistant", "content": "I cannot do that."},
    {"role": "assistant", "content": None},
    {
        "role": "assistant",
        "content": None,
        "tool_calls": [
            {"id": "c", "type": "function", "function": {"name": "rm", "arguments": "{}"}}
        ],
    },
    {
        "role": "assistant",
        "content": None,
        "tool_calls": [
            {
                "id": "c",
                "type": "function",
                "function": {"name": "final_result", "arguments": '{"events": "all of them"}'},
            }
        ],
    },
    {
        "role": "assistant",
        "content": None,
        "tool_calls": [
            {
                "id": "c",
                "type": "function",
                "function": {"name": "final_result", "arguments": '{"events": [{"type": "AC'},
            }
        ],
    },
]


@pytest.mark.parametrize("message", WRONG_CALLS)
def test_an_answer_of_another_form_costs_its_article_alone(message):
    def says(asked):
        wrong = "article 1." in asked.article["text"]
        return whole(asked, message) if wrong else GOOD

    with model_server(says) as server:
        made = list(code_stream(map(article, range(3)), coder(server.url)))
        assert len(server.asked) <= 5
    assert [isinstance(item, CodedArticle) for item in made] == [True, False, True]
    assert "has not the form that was asked for" in made[1].reason


def test_a_model_that_never_answers_in_form_ends_the_run():
    made = []
    with (
        model_server(lambda asked: whole(asked, WRONG_CALLS[0])) as server,
        pytest.raises(EnvironmentFailure, match="form that was asked for"),
    ):
        made.extend(code_stream(map(article, range(9)), coder(server.url)))
    assert len(made) == 2


def test_a_model_may_mend_its_answer_once():
    wrong = {"events": "all of them"}
    with model_server(good) as server:
        server.first = [wrong]
        made = coder(server.url)
        assert made.code(article()).events
        assert len(server.asked) == 2
        assert (made.account.tokens_in, made.account.tokens_out) == (2000, 200)


def test_a_completion_without_choices_is_no_answer():
    with (
        model_server(lambda _asked: Reply(body=b'{"id": "x", "object": "chat.completion"}')) as s,
        pytest.raises((EnvironmentFailure, UnreadableInput)),
    ):
        coder(s.url).code(article())


@pytest.mark.parametrize("text", ["```json\n{}\n```", "{}"])
def test_plain_json_is_read_where_functions_are_unknown(text):
    with model_server(lambda asked: completion(asked, text)) as server:
        assert coder(server.url, form=Form.TEXT).code(article()).events == ()
        assert "tools" not in server.asked[0].body
        assert "response_format" not in server.asked[0].body


def test_nothing_is_told_beside_what_is_needed(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-somebody-else")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-1")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-1")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    with model_server(good) as server:
        coder(server.url).code(article())
        coder(server.url, key="sk-mine").code(article(1))
        without, with_key = ({k.lower(): v for k, v in a.headers.items()} for a in server.asked)
    needed = {"host", "content-type", "content-length", "connection", "accept", "accept-encoding"}
    assert set(without) == needed | {"user-agent"}
    assert without["user-agent"].startswith("legation/")
    assert with_key.pop("authorization") == "Bearer sk-mine"
    assert set(with_key) == set(without)
    for asked in server.asked:
        assert "location" not in asked.article
        assert asked.path == "/v1/chat/completions"


def test_the_key_shows_in_no_description():
    assert "sk-1" not in repr(Endpoint(model="m", base_url="http://localhost/v1", key="sk-1"))


def test_answers_are_kept_and_asked_for_once(tmp_path):
    cache = AnswerCache(tmp_path / "answers")
    with model_server(good) as server:
        first = list(coder(server.url, cache=cache).code_many(map(article, range(2))))
        again = coder("http://127.0.0.1:9/v1", cache=cache)  # nobody is there
        assert list(again.code_many(map(article, range(2)))) == first
        assert len(server.asked) == 2
    assert (again.account.requests, again.account.cached) == (0, 2)


def test_what_was_misshapen_is_so_again_out_of_the_cache(tmp_path):
    cache = AnswerCache(tmp_path / "answers")
    with model_server(lambda _asked: {"events": ["nonsense", *GOOD["events"]]}) as server:
        first = coder(server.url, cache=cache).code(article())
    assert coder("http://127.0.0.1:9/v1", cache=cache).code(article()) == first
    assert len(first.dropped) == len(first.events) == 1


@pytest.mark.parametrize("change", ["model", "text", "day", "title"])
def test_another_model_or_article_is_asked_about_anew(tmp_path, change):
    import dataclasses

    cache = AnswerCache(tmp_path / "answers")
    with model_server(good) as server:
        coder(server.url, cache=cache).code(article())
        changed = {
            "text": {"text": f"{WORDS} More.", "text_sha256": ""},
            "day": {"published": "2025-06-01"},
            "title": {"title": "Another"},
        }.get(change, {})
        model = "large" if change == "model" else "small"
        other = dataclasses.replace(article(), **changed)
        coder(server.url, cache=cache, model=model).code(other)
        assert len(server.asked) == 2


def test_other_instructions_are_asked_about_anew(tmp_path, monkeypatch):
    cache = AnswerCache(tmp_path / "answers")
    with model_server(good) as server:
        before = coder(server.url, cache=cache)
        before.code(article())
        monkeypatch.setattr("legation.coding.llm.coder.version", lambda: "00000000")
        after = coder(server.url, cache=cache)
        after.code(article())
        assert len(server.asked) == 2
        assert before.name != after.name


@pytest.mark.parametrize("broken", ["", "{", "{}", "[]", '{"answer": {"events": 7}}', "\x00"])
def test_a_broken_entry_is_asked_for_anew(tmp_path, broken):
    cache = AnswerCache(tmp_path / "answers")
    with model_server(good) as server:
        coder(server.url, cache=cache).code(article())
        (entry,) = cache.folder.rglob("*.json")
        entry.write_text(broken)
        assert coder(server.url, cache=cache).code(article()).events
        assert len(server.asked) == 2
    assert json.loads(entry.read_text())["answer"] == GOOD


def test_answers_about_a_text_can_be_forgotten(tmp_path):
    cache = AnswerCache(tmp_path / "answers")
    with model_server(good) as server:
        list(coder(server.url, cache=cache).code_many(map(article, range(2))))
    cache.forget(article(0).text_sha256)
    cache.forget("0" * 64)
    (entry,) = cache.folder.rglob("*.json")
    assert entry.parent.name == article(1).text_sha256


def test_a_place_that_cannot_be_a_cache_is_said_at_the_start(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(EnvironmentFailure, match="LEGATION_LLM_CACHE"):
        coder("http://127.0.0.1:9/v1", cache=AnswerCache(tmp_path / "file" / "answers"))


def test_a_full_disk_costs_the_cache_and_not_the_answer(tmp_path, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    notices = []
    with model_server(good) as server:
        made = coder(server.url, cache=AnswerCache(tmp_path / "c"), notice=notices.append)
        monkeypatch.setattr("legation.coding.llm.cache.tempfile.mkstemp", full)
        assert len(list(made.code_many(map(article, range(2))))) == 2
    assert sum("cannot be kept" in notice for notice in notices) == 1


def test_the_budget_of_requests_stops_after_what_was_done():
    made = []
    with model_server(good) as server:
        asking = coder(server.url, account=Account(request_budget=2))
        with pytest.raises(BudgetSpent, match="2 requests is spent"):
            made.extend(code_stream(map(article, range(5)), asking))
        assert len(server.asked) == 2
    assert [item.article.id for item in made] == ["a0", "a1"]


def test_tries_that_fail_count_against_the_budget():
    with model_server(good) as server:
        server.first = [refusal(503, "Busy", Retry_After="0")] * 3
        with pytest.raises(BudgetSpent):
            coder(server.url, account=Account(request_budget=2)).code(article())
        assert len(server.asked) == 2


def test_the_budget_of_tokens_is_never_passed():
    made = []
    with model_server(good) as server:
        asking = coder(server.url, account=Account(token_budget=7000))
        with pytest.raises(BudgetSpent, match="7000 tokens is spent"):
            made.extend(code_stream(map(article, range(9)), asking))
        used = asking.account.tokens_in + asking.account.tokens_out
        assert len(made) == len(server.asked) >= 2
        assert used <= 7000


def test_what_is_in_the_cache_costs_no_budget(tmp_path):
    cache = AnswerCache(tmp_path / "answers")
    with model_server(good) as server:
        for number in range(3):  # each run may ask once, and goes on where the last one stopped
            asking = coder(server.url, cache=cache, account=Account(request_budget=1))
            done = []
            with contextlib.suppress(BudgetSpent):
                done.extend(code_stream(map(article, range(3)), asking))
            assert len(done) == number + 1
        assert len(server.asked) == 3


def test_the_user_is_told_once_where_texts_go_and_what_was_used():
    notices: list[str] = []
    with model_server(good) as server:
        with coder(server.url, notice=notices.append) as asking:
            list(asking.code_many(map(article, range(3))))
            asking.code(article(3))
        host = server.url.removeprefix("http://").removesuffix("/v1")
    assert notices[0] == f"The text of the articles is sent to {host}, to be coded by small."
    assert notices[1].startswith(f"{host} was asked 4 times (4000 tokens in, 400 out)")
    assert len(notices) == 2


def test_nothing_is_told_of_sending_where_the_budget_forbids_it():
    notices: list[str] = []
    with model_server(good) as server:
        asking = coder(server.url, account=Account(token_budget=10), notice=notices.append)
        with pytest.raises(BudgetSpent):
            asking.code(article())
        assert (server.asked, notices) == ([], [])


@pytest.mark.parametrize(
    ("url", "private"),
    [
        ("http://localhost:1/v1", True),
        ("http://127.0.0.1/v1", True),
        ("http://[::1]:8/v1", True),
        ("https://models.example/v1", True),
        ("http://models.example/v1", False),
        ("http://localhost.example/v1", False),
        ("http://127.0.0.1.example/v1", False),
        ("http://10.0.0.2/v1", False),
    ],
)
def test_texts_that_others_could_read_on_their_way_are_told_of(url, private):
    assert Endpoint(model="m", base_url=url).private is private


def test_a_fault_of_ours_is_not_blamed_on_the_model(monkeypatch):
    def broken(_self, _passage):
        raise TypeError("a bug")

    with model_server(good) as server:
        asking = coder(server.url)
        monkeypatch.setattr("legation.coding.llm.conversation.Conversation.ask", broken)
        (made,) = code_stream([article()], asking)
    assert "please report this" in made.reason


def test_an_answer_that_was_cut_short_costs_its_article():
    call = {"name": "final_result", "arguments": '{"events": [{"type": "ACC'}
    message = {
        "role": "assistant",
        "content": None,
        "tool_calls": [{"id": "c", "type": "function", "function": call}],
    }
    with (
        model_server(lambda asked: whole(asked, message, finish="length")) as server,
        pytest.raises(UnreadableInput, match="form that was asked for"),
    ):
        coder(server.url).code(article())


def test_nothing_is_told_where_nothing_was_sent(tmp_path):
    notices: list[str] = []
    with coder("http://127.0.0.1:9/v1", notice=notices.append):
        pass
    assert notices == []
