"""Sentences in the present tense whose verb the tagger takes for a noun."""

from __future__ import annotations

import pytest

from legation.coding import Coder
from legation.coding.lost_verbs import LostVerbs
from legation.coding.parse import load
from legation.model import Article


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        (
            "The Royal Danish Air Force bombs at least six Houthi targets near Hodeidah in Yemen.",
            "ASSAULT",
            ["DNK"],
            ["NSA:Houthis"],
        ),
        (
            "The Finnish Navy boards and seizes a Russian oil tanker in the Baltic Sea.",
            "COERCE",
            ["FIN"],
            ["RUS"],
        ),
        ("Kenya and Uganda sign agreements on trade and transport.", "SUPPORT", ["KEN", "UGA"], []),
        (
            "The Chilean finance ministry issues sanctions against several Bolivian companies.",
            "SANCTION",
            ["CHL"],
            ["BOL"],
        ),
    ],
)
def test_the_verb_is_found(
    coder: Coder, text: str, type_: str, actors: list[str], recipients: list[str]
) -> None:
    events = coder.code(Article(id="a", text=text, published="2026-02-03")).events
    told = [
        (str(e.type), [s.code for s in e.actors], [s.code for s in e.recipients]) for e in events
    ]
    assert (type_, actors, recipients) in told
    assert all(text[p.start : p.stop] == p.quote for e in events for p in e.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "A plan for talks on prisoners, trade and borders.",
        "Ministers, envoys and reports.",
        "The minister visited Oslo and met reporters.",
    ],
)
def test_what_has_no_verb_or_has_one_stays_as_it_is(text: str) -> None:
    nlp = load()
    doc = nlp(text)
    before = [(t.tag_, t.dep_, t.head.i, t.lemma_) for t in doc]
    LostVerbs(nlp).mend([doc])
    assert [(t.tag_, t.dep_, t.head.i, t.lemma_) for t in doc] == before
