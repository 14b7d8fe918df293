"""What tests of several rooms need."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from processes import ROOT, Ran, environment

Legation = Callable[..., Ran]


@pytest.fixture
def legation(tmp_path: Path) -> Legation:
    """Runs `python -m legation` in an empty folder."""

    def run(*args: str | Path, stdin: str | bytes = b"", env: dict[str, str] | None = None) -> Ran:
        command: Sequence[str] = [sys.executable, "-m", "legation", *map(str, args)]
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            cwd=tmp_path,
            env=environment() | (env or {}),
            timeout=240,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def root() -> Path:
    """The folder of the project."""
    return ROOT
