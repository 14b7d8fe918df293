"""Event tables for the tests of measures, written as the files that users have."""

from __future__ import annotations

import pytest

pytest.importorskip("ibis", reason="the extra analysis is not installed")


@pytest.fixture(scope="session")
def duckdb():
    from legation.analysis.engines import EngineName, opened

    with opened(EngineName.DUCKDB) as engine:
        yield engine


@pytest.fixture
def table(duckdb, tmp_path):
    """Writes rows to a Parquet file and gives the event table that DuckDB reads from it."""
    from analysis_samples import write

    def made(*rows):
        return duckdb.events([write(tmp_path / "events.parquet", rows)])

    return made


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Runs the command line in this process, for the many questions of one and the same program."""
    from typer.testing import CliRunner

    from legation.cli.main import program
    from legation.errors import LegationError
    from processes import Ran

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*args):
        done = CliRunner().invoke(program(), [str(arg) for arg in args])
        if isinstance(done.exception, LegationError):
            return Ran(done.exception.exit_code, done.stdout, done.stderr + str(done.exception))
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Ran(done.exit_code, done.stdout, done.stderr)

    return run
