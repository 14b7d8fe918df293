"""`legation import` and `legation export` as a user runs them, bad input first of all."""

from __future__ import annotations

import ctypes
import datetime as dt
import gzip
import hashlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from dataset_samples import gdelt, icews, polecat, write

from legation.datasets.layouts import GDELT_2, ICEWS, POLECAT
from legation.datasets.parquet import events_of
from processes import ROOT, environment, hears_ctrl_c

NOISE = random.Random(11)


def table(folder):
    return events_of(folder).to_table().sort_by("event_id")


def lines(folder):
    found = [path.read_text().splitlines() for path in (folder / "quarantine").glob("*.jsonl")]
    return [json.loads(line) for some in found for line in some]


def many(count: int) -> bytes:
    """Lines of GDELT that do not compress well."""
    return "".join(
        gdelt(n, SOURCEURL=f"https://example.org/{NOISE.getrandbits(400):x}") + "\n"
        for n in range(10**6, 10**6 + count)
    ).encode()


def test_what_is_imported_is_counted_and_lies_in_a_folder_by_year(legation, tmp_path):
    write(tmp_path / "a.csv", gdelt(1), gdelt(2, SQLDATE="20180612"))
    done = legation("import", "gdelt", "a.csv")
    assert done.code == 0, done.err
    assert done.out.split("\n")[1].split() == ["a.csv", "imported", "2"]
    years = sorted(path.name for path in (tmp_path / "legation.events/events").iterdir())
    assert years == ["year=2018", "year=2025"]
    again = legation("import", "gdelt", "a.csv")
    assert again.code == 0
    assert "known" in again.out and "imported before" in again.out
    assert table(tmp_path / "legation.events").num_rows == 2


def test_rows_from_opinion_pages_are_known_as_such(legation, tmp_path):
    pages = ("https://a.example/news/1", "https://a.example/opinion/2", "https://38north.org/3")
    write(tmp_path / "a.csv", *(gdelt(n, SOURCEURL=page) for n, page in enumerate(pages)))
    assert legation("import", "gdelt", "a.csv", "--into", "set").code == 0
    assert table(tmp_path / "set")["genre"].to_pylist() == [None, "opinion", "opinion"]


