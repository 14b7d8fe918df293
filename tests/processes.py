"""Running the program as a user does."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
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
