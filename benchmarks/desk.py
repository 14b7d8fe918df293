"""How long the desk's pages take on ledgers of many events, and under many readers at once.

    python benchmarks/desk.py [--events 10000 1000000] [--times N] [--load SECONDS] [--keep FOLDER]

A ledger of each size is filled with articles of five events each (pairs of states by a law of few and
many, days over ten years, some plans), written as the ledger writes them but in large transactions,
one report in five linked to an earlier one. `legation serve` then opens it, and each page is asked for
`--times` times on loopback: printed are the first time, the median and the slowest in milliseconds, and
the mean processor time that the desk took, which says more where other programs share the machine.
With `--load`, wrk asks for pages over eight connections.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import create_engine, text

from legation.knowledge.names import display, display_names
from legation.ledger import Ledger
from legation.ledger.connect import insert_new
from legation.ledger.rows import Prepared, article_row, canonical, instant
from legation.ledger.tables import (
    articles,
    codings,
    event_sides,
    events,
    evidence,
    judgements,
    revisions,
    same_event,
)
from legation.model import (
    Article,
    Assessment,
    CodedArticle,
    Event,
    EventType,
    Holder,
    Side,
    Stance,
    Status,
    Weight,
    event_id,
)

EACH = 5
BATCH = 2000
START = dt.date(2016, 1, 1)
DAYS = 3650
STATES = [code for code in display_names() if len(code) == 3][:150]
PAGES = (
    "/",
    "/?since=1900-01-01",
    "/events",
    "/events?actor={often}",
    "/events?actor={seldom}",
    "/events?actor={often}&other={second}",
    "/events?status=planned",
    "/events?type=AGREE&since=2020&until=2020-06",
    "/events?source=Outlet%207",
    "/actor/{often}",
    "/pair/{often}/{second}",
    "/search?q=visited+{word}",
    "/search?q=%22signed+an+agreement%22",
    "/sources",
    "/articles",
    "/event/{event}",
)


def made(number: int, draw: random.Random) -> CodedArticle:
    """One article of five sentences, each with its event."""
    day = START + dt.timedelta(days=number * DAYS // 200_000 % DAYS)
    told, codes = [], []
    for _ in range(EACH):
        one, two = (STATES[min(int(draw.paretovariate(0.7)) - 1, len(STATES) - 1)] for _ in "ab")
        two = two if two != one else STATES[draw.randrange(len(STATES))]
        planned = draw.random() < 0.08
        kind = draw.choice(list(EventType))
        verb = (
            "will visit"
            if planned
            else "visited"
            if draw.random() < 0.7
            else "signed an agreement with"
        )
        told.append(f"{display(one)} {verb} {display(two)} on day {number}.")
        codes.append((one, two, kind, planned))
    article = Article(
        id=f"a{number:08}",
        text="\n".join(told),
        title=f"Report {number}",
        published=day.isoformat(),
        source=f"Outlet {number % 300}",
    )
    found, at = [], 0
    for sentence, (one, two, kind, planned) in zip(told, codes, strict=True):
        quote = article.quote(at, at + len(sentence))
        at += len(sentence) + 1
        when = (
            day + dt.timedelta(days=draw.randrange(30) if planned else -draw.randrange(3))
        ).isoformat()
        found.append(
            Event(
                id=event_id(article.id, kind, [one], [two], quote, "bench", when),
                type=kind,
                mode=None,
                cameo="042",
                actors=(Side(code=one),),
                recipients=(Side(code=two),),
                status=Status.PLANNED if planned else Status.OCCURRED,
                when=when,
                place=None,
                confidence=round(draw.uniform(0.3, 0.95), 2),
                rule="bench",
                weight=Weight.CORE,
                evidence=(quote,),
            )
        )
    judged = Assessment(
        holder=Holder(name=draw.choice("ABCDEFGH") + " Analyst"),
        about=f"whether {display(codes[0][0])} will agree",
        stance=draw.choice(list(Stance)),
        words=None,
        evidence=(article.quote(0, len(told[0])),),
    )
    return CodedArticle(
        article=article, coder="bench 1", events=tuple(found), assessments=(judged,)
    )


def fill(path: Path, size: int) -> None:
    """A ledger of so many events."""
    Ledger.open(path).close()
    engine = create_engine(f"sqlite:///{path}")
    draw, at = random.Random(7), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    number, earlier = 0, ["", ""]
    while number * EACH < size:
        rows: dict[str, list] = {name: [] for name in ("a", "c", "e", "s", "j", "v", "l")}
        for _ in range(min(BATCH, size // EACH - number)):
            coded, number = made(number, draw), number + 1
            ready = Prepared(coded)
            moment = at + dt.timedelta(minutes=number)
            rows["a"].append(
                {**article_row(coded.article, coded.article.id, moment), "revision": number}
            )
            rows["c"].append(
                {
                    "article_id": coded.article.id,
                    "coder": coded.coder,
                    "coded_at": instant(moment),
                    "events": len(ready.events),
                    "judgements": len(ready.judgements),
                    "revision": number,
                }
            )
            rows["e"] += [{**row, "revision": number} for row in ready.events]
            rows["j"] += [{**row, "revision": number} for row in ready.judgements]
            rows["s"] += ready.sides
            rows["v"] += ready.evidence
            rows["l"].append(link(earlier.pop(0), coded.events[0].id, number, moment))
            earlier.append(coded.events[0].id if number % 5 < 2 else "")
        with engine.begin() as connection:
            for table, key in (
                (articles, "a"),
                (codings, "c"),
                (events, "e"),
                (event_sides, "s"),
                (judgements, "j"),
                (evidence, "v"),
                (same_event, "l"),
            ):
                insert_new(connection, table, [row for row in rows[key] if row])
            connection.execute(revisions.update().values(value=number))
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()


def link(one: str, two: str, number: int, moment: dt.datetime) -> dict:
    """A link of two reports, as a linker would judge it."""
    if not one:
        return {}
    left, right = sorted((one, two))
    return {
        "id": f"l{number:08}",
        "left": left,
        "right": right,
        "judgement": "same",
        "score": 0.9,
        "judged_by": "bench",
        "judged_at": instant(moment),
        "revision": number,
        "reasons": canonical([]),
    }


def served(path: Path) -> tuple[subprocess.Popen[str], str]:
    """A running desk and its address."""
    command = [sys.executable, "-m", "legation", "serve", "--no-open", "--port", "0", "--file"]
    running = subprocess.Popen([*command, str(path)], stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    said = running.stderr.readline()
    found = re.search(r"http://[\d.]+:\d+", said)
    if not found:
        raise SystemExit(said + running.stderr.read())
    return running, found[0]


def asked(address: str, page: str) -> float:
    """Milliseconds until the whole page is there."""
    begun = time.perf_counter()
    with urllib.request.urlopen(address + page) as answer:
        answer.read()
    return 1000 * (time.perf_counter() - begun)


def processor(pid: int) -> float:
    """Milliseconds of processor time that a process has used; 0 where the system does not say."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def pages(path: Path) -> Iterator[str]:
    """The pages with names that the ledger holds."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        event = connection.execute(
            text("SELECT id FROM events ORDER BY revision DESC LIMIT 1")
        ).scalar()
    engine.dispose()
    for page in PAGES:
        yield page.format(
            often=STATES[0],
            second=STATES[1],
            seldom=STATES[-2],
            word=display(STATES[140]).split()[-1],
            event=event,
        )


def measure(path: Path, times: int, load: int) -> None:
    """Prints what each page takes."""
    running, address = served(path)
    try:
        print(f"{'page':<52}{'first':>8}{'median':>8}{'slowest':>9}{'cpu':>7}")
        for page in pages(path):
            first = asked(address, page)
            begun = processor(running.pid)
            taken = [asked(address, page) for _ in range(times)]
            used = (processor(running.pid) - begun) / times
            middle, slowest = statistics.median(taken), max(taken)
            print(f"{page:<52}{first:>8.0f}{middle:>8.0f}{slowest:>9.0f}{used:>7.0f}", flush=True)
        if load and shutil.which("wrk"):
            for page in ("/", "/events", "/events.json"):
                ran = subprocess.run(
                    ["wrk", "-t2", "-c8", f"-d{load}s", "--latency", address + page],
                    capture_output=True,
                    text=True,
                    check=True,
                )
                print(page, *re.findall(r"(?:50%|99%|Requests/sec|Non-2xx)\S*\s+\S+", ran.stdout))
    finally:
        running.terminate()
        running.wait(20)


def main() -> None:
    """Fills and measures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--events", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--load", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for size in given.events:
            path = (given.keep or Path(scratch)) / f"desk-{size}.db"
            if not path.exists():
                begun = time.perf_counter()
                fill(path, size)
                print(f"filled in {time.perf_counter() - begun:.0f} s")
            print(f"{size:,} events, {path.stat().st_size / 1e6:,.0f} MB")
            measure(path, given.times, given.load)


if __name__ == "__main__":
    main()
