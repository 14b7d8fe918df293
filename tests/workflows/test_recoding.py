"""`legation recode` as a process: it appends, may be killed at any point, and repeats nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from legation.ledger import Ledger
from processes import environment

# A later version of the coder: another name, and rules under other names.
NEWER = """
import dataclasses, sys, time
from legation.cli import main
from legation.coding import coder
made = coder.event_of
def renamed(article, draft, published):
    draft.rule += ".newer"
    return made(article, draft, published)
coder.event_of, coder.NAME = renamed, "legation-rules 9.9"
if "--slow" in sys.argv:
    sys.argv.remove("--slow")
    from legation.workflows import coding, recoding
    coding.BATCH = 1
    record = recoding._record
    def slowly(*args):
        record(*args)
        time.sleep(0.3)
    recoding._record = slowly
sys.exit(main.run())
"""


def newer(tmp_path, *args, **more):
    command = [sys.executable, "-c", NEWER, "recode", "--file", str(tmp_path / "l.db"), *args]
    return subprocess.Popen(
        command,
        env=environment(),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )


@pytest.fixture
def file(legation, root, tmp_path):
    path = tmp_path / "l.db"
    assert legation("read", root / "examples/korea-2025", "--file", path).code == 0
    return path


def test_nothing_is_to_be_done_by_the_same_coder(legation, file):
    with Ledger.open(file) as ledger:
        before = ledger.revision()
        ran = legation("recode", "--file", file)
        assert (ran.code, ran.out) == (0, "")
        assert "Every article was coded by legation-rules" in ran.err
        assert ledger.revision() == before


def test_killed_and_run_again(legation, file, tmp_path):
    with Ledger.open(file) as ledger:
        old = {event.id: event for event in ledger.events()}
        articles = ledger.count_stale("legation-rules 9.9")
        assert articles > 5
        running = newer(tmp_path, "--slow")
        deadline = time.monotonic() + 60
        while ledger.count_stale("legation-rules 9.9") > articles - 3:
            assert time.monotonic() < deadline, running.stderr.read()
            time.sleep(0.05)
        os.kill(running.pid, signal.SIGKILL)
        running.communicate()
        left = ledger.count_stale("legation-rules 9.9")
        assert 0 < left < articles
        out, err = newer(tmp_path).communicate()
        assert f"legation-rules 9.9  {left}" in out, out + err
        assert ledger.count_stale("legation-rules 9.9") == 0
        assert list(ledger.problems()) == []
        new = {event.id for event in ledger.events()}
        assert len(new) == len(old) and not new & set(old)
        named = [s for article in ledger.articles() for s in ledger.successions(article.id)]
        assert {s.old_id for s in named} == set(old)
        assert {s.new_id for s in named} == new
        revision = ledger.revision()
        assert newer(tmp_path).wait() == 0
        assert ledger.revision() == revision


def test_since_takes_what_was_published_then_or_later(legation, file, tmp_path):
    with Ledger.open(file) as ledger:
        days = sorted(article.published for article in ledger.articles())
        out, err = newer(tmp_path, "--since", days[-2]).communicate()
        late = sum(day >= days[-2] for day in days)
        assert f"legation-rules 9.9  {late}" in out, out + err
        assert ledger.count_stale("legation-rules 9.9") == len(days) - late
    ran = legation("recode", "--file", file, "--since", "yesterday")
    assert ran.code == 2


def test_a_missing_ledger_is_not_made(legation, tmp_path):
    ran = legation("recode", "--file", tmp_path / "none.db")
    assert ran.code == 3
    assert not (tmp_path / "none.db").exists()
