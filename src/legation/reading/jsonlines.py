"""JSON Lines: one article a line, with `text` and, where known, what else the world says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from legation.errors import UnreadableInput
from legation.model import Quarantined
from legation.reading.limits import Limits, megabytes
from legation.reading.piece import Piece
from legation.reading.rows import LINE, id_of, piece_of_row

ENDINGS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_CHUNK = 1 << 20


def pieces(lines: IO[bytes], location: str, limits: Limits) -> Iterator[Piece | Quarantined]:
    """The piece of each line, at most one line in memory; a bad line is set aside."""
    seen = False
    for number, line in _numbered(lines, limits):
        where = f"{location}#{number}"
        if isinstance(line, str):
            yield Quarantined(location=where, reason=line)
            seen = True
        elif line.strip():
            yield _guarded(line, where)
            seen = True
    if not seen:
        yield Quarantined(location=location, reason="It is empty; there is nothing to read.")


def _numbered(lines: IO[bytes], limits: Limits) -> Iterator[tuple[int, bytes | str]]:
    """Lines with their numbers from 1, or the reason why one cannot be had."""
    number = 0
    while True:
        number += 1
        try:
            line = lines.readline(limits.bytes + 1)
            if len(line) > limits.bytes:
                _skip(lines, line)
                yield (
                    number,
                    (
                        f"The line is longer than the {megabytes(limits.bytes)} that one article "
                        "may have; split it."
                    ),
                )
                continue
        except (EOFError, OSError) as error:
            yield number, f"The file breaks off here ({_why(error)}); get it again."
            return
        if not line:
            return
        yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or "it was not written to its end"


def _skip(lines: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = lines.readline(_CHUNK)


def _guarded(line: bytes, where: str) -> Piece | Quarantined:
    row: object = None
    try:
        row = _object(line)
        return piece_of_row(row, where, LINE)
    except UnreadableInput as error:
        reason = str(error)
    except RecursionError:
        reason = "The line is nested too deeply; write one flat object a line."
    return Quarantined(location=where, reason=reason, id=id_of(row))


def _object(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableInput("The line is not in UTF-8; write the file anew as UTF-8.") from error
    except ValueError as error:
        raise UnreadableInput(
            "The line is not valid JSON, perhaps cut off; write one whole object a line."
        ) from error
    if not isinstance(row, dict):
        raise UnreadableInput("The line is no JSON object; write one object with `text` a line.")
    return row
