"""Parties that bear their state's code, and what else a clause hides of its sides: our sentences."""

from __future__ import annotations

import pytest

from legation.model import Article

# Sentence; then type, actors, recipients of an event that it must give.
CASES = [
    ("The Taliban ambushed an Afghan convoy on Monday.", "ASSAULT", "NSA:Taliban", "AFG"),
    ("Afghan jets bombed a Taliban convoy.", "ASSAULT", "AFG", "NSA:Taliban"),
    ("The Taliban accused Iran of lying.", "ACCUSE", "AFG", "IRN"),
    ("Zaire accused Yugoslavia of lying.", "ACCUSE", "COD", "SRB"),
    ("The European Community thanked Macedonia.", "SUPPORT", "EU", "MKD"),
    ("Turkish rocket and mortar strikes on Aleppo, Syria, kill six.", "ASSAULT", "TUR", "SYR"),
    ("Benin's soldiers drove Togolese families out of a valley.", "ASSAULT", "BEN", "TGO"),
    ("Eritrea forced a UN mission out of Assab.", "SANCTION", "ERI", "UN"),
    ("Norway will support Iceland's bid for a seat.", "AGREE", "NOR", "ISL"),
    ("Bolivia gave Chile's president a warm welcome.", "CONSULT", "CHL", "BOL"),
    ("UN tariffs on Eritrea were lifted in May.", "RETREAT", "UN", "ERI"),
    ("Ghana sped up the withdrawal of its troops from Liberia.", "RETREAT", "GHA", "LBR"),
    ("Mr Santos assailed Peru over its handling of the border.", "ACCUSE", None, "PER"),
]


@pytest.mark.parametrize(("text", "type_", "actor", "recipient"), CASES)
def test_sides(coder, text, type_, actor, recipient):
    coded = coder.code(Article(id="t", text=text, published="2025-10-26"))
    told = [
        (e.type, {s.code for s in e.actors}, {s.code for s in e.recipients}) for e in coded.events
    ]
    assert any(
        kind == type_ and (actor is None or actor in acting) and recipient in others
        for kind, acting, others in told
    ), told


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Iran attacked Iraq at dawn.", "ACCUSE"),
        ("Kenya gave the highest priority to trade with Malawi.", "CONCEDE"),
        ("The UN launched a campaign to raise money for Malawi.", "ASSAULT"),
        ("France defended a strategy for Chad.", "AID"),
        ("A Cuban delegation wound up a three-day trip to Angola.", "ASSAULT"),
        ("Haitians pleaded for troops to fight Cuba.", "ASSAULT"),
        ("Ghana handed over equipment and medicine to Togo.", "RETREAT"),
    ],
)
def test_what_it_is_not(coder, text, never):
    coded = coder.code(Article(id="t", text=text, published="2025-10-26"))
    assert never not in {event.type for event in coded.events}


def test_a_possible_war_has_not_happened(coder):
    text = "Togo mobilised reservists for a possible war against Benin."
    events = coder.code(Article(id="t", text=text, published="2025-10-26")).events
    (war,) = [event for event in events if event.type == "ASSAULT"]
    assert war.status == "hypothetical"


def test_who_condemns_a_raid_did_not_make_it(coder):
    text = "Norway condemned a raid on Togo that killed eight people."
    events = coder.code(Article(id="t", text=text, published="2025-10-26")).events
    acting = {side.code for event in events if event.type == "ASSAULT" for side in event.actors}
    assert "NOR" not in acting
