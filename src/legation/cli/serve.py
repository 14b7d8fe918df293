"""`legation serve`."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from legation import settings
from legation.cli import options
from legation.cli.output import tell
from legation.errors import EnvironmentFailure

_NEEDED = ("fastapi", "uvicorn", "multipart")


def serve(
    file: options.File = None,
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help="Where to listen; others need a token.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes any that is free.")
    ] = 8040,
    token_file: Annotated[
        Path | None,
        typer.Option("--token-file", metavar="FILE", help="Holds the token that visitors give."),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="A further name of this host; repeatable."),
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="Make the ledger that --file names, if there is none.")
    ] = False,
    browser: Annotated[
        bool | None, typer.Option("--open/--no-open", help="Open a browser on it.")
    ] = None,
    timezone: options.Timezone = None,
) -> None:
    """Open the ledger as pages in a browser, on this machine only unless told otherwise.

    What happened, what is planned, who says what it means, what is new since yesterday; every line
    one click from its sentence. Nothing is fetched from outside. Without --file, the first run makes
    a ledger in this folder, to which the page Add adds articles.
    """
    using = settings.load({"file": file, "timezone": timezone})
    if any(find_spec(package) is None for package in _NEEDED):
        raise EnvironmentFailure(
            "The desk needs the extra 'web'; add it with `make extras`, or with "
            "`pip install 'legation[web]'`."
        )
    from legation.web.serving import Place, serve

    place = Place(host=host, port=port, names=name or ())
    serve(using, place, token_file, new=new, browser=_wanted(browser), tell=tell)


def _wanted(browser: bool | None) -> bool:
    """Whether to open a browser: where nothing is said, if somebody sits before a screen."""
    if browser is not None:
        return browser
    screen = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return sys.stderr.isatty() and screen
