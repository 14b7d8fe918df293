"""Contract of coding on Spark: the lines of one machine, in its order; all or nothing."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from importlib.resources import files

import jsonschema
import pytest

from processes import ROOT, Ran, environment

pq = pytest.importorskip("pyarrow.parquet", reason="the extra analysis is not installed")
pa = pytest.importorskip("pyarrow")

GOLD_TEXTS = 6
PLAIN = "The foreign ministers of Strelsau and Ruritania will meet in Vienna on 4 May 2025."
HOSTILE = [
    {"id": "empty", "text": ""},
    {"id": "none"},
    {"id": "french", "text": "Le ministre a rencontré son homologue russe à Moscou mardi. " * 4},
    {"id": "huge", "text": "Russian and Chinese officials held talks in Moscow on Friday.\n" * 60},
    {"id": "too huge", "text": "word " * 450_000},
    {
        "id": "mark",
        "text": "Line one\u2028line “two”: Japan’s envoy met China’s in Tokyo 🙂 today.",
    },
    {"id": "broken", "text": "Japan met China in Tokyo on Friday to talk about trade. \ud800"},
    {"id": "title", "text": PLAIN, "title": "broken \ud800"},
    {"id": "day", "text": PLAIN, "date": "soon"},
]


@pytest.fixture(scope="module")
def java():
    pytest.importorskip("pyspark", reason="the extra spark is not installed")
    if shutil.which("java") is None:
        if os.environ.get("LEGATION_TEST_ALL"):
            pytest.fail("Java is missing, and here no test may be skipped.")
        pytest.skip("Spark needs Java")


def start(folder, *args, env=None):
    done = subprocess.run(
        [sys.executable, "-m", "legation", *map(str, args)],
        capture_output=True,
        cwd=folder,
        env=environment() | (env or {}),
        timeout=280,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    """A folder with article tables of every kind, good and hostile."""
    folder = tmp_path_factory.mktemp("spark")
    gold = (ROOT / "tests/gold/dev/items.jsonl").read_text("utf-8").splitlines()[:GOLD_TEXTS]
    rows = [json.loads(line) for line in gold]
    tables = folder / "articles"
    (tables / "more.parquet" / "lang=en").mkdir(parents=True)
    (tables / "gold.jsonl").write_text(lines(rows))
    (tables / "hostile.jsonl").write_text(lines(HOSTILE) + "{no json\n")
    names = ("text", "id", "title", "date")
    sound = [
        row | {"id": f"{row['id']} in a table"}
        for row in HOSTILE
        if "\\ud800" not in json.dumps(row)
    ]
    columns = {name: [row.get(name) for row in sound] for name in names}
    part = tables / "more.parquet" / "lang=en" / "part-0.parquet"
    pq.write_table(pa.table(columns), part, row_group_size=2)
    (tables / "wrong.parquet").write_bytes(part.read_bytes()[:200])
    data = gzip.compress(lines({"text": f"{PLAIN} {n}"} for n in range(9)).encode(), 0)
    (tables / "cut.jsonl.gz").write_bytes(data[:-200])
    shutil.copytree(ROOT / "examples/korea-2025", tables / "texts")
    return folder


PATHS = ("articles", "no-such-file.txt")


@pytest.fixture(scope="module")
def coded(java, inputs):
    """What one machine writes, and the folder that Spark wrote."""
    here = start(inputs, "code", *PATHS, "-o", "one.jsonl")
    assert here.code == 0, here.err
    there = start(inputs, "code", *PATHS, "--engine", "spark", "--into", "out", "--batch", 5)
    assert there.code == 0, there.err
    assert here.err.splitlines()[-1] == there.err.splitlines()[-1]
    return (inputs / "one.jsonl").read_bytes(), inputs / "out"


def parts(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.glob("part-*.jsonl")))


def test_the_parts_in_their_order_are_the_output_of_one_machine(coded):
    expected, folder = coded
    assert len(list(folder.glob("part-*.jsonl"))) > 1
    assert parts(folder) == expected
    assert expected.count(b'"events": [{') > GOLD_TEXTS


def test_every_line_keeps_to_the_schema_and_nothing_is_lost(coded, inputs):
    _, folder = coded
    shape = json.loads(files("legation.model").joinpath("output.schema.json").read_text("utf-8"))
    check = jsonschema.Draft202012Validator(shape)
    rows = [json.loads(line) for line in parts(folder).splitlines()]
    for row in rows:
        check.validate(row)
    errors = [row for row in rows if "error" in row]
    rejected = (folder / "_rejected.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in rejected] == errors
    assert {"empty", "none", "french", "too huge", "broken", "title", "day"} <= {
        row["id"] for row in errors
    }
    manifest = json.loads((folder / "_manifest.json").read_text("utf-8"))
    assert (manifest["articles"], manifest["errors"]) == (len(rows), len(errors))
    assert not [path.name for path in inputs.iterdir() if path.name.startswith(".")]


def test_the_folder_can_be_imported_and_evaluated(coded, inputs):
    expected, _ = coded
    made = start(inputs, "import", "coded", "out", "--into", "set")
    assert made.code == 0, made.err
    assert "_rejected" not in made.out
    found = pq.read_table(inputs / "set" / "events").num_rows
    assert found == sum(len(json.loads(x).get("events", ())) for x in expected.splitlines())
    gold = [ROOT / "tests/gold/dev" / name for name in ("items.jsonl", "events.jsonl")]
    told = [
        start(inputs, "evaluate", *gold, "--predicted", name, "--format", "json")
        for name in ("one.jsonl", "out")
    ]
    assert told[0].code == 0, told[0].err
    assert told[1] == told[0]


def asked(inputs, *further, paths=("articles/gold.jsonl",), env=None):
    return start(inputs, "code", *paths, "--engine", "spark", *further, env=env)


@pytest.mark.parametrize(
    ("paths", "further", "code", "words"),
    [
        (["articles"], [], 2, "--into"),
        (["articles"], ["--into", "new", "-o", "x"], 2, "--into"),
        (["-"], ["--into", "new"], 2, "save it as a file"),
        (["https://x.example/a"], ["--into", "new"], 2, "save it as a file"),
        (["articles"], ["--into", "articles"], 3, "name a new folder"),
        (["articles"], ["--into", "no/new"], 3, "no folder"),
        (["articles"], ["--into", "new", "--with", "llm"], 2, "--with rules"),
    ],
)
def test_wrong_use_is_told_before_any_work(inputs, paths, further, code, words):
    ran = asked(inputs, *further, paths=paths)
    assert (ran.code, ran.err.count("\n")) == (code, 1), ran.err
    assert words in ran.err
    assert not (inputs / "new").exists()


def test_into_is_for_spark_only(inputs):
    ran = start(inputs, "code", "articles/gold.jsonl", "--into", "new")
    assert (ran.code, "--engine spark" in ran.err) == (2, True)


def test_without_java_or_pyspark_one_sentence_says_so(java, inputs, tmp_path):
    (tmp_path / "pyspark").mkdir()
    (tmp_path / "pyspark" / "__init__.py").write_text("raise ImportError\n")
    hidden = os.pathsep.join([str(tmp_path), str(ROOT / "src")])
    no_java = {"PATH": str(tmp_path), "JAVA_HOME": ""}
    for env, word in (({"PYTHONPATH": hidden}, "extra `spark`"), (no_java, "Java 17")):
        ran = asked(inputs, "--into", "new", env=env)
        assert (ran.code, ran.err.count("\n"), word in ran.err) == (3, 1, True), ran.err
        assert not (inputs / "new").exists()
    ran = start(inputs, "ties", "PRK", "RUS", "--data", "x", "--engine", "spark", env=no_java)
    assert (ran.code, "Java 17" in ran.err) == (3, True)


def test_workers_that_cannot_code_are_told_and_leave_nothing(java, inputs, tmp_path):
    shadow = tmp_path / "shadow" / "legation"
    shadow.mkdir(parents=True)
    (shadow / "__init__.py").write_text("raise ModuleNotFoundError(\"No module named 'legation'\")")
    # A worker's Python that lacks the package, as on a machine on which nobody installed it.
    bare = tmp_path / "python"
    bare.write_text(
        f'#!/bin/sh\nPYTHONPATH={shadow.parent}:$PYTHONPATH exec {sys.executable} "$@"\n'
    )
    bare.chmod(0o755)
    for program, word in ((tmp_path / "none", "no Python at"), (bare, "no package legation")):
        ran = asked(inputs, "--into", "new", env={"PYSPARK_PYTHON": str(program)})
        assert (ran.code, word in ran.err.splitlines()[-1]) == (3, True), ran.err
        assert not [p.name for p in inputs.iterdir() if p.name.startswith((".", "new"))]
