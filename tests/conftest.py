"""What tests of several rooms need."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The machine's own Chromium, without a window."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("LEGATION_TEST_ALL"):
            pytest.fail("Chromium is missing, and here no test may be skipped.")
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    options = [
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()
