"""What tests of several rooms need."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from processes import ROOT, Ran, WarmStart, environment, run_anew

_LONGEST = ("test_coding_on_spark.py", "test_analysis_contract.py", "test_docs.py")

# How fast a loaded machine makes up inputs says nothing of what is tested.
hypothesis_settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("patient")

Legation = Callable[..., Ran]
Runner = Callable[..., Ran]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest goes first, so that no worker is left with it while others have no more."""
    items.sort(key=lambda item: item.path.name not in _LONGEST)


@pytest.fixture(scope="session")
def warm_start() -> Iterator[Runner]:
    """Runs legation as a process of its own that other people's libraries do not keep waiting."""
    if not hasattr(os, "fork"):
        yield run_anew
        return
    started = WarmStart()
    yield started.run
    started.close()


@pytest.fixture
def legation(tmp_path: Path, warm_start: Runner) -> Legation:
    """Runs `python -m legation` in an empty folder."""

    def run(*args: str | Path, stdin: str | bytes = b"", env: dict[str, str] | None = None) -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        # What Python itself reads when it starts has no effect on one that has started.
        anew = any(name.startswith("PYTHON") for name in env or {})
        start = run_anew if anew else warm_start
        return start([*map(str, args)], tmp_path, data, environment() | (env or {}))

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
