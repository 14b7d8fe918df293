"""`legation version`."""

from __future__ import annotations

import sys

from legation import __version__


def version() -> None:
    """Print the version."""
    sys.stdout.write(f"legation {__version__}\n")
