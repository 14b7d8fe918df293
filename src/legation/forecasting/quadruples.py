"""Daily event data as quadruples: subject, relation, object, day; names in id files.

The layout of the ICEWS14 and ICEWS18 benchmarks: `entity2id.txt`, `relation2id.txt`, and one or more
of `train.txt`, `valid.txt`, `test.txt`, each plain or with `.gz`.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from legation.errors import UnreadableInput

_PARTS = ("train", "valid", "test")


class Quadruple(NamedTuple):
    """One event: who did what to whom, by their names, and days since the first day."""

    subject: str
    relation: str
    object: str
    day: int


def quadruples(folder: Path) -> Iterator[Quadruple]:
    """All events of a folder, part after part. Raises UnreadableInput where it holds none."""
    entities = _names(folder, "entity2id")
    relations = _names(folder, "relation2id")
    parts = [path for path in (_there(folder, part) for part in _PARTS) if path is not None]
    if not parts:
        raise UnreadableInput(f"{folder} holds no train.txt; name a folder of quadruples.")
    for path in parts:
        with _opened(path) as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    subject, relation, object_, day = (int(cell) for cell in line.split()[:4])
                    yield Quadruple(entities[subject], relations[relation], entities[object_], day)
                except (ValueError, KeyError) as error:
                    raise UnreadableInput(
                        f"Line {number} of {path} is no quadruple of known ids; check the file."
                    ) from error


def _there(folder: Path, stem: str) -> Path | None:
    found = (folder / f"{stem}.txt", folder / f"{stem}.txt.gz")
    return next((path for path in found if path.is_file()), None)


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _names(folder: Path, stem: str) -> dict[int, str]:
    path = _there(folder, stem)
    if path is None:
        raise UnreadableInput(f"There is no {stem}.txt in {folder}; name a folder of quadruples.")
    with _opened(path) as lines:
        pairs = (line.rstrip("\n").rpartition("\t") for line in lines if line.strip())
        try:
            return {int(number): name.strip() for name, _, number in pairs}
        except ValueError as error:
            raise UnreadableInput(f"{path} does not hold a name and a number a line.") from error
