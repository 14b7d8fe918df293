"""ICEWS coded event data (raw tab files) as rows of the event table.

Boschee et al., "ICEWS Coded Event Data", Harvard Dataverse. A side is a body where its name is one
that we know, else the state of its country; the name stays as original. ICEWS tells no day of
publication, so what happened is taken as known on its day.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from legation.datasets.cells import (
    NO_CODE,
    NO_DAY,
    NO_ID,
    compare_goldstein,
    holding,
    iso_day,
    number,
    on_one_day,
    unknown_codes,
)
from legation.datasets.codes import (
    body_named,
    genre,
    sides_of_pair,
    state_named,
    translate,
    typed_and_scored,
)
from legation.datasets.delimited import Layout, first_lines, named
from legation.datasets.layouts import ICEWS
from legation.datasets.parquet import table_batch
from legation.datasets.quarantine import Quarantine
from legation.errors import UnreadableInput

NAME = "icews"
_TEXT = pa.string()
_CODED = (
    *("Event Date", "CAMEO Code", "Intensity", "Publisher", "Country"),
    *("Source Name", "Source Country", "Target Name", "Target Country"),
)
_WANTED = ("Event ID", "Story ID", *_CODED)
_NOTHING = ("", "NULL", "NA")


def layout(path: Path) -> Layout:
    """The layout of an ICEWS file; raises UnreadableInput where its columns are others."""
    header = named(first_lines(path)[0], "\t")
    missing = [name for name in ICEWS if name not in header]
    if missing:
        raise UnreadableInput(
            f"{path} lacks the column {missing[0]!r}; ICEWS files name their 20 columns in line 1."
        )
    return Layout(names=tuple(header), header=True, wanted=_WANTED, coded=_CODED, nothing=_NOTHING)


def to_events(batch: pa.RecordBatch, quarantine: Quarantine) -> pa.RecordBatch:
    """Rows of ICEWS as rows of the event table; those that do not hold go to quarantine."""
    day = iso_day(batch.column("Event Date"))
    act = typed_and_scored(batch.column("CAMEO Code"))
    good = holding(
        batch,
        {
            NO_ID: pc.is_null(batch.column("Event ID")),
            NO_DAY: pc.is_null(day),
            NO_CODE: pc.is_null(act["cameo"]),
        },
        quarantine,
    )
    if good is not None:
        batch, day = batch.filter(good), day.filter(good)
        act = {name: column.filter(good) for name, column in act.items()}
    for who in ("Source", "Target"):
        unknown_codes(batch, f"{who} Country", state_named, quarantine)
    act["goldstein_original"] = number(batch.column("Intensity"))
    compare_goldstein(batch, act["goldstein_original"], act["goldstein"], quarantine)
    return _table(batch, day, act)


def _table(batch: pa.RecordBatch, day: pa.Array, act: Mapping[str, pa.Array]) -> pa.RecordBatch:
    actors, recipients = (pc.fill_null(_side(batch, who), "") for who in ("Source", "Target"))
    columns = {
        **on_one_day(NAME, batch.column("Event ID"), day),
        "article_id": pc.binary_join_element_wise(NAME, batch.column("Story ID"), ":"),
        "source_group": batch.column("Publisher"),
        "genre": genre(batch.column("Publisher")),
        "known_day": day,
        "original_code": batch.column("CAMEO Code"),
        "actors": actors,
        "recipients": recipients,
        "n_sides": sides_of_pair(actors, recipients),
        "actor_original": batch.column("Source Name"),
        "recipient_original": batch.column("Target Name"),
        "place": translate(batch.column("Country"), state_named, _TEXT),
        **act,
    }
    return table_batch(columns, len(batch))


def _side(batch: pa.RecordBatch, who: str) -> pa.Array:
    return pc.coalesce(
        translate(batch.column(f"{who} Name"), body_named, _TEXT),
        translate(batch.column(f"{who} Country"), state_named, _TEXT),
    )
