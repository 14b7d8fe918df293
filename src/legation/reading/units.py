"""Paragraphs of a text as ranges, whether it has one a line or wraps its lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]+")
_BLOCK = re.compile(r"\S(?:[^\r\n]|(?:\r\n|\r|\n)(?!\s*(?:[\r\n]|\Z)))*")
_END = re.compile(r"[.!?…][\"'”’)\]]*(?:\d{1,2}|\[\d+\])?$")
_ELLIPSIS = re.compile(r"(?:\.\.\.|…)$")
_INNER_STOP = re.compile(r"[a-z]{4,}[.!?][”\"’)]* [A-Z“\"]")
_WRAPPED_LINES = 3
_WIDEST = 130
_NARROWEST = 40
_LONG = 30


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph: its range without white space at its ends, and its words on one line."""

    start: int
    stop: int
    line: str

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.line.count(" ") + 1

    @property
    def elliptic(self) -> bool:
        """Whether it breaks off in three dots, as a teaser does."""
        return bool(_ELLIPSIS.search(self.line))

    @property
    def sentence(self) -> bool:
        """Whether it ends as a sentence does and is long enough to be one."""
        return self.words >= 4 and not self.elliptic and bool(_END.search(self.line))

    @property
    def long(self) -> bool:
        """Whether it is a paragraph such as articles have and teasers do not."""
        return self.sentence and self.words >= _LONG

    @property
    def headlike(self) -> bool:
        """Whether it could be a headline: short, of one piece, and without a full stop."""
        if not 2 <= self.words <= 25 or self.elliptic or _INNER_STOP.search(self.line):
            return False
        return self.line[-1] not in ".;:,"


def units(text: str, start: int = 0) -> list[Unit]:
    """The paragraphs of a text, from an offset on."""
    lines = [unit for m in _LINE.finditer(text, start) if (unit := _unit(text, *m.span()))]
    if not _wraps(text, lines):
        return lines
    return [unit for m in _BLOCK.finditer(text, start) if (unit := _unit(text, *m.span()))]


def _unit(text: str, start: int, stop: int) -> Unit | None:
    raw = text[start:stop]
    stripped = raw.strip()
    if not stripped:
        return None
    start += len(raw) - len(raw.lstrip())
    return Unit(start, start + len(stripped), " ".join(stripped.split()))


def _wraps(text: str, lines: list[Unit]) -> bool:
    """Whether lines are broken at a width: most that another follows end in mid-sentence."""
    inner = [a for a, b in _pairs(lines) if _adjoin(text, a, b) and len(a.line) >= _NARROWEST]
    if len(inner) < _WRAPPED_LINES or max(len(unit.line) for unit in inner) > _WIDEST:
        return False
    return sum(not _END.search(unit.line) for unit in inner) > 0.5 * len(inner)


def _pairs(lines: list[Unit]) -> Iterator[tuple[Unit, Unit]]:
    return itertools.pairwise(lines)


def _adjoin(text: str, one: Unit, other: Unit) -> bool:
    between = text[one.stop : other.start]
    return between.replace("\r\n", "\n").count("\n") == 1
