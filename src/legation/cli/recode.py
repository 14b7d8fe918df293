"""`legation recode`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from legation import settings
from legation.cli import options
from legation.cli.output import say, table, tell
from legation.cli.progress import progress
from legation.errors import LegationError

if TYPE_CHECKING:
    from legation.workflows.recoding import Recoded


def recode(
    everything: Annotated[
        bool, typer.Option("--all", help="Also articles that a newer one corrects.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Only what was published then or later."),
    ] = None,
    file: options.File = None,
    timezone: options.Timezone = None,
    model: options.Model = None,
    with_: options.With = None,
    base_url: options.BaseUrl = None,
    request_budget: options.RequestBudget = None,
    token_budget: options.TokenBudget = None,
) -> None:
    """Code the ledger's articles anew with this version, where an older one coded them.

    Nothing is altered: new events stand beside the old ones and name those that they tell again.
    Reviews follow to events that tell the same act on the same words; the others wait and are
    listed. It may be stopped and run again: what was done is kept.
    """
    using = settings.load(
        {"file": file, "timezone": timezone}
        | options.coder_flags(with_, model, base_url, request_budget, token_budget)
    )
    day = options.first_day("--since", since, using)
    from legation.workflows import recoding, rooms

    done = recoding.Recoded()
    query = recoding.which(everything=everything, since=day)
    with rooms.open_ledger(using, create=False) as ledger, rooms.open_coder(using, tell) as coder:
        try:
            with progress("Recoding", ledger.count_stale(coder.name, query)) as count:
                recoding.recode(ledger, coder, query, done=done, tell=lambda now: count(now.seen))
        except (KeyboardInterrupt, LegationError):
            if done.seen:
                _show(done, coder.name)
            raise
        _show(done, coder.name)
        _queue(recoding.waiting(ledger))
    if done.failed and not done.articles:
        say("legation: Nothing could be recoded; see the reasons above.")
        sys.exit(1)


def _show(done: Recoded, coder: str) -> None:
    if not done.seen:
        say(f"Every article was coded by {coder} before.")
        return
    row = {
        "coder": coder,
        "articles": done.articles,
        "events": done.events,
        "as_before": done.kept,
        "told_again": done.succeeded,
        "new": done.events - done.kept - done.succeeded,
        "failed": len(done.failed),
    }
    table([row], tuple(row), none="")
    for item in done.failed[:20]:
        say(f"legation: {item.location} could not be recoded: {item.reason}")


def _queue(rows: list[dict[str, str]]) -> None:
    if rows:
        title = "Reviews that wait: their event is not in the newest coding"
        table(rows, tuple(rows[0]), none="", title=title)
