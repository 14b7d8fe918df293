"""Coding on Spark: the same lines as on one machine, in the same order, written in parts."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import tempfile
import threading
import zoneinfo
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from legation import __version__
from legation.errors import EnvironmentFailure, UsageError
from legation.knowledge import own
from legation.model import Quarantined
from legation.workflows.rooms import need_analysis

if TYPE_CHECKING:
    from types import FrameType

    from legation.settings import Settings
    from legation.workflows.spark_work import Job

BATCH = 64
"""Articles that cross to a worker at once."""
PARTS_PER_CORE = 4
"""So many parts for each core let quick cores take over from slow ones."""
REJECTED = "_rejected.jsonl"
MANIFEST = "_manifest.json"
_NEVER_SHARED = (
    "The workers wrote to disks that this machine does not see; name a folder in --into that all "
    "machines share."
)
_SPARK = {
    # Sampling for the order must meet the same rows again, and lines must not be cut apart.
    "spark.sql.execution.sortBeforeRepartition": "true",
    "spark.sql.adaptive.enabled": "false",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was written: articles and how many of them could not be coded, in how many parts."""

    articles: int
    failed: int
    parts: int


def code_on_spark(
    inputs: Sequence[str],
    settings: Settings,
    into: Path,
    *,
    master: str,
    explain: bool = False,
    batch: int = BATCH,
) -> Done:
    """Codes files and folders on Spark into a new folder, which appears when all of it is written.

    The folder holds `part-00000.jsonl` and so on, together the lines of `legation code` in its
    order; `_rejected.jsonl`, those of them that are errors; and `_manifest.json`. Raises UsageError
    for inputs and coders that cannot be handed to workers, EnvironmentFailure where Spark or the
    disk fails; then nothing is left behind.
    """
    need_analysis("Coding on Spark needs", "pyarrow")
    check(inputs, settings, into)
    from legation.analysis import spark

    job = _job(settings, explain, batch)
    with _appearing(into) as folder:
        further = _SPARK | {"spark.sql.execution.arrow.maxRecordsPerBatch": str(batch)}
        session = spark.session(master, further)
        try:
            with _noticing_interrupts() as interrupted:
                written = _write(session, inputs, job, folder / "spark")
        except Exception as error:
            # The terminal interrupts the workers too, and their end may be told first.
            if interrupted:
                raise KeyboardInterrupt from error
            if spark.is_sparks(error):
                raise spark.failure(error) from error
            raise
        finally:
            session.stop()
        return _finish(folder, written, inputs, job)


def check(inputs: Sequence[str], settings: Settings, into: Path) -> None:
    """Raises UsageError for what cannot be done on Spark, EnvironmentFailure for a taken folder."""
    if settings.values.coder != "rules":
        raise UsageError("Spark codes with the rules; take --with rules, or leave --engine away.")
    for text in inputs:
        if text == "-" or text.lower().startswith(("http://", "https://")):
            raise UsageError(
                f"Spark's workers cannot read {text!r}; save it as a file that they see, and give that."
            )
    if into.exists() and not (into.is_dir() and not any(into.iterdir())):
        raise EnvironmentFailure(f"There is something at {into} already; name a new folder.")
    if not into.absolute().parent.is_dir():
        raise EnvironmentFailure(f"There is no folder {into.absolute().parent}; make it.")


def _job(settings: Settings, explain: bool, batch: int) -> Job:
    from legation.coding.coder import NAME
    from legation.reading import Reader
    from legation.workflows.spark_work import Job

    values = settings.values
    today = dt.datetime.now(zoneinfo.ZoneInfo(values.timezone)).date()
    folder = own.folder()
    return Job(
        reader=Reader(published=values.published, today=today, base=Path.cwd()),
        model=values.model,
        coder=NAME + own.mark(),
        knowledge=str(folder.absolute()) if folder else None,
        explain=explain,
        batch=batch,
    )


