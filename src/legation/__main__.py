"""`python -m legation` is the same as `legation`."""

from __future__ import annotations

from legation.cli.main import run

if __name__ == "__main__":
    run()
