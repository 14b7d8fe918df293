"""Questions on which people lean different ways, from the newest assessments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from legation.model import CodedArticle, Evidence
from legation.presenting.brief import Line
from legation.presenting.judgementlines import meaning_sections
from legation.presenting.notes import NoteBook

_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What one holder says, with the words that say so."""

    line: Line
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A question and the voices on it, of at least two that lean different ways."""

    question: str
    voices: tuple[Voice, ...]


def disagreements(assessed: Sequence[CodedArticle], most: int = _MOST) -> list[Disagreement]:
    """The questions on which holders differ, those with most voices first."""
    book = NoteBook()
    told = ((coded, item) for coded in assessed for item in coded.assessments)
    people, _ = meaning_sections(told, book)
    found: dict[str, list[Voice]] = {}
    for line in people.lines:
        question, differs, _ = (line.group or "").rpartition(": opinions differ")
        if differs:
            note = book.notes[line.notes[0] - 1]
            found.setdefault(question, []).append(Voice(line=line, evidence=note.evidence))
    return [
        Disagreement(question=question, voices=tuple(voices))
        for question, voices in list(found.items())[:most]
    ]
