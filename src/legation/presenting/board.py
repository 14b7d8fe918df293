"""A question board as a page: the record and disagreement first, then what the odds are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from legation.model import Article
from legation.presenting.boardtables import (
    board_sections,
    disagreement,
    heading_lines,
    in_disagreement,
    matrix_lines,
    range_words,
)
from legation.presenting.boardview import Board, ReadingView, RecordView, SightingView
from legation.presenting.brief import Brief, Figure, Line, Part, Picture, Section
from legation.presenting.calibrationchart import calibration_chart
from legation.presenting.chances import chance_words
from legation.presenting.dates import date_words, day_words
from legation.presenting.measures import Section as Table
from legation.presenting.notes import NoteBook
from legation.presenting.oddschart import numbered, odds_chart
from legation.presenting.recordtables import record_line, record_sections
from legation.presenting.sides import capital, holder_words, listed
from legation.presenting.wording import quote_parts, told_apart

_LEANS = {
    "for": "▲ For",
    "against": "▼ Against",
    "cautious": "◐ Cautious",
    "mixed": "◆ Divided",
    "uncertain": "○ Uncertain",
}
_AS_TABLES = ("Base rates", "Our reading", "What moves", "On conditions", "What would separate")
_MOST = 16
_IF = re.compile(r"^if\s+", re.IGNORECASE)


def board_brief(board: Board, record: RecordView, articles: Sequence[Article]) -> Brief:
    """The board as a brief of its own, with the sentences that it rests on."""
    book = NoteBook()
    sections = [*_theses(board, book), _readings(board, book), *_sightings(board, book)]
    sections += [_stated(board, book)] if board.stated else []
    used = {note.article_id for note in book.notes}
    return Brief(
        title=board.text,
        summary=_summary(board, record),
        figures=_figures(board, record),
        sections=tuple(sections),
        notes=tuple(book.notes),
        articles=tuple(article for article in articles if article.id in used),
        pictures=tuple(_pictures(board, record)),
        pictures_after="sightings",
        fine_print=tuple(_fine_print(board)),
    )


def record_brief(record: RecordView) -> Brief:
    """The record of past questions as a page of its own: misses, scores, calibration."""
    tables = [t for t in record_sections(record) if t.rows and not t.title.startswith("Calib")]
    return Brief(
        title="The record of past questions",
        summary=record_line(record),
        figures=(),
        sections=(),
        notes=(),
        articles=(),
        pictures=(
            calibration_chart(record),
            *(_table(table, f"record-{number}", "") for number, table in enumerate(tables)),
        ),
        pictures_after="",
        fine_print=(
            "Each question counts with what was known on each day on which it was open.",
            "A miss is a question on which “one in two” would have done better.",
        ),
    )


def questions_section(boards: Iterable[Board], record: RecordView, book: NoteBook) -> Section:
    """Open questions in a brief: the odds as a heading, then who says what, then what counts."""
    lines: list[Line] = []
    quiet: list[str] = []
    for board in sorted(boards, key=lambda one: one.kind != "closed"):
        odds = f" Odds: {chance_words(board.now)}." if board.kind == "closed" else " No odds."
        group = f"{board.text}{odds}"
        if board.theses:
            told = [_reading_line(r, book, group, t.text) for t in board.theses for r in t.readings]
        else:
            told = [_reading_line(r, book, group) for r in in_disagreement(board.readings)]
        told += [_sighting_line(s, book, group, None) for s in board.sightings if s.counts]
        shown = [line for line in told if line.notes]
        lines += shown
        quiet += [] if shown else [group]
    intro = record_line(record)
    if quiet:
        intro += f" Open, with no sentence told of it yet: {' '.join(quiet)}"
    return Section(
        key="questions",
        title="Open questions",
        lines=tuple(lines),
        intro=intro,
        empty=intro if quiet else f"No question is open. {intro}",
        most=_MOST,
    )


def _summary(board: Board, record: RecordView) -> str:
    lines = heading_lines(board)
    if board.kind != "closed":
        return lines[0]
    return " ".join((*lines[1:3], record_line(record)))


def _figures(board: Board, record: RecordView) -> tuple[Figure, ...]:
    found = []
    if board.resolved:
        found.append(Figure(label="Resolved", value=str(board.outcome)))
    if board.kind == "closed":
        label = f"Odds of {board.outcomes[0]}"
        last = board.series[-1][1] if board.series else None
        if board.resolved:
            found.append(Figure(label=f"{label} at the end", value=chance_words(last)))
        else:
            found.append(Figure(label=label, value=chance_words(board.now)))
        found.append(Figure(label="Window", value=date_words(f"{board.first}/{board.last}")))
    found.append(Figure(label="As of", value=day_words(board.as_of)))
    if board.theses:
        found.append(Figure(label="Rival theses", value=str(len(board.theses))))
    else:
        found.append(Figure(label="People quoted", value=disagreement(board)))
    waiting = sum(s.standing == "not confirmed yet" for s in board.sightings)
    found.append(Figure(label="Sightings to confirm", value=str(waiting or "none")))
    return tuple(found)


def _fine_print(board: Board) -> list[str]:
    lines = heading_lines(board)
    if board.kind == "closed":
        lines.append(
            "Odds are replayed from the rows of the ledger for the day they are shown for. A "
            "likelihood says nothing of how good a source is; grades stand apart."
        )
    return lines


def _readings(board: Board, book: NoteBook) -> Section:
    readings = [] if board.theses else in_disagreement(board.readings)
    return Section(
        key="readings",
        title="Who says what",
        lines=tuple(_reading_line(r, book, None) for r in readings),
        intro=f"{capital(disagreement(board))}. The words are theirs; a range is what a yardstick "
        "gives such a word, and no number of theirs.",
        empty="Nobody is quoted on it."
        if not board.theses
        else "What people say stands under the thesis that it speaks to.",
        most=_MOST,
    )


def _reading_line(
    view: ReadingView, book: NoteBook, group: str | None, topic: str | None = None
) -> Line:
    parts = [
        Part(text=capital(holder_words(view.holder))),
        Part(text=f", {day_words(view.day)}{_own_words(view)}."),
    ]
    if view.yardstick or view.note:
        parts.append(Part(text=f" Range: {range_words(view)}."))
    if view.standing != "confirmed":
        parts.append(Part(text=" Not confirmed yet."))
    return Line(
        parts=tuple(parts),
        below=quote_parts(view.evidence) if view.evidence else (),
        notes=book.add(view.evidence),
        mark=_LEANS.get(view.stance, view.stance),
        group=group,
        topic=topic,
        column=_LEANS.get(view.stance, view.stance) if group is None else None,
    )


def _own_words(view: ReadingView) -> str:
    """The words that judge, unless they are only the beginning of the sentence below."""
    quote = " ".join(view.evidence[0].quote.split()) if view.evidence else ""
    begun = bool(view.words) and quote.startswith(view.words.rstrip("…").rstrip())
    return "" if begun or not view.words else f": “{view.words}”"


def _sightings(board: Board, book: NoteBook) -> Iterable[Section]:
    numbers = {view.id: number for number, view in enumerate(numbered(board), 1)}
    shown = [s for s in board.sightings if s.standing not in ("refused", "not confirmed yet")]
    waiting = [s for s in board.sightings if s.standing == "not confirmed yet"]
    refused = [s for s in board.sightings if s.standing == "refused"]
    shown.sort(key=lambda s: (not s.counts, s.day, s.id))
    yield Section(
        key="sightings",
        title="What was seen",
        lines=tuple(_sighting_line(s, book, None, numbers.get(s.id)) for s in shown),
        intro="What was observed, who reports it and what is read into it are three things.",
        empty="No sighting was confirmed.",
        most=_MOST,
    )
    for views, key, title in (
        (waiting, "waiting", "Attached by rule, not confirmed yet"),
        (refused, "refused", "Refused"),
    ):
        if views:
            lines = tuple(_sighting_line(s, book, None, None) for s in views)
            intro = "They count nothing." if key == "refused" else "They count nothing yet."
            yield Section(key=key, title=title, lines=lines, intro=intro, empty="", most=6)


def _sighting_line(
    view: SightingView, book: NoteBook, group: str | None, number: int | None
) -> Line:
    parts = [Part(text=f"{number}. {view.observed}" if number else view.observed)]
    ending = "" if view.observed.endswith((".", "…", "!", "?")) else "."
    parts.append(Part(text=ending))
    if view.when:
        parts += [Part(text=" When: "), Part(text=date_words(view.when), hint=f"EDTF {view.when}")]
        parts.append(Part(text="."))
    if view.reported:
        parts.append(Part(text=f" Reported by {listed([holder_words(h) for h in view.reported])}."))
    for read in view.interpreted:
        way = f" ({read.direction})" if read.direction else ""
        parts.append(Part(text=f" Read by {holder_words(read.holder)} as “{read.words}”{way}."))
    parts += [Part(text=f" {words}") for words in _worth(view)]
    return Line(
        parts=tuple(parts),
        below=quote_parts(view.evidence) if view.evidence else (),
        notes=book.add(view.evidence),
        mark=_LEANS.get(_way(view), "○ Leans neither way"),
        group=group,
    )


def _stated(board: Board, book: NoteBook) -> Section:
    return Section(
        key="stated",
        title="Conditions that articles state",
        lines=tuple(
            Line(
                parts=(
                    Part(text="If "),
                    told_apart(_IF.sub("", one.trigger), one.evidence),
                    Part(text=f" ({one.sign}), says {holder_words(one.holder)}."),
                ),
                below=quote_parts(one.evidence),
                notes=book.add(one.evidence),
            )
            for one in board.stated
        ),
        intro="Candidates for branches with odds of their own.",
        empty="",
        most=6,
    )


def _way(view: SightingView) -> str:
    """Which way it leans: by its ratio where somebody gave one, else as it is read."""
    if view.ratio is not None and view.ratio.value != 1:
        return "for" if view.ratio.value > 1 else "against"
    return "" if view.ratio is not None else view.direction or ""


def _worth(view: SightingView) -> Iterable[str]:
    if view.counts:
        told = f"Worth: {view.worth}, by {view.by}"
        yield f"{told}: {view.reason}." if view.reason else f"{told}."
    elif view.expectation:
        yield f"Worth nothing, {view.expectation}. What would tell: {view.comparison}."
    else:
        yield f"{capital(view.standing)}."
    if view.measured:
        yield f"Measured for such sightings: {view.measured}."
    if view.grade:
        yield f"Source graded {view.grade} ({view.grade_words})."
    if view.test:
        yield f"It will be seen on {day_words(view.test)} whether it held."


def _theses(board: Board, book: NoteBook) -> Iterable[Section]:
    if not board.theses:
        return
    lines = []
    for thesis in board.theses:
        lines += [_reading_line(r, book, thesis.text) for r in in_disagreement(thesis.readings)]
    yield Section(
        key="theses",
        title="Rival theses",
        lines=tuple(line for line in lines if line.notes),
        intro="Each with those who hold it or speak against it, and their sentences. There are no "
        "odds: the question is a standing one.",
        empty="Nobody is quoted for any thesis.",
        most=2 * _MOST,
    )


def _pictures(board: Board, record: RecordView) -> Iterable[Picture]:
    if board.kind == "closed":
        yield odds_chart(board)
    for number, table in enumerate(board_sections(board, record, log=True)):
        if table.rows and table.title.startswith((*_AS_TABLES, "Matrix", "Log")):
            note = " ".join(matrix_lines(board)) if table.title.startswith("Matrix") else ""
            shown = not table.title.startswith("Log")
            yield _table(table, f"table-{number}", note, shown=shown)
    if record.scores:
        yield calibration_chart(record)
        for number, table in enumerate(record_sections(record)):
            if table.rows and not table.title.startswith("Calibration"):
                yield _table(table, f"record-{number}", "")


def _table(table: Table, key: str, note: str, *, shown: bool = True) -> Picture:
    def cell(value: object) -> str:
        if value is None:
            return ""
        return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)

    return Picture(
        key=key,
        title=table.title,
        columns=tuple(table.columns),
        rows=tuple(tuple(cell(row.get(c)) for c in table.columns) for row in table.rows),
        note=note,
        shown=shown,
    )
