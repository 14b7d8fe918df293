"""JSON Lines: one article a line, with `text` and, where known, what else the world says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any
from urllib.parse import urlsplit

from legation.errors import UnreadableInput
from legation.model import Quarantined
from legation.reading.dating import iso_day
from legation.reading.limits import Limits, megabytes
from legation.reading.piece import Piece

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
        return _piece(row, where)
    except UnreadableInput as error:
        reason = str(error)
    except RecursionError:
        reason = "The line is nested too deeply; write one flat object a line."
    name = row.get("id") if isinstance(row, dict) else None
    return Quarantined(location=where, reason=reason, id=str(name) if name else None)


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


def _piece(row: dict[str, Any], where: str) -> Piece:
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise UnreadableInput("The line has no `text`; give the article's text under that name.")
    title, lang = _string(row, "title"), _string(row, "lang", "language")
    return Piece(
        text=text,
        location=where,
        id=_string(row, "id"),
        title=title,
        date=_day(row),
        source=_string(row, "source") or _host(_string(row, "url")),
        url=_string(row, "url"),
        licence=_string(row, "license", "licence"),
        lang=lang.lower().replace("_", "-").split("-")[0] if lang else None,
        untitled=title is None,
    )


def _string(row: dict[str, Any], *keys: str) -> str | None:
    for key in keys:
        value = row.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
        if value not in (None, "", False) and not isinstance(value, str | int):
            raise UnreadableInput(f"The line's `{key}` is no text; write it between quotes.")
    return None


def _host(url: str | None) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


def _day(row: dict[str, Any]) -> str | None:
    text = _string(row, "date", "published")
    if text is None:
        return None
    day = iso_day(text)
    if day is None:
        raise UnreadableInput(
            f"The line's `date` {text[:40]!r} is no day; write it as 2025-10-26 or leave it away."
        )
    return day
