"""Several articles under way at once: order, what one failure costs, what may be spent."""

from __future__ import annotations

import threading

import pytest

from legation.coding.llm import Endpoint, LanguageModelCoder
from legation.coding.llm.account import Account, estimated_tokens
from legation.coding.llm.cache import AnswerCache
from legation.coding.llm.instructions import instructions, shape
from legation.errors import BudgetSpent, EnvironmentFailure
from legation.model import Article, CodedArticle
from legation.workflows.coding import code_stream
from model_server import model_server, refusal, whole

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


def articles(number: int) -> list[Article]:
    texts = (f"{WORDS} This is article {n}." for n in range(number))
    return [Article(id=f"a{n}", text=text, lang="en") for n, text in enumerate(texts)]


def coder(url: str, at_once: int = 4, **more) -> LanguageModelCoder:
    return LanguageModelCoder(Endpoint(model="small", base_url=url), at_once=at_once, **more)


def test_they_are_asked_about_together_and_come_in_order():
    together = threading.Barrier(4, timeout=20)

    def says(_asked):
        together.wait()  # nobody is answered until four have asked
        return GOOD

    with model_server(says) as server:
        made = list(coder(server.url).code_many(articles(8)))
    assert [item.article.id for item in made] == [f"a{n}" for n in range(8)]
    assert all(len(item.events) == 1 for item in made)


def test_the_first_does_not_wait_for_the_last():
    held = threading.Event()

    def says(asked):
        if "article 1." in asked.article["text"]:
            held.wait(20)
        return GOOD

    with model_server(says) as server:
        stream = coder(server.url).code_many(articles(3))
        assert next(stream).article.id == "a0"
        held.set()
        assert [item.article.id for item in stream] == ["a1", "a2"]


def test_what_one_failure_interrupts_is_not_asked_about_again(tmp_path):
    def says(asked):
        if "article 1." in asked.article["text"]:
            return whole(asked, {"role": "assistant", "content": "No."})
        return GOOD

    with model_server(says) as server:
        asking = coder(server.url, cache=AnswerCache(tmp_path / "answers"))
        made = list(code_stream(articles(6), asking))
        about = [asked.article["text"][-2] for asked in server.asked]
    assert [isinstance(item, CodedArticle) for item in made] == [True, False, *[True] * 4]
    assert sorted(about) == ["0", "1", "1", "2", "3", "4", "5"]  # 1 was asked to mend its answer


def test_the_budget_of_requests_holds_for_all_of_them():
    made: list[object] = []
    with model_server(lambda _asked: GOOD) as server, pytest.raises(BudgetSpent):
        made.extend(code_stream(articles(9), coder(server.url, account=Account(request_budget=3))))
    assert len(server.asked) == len(made) == 3


def test_the_budget_of_tokens_holds_for_all_of_them():
    """An answer takes 1,100; while two are under way, none more fits, and then others do."""
    expected = estimated_tokens(instructions(), shape())
    made: list[object] = []
    most = 0

    def says(_asked):
        nonlocal most
        most = max(most, asking.account.set_apart)
        return GOOD

    with model_server(says) as server:
        asking = coder(server.url, account=Account(token_budget=int(2.5 * expected)))
        with pytest.raises(BudgetSpent):
            made.extend(code_stream(articles(9), asking))
    assert expected < most < 2.5 * expected
    assert len(server.asked) == len(made) > 2
    assert asking.account.tokens_in + asking.account.tokens_out <= 2.5 * expected
    assert asking.account.set_apart == 0


def test_an_endpoint_that_is_gone_ends_them_all():
    with (
        model_server(lambda _asked: refusal(401, "No key")) as server,
        pytest.raises(EnvironmentFailure, match="without a key"),
    ):
        list(code_stream(articles(9), coder(server.url)))
    assert len(server.asked) <= 4


def test_whoever_stops_listening_ends_them_all():
    with model_server(lambda _asked: GOOD) as server:
        stream = coder(server.url).code_many(articles(9))
        next(stream)
        stream.close()
        assert len(server.asked) <= 5
