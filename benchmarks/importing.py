"""`legation import gdelt` against pandas.read_csv + to_parquet of the same file, in the same run;
and `legation export csv` of what was imported against pandas.read_parquet + to_csv of what pandas wrote.

    python benchmarks/importing.py [GDELT_FILE...] [--rows 100000 1000000] [--times N]

The files' lines (of the shipped example where none are given) are repeated, each with an id of its
own, up to each number of rows. pandas maps and checks nothing: it reads all columns as they come and writes
them. Each side runs in a process of its own, in turns; seconds and peak memory are the operating
system's, the least of `--times` runs.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples/datasets/gdelt.csv"
COLUMNS = 61
PANDAS = """
import sys, pandas
frame = pandas.read_csv(sys.argv[1], sep="\\t", header=None, low_memory=False)
frame.columns = [str(name) for name in frame.columns]
frame.to_parquet(sys.argv[2])
"""
PANDAS_BACK = """
import sys, pandas
pandas.read_parquet(sys.argv[1]).to_csv(sys.argv[2], index=False)
"""
MEASURED = (
    "import resource,subprocess,sys;"
    "r=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss);sys.exit(r.returncode)"
)


@dataclass(frozen=True, order=True)
class Cost:
    """Seconds on the clock and of processors, and peak memory in MB."""

    wall: float
    processors: float
    memory: float


def lines(files: list[Path]) -> list[str]:
    """The whole lines of GDELT 2 files, plain or gzip, without their ids."""
    found = []
    for file in files:
        opened = gzip.open if file.suffix == ".gz" else open
        with opened(file, "rt", encoding="utf-8", errors="replace") as stream:
            rows = (line.rstrip("\n") for line in stream)
            found += [row.partition("\t")[2] for row in rows if row.count("\t") == COLUMNS - 1]
    return found


def generate(rows: list[str], count: int, target: Path) -> None:
    """Writes so many lines, each with an id of its own."""
    with target.open("w", encoding="utf-8") as sink:
        for number, row in enumerate(itertools.islice(itertools.cycle(rows), count), 10**9):
            sink.write(f"{number}\t{row}\n")


def cost(command: list[str]) -> Cost:
    """What a command costs."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command], capture_output=True, check=True
    )
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, spent, int(done.stdout.split()[-1]) / 1024)


def compare(file: Path, folder: Path, times: int) -> dict[str, tuple[Cost, Cost]]:
    """The least cost of pandas and of legation, there and back, in turns."""
    table, events, out = folder / "p.parquet", folder / "set", folder / "out.csv"
    python, ours = [sys.executable, "-c"], [sys.executable, "-m", "legation"]
    commands = {
        "import": (
            [*python, PANDAS, file, table],
            [*ours, "import", "gdelt", file, "--into", events],
        ),
        "export": (
            [*python, PANDAS_BACK, table, out],
            [*ours, "export", "csv", "--from", events, "-o", out],
        ),
    }
    costs: dict[str, list[tuple[Cost, Cost]]] = {"import": [], "export": []}
    for _ in range(times):
        shutil.rmtree(events, ignore_errors=True)
        for what, (theirs, mine) in commands.items():
            costs[what].append((cost([*map(str, theirs)]), cost([*map(str, mine)])))
    return {
        what: (min(pandas for pandas, _ in some), min(ours for _, ours in some))
        for what, some in costs.items()
    }


def main() -> None:
    """Prints the figures of both sides and their ratios for each number of rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", default=[EXAMPLE])
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args()
    found = lines(asked.files)
    for count in asked.rows:
        with tempfile.TemporaryDirectory() as name:
            file = Path(name) / "gdelt.csv"
            generate(found, count, file)
            made = compare(file, Path(name), asked.times)
        for what, (pandas, ours) in made.items():
            for side, one in (("pandas", pandas), ("legation", ours)):
                print(
                    f"{count:>10,} rows  {what}  {side:10} {one.wall:7.2f} s"
                    f"  {one.processors:7.2f} CPU s  peak {one.memory:6.0f} MB"
                )
            print(
                f"{count:>10,} rows  {what}  legation/pandas: time {ours.wall / pandas.wall:.2f},"
                f" CPU {ours.processors / pandas.processors:.2f},"
                f" memory {ours.memory / pandas.memory:.2f}"
            )


if __name__ == "__main__":
    main()
