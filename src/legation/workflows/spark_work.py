"""What a Spark worker does: reads its share of the inputs, or codes its share of the articles.

Only what stands in `Job` crosses to the workers; the coder is loaded there, once a process.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any

from legation.errors import EnvironmentFailure
from legation.knowledge.own import HANDED_DOWN
from legation.model import Quarantined
from legation.reading import Piece, Reader, Source, Way
from legation.workflows.coded_lines import line_of
from legation.workflows.coding import code_stream

if TYPE_CHECKING:
    import pyarrow as pa

    from legation.coding import Coder

TASKS = "input_no long, location string, reason string"
"""Columns of the table of inputs: a file at `location`, or the `reason` why it is none."""
_SPARK_TYPES = {"str": "string", "int": "long", "bool": "boolean"}
_OF_PIECE = {field.name: _SPARK_TYPES[str(field.type).partition(" ")[0]] for field in fields(Piece)}
ARTICLES = ", ".join(
    [
        "input_no long, row_no long",
        *(f"{name} {kind}" for name, kind in _OF_PIECE.items()),
        "reason string",
    ]
)
"""Columns of the article table: the place in the order of the input, what was read, or `reason`."""
LINES = "line string, failed boolean"
"""Columns of the result: a line of `legation code`, and whether it is one of an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the workers must know.

    `reader` reads as this machine would. `model` is the spaCy package that parses, `coder` the name
    that the workers' coder must have, `knowledge` the folder of the user's own rows, `explain` adds
    why sentences gave no event, `batch` rows cross to and from a worker at once.
    """

    reader: Reader
    model: str | None
    coder: str
    knowledge: str | None
    explain: bool
    batch: int


@dataclass(frozen=True, slots=True)
class Read:
    """Turns batches of the table of inputs into batches of the article table."""

    job: Job

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Batches of the article table, in the order of the inputs."""
        rows = (row for batch in batches for task in batch.to_pylist() for row in self._read(task))
        return _batches(rows, self.job.batch, _articles_schema())

    def _read(self, task: dict[str, Any]) -> Iterator[dict[str, Any]]:
        where = task["location"]
        if task["reason"]:
            found: Source | Quarantined = Quarantined(location=where, reason=task["reason"])
        else:
            found = Source(Way.FILE, where)
        for number, piece in enumerate(self.job.reader.pieces(found)):
            place = {"input_no": task["input_no"], "row_no": number}
            yield place | _row(self._crossing(piece))

    def _crossing(self, piece: Piece | Quarantined) -> Piece | Quarantined:
        """The piece as it can cross: a text with broken characters is set aside here already."""
        if isinstance(piece, Piece) and not _encodable(piece.text):
            found = self.job.reader.article(piece)
            if isinstance(found, Quarantined):
                return found
        return piece


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _row(piece: Piece | Quarantined) -> dict[str, Any]:
    names = ("location", "reason", "id") if isinstance(piece, Quarantined) else _OF_PIECE
    return {name: getattr(piece, name) for name in names}


@dataclass(frozen=True, slots=True)
class Code:
    """Turns batches of the article table into lines of `legation code`."""

    job: Job

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Batches of the result, in the order of the articles.

        Raises EnvironmentFailure where this worker cannot code as the machine that asked would.
        """
        job = self.job
        coder = _coder(job.model, job.knowledge, job.coder)
        articles = (job.reader.article(_piece(r)) for b in batches for r in b.to_pylist())
        lines = (
            {
                "line": line_of(item, coder.name, explain=job.explain),
                "failed": isinstance(item, Quarantined),
            }
            for item in code_stream(articles, coder)
        )
        return _batches(lines, job.batch, _lines_schema())


def _piece(row: dict[str, Any]) -> Piece | Quarantined:
    if row["reason"]:
        return Quarantined(location=row["location"], reason=row["reason"], id=row["id"])
    return Piece(**{name: row[name] for name in _OF_PIECE})


@cache
def _coder(model: str | None, knowledge: str | None, name: str) -> Coder:
    """The coder of this process; a worker's process serves many parts."""
    if knowledge is not None:
        os.environ[HANDED_DOWN] = knowledge
    from legation.coding import Coder

    coder = Coder(model)
    if coder.name != name:
        raise EnvironmentFailure(
            f"it codes as {coder.name!r} and not as {name!r}; install the same version of legation "
            "on all machines, and keep your own rows in a folder that all of them see."
        )
    return coder


def _batches(
    rows: Iterable[dict[str, Any]], size: int, schema: pa.Schema
) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    waiting: list[dict[str, Any]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) >= size:
            yield pa.RecordBatch.from_pylist(waiting, schema=schema)
            waiting = []
    if waiting:
        yield pa.RecordBatch.from_pylist(waiting, schema=schema)


def _articles_schema() -> pa.Schema:
    return _schema(ARTICLES)


def _lines_schema() -> pa.Schema:
    return _schema(LINES)


@cache
def _schema(columns: str) -> pa.Schema:
    import pyarrow as pa

    kinds = {"string": pa.string(), "long": pa.int64(), "boolean": pa.bool_()}
    pairs = (column.split() for column in columns.split(", "))
    return pa.schema([(name, kinds[kind]) for name, kind in pairs])
