"""The project's own gold says what can be scored: quotes stand in their texts, terms are the field's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from legation.evaluation.records import read_gold, read_items, read_judgements
from legation.knowledge.ontology import modes
from legation.model.judgement import ClaimKind, Stance
from legation.model.system import Channel, InterestKind
from legation.model.when import days

GOLD = Path(__file__).parents[1] / "gold"
EVENTS = sorted(GOLD.glob("*/events*.jsonl"))
JUDGEMENTS = sorted(GOLD.glob("*/judgements*.jsonl"))
VALUES = {
    "assessment": ("stance", {stance.value for stance in Stance}),
    "indicator": ("direction", {"for", "against", None}),
    "condition": ("sign", {"+", "-", "?"}),
    "interest": ("sort", {kind.value for kind in InterestKind}),
    "proposal": ("channel", {None, *(channel.value for channel in Channel)}),
    "link": ("sign", {"+", "-", "?"}),
    "claim": ("sort", {kind.value for kind in ClaimKind}),
}


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def quotes_missing(row: dict[str, Any], text: str) -> list[str]:
    return [quote for quote in row["evidence"] or ["no evidence"] if quote not in text]


def event_faults(event: dict[str, Any], text: str) -> list[str]:
    faults = quotes_missing(event, text)
    if event["mode"] and event["mode"] not in modes(event["type"]):
        faults.append(f"{event['type']} has no mode {event['mode']}")
    if event["when"]:
        days(event["when"])
    if not event["actors"]:
        faults.append("nobody acts")
    return faults


@pytest.mark.parametrize("path", EVENTS, ids=name)
def test_coded_events_can_be_scored(path):
    items = read_items(path.parent / "items.jsonl")
    gold = read_gold(path)
    faults = {
        (id_, fault)
        for id_, events in gold.events.items()
        for event in events
        for fault in event_faults(event, items[id_].text)
    }
    assert gold.events
    assert not faults


@pytest.mark.parametrize("path", JUDGEMENTS, ids=name)
def test_coded_judgements_can_be_scored(path):
    items = read_items(path.parent / "items.jsonl")
    for row in read_judgements(path):
        field, allowed = VALUES[row["kind"]]
        assert not quotes_missing(row, items[row["id"]].text), row
        assert row.get(field) in allowed, row
        if row.get("when"):
            days(row["when"])


def test_every_untouched_text_is_settled():
    folder = GOLD / "untouched"
    assert (
        read_gold(folder / "events.jsonl").events.keys()
        == read_items(folder / "items.jsonl").keys()
    )


def test_every_text_of_dev_coded_twice_is_settled():
    coded = [
        read_gold(GOLD / "dev" / f"events{which}.jsonl").events.keys()
        for which in ("", "-first", "-second")
    ]
    assert coded[0] == coded[1] & coded[2]
