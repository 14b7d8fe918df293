"""The brief of the ledger, made when it is asked for: a page, Markdown, a Word file or a PDF."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from legation.errors import UsageError
from legation.web.answers import paper
from legation.web.asked import Asking, Text, day
from legation.workflows import briefing

router = APIRouter()
_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@router.get("/brief")
def brief(
    asked: Asking,
    about: Text = None,
    since: Text = None,
    until: Text = None,
    form: Annotated[str, Query(alias="as", max_length=4)] = "html",
) -> Response:
    """The brief; `as` is html, md, docx or pdf."""
    options = briefing.options(
        about=about or None,
        since=day("since", since, last=False),
        until=day("until", until, last=True),
        published_since=None,
        as_of=asked.as_of,
    )
    made = briefing.brief_of_open_ledger(asked.ledger, asked.desk.settings, options)
    if form == "html":
        return paper(made)
    if form not in _TYPES:
        raise UsageError(f"A brief comes as html, {', '.join(_TYPES)}, not {form!r}.")
    headers = {"Content-Disposition": f'attachment; filename="brief.{form}"'}
    return Response(_bytes(made, form), media_type=_TYPES[form], headers=headers)


def _bytes(made: object, form: str) -> bytes:
    from legation.presenting import Brief, to_markdown

    assert isinstance(made, Brief)  # noqa: S101 - the workflow gives nothing else
    if form == "md":
        return to_markdown(made).encode()
    if form == "docx":
        from legation.presenting.document import to_docx

        return to_docx(made)
    from legation.presenting.printed import to_pdf

    return to_pdf(made)
