"""`legation evaluate` as a process, and the gate: the project's gold keeps its floors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluation_samples import event, write

GOLD = Path(__file__).parents[1] / "gold"
# What is kept apart is scored when an issue is resolved, and never while rules are written.
KEPT_APART = "untouched"
GATES = sorted(path.parent for path in GOLD.rglob("floors.toml") if path.parent.name != KEPT_APART)

NEWS = "Norwegian Foreign Minister Espen Barth Eide visited Kenya on Tuesday."
WANTED = event("CONSULT", ["NOR"], ["KEN"], NEWS, mode="visit", place="KEN", when="2025-05-13")


def files(folder: Path) -> list[Path | str]:
    events = folder / "events.jsonl"
    given: list[Path | str] = [folder / "items.jsonl", *([events] if events.exists() else [])]
    judged = folder / "judgements.jsonl"
    return [*given, "--judgements", judged] if judged.exists() else given


@pytest.mark.parametrize("folder", GATES, ids=lambda folder: folder.name)
def test_the_projects_gold_keeps_its_floors(legation, folder):
    ran = legation("evaluate", *files(folder), "--floors", folder / "floors.toml", "--misses", 20)
    assert ran.code == 0, ran.err + ran.out


@pytest.fixture
def small(tmp_path):
    items = [{"id": "a", "date": "2025-05-15", "source": "wire", "text": NEWS}]
    items.append(
        {
            "id": "b",
            "date": "2025-05-15",
            "source": "wire",
            "text": "It rained in the hills above Nairobi.",
        }
    )
    gold = [{"id": "a", "events": [WANTED]}, {"id": "b", "events": []}]
    return write(tmp_path / "items.jsonl", items), write(tmp_path / "events.jsonl", gold)


def test_texts_are_coded_and_scored(legation, small):
    ran = legation("evaluate", *small, "--format", "json")
    made = json.loads(ran.out)
    assert (ran.code, made["texts"], made["coder"].split()[0]) == (0, 2, "legation-rules")
    assert (made["events"]["f1"], made["events"]["fields"]["date"]["right"]) == (1.0, 1)
    assert sum(made["silences"].values()) == 1
    assert made["misses"] == {"missed": {}, "extra": {}}
    shown = legation("evaluate", *small).out
    assert "agreeing events" in shown and "Sentences without an event" in shown


def test_coded_output_is_scored_without_coding(legation, small, tmp_path):
    other = {**WANTED, "actors": ["SWE"]}
    predicted = write(tmp_path / "p.jsonl", [{"id": "a", "coder": "other 2", "events": [other]}])
    ran = legation("evaluate", *small, "--predicted", predicted, "--misses", 2)
    assert ran.code == 0
    assert "NOR" in ran.out and "SWE" in ran.out and "other sides" in ran.out


def test_a_broken_floor_or_a_changed_gold_is_exit_code_1(legation, small, tmp_path):
    floors = tmp_path / "floors.toml"
    floors.write_text('[floors]\n"events.f1" = 1\n"events.gold" = 2\n')
    log = tmp_path / "scores.jsonl"
    ran = legation("evaluate", *small, "--floors", floors, "--log", log)
    assert ran.code == 1
    assert "events.gold is 1, below 2." in ran.err
    assert "items.jsonl is not pinned" in ran.err
    pins = "".join(
        f'"{line.split()[1]}" = "{line.split()[-1].rstrip(".")}"\n'
        for line in ran.err.splitlines()
        if "pin " in line
    )
    floors.write_text(f'[gold]\n{pins}[floors]\n"events.f1" = 1\n')
    assert legation("evaluate", *small, "--floors", floors, "--log", log).code == 0
    first, second = map(json.loads, log.read_text("utf-8").splitlines())
    assert first == second
    assert first["version"] and first["gold"]["events.jsonl"] in floors.read_text()
    assert first["events"]["f1"] == 1.0


def test_a_text_that_cannot_be_coded_counts_as_missed(legation, small, tmp_path):
    text = "Le ministre norvégien des affaires étrangères s'est rendu mardi au Kenya."
    row = {"id": "a", "date": "2025-05-15", "text": text, "lang": "fr"}
    gold = write(tmp_path / "gold.jsonl", [{"id": "a", "events": [{**WANTED, "evidence": [text]}]}])
    ran = legation("evaluate", write(tmp_path / "fr.jsonl", [row]), gold, "--format", "json")
    assert json.loads(ran.out)["events"]["recall"] == 0
    assert "could not be coded" in ran.err


def test_suites_are_coded_and_scored(legation, tmp_path):
    cases = [
        {"suite": "s", "text": NEWS, "events": [{"source": "NOR", "target": "KEN", "cameo": "042"}]}
    ]
    path = write(tmp_path / "cases.jsonl", [{"id": "a", **case} for case in cases])
    made = json.loads(legation("evaluate", "--suite", path, "--format", "json").out)
    assert made["suites"]["s"]["pair_and_type_recall"] == 1.0
    assert "pair and type recall" in legation("evaluate", "--suite", path).out


def test_wrong_use(legation, small, tmp_path):
    for args in ([], small[:1], [*small, "--suite", small[0]]):
        ran = legation("evaluate", *args)
        assert (ran.code, ran.out) == (2, "")
    strange = write(tmp_path / "gold.jsonl", [{"id": "z", "events": []}])
    ran = legation("evaluate", small[0], strange)
    assert ran.code == 1
    assert "1 texts of the gold are not among the items, the first is 'z'" in ran.err
