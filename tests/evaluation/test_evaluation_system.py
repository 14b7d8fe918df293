"""Interests, proposals, links and claims against gold: who meets whom, and which fields must agree."""

from __future__ import annotations

import pytest

from legation.evaluation.system import common, score_system


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("Quito wants the port back", "It says Quito wants the port back now", 5),
        ("wants the port", "Quito wants the port back", 3),
        ("wants the other port", "Quito wants the port back", 0),
        ("Quito wants a port back", "Quito wants the port back", 0),
        ("", "Quito wants the port back", 0),
    ],
)
def test_rows_meet_on_four_words_or_the_whole_of_a_shorter_quote(one, other, words):
    assert common({"evidence": [one]}, {"evidence": [{"quote": other}]}) == words


def figures(gold, coded):
    rows = [{"id": "t", **row} for row in gold]
    made = score_system(rows, {"t": coded})
    return {name: (m.agreeing, m.gold, m.predicted) for name, m in made.items()}


SAID = "the talks about the river would begin again"
QUOTE = [{"quote": SAID}]


def test_an_interest_agrees_on_its_actor_and_its_kind_is_told_apart():
    gold = [
        {"kind": "interest", "actor": "ECU", "sort": "goal", "evidence": [SAID]},
        {"kind": "interest", "actor": "PER", "sort": "goal", "evidence": [SAID]},
    ]
    coded = {
        "interests": [
            {"actor": {"code": "PER"}, "kind": "red line", "evidence": QUOTE},
            {"actor": {"code": "BRA"}, "kind": "goal", "evidence": QUOTE},
        ]
    }
    assert figures(gold, coded)["interests"] == (1, 2, 2)
    made = score_system([{"id": "t", **row} for row in gold], {"t": coded})["interests"].json()
    assert (made["f1"], made["met"], made["kind"]) == (0.5, 2, 0.0)


@pytest.mark.parametrize(
    ("gold", "coded", "agrees"),
    [
        (("author", ["ECU"]), ("author", ["ECU", "PER"]), True),
        (("author", ["ECU"]), ("author", []), False),
        (("author", []), ("author", ["PER"]), True),
        (("Ana Paz", ["ECU"]), ("Paz", []), True),
        (("Ana Paz", []), ("author", []), False),
    ],
)
def test_a_proposal_agrees_on_proposer_or_addressee(gold, coded, agrees):
    row = {"kind": "proposal", "proposer": gold[0], "addressees": gold[1], "evidence": [SAID]}
    made = {
        "proposer": {"name": coded[0]},
        "addressees": [{"code": code} for code in coded[1]],
        "evidence": QUOTE,
    }
    assert figures([row], {"proposals": [made]})["proposals"] == (int(agrees), 1, 1)


def test_links_agree_on_the_sign_and_claims_on_the_kind_one_to_one():
    gold = [
        {"kind": "link", "sign": "+", "evidence": [SAID]},
        {"kind": "link", "sign": "-", "evidence": [SAID]},
        {"kind": "claim", "sort": "first", "evidence": [SAID]},
    ]
    coded = {
        "links": [{"sign": "-", "evidence": QUOTE}, {"sign": "-", "evidence": QUOTE}],
        "claims": [{"kind": "first", "evidence": QUOTE}],
    }
    assert figures(gold, coded) == {
        "interests": (0, 0, 0),
        "proposals": (0, 0, 0),
        "links": (1, 2, 2),
        "claims": (1, 1, 1),
    }
