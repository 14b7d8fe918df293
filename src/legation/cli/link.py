"""`legation link`."""

from __future__ import annotations

from typing import Annotated

import typer

from legation import settings
from legation.cli import options
from legation.cli.forget import user
from legation.cli.output import say
from legation.cli.progress import progress
from legation.errors import UsageError
from legation.model.happening import Sameness

Why = Annotated[str | None, typer.Option("--why", metavar="REASON", help="Why; it is kept.")]


def link(
    events: Annotated[
        list[str] | None,
        typer.Argument(metavar="[EVENT EVENT]", help="Two events, by id or its beginning."),
    ] = None,
    who: options.Who = None,
    why: Why = None,
    file: options.File = None,
) -> None:
    """Say that two events are one happening; without any, link what is new.

    Your word stands over what the program says, now and after recoding, until `legation unlink`
    takes it back. Reading, recoding and briefs link what is new by themselves.
    """
    using = settings.load({"file": file})
    if events:
        decide(events, Sameness.SAME, using, who=who, why=why)
        return
    from legation.workflows import linking, rooms

    with (
        rooms.open_ledger(using, create=False) as ledger,
        progress("Linking", linking.waiting(ledger)) as tell,
    ):
        done = linking.link_new(ledger, lambda now: tell(now.articles))
    say(f"{done.articles} articles compared, {done.links} new links.")


def decide(
    events: list[str],
    judgement: Sameness,
    using: settings.Settings,
    *,
    who: str | None,
    why: str | None,
) -> None:
    """Keeps a person's word on two events and says so; raises UsageError for other than two."""
    if len(events) != 2:
        raise UsageError(
            f"Name two events, not {len(events)}; `legation events --reports` has ids."
        )
    from legation.workflows import linking, rooms

    one, two = events
    with rooms.open_ledger(using, create=False) as ledger:
        made = linking.say(ledger, one, two, judgement, who=who or user(), why=why)
    told = "one happening" if judgement is Sameness.SAME else "two happenings"
    say(f"{made.left} and {made.right} are {told}, says {made.judged_by}.")


def remind(number: int) -> None:
    """Says that so many articles have not been compared yet, so that each may count for itself."""
    if number:
        say(f"{number} articles are not linked yet; `legation link` does it.")
