"""Sides that a sentence leaves out, names that need a context, and what is denied or called off."""

from __future__ import annotations

import pytest

from legation.coding import Coder
from legation.model import Article, Event
from legation.model.doubt import FILLED_IN


def events(coder: Coder, text: str) -> list[Event]:
    return list(coder.code(Article(id="t", text=text, published="2025-10-26")).events)


def told(found: list[Event]) -> set[tuple[str, str, str, str]]:
    return {
        (
            e.type.value,
            " ".join(sorted(s.code for s in e.actors)),
            " ".join(sorted(s.code for s in e.recipients)),
            e.status.value,
        )
        for e in found
    }


def test_the_one_left_out_is_the_one_dealt_with_before(coder):
    found = events(
        coder, "Serbia accused Kosovo of provocation. Serbia also rejected a proposal for talks."
    )
    assert ("REJECT", "SRB", "XKX", "occurred") in told(found)


def test_a_side_filled_in_makes_an_event_less_sure(coder):
    found = events(coder, "Chad condemned Sudan for the raid. Chad later imposed sanctions.")
    filled = next(e for e in found if e.type == "SANCTION")
    assert filled.recipients[0].code == "SDN"
    assert FILLED_IN in filled.notes
    named = events(
        coder, "Chad condemned Sudan for the raid. Chad later imposed sanctions on Sudan."
    )
    assert filled.confidence < next(e for e in named if e.type == "SANCTION").confidence


def test_nobody_is_filled_in_where_several_could_be_meant(coder):
    found = events(
        coder,
        "Peru condemned Chile and Bolivia for the closure of the border. Peru imposed sanctions.",
    )
    assert not any(e.type == "SANCTION" for e in found)


def test_the_north_and_the_south_are_korean_where_korea_was_named(coder):
    found = events(coder, "North Korea spoke of war. The North then fired a missile at the South.")
    assert any("PRK" in e.codes for e in found if e.type in ("MOBILIZE", "ASSAULT"))
    assert not any("PRK" in e.codes for e in events(coder, "The North of Mali was attacked."))


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Talks between Armenia and Azerbaijan were called off on Friday.",
            ("CONSULT", "ARM AZE", "", "cancelled"),
        ),
        (
            "The French foreign minister postponed a meeting with Algeria's ambassador.",
            ("CONSULT", "DZA FRA", "", "cancelled"),
        ),
        ("Iran denies having threatened Israel.", ("THREATEN", "IRN", "ISR", "denied")),
        (
            "The Thai prime minister has no plan to visit Cambodia.",
            ("CONSULT", "THA", "KHM", "denied"),
        ),
    ],
)
def test_what_was_called_off_or_denied(coder, text, event):
    assert event in told(events(coder, text))


def test_a_denial_that_there_is_a_meeting_denies_the_meeting(coder):
    found = events(coder, "Tonga denied that a meeting between Fiji and Samoa is on the agenda.")
    assert ("CONSULT", "FJI WSM", "", "denied") in told(found)
