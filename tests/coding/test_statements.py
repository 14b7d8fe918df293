"""Plain statements and appeals, apart from events."""

from __future__ import annotations

import pytest

from legation.coding import Coder
from legation.knowledge.acts import frames, statement_frames
from legation.knowledge.ontology import cameo
from legation.model import Article, CodedArticle


def code(coder: Coder, text: str) -> CodedArticle:
    return coder.code(Article(id="t", text=text, published="2025-10-26"))


@pytest.mark.parametrize(
    ("text", "cameo_code", "actors", "recipients"),
    [
        ("Japan said that the yen is strong.", "010", ["JPN"], []),
        ("The Kenyan government declined to comment on the report.", "011", ["KEN"], []),
        ("The Dutch prime minister voiced doubts about the plan.", "012", ["NLD"], []),
        ("Canada hopes that Russia will leave Ukraine.", "013", ["CAN"], ["RUS"]),
        ("Iran denied involvement in the attack on Israel.", "016", ["IRN"], []),
        ("Hezbollah claimed responsibility for the blast.", "015", ["NSA:Hezbollah"], []),
        ("Egypt's foreign minister offered condolences to Morocco.", "018", ["EGY"], ["MAR"]),
        ("Norway called on Serbia and Kosovo to resume talks.", "026", ["NOR"], ["SRB", "XKX"]),
        ("Ghana appealed for a ceasefire in Sudan.", "025", ["GHA"], []),
        ("Nepal asked India to send doctors.", "023", ["NPL"], ["IND"]),
        ("Brazil urged Peru to cooperate with the inquiry.", "021", ["BRA"], ["PER"]),
    ],
)
def test_what_is_stated_or_appealed_for(coder, text, cameo_code, actors, recipients):
    (made,) = code(coder, text).statements
    assert made.cameo == cameo_code
    assert [side.code for side in made.actors] == actors
    assert sorted(side.code for side in made.recipients) == recipients
    assert made.evidence[0].quote == text
    assert made.rule in {f.rule for rows in statement_frames().values() for f in rows}


@pytest.mark.parametrize(
    "text",
    [
        "The yen is strong.",
        "Her neighbour Maria Lopez said that it rained.",
        "Japan may say that the yen is strong.",
        "Kenya said that Norway's foreign minister visited Nairobi on Monday.",
    ],
)
def test_nobody_public_nothing_said_or_an_act_told(coder, text):
    assert code(coder, text).statements == ()


def test_an_appeal_is_kept_beside_the_request(coder):
    coded = code(coder, "Norway called on Serbia and Kosovo to resume talks.")
    assert [event.type for event in coded.events] == ["REQUEST"]
    assert [made.cameo for made in coded.statements] == ["026"]


def test_a_long_sentence_is_quoted_around_what_is_said(coder):
    text = "In a long letter, " + "and so forth, " * 40 + "Japan said that the yen is strong."
    (made,) = code(coder, text).statements
    assert len(made.evidence[0].quote) <= 300
    assert "said" in made.evidence[0].quote


def test_frames_are_cameo_01_and_02_and_no_events():
    rows = [frame for found in statement_frames().values() for frame in found]
    assert all(frame.cameo[:2] in ("01", "02") and cameo(frame.cameo) for frame in rows)
    assert all(frame.type == ("statement", "appeal")[frame.cameo > "02"] for frame in rows)
    types = {frame.type for found in frames().values() for frame in found}
    assert not types & {"statement", "appeal"}
