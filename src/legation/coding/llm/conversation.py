"""Asking a model, with patience: pydantic-ai speaks the protocol, tenacity waits and asks again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from pydantic_ai import Agent, NativeOutput, PromptedOutput, ToolOutput
from pydantic_ai.exceptions import ModelAPIError, ModelTimeoutError
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.profiles import ModelProfile
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider
from pydantic_ai.usage import RunUsage, UsageLimits
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, wait_random_exponential

from legation.coding.llm.account import Account, estimated_tokens
from legation.coding.llm.answer import Answer
from legation.coding.llm.endpoint import Endpoint, Form
from legation.coding.llm.exchange import client
from legation.coding.llm.failures import passing, unreachable
from legation.coding.llm.instructions import instructions, shape

TRIES = 5
"""How often a passage is asked about while the endpoint fails."""

_TRIES_IN_SILENCE = 2  # an endpoint that gave no answer in time has used its patience up
_WORTH_TELLING = 5.0
_BACK_OFF = wait_random_exponential(multiplier=1, max=30)
_OUTPUT = {Form.FUNCTION: ToolOutput, Form.SCHEMA: NativeOutput, Form.TEXT: PromptedOutput}


class Conversation:
    """Asks one model at one endpoint, while an event loop runs; each passage stands by itself.

    `notice` is told of long waits, `leaving` is called before anything is sent.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        account: Account,
        notice: Callable[[str], None],
        leaving: Callable[[], None],
    ) -> None:
        self._endpoint = endpoint
        self._account = account
        self._notice = notice
        self._leaving = leaving
        self._answered = False
        self._ended = asyncio.Condition()
        self._client = client(endpoint, account)
        provider = OpenAICompatibleProvider(
            "legation", base_url=endpoint.base_url, http_client=self._client
        )
        # Servers of open models may take marks such as <|im_start|> in a text for their own.
        profile = ModelProfile(may_tokenize_special_tokens_in_content=True)
        if endpoint.form is Form.TEXT:
            profile["supports_json_object_output"] = False
        model = OpenAIChatModel(endpoint.model, provider=provider, profile=profile)
        self._agent: Agent[None, Answer] = Agent(
            model,
            output_type=_OUTPUT[endpoint.form](Answer),
            instructions=instructions(),
            retries={"output": 1},
            model_settings={"temperature": 0.0, "timeout": endpoint.timeout, "max_retries": 0},
        )

    async def ask(self, message: str) -> Answer:
        """The model's answer about one passage.

        Raises what pydantic-ai raises, after as many tries as may help; BudgetSpent where no
        further request may be sent.
        """
        expected = estimated_tokens(instructions(), shape(), message)
        retrying = AsyncRetrying(
            retry=retry_if_exception(self._worth_asking_again),
            stop=_enough,
            wait=_wait,
            before_sleep=self._tell_wait,
            reraise=True,
        )
        async with self._tokens(expected):
            self._leaving()
            return await retrying(self._once, message)

    @asynccontextmanager
    async def _tokens(self, number: int) -> AsyncIterator[None]:
        """Sets tokens apart; what is set apart for others may turn out to be more than they take."""
        account = self._account
        async with self._ended:
            await self._ended.wait_for(lambda: account.allows(number) or not account.set_apart)
            account.take_tokens(number)
        try:
            yield
        finally:
            account.set_apart -= number
            async with self._ended:
                self._ended.notify_all()

    async def close(self) -> None:
        """Closes all connections."""
        await self._client.aclose()

    async def _once(self, message: str) -> Answer:
        usage = RunUsage()
        try:
            made = await self._agent.run(
                message, usage=usage, usage_limits=UsageLimits(request_limit=3)
            )
        finally:
            self._account.add_tokens(usage.input_tokens, usage.output_tokens)
        if not usage.total_tokens:
            self._account.estimated = True
            size = estimated_tokens(made.output.model_dump_json(warnings=False))
            self._account.add_tokens(estimated_tokens(instructions(), shape(), message), size)
        self._answered = True
        return made.output

    def _worth_asking_again(self, error: BaseException) -> bool:
        # A server that is not there at the beginning will not be there a moment later.
        return passing(error) and (self._answered or not unreachable(error))

    def _tell_wait(self, state: RetryCallState) -> None:
        seconds = state.next_action.sleep if state.next_action else 0.0
        if seconds >= _WORTH_TELLING:
            self._notice(
                f"Waiting {seconds:.0f} seconds before {self._endpoint.host} is asked again."
            )


def _error(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def _enough(state: RetryCallState) -> bool:
    silent = isinstance(_error(state), ModelTimeoutError)
    return state.attempt_number >= (_TRIES_IN_SILENCE if silent else TRIES)


def _wait(state: RetryCallState) -> float:
    error = _error(state)
    if isinstance(error, ModelAPIError) and error.retry_after is not None:
        return error.retry_after
    return _BACK_OFF(state)
