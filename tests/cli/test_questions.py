"""Questions at the command line: asked, attached, judged, shown, resolved and scored."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from legation.cli.main import program
from legation.coding import Coder
from legation.errors import LegationError
from legation.ledger import Ledger
from legation.reading import read as read_articles
from legation.workflows.reading import ingest
from processes import ROOT, Ran

ASKED = """
name = "trump-kim"
text = "Will Donald Trump and Kim Jong Un meet in person from 26 to 30 October 2025?"
opened = 2025-10-20
first = 2025-10-26
last = 2025-10-30
resolution = "Yes if both were in one place together; else No."
sides = ["USA", "PRK"]
prior = { yes = 0.05, no = 0.95 }

[[classes]]
name = "leaders of the two states meet"
events = 3
since = 2000-01-01
until = 2025-10-25
source = "list"

[[classes]]
name = "a US president is in South Korea and would meet"
events = 1
trials = 2
source = "list"

[[branches]]
name = "test"
trigger = "a return to nuclear testing"
worth = [0.1, 0.3, 0.8]
"""


def _legation(*args):
    """The command line in this process: its exit code and what it wrote."""
    ran = CliRunner().invoke(program(), [str(arg) for arg in args])
    if isinstance(ran.exception, LegationError):
        return Ran(ran.exception.exit_code, ran.stdout, f"legation: {ran.exception}\n")
    if ran.exception and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return Ran(ran.exit_code, ran.stdout, ran.stderr)


@pytest.fixture
def legation(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return _legation


@pytest.fixture(scope="module")
def coder():
    return Coder()


def read(place, coder, *paths, published=None):
    with Ledger.open(place) as ledger:
        ingest(read_articles([str(p) for p in paths], published=published), ledger, coder)


@pytest.fixture(scope="module")
def read_once(tmp_path_factory, coder):
    """A ledger that holds the shipped examples."""
    place = tmp_path_factory.mktemp("read") / "k.db"
    read(place, coder, ROOT / "examples" / "korea-2025")
    return place


@pytest.fixture
def ledger(read_once, tmp_path):
    shutil.copy(read_once, tmp_path / "k.db")
    (tmp_path / "q.toml").write_text(ASKED)
    return tmp_path / "k.db"


@pytest.fixture
def run(legation, ledger):
    def verb(*args, code=0):
        ran = legation("question", *args, "--file", ledger)
        assert ran.code == code, ran.err
        return ran

    return verb


def shown(run, *args):
    return json.loads(run("show", "trump-kim", *args, "--format", "json").out)


def named(board, words):
    return next(s for s in board["sightings"] if words in s["observed"])


def test_a_question_from_asking_to_its_score(run, legation, ledger):
    run("new", "q.toml")
    assert (
        "none counts before it is confirmed"
        in run("sighting", "trump-kim", "--find", "--as-of", "2025-10-26").err
    )
    first = shown(run, "--as-of", "2025-10-26")["board"]
    trip, work = named(first, "Choe Son Hui will visit"), named(first, "cleaning")
    assert trip["standing"] == "not confirmed yet" and trip["ratio"] is None
    assert trip["evidence"][0]["quote"].startswith("North Korean Foreign Minister Choe Son Hui")
    assert [h["name"] for h in work["reported"]] == ["Chung Dong-young"]
    assert work["interpreted"][0]["holder"]["name"] == "Chung Dong-young"
    by = {r["holder"]["name"]: r for r in first["readings"] if r["term"]}
    assert (by["Chung Dong-young"]["low"], by["Chung Dong-young"]["high"]) == (0.55, 0.8)
    assert {r["stance"] for r in first["readings"]} >= {"for", "against"}
    (open_,) = [r for r in first["readings"] if "rule out" in r["about"]]
    assert open_["stance"] == "uncertain" and open_["holder"]["name"] == "Wi Sung-lac"
    before = first["chances"]["yes"]["value"]

    for view, worth in ((trip, "0.1,0.3,0.8"), (work, "1,2,4")):
        run("sighting", "trump-kim", "--confirm", view["id"], "--on", "2025-10-26", "--who", "ada")
        run(
            *("update", "trump-kim", "--of", view["id"], "--worth", worth, "--why", "w"),
            *("--set", "decay=none", "--on", "2025-10-26", "--who", "ada"),
        )
    now = shown(run, "--as-of", "2025-10-26")["board"]
    odds = before / (1 - before) * 0.6
    assert now["chances"]["yes"]["value"] == pytest.approx(odds / (1 + odds))
    assert shown(run, "--as-of", "2025-10-25")["board"]["chances"]["yes"]["value"] > before
    assert now["branches"][0]["chance"]["value"] < now["chances"]["yes"]["value"]

    run("resolve", "trump-kim", "no", "--day", "2025-10-30", "--why", "left", "--source", "AFP")
    told = json.loads(run("score", "--as-of", "2025-11-10", "--format", "json").out)
    assert told["scores"][0]["outcome"] == "no" and told["scores"][0]["brier"] < 0.01
    assert "resolved" in run("list", "--as-of", "2025-11-10").out
    run("score", "--as-of", "2025-11-10", "-o", "record.html", "-o", "record.md")
    assert (
        "<circle" in Path("record.html").read_text()
        and "Said and come true" in Path("record.md").read_text()
    )
    assert shown(run, "--as-of", "2025-10-29")["board"]["resolved"] is None
    with Ledger.open(ledger) as opened:
        assert list(opened.problems()) == []


def test_what_is_published_after_the_day_changes_nothing(coder, legation, ledger, tmp_path):
    """The same article, once dated on the day and once after it."""
    text = (
        "Trump and Kim to meet\n\nDonald Trump and Kim Jong Un will meet on October 29, officials "
        "said. Experts said that a meeting between Trump and Kim is very likely.\n"
    )
    boards = {}
    for day in ("2025-10-26", "2025-10-27", None):
        place = tmp_path / f"{day}.db"
        shutil.copy(ledger, place)
        if day:
            article = tmp_path / "late.txt"
            article.write_text(text)
            read(place, coder, article, published=day)
        steps = (
            ("new", "q.toml"),
            ("sighting", "trump-kim", "--find"),
            ("show", "trump-kim", "--as-of", "2025-10-26", "--unconfirmed", "--format", "json"),
        )
        for step in steps:
            ran = legation("question", *step, "--file", place)
            assert ran.code == 0, ran.err
        boards[day] = json.loads(ran.out)["board"]
    assert boards["2025-10-27"] == boards[None]
    assert len(boards["2025-10-26"]["sightings"]) > len(boards[None]["sightings"])


def test_a_standing_question_of_what_articles_hold(coder, legation, tmp_path):
    """Texts of another state than the examples', so that no name is special."""
    (tmp_path / "a.txt").write_text(
        "Ankara looks around\nMonday, March 3, 2025\n\n"
        "Turkey appears to be diversifying its partners beyond its allies. "
        "Analysts said that Turkey is balancing between powers. "
        "Selim Kaya, a professor at Bogazici University, said the trip signals that Turkey prioritizes "
        "ties with Russia. The Turkish foreign minister visited Moscow on Sunday.\n"
    )
    read(tmp_path / "t.db", coder, tmp_path / "a.txt")
    ran = legation("question", "new", "--standing", "--from-ledger", "--file", "t.db")
    assert ran.code == 0, ran.err
    board = json.loads(
        legation("question", "show", "tur", "--file", "t.db", "--format", "json").out
    )["board"]
    assert {t["text"] for t in board["theses"]} == {
        "Turkey diversifies its partners",
        "Turkey balances between powers",
        "Turkey puts Russia first",
    }
    held = {r["holder"]["name"] for t in board["theses"] for r in t["readings"]}
    assert held >= {"author", "Analysts", "Selim Kaya"}
    assert board["chances"] == {} and board["matrix"]["scores"]
    ran = legation("question", "update", "tur", "--prior", "yes=1", "--why", "w", "--file", "t.db")
    assert ran.code == 2 and "no probability" in ran.err
    ran = legation(
        "question", "new", "--standing", "--from-ledger", "--about", "FRA", "--file", "t.db"
    )
    assert ran.code == 2 and "no two rival theses on the posture of France" in ran.err


