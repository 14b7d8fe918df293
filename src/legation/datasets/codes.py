"""Columns of codes translated as whole columns: each different value is looked up once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from legation.knowledge.names import is_state
from legation.knowledge.ontology import cameo, quad, score, types
from legation.knowledge.schemes import by_name, scheme
from legation.model.table import SEPARATOR


def translate(column: pa.Array, look_up: Callable[[str], Any], type_: pa.DataType) -> pa.Array:
    """What `look_up` says of each value; it is called once for each different one."""
    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    values = pa.array([look_up(v) for v in coded.dictionary.to_pylist()], type_)
    return values.take(coded.indices)


@cache
def cameo_code(code: str) -> str | None:
    """A CAMEO code as our table has it: a lost leading zero restored, one digit too many cut off."""
    text = code.strip()
    tried = (text, f"0{text}", text[:-1], f"0{text[:-1]}")
    return next((each for each in tried if len(each) > 1 and cameo(each) is not None), None)


def plover_type(text: str) -> str | None:
    """A PLOVER type in whichever case; None for no such type."""
    wanted = text.strip().upper()
    return wanted if wanted in types() else None


@cache
def state_named(name: str) -> str | None:
    """The state or territory of a name or code, as data sets and we write them."""
    text = name.strip()
    known = scheme("cameo-country").get(text) or scheme("icews-country").get(text)
    if known or is_state(text):
        return known or text
    found = by_name().get(text.casefold())
    return found if found is not None and is_state(found) else None


@cache
def body_named(name: str) -> str | None:
    """The body or armed group of a name."""
    found = by_name().get(name.strip().casefold())
    return None if found is None or is_state(found) else found


def typed_and_scored(code: pa.Array) -> dict[str, pa.Array]:
    """Type, mode, quad class and both scores of a column of CAMEO codes."""
    type_ = translate(code, lambda c: _entry(c).plover_type, pa.string())
    mode = translate(code, lambda c: _entry(c).plover_mode, pa.string())
    return {"type": type_, "mode": mode, **goldstein(code), **scored(type_, mode)}


def goldstein(code: pa.Array) -> dict[str, pa.Array]:
    """Goldstein values of a column of CAMEO codes."""
    return {"goldstein": translate(code, lambda c: _entry(c).goldstein, pa.float64())}


def _entry(code: str) -> Any:
    """The entry of a code that is known to be in our table."""
    return cameo(code)


def scored(type_: pa.Array, mode: pa.Array) -> dict[str, pa.Array]:
    """Quad class and PLOVER score of columns of types and modes."""
    key = pc.binary_join_element_wise(type_, pc.fill_null(mode, ""), "/")
    return {
        "quad": translate(type_, quad, pa.int8()),
        "plover_score": translate(key, _score, pa.float64()),
    }


def _score(key: str) -> float | None:
    type_, _, mode = key.partition("/")
    return score(type_, mode or None)


def sides_of(actors: pa.Array, recipients: pa.Array) -> pa.Array:
    """Number of different codes on both sides of each row."""
    both = pc.binary_join_element_wise(actors, recipients, SEPARATOR)
    return translate(both, lambda t: len({c for c in t.split(SEPARATOR) if c}), pa.int16())
