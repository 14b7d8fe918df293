"""The top of a text: masthead, headline, date line, byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from legation.knowledge.furniture import phrases
from legation.knowledge.media import outlets
from legation.reading.dating import Stated, date_line
from legation.reading.units import Unit

_MOST_LINES = 10
_MOST_HEADINGS = 3
_SHORT = 3
_DULL = re.compile(r"[\W_]+")


@dataclass(slots=True, kw_only=True)
class Top:
    """What stands before the article's first sentence."""

    title: str | None = None
    date: Stated | None = None
    outlet: str | None = None
    furniture: list[Unit] = field(default_factory=list)


def plain(line: str) -> str:
    """A line as it is compared: lower case, without marks at its ends."""
    return line.strip(" \t*#>|•·-–—:.").lower()


@cache
def _outlets() -> dict[str, str]:
    return {
        plain(name): outlet.name for outlet in outlets() for name in (outlet.name, *outlet.aliases)
    }


@cache
def _lines() -> frozenset[str]:
    kinds = ("line", "block", "related", "tail")
    return frozenset(phrase for kind in kinds for phrase in phrases(kind))


def same_heading(line: str, title: str | None) -> bool:
    """Whether a line is this title, marks and letter case aside."""
    return title is not None and _DULL.sub("", line).lower() == _DULL.sub("", title).lower() != ""


def is_byline(unit: Unit) -> bool:
    """Whether a unit names the writer, and nothing else."""
    line = unit.line.lower().strip("*_ ")
    named = any(
        line.startswith(f"{phrase.rstrip(':')} ") or line == phrase for phrase in phrases("byline")
    )
    return named and unit.words <= 8 and not unit.line.endswith((".", "?", "!"))


def top(found: Sequence[Unit], *, title: str | None, untitled: bool) -> Top:
    """The top of a text.

    `title` is what metadata say; where they have no place for one (`untitled`), lines without a
    full stop above the first sentence are headings, and the first of them the title.
    """
    seen = Top()
    heads: list[Unit] = []
    body = 0
    for unit in found[:_MOST_LINES]:
        if _site_line(unit, seen) or same_heading(unit.line, title):
            seen.furniture.append(unit)
        elif untitled and len(heads) < _MOST_HEADINGS and (unit.headlike or unit.line.isalpha()):
            heads.append(unit)
        else:
            break
        body += 1
    # Lines without sentences below are a list or a transcript, not a headline.
    if heads and any(unit.sentence for unit in found[body : body + 3]):
        seen.furniture += heads
        seen.title = _title(heads)
    return seen


def _site_line(unit: Unit, seen: Top) -> bool:
    if date := date_line(unit.line):
        seen.date = seen.date or date
        return True
    if outlet := _outlets().get(plain(unit.line)):
        seen.outlet = seen.outlet or outlet
        return True
    return plain(unit.line) in _lines() or is_byline(unit)


def _title(heads: Sequence[Unit]) -> str:
    """The first heading, unless it is but a section's name above a longer one."""
    first = heads[0]
    if first.words < _SHORT and len(heads) > 1 and heads[1].words >= _SHORT:
        first = heads[1]
    return first.line.lstrip("# ").strip("*_ ")
