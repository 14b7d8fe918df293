"""Opening says in one sentence what is wrong, and an environment that fails loses nothing."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ledger_samples as samples
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url

from legation.errors import LedgerError, UsageError
from legation.ledger import Ledger, sqlite_warning
from legation.ledger.connect import _WRITER_LOCK
from legation.ledger.tables import SCHEMA, metadata


def outside(where: str) -> Engine:
    if "://" in where:
        return create_engine(make_url(where).set(drivername="postgresql+psycopg"))
    return create_engine(f"sqlite:///{where}")


def _is_no_index(name: str | None, kind: str, _parents: object) -> bool:
    """Indexes for readers stand beside the tables, and FTS5 keeps its own tables."""
    if kind == "table":
        return not (name or "").startswith("article_words")
    return kind != "index" or name in {i.name for t in metadata.tables.values() for i in t.indexes}


def test_migrations_build_the_tables_that_the_program_uses(where: str) -> None:
    Ledger.open(where).close()
    engine = outside(where)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_no_index})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == f"{SCHEMA:04}"
    engine.dispose()


def _drop_indexes_for_readers(connection: Connection) -> None:
    names = ("events_day", "events_status_day", "events_type_day", "events_confidence")
    names += ("judgements_kind", "codings_coded_at", "articles_source")
    for name in (*names, "same_event_judgement", "reviews_revision"):
        connection.execute(text(f"DROP INDEX {name}"))
    if connection.dialect.name == "postgresql":
        connection.execute(text("DROP INDEX articles_words"))
        return
    connection.execute(text("DROP TRIGGER article_words_added"))
    connection.execute(text("DROP TRIGGER article_words_removed"))
    connection.execute(text("DROP TABLE article_words"))


def test_a_ledger_of_the_first_schema_is_brought_up_to_date(where: str) -> None:
    with Ledger.open(where) as ledger:
        ledger.record(samples.rich())
    engine = outside(where)
    with engine.begin() as connection:
        _drop_indexes_for_readers(connection)
        connection.execute(text("DROP TABLE successions"))
        connection.execute(text("DROP TABLE linkings"))
        connection.execute(text("DROP TABLE link_keys"))
        connection.execute(text("ALTER TABLE same_event DROP COLUMN reasons"))
        for table in (
            "question_rows",
            "question_quotes",
            "question_stones",
            "alerts",
            "visits",
            "map_rows",
        ):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        connection.execute(text("UPDATE meta SET value = '1' WHERE name = 'schema'"))
    engine.dispose()
    with Ledger.open(where) as ledger:
        assert list(ledger.coded()) == [samples.rich()]
        again = samples.event(samples.rich().article, rule="visit.noun")
        ledger.record(samples.coded(samples.rich().article, again, coder="sample-rules 2"))
        assert len(ledger.successions(samples.rich().article.id)) == 1
        assert list(ledger.problems()) == []


def test_a_ledger_from_a_newer_program(where: str) -> None:
    Ledger.open(where).close()
    engine = outside(where)
    with engine.begin() as connection:
        connection.execute(text("UPDATE meta SET value = '99' WHERE name = 'schema'"))
    engine.dispose()
    with pytest.raises(LedgerError, match=r"newer legation .*99.*upgrade"):
        Ledger.open(where)


def test_a_ledger_that_is_not_there(where: str) -> None:
    with pytest.raises(LedgerError, match="no ledger at"):
        Ledger.open(where, create=False)
    if "://" not in where:
        assert not Path(where).exists()


def test_somebody_elses_database(where: str) -> None:
    engine = outside(where)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE articles (title text)"))
    engine.dispose()
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(where)


def test_another_writer_who_does_not_finish(where: str) -> None:
    with Ledger.open(where, patience=0.2) as ledger:
        engine = outside(where)
        with engine.connect() as connection:
            if "://" in where:
                connection.execute(text(f"SELECT pg_advisory_lock({_WRITER_LOCK})"))
            else:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            with pytest.raises(LedgerError, match="locked for too long"):
                ledger.record(samples.rich())
            assert list(ledger.events()) == []
        engine.dispose()
        assert ledger.record(samples.rich()).added


def test_a_server_that_does_not_answer_and_its_password() -> None:
    with pytest.raises(LedgerError, match="cannot be reached") as caught:
        Ledger.open("postgresql://ann:secret@127.0.0.1:1/news")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("address", ["mysql://host/db", "https://example.org/ledger"])
def test_addresses_of_another_kind(address: str) -> None:
    with pytest.raises(UsageError, match="postgresql://"):
        Ledger.open(address)


def test_files_that_are_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger.open(tmp_path)
    (tmp_path / "notes.txt").write_text("Dear diary, nothing happened today.")
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(tmp_path / "notes.txt")
    assert (tmp_path / "notes.txt").read_text().startswith("Dear diary")
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger.open(tmp_path / "notes.txt" / "ledger.db")
    cut = tmp_path / "cut.db"
    cut.write_bytes(b"SQLite format 3\x00" + b"\xa5" * 4096)
    with pytest.raises(LedgerError, match="not a ledger or is damaged"):
        Ledger.open(cut)


def test_new_folders_are_made_and_an_empty_file_serves(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "new" / "folder" / "ledger.db").close()
    (tmp_path / "empty.db").touch()
    with Ledger.open(f"sqlite:///{tmp_path / 'empty.db'}") as ledger:
        assert ledger.revision() == 0


@contextmanager
def disk_with(pages: int) -> Iterator[None]:
    """Every SQLite file opened meanwhile may have this many pages."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def test_a_disk_that_fills(tmp_path: Path) -> None:
    where = tmp_path / "ledger.db"
    with disk_with(100), Ledger.open(where) as ledger:
        ledger.record(samples.dispatch(1))
        big = samples.article("Kim left for Hanoi. " * 100_000)
        with pytest.raises(LedgerError, match="full; free some space"):
            ledger.record(samples.coded(big))
        assert list(ledger.coded()) == [samples.dispatch(1)]
    with Ledger.open(where) as ledger:
        assert list(ledger.problems()) == []
        assert ledger.record(samples.coded(big)).revision == 2


