"""What the inputs are: files, folders, patterns, addresses and standard input, in order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from legation.model import Quarantined
from legation.reading import jsonlines, parquet

TEXT = (".txt", ".text")
MARKDOWN = (".md", ".markdown")
HTML = (".html", ".htm", ".xhtml")
PDF = (".pdf",)
TABLES = (*jsonlines.ENDINGS, *parquet.ENDINGS)
"""Endings of files that hold many articles."""
ENDINGS = (*TEXT, *MARKDOWN, *HTML, *PDF, *TABLES)
_DOCUMENTS = (
    *(
        ".doc",
        ".docx",
        ".odt",
        ".rtf",
        ".epub",
        ".mobi",
        ".pages",
        ".eml",
        ".msg",
        ".mht",
        ".mhtml",
    ),
    *(".json", ".xml", ".rss", ".atom", ".csv", ".tsv", ".xls", ".xlsx", ".ppt", ".pptx"),
    *(".gz", ".zip", ".tar", ".7z", ".rar", ".tgz", ".bz2", ".xz", ".rst", ".tex", ".log"),
)
"""Endings of files that may hold articles, which nobody should believe to have been read."""
_LISTED = ".txt, .md, .html, .pdf, .jsonl or .parquet"


class Way(StrEnum):
    """How a piece of input is reached."""

    FILE = "file"
    ADDRESS = "address"
    STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read; `location` is its path, its address, or `-`."""

    way: Way
    location: str


def expand(inputs: Sequence[str]) -> Iterator[Source | Quarantined]:
    """The sources that the inputs stand for, and what is none with the reason why, in order.

    A folder gives its articles, those of its folders too, sorted by path. Other documents in it
    are told; hidden files, and what holds no text to read, such as pictures, are passed over.
    """
    for text in inputs:
        if text == "-":
            yield Source(Way.STANDARD_INPUT, text)
        elif text.lower().startswith(("http://", "https://")):
            yield Source(Way.ADDRESS, text)
        else:
            yield from _paths(text)


def count(inputs: Sequence[str]) -> int | None:
    """How many pieces the inputs hold, None where that shows only while reading."""
    total = 0
    for item in expand(inputs):
        if isinstance(item, Source) and (
            item.way is not Way.FILE or item.location.lower().endswith(TABLES)
        ):
            return None
        total += 1
    return total


def _paths(text: str) -> Iterator[Source | Quarantined]:
    try:
        path = Path(text)
        if path.is_dir():
            yield from _folder(text)
        elif path.exists() or path.is_symlink() or not glob.has_magic(text):
            yield Source(Way.FILE, text)
        else:
            yield from _pattern(text)
    except (OSError, ValueError) as error:
        yield Quarantined(location=text, reason=f"It is no path ({error}); check it.")


def _pattern(text: str) -> Iterator[Source | Quarantined]:
    # Sorted needs all names at once: names are small, and order must not hang on the disk.
    found = False
    for match in sorted(glob.glob(text, recursive=True)):  # noqa: PTH207 - absolute patterns too
        if not Path(match).is_dir():
            found = True
            yield Source(Way.FILE, match)
    if not found:
        yield Quarantined(
            location=text, reason="No file matches this pattern; check the folder and the spelling."
        )


def _folder(text: str) -> Iterator[Source | Quarantined]:
    found = False
    for item in _walk(text):
        found = True
        yield item
    if not found:
        yield Quarantined(
            location=text, reason=f"The folder holds no {_LISTED} file; give one that does."
        )


def _walk(folder: str) -> Iterator[Source | Quarantined]:
    closed: list[OSError] = []
    for where, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield from _found(os.path.join(where, name))  # noqa: PTH118 - path as given
        yield from _closed(closed)
    yield from _closed(closed)


def _closed(errors: list[OSError]) -> Iterator[Quarantined]:
    while errors:
        error = errors.pop(0)
        yield Quarantined(
            location=str(error.filename),
            reason=f"The folder cannot be opened ({error.strerror}); check its permissions.",
        )


def _found(path: str) -> Iterator[Source | Quarantined]:
    if path.lower().endswith(ENDINGS):
        yield Source(Way.FILE, path)
    elif path.lower().endswith(_DOCUMENTS):
        yield Quarantined(
            location=path, reason=f"It is no {_LISTED} file; save it as one of these."
        )
