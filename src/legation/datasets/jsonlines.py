"""Lines of JSON as rows of the event table, one bad line never costing the others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from legation.datasets.delimited import BROKEN, Reject, Truncated, open_bytes, why
from legation.datasets.parquet import SCHEMA

Row = Mapping[str, Any]
_BATCH = 10_000


class Refused(ValueError):
    """A line that is what it should be and still gives no row, for the reason told."""


def in_batches(rows: Iterable[Row], reject: Reject | None = None) -> Iterator[pa.RecordBatch]:
    """Rows of the event table, as batches; a row that does not fit it goes to `reject`."""
    waiting = iter(rows)
    while some := list(islice(waiting, _BATCH)):
        try:
            yield pa.RecordBatch.from_pylist(some, schema=SCHEMA)
        except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
            if reject is None:
                raise
            fitting = [row for row in some if _fits(row, reject)]
            yield pa.RecordBatch.from_pylist(fitting, schema=SCHEMA)


def _fits(row: Row, reject: Reject) -> bool:
    try:
        pa.RecordBatch.from_pylist([row], schema=SCHEMA)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as error:
        reject("a row that does not fit the event table", f"{error}: {row}")
        return False
    return True


def rows_of(
    path: Path, make: Callable[[dict[str, Any]], Iterable[Row]], what: str, reject: Reject
) -> Iterator[Row]:
    """What `make` builds of each line; a line of which it builds nothing sound goes to `reject`.

    A file that breaks off raises Truncated after what came before.
    """
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            made = list(make(json.loads(line)))
        except Refused as error:
            reject(str(error), f"{number}: {line}")
            continue
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            reject(f"a line that is no {what}", f"{number}: {line}")
            continue
        yield from made


def _lines(path: Path) -> Iterator[str]:
    with open_bytes(path) as stream:
        lines = iter(stream)
        while True:
            try:
                line = next(lines, None)
            except BROKEN as error:
                raise Truncated(why(error)) from error
            if line is None:
                return
            yield line.decode("utf-8-sig", "replace")
