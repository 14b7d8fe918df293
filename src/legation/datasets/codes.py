"""Columns of codes translated as whole columns: each different value is looked up once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from legation.knowledge.genres import OPINION, is_opinion_address, is_opinion_outlet
from legation.knowledge.names import is_state
from legation.knowledge.ontology import CameoEntry, cameo, cameo_table, quad, score, types
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


@cache
def _by_name() -> dict[str, str]:
    return {entry.name.casefold(): code for code, entry in reversed(list(cameo_table().items()))}


def cameo_told(text: str) -> str | None:
    """A CAMEO code by its code or its name, such as "Make a visit"."""
    return cameo_code(text) or _by_name().get(text.strip().casefold())


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


def typed_and_scored(codes: pa.Array) -> dict[str, pa.Array]:
    """CAMEO code, type, mode, quad class and both scores of codes as a data set has them."""
    text = pa.string()
    return {
        "cameo": translate(codes, cameo_code, text),
        "type": translate(codes, lambda c: entry_of(c).plover_type, text),
        "mode": translate(codes, lambda c: entry_of(c).plover_mode, text),
        "quad": translate(codes, _quad, pa.int8()),
        "goldstein": translate(codes, lambda c: entry_of(c).goldstein, pa.float64()),
        "plover_score": translate(codes, _plover_score, pa.float64()),
    }


_UNKNOWN = CameoEntry(
    code="", name="", goldstein=None, plover_type=None, plover_mode=None, contexts=()
)


@cache
def entry_of(code: str) -> CameoEntry:
    """The entry of a code as a data set has it, an empty one where there is none.

    The conversion table maps leaves only; a bare root has the type of its "not specified".
    """
    found = cameo_code(code)
    entry = cameo(found) if found else None
    if entry is None:
        return _UNKNOWN
    general = cameo(f"{found}0") if len(entry.code) == 2 else None
    return replace(entry, plover_type=general.plover_type) if general else entry


def _quad(code: str) -> int | None:
    type_ = entry_of(code).plover_type
    return quad(type_) if type_ else None


def _plover_score(code: str) -> float | None:
    entry = entry_of(code)
    return score(entry.plover_type, entry.plover_mode) if entry.plover_type else None


def goldstein(code: pa.Array) -> dict[str, pa.Array]:
    """Goldstein values of a column of CAMEO codes."""
    return {"goldstein": translate(code, lambda c: entry_of(c).goldstein, pa.float64())}


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


def plain(column: pa.Array) -> pa.Array:
    """A column with its values in place of a dictionary."""
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def sides_of(actors: pa.Array, recipients: pa.Array) -> pa.Array:
    """Number of different codes on both sides of each row."""
    both = pc.binary_join_element_wise(actors, recipients, SEPARATOR)
    return translate(both, lambda t: len({c for c in t.split(SEPARATOR) if c}), pa.int16())


def sides_of_pair(actor: pa.Array, recipient: pa.Array) -> pa.Array:
    """The same where each side is one code or none."""
    one = pc.or_(pc.not_equal(actor, ""), pc.not_equal(recipient, ""))
    two = pc.and_(
        pc.and_(pc.not_equal(actor, ""), pc.not_equal(recipient, "")),
        pc.not_equal(actor, recipient),
    )
    return pc.add(pc.cast(one, pa.int16()), pc.cast(two, pa.int16()))


def genre(outlet: pa.Array, url: pa.Array | None = None) -> pa.Array:
    """`genre` of rows by their outlet and, where they have one, address: opinion, or null."""
    argues = translate(outlet, is_opinion_outlet, pa.bool_())
    if url is not None:
        argues = pc.or_kleene(argues, translate(url, is_opinion_address, pa.bool_()))
    return pc.if_else(pc.fill_null(argues, False), OPINION, pa.scalar(None, pa.string()))
