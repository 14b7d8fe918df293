"""Our own event table as others may keep it: CSV, JSON Lines or Parquet with its columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from legation.datasets import delimited
from legation.datasets.cells import NO_ID, holding
from legation.datasets.codes import translate
from legation.datasets.delimited import Layout, first_lines, named
from legation.datasets.jsonlines import in_batches, rows_of
from legation.datasets.parquet import SCHEMA, table_batch
from legation.datasets.quarantine import Quarantine
from legation.errors import UnreadableInput
from legation.model.table import NAMES

_PARQUET = b"PAR1"
_REQUIRED = tuple(field.name for field in SCHEMA if not field.nullable)
_DAYS = tuple(field.name for field in SCHEMA if pa.types.is_date(field.type))


def batches(path: Path, quarantine: Quarantine) -> Iterator[pa.RecordBatch]:
    """Rows as they are in the file; raises UnreadableInput where it has other columns."""
    with path.open("rb") as file:
        start = file.read(4)
    if start == _PARQUET:
        return _parquet(path)
    if first_lines(path)[0].lstrip().startswith("{"):
        return in_batches(rows_of(path, _of_line, "row of an event table", quarantine.line))
    return delimited.batches(path, _layout(path), quarantine.line)


def to_events(batch: pa.RecordBatch, quarantine: Quarantine) -> pa.RecordBatch:
    """Rows of whichever file as rows of the event table; those without identity go to quarantine."""
    columns = {}
    for field in SCHEMA:
        if field.name in batch.schema.names:
            columns[field.name] = _typed(batch.column(field.name), field)
    wrong = {NO_ID: pc.is_null(columns["event_id"])}
    good = holding(batch, wrong, quarantine)
    table = table_batch(columns, len(batch))
    return table if good is None else table.filter(good)


def _typed(column: pa.Array, field: pa.Field) -> pa.Array:
    if pa.types.is_string(column.type) and not pa.types.is_string(field.type):
        read = _day if pa.types.is_date(field.type) else _whole
        floats = pa.types.is_floating(field.type)
        return column.cast(field.type) if floats else translate(column, read, field.type)
    typed = column.cast(field.type)
    empty = field.name in _REQUIRED and field.name in {"actors", "recipients"}
    return pc.fill_null(typed, "") if empty else typed


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text)


def _whole(text: str) -> int:
    return int(float(text))


def _of_line(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if any(row[name] is None for name in _REQUIRED):
        raise ValueError("a row that lacks what is required")
    days = {name: dt.date.fromisoformat(row[name]) for name in _DAYS if row.get(name)}
    yield {**row, **days}


def _layout(path: Path) -> Layout:
    header = named(first_lines(path)[0], ",")
    _check(path, header)
    return Layout(names=tuple(header), header=True, delimiter=",", quoted=True)


def _check(path: Path, names: list[str]) -> None:
    if missing := [name for name in _REQUIRED if name not in names]:
        raise UnreadableInput(
            f"{path} has no column {missing[0]!r}; event tables have {', '.join(NAMES)}."
        )


def _parquet(path: Path) -> Iterator[pa.RecordBatch]:
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise UnreadableInput(f"{path} cannot be read as Parquet: {error}.") from error
    _check(path, file.schema_arrow.names)
    return cast("Iterator[pa.RecordBatch]", file.iter_batches())
