"""What watching leaves in the ledger: visits to sources, and alerts with their evidence."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, select

from legation.ledger.connect import insert_new, next_revision, reading, writing
from legation.ledger.questions import quote_problems, quote_rows, quotes_of
from legation.ledger.records import Problem
from legation.ledger.rows import Row, canonical, instant
from legation.ledger.tables import alerts, articles, codings, question_quotes, visits
from legation.model import Evidence
from legation.model.alert import Alert


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One look at a source: what came of it, and what a server said for the next time.

    `outcome` is "read", "unchanged" or "failed"; `failures` counts those in a row, `note` says why.
    """

    source: str
    at: dt.datetime
    outcome: str
    etag: str | None = None
    modified: str | None = None
    note: str | None = None
    failures: int = 0


class Watching:
    """The watch of one ledger; all methods raise LedgerError where the database fails."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine, self._where = engine, where

    def last_visits(self, sources: Collection[str]) -> dict[str, Visit]:
        """The newest visit to each of these sources that was visited at all."""
        found: dict[str, Visit] = {}
        with reading(self._engine, self._where) as connection:
            for source in sources:
                newest = select(visits).where(visits.c.source == source)
                row = connection.execute(newest.order_by(visits.c.number.desc()).limit(1))
                one = row.mappings().first()
                if one is not None:
                    found[source] = _visit(dict(one))
        return found

    def visited(self, visit: Visit) -> None:
        """Notes a visit."""
        with writing(self._engine, self._where) as connection:
            most = select(func.max(visits.c.number)).where(visits.c.source == visit.source)
            number = (connection.execute(most).scalar_one_or_none() or 0) + 1
            row: Row = {
                "source": visit.source,
                "number": number,
                "at": instant(visit.at),
                "outcome": visit.outcome,
                "etag": visit.etag,
                "modified": visit.modified,
                "note": visit.note,
                "failures": visit.failures,
            }
            insert_new(connection, visits, [row])

    def coded_since(self, revision: int) -> list[str]:
        """Ids of articles that were coded after a revision."""
        found = select(codings.c.article_id).where(codings.c.revision > revision)
        with reading(self._engine, self._where) as connection:
            ids = connection.execute(found.order_by(codings.c.revision)).scalars()
            return list(dict.fromkeys(ids))

    def newest_day(self, until: dt.date) -> dt.date | None:
        """The last day of publication of what the ledger holds, until a day."""
        found = select(func.max(articles.c.published_last)).where(
            articles.c.published_last <= until
        )
        with reading(self._engine, self._where) as connection:
            return connection.execute(found).scalar_one_or_none()

    def read_since(self, moment: dt.datetime) -> int:
        """How many articles were read into the ledger since a moment."""
        found = select(func.count()).select_from(articles)
        with reading(self._engine, self._where) as connection:
            counted = connection.execute(found.where(articles.c.read_at >= instant(moment)))
            return int(counted.scalar_one())

    def raise_alerts(self, new: Sequence[Alert]) -> list[Alert]:
        """Keeps alerts that were not raised before and gives these."""
        with writing(self._engine, self._where) as connection:
            return [alert for alert in new if _raise(connection, alert)]

    def alerts(self, since: dt.datetime | None = None, limit: int | None = None) -> list[Alert]:
        """Alerts raised since a moment, the newest first."""
        found = select(alerts).order_by(alerts.c.revision.desc())
        if since is not None:
            found = found.where(alerts.c.at >= instant(since))
        with reading(self._engine, self._where) as connection:
            rows = connection.execute(found.limit(limit)).mappings().all()
            quotes = quotes_of(connection, [row["id"] for row in rows])
        return [_alert(dict(row), quotes.get(row["id"], ())) for row in rows]


def _visit(row: Row) -> Visit:
    row.pop("number")
    return Visit(**{**row, "at": dt.datetime.fromisoformat(row["at"])})


def _raise(connection: Connection, alert: Alert) -> bool:
    there = select(alerts.c.id).where(alerts.c.id == alert.id)
    if connection.execute(there).first() is not None:
        return False
    body = {
        "key": alert.key,
        "title": alert.title,
        "text": alert.text,
        "events": list(alert.events),
        "more": dict(alert.more),
    }
    row: Row = {
        "id": alert.id,
        "kind": alert.kind,
        "about": alert.about,
        "at": instant(alert.at),
        "known": alert.known,
        "body": canonical(body),
        "revision": next_revision(connection),
    }
    insert_new(connection, alerts, [row])
    insert_new(connection, question_quotes, quote_rows(alert.id, alert.evidence))
    return True


def _alert(row: Row, evidence: tuple[Evidence, ...]) -> Alert:
    body = json.loads(row["body"])
    return Alert(
        kind=row["kind"],
        about=row["about"],
        key=body["key"],
        title=body["title"],
        text=body["text"],
        at=dt.datetime.fromisoformat(row["at"]),
        known=row["known"],
        events=tuple(body["events"]),
        evidence=evidence,
        more=body["more"],
    )


def problems(connection: Connection) -> Iterator[Problem]:
    """Alerts whose quotes do not stand."""
    for id_ in connection.execute(select(alerts.c.id)).scalars().all():
        yield from quote_problems(connection, id_)
