"""Delimited files as a stream of batches of strings, in constant memory, with bad lines set aside.

Reads plain, gzip and zip files. A line with too few or too many fields is handed to `reject` and
the rest go on; bytes that are no UTF-8 are read as Latin-1, value by value; a file that breaks
off gives what came before the break and then raises Truncated.
"""

from __future__ import annotations

import codecs
import gzip
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from csv import reader as read_line
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa
from pyarrow import csv

from legation.datasets.quarantine import ROW, Quarantine
from legation.errors import UnreadableInput

BLOCK = 8 << 20
"""Bytes read at a time; memory grows with this and not with the file."""
_START = 1 << 18
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
BROKEN = (EOFError, OSError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What reading a file that breaks off or is damaged raises."""
Reject = Callable[[str, str], None]
"""Takes a reason and the line as it stood."""


class Truncated(Exception):
    """The file breaks off; what came before has been given."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns of a file: their names, whether a line holds them, and how many lines stand before.

    `wanted` are the columns to give, all where it is empty; `coded` those of them with few different
    values, which are given as dictionaries. `nothing` are the cells that mean that there is no value.
    """

    names: tuple[str, ...]
    header: bool
    delimiter: str = "\t"
    quoted: bool = False
    skip: int = 0
    wanted: tuple[str, ...] = ()
    coded: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ("",)


def first_lines(path: Path, count: int = 50) -> list[str]:
    """The first whole lines of a file, to tell its layout; raises UnreadableInput if it has none."""
    try:
        with open_bytes(path) as stream:
            start = _some(stream)
    except BROKEN as error:
        raise UnreadableInput(f"{path} cannot be read: {why(error)}.") from error
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableInput(f"{path} is written in UTF-16; save it as UTF-8 and import it again.")
    if not start.strip():
        raise UnreadableInput(f"{path} is empty; there is nothing to import.")
    if b"\0" in start:
        raise UnreadableInput(f"{path} is not a text file; give the data set's own text files.")
    whole = start[: start.rfind(b"\n") + 1] if len(start) >= _START else start
    return _text(whole or start).splitlines()[:count]


def _some(stream: IO[bytes]) -> bytes:
    """The start of a file, also of one that breaks off within it."""
    start = b""
    try:
        while len(start) < _START and (more := stream.read(1 << 13)):
            start += more
    except BROKEN:
        if not start:
            raise
    return start


def usual_count(lines: list[str], delimiter: str) -> int:
    """How many fields most of the lines have."""
    return Counter(line.count(delimiter) + 1 for line in lines if line).most_common(1)[0][0]


def named(line: str, delimiter: str) -> list[str]:
    """The fields of a header line, without the quotes and blanks around them."""
    return [field.strip() for field in next(read_line([line], delimiter=delimiter), [])]


def batches(path: Path, layout: Layout, quarantine: Quarantine) -> Iterator[pa.RecordBatch]:
    """Batches of the wanted columns as text, empty cells as null.

    Lines that are no rows go to `quarantine`, which can look up the line of each row while its batch
    is at hand. Batches are cut alike each time.
    """
    with open_bytes(path) as stream:
        lines = _WholeLines(stream)
        made = (
            _stream(lines, layout, quarantine)
            if layout.quoted
            else _blocks(lines, layout, quarantine)
        )
        try:
            yield from made
        except pa.ArrowInvalid as error:
            if "Empty CSV" not in str(error):
                raise Truncated(str(error)) from error
        if lines.broken:
            raise Truncated(lines.broken)


def _stream(lines: _WholeLines, layout: Layout, quarantine: Quarantine) -> Iterator[pa.RecordBatch]:
    """Where values may hold line breaks, only Arrow's own reader finds the ends of rows."""
    options = _options(layout, quarantine, layout.skip + layout.header)
    for batch in csv.open_csv(pa.PythonFile(lines, mode="r"), *options):
        yield _decoded(batch)


def _blocks(lines: _WholeLines, layout: Layout, quarantine: Quarantine) -> Iterator[pa.RecordBatch]:
    """Block by block, the next one parsed while a batch is used; takes a third less time."""
    with ThreadPoolExecutor(1) as ahead:
        coming = ahead.submit(_parsed, lines, layout, quarantine, layout.skip + layout.header)
        while (parsed := coming.result()) is not None:
            coming = ahead.submit(_parsed, lines, layout, quarantine, 0)
            block, skipped, batch = parsed
            quarantine.whole = partial(_whole, block, layout, skipped)
            yield batch


def _parsed(
    lines: _WholeLines, layout: Layout, quarantine: Quarantine, skip: int
) -> tuple[memoryview, int, pa.RecordBatch] | None:
    block = lines.some(BLOCK)
    if not block:
        return None
    options = _options(layout, quarantine, skip)
    try:
        table = csv.read_csv(pa.BufferReader(block), *options)
    except pa.ArrowInvalid as error:
        if "Empty CSV" not in str(error):
            raise
        table = pa.table(
            {name: pa.array([], pa.binary()) for name in layout.wanted or layout.names}
        )
    (batch,) = table.combine_chunks().to_batches() or [pa.RecordBatch.from_pylist([], table.schema)]
    # By way of its buffer: an array from NumPy would first import all of pandas.
    numbers = pa.py_buffer(np.arange(len(batch), dtype=np.int32))
    rows = pa.Array.from_buffers(pa.int32(), len(batch), [None, numbers])
    return block, skip, _decoded(batch).append_column(ROW, rows)


def _whole(block: memoryview, layout: Layout, skip: int, rows: Sequence[int]) -> list[str]:
    """The lines of a block that are rows, by number."""
    fields, delimiter = len(layout.names), layout.delimiter.encode()
    lines = (line.rstrip(b"\r") for line in bytes(block).split(b"\n")[skip:])
    whole = [line for line in lines if line and line.count(delimiter) == fields - 1]
    return [_text(whole[row]) for row in rows]


class _WholeLines:
    """A stream that ends after its last whole line where the file breaks off, and says why."""

    closed = False

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._rest = b""
        self._ended = False
        self.broken: str | None = None

    def read(self, size: int) -> bytes:
        """What Arrow asks for."""
        return bytes(self.some(size))

    def some(self, size: int) -> memoryview:
        """Whole lines of about `size` bytes; the rest of the last one comes with the next."""
        pieces, length = [self._rest], len(self._rest)
        while length < size and not self._ended:
            piece = self._piece(size - length)
            pieces.append(piece)
            length += len(piece)
        data = b"".join(pieces)
        if self._ended and not self.broken:
            self._rest = b""
            return memoryview(data)
        end = data.rfind(b"\n") + 1 or (0 if self.broken else len(data))
        self._rest = b"" if self.broken else data[end:]
        return memoryview(data)[:end]

    def _piece(self, size: int) -> bytes:
        try:
            piece = self._stream.read1(size)  # type: ignore[attr-defined]
        except BROKEN as error:
            self.broken = why(error)
            piece = b""
        self._ended = not piece
        return bytes(piece)

    def close(self) -> None:
        """Nothing is to be done; who opened the stream closes it."""


def _options(
    layout: Layout, quarantine: Quarantine, skip: int
) -> tuple[csv.ReadOptions, csv.ParseOptions, csv.ConvertOptions]:
    # A block of ours is one of Arrow's.
    size = BLOCK if layout.quoted else 2 * BLOCK
    names = list(layout.names)
    return (
        csv.ReadOptions(block_size=size, column_names=names, skip_rows=skip),
        csv.ParseOptions(
            delimiter=layout.delimiter,
            quote_char='"' if layout.quoted else False,
            newlines_in_values=layout.quoted,
            invalid_row_handler=_handler(quarantine),
        ),
        csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.binary())
            | dict.fromkeys(layout.coded, pa.dictionary(pa.int32(), pa.binary())),
            include_columns=list(layout.wanted or names),
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
            null_values=list(layout.nothing),
            check_utf8=False,
        ),
    )


def _handler(quarantine: Quarantine) -> Callable[[Any], str]:
    def handle(row: Any) -> str:
        reason = f"{row.actual_columns} fields instead of {row.expected_columns}"
        quarantine.line(reason, row.text or "")
        return "skip"

    return handle


def open_bytes(path: Path) -> IO[bytes]:
    """The bytes of a plain file, or those within a gzip file or a zip file with one member."""
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(_GZIP):
        return gzip.open(path, "rb")  # type: ignore[return-value]
    if start == _ZIP:
        archive = zipfile.ZipFile(path)
        members = [name for name in archive.namelist() if not name.endswith("/")]
        if len(members) != 1:
            raise UnreadableInput(f"{path} holds {len(members)} files; unpack it and name them.")
        return archive.open(members[0])
    return path.open("rb")


def why(error: BaseException) -> str:
    """What an error of reading says."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _decoded(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [_strings(column) for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def _strings(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        return pa.DictionaryArray.from_arrays(column.indices, _strings(column.dictionary))
    try:
        return column.cast(pa.string())
    except pa.ArrowInvalid:
        return pa.array([None if v is None else _text(v) for v in column.to_pylist()], pa.string())


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
