"""What watching leaves: visits in their order, alerts once, and neither after their article."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import ledger_samples as samples
import pytest

from legation.ledger import Ledger, Severity
from legation.ledger.watching import Visit
from legation.model.alert import Alert

NOW = dt.datetime(2025, 10, 26, 8, tzinfo=dt.UTC)


@pytest.fixture
def alert(ledger: Ledger) -> Alert:
    ledger.record(samples.rich())
    article = ledger.article(samples.rich().article.id)
    return Alert(
        kind="plan", about="ev_1", key="occurred", title="t", text="x", at=NOW,
        known=NOW.date(), events=("ev_1",), evidence=(article.quote(0, 4),),
    )  # fmt: skip


def test_the_newest_visit_counts(ledger: Ledger) -> None:
    first = Visit(source="s", at=NOW, outcome="read", etag='"1"', modified="m")
    last = Visit(source="s", at=NOW, outcome="failed", note="down", failures=2)
    for visit in (first, last):
        ledger.watching.visited(visit)
    assert ledger.watching.last_visits(["s", "t"]) == {"s": last}


def test_an_alert_is_raised_once_and_comes_back_whole(ledger: Ledger, alert: Alert) -> None:
    assert ledger.watching.raise_alerts([alert]) == [alert]
    assert ledger.watching.raise_alerts([alert, replace(alert, key="denied")])[0].key == "denied"
    assert ledger.watching.alerts()[1] == alert
    assert ledger.watching.alerts(NOW + dt.timedelta(hours=1)) == []
    assert ledger.watching.coded_since(0) and not ledger.watching.coded_since(ledger.revision())
    assert list(ledger.problems()) == []


def test_an_alert_goes_with_its_article(ledger: Ledger, alert: Alert) -> None:
    ledger.watching.raise_alerts([alert])
    ledger.forget(samples.rich().article.id, who="Ann", why="asked to")
    assert ledger.watching.alerts() == []
    assert all(p.severity is Severity.NOTE for p in ledger.problems())
