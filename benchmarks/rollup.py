"""Directed pair-month roll-up of generated events on DuckDB, against pandas on the same files.

    python benchmarks/rollup.py [--rows 1000000 10000000] [--pandas 10000000] [--memory 1500MB]

Events are drawn over ten years and two hundred actors with unequal shares, and written as files of a
million rows in the form of the event table. Each side runs in a process of its own; seconds are wall
time on a warm disk, memory is the peak that the operating system counts; CPU seconds are given for
machines that are busy with other things. Both sides give the same
sums, which is checked. Measures on the stored roll-up are timed too.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

CHUNK = 1_000_000
ACTORS = 200

OURS = """
import json, sys, time
from pathlib import Path
from legation.analysis import gates, rollup
from legation.analysis.engines import EngineName, opened
files, out, memory = sorted(Path(sys.argv[1]).glob("*.parquet")), Path(sys.argv[2]), sys.argv[3]
with opened(EngineName.DUCKDB, memory=memory) as engine:
    start = time.perf_counter()
    engine.write(rollup.rollup(gates.gated(engine.events(files), gates.Scope())), out)
    spent = time.perf_counter() - start
    start = time.perf_counter()
    table = engine.parquet([out])
    sums = engine.run(table.aggregate(rows=table.rows.sum(), n=table.n.sum(), pairs=table.count()))[0]
    shares = engine.run(rollup.partner_counts(table, "A00"))
    engine.run(rollup.volume(table, "A00"))
    print(json.dumps({"seconds": spent, "measures": time.perf_counter() - start, **sums}))
"""

PANDAS = """
import json, sys, time
from pathlib import Path
import numpy as np, pandas as pd
files = sorted(Path(sys.argv[1]).glob("*.parquet"))
start = time.perf_counter()
columns = ["source", "actors", "recipients", "type", "mode", "cameo", "status", "first_day",
           "last_day", "goldstein", "plover_score"]
t = pd.concat([pd.read_parquet(f, columns=columns) for f in files], ignore_index=True)
t = t[(t.status == "occurred") & t.type.notna()]
first, last = pd.to_datetime(t.first_day), pd.to_datetime(t.last_day)
t["bin"] = first.dt.to_period("M")
t = t[t.bin == last.dt.to_period("M")]
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
a, b = t.actors.where(~hosted, t.recipients), t.recipients.where(~hosted, t.actors)
t["mutual"] = t.channel.isin(["meetings", "agreements"])
low, high = np.where(a < b, a, b), np.where(a < b, b, a)
t["a"], t["b"] = np.where(t.mutual, low, a), np.where(t.mutual, high, b)
t = t[t.a != t.b]
keys = ["source", "a", "b", "mutual", "channel", "bin"]
once = t.channel.isin(["visits", "meetings", "agreements"])
t["key"] = first.loc[t.index].dt.day_of_year * 10_000 + np.where(once, 0, t.cameo.astype(int))
whole = t.groupby(keys, observed=True).agg(rows=("a", "size"), goldstein=("goldstein", "sum"),
                                            plover=("plover_score", "sum"))
n = t.groupby(keys, observed=True)["key"].nunique()
print(json.dumps({"seconds": time.perf_counter() - start, "rows": int(whole["rows"].sum()),
                  "n": int(n.sum()), "pairs": len(whole)}))
"""

COST = (
    "import json,resource,subprocess,sys;"
    "r=subprocess.run(sys.argv[1:],stdout=subprocess.PIPE,text=True);"
    "u=resource.getrusage(resource.RUSAGE_CHILDREN);"
    "told=json.loads(r.stdout.strip().splitlines()[-1]);"
    "print(json.dumps({**told,'peak':u.ru_maxrss/1024,'cpu':u.ru_utime+u.ru_stime}));"
    "sys.exit(r.returncode)"
)


def generate(folder: Path, rows: int) -> None:
    """Writes so many events of two sides as event tables of a million rows each."""
    import duckdb

    from legation.knowledge.ontology import cameo_table, quad, score
    from legation.model.table import COLUMNS

    codes = [e for e in cameo_table().values() if e.plover_type and e.goldstein is not None]
    con = duckdb.connect()
    con.execute(
        "create table codes (k int, cameo text, type text, mode text, q int, g double, p double)"
    )
    for k, e in enumerate(codes):
        type_, mode = str(e.plover_type), e.plover_mode
        values = [k, e.code, type_, mode, quad(type_), e.goldstein, score(type_, mode)]
        con.execute("insert into codes values (?, ?, ?, ?, ?, ?, ?)", values)
    con.execute("select setseed(0.5)")
    known = {
        **dict.fromkeys(("event_id", "happening"), "'gdelt:' || i"),
        **{"source": "'gdelt'", "status": "'occurred'", "edtf": "cast(d as text)"},
        **dict.fromkeys(("first_day", "last_day", "known_day"), "d"),
        **{"type": "type", "mode": "mode", "cameo": "cameo", "original_code": "cameo", "quad": "q"},
        **{"actors": "x", "recipients": "y", "n_sides": "if(x = y, 1, 2)", "year": "year(d)"},
        **{"goldstein": "g", "plover_score": "p", "reports": "cast(1 + random() * 9 as int)"},
    }
    sql = {"string": "text", "float64": "double", "bool": "boolean"}
    sql |= {"int8": "tinyint", "int16": "smallint", "int32": "int", "date": "date"}
    chosen = ", ".join(
        f"cast({known.get(c.name, 'null')} as {sql[c.type]}) as {c.name}" for c in COLUMNS
    )
    side = f"'A' || lpad(cast(floor(pow(random(), 3) * {ACTORS}) as int)::text, 2, '0')"
    for start in range(0, rows, CHUNK):
        con.execute(
            f"copy (select {chosen} from (select i, {side} as x, {side} as y,"
            f" date '2014-01-01' + cast(floor(random() * 3652) as int) as d,"
            f" cast(floor(random() * {len(codes)}) as int) as k"
            f" from range({start}, {min(start + CHUNK, rows)}) t(i)) join codes using (k))"
            f" to '{folder}/{start // CHUNK:04}.parquet' (format parquet, compression zstd)"
        )


def measured(code: str, *args: str) -> dict[str, float]:
    """What a side prints, with its CPU seconds, start included, and peak memory in MB."""
    command = [sys.executable, "-c", COST, sys.executable, "-c", code, *args]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def sizes(asked: argparse.Namespace) -> Iterator[int]:
    """The numbers of rows to try, small to large."""
    yield from sorted({*asked.rows, *([asked.pandas] if asked.pandas else [])})


def main() -> None:
    """Prints the figures of each size and the ratio of both sides."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10**6, 10**7])
    parser.add_argument(
        "--pandas", type=int, default=10**7, help="rows on which pandas is tried; 0 none"
    )
    parser.add_argument("--memory", default="1500MB", help="bound on DuckDB's own memory")
    parser.add_argument("--folder", type=Path, default=None, help="where the files are made")
    asked = parser.parse_args()
    for rows in sizes(asked):
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            generate(Path(folder), rows)
            ours = measured(OURS, folder, f"{folder}/rollup.out", asked.memory)
            print(
                f"{rows:>11,} rows: {ours['seconds']:6.1f} s ({ours['cpu']:.1f} s of CPU), peak"
                f" {ours['peak']:5.0f} MB, {ours['pairs']:>9,.0f} pair-months;"
                f" measures on them {ours['measures']:.2f} s",
                flush=True,
            )
            if rows == asked.pandas:
                compare(ours, measured(PANDAS, folder))


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
