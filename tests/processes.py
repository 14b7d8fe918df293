"""Running the program as a user does."""

from __future__ import annotations

import datetime as dt
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def many_articles(path: Path, count: int, text: str) -> None:
    """JSON Lines of articles a quarter apart, so that none tells the happenings of another again."""
    first = dt.date(1950, 1, 1)
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            day = first + dt.timedelta(days=91 * number)
            article = {"id": f"n{number}", "date": str(day), "text": f"Number {number}. {text}"}
            lines.write(json.dumps(article) + "\n")


def hears_ctrl_c() -> None:
    """For `preexec_fn`: who runs the tests in the background may have Ctrl-C ignored, as is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def environment() -> dict[str, str]:
    """This environment without the user's own settings, with the package of this tree."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LEGATION_")}
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    return {**kept, "PYTHONPATH": path, "PYTHONUTF8": "1", "COLUMNS": "200"}


_LONGEST = 240
"""Seconds after which a run counts as hanging."""


def run_anew(args: Sequence[str], folder: Path, stdin: bytes, env: dict[str, str]) -> Ran:
    """`python -m legation` from nothing, as a user starts it."""
    done = subprocess.run(
        [sys.executable, "-m", "legation", *args],
        input=stdin,
        capture_output=True,
        cwd=folder,
        env=env,
        timeout=_LONGEST,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


class WarmStart:
    """Runs of legation that need not wait for other people's libraries; see `warm_start`."""

    def __init__(self) -> None:
        self._server = self._started()

    @staticmethod
    def _started() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "warm_start.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
            text=True,
            start_new_session=True,
        )

    def run(self, args: Sequence[str], folder: Path, stdin: bytes, env: dict[str, str]) -> Ran:
        """A process of its own for these arguments in this folder; raises TimeoutError."""
        with tempfile.TemporaryDirectory() as place:
            files = {name: Path(place) / name for name in ("stdin", "stdout", "stderr")}
            for name, file in files.items():
                file.write_bytes(stdin if name == "stdin" else b"")
            code = self._asked(
                {name: str(file) for name, file in files.items()}
                | {"args": list(args), "folder": str(folder), "env": env}
            )
            return Ran(code, files["stdout"].read_text(), files["stderr"].read_text())

    def _asked(self, run: dict[str, object]) -> int:
        assert self._server.stdin and self._server.stdout
        self._server.stdin.write(json.dumps(run) + "\n")
        self._server.stdin.flush()
        if not select.select([self._server.stdout], [], [], _LONGEST)[0]:
            self.close()
            self._server = self._started()
            raise TimeoutError(f"{run['args']} did not end within {_LONGEST} seconds")
        return int(self._server.stdout.readline())

    def close(self) -> None:
        """Ends it, and what may still run for it."""
        os.killpg(self._server.pid, signal.SIGKILL)
        self._server.communicate()