def _write(session: Any, inputs: Sequence[str], job: Job, target: Path) -> Done:
    """Lets the workers write the lines; gives what they counted."""
    from pyspark.sql import Observation
    from pyspark.sql import functions as sql

    from legation.workflows.spark_work import ARTICLES, LINES, TASKS, Code, Read

    tasks = list(_tasks(inputs))
    cores = session.sparkContext.defaultParallelism
    parts = max(cores, 1) * PARTS_PER_CORE
    counted = Observation()
    rows = session.sparkContext.parallelize(tasks, min(len(tasks), parts) or 1)
    # By ranges and not by chance, so that the parts in their order have the order of the input.
    articles = (
        session.createDataFrame(rows, TASKS)
        .mapInArrow(Read(job), ARTICLES)
        .repartitionByRange(parts, "input_no", "row_no")
        .sortWithinPartitions("input_no", "row_no")
    )
    lines = articles.mapInArrow(Code(job), LINES).observe(
        counted,
        sql.count(sql.lit(1)).alias("articles"),
        sql.count_if("failed").alias("failed"),
    )
    lines.select("line").write.text(target.absolute().as_uri())
    found = counted.get
    return Done(articles=found["articles"], failed=found["failed"], parts=0)


def _tasks(inputs: Sequence[str]) -> Iterator[tuple[int, str, str | None]]:
    """The inputs, numbered; those that are none with the reason why."""
    from legation.reading import expand

    for number, item in enumerate(expand(inputs)):
        reason = item.reason if isinstance(item, Quarantined) else None
        name = os.fsencode(item.location).decode("utf-8", "replace")
        if name != item.location:
            reason = "Its name is not in UTF-8; rename it."
        yield number, name, reason


@contextmanager
def _noticing_interrupts() -> Iterator[list[int]]:
    """A list that is no longer empty once Ctrl-C was pressed."""
    seen: list[int] = []
    before = signal.getsignal(signal.SIGINT)

    def notice(number: int, frame: FrameType | None) -> None:
        seen.append(number)
        if callable(before):
            before(number, frame)

    if threading.current_thread() is not threading.main_thread():
        yield seen
        return
    signal.signal(signal.SIGINT, notice)
    try:
        yield seen
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _appearing(into: Path) -> Iterator[Path]:
    """A folder that appears under its name only when all in it is written."""
    place = into.absolute()
    working: Path | None = None
    try:
        working = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
        # Workers may run as another user of the same group, and a result is as open as any folder.
        mask = os.umask(0)
        os.umask(mask)
        working.chmod(0o777 & ~mask)
        yield working
        with suppress(FileNotFoundError):
            place.rmdir()
        working.rename(place)
    except OSError as error:
        raise EnvironmentFailure(
            f"{into} cannot be written ({error.strerror or error}); free some space or choose "
            "another place."
        ) from error
    finally:
        if working is not None:
            shutil.rmtree(working, ignore_errors=True)


def _finish(folder: Path, told: Done, inputs: Sequence[str], job: Job) -> Done:
    """Names the parts, gathers the errors, and checks that every line has arrived."""
    written = folder / "spark"
    found = (
        sorted(p for p in written.glob("part-*") if p.stat().st_size) if written.is_dir() else []
    )
    done = Done(articles=0, failed=0, parts=len(found))
    parts = []
    with (folder / REJECTED).open("wb") as rejected:
        for number, path in enumerate(found):
            name = f"part-{number:05}.jsonl"
            path.rename(folder / name)
            lines, failed = _scan(folder / name, rejected)
            parts.append({"file": name, "lines": lines, "errors": failed})
            done = replace(done, articles=done.articles + lines, failed=done.failed + failed)
    if (done.articles, done.failed) != (told.articles, told.failed):
        raise EnvironmentFailure(_NEVER_SHARED)
    shutil.rmtree(written, ignore_errors=True)
    manifest = {
        "legation": __version__,
        "coder": job.coder,
        "inputs": list(inputs),
        "articles": done.articles,
        "errors": done.failed,
        "parts": parts,
    }
    (folder / MANIFEST).write_text(
        json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", "utf-8"
    )
    return done


def _scan(path: Path, rejected: IO[bytes]) -> tuple[int, int]:
    """Lines of a part and how many are errors, which are copied to `rejected`."""
    lines = failed = 0
    with path.open("rb") as part:
        for line in part:
            lines += 1
            # Most lines need not be parsed to know that they are no error.
            if b'"error": ' in line and "error" in json.loads(line):
                rejected.write(line)
                failed += 1
    return lines, failed
