"""`legation read`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from legation import settings
from legation.cli import options
from legation.cli.output import say, table, tell
from legation.cli.progress import progress
from legation.errors import LegationError

if TYPE_CHECKING:
    from legation.workflows.reading import Tally


def read(
    paths: options.Inputs,
    file: options.File = None,
    published: options.Published = None,
    timezone: options.Timezone = None,
    model: options.Model = None,
    with_: options.With = None,
    base_url: options.BaseUrl = None,
    request_budget: options.RequestBudget = None,
    token_budget: options.TokenBudget = None,
) -> None:
    """Read articles into the ledger: code what is new, skip what is known.

    Ends with a table of what was read, skipped and set aside, with reasons. It may be stopped
    with Ctrl-C and run again: what was done is kept and nothing is recorded twice.
    """
    using = settings.load(
        {"file": file, "published": published, "timezone": timezone}
        | options.coder_flags(with_, model, base_url, request_budget, token_budget)
    )
    from legation.workflows import rooms
    from legation.workflows.reading import Tally, ingest

    tally = Tally()
    try:
        with (
            rooms.open_ledger(using, create=True) as ledger,
            rooms.open_coder(using, tell) as coder,
            progress("Reading", rooms.number_of(paths)) as count,
        ):
            ingest(
                rooms.articles(paths, using),
                ledger,
                coder,
                tally=tally,
                tell=lambda now: count(now.seen),
            )
    except (KeyboardInterrupt, LegationError):
        if tally.seen:
            show(tally)
        raise
    show(tally)
    if not tally.usable:
        say("legation: Nothing could be read; see the reasons above.")
        sys.exit(1)


def show(tally: Tally, *, to_reader: bool = True) -> None:
    """The table of what became of the input, on standard output (or error, beside a result)."""
    from legation.workflows.reading import outcomes

    rows = list(outcomes(tally))
    table(rows, ("outcome", "number", "reason"), none="Nothing was read.", to_error=not to_reader)
