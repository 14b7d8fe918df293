"""Engines that run the measures: DuckDB in this process, or Spark for more than one machine holds."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.analysis import spark
from legation.errors import EnvironmentFailure, UnreadableInput
from legation.model.table import COLUMNS

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.expr import types as ir

_views = count(1)
_IBIS_TYPES = {"bool": "boolean"}


class EngineName(StrEnum):
    """The engines there are."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class Engine:
    """One connection that reads Parquet and runs expressions.

    Made by `opened`; an engine hides behind it everything that differs.
    """

    def __init__(
        self, name: EngineName, backend: Any, read: Callable[[list[str]], ir.Table]
    ) -> None:
        self.name = name
        self._backend = backend
        self._read = read
        self._kept: list[Any] = []

    @property
    def spills(self) -> bool:
        """Whether it groups as many rows as there are in bounded memory, without our help."""
        return self.name is EngineName.SPARK

    def events(self, paths: Sequence[Path]) -> ir.Table:
        """The event table of some Parquet files. Raises UnreadableInput where they hold none."""
        if not paths:
            raise UnreadableInput("There is no Parquet file there; import a data set first.")
        return as_events(self.parquet(paths))

    def parquet(self, paths: Sequence[Path]) -> ir.Table:
        """Any table of Parquet files or folders."""
        names = [str(path) for path in paths]
        with told(self.name):
            return self._read(names)

    def write(self, expression: ir.Table, path: Path) -> None:
        """Writes the rows of an expression as Parquet: one file, or on Spark a folder."""
        with told(self.name):
            if self.name is EngineName.SPARK:
                self._backend.to_parquet(expression, str(path))
            else:
                self._backend.con.execute(_copy(self._backend, expression, path))

    def run(self, expression: ir.Table) -> list[dict[str, Any]]:
        """The rows of an expression, in its order."""
        rows: list[dict[str, Any]] = self.arrow(expression).to_pylist()
        return rows

    def arrow(self, expression: ir.Table) -> pa.Table:
        """The rows of an expression as an Arrow table; errors of the engine as our own."""
        with told(self.name):
            return self._backend.to_pyarrow(expression)

    def kept(self, expression: ir.Table) -> ir.Table:
        """The expression computed once, for those that are built on it."""
        cached = expression.cache()
        self._kept.append(cached)
        return cached

    def release(self) -> None:
        """Lets go of what was kept, while there still is a connection to do so."""
        while self._kept:
            self._kept.pop().release()


@contextmanager
def told(name: EngineName) -> Iterator[None]:
    """Says in our words what an engine could not do."""
    import duckdb

    try:
        yield
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        raise UnreadableInput(f"A file is no whole Parquet file: {_first_line(error)}.") from error
    except duckdb.OutOfMemoryException as error:
        raise EnvironmentFailure(
            "The memory that it may use is full; narrow the period, raise "
            "LEGATION_MEMORY (such as to 4GB), or use --engine spark."
        ) from error
    except duckdb.IOException as error:
        raise EnvironmentFailure(f"The disk refused: {_first_line(error)}.") from error
    except Exception as error:
        if name is EngineName.SPARK and spark.is_sparks(error):
            raise spark.failure(error) from error
        raise


def _copy(backend: Any, expression: ir.Table, path: Path) -> str:
    """DuckDB's command that writes an expression in the types that Ibis knows it to have.

    DuckDB itself takes the sum of whole numbers for one of 128 bits, which Parquet keeps as a float,
    and the first day of a month for an instant.
    """
    kind = backend.compiler.type_mapper.to_string
    columns = ", ".join(
        f'cast("{name}" as {kind(type_)}) as "{name}"'
        for name, type_ in expression.schema().items()
    )
    target = str(path).replace("'", "''")
    rows = f"select {columns} from ({backend.compile(expression)})"  # noqa: S608 - names of ours
    return f"copy ({rows}) to '{target}' (format parquet, compression zstd)"


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")


def as_events(table: ir.Table) -> ir.Table:
    """A table with the columns of the event table in their types; missing ones are null.

    Raises UnreadableInput where a required column is missing.
    """
    import ibis

    missing = [c.name for c in COLUMNS if c.required and c.name not in table.columns]
    if missing:
        raise UnreadableInput(
            f"This is no event table, for it lacks {', '.join(missing)}; make one with `legation import`."
        )
    columns = {}
    for column in COLUMNS:
        type_ = _IBIS_TYPES.get(column.type, column.type)
        known = column.name in table.columns
        columns[column.name] = table[column.name].cast(type_) if known else ibis.null(type_)
    return table.select(**columns)


@contextmanager
def opened(name: EngineName, master: str = "local[2]", memory: str = "1500MB") -> Iterator[Engine]:
    """An engine, closed at the end; `memory` bounds DuckDB, such as 2GB.

    What does not fit waits in a folder of its own, which goes with the engine. Raises EnvironmentFailure where what it needs is not installed.
    """
    engine, close = _duckdb(memory) if name is EngineName.DUCKDB else _spark(master)
    try:
        yield engine
    finally:
        engine.release()
        close()


def _duckdb(memory: str) -> tuple[Engine, Callable[[], None]]:
    try:
        import ibis
    except ImportError as error:
        raise EnvironmentFailure(
            "Measures need the extra `analysis`; install it with `pip install 'legation[analysis]'`."
        ) from error
    # Else it would wait in the folder in which the user happens to be.
    waiting = tempfile.mkdtemp(prefix="legation-")
    backend = ibis.duckdb.connect(
        preserve_insertion_order=False, memory_limit=memory, temp_directory=waiting
    )
    # A roll-up asks many times for parts of the same files.
    backend.con.execute("set parquet_metadata_cache = true")

    def close() -> None:
        backend.disconnect()
        shutil.rmtree(waiting, ignore_errors=True)

    def read(names: list[str]) -> ir.Table:
        return backend.read_parquet(names, union_by_name=True)

    return Engine(EngineName.DUCKDB, backend, read), close


def _spark(master: str) -> tuple[Engine, Callable[[], None]]:
    found = spark.session(master)
    import ibis

    backend = ibis.pyspark.connect(found)

    def read(names: list[str]) -> ir.Table:
        # Ibis reads one path; Spark itself takes a list, and older files may lack columns.
        view = f"parquet_{next(_views)}"
        found.read.option("mergeSchema", "true").parquet(*names).createOrReplaceTempView(view)
        return backend.table(view)

    return Engine(EngineName.SPARK, backend, read), backend.disconnect
