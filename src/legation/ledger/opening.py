"""Finding, making and upgrading a ledger before anybody uses it."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from legation.errors import LedgerError, UsageError
from legation.ledger.connect import insert_new, keep_wal, make_engine, reading, writing
from legation.ledger.failures import explained
from legation.ledger.tables import SCHEMA, meta, metadata

_SQLITE_HEADER = b"SQLite format 3\x00"
_POSTGRESQL = ("postgresql://", "postgres://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A ledger that is ready: its engine, its name for messages, and its own id."""

    engine: Engine
    where: str
    id: str


def open_ledger(where: str | Path, *, create: bool, patience: float) -> Opened:
    """Opens the ledger at a path or PostgreSQL address, makes or upgrades it where allowed.

    Raises LedgerError where there is none, where it is not a ledger, is from a newer program,
    or cannot be reached or written.
    """
    url = _url(where)
    name = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        name = str(url.database)
        _check_file(Path(name), create=create)
    engine = make_engine(url, patience)
    try:
        with reading(engine, name) as connection:
            version = _version(connection, name)
        if version is None and not create:
            raise _missing(name)
        if version != SCHEMA:
            _upgrade(engine, name)
        if engine.dialect.name == "sqlite":
            with explained(name):
                keep_wal(engine, patience)
        with reading(engine, name) as connection:
            ledger_id = connection.execute(select(meta.c.value).where(meta.c.name == "id"))
            return Opened(engine=engine, where=name, id=ledger_id.scalar_one())
    except BaseException:
        engine.dispose()
        raise


def _url(where: str | Path) -> URL:
    text = str(where)
    if isinstance(where, Path) or "://" not in text:
        return URL.create("sqlite", database=text)
    if not text.startswith((*_POSTGRESQL, "sqlite:///")):
        raise UsageError(
            f"A ledger is a file or an address like postgresql://user@host/name, not "
            f"{text.partition('://')[0]}://..."
        )
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise UsageError(
            "The ledger's address cannot be read; write it like postgresql://user@host:5432/name."
        ) from error
    return url if text.startswith("sqlite") else url.set(drivername="postgresql+psycopg")


def _missing(name: str) -> LedgerError:
    return LedgerError(f"There is no ledger at {name}; check the place, or read articles into it.")


def _check_file(path: Path, *, create: bool) -> None:
    """What can be said about a file before SQLite touches it."""
    try:
        if path.is_dir():
            raise LedgerError(f"{path} is a folder; name a file inside it for the ledger.")
        if path.exists():
            with path.open("rb") as file:
                header = file.read(len(_SQLITE_HEADER))
            if header and header != _SQLITE_HEADER:
                raise LedgerError(f"{path} is not a ledger; choose another file.")
        elif create:
            path.parent.mkdir(parents=True, exist_ok=True)
        else:
            raise _missing(str(path))
    except OSError as error:
        raise LedgerError(
            f"The ledger {path} cannot be opened ({error.strerror}); "
            "choose a place that you may read and write."
        ) from error


def _version(connection: Connection, name: str) -> int | None:
    """The schema version of a ledger, None where nothing is there yet."""
    present = set(inspect(connection).get_table_names())
    if present >= {"meta", "revisions", "articles"}:
        found = connection.execute(select(meta.c.value).where(meta.c.name == "schema"))
        value = found.scalar_one_or_none()
        if value is not None and value.isdigit():
            if int(value) > SCHEMA:
                raise LedgerError(
                    f"The ledger {name} was made by a newer legation (its schema is {value}, this "
                    f"program knows {SCHEMA}); upgrade legation to open it."
                )
            return int(value)
    foreign = present if connection.dialect.name == "sqlite" else present & set(metadata.tables)
    if foreign:
        raise LedgerError(f"{name} is a database but not a ledger; choose another place.")
    return None


def _upgrade(engine: Engine, name: str) -> None:
    """Brings the tables to this program's schema in one transaction."""
    # Alembic is slow to import and seldom needed.
    from alembic import command
    from alembic.config import Config

    with writing(engine, name) as connection:
        # Another program may have done it while this one waited for its turn.
        version = _version(connection, name)
        if version == SCHEMA:
            return
        config = Config()
        config.set_main_option("script_location", "legation.ledger:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if version is None:
            made = dt.datetime.now(dt.UTC).isoformat()
            rows = {"id": uuid.uuid4().hex, "made_at": made, "schema": str(SCHEMA)}
            insert_new(connection, meta, [{"name": k, "value": v} for k, v in rows.items()])
        else:
            connection.execute(
                update(meta).where(meta.c.name == "schema").values(value=str(SCHEMA))
            )
