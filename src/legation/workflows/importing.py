"""Import: files of other people's events into an event set, one after the other."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.errors import EnvironmentFailure, UnreadableInput, UsageError
from legation.workflows import rooms

if TYPE_CHECKING:
    from legation.datasets.importing import Imported
    from legation.datasets.sources import Source

SHOWN = (
    "first_day",
    "last_day",
    "type",
    "mode",
    "cameo",
    "status",
    "actors",
    "recipients",
    "place",
)
"""Columns of a preview."""
_MAPPINGS = "mappings"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `imported`, or why it could not be read at all."""

    file: str
    imported: Imported | None = None
    refused: str | None = None


@dataclass(slots=True)
class Summary:
    """What became of all files, in the order in which they were taken; it grows meanwhile."""

    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def usable(self) -> bool:
        """Whether any row was imported, now or before."""
        return any(outcome.imported and outcome.imported.rows for outcome in self.outcomes)


class Importer:
    """Imports files of one kind into one event set, the folder `into`.

    `mapping` says what the columns of a table mean: a file, or the name of one that was used for
    this event set before. Raises UsageError where it is missing or cannot be used.
    """

    def __init__(self, kind: str, into: Path, mapping: str | None = None) -> None:
        rooms.need_analysis("`legation import` needs", "pyarrow")
        from legation.datasets.arrow import leave_pandas_out

        leave_pandas_out()
        self._into = into
        self._mapping = _mapping_file(mapping, into) if mapping else None
        self._source = _source(kind, self._mapping)

    def preview(self, file: Path, count: int) -> tuple[list[dict[str, Any]], list[str]]:
        """The first rows of a file as they would be imported, and why others would not be.

        Raises UnreadableInput where the file is none of its kind.
        """
        from legation.datasets.delimited import Truncated
        from legation.datasets.quarantine import Quarantine

        aside = Quarantine()
        rows: list[dict[str, Any]] = []
        try:
            for batch in self._source.read(file, aside):
                left = batch.slice(0, count - len(rows))
                rows += self._source.to_events(left, aside).to_pylist()
                if len(rows) >= count or len(left) < len(batch):
                    break
        except Truncated as error:
            aside.line(f"the file breaks off ({error})", "")
        told = [*aside.lines[:count], *aside.kept]
        return rows, [f"{item.reason}: {item.line}" for item in told]

    def run(self, files: Iterable[Path], summary: Summary, tell: Callable[[int], None]) -> None:
        """Imports files; what became of each is added to `summary`, `tell` gets the rows gone by.

        It may be stopped at any point and run again. A file that is none of its kind is passed
        over. Raises EnvironmentFailure where the set cannot be written; what was done is kept.
        """
        from legation.datasets.importing import alone, import_file

        gone_by = 0

        def count(rows: int) -> None:
            nonlocal gone_by
            gone_by += rows
            tell(gone_by)

        try:
            with alone(self._into):
                self._keep_mapping()
                for file in files:
                    try:
                        made = import_file(file, self._source, self._into, count)
                        summary.outcomes.append(Outcome(str(file), imported=made))
                    except UnreadableInput as error:
                        summary.outcomes.append(Outcome(str(file), refused=str(error)))
        except OSError as error:
            raise EnvironmentFailure(
                f"The event set {self._into} cannot be written ({error.strerror or error}); free "
                "some space or choose another place and run it again: what was done is kept."
            ) from error

    def _keep_mapping(self) -> None:
        """Keeps the mapping beside the event set, so that its name is enough the next time."""
        if self._mapping:
            kept = self._into / _MAPPINGS / f"{self._source.name}.toml"
            kept.parent.mkdir(parents=True, exist_ok=True)
            if not (kept.exists() and kept.samefile(self._mapping)):
                shutil.copyfile(self._mapping, kept)


def _mapping_file(mapping: str, into: Path) -> Path:
    kept = into / _MAPPINGS / f"{mapping}.toml"
    return kept if kept.is_file() and not Path(mapping).is_file() else Path(mapping)


def _source(kind: str, mapping: Path | None) -> Source:
    from legation.datasets import mapped, sources

    if kind == "table" and mapping is None:
        raise UsageError(
            "A table needs --mapping FILE, which says what its columns mean; see docs/datasets.md."
        )
    if kind != "table" and mapping is not None:
        raise UsageError(f"--mapping is for tables; {kind} needs none.")
    return sources.of_mapping(mapped.load(mapping)) if mapping else sources.of_kind(kind)


def files_of(inputs: Iterable[str]) -> list[Path]:
    """The files that are meant, those of a folder in the order of their names.

    Raises UsageError where there is no such file.
    """
    found: dict[Path, None] = {}
    for text in inputs:
        path = Path(text)
        if path.is_dir():
            # Names with an underscore tell of a table that is written in parts, and are none of it.
            inside = sorted(p for p in path.rglob("*") if p.is_file() and p.name[0] not in "._")
            found |= dict.fromkeys(inside)
        elif path.exists():
            found[path] = None
        else:
            raise UsageError(f"There is no file {text}; check the name.")
    return list(found)
