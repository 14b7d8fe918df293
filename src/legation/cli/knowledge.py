"""`legation knowledge list`, `check` and `add`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from legation import settings
from legation.cli import options
from legation.cli.options import Format
from legation.cli.output import listing, say

app = typer.Typer(
    help="List, check and extend the tables that legation brings: offices, bodies, chairs and more.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command(name="list")
def list_(
    table: Annotated[
        str | None,
        typer.Argument(metavar="[TABLE]", help="Such as offices or chairs; none for an overview."),
    ] = None,
    about: Annotated[
        str | None, typer.Option("--about", metavar="WHO", help="A code or a name in the row.")
    ] = None,
    own: Annotated[bool, typer.Option("--own", help="Only rows of yours.")] = False,
    form: options.Listing = Format.TABLE,
    timezone: options.Timezone = None,
) -> None:
    """List the tables, or the rows of one table, yours among them."""
    using = settings.load({"timezone": timezone})
    from legation.workflows import knowing

    if table is None:
        listing(knowing.summary(using.today()), knowing.SUMMARY_COLUMNS, form, none="")
        return
    columns = knowing.columns(table, full=form is not Format.TABLE)
    rows = knowing.listed(table, about=about, own_only=own)
    listing(rows, columns, form, none="No row fits.")


@app.command()
def check(form: options.Listing = Format.TABLE, timezone: options.Timezone = None) -> None:
    """Say what is wrong with rows of yours, and which rows are past their date.

    Ends with exit code 1 if a row of yours cannot be used; what is past its date is only told.
    """
    using = settings.load({"timezone": timezone})
    from legation.workflows import knowing

    found = list(knowing.check(using, using.today()))
    rows = (finding.row() for finding in found)
    listing(rows, knowing.FINDING_COLUMNS, form, none="Nothing is wrong or past its date.")
    if any(finding.fault for finding in found):
        sys.exit(1)


@app.command()
def add(
    table: Annotated[
        str, typer.Argument(metavar="TABLE", help="Such as offices, bodies, memberships, aliases.")
    ],
    cells: Annotated[
        list[str],
        typer.Argument(metavar="COLUMN=VALUE...", help="The row; source=... is always needed."),
    ],
    timezone: options.Timezone = None,
) -> None:
    """Keep a row of yours, or one in place of a row that is wrong or out of date.

    It stands in a file of its own that you can edit, in the folder that the setting `knowledge`
    names. What was read before keeps its coding until `legation recode`.
    """
    using = settings.load({"timezone": timezone})
    from legation.workflows import knowing

    path, row = knowing.add(using, table, cells, using.today())
    kept = ", ".join(f"{name} {value}" for name, value in row.items() if value)
    say(f"Kept in {path}: {kept}.")
    for other in knowing.still_there(table, row):
        say(
            f"The tables still have {other['person']} (since {other['start']}) in this office; say when it ended by adding that row "
            "with the same person, code, office and start, an end and your source."
        )
