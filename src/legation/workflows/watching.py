"""Watching feeds, addresses and folders: looked at on a rhythm, and read once."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from legation.errors import UnreadableInput, UsageError
from legation.model import Article, ReadResult
from legation.workflows import alerting
from legation.workflows.coding import BATCH
from legation.workflows.reading import Tally, ingest

if TYPE_CHECKING:
    from legation.ledger import Ledger
    from legation.ledger.watching import Visit
    from legation.model.alert import Alert
    from legation.reading.polite import PoliteFetch
    from legation.settings import Settings
    from legation.workflows.coding import Coder

_AGAIN = dt.timedelta(hours=24)
"""After so long an item that could not be read is asked for again."""

_MOST_BACK_OFF = 5
"""The wait after failures doubles this many times at most."""

_NAP = 1.0


@dataclass(slots=True, kw_only=True)
class Round:
    """What one round did: articles read, sources by what came of them, new alerts."""

    tally: Tally = field(default_factory=Tally)
    read: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    alerts: list[Alert] = field(default_factory=list)

    @property
    def useless(self) -> bool:
        """Whether not one source could be looked at."""
        return bool(self.failed) and not self.read and not self.unchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is watched, with what, and how often."""

    sources: Sequence[str]
    every: dt.timedelta
    ledger: Ledger
    coder: Coder
    settings: Settings
    fetch: PoliteFetch

    def rounds(self, *, once: bool) -> Iterator[Round]:
        """Rounds without end, or one; each looks at what is due, and waits until something is.

        It may be stopped at any point and started again: visits, articles and alerts are kept, and
        a source that was looked at is due again after its rhythm.
        """
        while True:
            due = list(self.sources) if once else self._due()
            if due:
                yield self.look(due)
            if once:
                return
            time.sleep(_NAP)

    def _due(self) -> list[str]:
        now = dt.datetime.now(dt.UTC)
        last = self.ledger.watching.last_visits(self.sources)
        return [s for s in self.sources if s not in last or now >= self._next(last[s])]

    def _next(self, visit: Visit) -> dt.datetime:
        """When a source is due; after failures later and later."""
        doublings = min(visit.failures, _MOST_BACK_OFF)
        return visit.at + self.every * (1 << doublings)

    def look(self, sources: Sequence[str]) -> Round:
        """One round over these sources, and the alerts that follow."""
        done = Round()
        for source in sources:
            self._look(source, done)
        done.alerts = alerting.raise_new(self.ledger, self.settings.today())
        return done

    def _look(self, source: str, done: Round) -> None:
        from legation.ledger.watching import Visit
        from legation.reading.polite import Unchanged

        last = self.ledger.watching.last_visits([source]).get(source)
        now = dt.datetime.now(dt.UTC)
        etag, modified = (last.etag, last.modified) if last else (None, None)
        try:
            if source.lower().startswith(("http://", "https://")):
                etag, modified = self._address(source, etag, modified, done.tally)
            else:
                self._folder(source, last, done.tally)
        except Unchanged:
            done.unchanged.append(source)
            visit = Visit(source=source, at=now, outcome="unchanged", etag=etag, modified=modified)
        except UnreadableInput as error:
            done.failed[source] = str(error)
            failures = (last.failures if last else 0) + 1
            visit = Visit(
                source=source, at=now, outcome="failed", note=str(error), failures=failures,
                etag=etag, modified=modified,
            )  # fmt: skip
        else:
            done.read.append(source)
            visit = Visit(source=source, at=now, outcome="read", etag=etag, modified=modified)
        self.ledger.watching.visited(visit)

    def _address(
        self, url: str, etag: str | None, modified: str | None, tally: Tally
    ) -> tuple[str | None, str | None]:
        from legation.reading.polite import look

        asked: list[str] = []

        def wanted(item: str) -> bool:
            if self._known(item):
                return False
            asked.append(item)
            return True

        found = look(
            url,
            self.fetch,
            etag=etag,
            modified=modified,
            wanted=wanted,
            timezone=self.settings.values.timezone,
        )
        self._take(url, found.articles, asked, tally)
        return found.etag, found.modified

    def _known(self, item: str) -> bool:
        """Whether an item's address was read, or failed within the last day."""
        last = self.ledger.watching.last_visits([item]).get(item)
        if last is None:
            return False
        return last.outcome != "failed" or dt.datetime.now(dt.UTC) - last.at <= _AGAIN

    def _take(
        self, url: str, articles: Iterator[ReadResult], asked: list[str], tally: Tally
    ) -> None:
        """Reads a source some articles at a time; what is recorded is noted as visited.

        A source that gives nothing but its own failure has failed.
        """
        from legation.ledger.watching import Visit

        while batch := list(islice(articles, BATCH)):
            first = batch[0]
            if not asked and not isinstance(first, Article) and first.location == url:
                raise UnreadableInput(first.reason)
            ingest(iter(batch), self.ledger, self.coder, tally=tally)
            now = dt.datetime.now(dt.UTC)
            # What `wanted` let through comes in the same order.
            for item, address in zip(batch, asked, strict=False):
                outcome = "read" if isinstance(item, Article) else "failed"
                note = None if isinstance(item, Article) else item.reason
                self.ledger.watching.visited(
                    Visit(source=address, at=now, outcome=outcome, note=note)
                )
            del asked[: len(batch)]

    def _folder(self, source: str, last: Visit | None, tally: Tally) -> None:
        """What was added to a folder or changed in it since the last look."""
        from legation.reading import expand, read
        from legation.reading.polite import Unchanged

        if not Path(source).exists():
            raise UnreadableInput(f"There is no file or folder {source}; check the path.")
        paths = [item.location for item in expand([source])]
        since = last.at.timestamp() - _SLACK if last and not last.failures else 0.0
        new = [path for path in paths if _changed_at(path) >= since]
        if not new:
            raise Unchanged
        values = self.settings.values
        found = read(new, published=values.published, timezone=values.timezone)
        ingest(iter(found), self.ledger, self.coder, tally=tally)


_SLACK = 5.0
"""Seconds by which clocks of file systems may differ from ours."""


def _changed_at(path: str) -> float:
    try:
        return Path(path).stat().st_mtime
    except OSError:
        return float("inf")


def rhythm(text: str) -> dt.timedelta:
    """A time such as 30s, 15m, 2h or 1d; raises UsageError for what is none, or is too short."""
    units = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
    number, unit = text[:-1], text[-1:]
    if unit not in units or not number.isdigit() or int(number) < 1:
        raise UsageError(f"--every takes a time such as 15m, 2h or 1d, not {text!r}.")
    return dt.timedelta(**{units[unit]: int(number)})


def fetcher(permit: Sequence[str]) -> PoliteFetch:
    """What gets addresses politely; `permit` are hosts with ports that may be private."""
    from legation.reading.polite import PoliteFetch

    for host in permit:
        name, colon, port = host.rpartition(":")
        if not colon or not name or not port.isdigit():
            raise UsageError(
                f"--permit takes a host with its port such as 127.0.0.1:8000, not {host!r}."
            )
    return PoliteFetch(permitted=tuple(permit))
