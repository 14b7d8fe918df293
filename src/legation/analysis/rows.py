"""What measures ask of rows that an engine has given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from legation.knowledge.measuring import defaults

Row = Mapping[str, Any]


def ids(rows: Iterable[Row]) -> tuple[str, ...]:
    """Ids of the events of some rows, in their order, each once."""
    return tuple(dict.fromkeys(row["event_id"] for row in rows))


def crowded(row: Row, *, expand: bool) -> bool:
    """Whether so many sides meet that meeting there is no tie of any two, unless asked for."""
    return bool(row["mutual"]) and row["n_sides"] > defaults()["most_sides"] and not expand
