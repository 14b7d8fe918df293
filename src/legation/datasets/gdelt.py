"""GDELT event exports, versions 1 and 2, as rows of the event table.

GDELT event codebook 2.0 (2015). Actors are states, and bodies that GDELT knows as groups; a side
that is neither has no code and keeps its original. The Goldstein value that the file carries is
kept beside ours. `known_day` is DATEADDED.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from legation.datasets.cells import (
    LATE,
    NO_CODE,
    NO_DAY,
    NO_ID,
    compare_goldstein,
    digits_day,
    holding,
    number,
    on_one_day,
    unknown_codes,
    whole_number,
)
from legation.datasets.codes import genre, sides_of_pair, translate, typed_and_scored
from legation.datasets.delimited import Layout, first_lines, usual_count
from legation.datasets.layouts import GDELT_1, GDELT_2
from legation.datasets.parquet import table_batch
from legation.datasets.quarantine import Quarantine
from legation.errors import UnreadableInput
from legation.knowledge.schemes import scheme

NAME = "gdelt"
_TEXT = pa.string()
_CODED = (
    *("SQLDATE", "EventCode", "GoldsteinScale", "NumArticles", "DATEADDED"),
    *("ActionGeo_CountryCode", "SOURCEURL"),
    *(f"Actor{n}{part}" for n in (1, 2) for part in ("CountryCode", "KnownGroupCode")),
)
_WANTED = (
    *("GLOBALEVENTID", "Actor1Code", "Actor1Name", "Actor2Code", "Actor2Name"),
    *_CODED,
)


def layout(path: Path) -> Layout:
    """The layout of a GDELT file by its number of columns; raises UnreadableInput for another."""
    lines = first_lines(path)
    count = usual_count(lines, "\t")
    header = lines[0].upper().startswith("GLOBALEVENTID")
    for names in (GDELT_2, GDELT_1, GDELT_1[:-1]):
        if count == len(names):
            wanted, coded = (tuple(n for n in some if n in names) for some in (_WANTED, _CODED))
            return Layout(names=names, header=header, wanted=wanted, coded=coded)
    raise UnreadableInput(
        f"{path} has {count} tab-separated columns; GDELT event exports have 57, 58 or 61."
    )


def to_events(batch: pa.RecordBatch, quarantine: Quarantine) -> pa.RecordBatch:
    """Rows of GDELT as rows of the event table; those that do not hold go to quarantine."""
    day, known = digits_day(batch.column("SQLDATE")), digits_day(batch.column("DATEADDED"))
    act = typed_and_scored(batch.column("EventCode"))
    good = holding(
        batch,
        {
            NO_ID: pc.is_null(batch.column("GLOBALEVENTID")),
            NO_DAY: pc.is_null(day),
            NO_CODE: pc.is_null(act["cameo"]),
            LATE: pc.greater(day, known),
        },
        quarantine,
    )
    if good is not None:
        batch, day, known = (x.filter(good) for x in (batch, day, known))
        act = {name: column.filter(good) for name, column in act.items()}
    for n in (1, 2):
        unknown_codes(batch, f"Actor{n}CountryCode", _is_country, quarantine)
    act["goldstein_original"] = number(batch.column("GoldsteinScale"))
    compare_goldstein(batch, act["goldstein_original"], act["goldstein"], quarantine)
    return _table(batch, day, pc.coalesce(known, day), act)


def _is_country(code: str) -> bool:
    return code in scheme("cameo-country") or code in scheme("cameo-region")


def _table(
    batch: pa.RecordBatch, day: pa.Array, known: pa.Array, act: Mapping[str, pa.Array]
) -> pa.RecordBatch:
    actors, recipients = (pc.fill_null(_side(batch, n), "") for n in (1, 2))
    url = batch.column("SOURCEURL") if "SOURCEURL" in batch.schema.names else None
    columns = {
        **on_one_day(NAME, batch.column("GLOBALEVENTID"), day),
        "known_day": known,
        "original_code": batch.column("EventCode"),
        "actors": actors,
        "recipients": recipients,
        "n_sides": sides_of_pair(actors, recipients),
        "actor_original": _original(batch, 1),
        "recipient_original": _original(batch, 2),
        "place": translate(batch.column("ActionGeo_CountryCode"), scheme("fips").get, _TEXT),
        "reports": whole_number(batch.column("NumArticles"), pa.int32()),
        **act,
    }
    if url is not None:
        host = translate(url, _host, _TEXT)
        columns |= {"url": url, "source_group": host, "genre": genre(host, url)}
    return table_batch(columns, len(batch))


def _original(batch: pa.RecordBatch, n: int) -> pa.Array:
    return pc.coalesce(batch.column(f"Actor{n}Code"), batch.column(f"Actor{n}Name"))


def _side(batch: pa.RecordBatch, n: int) -> pa.Array:
    groups, countries = scheme("cameo-group").get, scheme("cameo-country").get
    return pc.coalesce(
        translate(batch.column(f"Actor{n}KnownGroupCode"), groups, _TEXT),
        translate(batch.column(f"Actor{n}CountryCode"), countries, _TEXT),
    )


def _host(url: str) -> str | None:
    """The host of an address; GDELT's sources that are no web page have a name instead."""
    host = url.partition("://")[2].partition("/")[0]
    return host.lower().removeprefix("www.") or None