def test_absence_is_told_with_whether_it_was_expected(run):
    run("new", "q.toml")
    for occasion, words in (("ASEAN", "no member"), ("APEC", "not known to be invited")):
        told = run(
            *("sighting", "trump-kim", "North Korea stayed away", "--absent", "PRK"),
            *("--occasion", occasion, "--seen", "2025-10-26", "--worth", "0.2,0.5,1"),
        )
        assert "worth nothing" in told.err and words in told.err
    told = run(
        *("sighting", "trump-kim", "North Korea missed it", "--absent", "PRK", "--occasion", "ARF"),
        *("--seen", "2025-10-26", "--worth", "0.2,0.5,1", "--why", "a member since 2000"),
    )
    assert "worth nothing" not in told.err
    board = shown(run, "--as-of", "2025-10-26")["board"]
    standing = {s["observed"]: s["standing"] for s in board["sightings"]}
    assert standing == {
        "North Korea stayed away": "not expected, worth nothing",
        "North Korea missed it": "counted",
    }


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("new", "--text", "Q?", "--resolution", "r", "--from", "2025-10-30", "--until", "2025-10-26"),
         "ends on 2025-10-26, before it starts"),
        (("new", "--text", "Q?", "--resolution", "r", "--until", "2030", "--prior", "yes=0.6,no=0.6"),
         "must add up to 1"),
        (("new", "--text", "Q?", "--until", "2030"), "exact text"),
        (("new", "--text", "Q?", "--resolution", "r", "--until", "2030", "--base-rate", "often"),
         "A base rate is written as"),
        (("new", "missing.toml"), "cannot be read"),
        (("new", "--standing", "--text", "Q?", "--thesis", "one"), "two rival theses"),
        (("sighting", "trump-kim", "s", "--seen", "2025-10-28", "--as-of", "2025-10-26"),
         "dated 2025-10-28, after 2025-10-26"),
        (("sighting", "trump-kim", "s", "--worth", "2,1,3"), "runs from low to high"),
        (("sighting", "trump-kim", "s", "--worth=-1"), "above 0"),
        (("sighting", "trump-kim", "s", "--worth", "inf"), "above 0 and finite"),
        (("sighting", "trump-kim", "s", "--worth", "nan"), "runs from low to high"),
        (("sighting", "trump-kim", "s", "--grade", "Z9"), "no Admiralty grade"),
        (("sighting", "trump-kim", "s", "--decay", "soon"), "No decay is known"),
        (("sighting", "trump-kim", "s", "--article", "nothing", "--quote", "x"), "no article"),
        (("sighting", "trump-kim", "--refuse", "si_0"), "--why"),
        (("reading", "trump-kim", "Ann", "--words", "likely", "--yardstick", "stars"),
         "No yardstick is known as 'stars'"),
        (("resolve", "trump-kim", "no", "--why", "w", "--day", "2025-10-30"), "needs evidence"),
        (("resolve", "trump-kim", "maybe", "--why", "w", "--source", "s"), "no outcome"),
        (("resolve", "other", "no", "--why", "w", "--source", "s"), "No question begins"),
        (("update", "trump-kim", "--why", "w"), "Say what changes"),
        (("update", "trump-kim", "--set", "resolution=x", "--why", "w"), "cannot be changed"),
        (("update", "trump-kim", "--met", "war", "--why", "w"), "no condition 'war'"),
        (("update", "trump-kim", "--say", "yes=0.9", "--say", "no=0.3", "--why", "w"), "add up to 1.2"),
        (("show", "trump-kim", "--as-of", "2025-10-01"), "not asked before 2025-10-20"),
        (("show", "trump-kim", "--extremise", "2"), "away from which"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_plain_words_and_nothing_is_lost(kept, legation, args, words):
    ran = legation("question", *args, "--file", kept)
    assert ran.code == 2, ran.err
    assert words in ran.err and "Traceback" not in ran.err
    assert len(ran.err.strip().splitlines()) == 1


@pytest.fixture
def kept(run, ledger):
    run("new", "q.toml")
    return ledger


def test_files_in_yaml_and_files_that_are_wrong(legation, tmp_path: Path):
    (tmp_path / "q.yaml").write_text(
        "text: Will the talks be held?\nopened: 2025-01-01\nfirst: 2025-01-01\nlast: 2025-02-01\n"
        "resolution: Yes if they are held.\nprior: {yes: 0.2, no: 0.8}\n"
        "sightings:\n- {indicator: i, observed: a letter, seen: 2025-01-05, worth: [1, 2, 3]}\n"
    )
    ran = legation("question", "new", "q.yaml", "--file", "q.db")
    assert ran.code == 0, ran.err
    ran = legation("question", "show", "will-the-talks", "--as-of", "2025-01-06", "--file", "q.db")
    assert ran.code == 0 and "a letter" in ran.out and "none was resolved yet" in ran.out
    assert "no silence is counted" in ran.out  # nobody has read anything
    for text, words in (
        ("text = 1", "is 1, which is no text"),
        ("text = 'Q?'\nlast = 'soon'", "no day"),
        ("text = 'Q?'\nshape = 'round'", "no field 'shape'"),
        ("text =", "is no TOML"),
        (
            "text = 'Q?'\n[[classes]]\nname='a'\nevents=1\nsource='s'\nsince=2020-01-01",
            "since and until",
        ),
        ("text = 'Q?'\n[[sightings]]\nobserved='o'", "does not say all that it must"),
    ):
        (tmp_path / "bad.toml").write_text(text)
        ran = legation("question", "new", "bad.toml", "--file", "q.db")
        assert ran.code == 2 and words in ran.err, ran.err


def test_the_board_as_a_page_and_as_markdown(run, tmp_path):
    run("new", "q.toml")
    run("sighting", "trump-kim", "--find", "--as-of", "2025-10-26")
    run("show", "trump-kim", "--as-of", "2025-10-26", "-o", "b.html", "-o", "b.md")
    page, text = (tmp_path / "b.html").read_text(), (tmp_path / "b.md").read_text()
    assert "<svg" in page and "Who says what" in page and "[^1]" in text
    assert text.index("Who says what") < text.index("Attached by rule")
    assert "none was resolved yet" in text.split("##")[0]


def test_the_shipped_case_has_the_numbers_that_the_docs_give(run, legation, ledger):
    run("new", ROOT / "examples" / "questions" / "trump-kim.toml")
    board = shown(run, "--as-of", "2025-10-26")["board"]
    assert board["chances"]["yes"]["value"] == pytest.approx(0.0306, abs=5e-5)
    assert board["doubled"]["value"] == pytest.approx(0.0452, abs=5e-5)
    assert all(s["evidence"] for s in board["sightings"])
    text = legation("brief", "--as-of", "2025-10-26", "--file", ledger).out
    assert text.index("Open questions") < text.index("## What happened")
    assert "Odds: 3 %" in text and "none was resolved yet" in text
    assert "Open questions" not in legation("brief", "--as-of", "2025-10-20", "--file", ledger).out


def test_an_open_question_without_a_sentence_stands_in_the_brief_with_its_odds(
    run, legation, ledger
):
    run("new", "--name", "quiet", "--text", "Will Fiji and Peru sign a treaty by June?",
        "--resolution", "Both governments announce a signature.", "--from", "2025-10-20",
        "--until", "2026-06-30", "--prior", "yes=0.1", "--on", "2025-10-20")  # fmt: skip
    text = legation("brief", "--as-of", "2025-10-26", "--file", ledger).out
    front = text[text.index("Open questions") : text.index("## What happened")]
    assert "Will Fiji and Peru sign a treaty by June?" in front and "Odds: 10 %" in front
    assert "No question is open" not in front


def test_conditions_classes_and_theses_can_be_added_later(run):
    run("new", "q.toml")
    told = run(
        *("update", "trump-kim", "--branch", "call: a call between them", "--worth", "2,4,9"),
        *("--base-rate", "2 of 9: years with a meeting (list)", "--why", "w", "--on", "2025-10-26"),
    )
    assert "is kept" in told.err
    board = shown(run, "--as-of", "2025-10-26")["board"]
    assert [b["name"] for b in board["branches"]] == ["test", "call"]
    assert board["branches"][1]["chance"]["value"] > board["chances"]["yes"]["value"]
    assert len(board["rates"]) == 3
    assert any("asked for talks" in one["trigger"] for one in board["stated"])
    assert len(shown(run, "--as-of", "2025-10-25")["board"]["rates"]) == 2
