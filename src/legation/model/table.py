"""The columns of the event table, the one form in which measures read events of any source.

One row is one event of one source, never one pair: a meeting of many keeps its list of sides, and
a measure that wants pairs spreads it and knows that it did. Plain data, so that writers, readers
and engines share it without sharing a library.
"""

from __future__ import annotations

from dataclasses import dataclass

TABLE_VERSION = 2
"""Version of the table's form, apart from the program's and the ledger's."""

SEPARATOR = ";"
"""Stands between the codes of a list of sides."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: name, type (string, int8, int16, int32, float64, date, bool), what it means."""

    name: str
    type: str
    meaning: str
    required: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("event_id", "string", "identity within the source, prefixed by it", required=True),
    Column("source", "string", "ledger, gdelt, icews, polecat, or a mapping's name", required=True),
    Column("frame", "string", "named sampling frame that would report all partners alike, if any"),
    Column("article_id", "string", "article or story that tells it, where the source has one"),
    Column("source_group", "string", "outlet or feed; copies of one text share it"),
    Column(
        "happening", "string", "id shared by reports of one happening; the event's own if alone"
    ),
    Column("occasion", "string", "summit, parade or trip at which several events hang together"),
    Column("first_day", "date", "first day on which it can have happened; null where open"),
    Column("last_day", "date", "last day on which it can have happened; null where open"),
    Column("known_day", "date", "day on which it could be known: publication or entry"),
    Column("edtf", "string", "when it happened, as the source tells it (EDTF)"),
    Column("type", "string", "PLOVER type; null for CAMEO 01 and 02 and unknown codes"),
    Column("mode", "string", "PLOVER mode"),
    Column("cameo", "string", "CAMEO code with which it is scored"),
    Column("original_code", "string", "event code or type exactly as the source has it"),
    Column("status", "string", "occurred, planned, hypothetical, denied, cancelled", required=True),
    Column("weight", "string", "core or background, where told"),
    Column("actors", "string", "codes of who acts, joined by ;", required=True),
    Column("recipients", "string", "codes of whom it is directed at, joined by ;", required=True),
    Column("n_sides", "int16", "number of different codes on both sides", required=True),
    Column("actor_original", "string", "actor exactly as the source has it"),
    Column("recipient_original", "string", "recipient exactly as the source has it"),
    Column("actor_rank", "int8", "4 leader, 3 minister, 2 vice-minister or envoy, 1 delegation"),
    Column("recipient_rank", "int8", "the same for the recipient"),
    Column("quad", "int8", "1 verbal and 2 material cooperation, 3 verbal and 4 material conflict"),
    Column("goldstein", "float64", "Goldstein value of the CAMEO code by our table, -10 to 10"),
    Column("goldstein_original", "float64", "the value that the source's file carries"),
    Column("plover_score", "float64", "PLOVER intensity of type and mode, -10 to 10"),
    Column("place", "string", "ISO 3166-1 alpha-3 of the country where it happens"),
    Column("reports", "int32", "articles or mentions that the source counts behind it"),
    Column("confidence", "float64", "the coder's own, 0 to 1, where there is one"),
    Column("url", "string", "address of the source document"),
    Column("evidence", "string", "the quoted words, where the source keeps them"),
    Column("genre", "string", "opinion for opinion and analysis, which no frame holds; else null"),
    Column("year", "int16", "year of first_day or last_day, by which files are partitioned"),
)
"""In the order in which they are written."""

NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)
