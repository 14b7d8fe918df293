"""Rows of a table of any columns as rows of the event table, through a `ColumnMapping`."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from legation.datasets.cells import NO_DAY, NO_ID, holding, in_range, number, same, whole_number
from legation.datasets.codes import (
    cameo_told,
    entry_of,
    genre,
    goldstein,
    plover_type,
    scored,
    sides_of,
    state_named,
    translate,
)
from legation.datasets.delimited import Layout, first_lines, named
from legation.datasets.mapped import ID, ColumnMapping
from legation.datasets.parquet import table_batch
from legation.datasets.quarantine import ROW, Quarantine
from legation.errors import UnreadableInput
from legation.knowledge.names import resolve
from legation.knowledge.ontology import modes, root_of
from legation.knowledge.schemes import by_person
from legation.model.event import Status
from legation.model.table import COLUMNS, SEPARATOR
from legation.model.when import days

_TEXT = pa.string()
_STATE_OF = re.compile(r"\((.+)\)$")
_WHOLE = {"int8": pa.int8(), "int16": pa.int16(), "int32": pa.int32()}
_MADE = {
    *(ID, "first_day", "last_day", "known_day", "type", "mode", "cameo"),
    *("actors", "recipients", "status"),
}
_TYPES = {column.name: column.type for column in COLUMNS}


def layout(path: Path, mapping: ColumnMapping) -> Layout:
    """The table's layout; raises UnreadableInput where a mapped column is missing."""
    line = first_lines(path)[0]
    delimiter = mapping.delimiter or max("\t;,", key=line.count)
    header = list(mapping.header) or named(line, delimiter)
    missing = [theirs for theirs in mapping.columns.values() if theirs not in header]
    if missing:
        raise UnreadableInput(
            f"{path} has no column {missing[0]!r}, which the mapping {mapping.name} names; "
            f"it has {', '.join(header[:12])}."
        )
    if len(set(header)) < len(header):
        raise UnreadableInput(f"{path} names a column twice; give each a name of its own.")
    return Layout(
        names=tuple(header),
        header=not mapping.header,
        delimiter=delimiter,
        quoted=delimiter != "\t",
        nothing=mapping.nothing,
    )


def to_events(
    batch: pa.RecordBatch, quarantine: Quarantine, mapping: ColumnMapping
) -> pa.RecordBatch:
    """Rows of the table as rows of the event table; those that do not hold go to quarantine."""
    given = {ours: _values(batch, ours, mapping) for ours in mapping.given}
    columns = _days(given, mapping) | _typed(given, len(batch)) | _sides(given, len(batch))
    columns["status"] = _status(given, len(batch))
    good = holding(
        batch,
        {
            NO_DAY: _no_day(given, columns),
            "ends before it begins": pc.less(columns["last_day"], columns["first_day"]),
            "no PLOVER type or CAMEO code that we know": pc.and_(
                pc.is_null(columns["type"]), pc.is_null(columns["cameo"])
            ),
            "no such status": pc.is_null(columns["status"]),
            "no actor": pc.is_null(given["actors"]),
            **{
                f"unknown code in {role}": _unknown(given[role])
                for role in ("actors", "recipients")
                if role in given
            },
            **({NO_ID: pc.is_null(given[ID])} if ID in given else {}),
        },
        quarantine,
    )
    columns |= _plain(given) | _named(batch, given, mapping)
    table = table_batch(columns, len(batch))
    return table if good is None else table.filter(good)


def _values(batch: pa.RecordBatch, ours: str, mapping: ColumnMapping) -> pa.Array:
    if ours not in mapping.columns:
        return same(mapping.constant[ours], len(batch))
    column = batch.column(mapping.columns[ours])
    meaning = mapping.values.get(ours, {})
    return translate(column, lambda v: meaning.get(v.strip(), v.strip()) or None, _TEXT)


def _days(given: Mapping[str, pa.Array], mapping: ColumnMapping) -> dict[str, pa.Array]:
    nothing = pa.nulls(len(given["first_day"]), _TEXT)
    begins, ends = (
        given["first_day"],
        pc.coalesce(given.get("last_day", nothing), given["first_day"]),
    )
    first = translate(begins, _reader(mapping, last=False), pa.date32())
    last = translate(ends, _reader(mapping, last=True), pa.date32())
    known = translate(given.get("known_day", nothing), _reader(mapping, last=True), pa.date32())
    one, other = translate(first, str, _TEXT), translate(last, str, _TEXT)
    both = pc.binary_join_element_wise(one, other, "/")
    return {
        "first_day": first,
        "last_day": last,
        "known_day": known,
        "edtf": pc.if_else(pc.equal(first, last), one, both),
        "year": pc.cast(pc.year(first), pa.int16()),
    }


def _no_day(given: Mapping[str, pa.Array], columns: Mapping[str, pa.Array]) -> pa.Array:
    """Whether a row has no first day, or a cell for a day in which none stands."""
    wrong = pc.is_null(columns["first_day"])
    for name in ("last_day", "known_day"):
        if name in given:
            misread = pc.and_(pc.is_valid(given[name]), pc.is_null(columns[name]))
            wrong = pc.or_(wrong, misread)
    return wrong


