"""What was planned, possible, denied or called off, told in the ways in which English tells it."""

from __future__ import annotations

import pytest

from legation.coding import Coder
from legation.model import Article, Event, Status

PLANNED, MAYBE, DENIED, OFF = (
    Status.PLANNED,
    Status.HYPOTHETICAL,
    Status.DENIED,
    Status.CANCELLED,
)


def events(coder: Coder, text: str, published: str = "2025-10-26") -> list[Event]:
    return list(coder.code(Article(id="t", text=text, published=published)).events)


def told(coder: Coder, text: str, type_: str, *codes: str) -> set[Status]:
    """The statuses of the events of a type among these sides."""
    return {
        e.status
        for e in events(coder, text)
        if e.type == type_ and set(codes) <= {s.code for s in (*e.actors, *e.recipients)}
    }


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Fiji's president travels to Japan next week.", PLANNED),
        ("Fiji's president will travel to Japan.", PLANNED),
        ("Fiji's president said that he would travel to Japan.", PLANNED),
        (
            "Fiji's foreign ministry informed reporters that its minister would visit Japan.",
            PLANNED,
        ),
        ("And when will Macron travel to Japan?", MAYBE),
        ("Should Macron visit Japan, the markets will notice.", MAYBE),
        ("Were Macron to visit Japan, a banker said, the yen would rise.", MAYBE),
        ("Norway could help by hosting talks between Fiji and Japan.", MAYBE),
        ("Norway helped by hosting talks between Fiji and Japan.", Status.OCCURRED),
        ("Fiji's president put off a visit to Japan.", OFF),
        ("Fiji's president calls off a visit to Japan.", OFF),
        ("Fiji's president had planned to visit Japan.", OFF),
        ("Fiji's president was to have visited Japan on Friday.", OFF),
        ("Japan has withdrawn its invitation to Fiji's president.", OFF),
        ("Fiji's president has no intention of visiting Japan.", DENIED),
        ("A visit by Fiji's leader to Japan is scheduled for December.", PLANNED),
        ("Fiji announced a visit of its president to Japan.", PLANNED),
        ("Fiji's president will no longer travel to Japan.", OFF),
        ("The trip of Fiji's president to Japan was put back to the autumn.", OFF),
    ],
)
def test_one_visit(coder, text, status):
    guest = "FRA" if "Macron" in text else "FJI"
    assert told(coder, text, "CONSULT", guest, "JPN") == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The talks between Peru and Chile are off.", OFF),
        ("The talks between Peru and Chile are off the table.", OFF),
        ("Talks between Peru and Chile are unlikely.", MAYBE),
        ("Talks between Peru and Chile are under consideration.", MAYBE),
        ("Talks between Peru and Chile could still come about, a diplomat said.", MAYBE),
        ("Talks between Peru and Chile are to follow.", PLANNED),
        ("Talks between Peru and Chile, set for Tuesday, have drawn much interest.", PLANNED),
        ("Talks between Peru and Chile did not take place.", DENIED),
        ("Talks between Peru and Chile fell through.", OFF),
        ("Peru and Chile have set talks for Friday.", PLANNED),
        ("No meeting took place between the leaders of Peru and Chile.", DENIED),
        ("Talks between Peru and Chile seem unlikely.", MAYBE),
        ("Whether Peru and Chile will meet is unclear.", MAYBE),
        ("Peru's leader flew home without talks with Chile's president.", DENIED),
        ("Talks between Peru and Chile had been set for June and were postponed.", OFF),
    ],
)
def test_one_meeting(coder, text, status):
    assert told(coder, text, "CONSULT", "PER", "CHL") == {status}


def test_a_meeting_of_nobody_in_particular_is_that_of_those_who_deal_with_each_other(coder):
    text = "Kenya accused Malawi of fraud. Malawi accused Kenya of theft. No meeting is planned."
    assert told(coder, text, "CONSULT", "KEN", "MWI") == {DENIED}
    assert not told(coder, text.replace("No meeting is planned", "Meetings tire"), "CONSULT")


def test_what_was_to_be_and_was_put_off_is_one_event(coder):
    text = "Togo's premier, who was to hold talks with Ghana's president, has put off his visit."
    assert told(coder, text, "CONSULT", "TGO", "GHA") == {OFF}


def test_a_plan_made_anew_after_one_was_put_off_stands(coder):
    text = "Togo's premier will visit Ghana, a year after he called off a visit to Ghana."
    assert PLANNED in told(coder, text, "CONSULT", "TGO", "GHA")


def test_sides_of_a_meeting_told_in_a_clause_on_it(coder):
    text = "A meeting at which Togo, Ghana and Benin were to discuss fishing was scrapped."
    assert told(coder, text, "CONSULT", "TGO", "GHA", "BEN") == {OFF}


@pytest.mark.parametrize(
    "text",
    [
        "Oman denies having had anything to do with the attack on Yemen.",
        "Oman denied any involvement in the attack on Yemen.",
        "Oman denied having struck Yemen.",
        "Oman rejected reports that it had bombed Yemen.",
        "Oman dismissed as false the claim of a newspaper that it had bombed Yemen.",
    ],
)
def test_an_attack_denied(coder, text):
    assert told(coder, text, "ASSAULT", "OMN", "YEM") == {DENIED}


def test_a_speech_act_that_its_speaker_says_he_never_made_is_denied(coder):
    said = "Chad said that it had never accused Sudan of theft."
    assert told(coder, said, "ACCUSE", "TCD", "SDN") == {DENIED}
    assert not told(coder, "Chad has never accused Sudan of theft.", "ACCUSE")


