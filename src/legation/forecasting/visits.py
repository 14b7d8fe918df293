"""Meetings of leaders and ministers that hand-kept lists tell of, apart from any event coder.

The Office of the Historian lists visits of foreign leaders to the United States and travels of its
president and secretary of state; a log of China's leaders lists their engagements. A trip is dated
by the day on which it began.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from legation.errors import UnreadableInput
from legation.forecasting.panel import Pair, pair_of
from legation.forecasting.sides import state_of


class Meeting(NamedTuple):
    """Two states, the day on which a meeting of leaders or ministers began, and who met whom."""

    pair: Pair
    day: dt.date
    who: str


def _rows(path: Path, wanted: tuple[str, ...]) -> Iterator[Mapping[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    if not path.is_file():
        raise UnreadableInput(f"There is no file {path}; check the path.")
    with opened(path, "rt", encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines)
        missing = [name for name in wanted if name not in (table.fieldnames or ())]
        if missing:
            raise UnreadableInput(f"{path} lacks the column {missing[0]!r}; check the file.")
        yield from table


def _listed(path: Path, own: str, columns: tuple[str, str, str]) -> Iterator[Meeting]:
    day, other, who = columns
    for row in _rows(path, columns):
        state = state_of(row[other])
        try:
            began = dt.date.fromisoformat(row[day])
        except ValueError:
            continue
        if state and state != own:
            yield Meeting(pair_of(own, state), began, row[who])


def meetings(*, to_us: Path, us_travels: Path, china: Path | None = None) -> list[Meeting]:
    """All meetings of the lists, each pair and day once, in the order of days."""
    found = [
        *_listed(to_us, "USA", ("start_date", "from_country", "visitor")),
        *_listed(us_travels, "USA", ("start_date", "country", "role")),
    ]
    if china is not None:
        found += _listed(china, "CHN", ("date", "country", "leader"))
    return list({(m.pair, m.day): m for m in sorted(found, key=lambda m: m.day)}.values())
