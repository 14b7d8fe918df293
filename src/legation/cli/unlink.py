"""`legation unlink`."""

from __future__ import annotations

from typing import Annotated

import typer

from legation import settings
from legation.cli import options
from legation.cli.link import Why, decide
from legation.model.happening import Sameness


def unlink(
    events: Annotated[
        list[str],
        typer.Argument(metavar="EVENT EVENT", help="Two events, by id or its beginning."),
    ],
    who: options.Who = None,
    why: Why = None,
    file: options.File = None,
) -> None:
    """Say that two events are two happenings, whatever the program finds.

    Your word stands over what the program says, now and after recoding, until `legation link`
    takes it back.
    """
    decide(events, Sameness.DIFFERENT, settings.load({"file": file}), who=who, why=why)