def test_what_is_joined_to_a_denial_is_not_denied(coder):
    text = "Chad denies having attacked Sudan and accused Libya of the raid."
    assert told(coder, text, "ACCUSE", "TCD", "LBY") == {Status.OCCURRED}


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("Togo called off an attack on Benin.", "ASSAULT", OFF),
        ("Togo is considering a suspension of its partnership with Benin.", "SANCTION", MAYBE),
        ("Togo denied giving help to Benin.", "AID", DENIED),
        ("Togo is unlikely to agree to a summit with Benin.", "CONSULT", MAYBE),
        ("Togo agreed on Monday to a meeting with Benin.", "CONSULT", PLANNED),
        ("Togo may cancel its meeting with Benin.", "CONSULT", MAYBE),
        ("Togo will cancel its meeting with Benin.", "CONSULT", OFF),
        ("Togo denied having supplied weapons to Benin.", "AID", DENIED),
        ("Police found no evidence that Togo had attacked Benin.", "ASSAULT", DENIED),
        ("Togo has yet to recognise Benin.", "SUPPORT", DENIED),
        ("Observers expect Togo to impose sanctions on Benin.", "SANCTION", MAYBE),
        ("Togo said that it was going to expel envoys of Benin.", "SANCTION", PLANNED),
        (
            "It is untrue that Togo expelled Benin's ambassador, an officer said.",
            "SANCTION",
            DENIED,
        ),
        ("Neither Togo nor Benin signed the agreement.", "SUPPORT", DENIED),
        ("Togo denied having given any assurance to Benin.", "AGREE", DENIED),
        ("Togo considers putting troops in Benin.", "AID", MAYBE),
        ("Togo and Benin are to start a joint military exercise on Friday.", "COOPERATE", PLANNED),
    ],
)
def test_other_acts(coder, text, type_, status):
    assert told(coder, text, type_, "TGO", "BEN") == {status}


def test_three_named_together_are_who_the_three_are(coder):
    text = (
        "Ghana, Togo and Benin signed a pact on fishing. The three countries will meet every year."
    )
    assert told(coder, text, "CONSULT", "GHA", "TGO", "BEN") == {PLANNED}


def test_what_is_said_of_a_word_is_not_said_of_what_it_is_about(coder):
    text = "Officials gave no dates for the visit of Peru's president to Chile."
    assert DENIED not in told(coder, text, "CONSULT")


def test_a_name_in_another_spelling_is_the_person_in_office(coder):
    found = events(coder, "Zelensky visited France on Monday.")
    assert [[s.code for s in e.actors] for e in found] == [["UKR"]]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The German foreign ministry called the step a disastrous signal.", "ACCUSE"),
        ("Germany termed it unacceptable.", "ACCUSE"),
        ("Germany described the move as meaningless.", "ACCUSE"),
        ("Germany welcomed the decision.", "SUPPORT"),
        ("Germany called the swap a humanitarian act.", "SUPPORT"),
        ("Germany supports the measure.", "SUPPORT"),
    ],
)
def test_a_verdict_on_a_deed_is_on_its_doer(coder, text, type_):
    found = events(coder, f"Chad expelled Sudan's ambassador. {text}")
    verdicts = [(e.actors[0].code, e.recipients[0].code) for e in found if e.type == type_]
    assert verdicts == [("DEU", "TCD")]


def test_a_verb_that_goes_on_goes_on_with_the_same_side(coder):
    found = events(coder, "Togo attacked a border post in Benin and seized several villages.")
    seizures = [[s.code for s in e.recipients] for e in found if e.type == "COERCE"]
    assert seizures == [["BEN"]]


def test_attempts_by_somebody_are_that_somebodys(coder):
    text = "Ghana spoke of efforts by Togo to annex Benin."
    assert told(coder, text, "COERCE", "TGO", "BEN") == {MAYBE}


def test_a_summit_put_off_needs_no_second_side(coder):
    text = "Peru postponed the Summit of the Americas until next year."
    assert told(coder, text, "CONSULT", "PER") == {OFF}


def test_a_suspended_accord_was_once_made(coder):
    text = "Togo suspended the implementation of an accord with Benin."
    assert told(coder, text, "SUPPORT", "TGO", "BEN") == {Status.OCCURRED}


def test_what_is_denied_to_nobody_in_particular_is_so_to_whom_one_deals_with(coder):
    text = "Benin accused Togo of theft. Togo denies that it sank a ship."
    found = [e for e in events(coder, text) if e.type == "ASSAULT"]
    assert [(e.status, e.recipients[0].code) for e in found] == [(DENIED, "BEN")]


def test_a_gerund_after_a_denial_is_what_is_denied(coder):
    text = "Rwanda denies supporting rebels in Congo."
    assert {e.status for e in events(coder, text)} == {DENIED}


def test_an_act_told_by_an_adverb_has_a_chance_like_others(coder):
    text = "Chad detained a man who had allegedly spied for Libya."
    assert all(0 < e.confidence < 1 for e in events(coder, text))


@pytest.mark.parametrize(
    "text",
    [
        "France expressed support for talks between Israel and Lebanon.",
        "Chile voiced its backing for a summit of Peru and Ecuador.",
    ],
)
def test_who_supports_talks_does_not_say_that_there_are_any(coder, text):
    assert {e.type.value for e in events(coder, text)} == {"SUPPORT"}


def test_who_welcomes_talks_of_others_supports_them(coder):
    text = "The Philippines welcomed talks between Thailand and Cambodia."
    (support,) = [e for e in events(coder, text) if e.type == "SUPPORT"]
    assert [side.code for side in support.actors] == ["PHL"]
    assert not told(coder, text, "AGREE")


def test_a_word_for_settling_before_a_noun_tells_nothing_of_what_is_to_come(coder):
    text = "Kenya and Uganda spoke of the decided visit and the settled frontier."
    assert coder.code(Article(id="t", text=text, published="2025-10-26")).events is not None
