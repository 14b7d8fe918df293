"""What is coming, and the feed that a calendar program subscribes to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from legation.presenting import calendarwords as words
from legation.presenting.feed import to_ics
from legation.web.answers import Page, answer
from legation.web.asked import Asked, Asking, Text, at, day, part
from legation.web.views import past_of
from legation.workflows import calendaring

router = APIRouter()
_KINDS = ("meeting", "chair", "office", "anniversary", "announced", "deadline")
_MOST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What a page or feed is asked for, as the address has it, and what was found."""

    first: str | None
    last: str | None
    about: str | None
    kind: str | None
    codes: tuple[str, ...]
    found: calendaring.Answer


def _wanted(
    asked: Asking,
    first: Annotated[str | None, Query(alias="from", max_length=20)] = None,
    last: Annotated[str | None, Query(alias="to", max_length=20)] = None,
    about: Text = None,
    kind: Annotated[str | None, Query(max_length=20)] = None,
) -> _Wanted:
    start = day("from", first, last=False) or asked.today
    end = day("to", last, last=True) or start + dt.timedelta(days=365)
    wanted = calendaring.asked(
        first=start,
        last=end,
        about=[who for who in (about or "").split(",") if who.strip()],
        kinds=[kind] if kind else (),
        known=asked.as_of,
    )
    found = calendaring.of_open_ledger(asked.ledger, wanted)
    return _Wanted(
        first=first, last=last, about=about, kind=kind, codes=tuple(wanted.about), found=found
    )


_Asking = Annotated[_Wanted, Depends(_wanted)]


@router.get("/calendar")
def calendar(
    asked: Asking,
    wanted: _Asking,
) -> Response:
    """Summits, chairs, anniversaries and announced acts, the soonest first."""
    found, about, kind = wanted.found, wanted.about, wanted.kind
    given = {"from": wanted.first, "to": wanted.last, "about": about}
    feed = at("/calendar.ics", about=about, kind=kind, key=asked.desk.keys.feed)
    return answer(
        asked,
        Page(
            template="calendar.html",
            name="calendar",
            context={
                "title": "Calendar",
                "entries": [_shown(asked, entry) for entry in found.entries[:_MOST]],
                "past": past_of(asked, wanted.codes, ("chairs", "meetings", "memberships")),
                "left_out": max(0, len(found.entries) - _MOST),
                "feed": str(asked.request.base_url).rstrip("/") + feed,
                "feed_path": feed,
                "kinds": [(k, asked.at("/calendar", kind=k, **given)) for k in _KINDS],
                "kind": kind,
                "about": about or "",
                "first": wanted.first or "",
                "last": wanted.last or "",
                "all": asked.at("/calendar", **given),
            },
            data={"entries": [words.full_row(entry) for entry in found.entries]},
            columns=words.CSV_COLUMNS,
            rows=lambda: map(words.flat_row, found.entries),
        ),
    )


def _shown(asked: Asked, entry: Any) -> dict[str, Any]:
    happening = entry.happening
    return {
        "when": words.days_words(entry),
        "hint": f"EDTF {entry.when}" if entry.when else "no EDTF date",
        "what": words.entry_title(entry),
        "status": words.status_words(entry),
        "kind": entry.kind.value,
        "place": words.place_words(entry),
        "source": words.source_words(entry),
        "note": entry.note,
        "href": asked.at(f"/event/{part(happening.event.id)}") if happening else None,
        "tentative": entry.standing.value == "TENTATIVE",
        "off": entry.standing.value == "CANCELLED",
    }


@router.get("/calendar.ics")
def feed(
    asked: Asking,
    wanted: _Asking,
) -> Response:
    """The same as iCalendar, to subscribe to."""
    found, about = wanted.found, wanted.about
    text = to_ics(found.entries, found.articles, f"legation: {about}" if about else "legation")
    return Response(
        text,
        media_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="legation.ics"'},
    )
