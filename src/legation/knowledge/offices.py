"""Who held which office, from when to when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.knowledge.overlay import once_a_view
from legation.knowledge.tables import rows, split
from legation.model import Rank
from legation.model.when import days


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One person's term in one office; `end` is None while it lasts or is not known.

    `bare` tells that the surname alone safely means this person while in office.
    """

    person: str
    aliases: tuple[str, ...]
    surname: str
    bare: bool
    code: str
    office: str
    rank: Rank
    start: str
    end: str | None
    known_from: str
    source: str


@once_a_view
def terms() -> tuple[Term, ...]:
    """All terms, in the order of the file."""
    return tuple(
        Term(
            person=row["person"],
            aliases=split(row["aliases"]),
            surname=row["surname"] or row["person"],
            bare=row["bare"] == "yes",
            code=row["code"],
            office=row["office"],
            rank=Rank(row["rank"]),
            start=row["start"],
            end=row["end"] or None,
            known_from=row["known_from"],
            source=row["source"],
        )
        for row in rows("offices.csv")
    )


def holders(code: str, office: str, on: dt.date) -> tuple[Term, ...]:
    """Who held an office of a state or body on a day."""
    return tuple(
        t
        for t in terms()
        if t.code == code
        and t.office == office
        and days(f"{t.start}/{t.end or '..'}").overlaps(on, on)
    )


@cache
def titles() -> Mapping[str, tuple[str, ...]]:
    """Words before a surname that say which office is meant: "Foreign Secretary", "Minister"."""
    return {row["office"]: split(row["titles"]) for row in rows("office_titles.csv")}
