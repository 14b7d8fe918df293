"""Events drawn by chance, laid down as `legation import` lays them down, for the benchmarks.

    python benchmarks/generated.py FOLDER ROWS

Ten years of reports in the order of their days. A happening has one or more reports (1.6 on the
average), that is, as many rows. Actors (250) and CAMEO codes are as unequal as in the samples of
GDELT: the most frequent has an eighth, the next ones a half and a third of that, and so on. Of the
rows a twelfth lacks a side and a twelfth names one side twice; one in fifty has several sides, one
in fifty an interval of a month, one in thirty is planned. The same numbers give the same rows.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from legation.datasets.parquet import EVENTS, table_batch, write_parts
from legation.knowledge.ontology import cameo_table, quad, score

ACTORS = 250
FIRST = dt.date(2014, 1, 1)
DAYS = 3652
PART = 700_000
"""Rows of a part, as of an import."""
_REPORTS = 1.6
_FREQUENT = ("010", "042", "043", "051", "020", "040", "036", "190", "173", "046", "112", "057")
_TEXT = pa.string()

Numbers = npt.NDArray[Any]


def generate(folder: Path, rows: int) -> None:
    """Writes so many rows of the event table into the event set `folder`, part by part."""
    for number, start in enumerate(range(0, rows, PART)):
        part = _batches(start, min(start + PART, rows), rows)
        write_parts(part, folder / EVENTS, f"drawn-{number:05}")


def _batches(start: int, stop: int, rows: int) -> Iterator[pa.RecordBatch]:
    """The rows from one number to another, some tens of thousands at a time."""
    for first in range(start, stop, 1 << 15):
        yield _batch(np.arange(first, min(first + (1 << 15), stop)), rows)


def _batch(i: Numbers, rows: int) -> pa.RecordBatch:
    drawn = np.random.default_rng(int(i[0]))
    count = max(1, round(len(i) / _REPORTS))
    happening = np.sort(drawn.integers(0, count, len(i)))

    def chance(part: float) -> Numbers:
        return (drawn.random(count) < part)[happening]

    # Ranks whose logarithms are equally likely: the share of rank r falls as 1/r.
    def rank(of: int) -> Numbers:
        return (np.exp(drawn.random(count) * np.log(of + 1)) - 1).astype(np.int32)[happening]

    x, y, z, code = rank(ACTORS), rank(ACTORS), rank(ACTORS), rank(len(_codes()["cameo"]))
    y = np.where(chance(1 / 12), x, y)
    lacking, several, wide, planned = (chance(p) for p in (1 / 12, 1 / 50, 1 / 50, 1 / 30))
    day = int(np.datetime64(FIRST, "D").astype(int)) + (i * DAYS // rows)
    known = day + drawn.integers(0, 3, len(i))
    identity = pc.binary_join_element_wise("gdelt", pc.cast(pa.array(i), _TEXT), ":")
    first = _days(day)
    columns = {
        **{"event_id": identity, "happening": identity, "source": _same("gdelt", i)},
        **{"first_day": first, "last_day": _days(np.where(wide, day + 31, day))},
        **{"known_day": _days(known), "edtf": pc.cast(first, _TEXT)},
        "year": pc.cast(pc.year(first), pa.int16()),
        "status": _chosen(["occurred", "planned"], planned.astype(np.int32)),
        **_sides(x, y, z, lacking, several),
        "reports": pa.array(drawn.integers(1, 10, len(i)), pa.int32()),
        **{name: values.take(pa.array(code)) for name, values in _codes().items()},
    }
    return table_batch(columns, len(i))


def _sides(
    x: Numbers, y: Numbers, z: Numbers, lacking: Numbers, several: Numbers
) -> dict[str, pa.Array]:
    names = [f"A{n:02}" for n in range(ACTORS)]
    actors, others = _chosen(names, x), _chosen(names, z)
    both = pc.binary_join_element_wise(actors, others, ";")
    recipients = _chosen([*names, ""], np.where(lacking, ACTORS, y))
    second = (~lacking & (y != x)).astype(np.int16)
    third = (several & (z != x) & (lacking | (z != y))).astype(np.int16)
    return {
        "actors": pc.if_else(pa.array(several), both, actors),
        "recipients": recipients,
        "n_sides": pa.array(1 + second + third),
        "actor_original": actors,
        "recipient_original": recipients,
        "place": recipients,
    }


@cache
def _codes() -> dict[str, pa.Array]:
    """What belongs to each CAMEO code, the frequent codes first."""
    table = cameo_table()
    rest = [entry for code, entry in table.items() if code not in _FREQUENT]
    # Of the others those that PLOVER drops are the rarest, so that most rows count.
    rest.sort(key=lambda entry: entry.plover_type is None)
    codes = [*(table[code] for code in _FREQUENT), *rest]
    types = [entry.plover_type for entry in codes]
    scores = [score(e.plover_type, e.plover_mode) if e.plover_type else None for e in codes]
    return {
        **dict.fromkeys(("cameo", "original_code"), pa.array([e.code for e in codes], _TEXT)),
        "type": pa.array([str(t) if t else None for t in types], _TEXT),
        "mode": pa.array([entry.plover_mode for entry in codes], _TEXT),
        "quad": pa.array([quad(t) if t else None for t in types], pa.int8()),
        **dict.fromkeys(
            ("goldstein", "goldstein_original"),
            pa.array([entry.goldstein for entry in codes], pa.float64()),
        ),
        "plover_score": pa.array(scores, pa.float64()),
    }


def _chosen(values: list[str], numbers: Numbers) -> pa.Array:
    return pa.array(values, _TEXT).take(pa.array(numbers))


def _same(value: str, like: Numbers) -> pa.Array:
    return pa.repeat(pa.scalar(value, _TEXT), len(like))


def _days(numbers: Numbers) -> pa.Array:
    return pa.array(numbers.astype(np.int32), pa.int32()).cast(pa.date32())


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]))
