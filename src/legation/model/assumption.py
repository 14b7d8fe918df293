"""What an analyst supposes: never a fact, and never kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from legation.model.when import known_days


class AssumptionKind(StrEnum):
    """What sort of thing is supposed."""

    EVENT = "event"
    END = "end"
    CHAIR = "chair"
    OFFICE = "office"
    MEMBERSHIP = "membership"
    TIE = "tie"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One thing that is supposed, in the words of whoever supposes it and as codes.

    `actors` and `others` are codes: who acts and towards whom; the parties of a war; the holder and
    the forum of a chair; the state of an office; the member and the body; both sides of a tie.
    `what` is the act, the affair that ends, or the office; `name` is the war's, where it has one.
    `holds` tells whether something begins (joins, restores) or is cut. `when` is EDTF, None for the
    day of the snapshot.
    """

    kind: AssumptionKind
    words: str
    actors: tuple[str, ...]
    others: tuple[str, ...] = ()
    what: str = ""
    name: str = ""
    person: str = ""
    when: str | None = None
    holds: bool = True

    @property
    def codes(self) -> frozenset[str]:
        """All who are concerned."""
        return frozenset({*self.actors, *self.others})

    def first(self, day: dt.date) -> dt.date:
        """The first day on which it holds; `day` where none is given."""
        span = known_days(self.when)
        return (span.first if span else None) or day

    def last(self) -> dt.date | None:
        """The last day of a term, where the assumption gives a period; None where it lasts."""
        span = known_days(self.when)
        return span.last if span and span.first != span.last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedLink:
    """What leads to what, as an analyst adds it: both in words, the sign, who says so, and why.

    `sign` is "+", "-" or "?"; `known` is the day from which it counts.
    """

    id: str
    cause: str
    effect: str
    sign: str
    who: str
    why: str
    known: dt.date


class Part(StrEnum):
    """What of the snapshot would be otherwise, or bears on it."""

    RECORD = "already in the record"
    CALENDAR = "calendar"
    GATES = "gates"
    RANKS = "ranks"
    OBSTACLES = "obstacles"
    LEADS = "what it leads to"
    QUESTIONS = "questions"
    PRECEDENTS = "precedents"


ASSUMED = "ASSUMED"
"""The stamp of each line that rests on an assumption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One line of what would be otherwise, with the row or the sentence that bears it.

    `sign` is "+", "-" or "ambiguous" where a direction is told. `because` is the sentence or the row
    of a table, `source` the article or the table's source, with `start` and `stop` in the article.
    `holder` is who says so. `assumed` tells whether the line rests on an assumption.
    """

    part: Part
    what: str
    about: str = ""
    before: str = ""
    after: str = ""
    sign: str = ""
    because: str = ""
    holder: str = ""
    source: str = ""
    start: int | None = None
    stop: int | None = None
    assumed: bool = True
