"""The measured table that ships: its shape, the rule of defaults, and how judging comes to it."""

from __future__ import annotations

import pytest

from legation.knowledge import questions
from legation.knowledge.worth import (
    HORIZONS,
    INDEPENDENT,
    MAIN,
    outcomes,
    sighting_classes,
    worth,
    worth_settings,
    worths,
)


def test_every_class_is_measured_against_every_outcome_and_horizon():
    told = {(w.sighting, w.outcome, w.days) for w in worths() if w.sample == MAIN}
    wanted = {(c.name, o.name, h) for c in sighting_classes() for o in outcomes() for h in HORIZONS}
    assert told == wanted
    assert len(told) == sum(w.sample == MAIN for w in worths())


def test_a_default_keeps_the_rule_and_nothing_else_has_a_value():
    placebos = {c.name for c in sighting_classes() if c.placebo}
    for w in worths():
        if not w.default:
            assert w.value == 1 and w.range is None and w.why
            continue
        assert w.sample == MAIN and w.sighting not in placebos and not w.why
        assert min(w.pairs, int(w.row["out_pairs"])) >= worth_settings()["least_pairs"] == 30
        assert w.out_low > 1 or w.out_high < 1
        assert float(w.row["out_q"]) <= 0.05
        low, high = w.range
        assert (low > 1 or high < 1) and low <= w.value <= high
        assert (w.value > 1) == (w.out_ratio > 1) == (w.ratio > 1)
        assert abs(w.value - 1) <= abs(w.ratio - 1)


def test_rows_say_who_tells_of_the_outcome_and_on_how_much_they_rest():
    for w in worths():
        assert w.origin in (INDEPENDENT, "coded by the same source")
        assert 0 <= w.events <= w.sightings
        assert w.row["years"] and w.row["source"]
        for low, value, high in (
            (w.low, w.ratio, w.high),
            (w.out_low, w.out_ratio, w.out_high),
            (w.measured_low, w.measured, w.measured_high),
        ):
            assert (low is None and value is None and high is None) or low <= value <= high


def test_what_is_shown_apart_is_never_a_default():
    apart = [w for w in worths() if w.sample != MAIN]
    assert {w.sample for w in apart} == {"PRK 2018"}
    assert not any(w.default for w in apart)


def test_the_independent_measure_comes_first_and_the_horizon_covers_the_days():
    found = worth("visit or meeting announced", "meeting", 10)
    assert found.days == 14 and found.origin == INDEPENDENT and found.default
    assert worth("visit or meeting announced", "meeting", 400).days == 90
    assert worth("visit or meeting announced", "no such thing", 10) is None


@pytest.mark.parametrize(
    "name", ["threat", "accusation", "willingness stated", "third-party visit"]
)
def test_a_class_that_was_not_found_telling_is_unknown_to_judging(name):
    found = questions.measured(name, "meeting", 14)
    assert found is not None and not found.holds


def test_judging_takes_the_measured_worth_of_an_announced_visit():
    found = questions.measured("visit announced", "meeting", 14)
    told = worth("visit or meeting announced", "meeting", 14)
    assert found.holds and found.ratio == told.told and found.ratio.low > 1
    assert found.tested == (told.out_low, told.out_high)


def test_classes_are_judged_as_classes_that_the_coder_finds():
    known = {c.name for c in questions.sighting_classes()}
    named = [name for c in sighting_classes() for name in c.judged_as]
    assert set(named) <= known and len(named) == len(set(named))
