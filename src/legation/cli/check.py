"""`legation check`."""

from __future__ import annotations

import sys

from legation import settings
from legation.cli import options
from legation.cli.output import printable, say


def check(file: options.File = None) -> None:
    """Prove that every event and every brief line resolves to its sentence.

    Ends with exit code 1 if one does not; what was forgotten is listed, and is no fault.
    """
    using = settings.load({"file": file})
    from legation.workflows import listing, rooms

    faults = 0
    with rooms.open_ledger(using, create=False) as ledger:
        for finding in listing.check(ledger):
            faults += finding.fault
            kind = "fault" if finding.fault else "note"
            sys.stdout.write(printable(f"{kind}: {finding.message}") + "\n")
    if faults:
        say(f"legation: {faults} fault{'s' * (faults != 1)} found.")
        sys.exit(1)
    say("Every event and every line of the brief resolves to its sentence.")
