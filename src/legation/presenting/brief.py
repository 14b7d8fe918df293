"""What a brief is: sections of lines, each line with numbered notes into the articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from legation.model import Article, Evidence, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefOptions:
    """What a brief shows: whom it is about (a code), the days, and how sure a line must be.

    `since` and `until` are days on which it happened; `published_since` and `as_of` are days
    of publication, all included. `revision` is the ledger's, where the brief is of a ledger.
    """

    about: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    published_since: dt.date | None = None
    as_of: dt.date | None = None
    min_confidence: float = 0.5
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words of a line: the program's own, or quoted from an article."""

    text: str
    quoted: bool = False
    hint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A numbered note: which words of which article a line rests on."""

    number: int
    article_id: str
    start: int
    stop: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a brief; `mark` says its status in a word, `group` the heading it stands under."""

    parts: tuple[Part, ...]
    notes: tuple[int, ...]
    mark: str | None = None
    status: Status | None = None
    group: str | None = None

    @property
    def text(self) -> str:
        """The line's words."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section: `empty` is what it says where it has no lines."""

    key: str
    title: str
    lines: tuple[Line, ...]
    empty: str
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as SVG with its text alternative as a table."""

    key: str
    title: str
    svg: str | None
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A whole brief, ready to be written as a page or as Markdown."""

    title: str
    summary: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    articles: tuple[Article, ...]
    pictures: tuple[Picture, ...] = ()
    fine_print: tuple[str, ...] = ()


@dataclass(slots=True)
class NoteBook:
    """Gives each piece of evidence its number, the same words the same number."""

    notes: list[Note] = field(default_factory=list)
    _known: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def add(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """Numbers of these pieces of evidence, in order."""
        numbers: list[int] = []
        for piece in evidence:
            key = (piece.article_id, piece.start, piece.stop)
            if key not in self._known:
                number = len(self.notes) + 1
                self._known[key] = number
                self.notes.append(
                    Note(
                        number=number,
                        article_id=piece.article_id,
                        start=piece.start,
                        stop=piece.stop,
                        quote=piece.quote,
                    )
                )
            if self._known[key] not in numbers:
                numbers.append(self._known[key])
        return tuple(numbers)


def unsupported(brief: Brief, articles: Iterable[Article]) -> list[str]:
    """Lines whose words do not resolve to a sentence of an article; empty where all do."""
    notes = {note.number: note for note in brief.notes}
    texts = {article.id: article for article in articles}
    bad: list[str] = []
    for section in brief.sections:
        for line in section.lines:
            if not line.notes:
                bad.append(f"{section.title}: “{line.text}” has no note.")
            for number in line.notes:
                note = notes.get(number)
                article = texts.get(note.article_id) if note else None
                if (
                    note is None
                    or article is None
                    or article.text[note.start : note.stop] != note.quote
                ):
                    bad.append(f"{section.title}: note {number} of “{line.text}” does not resolve.")
    return bad
