"""JSON Lines: one article a line with `text`, and `id`, `title`, `date`, `source` if known."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from legation.errors import LegationError
from legation.model import Quarantined, ReadResult
from legation.reading.article import make_article
from legation.reading.formats import Piece

_ENDINGS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


def is_lines(path: Path) -> bool:
    """Whether a file is JSON Lines, by its ending."""
    return path.name.lower().endswith(_ENDINGS)


def looks_like_lines(data: bytes) -> bool:
    """Whether standard input begins with a JSON object that has a text."""
    first = data.lstrip().split(b"\n", 1)[0]
    return first.startswith(b"{") and b'"text"' in first


def read_lines(path: Path, given: str | None) -> Iterator[ReadResult]:
    """Articles of a JSON Lines file, one line at a time."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", errors="replace") as lines:
        yield from from_lines(lines, str(path), given)


def from_lines(lines: Iterable[str], where: str, given: str | None) -> Iterator[ReadResult]:
    """Articles of lines; a bad line is set aside and the rest goes on."""
    found = False
    source = iter(lines)
    number = 0
    while True:
        number += 1
        try:
            line = next(source)
        except StopIteration:
            break
        except (OSError, EOFError):
            yield Quarantined(
                location=f"{where}#{number}",
                reason="The file breaks off here; get it again, the lines before were read.",
            )
            return
        if line.strip():
            found = True
            yield _line(line, f"{where}#{number}", given)
    if not found:
        yield Quarantined(location=where, reason="It is empty; there is nothing to read.")


def _line(line: str, where: str, given: str | None) -> ReadResult:
    try:
        row = json.loads(line)
    except ValueError:
        return Quarantined(
            location=where,
            reason="The line is not valid JSON, perhaps cut off; write one object a line.",
        )
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Quarantined(
            location=where, reason="The line has no field `text` with the article's text; add it."
        )
    identity = row.get("id")
    date = row.get("date") or row.get("published")
    piece = Piece(
        text=row["text"],
        title=str(row["title"]) if row.get("title") else None,
        date=str(date) if date else None,
        source=str(row["source"]) if row.get("source") else None,
        licence=str(row.get("licence") or row.get("license") or "") or None,
        id=str(identity) if identity not in (None, "") else None,
    )
    try:
        return make_article(piece, location=where, given=given)
    except LegationError as error:
        return Quarantined(location=where, reason=str(error), id=piece.id)
