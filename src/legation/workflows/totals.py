"""The totals that an event set keeps beside its events, so that a question need not go through all.

`my.events/rollup/<step>/` holds the pairs by step, the volume of frames and their days. It is made
when it is first needed and made anew when the events are others than those it was made from.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from legation import __version__
from legation.model.table import TABLE_VERSION
from legation.workflows.analysing import parquet_files

if TYPE_CHECKING:
    from ibis.expr import types as ir

    from legation.analysis.engines import Engine
    from legation.analysis.gates import Scope
    from legation.analysis.totals import Totals

KEPT = "rollup"
"""Subfolder of an event set in which its totals lie."""
_ABOUT = "about.json"
WORTH = 16 << 20
"""Bytes of events from which on totals are kept; fewer are gone through at once."""


def totals(
    engine: Engine,
    events: ir.Table,
    scope: Scope,
    *,
    expand: bool,
    data: Sequence[Path],
    tell: Callable[[str], None],
) -> Totals:
    """The totals of a question: kept ones where they hold for it, else those of the events.

    They hold for one large event set, on DuckDB, as it stands today (no `--as-of`), with the frames
    that it has itself (no `--frame`). `tell` hears where they are made.
    """
    from legation.analysis.totals import Totals

    computed = Totals(engine, events, scope, expand)
    plain = scope.as_of is None and scope.frame is None and not engine.spills
    if not plain or len(data) != 1 or not (data[0] / "events").is_dir():
        return computed
    if sum(path.stat().st_size for path in parquet_files(data)) < WORTH:
        return computed
    folder = _folder(data[0], scope, expand=expand)
    made_from = _fingerprint(data[0])
    if _made_from(folder) != made_from:
        if not os.access(data[0], os.W_OK):
            tell(f"{data[0]} cannot be written, so that all its events are gone through each time.")
            return computed
        anew = " anew, as its events have changed" if folder.exists() else ", once"
        tell(f"Making the roll-up of {data[0]}{anew} ...")
        try:
            _make(computed, folder, made_from)
        except OSError as error:
            tell(f"The roll-up cannot be kept ({error.strerror or error}); going on without it.")
            return computed
    return dataclasses.replace(computed, folder=folder)


def _folder(data: Path, scope: Scope, *, expand: bool) -> Path:
    return data / KEPT / (f"{scope.bin.value}-expanded" if expand else scope.bin.value)


def _fingerprint(data: Path) -> str:
    """What tells an event set from what it was: its files with size and time, and our versions."""
    from legation.knowledge.measuring import channels, defaults

    digest = hashlib.sha256(f"{__version__} {TABLE_VERSION}".encode())
    digest.update(repr((channels(), sorted(defaults().items()))).encode())
    for path in parquet_files([data]):
        told = path.stat()
        digest.update(f"{path.relative_to(data)} {told.st_size} {told.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _made_from(folder: Path) -> str | None:
    try:
        made: str = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))["made_from"]
    except (OSError, ValueError, KeyError):
        return None
    return made


def _make(computed: Totals, folder: Path, made_from: str) -> None:
    from legation.analysis import totals

    waiting = folder.with_name(f".making-{os.getpid()}-{folder.name}")
    try:
        totals.write(
            computed.engine, computed.events, computed.scope, waiting, expand=computed.expand
        )
        (waiting / _ABOUT).write_text(json.dumps({"made_from": made_from}) + "\n", encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        waiting.rename(folder)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
