"""Figures of links against gold happenings."""

from __future__ import annotations

import pytest

from legation.evaluation import Mention, score_links

ONE, TWO = "summit", "call"


def test_pairs_across_texts_are_counted_and_missing_events_count_as_missed():
    found = [
        Mention("a", ONE, "a1"),
        Mention("b", ONE, "b1"),
        Mention("c", ONE, None),
        Mention("c", TWO, "c1"),
        Mention("d", TWO, "d1"),
        Mention("d", ONE, "d2"),
    ]
    made = score_links(found, [{"a1", "b1"}, {"c1", "d1", "d2"}])
    assert (made["right"], made["linked"], made["wanted"]) == (2, 3, 7)
    assert made["precision"] == pytest.approx(2 / 3, abs=1e-4)
    assert made["recall"] == pytest.approx(2 / 7, abs=1e-4)
    assert made["recall_of_coded"] == pytest.approx(2 / 4, abs=1e-4)
    cubed = made["b_cubed"]
    assert cubed["precision"] == pytest.approx((1 + 1 + 2 / 3 + 2 / 3 + 1 / 3) / 5, abs=1e-4)
    assert cubed["recall"] == pytest.approx((2 / 3 + 2 / 3 + 1 + 1 + 1 / 3) / 5, abs=1e-4)


def test_nothing_found_and_nothing_wanted():
    made = score_links([], [])
    assert (made["precision"], made["recall"], made["b_cubed"]["f1"]) == (None, None, 0.0)
