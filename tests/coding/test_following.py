"""Others who do what was told last, however the text leaves the act itself out."""

from __future__ import annotations

import pytest

from legation.coding import Coder
from legation.model import Article, Event


def told(coder: Coder, text: str) -> list[Event]:
    return list(coder.code(Article(id="t", text=text, published="2025-06-13")).events)


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        (
            "Peru broke relations with Mexico at once; Nicaragua followed suit on the 6th.",
            "NIC",
            "MEX",
        ),
        (
            "Canada expelled four Russian diplomats. Australia and Japan did the same.",
            "AUS+JPN",
            "RUS",
        ),
        ("Chad condemned the raid by Sudan, as did Niger and Mali.", "NER+MLI", "SDN"),
        ("Norway recognised Palestine, as have Spain and Ireland.", "ESP+IRL", "PSE"),
        ("Poland closed its border with Belarus, and so did Lithuania.", "LTU", "BLR"),
        ("Tunisia withdrew its envoy from Libya, followed by Egypt.", "EGY", "LBY"),
    ],
)
def test_who_does_the_same_does_it_to_the_same_sides(coder, text, who, whom):
    first, *_, second = told(coder, text)
    assert second.rule == "follow.suit"
    assert second.type == first.type
    assert "+".join(side.code for side in second.actors) == who
    assert [side.code for side in second.recipients] == [whom]


def test_the_date_is_that_of_who_follows(coder):
    _, second = told(
        coder, "Peru broke relations with Mexico on 2 June. Nicaragua followed suit on 6 June."
    )
    assert second.when == "2025-06-06"


def test_who_is_to_follow_has_not_yet_done_it(coder):
    _, second = told(
        coder, "Kenya closed its embassy in Somalia. Uganda is expected to follow suit."
    )
    assert second.status == "planned"


@pytest.mark.parametrize(
    "text",
    [
        "Peru broke relations with Mexico. Brazil did not follow suit.",
        "Peru and Chile met in Quito, followed by Bolivia in the rankings.",
        "Peru recalled its envoy from Mexico. It did so on Monday.",
    ],
)
def test_nobody_follows_who_is_not_said_to_do_the_same(coder, text):
    assert all(event.rule != "follow.suit" for event in told(coder, text))


def test_who_responds_in_kind_does_it_to_those_who_did_it(coder):
    _, second = told(coder, "Kenya expelled two Peruvian diplomats. Peru responded in kind.")
    assert second.type == "SANCTION"
    assert [side.code for side in second.actors] == ["PER"]
    assert [side.code for side in second.recipients] == ["KEN"]


@pytest.mark.parametrize(
    ("text", "type_", "who", "whom"),
    [
        ("Peru asked Kenya for tanks. The request was refused.", "REJECT", "KEN", "PER"),
        ("Chad closed its border. Niger protested.", "ACCUSE", "NER", "TCD"),
        (
            "Chad annexed an island. In response Niger closed its airspace.",
            "COERCE",
            "NER",
            "TCD",
        ),
    ],
)
def test_an_answer_is_to_whoever_acted_before(coder, text, type_, who, whom):
    event = told(coder, text)[-1]
    assert event.type == type_
    assert [side.code for side in event.actors] == [who]
    assert [side.code for side in event.recipients] == [whom]
