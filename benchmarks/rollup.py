"""Directed pair-month roll-up of generated events on DuckDB, against pandas on the same files.

    python benchmarks/rollup.py [--rows 1000000 10000000] [--pandas 10000000] [--memory 1000MB]

`generated.py` says what the events are like. They lie on the disk as an event set and are rolled up
by `legation.analysis.rollup.write`, with all gates; then measures are asked of the stored roll-up.
Each side runs in a process of its own: seconds are wall time on a warm disk, CPU seconds tell what
was spent where other work runs beside, memory is the peak that the operating system counts. Both
sides must give the same sums.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from generated import generate

OURS = """
import json, sys, time
from pathlib import Path
from legation.analysis import rollup
from legation.analysis.engines import EngineName, opened
from legation.analysis.gates import Scope
files, out, memory = sorted(Path(sys.argv[1]).rglob("*.parquet")), Path(sys.argv[2]), sys.argv[3]
with opened(EngineName.DUCKDB, memory=memory) as engine:
    start = time.perf_counter()
    rollup.write(engine, engine.events(files), Scope(), out)
    spent = time.perf_counter() - start
    start = time.perf_counter()
    table = engine.parquet(sorted(out.iterdir()))
    sums = engine.run(table.aggregate(rows=table.rows.sum(), n=table.n.sum(), pairs=table.count()))[0]
    shares = engine.run(rollup.partner_counts(table, "A00"))
    engine.run(rollup.volume(table, "A00"))
    print(json.dumps({"seconds": spent, "measures": time.perf_counter() - start, **sums}))
"""

PANDAS = """
import json, sys, time
from pathlib import Path
import numpy as np, pandas as pd
files = sorted(Path(sys.argv[1]).rglob("*.parquet"))
start = time.perf_counter()
columns = ["event_id", "happening", "source", "actors", "recipients", "n_sides", "type", "mode",
           "cameo", "status", "first_day", "last_day", "known_day", "goldstein", "plover_score"]
t = pd.concat([pd.read_parquet(f, columns=columns) for f in files], ignore_index=True)
t = t[(t.status == "occurred") & t.type.notna()]
first, last = pd.to_datetime(t.first_day), pd.to_datetime(t.last_day)
t["first"], t["width"] = first, (last - first).dt.days
t["bin"] = first.dt.to_period("M")
t = t[t.bin == last.where(t.width >= 7, first).dt.to_period("M")]
code = t.cameo
sign, visit = code.str.startswith("057"), (t.type == "CONSULT") & (t["mode"] == "visit")
meet = (t.type == "CONSULT") & ~visit
groups = {"AGREE": "statements", "SUPPORT": "statements", "CONCEDE": "statements",
          "COOPERATE": "material", "AID": "material", "RETREAT": "material", "REQUEST": "demands",
          "ACCUSE": "conflict in words", "REJECT": "conflict in words", "THREATEN": "conflict in words"}
