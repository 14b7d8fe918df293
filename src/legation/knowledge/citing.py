"""How the event data sets that the program reads ask to be cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import rows, split


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """A published data set; `authors` as "Family, Given"."""

    source: str
    authors: tuple[str, ...]
    year: str
    title: str
    publisher: str
    url: str


@cache
def data_sets() -> Mapping[str, DataSet]:
    """Data sets by the name that their rows have as `source`."""
    return {
        row["source"]: DataSet(
            source=row["source"],
            authors=split(row["authors"]),
            year=row["year"],
            title=row["title"],
            publisher=row["publisher"],
            url=row["url"],
        )
        for row in rows("data_sets.tsv")
    }
