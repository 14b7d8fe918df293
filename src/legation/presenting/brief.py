"""What a brief is: sections of lines, each line with numbered notes into the articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from legation.model import Article, Evidence, Quarantined, Status
from legation.model.doubt import LEAST_SURE
from legation.presenting.pictures.chart import About, Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefOptions:
    """What a brief shows: whom it is about, which days, and how sure a line must be.

    `about` is a code. `since` and `until` are days on which it happened;
    `published_since` and `as_of` are days of publication; all four are included. `revision` (of the
    ledger) is printed where it is given. `quarantined` is what could not be read. `min_confidence`
    lies between 0 and 1. `frame` is the outlet whose whole output the ledger holds, if the user says so.
    """

    about: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    published_since: dt.date | None = None
    as_of: dt.date | None = None
    revision: int | None = None
    quarantined: Sequence[Quarantined] = ()
    min_confidence: float = LEAST_SURE
    frame: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words of a line: the program's own, or quoted from an article; `hint` says it exactly."""

    text: str
    quoted: bool = False
    hint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A numbered note: which words of which article a line rests on."""

    number: int
    article_id: str
    evidence: Evidence

    @property
    def start(self) -> int:
        """Where the words begin in the article's text, in code points."""
        return self.evidence.start

    @property
    def stop(self) -> int:
        """Where the words end."""
        return self.evidence.stop

    @property
    def quote(self) -> str:
        """The words."""
        return self.evidence.quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a brief.

    `parts` are the statement, `below` what is shown under it (the article's own sentence). `mark`
    says status or stance with a sign and words. `group` is the heading it stands under, with
    `group_hint` its exact form; `topic` a smaller heading within; `column` the stance column.
    `events` are the ids of the events that the line tells. `source` is what a line rests on that
    tells a row of the program's tables and needs no note.
    """

    parts: tuple[Part, ...]
    notes: tuple[int, ...]
    below: tuple[Part, ...] = ()
    mark: str | None = None
    status: Status | None = None
    group: str | None = None
    group_hint: str | None = None
    topic: str | None = None
    column: str | None = None
    events: tuple[str, ...] = ()
    source: str | None = None

    @property
    def text(self) -> str:
        """The words of the statement, without the quote below it."""
        return "".join(part.text for part in self.parts)

    @property
    def all_parts(self) -> tuple[Part, ...]:
        """The statement's parts and those of the quote below it."""
        return self.parts + self.below


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section: `intro` is said before its lines, `empty` where it has none.

    Of many lines the page shows about `most` and folds the rest; None shows all.
    """

    key: str
    title: str
    lines: tuple[Line, ...]
    empty: str
    intro: str | None = None
    most: int | None = None

    @property
    def cut(self) -> int:
        """How many lines the page shows: whole groups where that is not much more than `most`."""
        count = len(self.lines)
        if self.most is None or count <= self.most:
            return count
        at = self.most
        while 0 < at < count and self.lines[at].group == self.lines[at - 1].group:
            at += 1
        return at if at <= self.most * 3 // 2 else self.most


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One headline figure, as words: `value` never says 0 for what is not known."""

    label: str
    value: str
    sign: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture with its text alternative as a table; `svg` is None where there is too little.

    `shown` is a table by itself, which is not folded.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    svg: str | None = None
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a sampling frame lets a brief say over time: `charts`, or `verdict` why there are none."""

    title: str
    verdict: str
    charts: tuple[Chart, ...]
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A whole brief, ready to be written as a page or as Markdown.

    The pictures stand after the section with the key `pictures_after`, or by themselves where it is
    empty.
    """

    title: str
    summary: str
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    articles: tuple[Article, ...]
    quarantined: tuple[Quarantined, ...] = ()
    pictures: tuple[Picture, ...] = ()
    measured: Measured | None = None
    pictures_after: str = "could"
    fine_print: tuple[str, ...] = ()

    @property
    def told(self) -> bool:
        """Whether its sections are shown; a board tells without articles too."""
        return bool(self.articles) or self.pictures_after != "could"
