"""POLECAT events (40 columns) as rows of the event table.

Tolerates what published files are known to hold: "Event Intensity" for "Intensity", a stray first
row, "None" for nothing, ";" between several codes, tabs at the end of a line, Latin-1. POLECAT is
typed by PLOVER; the CAMEO code of a row is the type's root. `known_day` is the publication date.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from legation.datasets.cells import (
    NO_DAY,
    NO_ID,
    holding,
    iso_day,
    number,
    on_one_day,
    unknown_codes,
)
from legation.datasets.codes import (
    body_named,
    genre,
    goldstein,
    plover_type,
    scored,
    sides_of,
    state_named,
    translate,
)
from legation.datasets.delimited import Layout, first_lines, named, usual_count
from legation.datasets.layouts import POLECAT
from legation.datasets.parquet import table_batch
from legation.datasets.quarantine import Quarantine
from legation.errors import UnreadableInput
from legation.knowledge.ontology import modes, root_of
from legation.model.table import SEPARATOR

NAME = "polecat"
NO_TYPE = "no such PLOVER type"
_TEXT = pa.string()
_NOTHING = ("", "None", "nan", "NA")
_OTHER_NAMES = {"Event Intensity": "Intensity"}


def layout(path: Path) -> Layout:
    """The layout of a POLECAT file; raises UnreadableInput where its columns are others."""
    lines = first_lines(path)
    for skipped, line in enumerate(lines[:2]):
        header = [_OTHER_NAMES.get(name, name) for name in named(line, "\t")]
        if set(POLECAT) <= set(header):
            while not header[-1]:
                header.pop()
            # Tabs at the end of the lines make columns that nobody named.
            count = max(len(header), usual_count(lines[skipped + 1 :] or [line], "\t"))
            names = (*header, *(f"unnamed {n}" for n in range(len(header), count)))
            return Layout(names=names, header=True, skip=skipped, wanted=POLECAT, nothing=_NOTHING)
    raise UnreadableInput(f"{path} does not name POLECAT's 40 columns in its first or second line.")


def to_events(batch: pa.RecordBatch, quarantine: Quarantine) -> pa.RecordBatch:
    """Rows of POLECAT as rows of the event table; those that do not hold go to quarantine."""
    day = iso_day(batch.column("Event Date"))
    type_ = translate(batch.column("Event Type"), plover_type, _TEXT)
    good = holding(
        batch,
        {
            NO_ID: pc.is_null(batch.column("Event ID")),
            NO_DAY: pc.is_null(day),
            NO_TYPE: pc.is_null(type_),
        },
        quarantine,
    )
    if good is not None:
        batch, day, type_ = (x.filter(good) for x in (batch, day, type_))
    for who in ("Actor", "Recipient"):
        unknown_codes(batch, f"{who} Country", _states, quarantine)
    return _table(batch, day, type_)


def _table(batch: pa.RecordBatch, day: pa.Array, type_: pa.Array) -> pa.RecordBatch:
    key = pc.binary_join_element_wise(type_, pc.fill_null(batch.column("Event Mode"), ""), "/")
    mode = translate(key, _mode, _TEXT)
    cameo = translate(type_, root_of, _TEXT)
    actors, recipients = (pc.fill_null(_side(batch, who), "") for who in ("Actor", "Recipient"))
    columns = {
        **on_one_day(NAME, batch.column("Event ID"), day),
        "source_group": batch.column("Source"),
        "genre": genre(batch.column("Source")),
        "known_day": pc.coalesce(iso_day(batch.column("Publication Date")), day),
        "type": type_,
        "mode": mode,
        "cameo": cameo,
        "original_code": batch.column("Event Type"),
        "actors": actors,
        "recipients": recipients,
        "n_sides": sides_of(actors, recipients),
        "actor_original": _original(batch, "Actor"),
        "recipient_original": _original(batch, "Recipient"),
        "goldstein_original": number(batch.column("Intensity")),
        "place": translate(batch.column("Country"), state_named, _TEXT),
        **goldstein(cameo),
        **scored(type_, mode),
    }
    return table_batch(columns, len(batch))


def _mode(key: str) -> str | None:
    type_, _, mode = key.partition("/")
    wanted = mode.strip().lower().replace(" ", "-").replace("_", "-")
    return wanted if wanted in modes(type_) else None


def _original(batch: pa.RecordBatch, who: str) -> pa.Array:
    return pc.coalesce(batch.column(f"{who} Name"), batch.column(f"{who} Name Raw"))


def _side(batch: pa.RecordBatch, who: str) -> pa.Array:
    return pc.coalesce(
        translate(batch.column(f"{who} Name"), body_named, _TEXT),
        translate(batch.column(f"{who} Country"), _states, _TEXT),
    )


def _states(text: str) -> str | None:
    codes = [state_named(part) for part in text.split(SEPARATOR)]
    return SEPARATOR.join(dict.fromkeys(c for c in codes if c)) or None
