"""The event table as a folder of Parquet files, by year.

`events/year=2018/<name>-0.parquet` and so on; years that are not known stand under
`year=__HIVE_DEFAULT_PARTITION__`, which Arrow, DuckDB and Spark read as null.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from legation.model.table import COLUMNS, TABLE_VERSION

EVENTS = "events"
"""Subfolder of an event set in which its table lies."""
_UNDATED = "year=__HIVE_DEFAULT_PARTITION__"
_ROWS_PER_GROUP = 1 << 17
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
_BY_YEAR = ds.partitioning(pa.schema([SCHEMA.field("year")]), flavor="hive")


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
    return ds.dataset(folder / EVENTS, schema=SCHEMA, format="parquet", partitioning=_BY_YEAR)


def write_parts(batches: Iterator[pa.RecordBatch], folder: Path, name: str) -> None:
    """Writes rows as files called after `name`, by year, in constant memory."""
    ds.write_dataset(
        batches,
        folder,
        schema=SCHEMA,
        format="parquet",
        file_options=ds.ParquetFileFormat().make_write_options(compression="zstd"),
        partitioning=_BY_YEAR,
        basename_template=f"{name}-{{i}}.parquet",
        max_partitions=4096,
        max_open_files=256,
        min_rows_per_group=_ROWS_PER_GROUP // 2,
        max_rows_per_group=_ROWS_PER_GROUP,
        existing_data_behavior="overwrite_or_ignore",
    )


def write_events(batches: Iterator[pa.RecordBatch], folder: Path, name: str) -> None:
    """Writes a new event set into `folder`; one without events has a file without rows."""
    write_parts(batches, folder / EVENTS, name)
    if not any((folder / EVENTS).rglob("*.parquet")):
        empty = folder / EVENTS / _UNDATED / f"{name}-0.parquet"
        empty.parent.mkdir(parents=True, exist_ok=True)
        without_year = SCHEMA.remove(SCHEMA.get_field_index("year"))
        pq.write_table(without_year.empty_table(), empty)
