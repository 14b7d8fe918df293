"""Happenings as the templates show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from legation import __version__
from legation.model import Evidence, Happening
from legation.model.doubt import is_doubtful
from legation.presenting.brief import Line
from legation.presenting.dates import capital_day, day_words, hint
from legation.presenting.eventlines import event_line
from legation.presenting.notes import NoteBook
from legation.presenting.pictures import About
from legation.presenting.sides import heading_words
from legation.web.asked import Asked, at, part
from legation.workflows import knowing


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A number behind a line, and the sentence that it opens."""

    number: int
    href: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A happening as one line: `href` leads to its page, `references` to the sentences."""

    id: str
    href: str
    line: Line
    references: tuple[Reference, ...]
    day: str
    day_hint: str
    sides: str
    reports: int
    doubtful: float | None


def told(asked: Asked, happening: Happening, *, dated: bool = True) -> Told:
    """A happening as a line with its links."""
    book = NoteBook()
    line = event_line(happening, book, dated=dated)
    event = happening.event
    return Told(
        id=event.id,
        href=asked.at(f"/event/{part(event.id)}"),
        line=line,
        references=tuple(
            Reference(
                number=note.number, href=sentence(asked, note.evidence), quote=note.evidence.quote
            )
            for note in book.notes
            if note.number in line.notes
        ),
        day=capital_day(event.when, event.status),
        day_hint=hint(event),
        sides=heading_words(event),
        reports=len({report.event.article_id for report in happening.reports}),
        doubtful=event.confidence if is_doubtful(event) else None,
    )


def told_all(asked: Asked, found: Sequence[Happening], *, dated: bool = True) -> list[Told]:
    """Happenings as lines."""
    return [told(asked, happening, dated=dated) for happening in found]


def sentence(asked: Asked, evidence: Evidence) -> str:
    """The address of quoted words in their article."""
    where = asked.at(f"/article/{part(evidence.article_id)}")
    return f"{where}#c{evidence.start}-{evidence.stop}"


def about(asked: Asked) -> About:
    """What stands under a picture."""
    return About(
        source=f"the ledger, revision {asked.ledger.revision()}",
        as_of=asked.as_of.isoformat() if asked.as_of else None,
        program=f"legation {__version__}",
    )


def addresses(asked: Asked) -> tuple[Callable[[str, str], str], Callable[[str], str]]:
    """Where the page of a pair is, and that of an actor."""
    return (
        lambda a, b: asked.at(f"/pair/{part(a)}/{part(b)}"),
        lambda code: asked.at(f"/actor/{part(code)}"),
    )


def past_words(item: knowing.Past) -> str:
    """What a table no longer says, in words."""
    return f"{item.what}, over since {day_words(item.since)}; not known: {item.missing}"


def past_of(asked: Asked, codes: Sequence[str], tables: Sequence[str]) -> list[tuple[str, str]]:
    """What the tables no longer say today of some states or bodies, with where to add it.

    As of an earlier day the tables say what was known then, and nothing is said of it.
    """
    if asked.as_of is not None:
        return []
    return [
        (past_words(item), at(f"/knowledge/{item.table}", about=item.code) + "#add")
        for item in knowing.past_of(asked.today, codes)
        if item.table in tables
    ]
