"""`legation code` in one process and on Spark, over the same article table, in the same run.

    python benchmarks/coding_on_spark.py FOLDER [--articles N] [--master local[2]]

FOLDER holds texts, which are repeated under ids of their own. CPU seconds and memory are those of
the process and all that it starts, looked up in /proc twice a second (Linux).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

_PAGE, _TICK = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")


def table(folder: Path, number: int, target: Path) -> None:
    """Writes so many articles as JSON Lines."""
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    with target.open("w", encoding="utf-8") as sink:
        for count, text in enumerate(islice(cycle(texts), number)):
            sink.write(json.dumps({"id": f"a{count}", "text": f"{text}\n\nCopy {count}."}) + "\n")


def tree(root: int) -> dict[int, tuple[float, int]]:
    """CPU seconds and resident bytes of a process and of all that it started, by process."""
    found: dict[int, tuple[int, float, int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            cells = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        seconds = (int(cells[11]) + int(cells[12])) / _TICK
        found[int(path.parent.name)] = (int(cells[1]), seconds, int(cells[21]) * _PAGE)
    ours = {root}
    while new := {pid for pid, (parent, *_) in found.items() if parent in ours} - ours:
        ours |= new
    return {pid: found[pid][1:] for pid in ours if pid in found}


def cost(command: list[str]) -> tuple[float, float, float]:
    """Seconds on the clock, CPU seconds, and the peak of memory in MB."""
    start = time.monotonic()
    spent: dict[int, float] = {}
    peak = 0
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None:
            seen = tree(running.pid)
            spent |= {pid: seconds for pid, (seconds, _) in seen.items()}
            peak = max(peak, sum(size for _, size in seen.values()))
            time.sleep(0.5)
    if running.returncode:
        sys.exit(f"{' '.join(command)} failed")
    return time.monotonic() - start, sum(spent.values()), peak / 1e6


def main() -> None:
    """Prints the figures of both and whether they wrote the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=312)
    parser.add_argument("--master", default="local[2]")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        source, one, parts = (Path(place) / name for name in ("a.jsonl", "one.jsonl", "parts"))
        table(asked.folder, asked.articles, source)
        code = [sys.executable, "-m", "legation", "code", str(source)]
        alone = cost([*code, "-o", str(one)])
        spark = ["--engine", "spark", "--master", asked.master, "--into", str(parts)]
        spread = cost([*code, *spark])
        same = b"".join(p.read_bytes() for p in sorted(parts.glob("part-*"))) == one.read_bytes()
    for name, (clock, cpu, memory) in (("one process", alone), (asked.master, spread)):
        print(f"{name:14} {clock:6.1f} s, {cpu:6.1f} CPU s, peak {memory:5.0f} MB")
    print(f"on the clock {alone[0] / spread[0]:.2f} times as fast; the same bytes: {same}")


if __name__ == "__main__":
    main()
