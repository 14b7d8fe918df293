"""A page's answer in the form that was asked for."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import html
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from fastapi.responses import HTMLResponse, Response, StreamingResponse

from legation.errors import UsageError
from legation.presenting.cells import cell
from legation.presenting.dates import day_words
from legation.presenting.exploring import Explored, bundle_version
from legation.presenting.pictures import figure_style
from legation.presenting.templating import environment, template_text
from legation.web.asked import Asked, at, part

if TYPE_CHECKING:
    from jinja2 import Environment

    from legation.presenting import Brief

Row = Mapping[str, Any]
_NAVIGATION = (
    ("/", "Today"),
    ("/events", "Events"),
    ("/questions", "Questions"),
    ("/calendar", "Calendar"),
    ("/measures", "Measures"),
    ("/map", "Map"),
    ("/search", "Search"),
    ("/review", "Review"),
    ("/add", "Add"),
    ("/sources", "Sources"),
    ("/knowledge", "Knowledge"),
    ("/quarantine", "Set aside"),
)
_AT_ONCE = 200
PICTURE = "picture"
"""What the address of data names a picture by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All forms of one answer.

    `template` is shown with `context`; `data` is what JSON says; `rows`, made when they are asked
    for, are the CSV, in `columns`; `name` goes into the name of a file. The numbers of each of the
    `pictures` are asked for by its key.
    """

    template: str
    name: str
    data: Mapping[str, Any]
    columns: Sequence[str]
    rows: Callable[[], Iterable[Row]]
    context: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    pictures: Sequence[Explored] = ()


def answer(asked: Asked, page: Page) -> Response:
    """The page, or its data, or that of one of its pictures."""
    if asked.form in ("json", "csv") and (key := asked.request.query_params.get(PICTURE)):
        page = _of_picture(page, key)
    if asked.form == "json":
        return as_json({"as_of": asked.as_of, **page.data}, page.status)
    if asked.form == "csv":
        return _as_csv(page)
    drawn = {"explored": page.pictures, "moving": moving(page)}
    return HTMLResponse(shown(asked, page.template, {**page.context, **drawn}), page.status)


def _of_picture(page: Page, key: str) -> Page:
    """The numbers of one picture in place of the page's own; raises UsageError for an unknown key."""
    found = next((picture for picture in page.pictures if picture.key == key), None)
    if found is None:
        keys = ", ".join(picture.key for picture in page.pictures) or "none"
        raise UsageError(f"This page has no picture {key!r}; it has {keys}.")
    rows = found.rows
    return replace(
        page,
        name=f"{page.name}-{key}",
        data={"picture": found.title, "shows": found.alt, "rows": rows},
        columns=found.columns,
        rows=lambda: rows,
    )


def moving(page: Page) -> list[tuple[str, str]]:
    """The keys of pictures that can move, each with its specification as a script may read it."""
    if bundle_version() is None:
        return []
    return [
        # No text can end the element that holds it.
        (picture.key, json.dumps(picture.spec, ensure_ascii=False).replace("<", "\\u003c"))
        for picture in page.pictures
        if picture.spec
    ]


def as_json(data: Mapping[str, Any], status: int = 200) -> Response:
    """Data as JSON; days and moments as text."""
    text = json.dumps(data, ensure_ascii=False, indent=2, default=_plain)
    return Response(text + "\n", status, media_type="application/json")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _as_csv(page: Page) -> Response:
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", page.name)[:60].strip("-") or "page"
    headers = {"Content-Disposition": f'attachment; filename="legation-{name}.csv"'}
    return StreamingResponse(
        _lines(page), page.status, media_type="text/csv; charset=utf-8", headers=headers
    )


def _lines(page: Page) -> Iterator[str]:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(page.columns)
    for number, row in enumerate(page.rows()):
        writer.writerow([cell(row.get(name)) for name in page.columns])
        if number % _AT_ONCE == 0:
            yield written.getvalue()
            written.seek(0)
            written.truncate()
    yield written.getvalue()


def paper(made: Brief) -> Response:
    """A brief as its own page, under the policy that it carries for its own style and script."""
    from legation.presenting import to_html

    text = to_html(made)
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    policy = f"{html.unescape(found[1])}; frame-ancestors 'none'" if found else "default-src 'none'"
    return HTMLResponse(text, headers={"Content-Security-Policy": policy})


@cache
def templates() -> Environment:
    """The templates of the desk, and the pieces of the brief that they share."""
    from jinja2 import PackageLoader

    made = environment(PackageLoader("legation.web"))
    made.filters["part"] = part
    made.filters["day"] = day_words
    made.globals["versions"] = {name: _version(text) for name, text in statics().items()}
    made.globals["vega"] = bundle_version()
    return made


@cache
def statics() -> dict[str, str]:
    """The style sheets and scripts that pages ask for: the brief's own style, and the desk's."""
    from importlib.resources import files

    found = {"brief.css": template_text("brief.css"), "pictures.css": figure_style()}
    for item in (files("legation.web") / "static").iterdir():
        found[item.name] = item.read_text(encoding="utf-8")
    return found


def _version(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def shown(asked: Asked, template: str, context: Mapping[str, Any]) -> str:
    """A template as text, with what every page has."""
    url = asked.request.url
    base = url.path.rstrip("/") or "/index"
    query = f"?{url.query}" if url.query else ""
    path = "/" if url.path == "/" else url.path
    return (
        templates()
        .get_template(template)
        .render(
            {
                "asked": asked,
                "explored": (),
                "moving": (),
                "at": asked.at,
                "bare": at,
                "navigation": _NAVIGATION,
                "here": path,
                "as_json": f"{base}.json{query}",
                "as_csv": f"{base}.csv{query}",
                "picture_data": lambda key, form: str(
                    url.replace(path=f"{base}.{form}", scheme="", netloc="").include_query_params(
                        **{PICTURE: key}
                    )
                ),
                "form_token": asked.desk.keys.form,
                "ledger_name": asked.ledger.where,
                "kept": [
                    (name, value)
                    for name, value in asked.request.query_params.multi_items()
                    if name != "as_of"
                ],
                **context,
            }
        )
    )
