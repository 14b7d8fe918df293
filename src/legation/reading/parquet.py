"""Articles of a Parquet file: one a row, in columns named as the values of a line of JSON are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from legation.errors import UnreadableInput
from legation.model import Quarantined
from legation.reading.piece import Piece
from legation.reading.rows import NAMES, ROW, TEXT, id_of, piece_of_row

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

ENDINGS = (".parquet",)
_BATCH = 64
_BUFFER = 1 << 20
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
_SHOWN = 12


def pieces(path: Path, location: str) -> Iterator[Piece | Quarantined]:
    """The piece of each row, a few rows in memory; a bad row is set aside.

    Values that the file lacks may stand in the names of its folders (`lang=en/`). Raises
    UnreadableInput where it is no Parquet file or has no column with the text.
    """
    with _opened(path) as file:
        columns = _columns(file.schema_arrow)
        beside = _of_folders(location)
        number = 0
        for row in _rows(file, columns, location):
            if isinstance(row, Quarantined):
                yield row
                return
            number += 1
            yield _guarded(beside | row, f"{location}#{number}")
    if not number:
        yield Quarantined(location=location, reason="It is empty; there is nothing to read.")


def _opened(path: Path) -> pq.ParquetFile:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UnreadableInput(
            "Reading Parquet needs the extra 'analysis'; add it with `make extras`, or with "
            "`pip install 'legation[analysis]'`."
        ) from error
    try:
        # Else the text of a whole row group would be in memory at once.
        return pq.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False)
    except pa.ArrowInvalid as error:
        raise UnreadableInput(
            "It is no whole Parquet file, perhaps cut off; get it again."
        ) from error


def _columns(schema: pa.Schema) -> list[str]:
    """The columns that are understood; raises UnreadableInput where the text's is not one."""
    import pyarrow as pa

    if TEXT not in schema.names:
        found = ", ".join(schema.names[:_SHOWN]) + (" ..." if len(schema.names) > _SHOWN else "")
        raise UnreadableInput(
            f"It has no column `{TEXT}`, only {found or 'none at all'}; rename the column that holds "
            f"the articles' text (others that are understood: {', '.join(NAMES[1:])})."
        )
    twice = [name for name in NAMES if schema.names.count(name) > 1]
    if twice:
        raise UnreadableInput(f"It has two columns `{twice[0]}`; rename one of them.")
    kind = schema.field(TEXT).type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_null(kind)):
        raise UnreadableInput(
            f"Its column `{TEXT}` is of type {kind}, which is no text; write it as text in UTF-8."
        )
    return [name for name in NAMES if name in schema.names]


def _of_folders(location: str) -> dict[str, Any]:
    """Values in the names of folders, as Spark and Hive write tables in parts."""
    pairs = (part.partition("=") for part in Path(location).parent.parts if "=" in part)
    return {k: unquote(v) for k, _, v in pairs if k in NAMES and k != TEXT and v != _NO_VALUE}


def _rows(
    file: pq.ParquetFile, columns: list[str], location: str
) -> Iterator[dict[str, Any] | Quarantined]:
    """The rows, and at the end why there are no more, where the file is broken."""
    import pyarrow as pa

    batches = file.iter_batches(batch_size=_BATCH, columns=columns)
    seen = 0
    while True:
        try:
            batch = next(batches, None)
        except (OSError, pa.ArrowException) as error:
            why = " ".join(str(error).split())[:120]
            yield Quarantined(
                location=f"{location}#{seen + 1}",
                reason=f"The file breaks off here ({why}); get it again.",
            )
            return
        if batch is None:
            return
        lists = [_values(batch.column(name)) for name in columns]
        for values in zip(*lists, strict=True):
            yield dict(zip(columns, values, strict=True))
        seen += len(batch)


def _values(column: pa.Array) -> list[Any]:
    """The values of a column; those that are no UTF-8 as bytes, so that only their rows fall."""
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_timestamp(column.type):
        # Nanoseconds do not fit into Python's own instants.
        column = column.cast(pa.timestamp("s", column.type.tz), safe=False)
    try:
        values = column.to_pylist()
    except UnicodeDecodeError:
        values = [_decoded(value) for value in column.cast(_bytes_of(column.type)).to_pylist()]
    return [v.isoformat() if isinstance(v, dt.date) else v for v in values]


def _bytes_of(kind: pa.DataType) -> pa.DataType:
    import pyarrow as pa

    return pa.large_binary() if pa.types.is_large_string(kind) else pa.binary()


def _decoded(value: bytes | None) -> str | bytes | None:
    try:
        return value.decode() if value is not None else None
    except UnicodeDecodeError:
        return value


def _guarded(row: Mapping[str, Any], where: str) -> Piece | Quarantined:
    if isinstance(row.get(TEXT), bytes):
        reason = "The row is not in UTF-8; write the file anew as UTF-8."
    else:
        try:
            return piece_of_row(row, where, ROW)
        except UnreadableInput as error:
            reason = str(error)
    return Quarantined(location=where, reason=reason, id=id_of(row))
