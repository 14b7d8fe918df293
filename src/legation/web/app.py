"""The desk as an application: pages, style, login, and what is said where something is wrong."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection
from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.exceptions import HTTPException, RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from legation import __version__
from legation.errors import EnvironmentFailure, LegationError, StaleReview, UsageError
from legation.presenting.exploring import bundle
from legation.settings import cache_folder
from legation.web.answers import as_json, statics, templates
from legation.web.asked import Desk
from legation.web.forms import Forms
from legation.web.guard import SESSION, App, Guard
from legation.web.pages import (
    add,
    article,
    brief,
    calendar,
    event,
    events,
    front,
    knowledge,
    measures,
    questions,
    review,
    sources,
    system,
)

_LOG = logging.getLogger("legation.web")
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
_PAUSE = 0.5
_WORDS = {
    404: "There is no such page; check the address, or begin at the front page.",
    403: "This may not be done.",
    405: "This page cannot be asked in this way.",
}


def create_app(desk: Desk, hosts: Collection[str] = ()) -> App:
    """The desk on a ledger; `hosts` are the names beside localhost by which it may be called."""
    app = FastAPI(
        title="legation desk",
        version=__version__,
        description="Every page answers with .json or .csv at the end of its address.",
        docs_url=None,
        redoc_url=None,
    )
    app.state.desk = desk
    for room in (
        *(front, events, event, article, sources, add, review),
        *(measures, calendar, brief, questions, knowledge, system),
    ):
        app.include_router(room.router)
    _add_statics(app)
    if desk.keys.token is not None:
        _add_login(app, desk)
    _add_refusals(app)
    return Guard(Forms(app), desk.keys, hosts)


def _add_statics(app: FastAPI) -> None:
    @app.get("/static/vega.js", include_in_schema=False)
    def vega() -> Response:
        """What moves the pictures; pages ask for it only where they have one."""
        made = bundle(cache_folder())
        if made is None:
            raise HTTPException(404)
        return Response(made, headers=_KEPT, media_type="text/javascript; charset=utf-8")

    @app.get("/static/{name}", include_in_schema=False)
    def static(name: str) -> Response:
        """A style sheet or script; its address changes with its content."""
        text = statics().get(name)
        if text is None:
            raise HTTPException(404)
        kind = _TYPES.get(name.rpartition(".")[2], "text/plain")
        return Response(text, headers=_KEPT, media_type=f"{kind}; charset=utf-8")


def _add_login(app: FastAPI, desk: Desk) -> None:
    @app.get("/login", include_in_schema=False)
    def login(next: str = "/") -> Response:  # noqa: A002 - the word in the address
        """Asks for the token."""
        return _login_page(_local(next), "")

    @app.post("/login", include_in_schema=False)
    def enter(
        token: Annotated[str, Form()] = "",
        next: Annotated[str, Form()] = "/",  # noqa: A002 - the word in the form
    ) -> Response:
        """Takes the token and gives a cookie for it."""
        if not desk.keys.opens(token.strip()):
            # Guessing takes time.
            time.sleep(_PAUSE)
            return _login_page(_local(next), "This is not the token; look into the token file.")
        answer = RedirectResponse(_local(next), 303)
        answer.set_cookie(SESSION, desk.keys.session, httponly=True, samesite="lax", path="/")
        return answer


def _login_page(where: str, wrong: str) -> Response:
    text = templates().get_template("login.html").render(next=where, wrong=wrong)
    return HTMLResponse(text, 401 if wrong else 200)


def _local(where: str) -> str:
    """A place on the desk itself, whatever an address asks for."""
    if not where.startswith("/") or where[1:2] in ("/", "\\") or not where.isprintable():
        return "/"
    return where


def _words(error: Exception, status: int) -> str:
    """What is said of a refusal: the page's own words, where it has some."""
    detail = str(error.detail) if isinstance(error, HTTPException) else ""
    return detail if " " in detail and status == 403 else _WORDS[status]


def _add_refusals(app: FastAPI) -> None:
    def refused(request: Request, status: int, words: str) -> Response:
        if request.scope.get("state", {}).get("form") != "html":
            return as_json({"error": words}, status)
        page = templates().get_template("error.html").render(status=status, words=words)
        return HTMLResponse(page, status)

    @app.exception_handler(LegationError)
    def known(request: Request, error: Exception) -> Response:
        status = 409 if isinstance(error, StaleReview) else 400
        if isinstance(error, EnvironmentFailure):
            status = 503
        elif isinstance(error, UsageError) and str(error).startswith("There is no"):
            status = 404
        return refused(request, status, str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
        first = error.errors()[0]
        where = ".".join(str(step) for step in first.get("loc", ())[1:])
        return refused(request, 422, f"{where}: {first.get('msg', 'not as it should be')}.")

    def by_status(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return refused(request, status, _words(error, status))

    for status in _WORDS:
        app.exception_handler(status)(by_status)

    @app.exception_handler(500)
    def broken(request: Request, error: Exception) -> Response:
        _LOG.error("A page failed.", exc_info=error)
        return refused(request, 500, "The page could not be made; the program's output says why.")
