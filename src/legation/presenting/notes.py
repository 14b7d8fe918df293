"""Numbering the notes, and the check that every line of a brief has its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from legation.model import Article, Evidence
from legation.presenting.brief import Brief, Line, Note


@dataclass(slots=True)
class NoteBook:
    """Gives each piece of evidence its number, the same words the same number."""

    notes: list[Note] = field(default_factory=list)
    _known: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def add(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """Numbers of these pieces of evidence, in order, each once."""
        numbers: list[int] = []
        for piece in evidence:
            key = (piece.article_id, piece.start, piece.stop)
            if key not in self._known:
                number = len(self.notes) + 1
                self._known[key] = number
                self.notes.append(Note(number=number, article_id=piece.article_id, evidence=piece))
            if self._known[key] not in numbers:
                numbers.append(self._known[key])
        return tuple(numbers)


def squeezed(text: str) -> str:
    """The text with each run of white space as one blank."""
    return " ".join(text.split())


def unsupported(brief: Brief, articles: Iterable[Article]) -> list[str]:
    """What in a brief does not resolve to the articles' words; empty where all does.

    Every line needs a note, or the source of the row that it tells; every note must stand at its
    offsets in its article, and every word that a line shows as quoted in one of the line's notes.
    """
    notes = {note.number: note for note in brief.notes}
    texts = {article.id: article.text for article in articles}
    return [
        f"{section.title}: {fault}"
        for section in brief.sections
        for line in section.lines
        for fault in _faults(line, notes, texts)
    ]


def _faults(line: Line, notes: dict[int, Note], texts: dict[str, str]) -> Iterator[str]:
    if not line.notes and not line.source:
        yield f"“{line.text}” has no note."
    words: list[str] = []
    for number in line.notes:
        note = notes.get(number)
        text = texts.get(note.article_id) if note else None
        if note is None or text is None or text[note.start : note.stop] != note.quote:
            yield f"note {number} of “{line.text}” does not resolve."
        else:
            words.append(squeezed(note.quote))
    for part in line.all_parts:
        if part.quoted and not any(squeezed(part.text) in quote for quote in words):
            yield f"“{part.text}” is shown as quoted but stands in no note of its line."
