"""The event table as a folder of Parquet files, by year.

`events/year=2018/<name>.parquet` and so on; years that are not known stand under
`year=__HIVE_DEFAULT_PARTITION__`, which Arrow, DuckDB and Spark read as null.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from legation.model.table import COLUMNS, TABLE_VERSION

if TYPE_CHECKING:
    import pyarrow.dataset as ds

EVENTS = "events"
"""Subfolder of an event set in which its table lies."""
_UNDATED = "year=__HIVE_DEFAULT_PARTITION__"
_ROWS_PER_GROUP = 1 << 16
_TYPES = {
    "string": pa.string(),
    "int8": pa.int8(),
    "int16": pa.int16(),
    "int32": pa.int32(),
    "float64": pa.float64(),
    "date": pa.date32(),
    "bool": pa.bool_(),
}
SCHEMA = pa.schema(
    [pa.field(c.name, _TYPES[c.type], nullable=not c.required) for c in COLUMNS],
    metadata={"legation_table": str(TABLE_VERSION)},
)
"""The event table's Arrow schema."""
_ALL_DIFFERENT = ("event_id", "happening", "article_id", "url", "evidence")
OPTIONS: dict[str, Any] = {
    "compression": "zstd",
    "use_dictionary": [name for name in SCHEMA.names if name not in _ALL_DIFFERENT],
    "write_statistics": [column.name for column in COLUMNS if column.type == "date"],
}
"""How event tables are written as Parquet."""
_FILE = SCHEMA.remove(SCHEMA.get_field_index("year"))


def table_batch(columns: Mapping[str, pa.Array], rows: int) -> pa.RecordBatch:
    """A batch of the event table; columns that are not given are null."""
    return pa.RecordBatch.from_arrays(
        [
            columns[f.name].cast(f.type) if f.name in columns else pa.nulls(rows, f.type)
            for f in SCHEMA
        ],
        schema=SCHEMA,
    )


def events_of(folder: Path) -> ds.Dataset:
    """The event table of a folder, read lazily."""
    # Takes a second to import, as it brings pandas; writing does without.
    import pyarrow.dataset as ds

    by_year = ds.partitioning(pa.schema([SCHEMA.field("year")]), flavor="hive")
    return ds.dataset(folder / EVENTS, schema=SCHEMA, format="parquet", partitioning=by_year)


def streaming() -> ds.ParquetFragmentScanOptions:
    """How to scan an event table from end to end in little memory."""
    import pyarrow.dataset as ds

    return ds.ParquetFragmentScanOptions(pre_buffer=False, use_buffered_stream=True)


def write_parts(batches: Iterable[pa.RecordBatch], folder: Path, name: str) -> None:
    """Writes rows as files called after `name`, by year, in constant memory."""
    with ExitStack() as stack:
        years: dict[int | None, _Year] = {}
        for table in larger(batches):
            for year, rows in _by_year(table):
                if year not in years:
                    years[year] = stack.enter_context(_Year(folder, name, year))
                years[year].add(rows)


def larger(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The rows in tables that are large enough to be parted at little cost."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(map(len, waiting)) >= _ROWS_PER_GROUP // 2:
            yield pa.Table.from_batches(waiting)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting)


def _by_year(table: pa.Table) -> Iterator[tuple[int | None, pa.Table]]:
    years, rows = table.column("year").combine_chunks(), table.drop_columns(["year"])
    order = pc.sort_indices(years)
    runs = pc.run_end_encode(years.take(order))
    if len(runs.values) > 1:
        rows = rows.combine_chunks()
    start = 0
    for year, stop in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
        alone = stop - start == len(rows)
        yield year, rows if alone else rows.take(order.slice(start, stop - start))
        start = stop


class _Year:
    """The file of one year; rows wait until they fill a row group.

    Arrow's own writer of data sets keeps many batches waiting, at three times the memory.
    """

    def __init__(self, folder: Path, name: str, year: int | None) -> None:
        place = folder / (_UNDATED if year is None else f"year={year}")
        place.mkdir(parents=True, exist_ok=True)
        self._writer = pq.ParquetWriter(place / f"{name}.parquet", _FILE, **OPTIONS)
        self._waiting: list[pa.Table] = []
        self._rows = 0

    def add(self, rows: pa.Table) -> None:
        self._waiting.append(rows)
        self._rows += len(rows)
        if self._rows >= _ROWS_PER_GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.concat_tables(self._waiting), self._rows)
            self._waiting, self._rows = [], 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_about: object) -> None:
        # A file that was not finished is no Parquet file; who asked removes it.
        if kind is None:
            self._flush()
        self._writer.close()


def write_events(batches: Iterable[pa.RecordBatch], folder: Path, name: str) -> None:
    """Writes a new event set into `folder`; one without events has a file without rows."""
    write_parts(batches, folder / EVENTS, name)
    if not any((folder / EVENTS).rglob("*.parquet")):
        with _Year(folder / EVENTS, name, None):
            pass