def test_a_truncated_gzip_gives_what_came_before_and_says_so(legation, tmp_path):
    packed = gzip.compress(many(3000))
    (tmp_path / "a.csv.gz").write_bytes(packed[: len(packed) // 2])
    done = legation("import", "gdelt", "a.csv.gz", "--into", "set")
    assert done.code == 0, done.err
    assert "the file breaks off" in done.out and "get it whole" in done.out
    assert 500 < table(tmp_path / "set").num_rows < 2500
    (tmp_path / "a.csv.gz").write_bytes(packed)
    assert legation("import", "gdelt", "a.csv.gz", "--into", "set").code == 0
    assert table(tmp_path / "set").num_rows == 3000


def test_files_of_one_name_in_two_folders_are_two_files(legation, tmp_path):
    for folder, first in (("a", 1000), ("b", 5000), ("again", 1000)):
        (tmp_path / folder).mkdir()
        rows = "".join(
            gdelt(first + n, SOURCEURL=f"https://e.org/{n * 7919}") + "\n" for n in range(900)
        )
        packed = gzip.compress(rows.encode(), mtime=0)
        whole = packed if folder == "again" else packed[: len(packed) // 2]
        (tmp_path / folder / "day.csv.gz").write_bytes(whole)
    for folder in ("a", "b"):
        done = legation("import", "gdelt", f"{folder}/day.csv.gz", "--into", "set")
        assert "the file breaks off" in done.out, done.err
    ids = set(table(tmp_path / "set")["event_id"].to_pylist())
    assert {"gdelt:1000", "gdelt:5000"} <= ids and "gdelt:1899" not in ids
    # Got whole into a third folder, the first one takes the place of what it gave, and of no other.
    assert legation("import", "gdelt", "again/day.csv.gz", "--into", "set").code == 0
    found = table(tmp_path / "set")["event_id"].to_pylist()
    assert len(found) == len(set(found)) > 900
    assert {"gdelt:1000", "gdelt:1899", "gdelt:5000"} <= set(found)


def test_shifted_columns_are_set_aside_line_by_line(legation, tmp_path):
    shifted = ["\t".join([*gdelt(n).split("\t")[1:], ""]) for n in range(5)]
    write(tmp_path / "a.csv", gdelt(1), *shifted)
    done = legation("import", "gdelt", "a.csv", "--into", "set")
    assert done.code == 0, done.err
    assert "quarantined" in done.out and "no such day" in done.out
    assert [row["line"] for row in lines(tmp_path / "set")] == shifted
    write(tmp_path / "b.csv", *shifted)
    done = legation("import", "gdelt", "b.csv", "--into", "set")
    assert done.code == 1
    assert "Nothing could be imported" in done.err


def test_other_encodings_are_read_or_refused_in_clear_words(legation, tmp_path):
    header, name = "\t".join(ICEWS), "Citizen (Côte d'Ivoire)"
    text = f"{header}\n{icews(1, Source_Name=name)}\n"
    (tmp_path / "latin.tab").write_bytes(text.encode("latin-1"))
    (tmp_path / "wide.tab").write_bytes(text.encode("utf-16"))
    (tmp_path / "marked.tab").write_bytes(text.encode("utf-8-sig"))
    (tmp_path / "binary.tab").write_bytes(b"\x00\x01" * 50)
    files = ("latin.tab", "wide.tab", "marked.tab", "binary.tab")
    done = legation("import", "icews", *files, "--into", "set")
    assert done.code == 0, done.err
    assert "UTF-16; save it as UTF-8" in done.out
    assert "not a text file" in done.out
    assert table(tmp_path / "set")["actor_original"].to_pylist() == [name, name]


def test_an_empty_file_and_one_without_rows_are_told(legation, tmp_path):
    (tmp_path / "empty.csv").touch()
    write(tmp_path / "head.tab", header=ICEWS)
    done = legation("import", "gdelt", "empty.csv")
    assert done.code == 1
    assert "empty; there is nothing to import" in done.out
    done = legation("import", "icews", "head.tab")
    assert done.code == 1
    assert "no rows in it" in done.out
    assert legation("import", "gdelt", "none.csv").code == 2
    (tmp_path / "bare").mkdir()
    assert "no file to import" in legation("import", "gdelt", "bare").err


def test_days_out_of_range_and_unknown_codes_are_told_with_their_numbers(legation, tmp_path):
    write(
        tmp_path / "a.csv",
        gdelt(1),
        gdelt(2, SQLDATE="00010101"),
        gdelt(3, SQLDATE="99990101"),
        gdelt(4, SQLDATE="20251340"),
        gdelt(5, SQLDATE="20260101"),
        gdelt(6, Actor2CountryCode="XYZ"),
        gdelt(7, GoldsteinScale="-1.9"),
    )
    done = legation("import", "gdelt", "a.csv", "--into", "set")
    assert done.code == 0, done.err
    told = {line.split(None, 3)[-1].strip(): line.split()[1:3] for line in done.out.splitlines()}
    del told["reason"]
    assert told == {
        "3": ["imported", "3"],
        "no such day, or outside 1800 to 2100": ["quarantined", "3"],
        "happened after it was reported": ["quarantined", "1"],
        "unknown actor code 'XYZ' in Actor2CountryCode": ["remarked", "1"],
        "Goldstein value with the opposite sign of the published table": ["remarked", "1"],
    }
    found = table(tmp_path / "set").to_pylist()
    assert [(row["event_id"], row["recipients"], row["recipient_original"]) for row in found] == [
        ("gdelt:1", "KEN", "KEN"),
        ("gdelt:6", "", "KEN"),
        ("gdelt:7", "KEN", "KEN"),
    ]
    assert (found[2]["goldstein"], found[2]["goldstein_original"]) == (1.9, -1.9)


def run(folder: Path, *args: str, before: Callable[[], None]) -> subprocess.CompletedProcess[str]:
    """Runs the program after `before` was called in its process."""
    return subprocess.run(
        [sys.executable, "-m", "legation", *args],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment(),
        preexec_fn=before,
        timeout=240,
        check=False,
    )


def no_overriding() -> None:
    """Takes from root the privilege to read and write what permissions forbid."""
    if os.geteuid() == 0:
        libc, drop = ctypes.CDLL(None, use_errno=True), 24
        for privilege in (1, 2):
            if libc.prctl(drop, privilege, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "prctl")


@pytest.mark.skipif(sys.platform != "linux", reason="root can be held to permissions on Linux only")
def test_a_folder_and_a_file_without_permission_are_told(tmp_path):
    write(tmp_path / "a.csv", gdelt(1))
    write(tmp_path / "closed.csv", gdelt(2)).chmod(0)
    (tmp_path / "locked").mkdir(mode=0o555)
    command = ("import", "gdelt", "a.csv")
    done = run(tmp_path, *command, "--into", "locked/set", before=no_overriding)
    assert done.returncode == 3, done.stderr
    assert "cannot be written" in done.stderr and "Traceback" not in done.stderr
    done = run(tmp_path, *command, "closed.csv", "--into", "set", before=no_overriding)
    assert done.returncode == 0, done.stderr
    assert "refused" in done.stdout and "Permission denied" in done.stdout
    export = ("export", "csv", "-o", "locked/a.csv", "--from", "set")
    done = run(tmp_path, *export, before=no_overriding)
    assert done.returncode == 3
    assert "cannot be written" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="no limits on the size of files")
def test_a_full_disk_stops_the_import_which_goes_on_when_there_is_room(legation, tmp_path):
    (tmp_path / "a.csv").write_bytes(many(20_000))

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    done = run(tmp_path, "import", "gdelt", "a.csv", "--into", "set", before=limited)
    assert done.returncode == 3, done.stderr
    assert "free some space" in done.stderr and "Traceback" not in done.stderr
    assert not list((tmp_path / "set").glob("events/*/*"))
    assert legation("import", "gdelt", "a.csv", "--into", "set").code == 0
    found = table(tmp_path / "set")
    assert found.num_rows == len(set(found["event_id"].to_pylist())) == 20_000
    # An export that does not fit leaves nothing, and nothing that stood there is lost.
    (tmp_path / "out.csv").write_text("before")
    done = run(tmp_path, "export", "csv", "-o", "out.csv", "--from", "set", before=limited)
    assert done.returncode == 3, done.stderr
    assert "cannot be written" in done.stderr
    assert (tmp_path / "out.csv").read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "out.csv", "set"]


@pytest.mark.skipif(os.name == "nt", reason="no named pipes in folders")
def test_an_import_that_is_interrupted_is_told_and_can_be_run_again(legation, tmp_path):
    (tmp_path / "a.csv").write_bytes(many(100_000))
    write(tmp_path / "0.csv", gdelt(1))
    os.mkfifo(tmp_path / "z.csv")  # nobody writes to it: the import cannot end before the signal
    command = [sys.executable, "-m", "legation", "import", "gdelt", "0.csv", "a.csv", "z.csv"]
    running = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hears_ctrl_c,
    )
    files = tmp_path / "legation.events" / "files"
    until = time.monotonic() + 120
    while not files.exists() and time.monotonic() < until:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=120)
    assert running.returncode == 130, err
    assert "Interrupted; what was done is kept." in err and "Traceback" not in err
    done = legation("import", "gdelt", "0.csv", "a.csv")
    assert done.code == 0, done.err
    found = table(tmp_path / "legation.events")
    assert found.num_rows == len(set(found["event_id"].to_pylist())) == 100_001