t["channel"] = t.type.map(groups).fillna("conflict in deeds")
t.loc[visit, "channel"], t.loc[meet, "channel"], t.loc[sign, "channel"] = "visits", "meetings", "agreements"
t = t[~(code.str.startswith("045") | ((t["mode"] == "third-party") & ~code.str.startswith("044")))]
hosted = t.cameo.str.startswith("043")
t["from"], t["to"] = t.actors.where(~hosted, t.recipients), t.recipients.where(~hosted, t.actors)
t["mutual"] = t.channel.isin(["meetings", "agreements"]) | (t.recipients == "")
listed = t.actors.str.contains(";") | t.recipients.str.contains(";")
both = (t.actors != "") & (t.recipients != "") & (t.actors != t.recipients)
by_day = (t.width == 0) & (t.n_sides == 2) & (t.actors != "") & (t.recipients != "")
simple = by_day & ~listed & both
once = t.channel.isin(["visits", "meetings", "agreements"])
t["key"] = t["first"].dt.day_of_year * 10_000 + np.where(once, 0, t.cameo.astype(int))
low, high = t[["from", "to"]].min(axis=1), t[["from", "to"]].max(axis=1)
t["a"], t["b"] = t["from"].where(~t.mutual, low), t["to"].where(~t.mutual, high)
keys = ["source", "a", "b", "mutual", "channel", "bin"]
# What has lists of sides or an interval: each happening once, spread to its pairs.
rest = t[~simple & (listed | both) & ((t.n_sides <= 6) | ~t.mutual)]
day = rest.channel + "|" + rest.a + "|" + rest.b + "|" + rest.key.astype(str) + rest.bin.astype(str)
rest = rest.assign(meeting=day.where(by_day.loc[rest.index], rest.happening))
rest = rest.sort_values(["width", "known_day", "event_id"]).drop_duplicates("meeting")
everyone = rest["from"] + ";" + rest["to"]
rest["a"] = everyone.where(rest.mutual, rest["from"]).str.split(";").map(set)
rest["b"] = everyone.where(rest.mutual, rest["to"]).str.split(";").map(set)
rest = rest.explode("a").explode("b")
rest = rest[(rest.a != "") & (rest.b != "") & (rest.a != rest.b) & (~rest.mutual | (rest.a < rest.b))]
rest["key"] = np.arange(-len(rest), 0)
t = pd.concat([t[simple], rest], ignore_index=True)
grouped = t.groupby(keys, observed=True)
whole = grouped.agg(rows=("goldstein", "size"), goldstein=("goldstein", "sum"),
                    plover=("plover_score", "sum"), n=("key", "nunique"))
print(json.dumps({"seconds": time.perf_counter() - start, "rows": int(whole["rows"].sum()),
                  "n": int(whole["n"].sum()), "pairs": len(whole)}))
"""

COST = (
    "import json,resource,subprocess,sys;"
    "r=subprocess.run(sys.argv[1:],stdout=subprocess.PIPE,text=True);"
    "u=resource.getrusage(resource.RUSAGE_CHILDREN);"
    "told=json.loads(r.stdout.strip().splitlines()[-1]);"
    "print(json.dumps({**told,'peak':u.ru_maxrss/1024,'cpu':u.ru_utime+u.ru_stime}));"
    "sys.exit(r.returncode)"
)


def measured(code: str, *args: str) -> dict[str, float]:
    """What a side prints, with its CPU seconds, start included, and peak memory in MB."""
    command = [sys.executable, "-c", COST, sys.executable, "-c", code, *args]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def main() -> None:
    """Prints the figures of each size and the ratio of both sides."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10**6, 10**7])
    parser.add_argument(
        "--pandas", type=int, default=10**7, help="rows on which pandas is tried; 0 none"
    )
    parser.add_argument("--memory", default="1000MB", help="bound on DuckDB's own memory")
    parser.add_argument("--folder", type=Path, default=None, help="where the files are made")
    asked = parser.parse_args()
    for rows in sorted({*asked.rows, *([asked.pandas] if asked.pandas else [])}):
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            generate(Path(folder) / "set", rows)
            ours = measured(OURS, f"{folder}/set", f"{folder}/rollup", asked.memory)
            print(
                f"{rows:>11,} rows: {ours['seconds']:6.1f} s ({ours['cpu']:.1f} s of CPU), peak"
                f" {ours['peak']:5.0f} MB, {ours['pairs']:>9,.0f} pair-months;"
                f" measures on them {ours['measures']:.2f} s",
                flush=True,
            )
            if rows == asked.pandas:
                compare(ours, measured(PANDAS, f"{folder}/set"))


def compare(ours: dict[str, float], theirs: dict[str, float]) -> None:
    """Prints how pandas did; ends the run where the sides do not give the same sums."""
    for key in ("rows", "n", "pairs"):
        if ours[key] != theirs[key]:
            sys.exit(f"the sides differ in {key}: {ours[key]} and {theirs[key]}")
    print(
        f"     pandas the same: {theirs['seconds']:6.1f} s ({theirs['cpu']:.1f} s of CPU), peak"
        f" {theirs['peak']:5.0f} MB; {theirs['seconds'] / ours['seconds']:.1f} times as long"
        f" with {theirs['peak'] / ours['peak']:.1f} times the memory"
    )


if __name__ == "__main__":
    main()
