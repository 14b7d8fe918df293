"""Denials that point back at what was told before."""

from __future__ import annotations

import pytest

from legation.model import Article, Status


def told(coder, text):
    return coder.code(Article(id="a", text=text, published="2025-11-12"))


def denied(coded):
    return [
        (e.type.value, [s.code for s in e.actors], [h.code for h in e.per])
        for e in coded.events
        if e.status is Status.DENIED
    ]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ukraine said Russian drones hit a hospital in Kharkiv. Russia denied it.", ("ASSAULT", "RUS")),
        ("Kinshasa says Rwandan soldiers shelled Goma. Kigali denies any involvement.", ("ASSAULT", "RWA")),
        ("Chad says that the Emirates sent weapons to rebels, which Abu Dhabi denies.", ("AID", "ARE")),
        ("Kosovo police detained a Serbian officer. Pristina denied this.", ("COERCE", "XKX")),
        ("Guyana said Venezuela had moved troops to the border. Caracas dismissed the claim as invented.",
         ("MOBILIZE", "VEN")),
    ],
)  # fmt: skip
def test_who_denies_it_is_heard_beside_who_says_it(coder, text, act):
    coded = told(coder, text)
    ((type_, actors, per),) = denied(coded)
    assert (type_, actors[0]) == act and per == [act[1]]
    assert any(e.type.value == type_ and e.status is Status.OCCURRED for e in coded.events)


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine said Russian drones hit a hospital. Russia denied that it was short of men.",
        "Eritrea sent troops to Tigray. Ethiopia rejected the report.",
        "Russian drones hit a hospital in Kharkiv. Russia did not deny it.",
        "Turkey shelled a village in Syria. A week passed. Nothing moved. Winter came. Turkey denied it.",
    ],
)
def test_what_denies_something_else_denies_no_act(coder, text):
    assert [one for one in denied(told(coder, text)) if one[0] in ("ASSAULT", "MOBILIZE")] == []
