"""Any other delimited table as rows of the event table, by a named column mapping.

A mapping is a small TOML file that is kept beside the event set:

    name = "ministry-visits"            # becomes the rows' `source`
    delimiter = ","                     # optional; a tab, semicolon or comma is found out
    days = "%d.%m.%Y"                   # optional; ISO days and EDTF otherwise
    day_zero = "2014-01-01"             # optional: days are numbers counted from this one
    header = ["start", "traveller"]     # optional: names, where the file's first line has none
    nothing = ["", "n/a"]               # optional: cells that mean that there is no value
    frame = "ministry's visit list"     # optional sampling frame

    [columns]                           # ours = theirs
    first_day = "start"                 # needed
    last_day = "end"
    actors = "traveller"                # needed
    recipients = "host"

    [constant]                          # optional: what holds for every row
    type = "CONSULT"                    # `type` or `cameo` is needed
    mode = "visit"

    [values.type]                       # optional: what their values mean
    "State visit" = "CONSULT"
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from legation.errors import UsageError

ID = "id"
"""Their column with the event's identity; without one the row's content is its identity."""
MAPPABLE = (
    *(ID, "first_day", "last_day", "known_day", "type", "mode", "cameo", "status", "weight"),
    *("actors", "recipients", "actor_rank", "recipient_rank", "goldstein_original", "place"),
    *(
        "reports",
        "confidence",
        "url",
        "evidence",
        "article_id",
        "source_group",
        "genre",
        "happening",
    ),
    "occasion",
)
"""What a mapping can give; all else follows from it."""
_TAKEN = ("ledger", "legation", "gdelt", "icews", "polecat")


def _texts(values: Any) -> bool:
    return all(isinstance(value, str) for value in values)


def _is_day(value: Any) -> bool:
    with suppress(ValueError):
        return isinstance(value, str) and bool(dt.date.fromisoformat(value))
    return False


_KINDS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "name": (lambda v: isinstance(v, str), "a text"),
    "delimiter": (lambda v: isinstance(v, str) and len(v) == 1, "one character"),
    "days": (lambda v: isinstance(v, str), "a text such as %d.%m.%Y"),
    "day_zero": (_is_day, "a day such as 2014-01-01"),
    "header": (lambda v: isinstance(v, list) and bool(v) and _texts(v), "a list of names"),
    "frame": (lambda v: isinstance(v, str), "a text"),
    "nothing": (lambda v: isinstance(v, list) and _texts(v), "a list of texts"),
    "columns": (lambda v: isinstance(v, dict) and _texts(v.values()), "a table of texts"),
    "constant": (lambda v: isinstance(v, dict) and _texts(v.values()), "a table of texts"),
    "values": (
        lambda v: (
            isinstance(v, dict)
            and all(isinstance(t, dict) and _texts(t.values()) for t in v.values())
        ),
        "tables of texts",
    ),
}


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What each of our columns is in theirs, and what holds for every row; `digest` is of its file."""

    name: str
    columns: Mapping[str, str]
    constant: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    delimiter: str | None = None
    days: str | None = None
    day_zero: dt.date | None = None
    header: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ("",)
    frame: str | None = None
    digest: str = ""

    @property
    def given(self) -> frozenset[str]:
        """Our columns that the mapping gives."""
        return frozenset((*self.columns, *self.constant))


def load(path: Path) -> ColumnMapping:
    """The mapping in a TOML file; raises UsageError that names what is missing or wrong."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"The mapping {path} cannot be read as TOML: {error}.") from error
    _check(path, data)
    return ColumnMapping(
        name=data.get("name") or path.stem,
        columns=data.get("columns", {}),
        constant=data.get("constant", {}),
        values=data.get("values", {}),
        delimiter=data.get("delimiter"),
        days=data.get("days"),
        day_zero=dt.date.fromisoformat(data["day_zero"]) if "day_zero" in data else None,
        header=tuple(data.get("header", ())),
        nothing=tuple(data.get("nothing", ("",))),
        frame=data.get("frame"),
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def _check(path: Path, data: Mapping[str, Any]) -> None:
    for key, value in data.items():
        if key not in _KINDS:
            raise UsageError(f"The mapping {path} has {key!r}; use {', '.join(sorted(_KINDS))}.")
        fits, wanted = _KINDS[key]
        if not fits(value):
            raise UsageError(f"The mapping {path} must give {key} as {wanted}.")
    given = {*data.get("columns", {}), *data.get("constant", {})}
    if unknown := sorted((given | {*data.get("values", {})}) - {*MAPPABLE}):
        raise UsageError(
            f"The mapping {path} gives {unknown[0]!r}; it can give {', '.join(MAPPABLE)}."
        )
    if not {"first_day", "actors"} <= given or not given & {"type", "cameo"}:
        raise UsageError(
            f"The mapping {path} must say what first_day, actors, and type or cameo are in the table."
        )
    if data.get("name", path.stem) in _TAKEN:
        raise UsageError(f"The mapping {path} needs a name other than {', '.join(_TAKEN)}.")
