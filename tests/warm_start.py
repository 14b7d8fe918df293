"""Starts `legation` from a process that has other people's libraries loaded already.

Each run is a process of its own, with its own arguments, folder, environment and files: a child that
is forked for it and that loads all of legation itself. Only what takes a second or two before the
program does anything, loading spaCy and the like, is done once for many runs.

Asked on standard input, a line of JSON a run; answers with the exit status, a line a run.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import sys
import time
from typing import Any

LIBRARIES = (
    "typer._adapters",
    "rich.progress",
    "sqlalchemy.orm",
    "sqlalchemy.dialects.sqlite",
    "alembic.command",
    "py3langid.langid",
    "spacy",
)
"""What most runs load. None of them may start a thread, as Arrow's do: a child would wait for it."""


def serve() -> None:
    """Runs what is asked for, one after the other, until nothing more is asked."""
    for name in LIBRARIES:
        importlib.import_module(name)
    gc.freeze()
    while asked := sys.stdin.readline():
        child = os.fork()
        if child == 0:
            _become(json.loads(asked))
            return
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _become(asked: dict[str, Any]) -> None:
    """In the child: is `python -m legation` from here on, and ends as it ends."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY
        os.dup2(os.open(asked[name], flags), number)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    sys.path[0] = asked["folder"]
    sys.argv = ["legation", *asked["args"]]
    runpy.run_module("legation", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    serve()
