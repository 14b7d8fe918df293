"""`legation worth`."""

from __future__ import annotations

from typing import Annotated

import typer

from legation.cli import options, output
from legation.cli.options import Format


def worth(
    sighting: Annotated[
        str | None,
        typer.Argument(metavar="[SIGHTING]", help="A class, such as threat; or its beginning."),
    ] = None,
    family: Annotated[
        str | None,
        typer.Option("--for", metavar="OUTCOME", help="meeting, talks, agreement or hostile act."),
    ] = None,
    days: Annotated[
        int | None, typer.Option("--days", metavar="N", help="Within 7, 14, 30 or 90 days.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Classes whose worth is unknown too, with the reason.")
    ] = False,
    apart: Annotated[
        bool, typer.Option("--apart", help="What was left out and is shown apart.")
    ] = False,
    form: options.Listing = Format.TABLE,
) -> None:
    """List what sightings were measured to be worth: by how much they change the odds of an outcome."""
    from legation.workflows import worths

    rows = worths.listed(sighting, family, days, everything=everything, apart=apart)
    output.listing(
        rows, worths.COLUMNS, form, none="Of none of these is the worth known; --all says why not."
    )
