"""Writing results: listings in four formats, files that are whole or not there at all."""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from legation.cli.options import Format
from legation.errors import EnvironmentFailure
from legation.presenting.cells import cell, flat
from legation.presenting.measures import Section

Row = Mapping[str, object]


def say(message: str) -> None:
    """A message to the user, on standard error."""
    sys.stderr.write(f"{message}\n")


def tell(message: str) -> None:
    """A sentence for the user while work goes on, in the program's name."""
    say(f"legation: {printable(message)}")


def listing(rows: Iterable[Row], columns: Sequence[str], form: Format, *, none: str) -> None:
    """Writes rows to standard output; `columns` order the table and the CSV.

    `none` is what a table says when it is empty.
    """
    if form is Format.JSONL:
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    elif form is Format.JSON:
        json.dump(list(rows), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    elif form is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([cell(row.get(name)) for name in columns])
    else:
        table(list(rows), columns, none=none)


def answer(
    form: Format,
    whole: Mapping[str, Any],
    rows: Iterable[Mapping[str, object]],
    columns: Sequence[str],
    sections: Iterator[Section],
) -> None:
    """Writes an answer: whole as JSON, its rows as JSON Lines or CSV, or as tables to read."""
    if form is Format.JSON:
        json.dump(whole, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    elif form is Format.TABLE:
        for number, section in enumerate(sections):
            if number:
                sys.stdout.write("\n")
            if section.rows:
                sys.stdout.write(f"{printable(section.title)}\n")
                table(section.rows, section.columns, none="")
            elif section.none:
                sys.stdout.write(f"{printable(section.none)}\n")
    else:
        listing(rows, columns, form, none="")


def table(
    rows: Sequence[Row],
    columns: Sequence[str],
    *,
    none: str,
    title: str = "",
    to_error: bool = False,
) -> None:
    """Writes a table for a reader; wide where the output is no terminal, so nothing is cut."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        say(none)
        return
    target = sys.stderr if to_error else sys.stdout
    console = Console(file=target, width=None if target.isatty() else 200, highlight=False)
    drawn = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    for name in columns:
        drawn.add_column(name.replace("_", " "), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(printable(flat(row.get(name)))) for name in columns))
    console.print(drawn)


def printable(text: str) -> str:
    """Text without the control characters that could steer a terminal."""
    return "".join(mark if mark.isprintable() or mark == "\n" else " " for mark in text)


def check_writable(path: Path) -> None:
    """Raises EnvironmentFailure where a result could not be written, before work is begun."""
    folder = path.parent
    if path.is_dir():
        raise EnvironmentFailure(f"{path} is a folder; name a file inside it.")
    if not folder.is_dir():
        raise EnvironmentFailure(f"There is no folder {folder}; make it or choose another place.")
    if not os.access(folder, os.W_OK):
        raise EnvironmentFailure(f"The folder {folder} cannot be written; choose another place.")


@contextmanager
def whole_file(path: Path, *, binary: bool = False) -> Iterator[IO[Any]]:
    """A file that appears under its name only when all of it is written; of text unless `binary`.

    Raises EnvironmentFailure where the disk refuses.
    """
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        if binary:
            with os.fdopen(handle, "wb") as file:
                yield file
        else:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as text:
                yield text
        # A file made by mkstemp is for its owner alone; a result is as open as any new file.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except OSError as error:
        raise EnvironmentFailure(
            f"{path} cannot be written ({error.strerror}); free some space or choose another place."
        ) from error
    finally:
        with suppress(OSError):
            Path(name).unlink()
