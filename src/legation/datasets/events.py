"""Our own event table as others may keep it: CSV, JSON Lines or Parquet with its columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

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
from legation.knowledge.ontology import types
from legation.model.event import Status
from legation.model.table import COLUMNS, NAMES

_PARQUET = b"PAR1"
_REQUIRED = tuple(column.name for column in COLUMNS if column.required)
_MAY_BE_EMPTY = ("actors", "recipients")
_WHAT = "row of an event table"
_READ: Mapping[str, Callable[[Any], Any]] = {
    "string": str,
    "int8": int,
    "int16": int,
    "int32": int,
    "float64": float,
    "date": lambda text: dt.date.fromisoformat(str(text)[:10]),
    "bool": bool,
}


def batches(path: Path, quarantine: Quarantine) -> Iterator[pa.RecordBatch]:
    """Batches of the event table; raises UnreadableInput where the file has other columns."""
    with path.open("rb") as file:
        start = file.read(4)
    if start == _PARQUET:
        return _parquet(path)
    if first_lines(path)[0].lstrip().startswith("{"):
        return in_batches(rows_of(path, _row, _WHAT, quarantine.line), quarantine.line)
    return in_batches(_csv_rows(path, _layout(path), quarantine), quarantine.line)


def to_events(batch: pa.RecordBatch, quarantine: Quarantine) -> pa.RecordBatch:
    """The rows that hold, each in the partition of its year; the others go to quarantine."""
    statuses, known = {*Status}, {*types()}
    year = pc.coalesce(pc.year(batch.column("first_day")), pc.year(batch.column("last_day")))
    good = holding(
        batch,
        {
            NO_ID: pc.equal(batch.column("event_id"), ""),
            "no such status": translate(
                batch.column("status"), lambda text: text not in statuses, pa.bool_()
            ),
            "no such PLOVER type": translate(
                batch.column("type"), lambda text: text not in known, pa.bool_()
            ),
        },
        quarantine,
    )
    columns = dict(zip(batch.schema.names, batch.columns, strict=True)) | {"year": year}
    table = table_batch(columns, len(batch))
    return table if good is None else table.filter(good)


def _row(row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row with the types of the table; raises where it cannot be one."""
    made = {
        column.name: _READ[column.type](row[column.name])
        for column in COLUMNS
        if row.get(column.name) is not None
    }
    made |= {name: made.get(name, "") for name in _MAY_BE_EMPTY}
    if missing := [name for name in _REQUIRED if name not in made]:
        raise ValueError(f"a row without {missing[0]}")
    yield made


def _csv_rows(path: Path, layout: Layout, quarantine: Quarantine) -> Iterator[dict[str, Any]]:
    for batch in delimited.batches(path, layout, quarantine):
        for cells in batch.to_pylist():
            try:
                yield from _row(cells)
            except ValueError:
                quarantine.line(f"a line that is no {_WHAT}", str(cells))


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
    return _cast(path, file)


def _cast(path: Path, file: pq.ParquetFile) -> Iterator[pa.RecordBatch]:
    names = [name for name in SCHEMA.names if name in file.schema_arrow.names]
    try:
        for batch in file.iter_batches():
            yield table_batch({name: batch.column(name) for name in names}, len(batch))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        raise UnreadableInput(f"{path} is no event table: {error}.") from error
