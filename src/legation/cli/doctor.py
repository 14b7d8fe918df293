"""`legation doctor`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from legation import settings
from legation.cli import options
from legation.cli.options import Format
from legation.cli.output import listing, printable

if TYPE_CHECKING:
    from legation.workflows.doctoring import Fact


def doctor(
    form: options.Listing = Format.TABLE,
    file: options.File = None,
    timezone: options.Timezone = None,
    model: options.Model = None,
) -> None:
    """Say what is installed and set: versions, the model, settings, licences of the data.

    Ends with exit code 1 if legation cannot work here.
    """
    using = settings.load({"file": file, "timezone": timezone, "model": model})
    from legation.workflows.doctoring import examine

    facts = list(examine(using))
    if form is Format.TABLE:
        _print(facts)
    else:
        columns = ("part", "name", "value", "warning")
        rows = [{name: getattr(fact, name) for name in columns} for fact in facts]
        listing(rows, columns, form, none="")
    if any(fact.broken for fact in facts):
        sys.exit(1)


def _print(facts: list[Fact]) -> None:
    part = ""
    for fact in facts:
        if fact.part != part:
            part = fact.part
            sys.stdout.write(f"{part}\n")
        sys.stdout.write(printable(f"  {fact.name:<22} {fact.value}") + "\n")
        if fact.warning:
            sys.stdout.write(printable(f"  {'':<22} warning: {fact.warning}") + "\n")
