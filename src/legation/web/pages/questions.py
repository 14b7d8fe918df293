"""The question board: what is asked, the odds, what speaks for what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from legation.presenting.boardjson import as_json
from legation.presenting.boardtables import (
    LIST_COLUMNS,
    SIGHTING_COLUMNS,
    board_sections,
    list_row,
    sighting_row,
)
from legation.web.answers import Page, answer, paper
from legation.web.asked import Asking, part
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
            template="measures.html",
            name=f"question-{name}",
            context={
                "title": known.text,
                "sections": list(board_sections(known, record, log=True)),
                "links": [
                    ("All questions", asked.at("/questions")),
                    ("With its sentences, to print", asked.at(here, **{"as": "paper"})),
                ],
                "none": "Nothing bears on this question yet.",
            },
            data={"board": as_json(known)},
            columns=SIGHTING_COLUMNS,
            rows=lambda: (sighting_row(view) for view in known.sightings),
        ),
    )
