"""What every question asks of all events, made once: how far frames reach, and their volume.

Days of frames and happenings between any two are the only numbers for which a measure goes through
all rows; with them at hand it reads the rows of its own actors and no others. They are exact, so that
an answer is the same with them and without.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from legation.analysis import frames, rollup

if TYPE_CHECKING:
    from pathlib import Path

    from ibis.expr import types as ir

    from legation.analysis.engines import Engine
    from legation.analysis.gates import Scope
    from legation.analysis.rows import Row

_SPANS, _VOLUMES, _PAIRS = "spans.parquet", "volumes.parquet", "pairs"


@dataclass(frozen=True, slots=True)
class Totals:
    """The numbers of all events of a scope: computed from them, or read where `folder` keeps them."""

    engine: Engine
    events: ir.Table
    scope: Scope
    expand: bool
    folder: Path | None = None

    def spans(self) -> list[Row]:
        """The rows of `frames.spans`."""
        if self.folder is not None:
            return [*self.engine.run(self.engine.parquet([self.folder / _SPANS]))]
        return [*self.engine.run(frames.spans(self.events, self.scope))]

    def volume(self, code: str) -> list[Row]:
        """The rows of `rollup.volume`."""
        if self.folder is None:
            rolled = rollup.rollup(self.events, self.scope, expand=self.expand)
            return [*self.engine.run(rollup.volume(rolled, code))]
        kept = self.engine.parquet([self.folder / _VOLUMES])
        chosen = kept.filter(kept.code.isnull() | (kept.code == code))
        of_code = chosen.code == code
        return [
            *self.engine.run(
                chosen.group_by("frame", "bin").aggregate(
                    n=chosen.n.sum(where=chosen.code.isnull()),
                    of_code=chosen.n.sum(where=of_code).fill_null(0),
                )
            )
        ]


def write(engine: Engine, events: ir.Table, scope: Scope, folder: Path, *, expand: bool) -> None:
    """Writes the totals of a scope into a new folder, in memory that does not grow with the events.

    The roll-up itself is made beside them, a file a span of time, and stays for other programs.
    """
    rollup.write(engine, events, scope, folder / _PAIRS, expand=expand)
    rolled = engine.parquet(sorted((folder / _PAIRS).glob("*.parquet")))
    engine.write(_volumes(rolled), folder / _VOLUMES)
    engine.write(frames.spans(events, scope), folder / _SPANS)


def _volumes(rolled: ir.Table) -> ir.Table:
    """Happenings by frame and bin: of all pairs (`code` is null), and of each code."""
    whole = rolled.group_by("frame", "bin").aggregate(n=rolled.n.sum())
    whole = whole.mutate(code=ibis.null("string"))
    # Two different codes make a pair, so that none counts twice for one of them.
    sides = rolled.select("frame", "bin", "n", code=rolled.a).union(
        rolled.select("frame", "bin", "n", code=rolled.b)
    )
    each = sides.group_by("frame", "bin", "code").aggregate(n=sides.n.sum())
    return whole.select("frame", "bin", "code", "n").union(each)
