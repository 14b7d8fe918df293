"""Articles given to a running desk: kept in a queue, read one job after the other, watched meanwhile."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import json
import queue
import re
import secrets
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING

from legation.errors import EnvironmentFailure, LegationError, UsageError
from legation.model import Article, Quarantined, ReadResult
from legation.workflows import refreshing, rooms
from legation.workflows.reading import Tally, ingest

if TYPE_CHECKING:
    from legation.ledger import Ledger
    from legation.settings import Settings

_MOST_WAITING = 20
_MOST_KEPT = 50
_MOST_ADDRESSES = 50
_ODD = re.compile(r"[^\w.() -]+")
_PACKED = (".gz", ".zip", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar")


class State(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(slots=True, kw_only=True)
class Job:
    """One lot of articles: what was given, how far it is, and what came of it.

    `total` is the number of pieces, None where that shows only while reading. `trouble` says why a
    job failed.
    """

    id: str
    what: str
    inputs: tuple[str, ...]
    names: Mapping[str, str]
    folder: Path | None
    at: dt.datetime
    total: int | None = None
    state: State = State.WAITING
    trouble: str | None = None
    tally: Tally = field(default_factory=Tally)
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state not in (State.WAITING, State.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """A text typed or pasted into the page."""

    text: str
    title: str = ""
    published: str = ""
    source: str = ""


Upload = tuple[str, IO[bytes]]
"""The name that a file had and its content."""


class Jobs:
    """Reads what is given, one job at a time, in a thread of its own."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self._ledger = ledger
        self._settings = settings
        self._waiting: queue.Queue[Job] = queue.Queue(_MOST_WAITING)
        self._known: OrderedDict[str, Job] = OrderedDict()
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(
        self, pasted: Pasted | None, uploads: Sequence[Upload], addresses: Sequence[str]
    ) -> Job:
        """Takes articles in; raises UsageError where there is nothing or it cannot be taken."""
        if len(addresses) > _MOST_ADDRESSES:
            raise UsageError(f"Give at most {_MOST_ADDRESSES} addresses at once.")
        folder = Path(tempfile.mkdtemp(prefix="legation-added-"))
        try:
            job = self._job(folder, pasted, uploads, addresses)
            self._queue(job)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return job

    def _job(
        self,
        folder: Path,
        pasted: Pasted | None,
        uploads: Sequence[Upload],
        addresses: Sequence[str],
    ) -> Job:
        at = dt.datetime.now(dt.UTC)
        stamp = at.isoformat(timespec="milliseconds")
        names: dict[str, str] = {}
        inputs: list[str] = []
        for number, (name, content) in enumerate(uploads):
            path = folder / f"{number:04}-{_safe(name)}"
            with path.open("wb") as file:
                shutil.copyfileobj(content, file)
            # A name says nothing of what stood under it before: each upload is a place of its own.
            names[str(path)] = f"upload {stamp}/{_safe(name)}"
            inputs.append(str(path))
        if pasted and pasted.text.strip():
            path = folder / "pasted.jsonl"
            path.write_text(json.dumps(_line(pasted)) + "\n", encoding="utf-8")
            names[str(path)] = f"pasted {stamp}"
            inputs.append(str(path))
        inputs += [_web(address) for address in addresses if address.strip()]
        if not inputs:
            raise UsageError(
                "Paste a text, choose files or give an address; there was nothing to read."
            )
        what = f"{len(inputs)} pieces" if len(inputs) > 1 else names.get(inputs[0], inputs[0])
        return Job(
            id=secrets.token_hex(8),
            what=what,
            inputs=tuple(inputs),
            names=names,
            folder=folder,
            at=at,
            total=rooms.number_of(inputs),
        )

    def _queue(self, job: Job) -> None:
        with self._guard:
            try:
                self._waiting.put_nowait(job)
            except queue.Full as error:
                raise EnvironmentFailure(
                    f"{_MOST_WAITING} lots wait to be read already; try again when some are done."
                ) from error
            self._known[job.id] = job
            while len(self._known) > _MOST_KEPT:
                self._known.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="reading", daemon=True)
                self._thread.start()

    def find(self, id_: str) -> Job:
        """A job by its id; raises UsageError where it is not known, or no more."""
        found = self._known.get(id_)
        if found is None:
            raise UsageError("There is no such job any more; what was read is in the ledger.")
        return found

    def all(self) -> list[Job]:
        """The jobs since the desk was opened, the last first."""
        return list(reversed(self._known.values()))

    def stop(self, id_: str) -> Job:
        """Ends a job before its next article; what was read stays."""
        job = self.find(id_)
        job.stopping.set()
        return job

    def _work(self) -> None:
        with contextlib.ExitStack() as kept:
            coder, knows = None, ""
            while True:
                job = self._waiting.get()
                ended = State.FAILED
                try:
                    if job.stopping.is_set():
                        ended = State.STOPPED
                        continue
                    job.state = State.RUNNING
                    if coder is None or knows != refreshing.coding_mark():
                        # A name or an office was added since: a coder learns them at its start.
                        kept.close()
                        refreshing.refresh()
                        knows = refreshing.coding_mark()
                        coder = kept.enter_context(rooms.open_coder(self._settings))
                    ingest(self._items(job), self._ledger, coder, tally=job.tally)
                    ended = State.STOPPED if job.stopping.is_set() else State.DONE
                except LegationError as error:
                    job.trouble = str(error)
                except Exception as error:  # noqa: BLE001 - one job must not end the thread
                    job.trouble = f"Reading failed ({type(error).__name__}); please report this."
                finally:
                    if job.folder:
                        shutil.rmtree(job.folder, ignore_errors=True)
                    job.state = ended  # a job that has ended has left nothing behind

    def _items(self, job: Job) -> Iterator[ReadResult]:
        packed = [i for i in job.inputs if i in job.names and i.lower().endswith(_PACKED)]
        for path in packed:
            reason = "It is packed; unpack it and give the files inside."
            yield Quarantined(location=job.names[path], reason=reason)
        inputs = [i for i in job.inputs if i not in packed]
        for item in rooms.articles(inputs, self._settings):
            if job.stopping.is_set():
                return
            yield _named(item, job.names)


