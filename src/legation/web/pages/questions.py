"""The question board: what is asked, the odds, what speaks for what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from legation.model import Evidence
from legation.presenting.boardjson import as_json
from legation.presenting.boardtables import (
    LIST_COLUMNS,
    SIGHTING_COLUMNS,
    board_sections,
    heading_lines,
    list_row,
    sighting_row,
)
from legation.presenting.boardview import Board, SightingView
from legation.presenting.dates import day_words
from legation.presenting.exploring import odds
from legation.presenting.recordtables import record_line
from legation.presenting.sides import capital, holder_words
from legation.web.answers import Page, answer, paper
from legation.web.asked import Asked, Asking, part
from legation.web.views import sentence
from legation.workflows import boards, records

router = APIRouter()


@router.get("/questions")
def questions(asked: Asking) -> Response:
    """The questions that had been asked by the day of the view, with their odds."""
    found = boards.every(asked.ledger, boards.Asked(as_of=asked.today, whole=False))
    rows = [list_row(board) for board in found]
    record = records.records(asked.ledger, asked.today)
    return answer(
        asked,
        Page(
            template="questions.html",
            name="questions",
            context={
                "title": "Questions",
                "record": record,
                "shown": [
                    (board, row, asked.at(f"/question/{part(board.name)}"))
                    for board, row in zip(found, rows, strict=True)
                ],
            },
            data={
                "questions": rows,
                "record": {
                    "scored": len(record.scores),
                    "brier": record.brier,
                    "base": record.base,
                },
            },
            columns=LIST_COLUMNS,
            rows=lambda: rows,
        ),
    )


def _said(asked: Asked, board: Board) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What bears on a question, each with its sentences and where they stand."""
    told: list[tuple[str, Sequence[Evidence]]] = [
        (f"{day_words(view.day)}: {view.observed} ({view.standing})", view.evidence)
        for view in board.sightings
    ]
    told += [
        (f"{day_words(view.day)}: {capital(holder_words(view.holder))}", view.evidence)
        for view in board.readings
    ]
    for words, evidence in told:
        if evidence:
            yield words, [(sentence(asked, piece), piece.quote) for piece in evidence]


@router.get("/question/{name}")
def question(
    asked: Asking, name: str, form: Annotated[str, Query(alias="as", max_length=5)] = ""
) -> Response:
    """One question as of a day; `as=paper` gives it as a page to print, each line with its sentence."""
    known = boards.board(asked.ledger, name, boards.Asked(as_of=asked.today))
    record = records.records(asked.ledger, asked.today)
    if form == "paper":
        return paper(boards.page(asked.ledger, known, record))
    here = f"/question/{part(name)}"
    return answer(
        asked,
        Page(
            template="question.html",
            name=f"question-{name}",
            context={
                "title": known.text,
                "told": heading_lines(known),
                "record": record_line(record),
                "sections": [
                    section
                    for section in board_sections(known, record, log=True)
                    if section.title not in (known.text, "record")
                ],
                "said": list(_said(asked, known)),
                "links": [
                    ("All questions", asked.at("/questions")),
                    ("To print", asked.at(here, **{"as": "paper"})),
                ],
            },
            data={"board": as_json(known)},
            columns=SIGHTING_COLUMNS,
            rows=lambda: (sighting_row(view) for view in known.sightings),
            pictures=[odds(known, lambda view: _opened(asked, view))] if known.series else [],
        ),
    )


def _opened(asked: Asked, view: SightingView) -> str | None:
    """Where the first sentence of a sighting stands."""
    return sentence(asked, view.evidence[0]) if view.evidence else None
