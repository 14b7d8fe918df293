"""PDF: text out of its pages, put together as paragraphs."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from legation.errors import UnreadableInput
from legation.reading.dating import iso_day
from legation.reading.piece import Piece

if TYPE_CHECKING:
    from pypdf import PdfReader

_ENCRYPTED = "The PDF is encrypted; open it with its password and save it without one."
_BROKEN = "The PDF is broken and cannot be read; get it again."
_SCANNED = "The PDF holds no text, only pictures of pages; run it through text recognition first."
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_END = re.compile(r"[.!?:][\"'”’)\]]*\d{0,2}$")
_FULL = 0.8
_SHORT = 0.6
_RUNNING = 3


def portable(data: bytes, location: str) -> Piece:
    """The text of a PDF; raises UnreadableInput for one that is encrypted, scanned or broken."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableInput(_ENCRYPTED)
        pages = [_lines(page.extract_text() or "") for page in reader.pages]
        title, made = _metadata(reader)
    except UnreadableInput:
        raise
    except (DependencyError, FileNotDecryptedError) as error:
        raise UnreadableInput(_ENCRYPTED) from error
    except Exception as error:
        # pypdf raises whatever a malformed file provokes, from KeyError to RecursionError.
        raise UnreadableInput(_BROKEN) from error
    text = "\n".join(_paragraphs(_without_running_lines(pages)))
    if not text.strip():
        raise UnreadableInput(_SCANNED)
    return Piece(text=text, location=location, fallback_title=title, hint=made)


def _metadata(reader: PdfReader) -> tuple[str | None, str | None]:
    found = reader.metadata
    if found is None:
        return None, None
    title = str(found.title).strip() if found.title else None
    made = str(found.get("/CreationDate") or "").removeprefix("D:")
    return title or None, iso_day(made[:8])


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def _without_running_lines(pages: Sequence[list[str]]) -> list[str]:
    """All lines but page numbers, and heads and feet that most pages repeat."""
    edges = Counter(edge for page in pages for edge in {line for line in _edges(page) if line})
    running = {line for line, n in edges.items() if n >= _RUNNING and 2 * n >= len(pages)}
    return [
        line
        for page in pages
        for line in page
        if not (line and _PAGE_NUMBER.fullmatch(line)) and line not in running
    ]


def _edges(page: Sequence[str]) -> tuple[str, ...]:
    shown = [line for line in page if line]
    return (shown[0], shown[-1]) if shown else ()


def _paragraphs(lines: Sequence[str]) -> list[str]:
    width = max((len(line) for line in lines), default=0)
    made: list[str] = []
    before = ""
    for line in lines:
        if line and made and before and _continues(before, line, width):
            made[-1] = _joined(made[-1], line)
        elif line:
            made.append(line)
        before = line
    return made


def _continues(before: str, line: str, width: int) -> bool:
    """Whether a line goes on where the one before broke at the edge of the page."""
    if line[0].islower():
        return True
    if _END.search(before):
        return len(before) >= _FULL * width
    return len(before) >= _SHORT * width


def _joined(before: str, line: str) -> str:
    if before.endswith("-") and len(before) > 1 and before[-2].isalpha():
        return before[:-1] + line if line[0].islower() else before + line
    return f"{before} {line}"
