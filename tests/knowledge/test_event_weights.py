"""The confidence of an event is worked out from traits that can be read off it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from legation.knowledge.event_weights import (
    ALWAYS,
    chance,
    confidence,
    reasons,
    traits,
    weights,
)
from legation.knowledge.tables import rows
from legation.model import Article, Event, EventType, Side, Status, Weight
from legation.model.doubt import FILLED_IN

TEXT = "Chile's foreign minister visited Peru on Friday. " * 20
ARTICLE = Article(id="a", text=TEXT)


def event(**changed: object) -> Event:
    made = Event(
        id="ev_1",
        type=EventType.CONSULT,
        mode="visit",
        cameo="042",
        actors=(Side(code="CHL", name="Chile"),),
        recipients=(Side(code="PER", name="Peru"),),
        status=Status.OCCURRED,
        when="2025-10-24",
        place="PER",
        confidence=0,
        rule="host.talks",
        weight=Weight.CORE,
        evidence=(ARTICLE.quote(0, 48),),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def test_it_can_be_worked_out_by_hand() -> None:
    made = event()
    total = sum(weight for _, weight in reasons(made))
    assert confidence(made) == pytest.approx(1 / (1 + math.exp(-total)), abs=0.005)
    assert reasons(made)[0][0] == ALWAYS


@pytest.mark.parametrize(
    ("change", "trait"),
    [
        ({"status": Status.DENIED}, "status denied"),
        ({"weight": Weight.BACKGROUND}, "background"),
        ({"notes": (FILLED_IN,)}, FILLED_IN),
        ({"recipients": ()}, "no recipient"),
        ({"actors": (Side(code="PER:Ana Ruiz", name="Ana Ruiz"),)}, "a side is a person"),
        ({"actors": (Side(code="NSA:miners", name="miners"),)}, "a side is a group"),
        ({"rule": "host.talks.meeting"}, "drawn from another act"),
        ({"evidence": (ARTICLE.quote(0, 48), ARTICLE.quote(490, 538))}, "told more than once"),
        ({"evidence": (ARTICLE.quote(0, 245),)}, "a long quote"),
    ],
)
def test_what_is_seen_of_an_event(change: dict[str, object], trait: str) -> None:
    assert trait not in traits(event())
    assert trait in traits(event(**change))


def test_what_is_denied_is_less_sure_and_what_is_told_twice_surer() -> None:
    twice = (ARTICLE.quote(0, 48), ARTICLE.quote(490, 538))
    assert confidence(event(status=Status.DENIED)) < confidence(event())
    assert confidence(event(evidence=twice)) > confidence(event())


def test_every_weight_has_its_counts_and_source() -> None:
    for row in rows("event_weights.tsv"):
        assert 0 <= int(row["right"]) <= int(row["events"])
        assert row["source"]
    assert weights()[ALWAYS]


def test_nothing_is_ever_quite_certain() -> None:
    assert chance([50.0]) == 0.99
    assert chance([-50.0]) == 0.01
