"""Weights are found again from events drawn by them; bins say how far confidence keeps its word."""

from __future__ import annotations

import math
import random

import pytest

from legation.evaluation import Judged, fit, reliability


def drawn(number: int) -> list[tuple[tuple[str, ...], bool]]:
    chance = random.Random(7)
    truth = {"always": 0.5, "clear": 1.5, "vague": -1.0}
    rows = []
    for _ in range(number):
        traits = ("always", *(t for t in ("clear", "vague") if chance.random() < 0.5))
        right = 1 / (1 + math.exp(-sum(truth[t] for t in traits)))
        rows.append((traits, chance.random() < right))
    return rows


def test_weights_are_found_again() -> None:
    found = fit(drawn(6000), "always", ridge=1.0)
    assert found["always"] == pytest.approx(0.5, abs=0.15)
    assert found["clear"] == pytest.approx(1.5, abs=0.15)
    assert found["vague"] == pytest.approx(-1.0, abs=0.15)


def test_the_chances_add_up_to_what_was_right() -> None:
    """The weight that is not shrunk makes the mean chance the share of right events."""
    rows = drawn(400)
    found = fit(rows, "always", ridge=5.0)
    chances = [1 / (1 + math.exp(-sum(found[t] for t in traits))) for traits, _ in rows]
    assert sum(chances) == pytest.approx(sum(right for _, right in rows), abs=0.01)


def test_a_rare_trait_is_held_back() -> None:
    rows = [*drawn(300), (("always", "once"), False)]
    assert abs(fit(rows, "always", ridge=2.0)["once"]) < 0.5


def test_traits_that_settle_all_do_not_run_away() -> None:
    rows = [(("always", "sure"), True)] * 50 + [(("always",), False)] * 50
    found = fit(rows, "always", ridge=1.0)
    assert all(math.isfinite(weight) for weight in found.values())


def events(confidence: float, right: int, wrong: int, *, core: bool = True) -> list[Judged]:
    return [
        Judged(id=str(number), confidence=confidence, core=core, right=number < right)
        for number in range(right + wrong)
    ]


def test_bins_and_score() -> None:
    found = reliability([*events(0.95, 18, 2), *events(0.55, 10, 10)])
    last = found["bins"][-1]
    assert (last["events"], last["right"]) == (20, 0.9)
    assert found["right"] == 0.7
    assert found["brier"] == pytest.approx(
        (20 * (0.09 + 0.0025) + 20 * 0.2525 - 0.2) / 40, abs=0.02
    )
    assert found["brier_of_the_mean"] == pytest.approx(0.21)


def test_from_where_nine_in_ten_core_events_are_right() -> None:
    sure, unsure = events(0.9, 19, 1), events(0.6, 10, 10)
    assert reliability([*sure, *unsure])["nine_in_ten"] == 0.9
    assert reliability([*sure, *events(0.6, 0, 10, core=False)])["nine_in_ten"] == 0.9
    assert reliability(events(0.9, 15, 0))["nine_in_ten"] is None
    assert reliability([])["events"] == 0
