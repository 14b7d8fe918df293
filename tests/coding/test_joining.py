"""What the parser cuts apart is read as one: strikes by several means, verbs with particles."""

from __future__ import annotations

import pytest

from legation.coding import Coder
from legation.model import Article

CASES = [
    (
        "Four people were killed in overnight Russian missile and drone strikes on homes in Kyiv.",
        ("ASSAULT", ["RUS"], ["UKR"]),
    ),
    (
        "Six villagers were killed in Ethiopian air and artillery attacks on Eritrea.",
        ("ASSAULT", ["ETH"], ["ERI"]),
    ),
    (
        "Bolivia breaks off diplomatic relations with Uruguay over the latter's recognition of the rebels.",
        ("SANCTION", ["BOL"], ["URY"]),
    ),
    (
        "Serbia's president awards the Indian prime minister a medal for his friendship.",
        ("SUPPORT", ["SRB"], ["IND"]),
    ),
    ("Jordan responded with strikes on posts in Syria.", ("ASSAULT", ["JOR"], ["SYR"])),
    ("Kuwait's air defence intercepts waves of Iranian rockets.", ("ASSAULT", ["IRN"], ["KWT"])),
    ("Peru has borrowed two billion dollars from Japan.", ("AID", ["JPN"], ["PER"])),
    (
        "Finland signs an agreement to provide 40 million euros to Malawi's schools.",
        ("SUPPORT", ["FIN", "MWI"], []),
    ),
    ("Poland lays mines along its border with Belarus.", ("MOBILIZE", ["POL"], ["BLR"])),
    (
        "The French navy seizes a tanker off the coast of Morocco.",
        ("COERCE", ["FRA"], ["MAR"]),
    ),
    (
        "Police in Uganda arrest nine people during a protest in Kampala.",
        ("COERCE", ["UGA"], ["NSA:protesters"]),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_it_is_told(coder: Coder, text: str, expected: tuple[str, list[str], list[str]]) -> None:
    events = coder.code(Article(id="a", text=text, published="2026-02-03")).events
    told = [
        (str(e.type), [s.code for s in e.actors], [s.code for s in e.recipients]) for e in events
    ]
    assert expected in told


def test_a_list_of_what_is_asked_for_is_no_act(coder: Coder) -> None:
    text = "Norway urged Mali to end the war, release all prisoners, and withdraw its troops."
    events = coder.code(Article(id="a", text=text, published="2026-02-03")).events
    assert [str(e.type) for e in events] == ["REQUEST"]
