"""Wars that a text takes for known are one background attack each."""

from __future__ import annotations

import pytest

from legation.model import Article


def attacks(coder, text: str, published: str = "2025-06-20") -> list[tuple[str, str, str]]:
    found = coder.code(Article(id="t", text=text, published=published)).events
    return [
        (e.actors[0].code, e.recipients[0].code, e.weight) for e in found if e.type == "ASSAULT"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Peru spoke of Putin's brutal war.",
        "Chile criticised Russia's full-scale invasion.",
        "Peru and Chile discussed the Kremlin's unprovoked aggression.",
        "Prices have risen in Peru because of the Ukraine war.",
        "Russia has cut its gas deliveries to Moldova since the invasion. Ukraine offered help.",
    ],
)
def test_a_war_that_all_know_is_one_background_attack(coder, text):
    assert attacks(coder, text) == [("RUS", "UKR", "background")]


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile fear a new war.",
        "Peru warned Chile of a trade war.",
        "The war drove up prices in Peru, Chile said.",
        "Russia and Ukraine talked about the cold war.",
    ],
)
def test_other_wars_are_none(coder, text):
    assert attacks(coder, text) == []


def test_a_war_that_is_over_is_not_the_one_of_today(coder):
    assert attacks(coder, "Iraq's war was long, Peru said.") == []


def test_one_war_is_told_once(coder):
    text = "Peru condemned Putin's war. Chile, too, spoke of Russia's brutal invasion."
    assert len(attacks(coder, text)) == 1


def test_the_war_with_a_named_enemy(coder):
    text = "Peru lent Ukraine money amid the ongoing war with Russia."
    assert attacks(coder, text) == [("RUS", "UKR", "background")]
