"""The front page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from legation.presenting.boardtables import list_row
from legation.presenting.dates import day_words
from legation.presenting.disagreement import disagreements
from legation.presenting.recordtables import record_line
from legation.presenting.wording import STATUS_WORDS
from legation.web.answers import Page, answer
from legation.web.asked import Asked, Asking, Text, part
from legation.web.views import sentence, told, told_all
from legation.workflows import boards, desk, records
from legation.workflows.listing import HAPPENING_CSV_COLUMNS, flat_row, full_row, happening_row

router = APIRouter()
_CHANGES = (
    (desk.Change.MOVED, "What moved", "Told before, and otherwise now."),
    (desk.Change.NEW, "What is new", "Not in the ledger before."),
    (desk.Change.AGAIN, "Told again", "Known, and told by one more article."),
)
_DAYS = ((1, "a day"), (7, "a week"), (30, "30 days"))
_BEGINNING = dt.date(1900, 1, 1)


@router.get("/")
def front(asked: Asking, since: Text = None) -> Response:
    """What changed since a moment, what is planned next, where people differ."""
    moment = desk.moment(since, asked.now)
    found = desk.front(asked.ledger, since=moment, today=asked.today, as_of=asked.as_of)
    return answer(
        asked,
        Page(
            template="front.html",
            name="changes",
            context=_context(asked, found, moment, chosen=bool(since)),
            data={
                "since": moment,
                "revision": found.revision,
                "changed": [_row(item, full_row) for item in found.changed],
                "more": found.more,
                "planned": [happening_row(h, full_row) for h in found.planned],
                "plans_without_a_day": [happening_row(h, full_row) for h in found.open_plans],
                "articles": found.totals.articles,
                "reports": found.totals.reports,
            },
            columns=("change", *HAPPENING_CSV_COLUMNS),
            rows=lambda: (_row(item, flat_row) for item in found.changed),
        ),
    )


def _row(item: desk.Changed, row: Any) -> Mapping[str, Any]:
    before = {"status_before": item.before.value} if item.before else {}
    return {"change": item.change.value, **before, **happening_row(item.happening, row)}


def _context(
    asked: Asked, found: desk.Front, moment: dt.datetime, *, chosen: bool
) -> dict[str, Any]:
    return {
        "title": "Today" if asked.as_of is None else f"As of {day_words(asked.as_of)}",
        "found": found,
        "since": moment,
        "since_words": _since(moment),
        "chosen": chosen,
        "spans": list(_spans(asked)),
        "groups": [
            (title, hint, [(told(asked, c.happening), _before(c)) for c in some])
            for change, title, hint in _CHANGES
            if (some := [c for c in found.changed if c.change is change])
        ],
        "planned": told_all(asked, found.planned),
        "open_plans": told_all(asked, found.open_plans),
        "questions": [
            (list_row(board), board.text, asked.at(f"/question/{part(board.name)}"))
            for board in boards.every(
                asked.ledger, boards.Asked(as_of=asked.today, whole=False), only_open=True
            )
        ],
        "record": record_line(records.records(asked.ledger, asked.today)),
        "differ": disagreements(found.assessed),
        "sentence": lambda evidence: sentence(asked, evidence),
    }


def _before(item: desk.Changed) -> str | None:
    moved = item.change is desk.Change.MOVED and item.before
    return f"was {STATUS_WORDS[item.before].lower()}" if moved and item.before else None


def _spans(asked: Asked) -> Iterator[tuple[str, str]]:
    for days, words in _DAYS:
        start = (asked.now - dt.timedelta(days=days)).replace(second=0, microsecond=0, tzinfo=None)
        yield words, asked.at("/", since=start.isoformat(timespec="minutes"))
    yield "all", asked.at("/", since=_BEGINNING.isoformat())


def _since(moment: dt.datetime) -> str | None:
    """A moment in words; None for one before any ledger."""
    if moment.date() <= _BEGINNING:
        return None
    return f"{day_words(moment.date())}, {moment:%H:%M}"
