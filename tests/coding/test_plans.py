"""Plans, denials, possibilities and what was called off, by class of language, sides named or not."""

from __future__ import annotations

import pytest

from legation.coding import Coder
from legation.model import Article, Status

PLANNED, MAYBE, DENIED, OFF = (
    Status.PLANNED,
    Status.HYPOTHETICAL,
    Status.DENIED,
    Status.CANCELLED,
)
_QUARREL = "Norway and Chile have quarrelled over salmon for a year. "


def told(coder: Coder, text: str, type_: str, codes: str) -> set[Status]:
    """The statuses of the events of a type among these sides."""
    coded = coder.code(Article(id="t", text=text, published="2025-04-22"))
    wanted = set(codes.split())
    return {
        e.status
        for e in coded.events
        if e.type == type_ and wanted <= {s.code for s in (*e.actors, *e.recipients)}
    }


@pytest.mark.parametrize(
    ("text", "type_", "codes"),
    [
        (f"{_QUARREL}Talks are scheduled for Monday in Oslo.", "CONSULT", "NOR CHL"),
        (f"{_QUARREL}A new round of negotiations will begin in Lima.", "CONSULT", "NOR CHL"),
        ("Ahead of Modi's visit to Oslo next week, Norway cut duties.", "CONSULT", "IND NOR"),
        ("Ghana said preparations were under way for talks with Togo.", "CONSULT", "GHA TGO"),
        ("Work is under way on a visit by Ghana's president to Togo.", "CONSULT", "GHA TGO"),
        ("A date has been set for the visit of Ghana's president to Togo.", "CONSULT", "GHA TGO"),
        ("Ghana's president will be in Togo from Monday to Wednesday.", "CONSULT", "GHA TGO"),
        ("Ghana's president arrives in Togo on Friday.", "CONSULT", "GHA TGO"),
        ("The next meeting of Ghana and Togo is planned for 4 June.", "CONSULT", "GHA TGO"),
        ("Togo is about to launch an offensive against Benin.", "ASSAULT", "TGO BEN"),
        ("Tariffs on Chinese steel are to take effect in July, the EU said.", "SANCTION", "EU CHN"),
    ],
)
def test_planned(coder, text, type_, codes):
    assert told(coder, text, type_, codes) == {PLANNED}


@pytest.mark.parametrize(
    ("text", "type_", "codes"),
    [
        (f"{_QUARREL}There are no talks at present, a minister said.", "CONSULT", "NOR CHL"),
        (f"{_QUARREL}No talks are under way.", "CONSULT", "NOR CHL"),
        ("Ghana denied reports of secret talks with Togo.", "CONSULT", "GHA TGO"),
        ("Ghana dismissed reports of secret talks with Togo as baseless.", "CONSULT", "GHA TGO"),
        ("Ghana says it had nothing to do with the attack on Togo.", "ASSAULT", "GHA TGO"),
        ("Ghana said it was not behind the attack on Togo.", "ASSAULT", "GHA TGO"),
        ("Rwanda denies that its troops are in Congo.", "MOBILIZE", "RWA COD"),
        ("Ghana and Togo met for two days but reached no agreement.", "SUPPORT", "GHA TGO"),
        ("Ghana imposed no sanctions on Togo.", "SANCTION", "GHA TGO"),
        ("None of Ghana's envoys visited Togo.", "CONSULT", "GHA TGO"),
        ("Ghana stopped short of expelling the ambassador of Togo.", "SANCTION", "GHA TGO"),
        ("Ghana decided against a visit to Togo.", "CONSULT", "GHA TGO"),
    ],
)
def test_denied(coder, text, type_, codes):
    assert told(coder, text, type_, codes) == {DENIED}


@pytest.mark.parametrize(
    ("text", "type_", "codes"),
    [
        ("Germany is weighing sanctions against China.", "SANCTION", "DEU CHN"),
        ("The Bundestag passed a bill that would ban Chinese cars.", "SANCTION", "DEU CHN"),
        ("A German draft would bar Chinese firms from the network.", "SANCTION", "DEU CHN"),
        ("Under the draft, Germany would expel Chinese diplomats.", "SANCTION", "DEU CHN"),
        ("Ghana's parliament passed a bill to ban ships from Togo.", "SANCTION", "GHA TGO"),
        ("Ghana's president floated a meeting with the president of Togo.", "CONSULT", "GHA TGO"),
        ("Aides discuss a possible visit by Ghana's president to Togo.", "CONSULT", "GHA TGO"),
        ("Ministers in Accra are exploring a summit with Togo.", "CONSULT", "GHA TGO"),
        ("Officials fear an Israeli attack on Iran.", "ASSAULT", "ISR IRN"),
        ("Israel is considering a strike on Iran, officials said.", "ASSAULT", "ISR IRN"),
        ("A minister warned that Israel could attack Iran within weeks.", "ASSAULT", "ISR IRN"),
        ("Nothing has been decided about a visit of Ghana's leader to Togo.", "CONSULT", "GHA TGO"),
    ],
)
def test_possible(coder, text, type_, codes):
    assert told(coder, text, type_, codes) == {MAYBE}


