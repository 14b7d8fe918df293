"""When two tellings agree: the rules of the guidelines, case by case."""

from __future__ import annotations

import pytest
from evaluation_samples import TEXT, event, quoted

from legation.evaluation import agreement
from legation.evaluation.told import told


def sides(gold, coded):
    return agreement.sides_agree(told(gold, TEXT), told(coded, TEXT))


@pytest.mark.parametrize(
    ("gold", "coded", "agree"),
    [
        (("ACCUSE", ["ECU"], ["BOL"]), (["ECU"], ["BOL"]), True),
        (("ACCUSE", ["ECU"], ["BOL"]), (["ECU", "PER"], ["CHL", "BOL"]), True),
        (("ACCUSE", ["ECU"], ["BOL"]), (["BOL"], ["ECU"]), False),
        (("ACCUSE", ["ECU"], ["BOL"]), (["ECU", "BOL"], []), False),
        (("ACCUSE", ["ECU"], ["BOL"]), (["ECU"], []), False),
        (("ACCUSE", [], ["BOL"]), (["PER"], ["BOL"]), True),
        (("CONSULT", ["PER"], ["CHL"]), (["CHL"], ["PER"]), True),
        (("COOPERATE", ["PER"], ["CHL"]), (["CHL"], ["PER"]), True),
        (("SUPPORT", ["PER"], ["CHL"]), (["CHL"], ["PER"]), False),
        (("SUPPORT", ["PER"], ["CHL"]), (["CHL", "PER"], []), True),
        (("AGREE", ["PER"], ["CHL"]), (["CHL", "PER"], ["BOL"]), False),
        (("CONSULT", ["PER", "CHL", "BOL"], []), (["PER"], ["BOL"]), True),
        (("CONSULT", ["PER", "CHL", "BOL"], []), (["PER"], []), False),
        (("MOBILIZE", ["PER"], []), (["PER"], ["CHL"]), True),
        (("MOBILIZE", ["PER"], []), (["CHL"], ["PER"]), False),
        (("PROTEST", [], []), ([], []), True),
        (("PROTEST", [], []), (["PER"], []), False),
        (("ACCUSE", ["nsa:Group"], ["BOL"]), (["NSA:group"], ["BOL"]), True),
    ],
)
def test_sides(gold, coded, agree):
    type_, actors, recipients = gold
    assert sides(event(type_, actors, recipients), event("AID", *coded)) is agree


def test_a_mediation_is_not_swapped():
    gold = event("CONSULT", ["PER"], ["CHL"], mode="third-party")
    assert not sides(gold, event("CONSULT", ["CHL"], ["PER"]))


@pytest.mark.parametrize(
    ("gold", "coded", "agree"),
    [
        (None, None, True),
        ("2025-10-26", None, False),
        (None, "2025-10-26", False),
        ("2025-10-26", "2025-10-26", True),
        ("2025-10-26", "2025-10-27", False),
        ("2025-10-26", "2025-10-26/2025-10-27", True),
        ("2025-10-26", "2025-10-26/2025-10-28", False),
        ("2025-10", "2025-10-15/2025-11-02", True),
        ("2025-10", "2025-10-15/2025-11-05", False),
        ("2025", "2025-10", False),
        ("200X", "2000/2006", True),
        ("../2025-10-26", "../2025-11-26", True),
        ("../2025-10-26", "../2025-11-27", False),
        ("../2025-10-26", "2025-10-26", False),
        ("2025-10-26/..", "2025-10-01/..", True),
        ("2025-10-26/..", "../2025-10-26", False),
        ("2024-21", "2024-03", False),
        ("2025-10-26~", "2025-10-26", True),
        ("some day", None, True),
        ("2025-02-30", "2025-02", False),
    ],
)
def test_dates(gold, coded, agree):
    assert agreement.dates_agree(gold, coded) is agree


@pytest.mark.parametrize(
    ("item", "counts"),
    [
        ("Chile thanked Peru", True),
        (quoted(TEXT, "thanked Peru"), True),
        ({**quoted(TEXT, "thanked Peru"), "quote": "thanked  Peru"}, False),
        ({**quoted(TEXT, "Peru. Bolivia"), "quote": None}, True),
        ("Chile praised Peru", False),
        ("", False),
        (quoted(TEXT, "Ecuador accused Bolivia"), False),
    ],
)
def test_evidence(item, counts):
    gold = told(event("SUPPORT", ["CHL"], ["PER"], "Chile thanked Peru"), TEXT)
    coded = told(event("SUPPORT", ["CHL"], ["PER"], evidence=[item]), TEXT)
    assert agreement.evidence_overlaps(gold, coded) is counts


def test_a_quote_of_over_three_hundred_characters_is_no_evidence():
    text = "Chile thanked Peru for it, " + "and so on, " * 40
    gold = told(event("SUPPORT", ["CHL"], ["PER"], "Chile thanked Peru"), text)
    for length, counts in ((300, True), (301, False)):
        span = {"start": 0, "stop": length}
        coded = told(event("SUPPORT", ["CHL"], ["PER"], evidence=[span]), text)
        assert agreement.evidence_overlaps(gold, coded) is counts


def test_only_fields_that_somebody_gives_are_compared():
    bare = told(event("MOBILIZE", ["PER"]), TEXT)
    assert agreement.fields(bare, bare) == {"status": True, "evidence": True}
    full = told(
        event(
            *("CONSULT", ["PER"], ["CHL"]),
            mode="visit",
            place="CHL",
            when="2025-10-20",
            per=[{"name": "Ana Paz", "code": None, "office": "minister"}],
        ),
        TEXT,
    )
    swapped = told(
        event("CONSULT", ["CHL"], ["PER"], status="planned", per=["the minister Paz"]), TEXT
    )
    assert agreement.fields(full, swapped) == {
        "status": False,
        "evidence": True,
        "direction": False,
        "mode": False,
        "place": False,
        "date": False,
        "per": True,
    }


def test_codes_overlap_by_what_both_name():
    gold = told(event("SUPPORT", ["PER", "CHL"], ["BOL"]), TEXT)
    assert agreement.code_overlap(gold, told(event("SUPPORT", ["PER"], ["ECU"]), TEXT)) == 0.25
    empty = told(event("PROTEST", []), TEXT)
    assert agreement.code_overlap(empty, empty) == 1
