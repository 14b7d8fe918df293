"""How far a long job has come, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_FEW = 3
_EVERY = 100


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Gives a function to call with the number done.

    A terminal shows a bar, unless there is little to do; elsewhere a line is written for
    every hundred done.
    """
    if total is not None and total <= _FEW:
        yield lambda _done: None
    elif sys.stderr.isatty():
        with _bar(what, total) as tell:
            yield tell
    else:
        yield _lines(what, total)


@contextmanager
def _bar(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as shown:
        task = shown.add_task(what, total=total)
        yield lambda done: shown.update(task, completed=done)


def _lines(what: str, total: int | None) -> Callable[[int], None]:
    reached = 0

    def tell(done: int) -> None:
        nonlocal reached
        if done // _EVERY > reached:
            reached = done // _EVERY
            of = f" of {total}" if total else ""
            sys.stderr.write(f"{what}: {done}{of}\n")

    return tell