MAPPING = """
name = "travels"
[columns]
first_day = "From"
actors = "Who"
recipients = "Host"
[constant]
type = "CONSULT"
mode = "visit"
"""


def test_a_table_is_previewed_and_its_mapping_kept_by_name(legation, tmp_path):
    (tmp_path / "m.toml").write_text(MAPPING)
    (tmp_path / "a.csv").write_text(
        "From,Who,Host\n2025-05-14,Norway,Kenya\n2025-05-15,Atlantis,Kenya\n2025-05-16,SWE,UN\n"
    )
    refused = legation("import", "table", "a.csv")
    assert refused.code == 2
    assert "--mapping" in refused.err
    seen = legation("import", "table", "a.csv", "--mapping", "m.toml", "--preview", "50")
    assert seen.code == 0, seen.err
    assert "NOR" in seen.out and "KEN" in seen.out and "visit" in seen.out and "UN" in seen.out
    assert "unknown code in actors: 2025-05-15,Atlantis,Kenya" in seen.err
    assert not (tmp_path / "legation.events").exists()
    done = legation("import", "table", "a.csv", "--mapping", "m.toml")
    assert done.code == 0
    assert "unknown code in actors" in done.out
    (tmp_path / "m.toml").unlink()
    (tmp_path / "b.csv").write_text("From,Who,Host\n2025-06-14,Norway,Ghana\n")
    done = legation("import", "table", "b.csv", "--mapping", "travels")
    assert done.code == 0, done.err
    found = table(tmp_path / "legation.events")
    assert set(found["source"].to_pylist()) == {"travels"}
    assert sorted(found["recipients"].to_pylist()) == ["GHA", "KEN", "UN"]
    wrong = legation("import", "table", "b.csv", "--mapping", "travel")
    assert wrong.code == 2
    assert "cannot be read" in wrong.err


