"""The output keeps to the schema that is published for it."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from legation.model import (
    ClaimKind,
    DropReason,
    EventType,
    Formality,
    PublishedBasis,
    Rank,
    SilenceReason,
    Stance,
    Status,
    Weight,
)
from legation.model.wire import SCHEMA

TABLE = json.loads((files("legation.model") / "output.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(TABLE)


def lines(legation, *args):
    return [json.loads(line) for line in legation("code", *args).out.splitlines()]


def faults(line):
    return [f"{fault.json_path}: {fault.message}" for fault in VALIDATOR.iter_errors(line)]


def test_the_schema_is_a_schema_of_this_version():
    Draft202012Validator.check_schema(TABLE)
    assert TABLE["properties"]["schema"]["const"] == SCHEMA


@pytest.mark.parametrize("explain", [[], ["--explain"]])
def test_every_line_keeps_to_it(legation, root, tmp_path, explain):
    (tmp_path / "empty.txt").write_bytes(b"")
    gold = root / "tests/gold/sentences/items.jsonl"
    made = lines(legation, root / "examples/korea-2025", gold, tmp_path / "empty.txt", *explain)
    assert len(made) > 25
    assert [fault for line in made for fault in faults(line)] == []
    assert [line for line in made if "error" in line]
    assert all(line.get("error") or ("silences" in line) == bool(explain) for line in made)
    kinds = ("events", "assessments", "statements", "furniture")
    assert all(any(line.get(kind) for line in made) for kind in kinds)


def test_it_refuses_what_the_output_never_holds(legation, root):
    line = next(
        made
        for made in lines(legation, root / "tests/gold/sentences/items.jsonl")
        if made["events"] and made["events"][0]["recipients"]
    )
    event = line["events"][0]
    for change in (
        {"type": "PARTY"},
        {"status": "likely"},
        {"cameo": "010"},
        {"confidence": 1.5},
        {"evidence": []},
        {"actors": [{"name": "Norway"}]},
        {"place": 5},
    ):
        assert faults({**line, "events": [{**event, **change}]}), change
    assert faults({key: value for key, value in line.items() if key != "events"})
    assert faults({**line, "schema": 2})


@pytest.mark.parametrize(
    ("where", "name", "kind"),
    [
        ("event", "type", EventType),
        ("event", "status", Status),
        ("event", "formality", Formality),
        ("event", "weight", Weight),
        ("side", "rank", Rank),
        ("assessment", "stance", Stance),
        ("claim", "kind", ClaimKind),
        ("silence", "reason", SilenceReason),
        ("dropped", "reason", DropReason),
    ],
)
def test_it_names_the_same_values_as_the_vocabulary(where, name, kind):
    allowed = TABLE["$defs"][where]["properties"][name]["enum"]
    assert [value for value in allowed if value is not None] == [member.value for member in kind]
    basis = TABLE["properties"]["published_basis"]["enum"]
    assert basis == [*(member.value for member in PublishedBasis), None]


def test_the_explanation_for_readers(legation, root):
    path = root / "tests/gold/sentences/items.jsonl"
    ran = legation("code", path, "--explain", "--format", "text")
    assert ran.code == 0
    assert "= CONSULT visit, occurred: NOR → KEN" in ran.out
    assert "- nothing: no act that the lexicon knows" in ran.out
    assert legation("code", path, "--format", "text").code == 2
