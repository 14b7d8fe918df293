"""Events, narrowed and a page at a time; of an actor, and of a pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response

from legation.errors import UsageError
from legation.model import EventType, Happening, Status
from legation.model.choices import member_of
from legation.model.doubt import is_doubtful
from legation.presenting.dates import day_words
from legation.presenting.exploring import Explored, network, timeline
from legation.presenting.sides import name_of, pair_words, place_words
from legation.presenting.ties import who_with_whom
from legation.presenting.wording import STATUS_WORDS
from legation.web.answers import Page, answer
from legation.web.asked import Asked, Asking, Text, at, day, part
from legation.web.views import about, addresses, past_of, told_all
from legation.workflows import browsing
from legation.workflows.browsing import Filters
from legation.workflows.listing import HAPPENING_CSV_COLUMNS, flat_row, full_row, happening_row

router = APIRouter()
_MOST = 40
_DRAWN = 200
_SHOWN = 12
_SURE = {"True": "sure", "False": "doubtful"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """A value by which a listing may be narrowed, how often it stands there, and the link."""

    words: str
    number: int
    href: str
    chosen: bool = False


@router.get("/events")
def events(
    asked: Asking,
    actor: Text = None,
    other: Text = None,
    type_: Annotated[str | None, Query(alias="type", max_length=20)] = None,
    status: Annotated[str | None, Query(max_length=20)] = None,
    source: Text = None,
    since: Text = None,
    until: Text = None,
    sure: Annotated[str | None, Query(max_length=5)] = None,
    order: Annotated[str | None, Query(max_length=10)] = None,
    behind: Annotated[str | None, Query(max_length=60)] = None,
) -> Response:
    """The happenings that fit, the newest first unless another order is asked for."""
    filters = Filters(
        actor=browsing.known_code(actor) if actor else None,
        other=browsing.known_code(other) if other else None,
        type=member_of(EventType, "Type", type_.upper()) if type_ else None,
        status=member_of(Status, "Status", status.lower()) if status else None,
        source=source or None,
        since=day("since", since, last=False),
        until=day("until", until, last=True),
        as_of=asked.as_of,
        sure={"yes": True, "no": False}.get(sure or ""),
    )
    return _listing(asked, filters, order or "newest", behind)


def _listing(asked: Asked, filters: Filters, order: str, behind: str | None) -> Response:
    ledger = asked.ledger
    found = browsing.events_page(ledger, filters, order=order, behind=behind, most=_MOST)
    url = _addresses(asked, filters, order)
    next_ = url(behind=found.behind) if found.behind else None
    return answer(
        asked,
        Page(
            template="events.html",
            name="events",
            context={
                "title": "Events",
                "told": told_all(asked, found.happenings, dated=False),
                "by_day": order != "recorded",
                "next": next_,
                "first": url() if behind else None,
                "counted": found.counted,
                "facets": _facets(found.counted, filters, url) if found.counted else (),
                "chips": _chips(filters, url),
                "filters": filters,
                "order": order,
                "types": list(EventType),
                "statuses": [(s.value, STATUS_WORDS[s]) for s in Status],
            },
            data={
                "events": [happening_row(h, full_row) for h in found.happenings],
                "next": next_ and next_.replace("/events", "/events.json", 1),
                "counted": found.counted and _counts(found.counted),
            },
            columns=HAPPENING_CSV_COLUMNS,
            rows=lambda: (
                happening_row(h, flat_row) for h in browsing.every_page(ledger, filters, order)
            ),
        ),
    )


def _counts(counted: Any) -> Mapping[str, Any]:
    return {
        "reports": counted.reports,
        "all": counted.whole,
        "types": counted.types,
        "statuses": counted.statuses,
        "actors": counted.actors,
        "sources": counted.sources,
    }


def _addresses(asked: Asked, filters: Filters, order: str) -> Any:
    """What makes the address of the same listing with some values changed."""
    sure = None if filters.sure is None else "yes" if filters.sure else "no"
    now = {
        "actor": filters.actor,
        "other": filters.other,
        "type": filters.type and filters.type.value,
        "status": filters.status and filters.status.value,
        "source": filters.source,
        "since": filters.since,
        "until": filters.until,
        "sure": sure,
        "order": None if order == "newest" else order,
    }
    return lambda **changed: asked.at("/events", **{**now, **changed})


def _facets(counted: Any, filters: Filters, url: Any) -> list[tuple[str, list[_Choice]]]:
    def choices(found: Mapping[str, int], name: str, words: Any, now: str | None) -> list[_Choice]:
        return [
            _Choice(words=words(value), number=number, href=url(**{name: value}))
            for value, number in list(found.items())[:_SHOWN]
            if value != now
        ]

    sides = {c: n for c, n in counted.actors.items() if c not in (filters.actor, filters.other)}
    which = "other" if filters.actor else "actor"
    type_now = filters.type and filters.type.value
    status_now = filters.status and filters.status.value
    made = [
        ("Who", choices(sides, which, name_of, None) if not filters.other else []),
        (
            "Status",
            choices(counted.statuses, "status", lambda s: STATUS_WORDS[Status(s)], status_now),
        ),
        ("Type", choices(counted.types, "type", str.capitalize, type_now)),
        ("Outlet", choices(counted.sources, "source", str, filters.source)),
    ]
    return [(title, found) for title, found in made if found]


def _chips(filters: Filters, url: Any) -> list[tuple[str, str]]:
    """What the listing is narrowed to, each with the address without it."""
    made: list[tuple[object, dict[str, Any]]] = [
        (filters.actor and name_of(filters.actor), {"actor": filters.other, "other": None}),
        (filters.other and name_of(filters.other), {"other": None}),
        (filters.type and filters.type.value.capitalize(), {"type": None}),
        (filters.status and STATUS_WORDS[filters.status], {"status": None}),
        (filters.source, {"source": None}),
        (filters.since and f"from {day_words(filters.since)}", {"since": None}),
        (filters.until and f"to {day_words(filters.until)}", {"until": None}),
        (_SURE.get(str(filters.sure)), {"sure": None}),
    ]
    return [(str(words), url(**without)) for words, without in made if words]


@router.get("/actor")
def choose_actor(asked: Asking, who: Text = None) -> Response:
    """Leads to the page of whoever is named."""
    return RedirectResponse(asked.at(f"/actor/{part(browsing.known_code(who or ''))}"), 303)


@router.get("/actor/{code:path}")
def actor(asked: Asking, code: str) -> Response:
    """One actor: with whom, what is planned, the newest events."""
    known = browsing.known_code(code)
    filters = Filters(actor=known, as_of=asked.as_of)
    return _about(asked, filters, place_words(known), f"actor-{known}")


@router.get("/pair")
def choose_pair(asked: Asking, a: Text = None, b: Text = None) -> Response:
    """Leads to the page of two actors."""
    one, two = sorted((browsing.known_code(a or ""), browsing.known_code(b or "")))
    return RedirectResponse(asked.at(f"/pair/{part(one)}/{part(two)}"), 303)


@router.get("/pair/{one}-{two}")
def short_pair(asked: Asking, one: str, two: str) -> Response:
    """The short address of two states."""
    return choose_pair(asked, one, two)


@router.get("/pair/{one}/{two:path}")
def pair(asked: Asking, one: str, two: str) -> Response:
    """Two actors: their time line, what they agreed, what is planned, the newest events."""
    first, second = browsing.known_code(one), browsing.known_code(two)
    if first == second:
        raise UsageError(f"A pair is of two actors, and both are {first}; name another.")
    filters = Filters(actor=first, other=second, as_of=asked.as_of)
    return _about(asked, filters, pair_words((first, second)), f"pair-{first}-{second}")


def _about(asked: Asked, filters: Filters, title: str, name: str) -> Response:
    ledger = asked.ledger
    found = browsing.events_page(ledger, filters, order="newest", behind=None, most=_DRAWN)
    news = [h for h in found.happenings if not is_doubtful(h.event)]
    agreed = [h for h in news if h.event.type is EventType.AGREE]
    more = {"actor": filters.actor, "other": filters.other}
    return answer(
        asked,
        Page(
            template="about.html",
            name=name,
            context={
                "title": title[:1].upper() + title[1:],
                "filters": filters,
                "found": found,
                "drawn": _DRAWN,
                "past": past_of(
                    asked,
                    [c for c in (filters.actor, filters.other) if c],
                    ("offices", "chairs", "memberships"),
                ),
                "pictures": [] if filters.other or not news else [who_with_whom(news)],
                "partners": _partners(asked, found.counted, filters),
                "planned": told_all(asked, _of(news, Status.PLANNED)[:_SHOWN]),
                "agreed": told_all(asked, agreed[:_SHOWN]) if filters.other else [],
                "newest": told_all(asked, found.happenings[:_MOST], dated=False),
                "every": asked.at("/events", **more),
                "counts": [
                    (STATUS_WORDS[s], len(of), asked.at("/events", status=s.value, **more))
                    for s in Status
                    if (of := _of(news, s))
                ],
            },
            data={
                "code": filters.actor,
                "other": filters.other,
                "events": [happening_row(h, full_row) for h in found.happenings],
                "counted": found.counted and _counts(found.counted),
                "more": at("/events.json", as_of=asked.as_of, **more) if found.behind else None,
            },
            columns=HAPPENING_CSV_COLUMNS,
            rows=lambda: (
                happening_row(h, flat_row) for h in browsing.every_page(ledger, filters, "newest")
            ),
            pictures=_explored(asked, news, filters),
        ),
    )


def _of(found: list[Happening], status: Status) -> list[Happening]:
    return [h for h in found if h.event.status is status]


def _explored(asked: Asked, news: list[Happening], filters: Filters) -> list[Explored]:
    """The timeline, and for more than one pair the net of who deals with whom."""
    if not news:
        return []
    days = [d for h in news for d in (_published(h),) if d]
    drawn = [timeline(news, days, lambda h: asked.at(f"/event/{part(h.event.id)}"))]
    net = None if filters.other else network(news, about(asked), *addresses(asked))
    return [*drawn, net] if net else drawn


def _published(happening: Happening) -> Any:
    from legation.model.when import exact_day

    return exact_day(happening.best.published)


def _partners(asked: Asked, counted: Any, filters: Filters) -> list[_Choice]:
    """With whom an actor has events, those with most first."""
    if counted is None or filters.other:
        return []
    return [
        _Choice(
            words=name_of(code),
            number=number,
            href=asked.at(f"/pair/{part(filters.actor or '')}/{part(code)}"),
        )
        for code, number in counted.actors.items()
        if code != filters.actor
    ][: 2 * _SHOWN]
