"""Links that analysts add to the map: added once, withdrawn from a day on, never altered unseen."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text
from test_ledger_opening import outside

from legation.errors import UsageError
from legation.ledger import Ledger

DAY = dt.date(2025, 10, 26)
LATER = DAY + dt.timedelta(days=3)
LINK = {"cause": "rain", "effect": "talks stall", "sign": "-", "who": "ada", "why": "seen before"}


def test_a_link_is_kept_once_and_stands_until_it_is_withdrawn(where: str) -> None:
    with Ledger.open(where) as ledger:
        made = ledger.mapped.add(**LINK, known=DAY)
        assert ledger.mapped.add(**LINK, known=DAY) == made
        assert ledger.mapped.links(DAY - dt.timedelta(days=1)) == []
        ledger.mapped.withdraw(made.id, who="bo", why="no longer so", known=LATER)
        assert ledger.mapped.links(DAY) == [made]
        assert ledger.mapped.links(LATER) == []
        with pytest.raises(UsageError, match="There is no link 'ml_none'"):
            ledger.mapped.withdraw("ml_none", who="bo", why="gone", known=LATER)
        assert list(ledger.problems()) == []


def test_a_link_that_was_altered_is_found(where: str) -> None:
    with Ledger.open(where) as ledger:
        made = ledger.mapped.add(**LINK, known=DAY)
    engine = outside(where)
    with engine.begin() as connection:
        connection.execute(text("UPDATE map_rows SET effect = 'talks resume'"))
    engine.dispose()
    with Ledger.open(where) as ledger:
        (problem,) = ledger.problems()
    assert problem.about == made.id
    assert "altered after it was made" in problem.message
