"""Acts of force, constraint and retreat: type, mode, sides and status of sentences of our own."""

from __future__ import annotations

import pytest

from legation.coding import Coder
from legation.knowledge.acts import frames
from legation.knowledge.ontology import cameo, modes
from legation.model import Article, Event

TYPES = ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "RETREAT")

# Sentence; then type, mode, actors, recipients, status of the event that it must give.
CASES = [
    (
        "Four people are killed in a Turkish airstrike on a village in Iraq.",
        ("ASSAULT", "aerial", "TUR", "IRQ", "occurred"),
    ),
    (
        "Two farmers were hurt in an Armenian drone strike on a border post in Azerbaijan.",
        ("ASSAULT", "drone", "ARM", "AZE", "occurred"),
    ),
    (
        "Eritrea launched missiles at Ethiopia before dawn.",
        ("ASSAULT", "aerial", "ERI", "ETH", "occurred"),
    ),
    (
        "Ethiopia shelled Eritrea for three hours.",
        ("ASSAULT", "heavy-weapons", "ETH", "ERI", "occurred"),
    ),
    (
        "Fighting between Sudan and South Sudan resumed on Tuesday.",
        ("ASSAULT", None, "SDN SSD", "SDN SSD", "occurred"),
    ),
    ("Rwanda invaded Burundi in June.", ("ASSAULT", None, "RWA", "BDI", "occurred")),
    (
        "Cambodian and Thai troops exchanged fire with mortars on Monday, and Thailand shelled Cambodia.",
        ("ASSAULT", "heavy-weapons", "THA", "KHM", "occurred"),
    ),
    (
        "Libya seized an Italian trawler off Misrata.",
        ("COERCE", "seize", "LBY", "ITA", "occurred"),
    ),
    ("Kenya deported nine Chinese nationals.", ("COERCE", "deport", "KEN", "CHN", "occurred")),
    ("Niger closed its border with Benin.", ("COERCE", "restrict", "NER", "BEN", "occurred")),
    (
        "Iranian police arrested two French citizens in Shiraz.",
        ("COERCE", "arrest", "IRN", "FRA", "occurred"),
    ),
    (
        "Russia launched a cyberattack on Estonia.",
        ("COERCE", "cyber", "RUS", "EST", "occurred"),
    ),
    (
        "North Korea fired two ballistic missiles toward the sea on Sunday.",
        ("MOBILIZE", "weapons", "PRK", "", "occurred"),
    ),
    (
        "China began live-fire exercises around Taiwan.",
        ("MOBILIZE", "troops", "CHN", "TWN", "occurred"),
    ),
    (
        "Two Russian bombers violated Norwegian airspace.",
        ("MOBILIZE", "weapons", "RUS", "NOR", "occurred"),
    ),
    (
        "Algeria deployed 3,000 troops along the border with Mali.",
        ("MOBILIZE", "troops", "DZA", "MLI", "occurred"),
    ),
    ("Chile expelled two Russian diplomats.", ("SANCTION", "expel", "CHL", "RUS", "occurred")),
    (
        "Bolivia recalled its ambassador from Peru.",
        ("SANCTION", "withdraw", "BOL", "PER", "occurred"),
    ),
    (
        "Gabon severed diplomatic ties with Togo.",
        ("SANCTION", "withdraw", "GAB", "TGO", "occurred"),
    ),
    ("Japan imposed new sanctions on Belarus.", ("SANCTION", None, "JPN", "BLR", "occurred")),
    (
        "Turkey suspended exports of wheat to Syria.",
        ("SANCTION", "discontinue", "TUR", "SYR", "occurred"),
    ),
    ("Argentina will withdraw from UNESCO.", ("SANCTION", "withdraw", "ARG", "UNESCO", "planned")),
    ("Canada lifted its tariffs on Mexico.", ("RETREAT", None, "CAN", "MEX", "occurred")),
    (
        "Poland reopened its border crossings with Belarus.",
        ("RETREAT", "access", "POL", "BLR", "occurred"),
    ),
    ("Uganda withdrew its troops from Somalia.", ("RETREAT", "withdraw", "UGA", "SOM", "occurred")),
    (
        "Venezuela released ten Colombian prisoners.",
        ("RETREAT", "release", "VEN", "COL", "occurred"),
    ),
]

# Sentences that tell no such act.
NOTHING = [
    "The two ministers struck a deal on fishing quotas.",
    "The strategy demonstrates the commitment of the Korean people to the rule of law.",
    "A train hit a bus near Lyon, killing four people.",
    "The company launched a campaign for healthy food in Sweden.",
    "The earthquake destroyed hundreds of homes in Peru.",
]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def told(coder: Coder, text: str) -> list[Event]:
    article = Article(id="t", text=text, published="2025-10-26")
    return [e for e in coder.code(article).events if e.type in TYPES]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[case[0][:40] for case in CASES])
def test_an_act_of_conflict(coder, text, wanted):
    type_, mode, actors, recipients, status = wanted
    made = [
        (
            e.type,
            e.mode,
            sorted(s.code for s in e.actors),
            sorted(s.code for s in e.recipients),
            e.status,
        )
        for e in told(coder, text)
    ]
    assert (type_, mode, sorted(actors.split()), sorted(recipients.split()), status) in made


@pytest.mark.parametrize("text", NOTHING, ids=[text[:40] for text in NOTHING])
def test_no_act_of_conflict(coder, text):
    assert told(coder, text) == []


def test_every_row_names_a_known_mode_and_category():
    for rows in frames().values():
        for frame in rows:
            if frame.type in TYPES:
                assert frame.mode is None or frame.mode in modes(frame.type), frame.rule
                assert cameo(frame.cameo) is not None, frame.rule
