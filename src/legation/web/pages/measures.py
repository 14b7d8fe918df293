"""Ties, partners and mediators: the same answers as on the command line, as tables in a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response

from legation.errors import UsageError
from legation.presenting import exploring, measures
from legation.presenting import mediators as compared
from legation.presenting.sides import name_of, pair_words, place_words
from legation.web.answers import Page, answer
from legation.web.asked import Asked, Asking, Text, part
from legation.web.kept import once
from legation.web.views import about, addresses
from legation.workflows import analysing, browsing, mediating, mediation_question

router = APIRouter()
_STEPS = ("month", "quarter", "year")
_ROLES = ("host", "message-carrier", "formulator", "convenor", "good-offices")
_SHOWN_CARDS = 6
_DRAWN = 200
"""Newest happenings of which a net is drawn."""

_Short = Annotated[str | None, Query(max_length=60)]


def _one_of(name: str, value: str | None, allowed: Sequence[str], usual: str) -> str:
    if value in (None, ""):
        return usual
    if value not in allowed:
        raise UsageError(f"{name} takes one of {', '.join(allowed)}, not {value!r}.")
    return str(value)


@router.get("/measures")
def choose(asked: Asking, what: _Short = None, a: Text = None, b: Text = None) -> Response:
    """Asks for one actor or two and leads to the measure."""
    if not a:
        return answer(
            asked,
            Page(
                template="measures.html",
                name="measures",
                context={"title": "Measures", "sections": None, "a": "", "b": ""},
                data={"measures": ["partners", "ties", "mediators"]},
                columns=("measure", "page"),
                rows=lambda: iter(()),
                pictures=_newest(asked),
            ),
        )
    one = part(browsing.known_code(a))
    if what == "partners" or not b:
        return RedirectResponse(asked.at(f"/partners/{one}"), 303)
    two = part(browsing.known_code(b))
    page = "mediators" if what == "mediators" else "ties"
    return RedirectResponse(asked.at(f"/{page}/{one}/{two}"), 303)


def _newest(asked: Asked) -> list[exploring.Explored]:
    """Who deals with whom in the newest happenings, whoever they are of."""
    found = browsing.events_page(
        asked.ledger,
        browsing.Filters(as_of=asked.as_of, sure=True),
        order="newest",
        behind=None,
        most=_DRAWN,
    )
    net = exploring.network(found.happenings, about(asked), *addresses(asked))
    return [net] if net else []


@router.get("/ties/{one}/{two}")
def ties(asked: Asking, one: str, two: str, step: _Short = None, frame: Text = None) -> Response:
    """The tie of two actors over time."""
    by = _one_of("step", step, _STEPS, "month")
    first, second = browsing.known_code(one), browsing.known_code(two)

    def make() -> Any:
        seen = analysing.scope(step=by, as_of=asked.as_of, frame=frame or None)
        question = analysing.ties_question(
            first, second, seen, since=None, until=None, expand=False
        )
        with _tables(asked) as (engine, events):
            return analysing.plain(analysing.ties(engine, events, question))

    found = once(asked, ("ties", first, second, by, frame), make)
    return _shown(
        asked,
        title=f"The tie of {pair_words((first, second))}",
        name=f"ties-{first}-{second}",
        sections=[s for one in found for s in measures.tie(one, first, second, events=False)],
        data={"a": first, "b": second, "step": by, "answers": found},
        rows=measures.tie_steps(found),
        columns=measures.TIE_COLUMNS,
        none=f"The ledger holds no event of {name_of(first)} and {name_of(second)}.",
        frame=frame,
        pictures=once(
            asked,
            ("pictures of ties", first, second, by, frame),
            lambda: exploring.ties(found, first, second, by, about(asked)),
        ),
        links=[
            ("Their events", asked.at(f"/pair/{part(first)}/{part(second)}")),
            *(
                (f"by {s}", asked.at(f"/ties/{part(first)}/{part(second)}", step=s, frame=frame))
                for s in _STEPS
            ),
            ("Who could mediate", asked.at(f"/mediators/{part(first)}/{part(second)}")),
        ],
    )


@router.get("/partners/{who:path}")
def partners(
    asked: Asking,
    who: str,
    window: _Short = None,
    compare: _Short = None,
    frame: Text = None,
) -> Response:
    """Whom an actor deals with: shares, evenness, what is new, the change."""
    code = browsing.known_code(who)

    def make() -> Any:
        seen = analysing.scope(step="month", as_of=asked.as_of, frame=frame or None)
        question = analysing.partners_question(
            code,
            seen,
            window=window or None,
            until=asked.as_of,
            compare=compare or None,
            powers=None,
            expand=False,
            series=True,
        )
        with _tables(asked) as (engine, events):
            return analysing.plain(analysing.partners(engine, events, question))

    found = once(asked, ("partners", code, window, compare, frame), make)
    here = f"/partners/{part(code)}"
    return _shown(
        asked,
        title=f"The partners of {place_words(code)}",
        name=f"partners-{code}",
        sections=[s for one in found for s in measures.partners(one, code, events=False)],
        data={"code": code, "answers": found},
        rows=measures.partner_rows(found),
        columns=measures.PARTNER_COLUMNS,
        none=f"The ledger holds no event of {name_of(code)}.",
        frame=frame,
        pictures=once(
            asked,
            ("pictures of partners", code, window, compare, frame),
            lambda: exploring.partners(
                found,
                {
                    "code": code,
                    "channel": None,
                    "powers": sorted(analysing.powers_of(None) - {code}),
                },
                about(asked),
                lambda other: asked.at(f"/pair/{part(code)}/{part(other)}"),
            ),
        ),
        links=[
            ("All events", asked.at(f"/actor/{part(code)}")),
            ("all years", asked.at(here, frame=frame)),
            ("last 12 months", asked.at(here, window="12m", frame=frame)),
            (
                "against the 12 before",
                asked.at(here, window="12m", compare="previous", frame=frame),
            ),
        ],
    )


@router.get("/mediators/{one}/{two}")
def mediators(
    asked: Asking,
    one: str,
    two: str,
    role: _Short = None,
    candidates: Annotated[str | None, Query(max_length=400)] = None,
    forum: Text = None,
) -> Response:
    """Who could help two sides, in what role; cards side by side, weights as sliders."""
    first, second = browsing.known_code(one), browsing.known_code(two)
    wanted = _one_of("role", role, _ROLES, "host")

    def make() -> Any:
        question = mediation_question.question(
            first,
            second,
            today=asked.now.date(),
            as_of=asked.as_of,
            role=wanted,
            candidates=candidates or None,
            forum=forum or None,
            weights=[],
            weights_file=None,
            frame=None,
            cards=_SHOWN_CARDS,
        )
        made = mediating.answer(question, asked.desk.settings, [], named_ledger=True)
        return analysing.plain(made)

    found = once(asked, ("mediators", first, second, wanted, candidates, forum), make)
    ranking = found["rankings"][0] if found["rankings"] else None
    sections = list(compared.sections(found))
    here = f"/mediators/{part(first)}/{part(second)}"
    return answer(
        asked,
        Page(
            template="mediators.html",
            name=f"mediators-{first}-{second}",
            context={
                "title": f"Who could help {place_words(first)} and {place_words(second)}",
                "sections": [s for s in sections if not _is_card(s, found)],
                "cards": [s for s in sections if _is_card(s, found)],
                "ranking": ranking,
                "standings": list(_standings(ranking)) if ranking else [],
                "cautions": found["cautions"],
                "role": wanted,
                "roles": [(r, asked.at(here, role=r)) for r in _ROLES],
                "a": first,
                "b": second,
                "name_of": name_of,
                "candidates": candidates or "",
            },
            data=found,
            columns=compared.COLUMNS,
            rows=lambda: compared.rows(found),
        ),
    )


def _is_card(section: measures.Section, found: Mapping[str, Any]) -> bool:
    names = {name_of(card["candidate"]["code"]) for card in found["cards"]}
    return section.title in names or any(section.title.startswith(f"{n} (") for n in names)


def _standings(ranking: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The ranked, each with its place by criterion, from which a page can rank anew."""
    for standing in ranking["ranked"]:
        yield {**standing, "name": name_of(standing["code"])}


def _tables(asked: Asked) -> Any:
    return analysing.tables(
        [], asked.desk.settings, engine="duckdb", master="local[2]", as_of=asked.as_of
    )


def _shown(
    asked: Asked,
    *,
    title: str,
    name: str,
    sections: Sequence[measures.Section],
    data: Mapping[str, Any],
    rows: Iterator[Mapping[str, Any]],
    columns: Sequence[str],
    none: str,
    links: Sequence[tuple[str, str]],
    frame: str | None,
    pictures: Sequence[exploring.Explored],
) -> Response:
    return answer(
        asked,
        Page(
            template="measures.html",
            name=name,
            context={
                "title": title,
                "sections": sections,
                "none": none,
                "links": links,
                "frame": frame,
                "a": "",
                "b": "",
            },
            data=data,
            columns=columns,
            rows=lambda: rows,
            pictures=pictures,
        ),
    )
