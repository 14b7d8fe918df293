"""The check finds whatever was changed behind the ledger's back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import ledger_samples as samples
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from legation.ledger import Ledger, Severity


def tamper(where: str, statement: str) -> None:
    """Runs SQL as somebody else would, past the ledger."""
    if "://" in where:
        engine = create_engine(make_url(where).set(drivername="postgresql+psycopg"))
        with engine.begin() as connection:
            connection.execute(text("SET session_replication_role = replica"))
            assert connection.exec_driver_sql(statement).rowcount > 0
        engine.dispose()
        return
    with sqlite3.connect(where) as connection:
        assert connection.execute(statement).rowcount > 0
    connection.close()


def faults(where: str) -> list[str]:
    with Ledger.open(where, create=False) as ledger:
        return [p.message for p in ledger.problems() if p.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE articles SET text = replace(text, 'Moscow', 'Minsk!')", "not the one that was"),
        ("UPDATE articles SET published = '2020-01-01'", "was altered"),
        ("UPDATE articles SET furniture = 'nonsense'", "cannot be read back"),
        ("UPDATE events SET status = 'occurred' WHERE rule = 'visit.verb'", "altered"),
        ("UPDATE events SET when_last = '2030-01-01' WHERE when_ IS NOT NULL", "when_last"),
        ("UPDATE events SET body = replace(body, 'Moscow', 'Minsk!')", "altered"),
        ("UPDATE events SET body = replace(body, '\"stop\":45', '\"stop\":44')", "do not stand"),
        ("UPDATE events SET body = replace(body, '\"stop\":45', '\"stop\":4500')", "lie outside"),
        ("UPDATE events SET body = '{'", "does not resolve"),
        ("UPDATE judgements SET body = replace(body, 'for', 'against')", "altered"),
        ("UPDATE judgements SET kind = 'claims' WHERE kind = 'statements'", "does not resolve"),
        ("UPDATE event_sides SET code = 'KOR' WHERE code = 'PRK'", "sides kept"),
        ("UPDATE evidence SET stop = stop - 1", "evidence kept"),
        ("UPDATE evidence SET owner = 'x' WHERE start = 0", "belongs to nothing"),
        ("DELETE FROM judgements WHERE kind = 'claims'", "not the 5 that were recorded"),
        ("DELETE FROM events WHERE rule = 'visit.verb'", "not the 2 that were recorded"),
        ("DELETE FROM articles", "belongs to nothing"),
        ("DELETE FROM codings", "belongs to nothing"),
    ],
)
def test_tampering_is_found(where: str, statement: str, expected: str) -> None:
    with Ledger.open(where) as ledger:
        ledger.record(samples.rich())
    assert faults(where) == []
    tamper(where, statement)
    assert any(expected in message for message in faults(where)), faults(where)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    where = tmp_path / "ledger.db"
    with Ledger.open(where) as ledger:
        for number in range(200):
            ledger.record(samples.dispatch(number))
    bytes_ = bytearray(where.read_bytes())
    middle = len(bytes_) // 2
    bytes_[middle : middle + 8192] = b"\xa5" * 8192
    where.write_bytes(bytes_)
    from legation.errors import LedgerError

    with Ledger.open(where, create=False) as ledger:
        try:
            found = [p.message for p in ledger.problems() if p.severity is Severity.ERROR]
        except LedgerError as error:
            found = [str(error)] * ("damaged" in str(error))
        assert found
