"""A disk that is really full: what was kept stays whole, and the reader is told."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys

import pytest

from processes import environment, many_articles

NEWS = "The Norwegian foreign minister visited Kenya on Tuesday. Peru condemned Chile."
LIMIT = 500_000
"""Bytes that any file may have; a ledger of a few dozen articles needs more."""


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))


@pytest.mark.skipif(os.name == "nt", reason="no limits on the size of files")
def test_a_full_disk_is_told_and_what_was_read_is_whole(legation, tmp_path):
    many_articles(tmp_path / "many.jsonl", 150, NEWS)
    done = subprocess.run(
        [sys.executable, "-m", "legation", "read", "many.jsonl", "--file", "full.db"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment(),
        preexec_fn=_limited,
        timeout=240,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert "full" in done.stderr or "space" in done.stderr or "disk" in done.stderr
    # With room again, the ledger opens, is sound, and reading goes on to the end.
    assert legation("check", "--file", "full.db").code == 0
    again = legation("read", "many.jsonl", "--file", "full.db")
    assert again.code == 0
    kept = legation("events", "--file", "full.db", "--format", "jsonl").out.splitlines()
    assert len({json.loads(line)["article"] for line in kept}) == 150