@pytest.mark.parametrize(
    ("text", "type_", "codes"),
    [
        ("The trip of Ghana's president to Togo was put on hold.", "CONSULT", "GHA TGO"),
        ("Ghana's president had been due to fly to Togo this week.", "CONSULT", "GHA TGO"),
        ("Ghana's president had been expected in Togo but stayed at home.", "CONSULT", "GHA TGO"),
        ("Ghana's leader was due in Togo, but the visit was cancelled.", "CONSULT", "GHA TGO"),
        (
            "Ghana's leader was due in Togo in May. The trip never took place.",
            "CONSULT",
            "GHA TGO",
        ),
        (f"{_QUARREL}A meeting set for Monday was cancelled.", "CONSULT", "NOR CHL"),
        ("Plans for a summit between Ghana and Togo were dropped.", "CONSULT", "GHA TGO"),
        (
            "Ghana and Togo were to sign the accord on Friday, but the ceremony was put off.",
            "SUPPORT",
            "GHA TGO",
        ),
        ("The signing of the accord between Ghana and Togo was postponed.", "SUPPORT", "GHA TGO"),
    ],
)
def test_called_off(coder, text, type_, codes):
    assert told(coder, text, type_, codes) == {OFF}


def test_a_trip_without_a_host_is_the_one_told_before(coder):
    text = (
        "Ghana's president will visit Togo in May. Togo's president is ill. Kenya's leader "
        "will visit Malawi. Officials gave no dates for the trip of Ghana's president."
    )
    assert told(coder, text, "CONSULT", "GHA MWI") == set()


def test_nobody_who_will_do_something_refuses_nothing(coder):
    text = 'Ghana accused Togo of theft. "Nobody will hand in a gun," a villager said.'
    assert told(coder, text, "REJECT", "GHA") == set()


def test_what_somebody_makes_no_secret_of_he_does(coder):
    text = "Ghana left no doubt that it had expelled the ambassador of Togo."
    assert told(coder, text, "SANCTION", "GHA TGO") == {Status.OCCURRED}


@pytest.mark.parametrize(
    ("text", "type_", "codes", "status"),
    [
        ("Ghana and Togo agreed to meet again in May.", "CONSULT", "GHA TGO", PLANNED),
        ("Ghana has called an emergency meeting.", "CONSULT", "GHA", PLANNED),
        ("Ghana has called its neighbours to a special session.", "CONSULT", "GHA", PLANNED),
        ("The African Union will take up the matter this week.", "CONSULT", "AU", PLANNED),
        ("The president of Ghana left for talks in Togo.", "CONSULT", "GHA TGO", Status.OCCURRED),
        (
            "A ten per cent tariff on Kenyan tea takes effect on May 1, the White House said.",
            "SANCTION",
            "USA KEN",
            PLANNED,
        ),
        (
            "Foreign Minister Sergei Lavrov, about to leave for talks in Togo, told reporters that a deal was near.",
            "CONSULT",
            "RUS TGO",
            PLANNED,
        ),
        ("Ghana announced duties on goods from Togo.", "SANCTION", "GHA TGO", PLANNED),
        ("Ghana put off its tariffs on Togo.", "SANCTION", "GHA TGO", OFF),
        (
            "A visit of Ghana's leader to Togo, set for May, will not take place.",
            "CONSULT",
            "GHA TGO",
            OFF,
        ),
        (
            "The pact which Ghana and Togo meant to sign will have to wait.",
            "SUPPORT",
            "GHA TGO",
            OFF,
        ),
        ("Ghana denies any intention of going to war with Togo.", "ASSAULT", "GHA TGO", DENIED),
        ("Ghana denies having soldiers in Togo.", "MOBILIZE", "GHA TGO", DENIED),
        ("Ghana declined to impose sanctions, a diplomat in Togo said.", "SANCTION", "GHA", DENIED),
        ("Ghana may leave the treaty on landmines, a minister said.", "SANCTION", "GHA", MAYBE),
        (
            "Ghana's prime minister talks of leaving the convention on landmines.",
            "SANCTION",
            "GHA",
            MAYBE,
        ),
    ],
)
def test_other_ways_of_saying_so(coder, text, type_, codes, status):
    assert status in told(coder, text, type_, codes)


def test_who_denies_what_was_done_to_him_denies_the_act_of_the_other(coder):
    text = "Ghana's navy asserts that it expelled a ship of Togo, which Togo denies."
    found = coder.code(Article(id="t", text=text, published="2025-04-22")).events
    denied = [e for e in found if e.status is DENIED]
    assert all(e.actors[0].code == "GHA" for e in denied)


def test_who_struck_most_is_who_might_strike_again(coder):
    text = (
        "Israel bombed Beirut on Monday. Israel struck the port of Beirut on Tuesday. "
        "Lebanon has asked for help. Diplomats think a new attack likely."
    )
    assert told(coder, text, "ASSAULT", "ISR LBN") == {Status.OCCURRED, MAYBE}
