"""Figures and misses of a small gold, worked out by hand."""

from __future__ import annotations

import pytest
from evaluation_samples import TEXT, event, quoted

from legation.evaluation import figures, misses, score_text
from legation.evaluation.judgements import same_holder, score_judgements

GOLD = [
    event(*("CONSULT", ["PER"], ["CHL"]), mode="visit", place="CHL", when="2025-10-20"),
    event("SUPPORT", ["CHL"], ["PER"], "Chile thanked Peru", weight="background"),
    event("CONSULT", ["BOL", "PER", "CHL"], (), "Bolivia, Peru and Chile met", status="planned"),
    event("ACCUSE", ["ECU"], ["BOL"], "Ecuador accused Bolivia", status="denied"),
]
CODED = [
    event(*("CONSULT", ["PER"], ["CHL"]), mode="visit", place="PER", when="2025-10-20"),
    event("AID", ["CHL"], ["PER"], evidence=[quoted(TEXT, "Chile thanked Peru")]),
    event("CONSULT", ["BOL", "PER"], (), "Bolivia, Peru and Chile met"),
    event("CONSULT", ["BOL", "CHL"], (), "Bolivia, Peru and Chile met", status="planned"),
    event("PROTEST", ["ECU"], (), "Chile on Monday"),
    {"type": "STATEMENT", "actors": ["ECU"]},
]


@pytest.fixture(scope="module")
def scored():
    return [
        score_text("one", TEXT, GOLD, CODED[:-1], "wire"),
        score_text("two", "Chile thanked Peru.", GOLD[1:2], [], "ministry"),
    ]


def test_found_and_right(scored):
    made = figures(scored).json()
    # Of five gold events two agree with one each of five coded ones.
    assert (made["gold"], made["predicted"], made["agreeing"]) == (5, 5, 2)
    assert (made["precision"], made["recall"], made["f1"]) == (0.4, 0.4, 0.4)
    # Without types the thanks are found as well.
    assert made["untyped_f1"] == 0.6
    assert made["core_recall"] == round(2 / 3, 4)
    # The planned meeting pairs with the planned one, two of three codes of which agree.
    assert made["code_overlap"] == round((1 + 2 / 3) / 2, 4)


def test_by_field_status_type_and_source(scored):
    made = figures(scored).json()
    assert made["fields"]["place"] == {"right": 0, "of": 1, "share": 0.0}
    assert made["fields"]["mode"] == {"right": 1, "of": 1, "share": 1.0}
    assert made["fields"]["date"]["right"] == 1
    assert made["fields"]["direction"]["of"] == 1
    assert "per" not in made["fields"]
    shown = {name: (row["right"], row["of"]) for name, row in made["found_with_status"].items()}
    assert shown == {"occurred": (1, 3), "planned": (1, 1), "denied": (0, 1), "rare": (0, 1)}
    assert made["by_type"]["CONSULT"]["precision"] == round(2 / 3, 4)
    assert made["by_type"]["PROTEST"] == {
        "precision": 0.0,
        "recall": 0.0,
        "f1": 0.0,
        "gold": 0,
        "predicted": 1,
        "agreeing": 0,
    }
    assert made["by_source"]["ministry"]["gold"] == 1
    assert made["by_source"]["wire"]["f1"] == round(4 / 9, 4)


def test_nothing_at_all_gives_no_ratio():
    made = figures([]).json()
    assert (made["f1"], made["core_recall"], made["code_overlap"]) == (0.0, None, None)


def test_each_miss_has_its_cause(scored):
    ecuador = quoted(TEXT, "Ecuador accused Bolivia")
    silences = {"one": [{**ecuador, "reason": "no recipient"}], "two": []}
    found = [(m.id, m.kind, m.event.type, m.cause) for m in misses(scored, silences)]
    assert found == [
        ("one", "missed", "SUPPORT", "another type"),
        ("one", "missed", "ACCUSE", "silent: no recipient"),
        ("one", "extra", "AID", "another type"),
        ("one", "extra", "CONSULT", "told twice"),
        ("one", "extra", "PROTEST", "not in the gold"),
        ("two", "missed", "SUPPORT", "nothing coded there"),
    ]


def test_wrong_sides_and_neighbours_are_causes_too():
    gold = [
        event("SUPPORT", ["CHL"], ["PER"], "Chile thanked Peru"),
        event("REQUEST", ["ECU"], ["COL"], "Ecuador accused Bolivia of spying"),
    ]
    coded = [
        event("SUPPORT", ["CHL"], ["BOL"], "Chile thanked Peru"),
        event("ACCUSE", ["ECU"], ["BOL"], "Ecuador accused Bolivia"),
    ]
    found = [m.cause for m in misses([score_text("a", TEXT, gold, coded)], {})]
    assert found == [
        "other sides",
        "only other acts coded there",
        "other sides",
        "not in the gold",
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("author", "", True),
        ("author", "ana paz", False),
        ("paz", "ana paz", True),
        ("ana paz", "ana maria paz", True),
        ("ana paz", "luis paz", False),
        ("experts", "experts in lima", True),
        ("analysts", "experts", False),
    ],
)
def test_holders(one, other, same):
    assert same_holder(one, other) is same


def test_judgements_agree_on_words_holder_and_stance():
    gold = [
        {
            "kind": "assessment",
            "holder": "author",
            "stance": "cautious",
            "evidence": ["it may well be so"],
        },
        {
            "kind": "assessment",
            "holder": "Ana Paz",
            "stance": "for",
            "evidence": ["that will come to pass"],
        },
        {"kind": "indicator", "direction": "for", "evidence": ["the road was being mended"]},
        {"kind": "condition", "evidence": ["if Lima agrees to it"]},
    ]
    said = {"quote": "Paz said that will come to pass"}
    line = {
        "assessments": [
            {
                "holder": {"name": "author"},
                "stance": "uncertain",
                "evidence": [{"quote": "So it may well be so."}],
            },
            {"holder": {"name": "Paz"}, "stance": "against", "evidence": [said]},
        ],
        "observations": [
            {"direction": "against", "evidence": [{"quote": "the road was being mended"}]},
            {"direction": None, "evidence": [{"quote": "The road was being mended today"}]},
        ],
        "conditions": [{"evidence": [{"quote": "if Lima agrees " + "and agrees " * 30}]}],
    }
    made = score_judgements([{"id": "one", **row} for row in gold], {"one": line})
    shown = {kind: (m.agreeing, m.gold, m.predicted) for kind, m in made.items()}
    assert shown == {"assessment": (1, 2, 2), "indicator": (1, 1, 2), "condition": (0, 1, 1)}
    assert made["assessment"].json()["recall"] == 0.5
    empty = score_judgements([{"id": "two", **gold[3]}], {})
    assert empty["condition"].json()["precision"] is None
