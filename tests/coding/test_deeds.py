"""Whose a thing is that somebody judges, and whose an act is that other words tell."""

from __future__ import annotations

import pytest

from legation.coding import Coder
from legation.model import Article, Event


def told(coder: Coder, text: str) -> set[tuple[str, str, str]]:
    found: tuple[Event, ...] = coder.code(Article(id="t", text=text, published="2024-05-20")).events
    return {
        (e.type, "+".join(s.code for s in e.actors), "+".join(s.code for s in e.recipients))
        for e in found
    }


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "President Hakainde Hichilema presented a plan for Malawi. Malawi had asked for it. Kenya supports the plan.",
            ("SUPPORT", "KEN", "ZMB"),
        ),
        (
            "Chad and Sudan signed a peace agreement on Monday. Kenya welcomed it.",
            ("SUPPORT", "KEN", "TCD+SDN"),
        ),
        (
            "Peru expelled the Chilean ambassador. Bolivia praised the expulsion.",
            ("SUPPORT", "BOL", "PER"),
        ),
        (
            "Peru expelled the Chilean ambassador. Bolivia called the decision reckless.",
            ("ACCUSE", "BOL", "PER"),
        ),
    ],
)
def test_a_verdict_is_on_whoever_did_or_made_the_thing(coder, text, event):
    assert event in told(coder, text)


def test_a_resolution_is_the_councils(coder):
    found = told(
        coder,
        "The Security Council voted on an American plan for Haiti. Cuba rejected the resolution.",
    )
    assert ("REJECT", "CUB", "UNSC") in found


def test_what_a_state_yields_it_yields_to_the_one_it_is_at_odds_with(coder):
    found = told(coder, "Chad accused Sudan of a raid. On Friday Chad accepted a ceasefire.")
    assert ("CONCEDE", "TCD", "SDN") in found


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kenya responded with air raids on Somali posts.", ("ASSAULT", "KEN", "SOM")),
        ("Kenya announced the resumption of attacks on Somalia.", ("ASSAULT", "KEN", "SOM")),
    ],
)
def test_an_act_is_of_the_one_who_answers_with_it_or_resumes_it(coder, text, event):
    assert event in told(coder, text)


def test_its_soldiers_held_by_another_are_those_of_the_one_who_says_so(coder):
    found = told(coder, "Chad said that Mali had detained several of its soldiers.")
    assert ("COERCE", "MLI", "TCD") in found


def test_its_fighters_are_those_of_the_group(coder):
    found = told(
        coder, "The Karen Liberty Front said that its fighters had attacked a post of Myanmar."
    )
    assert ("ASSAULT", "NSA:Karen Liberty Front", "MMR") in found


def test_all_who_met_go_on_together(coder):
    found = told(
        coder,
        "The national security advisers of Japan, Kenya and Chad met in Nairobi. "
        "The advisers condemned Mali.",
    )
    assert any(t == "ACCUSE" and set(a.split("+")) == {"JPN", "KEN", "TCD"} for t, a, _ in found)


def test_organs_of_provinces_act_for_their_state(coder):
    assert ("ACCUSE", "ARE", "OMN") in told(coder, "The ruler of Dubai condemned Oman.")
    assert ("SANCTION", "USA", "MLI") in told(
        coder, "A California court sentenced two Malian spies."
    )
    assert ("ACCUSE", "EU", "IRN") in told(coder, "European leaders condemned Iran.")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Ukrainian drone strikes on Sevastopol killed two.", ("ASSAULT", "UKR", "RUS")),
        (
            "Kenya deployed fighter jets to Uganda in response to Congolese attacks.",
            ("MOBILIZE", "KEN", "COD"),
        ),
        (
            "Kenya carried out airstrikes on bandits in Somalia, targeting a camp of al-Shabaab.",
            ("ASSAULT", "KEN", "NSA:al-Shabaab"),
        ),
    ],
)
def test_an_attack_is_on_who_holds_the_place_is_aimed_at_or_answered(coder, text, event):
    assert event in told(coder, text)


def test_we_are_those_whose_statement_stands_below_a_dateline(coder):
    text = (
        "OTTAWA, June 3 - Canada condemned the arrest of two aid workers by Eritrea on Tuesday. "
        "We call on Eritrea to free them."
    )
    assert ("REQUEST", "CAN", "ERI") in told(coder, text)
    assert ("REQUEST", "CAN", "ERI") in told(coder, f"By our correspondent\n{text}")


def test_we_are_those_whose_statement_a_text_opens_with(coder):
    found = told(
        coder,
        "The Foreign Ministry of Chad condemns the raid by Sudan. "
        "We call on Sudan to withdraw its soldiers at once.",
    )
    assert ("REQUEST", "TCD", "SDN") in found


def test_the_government_is_that_of_the_land_that_the_sentence_opens_with(coder):
    found = told(
        coder,
        "Peru and Chile are at odds. In Lima the government expelled the Chilean ambassador.",
    )
    assert ("SANCTION", "PER", "CHL") in found


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Chad bombed a camp in Sudan. Libya and Egypt, which had mediated together with Kenya, condemned the raids.",
            ("ACCUSE", "LBY+EGY", "TCD"),
        ),
        (
            "The measures of Peru repay those which Chile took on Monday: it expelled the Peruvian ambassador.",
            ("SANCTION", "CHL", "PER"),
        ),
        ("Prosecutors in The Hague charged a Kenyan minister.", ("ACCUSE", "ICC", "KEN")),
        (
            "Yoweri Museveni was in a hurry. William Ruto was not. In Kampala the president expelled the Danish ambassador.",
            ("SANCTION", "UGA", "DNK"),
        ),
        (
            "Kenyan and Ugandan fighters brought down several Sudanese drones.",
            ("ASSAULT", "KEN+UGA", "SDN"),
        ),
        (
            "Moscow is losing patience, and Russia accused the West of lies.",
            ("ACCUSE", "RUS", "USA"),
        ),
    ],
)
def test_who_is_meant_is_told_by_the_words_around(coder, text, event):
    assert event in told(coder, text)


def test_each_of_two_does_it_to_the_other(coder):
    found = told(coder, "Kenya and Uganda had quarrelled. Each army accused the other of breaches.")
    assert {("ACCUSE", "KEN", "UGA"), ("ACCUSE", "UGA", "KEN")} <= found
