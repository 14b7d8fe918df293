"""`legation whatif`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation import settings
from legation.cli import options, output
from legation.cli.options import Format


def whatif(
    assumption: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ASSUMPTION]...",
            help="What is assumed, such as 'war in Ukraine ends', 'DPRK nuclear test', "
            "'Singapore chairs ASEAN (2027)', 'Indonesia leaves ASEAN'.",
        ),
    ] = None,
    assume: Annotated[
        Path | None,
        typer.Option("--assume", metavar="FILE", help="Assumptions from a TOML file."),
    ] = None,
    between: Annotated[
        list[str] | None,
        typer.Option(
            "--between",
            metavar="A,B",
            help="Two sides whose mediators are compared; by default those of open questions, or "
            "the two between whom most is open. Repeatable.",
        ),
    ] = None,
    as_of: options.AsOf = None,
    form: options.Listing = Format.TABLE,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """Say what would be otherwise if something were so: only the difference, and nothing is kept.

    Calendar, mediators, obstacles and questions are run with and without the assumption. What leads
    to what comes from sentences that say so, as a direction without a size. Each line that rests on
    an assumption is stamped ASSUMED.
    """
    using = settings.load({"file": file, "timezone": timezone})
    from legation.presenting import whatif as shown
    from legation.workflows import analysing, supposing

    asked = supposing.supposed(
        assumption or [],
        assume,
        between or [],
        today=using.today(),
        as_of=options.last_day("--as-of", as_of, using),
    )
    answer = analysing.plain(supposing.answer(asked, using, named_ledger=file is not None))
    if form in (Format.CSV, Format.JSONL):
        for caution in answer["cautions"]:
            output.tell(caution)
    output.answer(form, answer, shown.rows(answer), shown.COLUMNS, shown.sections(answer))
