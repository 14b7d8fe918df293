"""Sides that are only described: "his hosts", "the two leaders", "the agency", "the rebels"."""

from __future__ import annotations

import pytest

from legation.coding import Coder
from legation.model import Article, Event


def told(coder: Coder, text: str, **about: str) -> set[tuple[str, str, str]]:
    article = Article(id="t", text=text, published="2025-06-10", **about)
    found: tuple[Event, ...] = coder.code(article).events
    return {
        (
            e.type.value,
            " ".join(sorted(s.code for s in e.actors)),
            " ".join(sorted(s.code for s in e.recipients)),
        )
        for e in found
    }


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "President Ruto of Kenya flew to Uganda. His hosts accused Sudan of arming bandits.",
            ("ACCUSE", "UGA", "SDN"),
        ),
        (
            "President Ruto of Kenya flew to Uganda. The visitor accused Sudan of arming bandits.",
            ("ACCUSE", "KEN", "SDN"),
        ),
        (
            "Chile and Peru held talks in Lima. Each side accused Bolivia of smuggling.",
            ("ACCUSE", "CHL PER", "BOL"),
        ),
        (
            "Norway spoke with Chile and Peru about the sea. Norway thanked both countries.",
            ("SUPPORT", "NOR", "CHL PER"),
        ),
        (
            "Egypt blamed the International Atomic Energy Agency. Egypt expelled the agency's inspectors.",
            ("SANCTION", "EGY", "IAEA"),
        ),
        (
            "M23 broke off talks with the Congo. The rebels accused Burundi of an attack.",
            ("ACCUSE", "NSA:M23", "BDI"),
        ),
        (
            "In May Ghana recalled its envoy from Togo, in June it expelled Togo's ambassador.",
            ("SANCTION", "GHA", "TGO"),
        ),
    ],
)
def test_a_description_means_whom_the_text_named(coder, text, event):
    assert event in told(coder, text)


def test_who_deals_with_a_side_most_is_meant_and_not_who_came_last(coder):
    text = (
        "Serbia accused Kosovo of provocation. Serbia threatened Kosovo with a blockade. "
        "Serbia thanked Hungary. Serbia also rejected a proposal for talks."
    )
    assert ("REJECT", "SRB", "XKX") in told(coder, text)


def test_an_attack_is_on_those_with_whom_one_is_at_odds(coder):
    text = "Chad met Niger on Monday. Chad accused Sudan of a raid. Chad denies having attacked."
    assert ("ASSAULT", "CHD", "NER") not in told(coder, text)
    assert not any(e[0] == "ASSAULT" and "NER" in e[2] for e in told(coder, text))


def test_praise_is_no_part_of_the_agreement_that_it_is_for(coder):
    text = "Chile and Peru signed a treaty on trade in Lima. Chile thanked Peru for its support."
    assert {("SUPPORT", "CHL PER", ""), ("SUPPORT", "CHL", "PER")} <= told(coder, text)


def test_a_court_here_is_one_of_the_dateline(coder):
    text = (
        "OSLO, June 10 -\nProtesters met in Paris. A court here on Monday sentenced the "
        "Iranian diplomat Ali Karimi to ten years in prison."
    )
    assert ("SANCTION", "NOR", "IRN") in told(coder, text)