def test_a_disk_too_small_for_any_ledger(tmp_path: Path) -> None:
    with disk_with(5), pytest.raises(LedgerError, match="full"):
        Ledger.open(tmp_path / "ledger.db")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        assert ledger.record(samples.rich()).added


READ_ONLY = """
import os, sys
from legation.errors import LedgerError
from legation.ledger import Ledger
Ledger.open(sys.argv[2]).close()
if os.geteuid() == 0:
    os.setuid(65534)
try:
    Ledger.open(sys.argv[1])
except LedgerError as error:
    sys.exit(f"{error.exit_code} {error}")
"""


@pytest.mark.parametrize("present", [True, False])
def test_a_folder_that_cannot_be_written(tmp_path: Path, present: bool) -> None:
    folder = Path(tempfile.mkdtemp(prefix="legation-ro-"))
    where = folder / "ledger.db"
    if present:
        with Ledger.open(where) as ledger:
            ledger.record(samples.rich())
    folder.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(where), str(tmp_path / "warm.db")],
            capture_output=True,
            text=True,
            timeout=60,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
    finally:
        folder.chmod(0o755)
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    assert done.stderr.startswith("3 "), done.stderr
    assert "cannot be written; check the permissions" in done.stderr


def test_only_pythons_sqlite_opens_a_live_ledger(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom legation.ledger import Ledger\n"
        "with Ledger.open(sys.argv[1]) as ledger: list(ledger.problems())\n"
        "sys.exit(', '.join(m for m in sys.modules if m in ('duckdb', 'apsw') or 'adbc' in m) or 0)"
    )
    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "ledger.db")],
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def test_settings_that_keep_writes_safe(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger, ledger._engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
        assert found == ["wal", 1, 1, 30_000]


@pytest.mark.parametrize(
    ("version", "warns"),
    [
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
        ((3, 6, 23), False),
    ],
)
def test_sqlite_versions_with_the_race_are_named(
    version: tuple[int, int, int], warns: bool
) -> None:
    warning = sqlite_warning(version)
    assert (warning is not None) is warns
    if warning:
        assert ".".join(map(str, version)) in warning
