"""GraphML, GEXF, BibTeX and CSL-JSON: written, and read back by other readers than ours."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from itertools import islice
from xml.etree import ElementTree as ET

import pytest
from dataset_samples import gdelt, write
from typer.testing import CliRunner

from legation.cli.main import program

nx = pytest.importorskip("networkx", reason="the extra analysis is not installed")

NASTY = r"Costs & gains: 5% of {everything} \ “Kim_Jong” #1 ~ $3^2"


def article(number, text, **told):
    return {"id": f"a{number}", "date": f"2025-10-{number:02}", "text": text, **told}


ARTICLES = [
    article(
        1,
        "Russian President Vladimir Putin visited North Korea on 1 October 2025, state media said.",
        source="KCNA",
        title=NASTY,
        url="https://example.org/a_b?x=1&y=%7B#s",
        lang="en",
    ),
    article(
        2,
        "Lao President Thongloun Sisoulith will visit North Korea on 10 October 2025, officials said.",
        source="The Vientiane Times",
        title="Laos goes",
    ),
    article(3, "South Korea condemned North Korea on 3 October 2025, the ministry said."),
]


@pytest.fixture(scope="module")
def read_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("read")
    lines = "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in ARTICLES)
    (folder / "in.jsonl").write_text(lines, encoding="utf-8")
    ran = run("read", folder / "in.jsonl", "--file", folder / "x.db")
    assert ran.exit_code == 0, ran.output
    return folder / "x.db"


@pytest.fixture
def ledger(read_once, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return shutil.copy(read_once, tmp_path / "x.db")


@pytest.fixture
def legation(tmp_path, monkeypatch):
    """Runs the command line in this process: starting it anew for each export is slow."""
    monkeypatch.chdir(tmp_path)
    return run


def run(*args):
    return CliRunner().invoke(program(), [str(arg) for arg in args])


def exported(legation, tmp_path, form, *args, name=None):
    target = name or f"x.{form}"
    ran = legation("export", form, "-o", target, *args)
    assert ran.exit_code == 0, ran.output
    data = (tmp_path / target).read_bytes()
    manifest = json.loads((tmp_path / f"{target}.manifest.json").read_text())
    assert manifest["sha256"] == hashlib.sha256(data).hexdigest()
    return data, manifest


def bibtex(text):
    """Entries of a BibTeX file, read by balanced braces as BibTeX reads them, and unescaped."""
    entries = {}
    for kind, key, body in re.findall(r"@(\w+)\{([^,]+),\n(.*?)\n\}\n", text, re.DOTALL):
        fields = {}
        for name, value in re.findall(r"^  (\w+) = \{(.*)\},$", body, re.MULTILINE):
            depth = 0
            for at, mark in enumerate(value):
                escaped = at > 0 and value[at - 1] == "\\"
                depth += {"{": 1, "}": -1}.get(mark, 0) if not escaped else 0
                assert depth >= 0, value
            assert depth == 0, value
            plain = value[1:-1] if value.startswith("{") else value
            for latex, mark in (
                (r"\textbackslash{}", "\0"),
                (r"\textasciitilde{}", "~"),
                (r"\textasciicircum{}", "^"),
            ):
                plain = plain.replace(latex, mark)
            plain = plain if name == "url" else re.sub(r"\\([&%$#_{}])", r"\1", plain)
            fields[name] = plain.replace("\0", "\\")
        assert key not in entries
        entries[key] = {"kind": kind, **fields}
    return entries


def test_sources_as_bibtex_read_back_as_they_were(legation, tmp_path, ledger):
    data, manifest = exported(legation, tmp_path, "bib", "--file", ledger)
    found = bibtex(data.decode())
    assert manifest["rows"] == len(found) == 3
    assert manifest["from"]["revision"] >= 3
    kcna = next(entry for entry in found.values() if entry.get("organization") == "KCNA")
    assert kcna["title"] == NASTY
    assert kcna["url"] == ARTICLES[0]["url"]
    assert (kcna["kind"], kcna["date"], kcna["year"]) == ("online", "2025-10-01", "2025")
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", kcna["urldate"])
    plain = next(e for e in found.values() if e.get("organization") == "The Vientiane Times")
    assert plain["kind"] == "misc"
    assert "url" not in plain and "urldate" not in plain


def test_keys_stay_when_other_sources_come(legation, tmp_path, ledger):
    before = bibtex(exported(legation, tmp_path, "bib", "--file", ledger)[0].decode())
    extra = article(9, "France recognised Palestine on 9 October 2025, it said.", source="KCNA")
    (tmp_path / "more.jsonl").write_text(json.dumps(extra) + "\n")
    assert legation("read", "more.jsonl", "--file", ledger).exit_code == 0
    after = bibtex(exported(legation, tmp_path, "bib", "--file", ledger)[0].decode())
    assert set(before) < set(after)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*-[0-9a-f]{6}", key) for key in after)


def test_sources_as_csl_json(legation, tmp_path, ledger):
    data, _ = exported(legation, tmp_path, "csl", "--file", ledger)
    found = {entry.get("container-title"): entry for entry in json.loads(data)}
    kcna = found["KCNA"]
    assert (kcna["type"], kcna["title"], kcna["URL"]) == ("webpage", NASTY, ARTICLES[0]["url"])
    assert kcna["issued"] == {"date-parts": [[2025, 10, 1]]}
    assert len(kcna["accessed"]["date-parts"][0]) == 3
    assert found["The Vientiane Times"]["type"] == "article-newspaper"
    keys = bibtex(exported(legation, tmp_path, "bib", "--file", ledger)[0].decode())
    assert {entry["id"] for entry in json.loads(data)} == set(keys)


def test_sources_of_one_question_are_those_that_tell_of_it(legation, tmp_path, ledger):
    asked = ("--file", ledger, "--about", "Laos")
    data, manifest = exported(legation, tmp_path, "csl", *asked)
    assert [entry["title"] for entry in json.loads(data)] == ["Laos goes"]
    assert manifest["asked"]["about"] == ["LAO"]
    data, _ = exported(legation, tmp_path, "csl", "--file", ledger, "--as-of", "2025-10-01")
    assert [entry["container-title"] for entry in json.loads(data)] == ["KCNA"]


def test_the_sources_of_an_imported_set_are_the_set_itself_and_its_documents(legation, tmp_path):
    write(tmp_path / "a.csv", gdelt(1), gdelt(2, SOURCEURL="https://www.example.org/a/2"))
    assert legation("import", "gdelt", "a.csv", "--into", "set").exit_code == 0
    found = bibtex(exported(legation, tmp_path, "bib", "--from", "set")[0].decode())
    assert {e["kind"] for e in found.values()} == {"dataset", "online"}
    assert "Leetaru, Kalev and Schrodt, Philip A." in {e.get("author") for e in found.values()}
    urls = {e["url"] for e in found.values() if e["kind"] == "online"}
    assert urls == {"https://www.example.org/a/1", "https://www.example.org/a/2"}


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_ties_as_a_graph_have_days_weights_and_statuses(legation, tmp_path, ledger, form, read):
    data, manifest = exported(legation, tmp_path, form, "--file", ledger)
    graph = read(tmp_path / f"x.{form}")
    assert graph.is_directed()
    assert graph.number_of_edges() == manifest["rows"]
    assert graph.number_of_nodes() == manifest["nodes"]
    assert graph.nodes["PRK"]["kind"] == "state"
    if form == "graphml":
        assert graph.nodes["PRK"]["label"] == "North Korea"
    edges = {(a, b): told for a, b, told in graph.edges(data=True)}
    visit, planned = edges["RUS", "PRK"], edges["LAO", "PRK"]
    assert (visit["start"], visit["end"]) == ("2025-10-01", "2025-10-01")
    assert (visit["status"], visit["weight"], visit["channel"]) == ("occurred", 1.0, "visits")
    assert visit["quote"].startswith("Russian President")
    assert (planned["status"], planned["weight"]) == ("planned", 0.0)
    again, _ = exported(legation, tmp_path, form, "--file", ledger, name=f"again.{form}.gz")
    assert gzip.decompress(again) == data


def test_gexf_is_dynamic_and_says_what_it_is_of(legation, tmp_path, ledger):
    data, _ = exported(legation, tmp_path, "gexf", "--file", ledger)
    spaces = {"g": "http://www.gexf.net/1.2draft"}
    root = ET.fromstring(data)
    graph = root.find("g:graph", spaces)
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    meta = root.find("g:meta", spaces)
    assert meta.get("lastmodifieddate") is None
    assert "revision" in meta.find("g:description", spaces).text
    for edge in root.iterfind(".//g:edge", spaces):
        assert edge.get("start") <= edge.get("end")


def test_a_meeting_of_many_makes_no_pairs_unless_asked_for(legation, tmp_path):
    members = ("CHN", "RUS", "VNM", "LAO", "THA", "SGP", "PRK")
    rows = [
        {
            "event_id": "m:1",
            "source": "m",
            "frame": "f",
            "first_day": "2018-08-04",
            "last_day": "2018-08-04",
            "type": "CONSULT",
            "mode": "multilateral",
            "cameo": "040",
            "status": "occurred",
            "actors": ";".join(members),
            "recipients": "",
            "n_sides": 7,
        },
        {
            "event_id": "m:2",
            "source": "m",
            "first_day": "2018-08-05",
            "last_day": "2018-08-05",
            "type": "CONSULT",
            "cameo": "040",
            "status": "occurred",
            "actors": ";".join(islice(members, 3)),
            "recipients": "",
            "n_sides": 3,
        },
    ]
    (tmp_path / "m.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    assert legation("import", "events", "m.jsonl", "--into", "set").exit_code == 0
    _, manifest = exported(legation, tmp_path, "gexf", "--from", "set")
    assert manifest["rows"] == 3
    assert list(manifest["left_out"].values()) == [1]
    _, manifest = exported(legation, tmp_path, "gexf", "--from", "set", "--expand")
    assert manifest["rows"] == 3 + 21


def test_a_control_character_in_a_quote_does_not_break_the_graph(legation, tmp_path):
    row = {
        "event_id": "m:1",
        "source": "m",
        "first_day": "2018-08-04",
        "last_day": "2018-08-04",
        "type": "CONSULT",
        "cameo": "040",
        "status": "occurred",
        "actors": "PRK",
        "recipients": "RUS",
        "n_sides": 2,
        "evidence": "met\u0001 <b>&\ud83d\ude00",
    }
    (tmp_path / "m.jsonl").write_text(json.dumps(row) + "\n")
    assert legation("import", "events", "m.jsonl", "--into", "set").exit_code == 0
    exported(legation, tmp_path, "graphml", "--from", "set")
    ((_, _, edge),) = nx.read_graphml(tmp_path / "x.graphml").edges(data=True)
    assert edge["quote"] == "met  <b>&\U0001f600"


def test_too_many_edges_are_refused_in_a_sentence(monkeypatch, tmp_path):
    from legation.errors import UsageError
    from legation.workflows import exporting_networks

    with pytest.raises(UsageError, match="narrow it with --about"):
        exporting_networks._refuse(exporting_networks._MOST_EDGES + 1)
