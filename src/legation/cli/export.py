"""`legation export`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from legation import settings
from legation.cli import options
from legation.cli.output import check_writable, say
from legation.cli.progress import progress


class Shape(StrEnum):
    """What `legation export` can write."""

    GDELT = "gdelt"
    ICEWS = "icews"
    POLECAT = "polecat"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    GRAPHML = "graphml"
    GEXF = "gexf"
    BIB = "bib"
    CSL = "csl"


_ENTRIES = {Shape.GRAPHML: "edges", Shape.GEXF: "edges", Shape.BIB: "sources", Shape.CSL: "sources"}
_THOUSAND = 1000


def export(
    form: Annotated[
        Shape,
        typer.Argument(
            metavar="FORMAT",
            help="gdelt, icews or polecat (their published columns); csv, jsonl or parquet (ours); "
            "graphml or gexf (ties as a graph); bib or csl (the sources, for BibTeX or Zotero).",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The file; .gz compresses it.")
    ],
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FOLDER", help="An event set, instead of the ledger."),
    ] = None,
    about: Annotated[
        list[str] | None,
        typer.Option("--about", metavar="WHO", help="A side; repeat it for a pair."),
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    expand: options.Expand = False,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """Write the events of the ledger, or of an imported set, to a file, with a manifest beside it.

    The manifest (FILE.manifest.json) holds the hash of the file, what it was made of and with which
    version, and how many events the format could not take and why.
    """
    using = settings.load({"file": file, "timezone": timezone})
    first, last = options.happened(since, until, using)
    check_writable(output)
    from legation.workflows import exporting, rooms
    from legation.workflows.wanted import Wanted

    wanted = Wanted(
        about=tuple(rooms.code_of(who) for who in about or ()),
        since=first,
        until=last,
        as_of=options.last_day("--as-of", as_of, using),
        expand=expand,
    )
    with progress("Exporting, thousand events", None) as tell:
        made = exporting.export(
            form,
            output,
            using,
            source=source,
            wanted=wanted,
            tell=lambda events: tell(events // _THOUSAND),
        )
    for reason, number in made.left_out.items():
        say(f"legation: {number} left out, which {form} cannot tell: {reason}.")
    what = _ENTRIES.get(form, "rows")
    say(f"{made.rows} {what} of {made.events} events in {output}; {made.manifest} says from what.")
