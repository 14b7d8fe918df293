"""The figures and pictures of docs/study-dprk-partners.md, from paths given as arguments.

    python benchmarks/study_dprk_partners.py --kcna headlines.csv.gz --icews icews14 icews18 \
        --colt trips_sent.csv trips_received.csv --current-events events.jsonl.gz --work FOLDER

Every step is a command of `legation`, printed before it runs. Coding the headlines takes most of the
time; a file of coded lines that lies in the folder already is used again.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gzip
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

START = {"icews14": "2014-01-01", "icews18": "2018-01-01"}
MAPPING = """name = "{name}"
day_zero = "{start}"
header = ["source", "event", "target", "day"]
delimiter = "\\t"

[columns]
first_day = "day"
actors = "source"
recipients = "target"
cameo = "event"
"""


def legation(*args: object) -> str:
    """Runs the program and gives what it says."""
    words = [str(arg) for arg in args]
    print("$ legation", *words, file=sys.stderr)
    done = subprocess.run(
        [sys.executable, "-m", "legation", *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def code(lines: Path, work: Path, name: str) -> Path:
    """Codes lines of articles, unless that was done before, and imports them; gives the event set."""
    coded = work / f"{name}.coded.jsonl"
    if not coded.exists():
        legation("code", lines, "-o", coded)
    legation("import", "coded", coded, "--into", work / f"{name}.events")
    return work / f"{name}.events"


def kcna(path: Path, work: Path) -> Path:
    """The headlines as articles of one line each."""
    lines = work / "kcna.jsonl"
    with gzip.open(path, "rt", encoding="utf-8") as rows, lines.open("w", encoding="utf-8") as out:
        for number, row in enumerate(csv.DictReader(rows), 1):
            article = {"id": f"kcna-{number:06}", "date": row["date"], "source": "KCNA"}
            out.write(json.dumps(article | {"text": row["title"]}, ensure_ascii=False) + "\n")
    return code(lines, work, "kcna")


def instrument(work: Path) -> None:
    """How many headlines of two plain kinds were coded as what they are, by three years."""
    texts = {}
    with (work / "kcna.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            texts[article["id"]] = (int(article["date"][:4]), article["text"])
    seen: Counter[tuple[int, str]] = Counter()
    found: Counter[tuple[int, str]] = Counter()
    kinds = {
        "meets": re.compile(r"\bmeets?\b", re.IGNORECASE),
        "delegations": re.compile(
            r"\bdelegation\b.*\b(?:leaves?|arrives?|returns?|visits?)\b", re.IGNORECASE
        ),
    }
    with (work / "kcna.coded.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            coded = json.loads(line)
            if coded.get("id") not in texts or "error" in coded:
                continue
            year, text = texts[coded["id"]]
            events = [e for e in coded["events"] if e["type"] == "CONSULT"]
            visits = [e for e in events if e["mode"] == "visit"]
            for kind, pattern in kinds.items():
                if pattern.search(text):
                    seen[(year - 1997) // 3, kind] += 1
                    found[(year - 1997) // 3, kind] += bool(events if kind == "meets" else visits)
    print("| years | “meets” headlines | coded | delegations coming or going | coded as visits |")
    print("| --- | --- | --- | --- | --- |")
    for part in range(6):
        cells = [f"{1997 + 3 * part}–{1999 + 3 * part}"]
        for kind in kinds:
            n = seen[part, kind]
            cells += [str(n), f"{found[part, kind] / n:.2f}"[1:] if n else "–"]
        print("|", " | ".join(cells), "|")


def icews(folder: Path, work: Path) -> Path:
    """A benchmark of ICEWS as an event set, by a mapping written for it."""
    name = folder.name
    names = {}
    for kind in ("entity", "relation"):
        with gzip.open(folder / f"{kind}2id.txt.gz", "rt", encoding="utf-8") as lines:
            names[kind] = {n: text for text, n in (line.rstrip("\n").split("\t") for line in lines)}
    table = work / f"{name}.tsv"
    with table.open("w", encoding="utf-8") as out:
        for part in ("train", "valid", "test"):
            with gzip.open(folder / f"{part}.txt.gz", "rt", encoding="utf-8") as lines:
                for line in lines:
                    s, r, o, day = line.split("\t")[:4]
                    told = (names["entity"][s], names["relation"][r], names["entity"][o])
                    out.write("\t".join((*told, str(int(day)))) + "\n")
    mapping = work / f"{name}.toml"
    mapping.write_text(MAPPING.format(name=name, start=START[name]), encoding="utf-8")
    legation("import", "table", table, "--mapping", mapping, "--into", work / f"{name}.events")
    return work / f"{name}.events"


def current_events(path: Path, work: Path) -> Path:
    """Items of the portal as articles; its name is their outlet."""
    lines = work / "wp.jsonl"
    with gzip.open(path, "rt", encoding="utf-8") as rows, lines.open("w", encoding="utf-8") as out:
        for row in map(json.loads, rows):
            told = {name: row[name] for name in ("id", "date", "text")}
            line = told | {"source": "Wikipedia Current Events"}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return code(lines, work, "wp")


def by_year(data: Path, frame: str, channel: str) -> None:
    """The table of partners by year."""
    asked = ("partners", "PRK", "--data", data, "--frame", frame, "--channel", channel)
    told = legation(*asked, "--powers", "CHN,RUS", "--by", "year", "--format", "json")
    (answer,) = json.loads(told)["answers"]
    print(f"\n{frame}, {channel}: {answer['frame']['heading']}\n")
    print("| year | meetings | D0 | D2 | largest | outside CHN and RUS | coverage |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for step in answer["series"]:
        number, low = step["number"], step["outside_interval"]
        if number is None:
            print(f"| {step['start'][:4]} | {step['n']} | {step['verdict']} | | | | |")
            continue
        code_, share = next(iter(step["partners"].items()))
        print(
            f"| {step['start'][:4]} | {step['n']} | {len(step['partners'])} "
            f"| {number['value']:.1f} ({number['interval']['low']:.1f} to {number['interval']['high']:.1f}) "
            f"| {code_} {100 * share['share']:.0f} % | {100 * step['outside']:.0f} % "
            f"({100 * low['low']:.0f} to {100 * low['high']:.0f}) | {step['coverage']:.2f} |"
        )


def changes(data: Path, frame: str, channel: str) -> None:
    """Periods of three years against each other."""
    print("\n| change of D2 | from | to | difference | at equal n | permutation p |")
    print("| --- | --- | --- | --- | --- | --- |")
    for now, before in (
        ("2005-12-31", "2000/2002"),
        ("2013-12-31", "2003/2005"),
        ("2013-12-31", "2008/2010"),
    ):
        asked = ("partners", "PRK", "--data", data, "--frame", frame, "--channel", channel)
        told = legation(
            *asked, "--window", "3y", "--until", now, "--compare", before, "--format", "json"
        )
        (answer,) = json.loads(told)["answers"]
        c = answer["changes"][0]["change"]
        last = int(now[:4])
        print(
            f"| {before.replace('/', '–')} to {last - 2}–{last} | {c['first']:.1f} | {c['second']:.1f} "
            f"| {c['difference']:.1f} ({c['interval']['low']:.1f} to {c['interval']['high']:.1f}) "
            f"| {c['at_equal_n']:.1f} | {c['p']:.2f} |"
        )


def months(data: Path) -> None:
    """ICEWS by month: the effective number and the share outside two powers."""
    asked = ("partners", "PRK", "--data", data, "--powers", "CHN,RUS", "--by", "month")
    for answer in json.loads(legation(*asked, "--format", "json"))["answers"]:
        print(f"\n{answer['frame']['heading']}\n")
        for step in answer["series"]:
            n, o = step["number"], step["outside_interval"]
            if n is None:
                print(step["start"], step["n"], step["verdict"])
                continue
            print(
                step["start"][:7],
                step["n"],
                step["top"],
                f"D2 {n['value']:.1f} ({n['interval']['low']:.1f} "
                f"to {n['interval']['high']:.1f}), outside {100 * step['outside']:.0f} % "
                f"({100 * o['low']:.0f} to {100 * o['high']:.0f})",
            )


def colt(sent: Path, received: Path) -> None:
    """Trips of the leader of North Korea, and what the change points say of them."""
    from legation.analysis import breaks

    for path, column in ((sent, "LeaderCountryOrIGO"), (received, "CountryVisited")):
        with path.open(encoding="utf-8") as lines:
            rows = [
                r
                for r in csv.DictReader(lines)
                if "North Korea" in r[column] or r[column] in ("PRK", "Korea North")
            ]
        trips = {int(r["TripYear"]): int(float(r["count"])) for r in rows}
        print(f"\nCOLT {column}: {sum(trips.values())}", dict(sorted(trips.items())))
        if column == "LeaderCountryOrIGO":
            series = [trips.get(year, 0) for year in range(1990, 2025)]
            print(breaks.of_counts(series), breaks.one_split(series))


def pictures(work: Path, docs: Path) -> None:
    """The pictures of the page."""
    data = work / "kcna.events"
    asked = ("partners", "PRK", "--data", data, "--frame", "KCNA", "--channel", "meetings")
    asked = (*asked, "--powers", "CHN,RUS", "--by", "year")
    for name in ("number", "shares", "map"):
        target = work / f"study-dprk-{name}.svg"
        legation(*asked, "--picture", name, "-o", target)
        (docs / target.name).write_bytes(target.read_bytes())


def main() -> None:
    """Reads the arguments and prints every figure of the page."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--kcna", type=Path, required=True)
    asked.add_argument("--icews", type=Path, nargs="*", default=[])
    asked.add_argument("--colt", type=Path, nargs=2)
    asked.add_argument("--current-events", type=Path)
    asked.add_argument("--work", type=Path, required=True)
    asked.add_argument("--pictures", type=Path, help="a folder for the pictures")
    given = asked.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    print(f"{dt.datetime.now(dt.UTC):%Y-%m-%d}")
    data = kcna(given.kcna, given.work)
    instrument(given.work)
    by_year(data, "KCNA", "meetings")
    changes(data, "KCNA", "meetings")
    for folder in given.icews:
        months(icews(folder, given.work))
    if given.colt:
        colt(*given.colt)
    if given.current_events:
        wp = current_events(given.current_events, given.work)
        print(legation("partners", "PRK", "--data", wp, "--frame", "Wikipedia Current Events"))
    if given.pictures:
        pictures(given.work, given.pictures)


if __name__ == "__main__":
    main()
