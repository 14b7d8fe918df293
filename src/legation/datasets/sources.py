"""The kinds of files that can be imported, behind one interface."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from legation.datasets import coded, delimited, events, gdelt, icews, polecat, table
from legation.datasets.mapped import ColumnMapping
from legation.datasets.quarantine import Quarantine

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Source:
    """How files of one kind are read.

    `read` gives batches as they stand in the file and puts lines that are none aside; `to_events`
    makes them rows of the event table and puts rows that do not hold aside. `digest` tells
    readings of one kind apart.
    """

    kind: str
    name: str
    read: Callable[[Path, Quarantine], Iterator[pa.RecordBatch]]
    to_events: Callable[[pa.RecordBatch, Quarantine], pa.RecordBatch]
    digest: str = ""


def of_kind(kind: str) -> Source:
    """The source of a kind that needs no mapping: gdelt, icews, polecat, events or coded."""
    return _SOURCES[kind]


def of_mapping(mapping: ColumnMapping) -> Source:
    """The source of tables that a mapping describes."""

    def read(path: Path, quarantine: Quarantine) -> Iterator[pa.RecordBatch]:
        layout = table.layout(path, mapping)
        quarantine.delimiter = layout.delimiter
        return delimited.batches(path, layout, quarantine)

    return Source(
        kind="table",
        name=mapping.name,
        read=read,
        to_events=partial(table.to_events, mapping=mapping),
        digest=mapping.digest,
    )


def _published(
    layout: Callable[[Path], delimited.Layout],
) -> Callable[[Path, Quarantine], Iterator[pa.RecordBatch]]:
    def read(path: Path, quarantine: Quarantine) -> Iterator[pa.RecordBatch]:
        return delimited.batches(path, layout(path), quarantine)

    return read


def _coded(path: Path, quarantine: Quarantine) -> Iterator[pa.RecordBatch]:
    return coded.batches(path, quarantine.line)


def _as_it_is(batch: pa.RecordBatch, _quarantine: Quarantine) -> pa.RecordBatch:
    return batch


_SOURCES = {
    "gdelt": Source("gdelt", gdelt.NAME, _published(gdelt.layout), gdelt.to_events),
    "icews": Source("icews", icews.NAME, _published(icews.layout), icews.to_events),
    "polecat": Source("polecat", polecat.NAME, _published(polecat.layout), polecat.to_events),
    "events": Source("events", "events", events.batches, events.to_events),
    "coded": Source("coded", coded.NAME, _coded, _as_it_is),
}
