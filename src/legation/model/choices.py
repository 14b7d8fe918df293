"""Words that stand for one of a few things, as people write them."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from legation.errors import UsageError

E = TypeVar("E", bound=StrEnum)


def member_of(kind: type[E], name: str, text: str) -> E:
    """The member that a text names; raises UsageError, which calls it `name` and says what there is."""
    try:
        return kind(text)
    except ValueError as error:
        raise UsageError(f"{name} takes one of {', '.join(kind)}, not {text!r}.") from error
