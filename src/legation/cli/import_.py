"""`legation import`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.cli.output import Row, say, table
from legation.cli.progress import progress
from legation.errors import LegationError

if TYPE_CHECKING:
    from legation.workflows.importing import Importer, Outcome, Summary


class Kind(StrEnum):
    """What `legation import` can read."""

    GDELT = "gdelt"
    ICEWS = "icews"
    POLECAT = "polecat"
    TABLE = "table"
    CODED = "coded"
    EVENTS = "events"


_REASONS = 8
_NONE = {True: "none of its rows holds", False: "no rows in it"}
_THOUSAND = 1000


def import_(
    kind: Annotated[
        Kind,
        typer.Argument(
            metavar="KIND",
            help="gdelt, icews, polecat, table (any other, with --mapping), coded (lines of "
            "`legation code`) or events (what `legation export` wrote).",
        ),
    ],
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILES...", help="Files, plain, gzip or zip, or folders of them."),
    ],
    into: Annotated[
        Path, typer.Option("--into", metavar="FOLDER", help="The event set that takes them.")
    ] = Path("legation.events"),
    mapping: Annotated[
        str | None,
        typer.Option(
            "--mapping", metavar="FILE", help="What a table's columns mean; later its name."
        ),
    ] = None,
    preview: Annotated[
        int | None,
        typer.Option(
            "--preview", metavar="N", min=1, help="Show N rows as they will be; import nothing."
        ),
    ] = None,
) -> None:
    """Import event data of others into an event set, a folder of Parquet files.

    Codes are kept and mapped to ours; rows that do not hold are set aside with reasons. It may be
    stopped with Ctrl-C and run again: it goes on where it stopped, and no file is imported twice.
    """
    from legation.workflows import importing

    importer = importing.Importer(kind, into, mapping)
    found = importing.files_of(files)
    if preview:
        _preview(importer, found, preview)
        return
    summary = importing.Summary()
    try:
        with progress("Importing, thousand rows", None) as tell:
            importer.run(found, summary, lambda rows: tell(rows // _THOUSAND))
    except (KeyboardInterrupt, LegationError):
        if summary.outcomes:
            _show(summary)
        raise
    _show(summary)
    if not summary.usable:
        say("legation: Nothing could be imported; see the reasons above.")
        sys.exit(1)


def _preview(importer: Importer, files: list[Path], count: int) -> None:
    from legation.workflows.importing import SHOWN

    for file in files:
        rows, aside = importer.preview(file, count)
        table(rows, SHOWN, none=f"{file} would give no row.", title=str(file))
        for reason in aside[:count]:
            say(f"left out or remarked: {reason}")


def _show(summary: Summary) -> None:
    rows = [row for outcome in summary.outcomes for row in _rows(outcome)]
    table(rows, ("file", "outcome", "rows", "reason"), none="There was no file to import.")


def _rows(outcome: Outcome) -> list[Row]:
    file, made = outcome.file, outcome.imported
    if made is None:
        return [{"file": file, "outcome": "refused", "rows": 0, "reason": outcome.refused}]
    rows: list[Row] = [
        {
            "file": file,
            "outcome": "known" if made.known else "imported",
            "rows": made.rows,
            "reason": "imported before"
            if made.known
            else None
            if made.rows
            else _NONE[bool(made.rejected)],
        }
    ]
    if made.broken_off:
        reason = f"the file breaks off ({made.broken_off}); get it whole and import it again"
        rows.append({"file": file, "outcome": "broken off", "reason": reason})
    for what, reasons in (("quarantined", made.rejected), ("remarked", made.remarks)):
        ordered = sorted(reasons.items(), key=lambda item: -item[1])
        rows += [
            {"file": file, "outcome": what, "rows": number, "reason": reason}
            for reason, number in ordered[:_REASONS]
        ]
        if more := sum(number for _, number in ordered[_REASONS:]):
            rows.append({"file": file, "outcome": what, "rows": more, "reason": "further reasons"})
    return rows
