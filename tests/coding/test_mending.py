"""Parses that are mended: subjects lost in a date, broken lists, and acts that two do to each other."""

from __future__ import annotations

import pytest

from legation.coding import Coder, mended, parse
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
        ("On 3 December Caracas recalled its ambassador from Lima.", ("SANCTION", "VEN", "PER")),
        ("In 2015 South Africa expelled the Rwandan envoy.", ("SANCTION", "ZAF", "RWA")),
        ("On 15 May Bamako expelled the Danish ambassador.", ("SANCTION", "MLI", "DNK")),
        (
            "At an air base in Nairobi on Thursday Chad expelled the Danish ambassador.",
            ("SANCTION", "TCD", "DNK"),
        ),
    ],
)
def test_a_subject_after_a_date_is_no_part_of_it(coder, text, event):
    assert told(coder, text) == {event}


def test_a_month_is_no_march(coder):
    assert told(coder, "In late March the Sudanese army was attacked by Chad.") == {
        ("ASSAULT", "TCD", "SDN")
    }


def test_verbs_later_in_a_list_are_done_by_its_subject(coder):
    found = told(
        coder, "Kenya expelled two Ugandan diplomats, then closed its border with Tanzania."
    )
    assert ("SANCTION", "KEN", "UGA") in found
    assert ("COERCE", "KEN", "TZA") in found


def test_those_named_with_as_well_as_are_among_the_objects(coder):
    found = told(coder, "President Joe Biden thanked Oman, as well as Kuwait and Jordan.")
    assert found == {("SUPPORT", "USA", "OMN+KWT+JOR")}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Kenya and Sudan accused each other of lying.", "ACCUSE"),
        ("Kenya and Sudan each expelled two of the other's diplomats on Monday.", "SANCTION"),
        ("Kenya and Sudan have recalled their envoys from each other's capitals.", "SANCTION"),
    ],
)
def test_what_two_do_to_each_other_is_two_acts(coder, text, type_):
    assert told(coder, text) == {(type_, "KEN", "SDN"), (type_, "SDN", "KEN")}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The Kenyan army attacks rebels in Somalia.", ("ASSAULT", "KEN", "NSA:rebels")),
        (
            "The Chilean Navy intercepts and seizes a Peruvian trawler.",
            ("COERCE", "CHL", "PER"),
        ),
        (
            "The Israel Air Force bombs at least ten Houthi targets near a port in Yemen.",
            ("ASSAULT", "ISR", "NSA:Houthis"),
        ),
    ],
)
def test_a_verb_taken_for_a_noun_is_a_verb_where_there_is_no_other(coder, text, event):
    assert event in told(coder, text)


def test_two_people_with_their_offices_are_two(coder):
    found = told(
        coder,
        "Australian prime minister Anthony Albanese and Samoan prime minister James Tuala sign a treaty in Apia.",
    )
    assert ("SUPPORT", "AUS+WSM", "") in found


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Chad closed its border with Sudan, Niger recalled its ambassador to Mali.",
            ("COERCE", "TCD", "SDN"),
        ),
        (
            "Peru has given Bolivia its last howitzers and Chile has offered Bolivia three tanks.",
            ("AGREE", "CHL", "BOL"),
        ),
        (
            "Togo has cut shipments of cement to Benin, threatens Benin with a ban and blames it.",
            ("THREATEN", "TGO", "BEN"),
        ),
    ],
)
def test_clauses_side_by_side_are_told_by_nobody(coder, text, event):
    assert event in told(coder, text)


def test_a_participle_after_a_comma_leaves_the_subject_to_its_verb(coder):
    text = "Deliveries of gas to Chad, promised under an accord of 2004, were halted by Niger."
    assert ("SANCTION", "NER", "TCD") in told(coder, text)


def test_what_is_said_keeps_the_subject_that_the_verb_of_saying_took(coder):
    text = "Russian warships intruded into waters around Gotland in Sweden, Stockholm said."
    assert any(type_ == "MOBILIZE" for type_, actors, _ in told(coder, text) if actors == "RUS")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Nauru announces that it is severing relations with Taiwan.",
            ("SANCTION", "NRU", "TWN"),
        ),
        (
            "The decision followed a telephone conversation between Presidents Recep Tayyip Erdogan and Vladimir Putin.",
            ("CONSULT", "TUR+RUS", ""),
        ),
        (
            "Kenyan president William Ruto and Ugandan president Yoweri Museveni sign an agreement in Entebbe.",
            ("SUPPORT", "KEN+UGA", ""),
        ),
    ],
)
def test_names_before_a_verb_and_after_a_shared_title(coder, text, event):
    assert event in told(coder, text)


def test_mending_that_would_hang_words_in_a_circle_leaves_the_parse(coder, monkeypatch):
    def in_a_circle(doc):
        verb = next(token for token in doc if token.lower_ == "expelled")
        ambassador = next(token for token in doc if token.lower_ == "ambassador")
        verb.head = ambassador
        ambassador.head = verb

    text = "Chad expelled the Danish ambassador. Kenya and Peru signed an accord."
    as_it_is = told(coder, text)
    monkeypatch.setattr(mended, "join_names", in_a_circle)
    assert told(coder, text) == as_it_is


def test_an_infinitive_inside_another_is_no_part_of_it():
    from spacy.tokens import Doc

    from legation.coding.joining import join_infinitives

    doc = Doc(
        parse.load().vocab,
        words=["Chad", "decided", "to", "win", "fight"],
        tags=["NNP", "VBD", "TO", "VB", "VB"],
        pos=["PROPN", "VERB", "PART", "VERB", "VERB"],
        heads=[1, 1, 3, 4, 1],
        deps=["nsubj", "ROOT", "aux", "advcl", "conj"],
    )
    join_infinitives(doc)
    assert doc[4].head == doc[1]