def _named(item: ReadResult, names: Mapping[str, str]) -> ReadResult:
    """An article or reason with the name that its file had, not that of the copy."""
    where = item.location or ""
    path, mark, line = where.rpartition("#") if where not in names else (where, "", "")
    if path not in names:
        return item
    told = names[path] + (mark + line if not names[path].startswith("pasted") else "")
    if isinstance(item, Article):
        return dataclasses.replace(item, location=told)
    return dataclasses.replace(item, location=told)


def _safe(name: str) -> str:
    """The last part of a file's name, without what could lead elsewhere."""
    last = re.split(r"[/\\]", name)[-1]
    return _ODD.sub("_", last).lstrip(".")[-100:] or "file"


def _line(pasted: Pasted) -> dict[str, str]:
    if pasted.published.strip():
        try:
            dt.date.fromisoformat(pasted.published.strip())
        except ValueError as error:
            raise UsageError(f"{pasted.published!r} is no day; write it as 2025-10-26.") from error
    values = {
        "title": pasted.title.strip(),
        "date": pasted.published.strip(),
        "source": pasted.source.strip(),
        "text": pasted.text,
    }
    return {name: value for name, value in values.items() if value}


def _web(address: str) -> str:
    """An address of the web; raises UsageError for anything else, such as a path of this machine."""
    text = address.strip()
    if not text.lower().startswith(("http://", "https://")) or len(text) > 2000:
        raise UsageError(
            f"{text[:80]!r} is no http or https address; files go into the field for files."
        )
    return text
