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
from collections.abc import Callable, Collection, Iterator
from csv import reader as read_line
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
from pyarrow import csv

from legation.errors import UnreadableInput

BLOCK = 2 << 20
"""Bytes read at a time; memory grows with this and not with the file."""
_START = 1 << 18
_SHOWN = 2000
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

    `wanted` are the columns that are needed as text, all where it is empty; the others stay bytes.
    `nothing` are the cells that mean that there is no value.
    """

    names: tuple[str, ...]
    header: bool
    delimiter: str = "\t"
    quoted: bool = False
    skip: int = 0
    wanted: tuple[str, ...] = ()
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


def batches(path: Path, layout: Layout, reject: Reject) -> Iterator[pa.RecordBatch]:
    """Batches, one column per name of the layout, empty cells as null."""
    with open_bytes(path) as stream:
        lines = _WholeLines(stream)
        try:
            for batch in csv.open_csv(pa.PythonFile(lines, mode="r"), *_options(layout, reject)):
                yield _decoded(batch, set(layout.wanted or layout.names))
        except pa.ArrowInvalid as error:
            if "Empty CSV" not in str(error):
                raise Truncated(str(error)) from error
        if lines.broken:
            raise Truncated(lines.broken)


class _WholeLines:
    """A stream that ends after its last whole line where the file breaks off, and says why."""

    closed = False

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._rest = b""
        self._ended = False
        self.broken: str | None = None

    def read(self, size: int = BLOCK) -> bytes:
        """Whole lines of about `size` bytes; the rest of the last one comes with the next."""
        pieces, length = [self._rest], len(self._rest)
        while length < size and not self._ended:
            piece = self._piece(size - length)
            pieces.append(piece)
            length += len(piece)
        data = b"".join(pieces)
        if self._ended and not self.broken:
            self._rest = b""
            return data
        end = data.rfind(b"\n") + 1 or (0 if self.broken else len(data))
        self._rest = b"" if self.broken else data[end:]
        return data[:end]

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
    layout: Layout, reject: Reject
) -> tuple[csv.ReadOptions, csv.ParseOptions, csv.ConvertOptions]:
    return (
        csv.ReadOptions(
            block_size=BLOCK,
            column_names=list(layout.names),
            skip_rows=layout.skip + layout.header,
        ),
        csv.ParseOptions(
            delimiter=layout.delimiter,
            quote_char='"' if layout.quoted else False,
            newlines_in_values=layout.quoted,
            invalid_row_handler=_handler(reject),
        ),
        csv.ConvertOptions(
            column_types=dict.fromkeys(layout.names, pa.binary()),
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
            null_values=list(layout.nothing),
            check_utf8=False,
        ),
    )


def _handler(reject: Reject) -> Callable[[Any], str]:
    def handle(row: Any) -> str:
        reject(
            f"{row.actual_columns} fields instead of {row.expected_columns}",
            (row.text or "")[:_SHOWN],
        )
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


def _decoded(batch: pa.RecordBatch, wanted: Collection[str]) -> pa.RecordBatch:
    names = batch.schema.names
    columns = (
        _strings(column) if name in wanted else column
        for name, column in zip(names, batch.columns, strict=True)
    )
    return pa.RecordBatch.from_arrays(list(columns), names=names)


def _strings(column: pa.Array) -> pa.Array:
    try:
        return column.cast(pa.string())
    except pa.ArrowInvalid:
        return pa.array([None if v is None else _text(v) for v in column.to_pylist()], pa.string())


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
