"""The pairing is the best there is: compared with all pairings of small tables."""

from __future__ import annotations

from itertools import permutations

from evaluation_samples import TEXT, event
from hypothesis import given
from hypothesis import strategies as st

from legation.evaluation import agreement
from legation.evaluation.pairing import assign, most_pairs
from legation.evaluation.told import told

TABLES = st.integers(1, 5).flatmap(
    lambda size: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 7, 10_003, 10_012]), min_size=size, max_size=size),
        min_size=size,
        max_size=size,
    )
)


@given(TABLES)
def test_no_other_pairing_is_worth_more(worth):
    size = len(worth)
    chosen = assign(worth)
    assert sorted(chosen) == list(range(size))
    best = max(sum(worth[r][c] for r, c in enumerate(p)) for p in permutations(range(size)))
    assert sum(worth[row][column] for row, column in enumerate(chosen)) == best


def test_more_pairs_count_above_likelier_ones():
    # The first gold is most like the first coded, which is the only one that the second can have.
    gold = [told(event("SUPPORT", ["PER", "CHL"], ["BOL"], when="2025"), TEXT)]
    gold.append(told(event("SUPPORT", ["PER"], ["BOL"]), TEXT))
    coded = [told(event("SUPPORT", ["PER", "CHL"], ["BOL"], when="2025"), TEXT)]
    coded.append(told(event("SUPPORT", ["CHL"], ["BOL"], when="1999"), TEXT))
    pairs = most_pairs(gold, coded, agreement.agrees, agreement.likeness)
    assert pairs == ((0, 1), (1, 0))


def test_nothing_pairs_with_nothing():
    one = told(event("SUPPORT", ["PER"], ["BOL"]), TEXT)
    assert most_pairs([], [one], agreement.agrees, agreement.likeness) == ()
    assert most_pairs([one], [], agreement.agrees, agreement.likeness) == ()
