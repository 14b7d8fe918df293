"""Rows of the event table as rows of GDELT, ICEWS and POLECAT: what all three have to settle.

Their formats know days and acts, not intervals and statuses. So what is planned becomes the
expressed intent to do it, on the day on which it was told (`planned_acts.csv`); what is denied,
hypothetical or cancelled is left out, and so is what cannot be dated to a week.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from legation.knowledge.ontology import PlannedAct, planned_acts
from legation.model.event import Status
from legation.model.table import SEPARATOR

_WIDEST = dt.timedelta(days=6)
"""An interval that is wider has no day that could stand for it."""

_UNCODED = {"type": "no PLOVER type", "cameo": "no CAMEO code"}
_BREAKS = str.maketrans("\t\n\r", "   ")

COLUMNS = (
    *("event_id", "source", "article_id", "source_group", "first_day", "last_day", "known_day"),
    *("type", "mode", "cameo", "original_code", "status", "actors", "recipients"),
    *("actor_original", "recipient_original", "quad", "goldstein_original", "plover_score"),
    *("place", "reports", "url"),
)
"""Columns of the event table that these formats need."""

Row = Mapping[str, Any]
Cells = dict[str, str]


@dataclass(slots=True)
class LeftOut:
    """How many events a format could not take, by reason."""

    reasons: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Act:
    """An event as a format with days and acts can tell it: `row` with the day, and the intent if planned."""

    row: Row
    day: dt.date
    intent: PlannedAct | None


def acts(rows: Iterator[Row], needs: str, left_out: LeftOut) -> Iterator[Act]:
    """The events that a format with days and acts can tell; `needs` is the column that codes the act."""
    for row in rows:
        found = _act(row) if row[needs] is not None else _UNCODED[needs]
        if isinstance(found, str):
            left_out.reasons[found] += 1
        else:
            yield found


def _act(row: Row) -> Act | str:
    if row["status"] == Status.PLANNED:
        intent, day = planned_acts().get(row["type"]), row["known_day"]
        if intent is None:
            return "planned, and no cooperation"
        return Act(row, day, intent) if day else "undated"
    if row["status"] != Status.OCCURRED:
        return str(row["status"])
    first, last = row["first_day"], row["last_day"]
    if first is None or last is None:
        return "undated"
    return "dated to no week" if last - first > _WIDEST else Act(row, first, None)


def pairs(row: Row) -> Iterator[tuple[str, str]]:
    """The directed pairs of an event; every one with every other where sides are mutual."""
    actors, recipients = row["actors"].split(SEPARATOR), row["recipients"].split(SEPARATOR)
    if len(actors) > 1 and recipients == [""]:
        yield from ((a, b) for a in actors for b in actors if a != b)
    else:
        yield from ((a, b) for a in actors for b in recipients)


def number_of(row: Row, name: str, *sides: str) -> str:
    """The source's own number of an event, or one made of its identity where it comes from elsewhere."""
    if row["source"] == name:
        return str(row["event_id"]).removeprefix(f"{name}:")
    return whole_number("|".join((row["event_id"], *sides)))


def whole_number(text: str) -> str:
    """A number below 2^60 that stands for a text."""
    return str(int(hashlib.sha256(text.encode()).hexdigest()[:15], 16))


def line(cells: Cells, names: tuple[str, ...], nothing: str = "") -> str:
    """One line of these columns."""
    values = [cells.get(name) or nothing for name in names]
    made = "\t".join(values)
    if made.count("\t") >= len(names) or "\n" in made or "\r" in made:
        return "\t".join(value.translate(_BREAKS) for value in values)
    return made


def text(value: object) -> str:
    """A value as text, nothing where there is none."""
    return "" if value is None else str(value)
