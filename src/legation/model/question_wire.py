"""Rows of questions as JSON, and what may be changed in them afterwards."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from legation.errors import UsageError
from legation.model.event import Holder
from legation.model.question import (
    Item,
    Question,
    Range,
    Reading,
    Resolution,
    Sighting,
    Update,
    Verdict,
)

KINDS: Mapping[str, type[Item]] = {
    "question": Question,
    "sighting": Sighting,
    "reading": Reading,
    "verdict": Verdict,
    "update": Update,
    "resolution": Resolution,
}
"""The kinds of rows by name."""

CHANGEABLE: Mapping[type, frozenset[str]] = {
    Question: frozenset(
        {"prior", "prior_range", "classes", "branches", "theses", "indicators", "form", "rule"}
        | {"rho", "outcome_class"}
    ),
    Sighting: frozenset(
        {"indicator", "outcome", "direction", "worth", "reason", "group", "decay", "expires"}
        | {"test", "grade", "cells", "expectation", "branch", "thesis", "kind", "when"}
    ),
    Reading: frozenset({"term", "yardstick", "low", "high", "note", "thesis"}),
}
"""Fields that an update may change; what was asked, observed or said never changes."""

OF_QUESTION = frozenset({"forecast", "branch"})
"""What an update may say of a question beside its fields."""

T = TypeVar("T")
Json = dict[str, Any]


def kind_of(item: Item) -> str:
    """The name of an item's kind."""
    return next(name for name, kind in KINDS.items() if kind is type(item))


def plain(value: Any) -> Any:
    """A value as JSON knows it; fields at their defaults are left out."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        told = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        return {
            f.name: plain(told[f.name])
            for f in dataclasses.fields(value)
            if isinstance(value, Holder) or told[f.name] not in (f.default, (), {}, None)
        }
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def item_json(item: Item) -> Json:
    """An item as JSON, without its kind."""
    found: Json = plain(item)
    return found


def item_from_json(kind: str, body: Mapping[str, Any]) -> Item:
    """An item again; raises UsageError where the JSON is none of this kind."""
    if kind not in KINDS:
        raise UsageError(
            f"{kind!r} is no kind of row of a question; use one of {', '.join(KINDS)}."
        )
    made: Item = _made(KINDS[kind], body, kind)
    return made


def from_plain(kind: type[T], body: Mapping[str, Any], what: str) -> T:
    """A value of a type of the vocabulary from JSON; `what` names it in messages."""
    made: T = _made(kind, body, what)
    return made


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)


def _made(kind: Any, value: Any, what: str) -> Any:
    """A value of a type hint; raises UsageError where it does not fit."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        return _made(next(part for part in parts if part is not type(None)), value, what)
    if origin is tuple:
        if isinstance(value, str) or not isinstance(value, list | tuple):
            raise UsageError(f"{what} must be a list, not {value!r}.")
        return tuple(_made(parts[0], item, what) for item in value)
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise UsageError(f"{what} must be a table of names and values, not {value!r}.")
        return {str(name): _made(parts[1], item, f"{what}.{name}") for name, item in value.items()}
    if kind is Range and not isinstance(value, Mapping):
        return _range(value, what)
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind, value, what)
    return _single(kind, value, what)


def _dataclass(kind: Any, value: Any, what: str) -> Any:
    if not isinstance(value, Mapping):
        raise UsageError(f"{what} must be a table of names and values, not {value!r}.")
    hints = _hints(kind)
    unknown = [name for name in value if name not in hints]
    if unknown:
        raise UsageError(
            f"{what} has no field {unknown[0]!r}; its fields are {', '.join(sorted(hints))}."
        )
    try:
        return kind(**{name: _made(hints[name], v, f"{what}.{name}") for name, v in value.items()})
    except TypeError as error:
        missing = str(error).partition("argument")[2].lstrip("s: ") or str(error)
        raise UsageError(f"{what} does not say all that it must: {missing}.") from error
    except ValueError as error:
        raise UsageError(f"{what}: {error}") from error


def _range(value: Any, what: str) -> Range:
    """A range from one number, or from low, value and high."""
    numbers = list(value) if isinstance(value, list | tuple) else [value] * 3
    if len(numbers) != 3 or any(isinstance(n, bool | str) for n in numbers):
        raise UsageError(f"{what} is {value!r}; give one number, or low, value and high.")
    try:
        low, middle, high = (float(n) for n in numbers)
        return Range(low=low, value=middle, high=high)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{what}: {error}") from error


def _single(kind: Any, value: Any, what: str) -> Any:
    if kind in (Any, object):
        return value
    if kind is dt.date:
        return _day(value, what)
    if issubclass(kind, StrEnum):
        try:
            return kind(value)
        except ValueError as error:
            raise UsageError(
                f"{what} is {value!r}; it must be one of {', '.join(x.value for x in kind)}."
            ) from error
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
        raise UsageError(f"{what} is {value!r}, which is no {_NAMES.get(kind, kind.__name__)}.")
    return value


_NAMES = {str: "text", float: "number", int: "whole number", bool: "true or false"}


def _day(value: Any, what: str) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise UsageError(
            f"{what} is {value!r}, which is no day; write it as 2025-10-26."
        ) from error


def check_changes(item: Item, changes: Mapping[str, Any]) -> None:
    """Raises UsageError where an update says something that may not change or does not fit."""
    also = OF_QUESTION if isinstance(item, Question) else frozenset()
    allowed = CHANGEABLE.get(type(item), frozenset())
    for name in changes:
        if name not in allowed | also:
            raise UsageError(
                f"{name!r} of a {kind_of(item)} cannot be changed; what can is "
                f"{', '.join(sorted(allowed | also)) or 'nothing'}."
            )
    changed(item, changes)


def changed(item: T, changes: Mapping[str, Any]) -> T:
    """The item with an update's changes to its fields."""
    kind: type = type(item)
    hints = _hints(kind)
    values = {
        name: _made(hints[name], value, name)
        for name, value in changes.items()
        if name in CHANGEABLE.get(kind, frozenset())
    }
    made: T = dataclasses.replace(item, **values)  # type: ignore[type-var]
    return made
