"""The numbers that the methods must give: each was worked out apart from this program."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from scipy import stats

from legation.errors import UsageError
from legation.judging import odds, pools, quantiles, scoring, time_left
from legation.judging.base_rates import base_rate, rate_chance, share_chance, together
from legation.judging.expecting import presence
from legation.judging.matrix import Item, matrix
from legation.judging.readings import grade, mapped, pooled, word_for
from legation.judging.unusual import unusual
from legation.knowledge.bodies import members
from legation.knowledge.yardsticks import yardsticks
from legation.model import Holder
from legation.model.question import (
    NONE_OF_THESE,
    GroupRule,
    Range,
    Reading,
    ReferenceClass,
    TimeForm,
)

P = [0.1] * 5 + [0.4] * 5 + [0.8] * 5
Y = [0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1]


def certain(ratio):
    return odds.log_worth(Range(low=ratio, value=ratio, high=ratio))


def test_brier_log_skill_and_murphy():
    assert scoring.brier([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0]) == pytest.approx(0.0375)
    parts = scoring.murphy(P, Y)
    assert scoring.brier(P, Y) == pytest.approx(0.19)
    assert parts.score == pytest.approx(0.19)
    assert parts.reliability == pytest.approx(0.003333, abs=1e-6)
    assert parts.resolution == pytest.approx(0.062222, abs=1e-6)
    assert parts.uncertainty == pytest.approx(0.248889, abs=1e-6)
    assert scoring.skill(0.19, parts.uncertainty) == pytest.approx(0.2366, abs=5e-5)
    assert scoring.log_score(P, Y) == pytest.approx(0.57274, abs=5e-6)


def test_the_correction_for_small_samples_adds_up_to_the_same_score():
    parts = scoring.murphy(P, Y)
    assert parts.fair_reliability == pytest.approx(-0.043333, abs=1e-6)
    assert parts.fair_resolution == pytest.approx(0.033333, abs=1e-6)
    assert parts.fair_uncertainty == pytest.approx(0.266667, abs=1e-6)
    whole = parts.fair_reliability - parts.fair_resolution + parts.fair_uncertainty
    assert whole == pytest.approx(0.19)


def test_a_probability_given_once_has_no_corrected_parts():
    parts = scoring.murphy([0.1, 0.1, 0.7], [0, 1, 1])
    assert parts.fair_reliability is None
    assert parts.score == pytest.approx(scoring.brier([0.1, 0.1, 0.7], [0, 1, 1]))


def test_calibration_puts_each_probability_into_one_bin():
    bins = scoring.calibration([0.1, 0.4, 0.8, 1.0], [0, 1, 1, 1], [0, 0.5, 1])
    assert [(b.n, b.came) for b in bins] == [(2, 0.5), (2, 1.0)]


def test_many_outcomes_score_as_two_do():
    assert scoring.outcome_brier({"yes": 0.2, "no": 0.8}, "no") == pytest.approx(0.04)


def test_pools_of_three_experts():
    three = [0.05, 0.15, 0.35]
    assert pools.mean(three) == pytest.approx(0.1833, abs=5e-5)
    assert pools.median(three) == pytest.approx(0.15)
    assert pools.geometric_odds(three) == pytest.approx(0.1460, abs=5e-5)
    for power, expected in ((1.5, 0.0660), (2, 0.0284), (2.5, 0.0119)):
        assert pools.geometric_odds(three, power=power) == pytest.approx(expected, abs=5e-5)


def test_extremising_about_the_base_rate_points_the_other_way():
    three = [0.05, 0.15, 0.35]
    power = pools.neyman_roughgarden(3)
    assert pools.geometric_odds(three, power=power, about=0.02) == pytest.approx(0.2925, abs=5e-5)
    assert pools.geometric_odds(three, power=power) < pools.geometric_odds(three)


@pytest.mark.parametrize(
    ("n", "d"), [(1, 1), (2, 1.2915), (3, 1.4153), (5, 1.5290), (10, 1.6250), (100, 1.7208)]
)
def test_neyman_roughgarden(n, d):
    assert pools.neyman_roughgarden(n) == pytest.approx(d, abs=5e-5)


def test_certainty_is_clipped_in_log_odds_pools_only():
    assert pools.geometric_odds([0.0, 0.0]) == pytest.approx(0.005)
    assert pools.mean([0.0, 1.0]) == 0.5


@pytest.mark.parametrize(("rho", "expected"), [(0, 0.750), (0.5, 0.366), (1, 0.250)])
def test_three_like_signals_by_their_effective_number(rho, expected):
    worth = odds.of_group([certain(3)] * 3, GroupRule.EFFECTIVE_N, rho)
    assert odds.posterior(0.10, [worth.value]) == pytest.approx(expected, abs=5e-4)


def test_the_strongest_of_a_group_counts_alone_and_doubling_changes_nothing():
    once = odds.of_group([certain(3)])
    assert odds.of_group([certain(3)] * 3) == once
    assert odds.posterior(0.10, [once.value]) == pytest.approx(0.25)
    assert odds.of_group([certain(3), certain(1 / 5)]) == certain(1 / 5)
    assert odds.of_group([certain(3), certain(1 / 3)]).value == 0


def test_the_case_of_the_second_seed_as_independent_and_grouped():
    trip, tours, cleaning = certain(0.3), certain(2), certain(1.5)
    alone = odds.posterior(0.05, [trip.value, tours.value, cleaning.value])
    grouped = odds.posterior(0.05, [trip.value, odds.of_group([tours, cleaning]).value])
    assert alone == pytest.approx(0.0452, abs=5e-5)
    assert grouped == pytest.approx(0.0306, abs=5e-5)


def test_a_sighting_decays_to_the_base_rate_and_not_to_a_half():
    worth = odds.log_worth(Range(low=2, value=4, high=8))
    week = odds.decayed(worth, 7, "logistics")
    assert math.exp(week.value) == pytest.approx(2)
    assert math.exp(week.low) == pytest.approx(math.sqrt(2))
    late = odds.decayed(worth, 700, "logistics")
    assert odds.posterior(0.05, [late.value]) == pytest.approx(0.05)
    assert odds.decayed(worth, 700, "legal") == worth


def test_time_left_in_both_forms():
    assert time_left.left(0.2, 5, 3, TimeForm.CONSTANT_HAZARD) == pytest.approx(0.0854, abs=5e-5)
    assert time_left.left(0.2, 5, 3, TimeForm.UNIFORM_OR_NEVER) == pytest.approx(0.0909, abs=5e-5)
    assert time_left.left(0.2, 5, 3, TimeForm.NO_TIME) == 0.2
    assert time_left.left(0.2, 5, 5, TimeForm.CONSTANT_HAZARD) == 0
    assert time_left.by_deadline([0.1, 0.2]) == pytest.approx(1 - math.exp(-0.3))
    with pytest.raises(UsageError):
        time_left.left(0.2, 5, 6, TimeForm.CONSTANT_HAZARD)


def test_base_rates_of_meetings_of_leaders():
    years = 25.8152
    for days, expected, close in ((5, 0.00185, 5e-6), (30, 0.0111, 5e-5), (365.2425, 0.1246, 5e-5)):
        assert rate_chance(3, years, days / 365.2425).value == pytest.approx(expected, abs=close)
    other = share_chance(1, 2)
    assert other.value == 0.5
    assert (other.low, other.high) == (pytest.approx(0.10, abs=5e-3), pytest.approx(0.90, abs=5e-3))


def test_base_rate_of_years_with_a_trip_abroad():
    found = share_chance(12, 35, level=0.95)
    assert found.value == pytest.approx(0.347, abs=5e-4)
    assert (found.low, found.high) == (
        pytest.approx(0.203, abs=1e-3),
        pytest.approx(0.508, abs=1e-3),
    )


def test_reference_classes_that_disagree_stand_side_by_side():
    rates = [
        base_rate(ReferenceClass(name="a", events=3, years=25.8152, source="s"), 5),
        base_rate(ReferenceClass(name="b", events=1, trials=2, source="s"), 5),
    ]
    both = together(rates)
    assert (both.low, both.high) == (rates[0].chance.value, rates[1].chance.value)
    assert both.value == pytest.approx(0.0413, abs=5e-5)
    assert together([]) is None


def test_a_reference_class_without_exposure_is_refused():
    with pytest.raises(UsageError, match="neither in how many years nor"):
        base_rate(ReferenceClass(name="a", events=3, source="s"), 5)
    with pytest.raises(UsageError, match="among at least one trial"):
        base_rate(ReferenceClass(name="a", events=3, trials=2, source="s"), 5)


@pytest.mark.parametrize("p", [0.001, 0.05, 0.5, 0.95, 0.999])
def test_quantiles_are_those_of_scipy(p):
    for shape in (0.5, 3.5, 40.5, 900.0):
        assert quantiles.gamma_quantile(shape, p) == pytest.approx(
            stats.gamma.ppf(p, shape), rel=1e-8
        )
    for a, b in ((0.5, 0.5), (1.5, 1.5), (12.5, 23.5), (300.0, 2.0)):
        assert quantiles.beta_quantile(a, b, p) == pytest.approx(stats.beta.ppf(p, a, b), rel=1e-8)


def test_outcomes_add_up_and_none_of_these_keeps_its_floor():
    names = ["meet", "contact", NONE_OF_THESE]
    prior = odds.checked({"meet": 0.1, "contact": 0.3}, names)
    assert prior[NONE_OF_THESE] == pytest.approx(0.6)
    after = odds.updated(prior, {"meet": math.log(1000)})
    assert sum(after.values()) == pytest.approx(1)
    assert after[NONE_OF_THESE] == pytest.approx(0.02)
    with pytest.raises(UsageError, match=r"add up to 1\.2"):
        odds.checked({"meet": 0.6, "contact": 0.6}, names)
    with pytest.raises(UsageError, match="nothing is said of"):
        odds.checked({"meet": 0.6}, names)
    with pytest.raises(UsageError, match="no outcome"):
        odds.checked({"met": 0.6}, names)


def test_worth_in_words_has_its_range_and_no_decimals():
    assert odds.strength(0) == "nothing"
    assert odds.strength_range(odds.log_worth(Range(low=0.1, value=0.3, high=0.8))) == (
        "some against (little to some against)"
    )
    assert odds.strength_range(certain(2)) == "little for"
    assert odds.strength_range(odds.log_worth(Range(low=0.5, value=2, high=30))) == (
        "little for (little against to strong for)"
    )


def test_the_matrix_flags_the_single_item_that_carries_the_ranking():
    answers = ("H1", "H2", "H3")
    found = matrix(
        [
            Item(name="e1", cells=dict(zip(answers, ("I", "C", "C"), strict=True))),
            Item(name="e2", cells=dict(zip(answers, ("C", "N", "N"), strict=True))),
            Item(name="e3", cells=dict(zip(answers, ("C", "N", "N"), strict=True))),
            Item(name="e4", cells=dict(zip(answers, ("C", "C", "N"), strict=True))),
        ],
        answers,
    )
    assert list(found.scores.values()) == [1, 0, 0]
    assert found.leads == ("H2", "H3")
    assert found.carried_by == ("e1",)
    assert {"e1", "e2", "e3"}.isdisjoint(found.apart["H2", "H3"])
    assert found.diagnosticity["e1"] == 4 and found.diagnosticity["e2"] == 2
    flip = next(f for f in found.flips if f.item == "e1" and f.answer == "H1")
    assert (flip.to, flip.leads) == ("N", answers)


def test_cells_that_are_none_are_refused():
    with pytest.raises(UsageError, match="is no cell"):
        matrix([Item(name="e", cells={"a": "X"})], ["a"])
    with pytest.raises(UsageError, match="none of the answers"):
        matrix([Item(name="e", cells={"b": "C"})], ["a"])


def test_yardsticks_as_published():
    assert {name: len(bands) for name, bands in yardsticks().items()} == {
        "ICD 203": 7,
        "PHIA": 7,
        "Kent": 5,
        "NATO": 5,
    }
    assert word_for(0.075, "PHIA") is None
    assert word_for(0.03, "icd203") == "almost no chance"
    assert word_for(0.20, "icd203") == "unlikely" and word_for(0.99, "icd203") == "almost certain"
    with pytest.raises(UsageError, match="No yardstick is known as 'astrology'"):
        mapped("likely", "astrology")


def test_words_become_ranges_and_never_points():
    found = mapped("interpreted; sign; unlikely to", "ICD 203", stance="against")
    assert (found.term, found.low, found.high) == ("unlikely", 0.20, 0.45)
    assert mapped("very unlikely", "ICD 203").high == 0.20
    turned = mapped("likely", "ICD 203", stance="for", turned=True)
    assert (turned.low, turned.high) == (pytest.approx(0.20), pytest.approx(0.45))
    for words, stance in (("expressed caution", "cautious"), ("not likely", "against")):
        none = mapped(words, "ICD 203", stance=stance)
        assert none.low is None and none.note


def test_pools_of_people_are_ranges_and_need_two():
    def said(low, high):
        return Reading(
            holder=Holder(name="x"), words="w", said=dt.date(2025, 10, 26), stance="for", about="q",
            low=low, high=high,
        )  # fmt: skip

    assert pooled([said(0.2, 0.45), said(None, None)]) == ()
    found = {p.how: p for p in pooled([said(0.2, 0.45), said(0.55, 0.8)])}
    assert set(found) == {"mean", "median", "geometric odds"}
    assert found["mean"].low == pytest.approx(0.375)
    assert found["mean"].high == pytest.approx(0.625)
    with pytest.raises(UsageError, match="away from which"):
        pooled([said(0.2, 0.45), said(0.55, 0.8)], power=1.5)


def test_grades_are_words_and_six_is_not_the_worst():
    assert grade("f6") == ("reliability cannot be judged", "truth cannot be judged")
    with pytest.raises(UsageError, match="no Admiralty grade"):
        grade("G2")


def test_absence_counts_only_where_presence_was_to_be_expected():
    october, july = dt.date(2025, 10, 26), dt.date(2025, 7, 11)
    summit = presence("PRK", "ASEAN", members=members("ASEAN", october), belongs_to=["ARF"])
    assert (
        not summit.expected
        and "no member" in summit.reason
        and "ASEAN Regional Forum" in summit.comparison
    )
    assert presence("PRK", "ARF", members=members("ARF", july)).expected
    assert presence("PRK", "APEC", members=set(), invited=True).expected
    assert presence("PRK", "x", attended=[True, False, True, True, False]).expected
    assert not presence("PRK", "x", attended=[True, False, True, False, False, True]).expected


def test_a_pair_is_loud_or_silent_beside_what_is_usual_and_what_was_read():
    share = 7 / 90
    assert unusual(2, 26, share=share, articles=7, articles_before=90) is None
    assert unusual(9, 26, share=share, articles=7, articles_before=90).loud
    assert unusual(9, 26, share=share, articles=28, articles_before=90) is None
    quiet = unusual(0, 90, share=share, articles=7, articles_before=90)
    assert quiet is not None and not quiet.loud
    assert unusual(0, 90, share=share, articles=1, articles_before=90) is None
    assert unusual(9, 3, share=share, articles=7, articles_before=90) is None
