"""Acts with one described side: told where they are the news, by sentences of our own."""

from __future__ import annotations

import pytest

from legation.model import Article

LEADS = [
    ("Kenya's parliament rejected a proposal by the auditors.", "REJECT", "KEN"),
    ("Ghanaian police stormed a timber yard at dawn.", "ASSAULT", "GHA"),
    ("Chile has threatened to cut subsidies for the growers.", "THREATEN", "CHL"),
    ("Portuguese prosecutors opened an investigation into the ferry company.", "ACCUSE", "PRT"),
    ("Peru lifted a ban on the fishermen.", "RETREAT", "PER"),
    ("Honduras is willing to withdraw its troops from a strip of land.", "AGREE", "HND"),
    ("Teachers demanded an apology from the Latvian government.", "REQUEST", "NSA:teachers"),
]


@pytest.mark.parametrize(("text", "type_", "actor"), LEADS)
def test_a_text_may_lead_with_an_act_on_somebody_without_a_code(coder, text, type_, actor):
    coded = coder.code(Article(id="t", text=text, published="2025-10-26"))
    told = [(event.type, [side.code for side in event.actors]) for event in coded.events]
    assert told == [(type_, [actor])]
    assert coded.silences == ()


def test_it_stands_low_and_says_why(coder):
    event = coder.code(Article(id="t", text=LEADS[0][0], published="2025-10-26")).events[0]
    assert event.confidence < 0.5
    assert "only one side" in event.notes[0]


@pytest.mark.parametrize(
    "text",
    [
        "Chile has threatened to cut subsidies for the growers. Kenya expelled two Belgian diplomats.",
        "The sun rose over Santiago. Chile has threatened to cut subsidies for the growers.",
        "The guests left because Chile has threatened to cut subsidies for the growers.",
        "Norway imposed a levy on bottles.",
    ],
)
def test_it_is_not_told_beside_other_events_nor_deeper_in_a_text(coder, text):
    coded = coder.code(Article(id="t", text=text, published="2025-10-26"))
    assert all(event.notes == () for event in coded.events)
    assert any("Chile" in text[s.span.start : s.span.stop] for s in coded.silences) or (
        "Chile" not in text
    )
