"""The tables that the program knows the world by, and the user's own rows in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from legation.errors import UsageError
from legation.web.answers import Page, answer, as_json, shown
from legation.web.asked import Asked, Asking, Text
from legation.web.views import past_words
from legation.web.writing import Writing
from legation.workflows import knowing, refreshing

router = APIRouter()
_MOST = 200
_LONGEST = 500

_Key = Annotated[list[str] | None, Query(max_length=12)]


@router.get("/knowledge")
def knowledge(asked: Asking) -> Response:
    """The tables, what is wrong with own rows, and what is past its date."""
    settings, today = asked.desk.settings, asked.now.date()
    faults = list(knowing.faults(settings))
    # With a faulty row no table can be read.
    tables = [] if faults else list(knowing.summary(today))
    past = [] if faults else knowing.past_of(today)
    rows = tables or [fault.row() for fault in faults]
    return answer(
        asked,
        Page(
            template="knowledge.html",
            name="knowledge",
            context={
                "title": "Knowledge",
                "faults": faults,
                "tables": [(knowing.shape_named(t["table"]), t) for t in tables],
                "past": [(_title(table), table, found) for table, found in _by_table(past)],
                "folder": settings.values.knowledge,
            },
            data={
                "tables": tables,
                "faults": [fault.row() for fault in faults],
                "past_date": [_past_row(item) for item in past],
            },
            columns=knowing.SUMMARY_COLUMNS if tables else knowing.FINDING_COLUMNS,
            rows=lambda: rows,
        ),
    )


def _title(table: str) -> str:
    return knowing.shape_named(table).title


def _by_table(past: Sequence[Any]) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for item in past:
        found.setdefault(item.table, []).append(past_words(item))
    return list(found.items())


def _past_row(item: Any) -> Mapping[str, Any]:
    return {
        "table": item.table,
        "code": item.code,
        "what": item.what,
        "since": item.since,
        "missing": item.missing,
    }


@router.get("/knowledge/{table}")
def rows_of(
    asked: Asking, table: str, about: Text = None, own: Text = None, key: _Key = None
) -> Response:
    """The rows of a table and the form for one more; `key` names the row that the form begins with."""
    shape = _shape(table)
    listed = list(knowing.listed(shape.table, about=about or None, own_only=own == "yes"))
    chosen = knowing.row_with(shape.table, key) if key else None
    form = _form(shape.table, chosen or ({shape.codes[0]: about} if about else {}))
    kept = chosen if own == "yes" and key else None
    return answer(
        asked,
        Page(
            template="table.html",
            name=f"knowledge-{shape.table}",
            context={
                **form,
                "changing": chosen is not None,
                "kept_row": kept,
                "still": [
                    (row, _address(asked, shape, row)) for row in knowing.still_there(table, kept)
                ]
                if kept
                else [],
                "rows": [
                    (row, _address(asked, shape, row, about=about, own=own))
                    for row in listed[:_MOST]
                ],
                "left_out": max(0, len(listed) - _MOST),
                "columns": knowing.columns(shape.table, full=False)[:-1],
                "about": about or "",
                "own": own == "yes",
            },
            data={"table": shape.table, "rows": listed},
            columns=knowing.columns(shape.table, full=True),
            rows=lambda: listed,
        ),
    )


def _shape(table: str) -> Any:
    try:
        return knowing.shape_named(table)
    except UsageError as error:
        raise UsageError(f"There is no such table. {error}") from error


def _address(asked: Asked, shape: Any, row: Mapping[str, str], **values: Any) -> str:
    """The address of the form that begins with a row."""
    where = asked.at(f"/knowledge/{shape.table}", **values)
    keys = urlencode([("key", part) for part in shape.key_of(row)])
    return f"{where}{'&' if '?' in where else '?'}{keys}#add"


def _form(table: str, values: Mapping[str, str]) -> dict[str, Any]:
    shape = knowing.shape_named(table)
    return {
        "title": shape.title,
        "shape": shape,
        "fields": (fields := knowing.fields(shape.table)),
        "names": {field.name: field.label for field in fields},
        "values": values,
        "wrong": "",
    }


async def _cells(request: Request) -> dict[str, str]:
    form = await request.form(max_files=0)
    return {name: value for name, value in form.items() if isinstance(value, str)}


@router.post("/knowledge/{table}")
def keep(asked: Writing, table: str, cells: Annotated[dict[str, str], Depends(_cells)]) -> Response:
    """Keeps a row in the user's own file, and leads to the own rows; or says what is wrong with it."""
    shape = _shape(table)
    given = {name: cells[name].strip() for name in shape.columns if name in cells}
    try:
        if long := [name for name, value in given.items() if len(value) > _LONGEST]:
            raise UsageError(f"{long[0]} is longer than {_LONGEST} characters; shorten it.")
        pairs = [f"{name}={value}" for name, value in given.items()]
        _, row = knowing.add(asked.desk.settings, shape.table, pairs, asked.now.date())
    except UsageError as error:
        return _again(asked, table, given, str(error))
    refreshing.refresh()
    where = _address(asked, shape, row, own="yes").removesuffix("#add")
    return RedirectResponse(where, 303)


def _again(asked: Asked, table: str, given: Mapping[str, str], wrong: str) -> Response:
    """The form once more, as it was filled in, with what is wrong."""
    if "text/html" not in asked.request.headers.get("accept", ""):
        return as_json({"error": wrong}, 400)
    context = {
        **_form(table, given),
        "wrong": wrong,
        "changing": False,
        "kept_row": None,
        "rows": [],
        "columns": (),
        "left_out": 0,
        "about": "",
        "own": False,
    }
    return HTMLResponse(shown(asked, "table.html", context), 400)
