"""One contract, two databases: each test that takes `where` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from legation.ledger import Ledger


def _unavailable(reason: str) -> None:
    if os.environ.get("LEGATION_TEST_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def _program(name: str) -> str | None:
    found = shutil.which(name)
    if found:
        return found
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(places[-1]) if places else None


def _as_postgres() -> list[str] | None:
    """How to run as a user that PostgreSQL accepts; it refuses to run as root."""
    if os.geteuid() != 0:
        return []
    for program, command in (("runuser", ["runuser", "-u", "postgres", "--"]),):
        if shutil.which(program):
            return command
    return (
        ["su", "postgres", "-s", "/bin/sh", "-c", 'exec "$0" "$@"'] if shutil.which("su") else None
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Address of a PostgreSQL server that lives as long as the tests."""
    psycopg = pytest.importorskip("psycopg")
    initdb, pg_ctl, prefix = _program("initdb"), _program("pg_ctl"), _as_postgres()
    if not initdb or not pg_ctl or prefix is None:
        _unavailable("PostgreSQL's initdb and pg_ctl are not installed here")
    folder = Path(tempfile.mkdtemp(prefix="legation-pg-"))
    if prefix:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", _free_port()

    def run(*command: str) -> None:
        subprocess.run(
            [*prefix, *command], check=True, cwd=folder, stdout=subprocess.DEVNULL, timeout=60
        )

    options = f"-k {folder} -p {port} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        run(initdb, "-D", str(data), "-U", "legation", "-A", "trust", "-E", "UTF8", "--no-locale")
        run(pg_ctl, "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
    except (subprocess.SubprocessError, OSError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        _unavailable(f"PostgreSQL does not start here: {error}")
    address = f"postgresql://legation@127.0.0.1:{port}"
    try:
        psycopg.connect(f"{address}/postgres").close()
        yield address
    finally:
        run(pg_ctl, "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql(server: str) -> str:
    """Address of an empty PostgreSQL database."""
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger may be made."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    return str(request.getfixturevalue("postgresql"))


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    """A new ledger."""
    with Ledger.open(where, patience=5) as opened:
        yield opened
