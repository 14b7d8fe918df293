"""Whom a sentence means but does not name, by what the text is about and who acts in it."""

from __future__ import annotations

from legation.coding import Coder
from legation.model import Article, Event


def events(coder: Coder, text: str) -> list[Event]:
    return list(coder.code(Article(id="t", text=text, published="2024-05-20")).events)


def sides(found: list[Event], type_: str) -> tuple[set[str], set[str]]:
    event = [e for e in found if e.type == type_][-1]
    return {s.code for s in event.actors}, {s.code for s in event.recipients}


def test_the_country_is_the_one_that_the_text_is_about(coder):
    found = events(
        coder,
        "Guinea's junta has quarrelled with everybody. Guinea dismissed French advisers, and Guinea "
        "insulted its lenders. Denmark shut its mission in Conakry. The African Union has imposed "
        "sanctions on the country.",
    )
    assert sides(found, "SANCTION") == ({"AU"}, {"GIN"})


def test_an_object_is_not_the_subject_of_its_own_clause(coder):
    found = events(
        coder, "France said that it would go on. Baku accused it of preparing a new war."
    )
    assert sides(found, "ACCUSE") == ({"AZE"}, {"FRA"})


def test_it_is_no_person(coder):
    found = events(
        coder, "Oman had mediated for a year; President Joe Biden thanked its sultan on Monday."
    )
    assert sides(found, "SUPPORT") == ({"USA"}, {"OMN"})


def test_whoever_is_dealt_with_in_the_sentence_is_dealt_with_again(coder):
    found = events(
        coder,
        "Chad and Sudan are at odds. Chad and Sudan have no envoys. On Monday Peru summoned the "
        "Chilean ambassador to demand an apology.",
    )
    assert sides(found, "REQUEST") == ({"PER"}, {"CHL"})


def test_a_verdict_on_an_accord_is_on_those_who_made_it(coder):
    found = events(
        coder,
        "Kenya and Uganda signed a declaration on Monday. The African Union and the United States "
        "welcomed the declaration.",
    )
    assert sides(found, "SUPPORT") == ({"AU", "USA"}, {"KEN", "UGA"})


def test_him_is_the_nearest_other_person_of_the_sentence(coder):
    found = events(
        coder,
        "In March Foreign Minister Penny Wong of Australia flew to Tokyo, where Fumio Kishida promised "
        "her more aid.",
    )
    assert sides(found, "AGREE") == ({"JPN"}, {"AUS"})


def test_the_kingdom_and_the_island_are_such_states(coder):
    found = events(
        coder,
        "Jordan quarrelled with Egypt and Cuba. Egypt's press scolded Jordan. Egypt expelled an envoy of "
        "the kingdom on Monday. Egypt imposed sanctions on the island.",
    )
    codes = {tuple(sorted(e.codes)) for e in found if e.type == "SANCTION"}
    assert codes == {("EGY", "JOR"), ("CUB", "EGY")}


def test_a_part_of_the_world_is_no_state(coder):
    found = events(coder, "Peru expelled the diplomats of seven Latin American states.")
    assert all("USA" not in e.codes for e in found)


def test_nobody_is_filled_in_where_somebody_without_a_code_stands(coder):
    found = events(
        coder,
        "Kenya and Somalia are at odds. Somalia and Kenya have met. Kenya signed a memorandum with "
        "Somaliland on Monday.",
    )
    assert all("SOM" not in e.codes for e in found if e.type == "SUPPORT")


def test_what_police_meet_with_gas_is_no_meeting(coder):
    assert not [
        e
        for e in events(coder, "Israeli police met protesters with tear gas.")
        if e.type == "CONSULT"
    ]


def test_who_acts_in_a_clause_on_a_thing_is_not_acted_upon(coder):
    found = events(coder, "The UNC suspended tours of Panmunjom, which North Korea guards.")
    assert all("PRK" not in {s.code for s in e.recipients} for e in found)
