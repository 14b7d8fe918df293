"""What leads to what, and what if: the map of the system, and assumptions laid over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from legation.presenting import mapped
from legation.presenting import whatif as supposed
from legation.presenting.exploring import Explored, leads
from legation.web.answers import Page, answer
from legation.web.asked import Asked, Asking, Text, part
from legation.web.kept import once
from legation.web.views import about as about_picture
from legation.workflows import analysing, mapping, supposing

router = APIRouter()
_Words = Annotated[list[str] | None, Query(max_length=6)]
_LONGEST = 200


@router.get("/map")
def leads_to(asked: Asking, about: Text = None) -> Response:
    """What leads to what and who says so, drawn and as tables; `about` keeps what concerns an actor."""
    found = once(
        asked,
        ("map", about),
        lambda: analysing.plain(
            mapping.answer(asked.desk.settings, [about] if about else [], asked.as_of)
        ),
    )
    return answer(
        asked,
        Page(
            template="map.html",
            name="map",
            context={
                "title": "What leads to what",
                "about": about or "",
                "sections": list(mapped.sections(found)),
                "sentences": list(_sentences(asked, found["edges"], "article", "quote")),
            },
            data=found,
            columns=mapped.COLUMNS,
            rows=lambda: mapped.rows(found),
            pictures=_drawn(asked, found),
        ),
    )


def _drawn(asked: Asked, found: Mapping[str, Any]) -> list[Explored]:
    made = leads(list(mapped.links(found)), about_picture(asked))
    return [made] if made else []


@router.get("/whatif")
def what_if(asked: Asking, assume: _Words = None, between: Text = None) -> Response:
    """What would be otherwise if something were so; asked for by reading, for nothing is kept."""
    words = [" ".join(one.split())[:_LONGEST] for one in assume or () if one.strip()]
    found = once(asked, ("whatif", tuple(words), between), lambda: _made(asked, words, between))
    return answer(
        asked,
        Page(
            template="whatif.html",
            name="whatif",
            context={
                "title": "What if",
                "assumed": words,
                "between": between or "",
                "examples": [
                    (words_, asked.at("/whatif", assume=words_)) for words_ in supposing.examples()
                ],
                "sections": list(supposed.sections(found)) if found else None,
                "sentences": list(_sentences(asked, found["lines"], "source", "because"))
                if found
                else [],
            },
            data=found or {"examples": supposing.examples()},
            columns=supposed.COLUMNS,
            rows=lambda: supposed.rows(found) if found else iter(()),
        ),
    )


def _made(asked: Asked, words: list[str], between: str | None) -> Any:
    if not words:
        return None
    wanted = supposing.supposed(
        words,
        None,
        [between] if between else [],
        today=asked.now.date(),
        as_of=asked.as_of,
    )
    return analysing.plain(supposing.answer(wanted, asked.desk.settings, named_ledger=True))


def _sentences(
    asked: Asked, lines: list[Mapping[str, Any]], article: str, quote: str
) -> Iterator[tuple[str, str]]:
    """Each sentence that bears a line, once, with its place in its article."""
    seen = set()
    for line in lines:
        if line["start"] is None or (place := (line[article], line["start"])) in seen:
            continue
        seen.add(place)
        where = asked.at(f"/article/{part(str(line[article]))}")
        yield line[quote], f"{where}#c{line['start']}-{line['stop']}"