@pytest.fixture
def ledger(legation, tmp_path):
    news = (
        "The Norwegian foreign minister visited Kenya on 14 May 2025. "
        "Sweden will host talks with Finland on 2 June 2025. Peru condemned Chile."
    )
    row = {"id": "n1", "date": "2025-05-16", "source": "Example Wire", "text": news}
    (tmp_path / "n.jsonl").write_text(json.dumps(row) + "\n")
    assert legation("read", "n.jsonl", "--file", "n.db").code == 0
    return tmp_path / "n.db"


def test_the_ledger_is_exported_with_a_manifest_and_read_back(legation, tmp_path, ledger):
    done = legation("export", "csv", "-o", "all.csv", "--file", "n.db")
    assert done.code == 0, done.err
    manifest = json.loads((tmp_path / "all.csv.manifest.json").read_text())
    assert manifest["sha256"] == hashlib.sha256((tmp_path / "all.csv").read_bytes()).hexdigest()
    assert manifest["from"]["revision"] >= 1 and len(manifest["from"]["ledger"]) > 8
    assert manifest["rows"] == manifest["events"] >= 2
    first = (tmp_path / "all.csv").read_bytes()
    assert legation("export", "csv", "-o", "all.csv", "--file", "n.db").code == 0
    assert (tmp_path / "all.csv").read_bytes() == first
    frame = pd.read_csv(tmp_path / "all.csv")
    assert "NOR" in set(frame["actors"])
    # Through `legation code` the same events come out, under another source.
    coded = legation("code", "n.jsonl")
    (tmp_path / "coded.jsonl").write_text(coded.out)
    assert legation("import", "coded", "coded.jsonl", "--into", "coded").code == 0
    assert legation("import", "events", "all.csv", "--into", "back").code == 0
    unlike = {"event_id", "source", "happening", "source_group", "year"}
    one, other = (table(tmp_path / name).to_pylist() for name in ("coded", "back"))
    assert [{k: v for k, v in row.items() if k not in unlike} for row in one] == [
        {k: v for k, v in row.items() if k not in unlike} for row in other
    ]


