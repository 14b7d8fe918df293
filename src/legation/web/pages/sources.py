"""Where articles came from, and what could not be used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from legation.presenting.dates import day_words
from legation.web.answers import Page, answer
from legation.web.asked import Asking
from legation.workflows import browsing

router = APIRouter()
_OUTLETS = ("name", "articles", "first", "last", "undated")
_ASIDE = ("location", "reason", "at", "read_since")


@router.get("/sources")
def sources(asked: Asking) -> Response:
    """The outlets of the ledger's articles."""
    found = browsing.outlets(asked.ledger)
    rows = [{name: getattr(item, name) for name in _OUTLETS} for item in found]
    return answer(
        asked,
        Page(
            template="sources.html",
            name="sources",
            context={
                "title": "Sources",
                "found": [(item, _days(item)) for item in found],
                "totals": browsing.totals(asked.ledger),
            },
            data={"outlets": rows},
            columns=_OUTLETS,
            rows=lambda: rows,
        ),
    )


def _days(item: Any) -> str:
    if item.first is None:
        return "days not known"
    if item.first == item.last:
        return day_words(item.first)
    return f"{day_words(item.first)} to {day_words(item.last)}"


@router.get("/quarantine")
def quarantine(asked: Asking) -> Response:
    """What could not be read, the last first, with the reason."""
    found = browsing.set_aside(asked.ledger)
    rows: list[Mapping[str, Any]] = [{n: getattr(item, n) for n in _ASIDE} for item in found]
    return answer(
        asked,
        Page(
            template="quarantine.html",
            name="quarantine",
            context={"title": "Set aside", "found": found},
            data={"quarantined": rows},
            columns=_ASIDE,
            rows=lambda: rows,
        ),
    )
