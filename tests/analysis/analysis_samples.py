"""Rows of the event table, by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from legation.knowledge.ontology import cameo, quad, score
from legation.model.table import COLUMNS
from legation.model.when import days

_TYPES = {
    "string": pa.string(),
    "int8": pa.int8(),
    "int16": pa.int16(),
    "int32": pa.int32(),
    "float64": pa.float64(),
    "date": pa.date32(),
    "bool": pa.bool_(),
}
SCHEMA = pa.schema([(column.name, _TYPES[column.type]) for column in COLUMNS])
_number = count(1)


def row(code: str, actors: str, recipients: str, when: str | None, **given: Any) -> dict[str, Any]:
    """An event by CAMEO code, sides and EDTF; everything else as a reader would make it."""
    entry = cameo(code)
    covered = days(when) if when else None
    first, last = (covered.first, covered.last) if covered else (None, None)
    known = given.pop("known", None) or (last or first or dt.date(2025, 1, 1)).isoformat()
    identity = f"x:{next(_number):06}"
    type_, mode = given.get("type", entry.plover_type), given.get("mode", entry.plover_mode)
    return {
        "event_id": identity,
        "source": "gdelt",
        "happening": given.get("event_id", identity),
        "first_day": first,
        "last_day": last,
        "known_day": dt.date.fromisoformat(known),
        "edtf": when,
        "type": type_,
        "mode": mode,
        "cameo": code,
        "original_code": code,
        "status": "occurred",
        "actors": actors,
        "recipients": recipients,
        "n_sides": len({side for side in f"{actors};{recipients}".split(";") if side}),
        "quad": quad(type_) if type_ else None,
        "goldstein": entry.goldstein,
        "plover_score": score(type_, mode) if type_ else None,
        "year": first.year if first else None,
        **given,
    }


def ours(code: str, actors: str, recipients: str, when: str | None, **given: Any) -> dict[str, Any]:
    """An event that our own coder made."""
    return row(code, actors, recipients, when, **{"source": "ledger", **given})


def write(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """Writes rows as a Parquet file of the event table."""
    pq.write_table(pa.Table.from_pylist([dict(r) for r in rows], schema=SCHEMA), path)
    return path
