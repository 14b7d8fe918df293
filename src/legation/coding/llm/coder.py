"""The coder that asks a language model, and keeps of its answer what the article says."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pydantic import ValidationError

from legation import __version__
from legation.coding.languages import check_language
from legation.coding.llm.account import Account
from legation.coding.llm.answer import Answer
from legation.coding.llm.cache import AnswerCache, key_of
from legation.coding.llm.endpoint import Endpoint
from legation.coding.llm.harvest import Harvest
from legation.coding.llm.instructions import message, version
from legation.coding.llm.passages import Passage, parts
from legation.coding.llm.work import Work
from legation.errors import EnvironmentFailure, LegationError, UnreadableInput
from legation.knowledge.confidence import LANGUAGE_MODEL
from legation.model import Article, CodedArticle

if TYPE_CHECKING:
    from legation.coding.llm.conversation import Conversation

_PATIENCE = 3  # articles in a row at which an endpoint may fail


class LanguageModelCoder:
    """Codes articles by asking a language model; stateless between articles.

    `cache` None asks anew each time. `at_once` articles are under way together. `notice` is told,
    once a run, where texts are sent, and what else a user should know. Leaving it as a context tells
    what the run used. It runs an event loop of its own, so it is not for use inside another.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        account: Account | None = None,
        cache: AnswerCache | None = None,
        at_once: int = 1,
        notice: Callable[[str], None] = lambda _message: None,
    ) -> None:
        self.name = f"legation-llm {__version__} {endpoint.model} {version()}"
        self.account = account or Account()
        self._endpoint = endpoint
        self._cache = cache
        self._at_once = at_once
        self._notice = notice
        self._told: set[str] = set()
        self._answered = False
        self._failing = 0
        if cache is not None:
            cache.prepare()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if told := self.account.told(self._endpoint.host):
            self._notice(told)

    def code(self, article: Article) -> CodedArticle:
        """All that holds of what the model finds; raises UnreadableInput where it finds no answer."""
        return next(iter(self.code_many([article])))

    def code_many(self, articles: Iterable[Article]) -> Iterator[CodedArticle]:
        """Coded articles in input order, each as soon as it is done.

        Raises UnreadableInput for an article that cannot be coded, EnvironmentFailure where the
        endpoint cannot be used at all, BudgetSpent where it may be asked no more.
        """
        waiting: deque[asyncio.Task[CodedArticle]] = deque()
        source = iter(articles)
        with Work(self._open) as work:
            while True:
                for article in islice(source, self._at_once - len(waiting)):
                    waiting.append(work.begin(self._code(article, work)))
                if not waiting:
                    return
                yield work.end(waiting.popleft())

    async def _code(self, article: Article, work: Work) -> CodedArticle:
        check_language(article)
        harvest = Harvest(article, f"{LANGUAGE_MODEL}{self._endpoint.model}")
        for passage in parts(article):
            harvest.add(await self._answer(passage, work), passage)
        coded = harvest.coded(self.name)
        self.account.dropped.update(f"{d.kind}: {d.reason.value}" for d in coded.dropped)
        return coded

    async def _answer(self, passage: Passage, work: Work) -> Answer:
        text = message(passage)
        hash_ = passage.article.text_sha256
        key = key_of(self._endpoint.model, version(), text)
        kept = self._cache.get(hash_, key) if self._cache else None
        if kept is not None:
            try:
                answer = Answer.model_validate(kept)
            except ValidationError:
                pass  # not one of ours, or broken: asked anew
            else:
                self.account.cached += 1
                return answer
        answer = await self._asked(text, passage.article, work)
        if self._cache and not self._cache.put(hash_, key, answer.raw):
            self._once(
                f"Answers cannot be kept in {self._cache.folder}; they are used all the same."
            )
        return answer

    async def _asked(self, text: str, article: Article, work: Work) -> Answer:
        failures = _with_extra("failures")
        try:
            answer = await work.conversation.ask(text)
        except Exception as error:
            judged = self._judged(error, article, failures)
            if judged is None:
                raise
            raise judged from error
        self._answered, self._failing = True, 0
        return answer

    def _judged(self, error: Exception, article: Article, failures: Any) -> LegationError | None:
        """Whether an error ends the run or costs this article alone; None for a fault of ours."""
        ours: LegationError | None = failures.own(error)
        if ours is not None or not failures.of_the_model(error):
            return ours
        found = failures.failure(error, self._endpoint)
        self._failing += 1
        hopeless = {
            failures.Concern.RUN: True,
            failures.Concern.ENDPOINT: not self._answered or self._failing >= _PATIENCE,
            failures.Concern.ARTICLE: not self._answered and self._failing >= _PATIENCE,
        }
        if hopeless[found.concern]:
            return EnvironmentFailure(found.message)
        return UnreadableInput(found.message, article=article.id)

    def _open(self) -> Conversation:
        made: Conversation = _with_extra("conversation").Conversation(
            self._endpoint, self.account, self._notice, lambda: self._once(self._leaving())
        )
        return made

    def _leaving(self) -> str:
        """What the user is told before anything is sent."""
        how = "" if self._endpoint.private else ", unencrypted"
        return (
            f"The text of the articles is sent to {self._endpoint.host}{how}, to be coded by "
            f"{self._endpoint.model}."
        )

    def _once(self, notice: str) -> None:
        if notice not in self._told:
            self._told.add(notice)
            self._notice(notice)


def _with_extra(module: str) -> Any:
    """A module beside this one that needs the extra; raises EnvironmentFailure without it."""
    try:
        return import_module(f"legation.coding.llm.{module}")
    except ModuleNotFoundError as missing:
        raise EnvironmentFailure(
            f"A language model as the coder needs the extra `llm` ({missing.name} is missing): "
            "run pip install 'legation[llm]'."
        ) from missing
