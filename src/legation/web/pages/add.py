"""Giving articles to the desk, and watching them being read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile
from fastapi.responses import RedirectResponse, Response

from legation.presenting.dates import day_words
from legation.web.answers import Page, answer
from legation.web.asked import Asking
from legation.web.writing import Writing
from legation.workflows.adding import Job, Pasted
from legation.workflows.reading import outcomes

router = APIRouter()
_COLUMNS = ("outcome", "number", "reason")
_MOST_FILES = 500
_MOST_SHOWN = 60


@router.get("/add")
def add(asked: Asking) -> Response:
    """The forms, and the jobs since the desk was opened."""
    jobs = [_about(job) for job in asked.desk.jobs.all()]
    return answer(
        asked,
        Page(
            template="add.html",
            name="jobs",
            context={
                "title": "Add articles",
                "jobs": asked.desk.jobs.all(),
                "sent": asked.desk.sent_to,
            },
            data={"jobs": jobs},
            columns=("id", "what", "state", "done", "total", "trouble"),
            rows=lambda: jobs,
        ),
    )


@router.post("/add")
def take(
    asked: Writing,
    text: Annotated[str, Form(max_length=3_000_000)] = "",
    title: Annotated[str, Form(max_length=500)] = "",
    published: Annotated[str, Form(max_length=20)] = "",
    source: Annotated[str, Form(max_length=200)] = "",
    addresses: Annotated[str, Form(max_length=100_000)] = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Takes a text, files or addresses and leads to the job that reads them."""
    given = [f for f in files or () if f.filename][:_MOST_FILES]
    job = asked.desk.jobs.add(
        Pasted(text=text, title=title, published=published, source=source),
        [(file.filename or "file", file.file) for file in given],
        addresses.split(),
    )
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.get("/jobs/{id_}")
def job(asked: Asking, id_: str) -> Response:
    """How far a job is, and what came of it."""
    found = asked.desk.jobs.find(id_)
    rows = list(outcomes(found.tally))
    ids = list(found.tally.articles)[:_MOST_SHOWN]
    return answer(
        asked,
        Page(
            template="job.html",
            name=f"job-{found.id}",
            context={
                "title": f"Reading {found.what}",
                "job": found,
                "about": _about(found),
                "rows": rows,
                "articles": list(_articles(asked, ids)),
                "more": len(found.tally.articles) - len(ids),
                "when": day_words(found.at.date()),
            },
            data={**_about(found), "outcomes": rows, "articles": list(found.tally.articles)},
            columns=_COLUMNS,
            rows=lambda: rows,
        ),
    )


@router.post("/jobs/{id_}/stop")
def stop(asked: Writing, id_: str) -> Response:
    """Ends a job before its next article."""
    asked.desk.jobs.stop(id_)
    return RedirectResponse(f"/jobs/{id_}", 303)


def _about(found: Job) -> Mapping[str, Any]:
    return {
        "id": found.id,
        "what": found.what,
        "state": found.state.value,
        "done": found.tally.seen,
        "total": found.total,
        "events": found.tally.events,
        "trouble": found.trouble,
    }


def _articles(asked: Any, ids: list[str]) -> Iterator[tuple[str, str]]:
    from legation.errors import UsageError
    from legation.presenting.sources import title_of

    for id_ in ids:
        try:
            yield id_, title_of(asked.ledger.article(id_))
        except UsageError:
            # It was forgotten meanwhile.
            continue