def test_a_run_is_repeated_from_its_manifest_alone(legation, tmp_path):
    """Whoever has the files that it names gets the same bytes, in a new set on another day."""
    write(tmp_path / "a.csv", gdelt(1), gdelt(2, SQLDATE="20180612"), gdelt(3))
    write(tmp_path / "b.csv", gdelt(4, SQLDATE="20190612"))
    assert legation("import", "gdelt", "a.csv", "b.csv", "--into", "one").code == 0
    asked = ("--about", "NOR", "--since", "2019-01-01", "--until", "2025-12-31")
    assert legation("export", "polecat", "-o", "first", "--from", "one", *asked).code == 0
    manifest = json.loads((tmp_path / "first.manifest.json").read_text())
    assert manifest["program"] in legation("version").out and manifest["rows"] == 3
    for file in manifest["from"]["imported"]:
        assert file["sha256"] == hashlib.sha256((tmp_path / file["file"]).read_bytes()).hexdigest()
        assert legation("import", file["kind"], file["file"], "--into", "two").code == 0
    again = [word for code in manifest["asked"].pop("about") for word in ("--about", code)]
    for name, day in manifest["asked"].items():
        again += [f"--{name.replace('_', '-')}", day]
    done = legation("export", manifest["format"], "-o", "again", "--from", "two", *again)
    assert done.code == 0, done.err
    made = hashlib.sha256((tmp_path / "again").read_bytes()).hexdigest()
    assert made == manifest["sha256"]


def test_only_what_occurred_is_exported_as_done_and_plans_as_intents(legation, tmp_path):
    row = dict.fromkeys(("first_day", "last_day"), "2025-06-02") | {
        "event_id": "x:1",
        "source": "x",
        "known_day": "2025-05-16",
        "type": "CONSULT",
        "mode": "visit",
        "cameo": "042",
        "status": "planned",
        "actors": "SWE",
        "recipients": "FIN",
        "n_sides": 2,
        "quad": 1,
        "year": 2025,
    }
    events = [
        row,
        {**row, "event_id": "x:2", "status": "denied"},
        {**row, "event_id": "x:3", "status": "occurred", "last_day": "2025-06-20"},
        {**row, "event_id": "x:4", "status": "occurred", "recipients": "", "actors": "SWE;FIN;EU"},
        {**row, "event_id": "x:5", "type": "ASSAULT", "mode": None, "cameo": "190"},
        {**row, "event_id": "x:6", "status": "occurred", "first_day": None, "year": None},
    ]
    (tmp_path / "e.jsonl").write_text("".join(json.dumps(event) + "\n" for event in events))
    done = legation("import", "events", "e.jsonl", "--into", "set")
    assert done.code == 0, done.err
    done = legation("export", "gdelt", "-o", "g.csv", "--from", "set")
    assert done.code == 0, done.err
    out = [dict(zip(GDELT_2, x.split("\t"), strict=True)) for x in (tmp_path / "g.csv").open()]
    plan = next(cells for cells in out if cells["EventCode"] == "036")
    assert (plan["SQLDATE"], plan["Actor1CountryCode"], plan["QuadClass"]) == (
        "20250516",
        "SWE",
        "1",
    )
    assert plan["GoldsteinScale"] == "4.0"
    met = [cells for cells in out if cells["EventCode"] == "042"]
    assert len(met) == 6 == len(out) - 1
    assert {c["Actor1KnownGroupCode"] or c["Actor1CountryCode"] for c in met} == {
        "SWE",
        "FIN",
        "EEC",
    }
    assert len({cells["GLOBALEVENTID"] for cells in out}) == 7
    assert all(cells["GLOBALEVENTID"].isdigit() for cells in out)
    for reason in ("denied", "dated to no week", "planned, and no cooperation", "undated"):
        assert f"1 left out, which gdelt cannot tell: {reason}." in done.err
    done = legation("export", "polecat", "-o", "p.txt", "--from", "set", "--about", "FIN")
    assert done.code == 0, done.err
    frame = pd.read_csv(tmp_path / "p.txt", sep="\t", dtype=str, keep_default_na=False)
    assert sorted(frame["Event Type"]) == ["AGREE", "CONSULT"]
    assert sorted(frame["Event Mode"]) == ["None", "visit"]
    assert "SWE;FIN" in set(frame["Actor Country"])


