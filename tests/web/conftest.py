"""A ledger of the examples and 211 further texts, a running desk, and a browser cut off from the world."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from web_samples import HOSTILE

from legation import settings
from legation.ledger import Ledger
from legation.web.app import create_app
from legation.web.asked import Desk
from legation.web.guard import Keys
from legation.workflows import rooms
from legation.workflows.adding import Jobs
from legation.workflows.reading import ingest
from processes import ROOT, environment

GOLD = ("dev", "links", "links-acts")


def _texts(folder: Path) -> Path:
    path = folder / "texts.jsonl"
    lines = [
        line
        for name in GOLD
        for line in (ROOT / "tests/gold" / name / "items.jsonl").read_text("utf-8").splitlines()
    ]
    path.write_text("\n".join([*lines, json.dumps(HOSTILE)]) + "\n", encoding="utf-8")
    return path


def _read(folder: Path) -> Path:
    """The ledger, read once for all workers."""
    made, lock = folder / "desk.db", folder / "desk.lock"
    done = folder / "desk.done"
    try:
        lock.touch(exist_ok=False)
    except FileExistsError:
        deadline = time.monotonic() + 240
        while not done.exists() and time.monotonic() < deadline:
            time.sleep(0.2)
        return made
    using = settings.load({"file": str(made)}, environ={}, folder=folder)
    inputs = [str(ROOT / "examples/korea-2025"), str(_texts(folder)), str(folder / "missing.txt")]
    with rooms.open_ledger(using, create=True) as ledger, rooms.open_coder(using) as coder:
        ingest(rooms.articles(inputs, using), ledger, coder)
    done.touch()
    return made


_PATIENCE_MS = 120_000
"""Milliseconds within which a page has come; a loaded machine takes its time to measure."""


@pytest.fixture(scope="session")
def read_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    return _read(base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base)


def _copied(source: Path, target: Path) -> Path:
    for ending in ("", "-wal"):
        if Path(f"{source}{ending}").exists():
            shutil.copy(f"{source}{ending}", f"{target}{ending}")
    return target


@pytest.fixture(scope="session")
def desk(read_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running desk on a copy of the ledger."""
    folder = tmp_path_factory.mktemp("desk")
    ledger = _copied(read_ledger, folder / "desk.db")
    command = [sys.executable, "-m", "legation", "serve", "--file", str(ledger), "--port", "0"]
    running = subprocess.Popen(
        [*command, "--no-open"], stderr=subprocess.PIPE, env=environment(), cwd=folder, text=True
    )
    assert running.stderr is not None
    said = running.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+", said)
    assert found, said + running.stderr.read()
    yield found[0]
    running.terminate()
    running.wait(20)
    running.stderr.close()


@pytest.fixture
def asking(read_ledger: Path, tmp_path: Path) -> Iterator[Any]:
    """A client of a desk in this process, on a ledger of its own."""
    yield from _client(_copied(read_ledger, tmp_path / "own.db"), Keys())


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Any]:
    """The same on an empty ledger."""
    yield from _client(tmp_path / "empty.db", Keys())


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Any]:
    """The same behind a token."""
    yield from _client(tmp_path / "locked.db", Keys(token="a-token-of-sixteen-letters"))


def _client(path: Path, keys: Keys) -> Iterator[Any]:
    from fastapi.testclient import TestClient

    flags = {"file": str(path), "knowledge": str(path.parent / "legation-knowledge")}
    using = settings.load(flags, environ={}, folder=path.parent)
    with Ledger.open(path) as ledger:
        jobs = Jobs(ledger, using)
        app = create_app(
            Desk(ledger=ledger, settings=using, keys=keys, jobs=jobs), ["desk.example"]
        )
        client = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
        client.ledger = ledger
        client.app_ = app
        client.keys = keys
        yield client


@pytest.fixture
def visiting(chromium: Any, desk: str) -> Iterator[Any]:
    """Opens a page of the desk; all else on the network is cut off and noted, as is what is said."""
    contexts = []

    def visit(path: str, width: int = 1280, **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        context.set_default_navigation_timeout(_PATIENCE_MS)
        page = context.new_page()
        page.said = []

        def gate(route: Any) -> None:
            if route.request.url.startswith(desk):
                route.continue_()
            else:
                page.said.append(route.request.url)
                route.abort()

        context.route("**/*", gate)
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("dialog", lambda dialog: page.said.append(dialog.message))
        page.goto(desk + path)
        return page

    visit.desk = desk
    yield visit
    for context in contexts:
        context.close()
