"""Suites: old names, folded status, sides of several shapes; figures worked out by hand."""

from __future__ import annotations

import pytest
from evaluation_samples import write

from legation.errors import UnreadableInput
from legation.evaluation import read_suite, score_suites
from legation.evaluation.suites import folded, gold_type


@pytest.mark.parametrize(
    ("event", "type_", "root"),
    [
        ({"type": "CONSULT", "status": "planned", "cameo": "042"}, "AGREE", "03"),
        ({"type": "SANCTION", "status": "planned", "cameo": "163"}, "THREATEN", "13"),
        ({"type": "AID", "status": "denied", "cameo": "070"}, "REJECT", "12"),
        ({"type": "AID", "status": "hypothetical", "cameo": "070"}, "AID", "07"),
        ({"type": "RETREAT", "status": "occurred", "cameo": "087"}, "YIELD", "08"),
        ({"type": "REQUEST", "status": "planned", "cameo": "104"}, "REQUEST", "10"),
    ],
)
def test_status_is_folded_into_the_type(event, type_, root):
    assert folded(event) == (type_, root)


@pytest.mark.parametrize(
    ("event", "type_"),
    [
        ({"plover": "DEMAND"}, "REQUEST"),
        ({"plover": "FIGHT", "cameo": "010"}, "ASSAULT"),
        ({"cameo": "0841"}, "YIELD"),
        ({"cameo_root": "09"}, "ACCUSE"),
        ({"cameo": "012"}, None),
        ({}, None),
    ],
)
def test_the_type_of_a_suite_event(event, type_):
    assert gold_type(event) == type_


def case(number, events, suite="plain"):
    return {"id": str(number), "suite": suite, "text": f"Sentence {number}.", "events": events}


def coded(type_, cameo, actors, recipients=(), status="occurred"):
    sides = {
        "actors": [{"code": c} for c in actors],
        "recipients": [{"code": c} for c in recipients],
    }
    return {"type": type_, "cameo": cameo, "status": status, **sides}


CASES = [
    case(1, [{"source": "PER", "target": "CHLGOV", "plover": "CONSULT", "cameo": "042"}]),
    case(2, [{"source": "ROM", "target": "IGOUNO", "cameo": "111"}, {"cameo": "010"}]),
    case(3, [{"source": "PER", "target": "BOL", "cameo": "190"}]),
    case(4, []),
    case(5, []),
    case(6, [{"source": "PERGOV", "target": "PERMIL", "cameo": "173"}], "zsp-plv"),
    {**case(7, []), "text": " "},
]
LINES = {
    "1": {"events": [coded("CONSULT", "042", ["CHL", "PER"])]},
    "2": {
        "events": [coded("ACCUSE", "111", ["ROU"], ["UN"]), coded("AID", "070", ["ROU"])],
        "statements": [{"cameo": "012"}, {"cameo": "024"}],
    },
    "3": {"events": [coded("ASSAULT", "190", ["BOL"], ["PER"])]},
    "4": {"events": [coded("AID", "070", ["PER"])]},
    "6": {"events": [coded("SANCTION", "160", ["NSA:Group"])]},
}


def test_figures_by_suite(tmp_path):
    cases = read_suite(write(tmp_path / "cases.jsonl", CASES))
    made, missed = score_suites(cases, LINES)
    plain = made["plain"]
    assert plain["cases"] == 5
    assert plain["any_event"] == 1
    assert plain["type_recall"] == 1
    assert plain["type_precision"] == 0.6
    assert plain["types_a_sentence"] == round(4 / 3, 4)
    # The meeting may be told as mutual, the attack not in the other direction.
    assert plain["pair_and_type_recall"] == round(2 / 3, 4)
    assert plain["root_recall"] == 1
    assert plain["statement_recall"] == 1
    assert plain["statement_precision"] == 0.5
    assert plain["kept_empty"] == 0.5
    assert made["zsp-plv"]["type_precision"] is None
    assert made["zsp-plv"]["pair_and_type_recall"] is None
    assert [(m.id, m.missed, m.coded) for m in missed] == [("6", ("COERCE",), ("SANCTION",))]


def test_a_case_without_events_is_refused(tmp_path):
    with pytest.raises(UnreadableInput, match=r"cases\.jsonl, line 1 has no `text` or no `events`"):
        read_suite(write(tmp_path / "cases.jsonl", [{"id": "1", "text": "So."}]))