PUBLISHED = {
    "gdelt": (GDELT_2, [gdelt(1), gdelt(2, Actor1CountryCode="", Actor1Code="REB")], False),
    "icews": (ICEWS, [icews(1), icews(2, CAMEO_Code="0831", Intensity="5.0")], True),
    "polecat": (POLECAT, [polecat(1), polecat(2, Recipient_Country="KEN;UGA")], True),
}


@pytest.mark.parametrize("kind", PUBLISHED)
def test_published_columns_come_back_equal_for_us_and_for_pandas(legation, tmp_path, kind):
    names, rows, header = PUBLISHED[kind]
    write(tmp_path / "in.txt", *rows, header=names if header else None)
    done = legation("import", kind, "in.txt", "--into", "set")
    assert done.code == 0, done.err
    done = legation("export", kind, "-o", "out.txt.gz", "--from", "set")
    assert done.code == 0, done.err
    done = legation("import", kind, "out.txt.gz", "--into", "again")
    assert done.code == 0, done.err
    assert table(tmp_path / "again").equals(table(tmp_path / "set"))
    read = {"sep": "\t", "dtype": str, "keep_default_na": False}
    read |= {} if header else {"header": None, "names": names}
    before = pd.read_csv(tmp_path / "in.txt", **read)
    after = pd.read_csv(tmp_path / "out.txt.gz", **read)
    assert tuple(after.columns) == names
    # What our table keeps is in the file as it was; what it does not keep is empty.
    dropped = {name for name in names if (after[name] != before[name]).any()}
    assert dropped <= {
        *("MonthYear", "Year", "FractionDate", "Actor1Name", "Actor2Name", "DATEADDED"),
        *("Source Sectors", "Event Text", "Sentence Number"),
    }


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_our_own_columns_come_back_equal_for_us_and_for_pandas(legation, tmp_path, form):
    write(tmp_path / "a.csv", gdelt(1), gdelt(2, Actor2CountryCode="", SOURCEURL="BBC, 'x' \"y\""))
    assert legation("import", "gdelt", "a.csv", "--into", "set").code == 0
    done = legation("export", form, "-o", "out", "--from", "set")
    assert done.code == 0, done.err
    assert legation("import", "events", "out", "--into", "again").code == 0
    kept = table(tmp_path / "set")
    assert table(tmp_path / "again").equals(kept)
    if form == "parquet":
        assert pd.read_parquet(tmp_path / "out").equals(kept.to_pandas())
        return
    read = {
        "csv": lambda path: pd.read_csv(path, dtype=str, keep_default_na=False),
        "jsonl": lambda path: pd.read_json(path, lines=True, dtype=False),
    }[form]
    frame = read(tmp_path / "out").sort_values("event_id")
    assert list(frame["url"]) == kept["url"].to_pylist()
    assert list(frame["actors"]) == kept["actors"].to_pylist()
    assert [dt.date.fromisoformat(str(day)[:10]) for day in frame["first_day"]] == kept[
        "first_day"
    ].to_pylist()


def test_a_core_install_is_told_what_to_add(tmp_path):
    """Without Arrow the verbs say how to get it, and the others do not need it."""
    hidden = "import sys; sys.modules['pyarrow'] = None; import importlib.util as u; "
    hidden += "f = u.find_spec; u.find_spec = lambda n, *a: None if n == 'pyarrow' else f(n, *a); "
    hidden += "from legation.cli import main; sys.argv = ['legation', *sys.argv[1:]]; main.run()"
    for args in (("import", "gdelt", "a.csv"), ("export", "csv", "-o", "a.csv")):
        done = subprocess.run(
            [sys.executable, "-c", hidden, *args],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment(),
            timeout=240,
            check=False,
        )
        assert done.returncode == 3, done.stderr
        assert "make extras" in done.stderr
    done = subprocess.run(
        [sys.executable, "-c", hidden, "brief", str(ROOT / "examples/korea-2025")],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment(),
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
