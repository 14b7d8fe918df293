"""Reading the data files that ship with the program."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from importlib.resources import files


def rows(name: str) -> Iterator[Mapping[str, str]]:
    """Rows of a data file under `knowledge/data`, comma- or tab-separated by its ending."""
    with (files("legation.knowledge") / "data" / name).open(encoding="utf-8") as lines:
        if name.endswith(".tsv"):
            yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        else:
            yield from csv.DictReader(lines)


def split(cell: str | None) -> tuple[str, ...]:
    """Parts of a cell that holds several values, separated by semicolons."""
    return tuple(part.strip() for part in (cell or "").split(";") if part.strip())
