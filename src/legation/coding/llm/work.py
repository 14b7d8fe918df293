"""Articles under way at the same time, on one event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from legation.errors import BudgetSpent, UnreadableInput

if TYPE_CHECKING:
    from legation.coding.llm.conversation import Conversation

_Result = TypeVar("_Result")
_LETS_OTHERS_END = (BudgetSpent, UnreadableInput)


class Work:
    """An event loop, the tasks on it, and the conversation that they share.

    Tasks get on while one of them is waited for. Where one fails by itself, those that are under way
    come to their end, so that what was asked is kept; where everything ends, so do they.
    """

    def __init__(self, start: Callable[[], Conversation]) -> None:
        self._start = start
        self._runner = asyncio.Runner()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._conversation: Conversation | None = None

    @property
    def conversation(self) -> Conversation:
        """The conversation with the model, begun when it is first needed."""
        if self._conversation is None:
            self._conversation = self._start()
        return self._conversation

    def begin(self, what: Coroutine[Any, Any, _Result]) -> asyncio.Task[_Result]:
        """Begins a task; it gets on as soon as any task is waited for."""
        task = self._runner.get_loop().create_task(what)
        self._tasks.add(task)
        return task

    def end(self, task: asyncio.Task[_Result]) -> _Result:
        """Waits for a task and gives its result, or raises what it raised."""

        async def result() -> _Result:
            return await task

        self._tasks.discard(task)
        return self._runner.run(result())

    def __enter__(self) -> Self:
        self._runner.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            self._runner.run(self._settle(let_end=isinstance(error, _LETS_OTHERS_END)))
        finally:
            self._runner.close()

    async def _settle(self, *, let_end: bool) -> None:
        for task in () if let_end else self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._conversation is not None:
            await self._conversation.close()
