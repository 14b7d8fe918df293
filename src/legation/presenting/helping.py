"""The part of a brief that says who could help the two sides of its question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from legation.model import Happening
from legation.presenting.brief import Line, Part, Section
from legation.presenting.eventlines import event_line, newest_first, unrepeated
from legation.presenting.notes import NoteBook
from legation.presenting.sides import listed, place_words

_MOST_TOLD = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """What a table of institutions says, in words, with its source."""

    mark: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Who has helped these two sides, and could, as far as known on a day."""

    sides: tuple[str, str]
    day: dt.date
    lines: tuple[TableLine, ...]


def third_party_acts(found: Sequence[Happening], sides: tuple[str, str]) -> list[Happening]:
    """Hosting, mediation and offers that name both sides, the newest first."""
    told = [h for h in found if is_third_party(h) and set(sides) <= _codes(h)]
    return sorted(told, key=newest_first, reverse=True)


def is_third_party(happening: Happening) -> bool:
    """Whether an act is that of a third party: it hosts, mediates or offers to."""
    event = happening.event
    return event.mode == "third-party" or event.cameo.startswith(("045", "039"))


def _codes(happening: Happening) -> set[str]:
    return {side.code for side in happening.event.recipients}


def helping_section(told: Help, found: Sequence[Happening], book: NoteBook) -> Section:
    """What the articles tell of third parties, then what the tables know."""
    first, second = told.sides
    acts = third_party_acts(found, told.sides)[:_MOST_TOLD]
    lines = [event_line(happening, book, dated=True) for happening in acts]
    lines += [
        Line(
            parts=(Part(text=f"{one.text} Source: {one.source}."),),
            notes=(),
            mark=one.mark,
            source=one.source,
        )
        for one in told.lines
    ]
    return Section(
        key="helping",
        title="Who could help",
        intro=f"Third parties between {listed([place_words(first), place_words(second)])}: first what the articles tell, then "
        f"what the tables of institutions know as of {told.day}. Nobody is recommended: “legation mediators "
        f"{first} {second}” compares all by role, with obstacles and what each rank hangs on.",
        lines=unrepeated(lines),
        empty="Neither the articles nor the tables tell of a third party between them.",
    )


def named(codes: Sequence[str]) -> str:
    """Several states and bodies in words."""
    return listed([place_words(code) for code in codes])
