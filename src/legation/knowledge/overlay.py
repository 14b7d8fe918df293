"""Rows that are supposed to stand in a table, for as long as a question is asked, and never longer.

An overlay holds for the thread that laid it and for nobody else. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, cast

Row = Mapping[str, str]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """All rows of some data files, by the file's name, in place of those that stand there."""

    files: Mapping[str, Sequence[Row]]
    made: dict[Callable[[], Any], Any] = field(default_factory=dict, compare=False, repr=False)


_LAID: ContextVar[Overlay | None] = ContextVar("overlay", default=None)


@contextmanager
def laid(overlay: Overlay) -> Iterator[None]:
    """Within this, the tables read as the overlay has them."""
    token = _LAID.set(overlay)
    try:
        yield
    finally:
        _LAID.reset(token)


def overlaid(name: str) -> Sequence[Row] | None:
    """The rows that an overlay gives to a data file; None where it leaves the file alone."""
    over = _LAID.get()
    return None if over is None else over.files.get(name)


def once_a_view(make: Callable[[], Made]) -> Callable[[], Made]:
    """Keeps what is made from tables, once for the tables as they stand and once for each overlay."""
    plain = cache(make)

    def made() -> Made:
        over = _LAID.get()
        if over is None:
            return plain()
        if make not in over.made:
            over.made[make] = make()
        return cast("Made", over.made[make])

    made.__doc__ = make.__doc__
    # A program that stays open lets go of it where the user's own rows have changed.
    vars(made)["cache_clear"] = plain.cache_clear
    return made
