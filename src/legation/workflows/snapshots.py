"""The ledger as a Parquet event table, one a revision: the only form in which measures read it.

Beside a ledger `news.db` lies `news.db.tables/`, with a folder a revision and day of `--as-of`. It
may be removed at any time and is made again when it is asked for. Events that a reviewer rejected
are left out, corrected ones stand as corrected, and linked reports share their `happening`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation import __version__
from legation.errors import EnvironmentFailure
from legation.model.table import TABLE_VERSION
from legation.model.wire import coded_json
from legation.settings import cache_folder
from legation.workflows import linking, rooms
from legation.workflows.genres import context_of

if TYPE_CHECKING:
    from legation.ledger import Ledger
    from legation.model import CodedArticle
    from legation.settings import Settings

_ABOUT = "snapshot.json"
_PAST_DAYS = 8
"""Snapshots of one revision as of past days that are kept beside the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A ledger's event table: its `folder`, and what it was made of.

    `folder / "events"` holds Parquet files by year (`datasets.parquet.events_of` reads them).
    """

    folder: Path
    ledger: str
    revision: int
    as_of: str | None
    program: str = __version__
    table: int = TABLE_VERSION


def of_settings(settings: Settings, *, as_of: dt.date | None = None) -> Snapshot:
    """The snapshot of the ledger that the settings name; raises LedgerError where there is none."""
    with rooms.open_ledger(settings, create=False) as ledger:
        return snapshot(ledger, place_of(settings, ledger), as_of=as_of)


def place_of(settings: Settings, ledger: Ledger) -> Path:
    """Where a ledger's snapshots lie: beside its file, or in the user's cache."""
    where = settings.values.file
    if "://" not in where and os.access(Path(where).parent, os.W_OK):
        return Path(f"{where}.tables")
    return cache_folder() / ledger.id


def snapshot(ledger: Ledger, place: Path, *, as_of: dt.date | None = None) -> Snapshot:
    """The event table of a ledger as it stands now, made unless it is there.

    `as_of` keeps what was published by the end of that day, with the versions of articles that stood
    then, and heeds what reviewers had said by then.
    Snapshots of earlier revisions are removed, so that what was forgotten is gone there too.
    Raises EnvironmentFailure where it cannot be written.
    """
    revision = ledger.revision()
    day = as_of.isoformat() if as_of else None
    name = f"{revision}-{TABLE_VERSION}-{__version__}" + (f"-as-of-{day}" if day else "")
    made = Snapshot(folder=place / name, ledger=ledger.id, revision=revision, as_of=day)
    if not (made.folder / _ABOUT).exists():
        try:
            place.mkdir(parents=True, exist_ok=True)
            _write(ledger, made, as_of)
            _tidy(place, made)
        except OSError as error:
            raise EnvironmentFailure(
                f"The table of the ledger cannot be written to {place} "
                f"({error.strerror or error}); free some space or make the folder writable."
            ) from error
    return made


def remove(place: Path) -> None:
    """Removes all snapshots, as when an article was forgotten; raises EnvironmentFailure if it cannot."""
    if not place.exists():
        return
    try:
        shutil.rmtree(place)
    except OSError as error:
        raise EnvironmentFailure(
            f"{place} still holds what was forgotten, for it cannot be removed "
            f"({error.strerror or error}); remove it by hand."
        ) from error


def _write(ledger: Ledger, made: Snapshot, as_of: dt.date | None) -> None:
    from legation.datasets.jsonlines import in_batches
    from legation.datasets.parquet import write_events

    waiting = made.folder.with_name(f".making-{os.getpid()}-{made.folder.name}")
    try:
        write_events(in_batches(_rows(ledger, made.revision, as_of)), waiting, "ledger")
        about = {k: v for k, v in asdict(made).items() if k != "folder"}
        (waiting / _ABOUT).write_text(json.dumps(about) + "\n", encoding="utf-8")
        try:
            waiting.rename(made.folder)
        except OSError:
            # Another process may have been quicker; its table is the same.
            if not (made.folder / _ABOUT).exists():
                raise
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def _rows(ledger: Ledger, revision: int, as_of: dt.date | None) -> Iterator[dict[str, Any]]:
    from legation.datasets.coded import LEDGER, event_rows
    from legation.ledger import ArticleQuery

    verdicts, happenings = ledger.verdicts(as_of=as_of), _happenings(ledger, revision, as_of)
    addresses = ledger.addresses()
    for coded in ledger.coded(ArticleQuery(revision=revision, as_of=as_of)):
        seen = addresses.get(coded.article.id)
        line = _line(coded, seen.location if seen else None)
        line["events"] = list(_reviewed(line["events"], verdicts))
        yield from event_rows(line, source=LEDGER, happenings=happenings)


def _line(coded: CodedArticle, url: str | None) -> dict[str, Any]:
    article = dataclasses.replace(coded.article, url=url)
    return {**coded_json(coded, with_text=False), **context_of(article)}


def _reviewed(events: list[dict[str, Any]], verdicts: Any) -> Iterator[dict[str, Any]]:
    from legation.ledger import Verdict

    for event in events:
        review = verdicts.get(event["id"])
        if review is None or review.verdict is Verdict.ACCEPT:
            yield event
        elif review.verdict is Verdict.CORRECT:
            yield {**event, **review.changes}


def _happenings(ledger: Ledger, revision: int, as_of: dt.date | None) -> dict[str, str]:
    """The happening of each event that several reports tell of."""
    from legation.ledger import EventQuery

    found: dict[str, str] = {}
    for happening in linking.happenings(ledger, EventQuery(revision=revision, as_of=as_of)):
        if len(happening.reports) > 1:
            found |= {report.id: happening.id for report in happening.reports}
    return found


def _tidy(place: Path, made: Snapshot) -> None:
    """Removes what earlier revisions left, and all but a few of the snapshots of past days."""
    folders = [folder for folder in place.iterdir() if folder.name[0].isdigit()]
    past = [folder for folder in folders if "-as-of-" in folder.name and folder != made.folder]
    oldest_first = sorted(past, key=lambda folder: folder.stat().st_mtime)
    for folder in folders:
        earlier = int(folder.name.partition("-")[0]) < made.revision
        if earlier or folder in oldest_first[:-_PAST_DAYS]:
            shutil.rmtree(folder, ignore_errors=True)
