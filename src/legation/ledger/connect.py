"""How the ledger's database is reached: engines, transactions, and the revision counter.

A live SQLite ledger is opened through Python's own `sqlite3` and nothing else: a second SQLite
library on the same file in one process drops the locks of the first, and writes are lost.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError

from legation.errors import LedgerError
from legation.ledger.failures import explained
from legation.ledger.tables import revisions

if TYPE_CHECKING:
    from sqlalchemy.engine import URL
    from sqlalchemy.engine.interfaces import DBAPIConnection

PATIENCE = 30.0
"""Seconds to wait for another program's write before giving up."""

_READS = "legation_reads"
# Any number serves, as long as every writer takes the same one; this spells "legation".
_WRITER_LOCK = 0x6C65_6761_7469_6F6E
_CONNECT_SECONDS = 10


def make_engine(url: URL, patience: float = PATIENCE) -> Engine:
    """An engine for one ledger, with the settings that keep its writes safe."""
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, patience)
    return _postgresql_engine(url, patience)


def _sqlite_engine(url: URL, patience: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": patience})

    @event.listens_for(engine, "connect")
    def settle(connection: DBAPIConnection, _record: object) -> None:
        # The driver would begin transactions by itself, and not IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        # What is forgotten must not linger in the free pages of the file.
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A write that begins by reading fails at once when another writer came in between.
        reads = connection.get_execution_options().get(_READS)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _postgresql_engine(url: URL, patience: float) -> Engine:
    try:
        engine = create_engine(
            url, pool_pre_ping=True, connect_args={"connect_timeout": _CONNECT_SECONDS}
        )
    except ModuleNotFoundError as error:
        raise LedgerError(
            "A ledger on PostgreSQL needs an extra: install it with "
            "`pip install 'legation[postgres]'`."
        ) from error

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # One writer at a time, so that revisions become visible in the order of their numbers.
        if not connection.get_execution_options().get(_READS):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(patience * 1000)}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")

    return engine


def keep_wal(engine: Engine, patience: float = PATIENCE) -> None:
    """Puts a SQLite ledger into write-ahead mode, where readers and one writer do not wait."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        deadline = time.monotonic() + patience
        while True:
            try:
                cursor.execute("PRAGMA journal_mode=WAL")
                return
            except engine.dialect.loaded_dbapi.OperationalError as error:
                # The switch does not honour the busy timeout when two programs try it at once.
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise OperationalError("PRAGMA journal_mode", None, error) from error
                time.sleep(0.05)
    finally:
        connection.close()


@contextmanager
def reading(engine: Engine, where: str) -> Iterator[Connection]:
    """A transaction that sees one unchanging state of the ledger and writes nothing."""
    options: dict[str, Any] = {_READS: True}
    if engine.dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ"
    with explained(where), engine.connect() as connection:
        connection.execution_options(**options)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine, where: str) -> Iterator[Connection]:
    """A write transaction, the only one at its time; rolled back whole if anything fails."""
    with explained(where), engine.begin() as connection:
        yield connection


def current_revision(connection: Connection) -> int:
    """The newest revision that this transaction sees; 0 in an empty ledger."""
    return int(connection.execute(select(revisions.c.value)).scalar_one())


def next_revision(connection: Connection) -> int:
    """A new revision, one above the last; call it inside `writing` only."""
    bumped = update(revisions).values(value=revisions.c.value + 1).returning(revisions.c.value)
    return int(connection.execute(bumped).scalar_one())


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds the rows that are not there yet and leaves the others as they are."""
    if not rows:
        return
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(table).on_conflict_do_nothing(), list(rows))


def scrub(engine: Engine) -> None:
    """Empties SQLite's write-ahead log, as far as readers allow, of what was just removed."""
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except engine.dialect.loaded_dbapi.OperationalError:
        # A reader holds the log; it is emptied when the last program closes the ledger.
        return
    finally:
        connection.close()


def sqlite_warning(version: tuple[int, int, int] | None = None) -> str | None:
    """A sentence for `doctor` where SQLite's version has the WAL-reset race; otherwise None.

    The race can lose or damage writes in 3.7.0 to 3.51.2 and is fixed in 3.51.3, 3.50.7 and
    3.44.6 (SQLite's page on write-ahead logging, https://sqlite.org/wal.html). `version`
    defaults to that of the library Python uses.
    """
    if version is None:
        import sqlite3

        version = sqlite3.sqlite_version_info[:3]
    fixed = (
        version >= (3, 51, 3)
        or (3, 50, 7) <= version < (3, 51, 0)
        or (3, 44, 6) <= version < (3, 45, 0)
    )
    if fixed or version < (3, 7, 0):
        return None
    return (
        f"SQLite {'.'.join(map(str, version))} has a rare fault that can lose writes when several "
        "programs use one ledger at once; use a Python with SQLite 3.51.3 or later, "
        "or keep a ledger on PostgreSQL."
    )