def _reader(mapping: ColumnMapping, *, last: bool) -> Callable[[str], dt.date | None]:
    """Reads a day as the mapping says, or the first or last day of an EDTF date."""
    form, zero = mapping.days, mapping.day_zero

    def read(text: str) -> dt.date | None:
        with suppress(ValueError, OverflowError):
            if zero:
                return in_range(zero + dt.timedelta(days=int(text)))
            if form:
                return in_range(dt.datetime.strptime(text, form).date())  # noqa: DTZ007 - a day
            covered = days(text.strip().replace(" ", "T", 1))
            return in_range(covered.last if last else covered.first)
        return None

    return read


def _typed(given: Mapping[str, pa.Array], rows: int) -> dict[str, pa.Array]:
    none = pa.nulls(rows, _TEXT)
    code = translate(given.get("cameo", none), cameo_told, _TEXT)
    told = translate(given.get("type", none), plover_type, _TEXT)
    type_ = pc.coalesce(told, translate(code, lambda c: entry_of(c).plover_type, _TEXT))
    key = pc.binary_join_element_wise(type_, pc.fill_null(given.get("mode", none), ""), "/")
    mode = pc.coalesce(
        translate(key, _mode, _TEXT), translate(code, lambda c: entry_of(c).plover_mode, _TEXT)
    )
    code = pc.coalesce(code, translate(type_, root_of, _TEXT))
    return {
        "type": type_,
        "mode": mode,
        "cameo": code,
        "original_code": pc.coalesce(given.get("cameo", none), given.get("type", none)),
        **goldstein(code),
        **scored(type_, mode),
    }


def _mode(key: str) -> str | None:
    type_, _, mode = key.partition("/")
    return mode if mode in modes(type_) else None


def _sides(given: Mapping[str, pa.Array], rows: int) -> dict[str, pa.Array]:
    none = pa.nulls(rows, _TEXT)
    sides = {
        role: pc.fill_null(translate(given.get(role, none), _codes, _TEXT), "")
        for role in ("actors", "recipients")
    }
    return {
        **sides,
        "n_sides": sides_of(sides["actors"], sides["recipients"]),
        "actor_original": given["actors"],
        "recipient_original": given.get("recipients", none),
    }


@cache
def _code(name: str) -> str | None:
    if name.startswith(("NSA:", "PER:")):
        return name
    found = state_named(name) or resolve(name) or by_person().get(name.casefold())
    # "Foreign Affairs (Norway)" acts for Norway, as ICEWS writes it.
    state = _STATE_OF.search(name)
    return found or (state_named(state[1]) if state else None)


def _codes(text: str) -> str | None:
    found = [_code(part.strip()) for part in text.split(SEPARATOR) if part.strip()]
    return SEPARATOR.join(dict.fromkeys(code for code in found if code)) or None


def _unknown(column: pa.Array) -> pa.Array:
    """Whether one of the sides of a row is nobody that we know."""
    return translate(
        column,
        lambda t: any(_code(p.strip()) is None for p in t.split(SEPARATOR) if p.strip()),
        pa.bool_(),
    )


def _status(given: Mapping[str, pa.Array], rows: int) -> pa.Array:
    told = pc.fill_null(given.get("status", pa.nulls(rows, _TEXT)), Status.OCCURRED.value)
    return translate(told, lambda t: t.lower() if t.lower() in {*Status} else None, _TEXT)


def _plain(given: Mapping[str, pa.Array]) -> dict[str, pa.Array]:
    """Columns that are taken as they are, numbers as numbers."""
    plain: dict[str, pa.Array] = {}
    for name in given.keys() - _MADE:
        kind = _TYPES[name]
        if kind in _WHOLE:
            plain[name] = whole_number(given[name], _WHOLE[kind])
        elif kind == "float64":
            plain[name] = number(given[name])
        elif name == "place":
            plain[name] = translate(given[name], state_named, _TEXT)
        else:
            plain[name] = given[name]
    if "genre" not in given and ("source_group" in given or "url" in given):
        nothing = pa.nulls(len(given["first_day"]), _TEXT)
        plain["genre"] = genre(given.get("source_group", nothing), given.get("url"))
    return plain


def _named(
    batch: pa.RecordBatch, given: Mapping[str, pa.Array], mapping: ColumnMapping
) -> dict[str, pa.Array]:
    if ID in given:
        own = given[ID]
    else:
        names = (name for name in batch.schema.names if name != ROW)
        parts = [pc.fill_null(batch.column(name), "") for name in names]
        own = translate(pc.binary_join_element_wise(*parts, "\x1f"), _hash, _TEXT)
    identity = pc.binary_join_element_wise(mapping.name, own, ":")
    named = {"event_id": identity, "source": same(mapping.name, len(batch))}
    if "happening" not in given:
        named["happening"] = identity
    if mapping.frame:
        named["frame"] = same(mapping.frame, len(batch))
    return named


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]
