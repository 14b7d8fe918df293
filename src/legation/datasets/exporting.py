"""An event table into one file, of our columns or of those that GDELT, ICEWS or POLECAT publish."""

from __future__ import annotations

import gzip
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyarrow.parquet as pq
from pyarrow import csv

from legation.datasets.layouts import GDELT_2, ICEWS, POLECAT
from legation.datasets.parquet import OPTIONS, SCHEMA, larger
from legation.datasets.published import gdelt_lines, icews_lines, polecat_lines
from legation.datasets.rowwise import COLUMNS, Act, LeftOut, acts
from legation.model.table import NAMES

if TYPE_CHECKING:
    import pyarrow as pa

Batches = Iterable["pa.RecordBatch"]
_PUBLISHED: dict[str, tuple[tuple[str, ...], bool, Callable[[Act], Iterator[str]]]] = {
    "gdelt": (GDELT_2, False, gdelt_lines),
    "icews": (ICEWS, True, icews_lines),
    "polecat": (POLECAT, True, polecat_lines),
}


def write(batches: Batches, form: str, path: Path, *, packed: bool) -> tuple[int, Counter[str]]:
    """Writes the events and gives the number of lines or rows, and of events left out by reason.

    `form` is gdelt, icews, polecat, csv, jsonl or parquet; `packed` compresses all but the last with
    gzip. The same events give the same bytes.
    """
    left_out = LeftOut()
    with opened(path, packed=packed and form != "parquet") as sink:
        if form == "parquet":
            rows = _parquet(batches, sink)
        elif form == "csv":
            rows = _csv(batches, sink)
        elif form == "jsonl":
            rows = _lines(_json(batches), sink)
        else:
            rows = _lines(_published(batches, form, left_out), sink)
            rows -= _PUBLISHED[form][1]
    return rows, left_out.reasons


def needed(form: str) -> tuple[str, ...]:
    """The columns of the event table from which a form is written."""
    return COLUMNS if form in _PUBLISHED else NAMES


def columns(form: str) -> tuple[str, ...]:
    """The columns of a form."""
    return _PUBLISHED[form][0] if form in _PUBLISHED else NAMES


def lines_of(lines: Iterator[str], path: Path, *, packed: bool) -> int:
    """Writes lines of text, by gzip where `packed`, and gives their number."""
    with opened(path, packed=packed) as sink:
        return _lines(lines, sink)


@contextmanager
def opened(path: Path, *, packed: bool) -> Iterator[IO[bytes]]:
    """A new file of bytes, or of what gzip makes of them."""
    with path.open("wb") as raw:
        if packed:
            # No time and no name inside, so that the same events give the same bytes.
            with gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as zipped:
                yield zipped  # type: ignore[misc]
        else:
            yield raw


def _parquet(batches: Batches, sink: IO[bytes]) -> int:
    rows = 0
    with pq.ParquetWriter(sink, SCHEMA, **OPTIONS) as writer:
        for table in larger(batches):
            writer.write_table(table)
            rows += len(table)
    return rows


def _csv(batches: Batches, sink: IO[bytes]) -> int:
    rows = 0
    with csv.CSVWriter(sink, SCHEMA) as writer:
        for batch in batches:
            writer.write_batch(batch)
            rows += len(batch)
    return rows


def _json(batches: Batches) -> Iterator[str]:
    for batch in batches:
        for row in batch.to_pylist():
            yield json.dumps(row, ensure_ascii=False, default=str)


def _published(batches: Batches, form: str, left_out: LeftOut) -> Iterator[str]:
    names, header, lines = _PUBLISHED[form]
    if header:
        yield "\t".join(names)
    rows: Iterator[dict[str, Any]] = (row for batch in batches for row in batch.to_pylist())
    needs = "type" if form == "polecat" else "cameo"
    for act in acts(rows, needs, left_out):
        yield from lines(act)


def _lines(lines: Iterator[str], sink: IO[bytes]) -> int:
    number = 0
    text = io.TextIOWrapper(sink, encoding="utf-8", newline="\n", write_through=False)
    for number, line in enumerate(lines, 1):  # noqa: B007 - the number is wanted
        text.write(line + "\n")
    text.flush()
    text.detach()
    return number
