"""Pure statistics against published and recomputed numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("ruptures", reason="the extra analysis is not installed")

from legation.analysis import breaks, diversity, intensity, intervals, online, resampling
from legation.knowledge.ontology import cameo, score

COUNTS = [8, 4, 2, 1, 1]
LAAKSO_TAAGEPERA = {
    "A": [0.75, 0.25],
    "D": [0.55, *[0.1] * 3, *[0.01] * 15],
    "G": [*[0.15] * 6, 0.1],
    "H": [0.15, *[0.1] * 7, *[0.01] * 15],
}
# Coal mining disasters in the United Kingdom by year, 1851 to 1961; two years are not known.
COAL = [
    *(4, 5, 4, 0, 1, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5, 3, 4),
    *(2, 5, 2, 2, 3, 4, 2, 1, 3, None, 2, 1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2),
    *(2, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 0, 0, 0, 1, 1, 0, 2, 3, 3, 1, None, 2, 1, 1, 1),
    *(1, 2, 4, 2, 0, 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1),
]


@pytest.fixture(scope="module")
def nile():
    nile = pytest.importorskip("statsmodels.datasets").nile
    data = nile.load_pandas().data
    return data["year"].astype(int).tolist(), data["volume"].to_numpy(dtype=float)


def close(value, expected, places=4):
    assert value == pytest.approx(expected, abs=0.5 * 10**-places)


# Intervals


def test_garwood_interval_of_five_events():
    found = intervals.poisson(5)
    close(found.low, 1.6235)
    close(found.high, 11.6683)


def test_no_event_has_a_lower_bound_of_nought_and_an_upper_one_all_the_same():
    found = intervals.poisson(0, exposure=2)
    assert found.low == 0
    close(found.high, -math.log(0.025) / 2)


def test_two_against_seven_events_do_not_differ():
    close(intervals.rates_differ(2, 7), 0.1797)
    assert intervals.rates_differ(0, 0) == 1


def test_clopper_pearson_of_ten_in_twenty():
    found = intervals.binomial(10, 20)
    close(found.low, 0.2720)
    close(found.high, 0.7280)
    assert intervals.binomial(0, 4).low == 0
    assert intervals.binomial(4, 4).high == 1


@pytest.mark.parametrize("wrong", [lambda: intervals.poisson(-1), lambda: intervals.binomial(2, 1)])
def test_counts_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValueError, match="needs"):
        wrong()


# Diversity


def test_hill_profile_of_sixteen_events():
    assert diversity.hill(COUNTS, 0) == 5
    close(diversity.hill(COUNTS, 1), 3.6680)
    close(diversity.hill(COUNTS, 2), 2.9767)
    close(diversity.hill(COUNTS, math.inf), 2)
    close(math.log(diversity.hill(COUNTS, 1)), 1.29965, 5)
    close(1 / diversity.hill(COUNTS, 2), 0.335938, 5)
    close(diversity.unbiased_number(COUNTS), 3.4286)
    close(diversity.pielou(COUNTS), 0.8075)
    close(diversity.evenness(COUNTS), 0.5953)
    close(diversity.chao1(COUNTS), 5.5)
    close(diversity.good_coverage(COUNTS), 0.875)
    assert diversity.top_share(COUNTS) == 0.5


@pytest.mark.parametrize(
    ("name", "d2", "golosov", "d1"),
    [
        ("A", 1.600, 1.333, 1.755),
        ("D", 2.994, 2.244, 5.531),
        ("G", 6.897, 6.889, 6.943),
        ("H", 10.638, 11.852, 13.292),
    ],
)
def test_sets_of_laakso_and_taagepera(name, d2, golosov, d1):
    close(diversity.hill(LAAKSO_TAAGEPERA[name], 2), d2, 3)
    close(diversity.golosov(LAAKSO_TAAGEPERA[name]), golosov, 3)
    close(diversity.hill(LAAKSO_TAAGEPERA[name], 1), d1, 3)


@pytest.mark.parametrize(
    ("weights", "d2", "great"),
    [((1, 1, 1), 4.455, 0.571), ((4, 3, 1), 4.846, 0.476), ((8, 4, 1), 4.719, 0.474)],
)
def test_contacts_of_autumn_2025_move_ten_points_on_weights_alone(weights, d2, great):
    head, minister, delegation = weights
    sums = [head + delegation, head + delegation, head, head, minister]
    close(diversity.hill(sums, 2), d2, 3)
    close(sum(sums[:2]) / sum(sums), great, 3)


@pytest.mark.parametrize(("trips", "d2"), [((7, 3), 1.724), ((4, 1, 1, 1, 1), 3.2), ((1, 1), 2)])
def test_trips_abroad_by_country(trips, d2):
    close(diversity.hill(trips, 2), d2, 3)


@settings(deadline=None)
@given(st.lists(st.integers(0, 200), min_size=1, max_size=30).filter(any))
def test_hill_numbers_are_those_of_scikit_bio(counts):
    alpha = pytest.importorskip("skbio.diversity.alpha")
    for q in (0, 1, 2):
        expected = alpha.hill(counts, order=q)
        assert diversity.hill(counts, q) == pytest.approx(expected)
        rows = diversity.hill_rows(np.array([counts], dtype=float), q)
        assert rows[0] == pytest.approx(expected)
    assert diversity.chao1(counts) == pytest.approx(alpha.chao1(counts))
    assert diversity.good_coverage(counts) == pytest.approx(alpha.goods_coverage(counts))


@settings(deadline=None)
@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=30))
def test_the_profile_falls_with_its_order(weights):
    numbers = [diversity.hill(weights, q) for q in (0, 1, 2, math.inf)]
    assert numbers == sorted(numbers, reverse=True) or numbers == pytest.approx(
        sorted(numbers, reverse=True)
    )


def test_nothing_is_not_nought():
    assert diversity.hill([], 2) is None
    assert diversity.hill([0, 0], 0) is None
    assert diversity.chao1([]) is None
    assert diversity.good_coverage([]) is None
    assert diversity.unbiased_number([1, 1]) is None
    assert diversity.pielou([3]) is None


# Resampling


def single(counts):
    """One cluster an event."""
    names = [f"P{n}" for n in range(len(counts))]
    events = [{name: 1.0} for name, count in zip(names, counts, strict=True) for _ in range(count)]
    return resampling.Clusters.of(events, names)


def parade():
    """Three visits of one guest, and one occasion with five others."""
    names = [f"P{n}" for n in range(6)]
    alone = [{names[0]: 1.0}] * 3
    return resampling.Clusters.of([*alone, dict.fromkeys(names[1:], 1.0)], names)


def d2(rows):
    return diversity.hill_rows(rows, 2)


def test_bootstrap_of_sixteen_events_shows_its_bias():
    found = resampling.bootstrap(single(COUNTS), d2, draws=20_000)
    assert found.interval.low == pytest.approx(1.68, abs=0.03)
    # The values of sixteen events lie apart: 4.00 is followed by 4.13.
    assert 4.00 <= found.interval.high <= 4.13
    assert found.mean == pytest.approx(2.78, abs=0.02)


def test_guests_of_one_occasion_are_drawn_together():
    alone = resampling.bootstrap(single([3, 1, 1, 1, 1, 1]), d2)
    together = resampling.bootstrap(parade(), d2)
    assert together.interval.low == 1
    assert alone.interval.low > 1
    assert together.interval.high - together.interval.low > alone.interval.high - alone.interval.low


def test_leaving_one_out_finds_the_parade():
    found = resampling.leave_one_out(parade(), d2)
    assert parade().rows[found.most].sum() == 5
    assert found.low == 1
    assert resampling.leave_one_out(single([1]), d2) is None


def test_a_change_between_alike_periods_is_none():
    found = resampling.change(single(COUNTS), single(COUNTS), d2)
    assert found.difference == 0
    assert found.p == 1
    assert found.at_equal_n == pytest.approx(0, abs=0.1)


def test_a_change_from_one_partner_to_eight_is_one():
    found = resampling.change(single([40, 0, 0, 0, 0, 0, 0, 0]), single([5] * 8), d2)
    assert found.p < 0.01
    assert found.interval.low > 0
    assert found.difference == pytest.approx(7)


def test_longer_periods_do_not_make_more_partners_at_equal_n():
    few, many = single([2, 1, 1, 1, 1, 1, 1]), single([20, 10, 10, 10, 10, 10, 10])
    found = resampling.change(few, many, lambda rows: diversity.hill_rows(rows, 0))
    assert abs(found.at_equal_n) < 2.5
    assert found.n == (8, 80)


# Intensity

GOLDSTEIN = (
    "036 4.0; 040 1.0; 041 1.0; 042 1.9; 043 2.8; 044 2.5; 045 5.0; 046 7.0; 051 3.4; 054 6.0; "
    "057 8.0; 061 6.4; 062 7.4; 071 7.4; 106 -5.0; 125 -5.0; 138 -7.0; 150 -7.2; 161 -4.0; "
    "163 -8.0; 164 -6.5; 190 -10.0"
)


def test_goldstein_values():
    for pair in GOLDSTEIN.split("; "):
        code, value = pair.split()
        assert cameo(code).goldstein == float(value), code


# A table that is widely installed has the opposite sign for these.
@pytest.mark.parametrize(
    ("codes", "sign"),
    [
        ("018 019", 1),
        ("016 024 0241 0242 0243 0244 025 0251 0252 0253 0254 0255 0256", -1),
    ],
)
def test_goldstein_signs_of_statements_and_appeals_are_those_of_icews(codes, sign):
    for code in codes.split():
        assert math.copysign(1, cameo(code).goldstein) == sign, code


def test_five_events_on_both_scales():
    codes = ["042", "057", "036", "125", "138"]
    goldstein = intensity.scale([cameo(code).goldstein for code in codes])
    close(goldstein.total, 1.9)
    close(goldstein.mean, 0.38)
    close(goldstein.balance, 0.0734)
    plover = intensity.scale(
        [
            score("CONSULT", "visit"),
            score("SUPPORT"),
            score("AGREE"),
            score("REJECT", "meet"),
            score("THREATEN", "violence"),
        ]
    )
    close(plover.total, 6.0)
    close(plover.mean, 1.2)
    close(plover.balance, 0.3529)
    assert goldstein.count_balance == plover.count_balance == pytest.approx(0.2)


def test_an_empty_balance_is_unknown_and_not_nought():
    empty = intensity.scale([])
    assert (empty.mean, empty.balance, empty.count_balance) == (None, None, None)
    assert intensity.scale([0.0]).balance is None
    assert intensity.scale([None]).n == 0


def test_smoothing_halves_by_the_half_life_and_looks_back_only():
    ages = [intensity.decay(age, 30) for age in (0, 15, 30, 60)]
    assert ages == pytest.approx([1, 0.7071, 0.5, 0.25], abs=1e-4)
    values = [1.0, 4.0, None, 2.0]
    whole = intensity.trailing(values, 1)
    assert whole[:2] == intensity.trailing(values[:2], 1)
    assert whole == pytest.approx([1, 3, 3, 25 / 11])
    assert intensity.trailing([None, 1.0], 1) == [None, 1.0]


# Change points


@pytest.mark.parametrize(
    ("model", "penalty"), [("l2", None), ("l1", 1500), ("rbf", 10), ("normal", 20)]
)
def test_the_nile_breaks_once_in_1899(nile, model, penalty):
    years, volume = nile
    if penalty is None:
        penalty = 3 * breaks.difference_variance(volume) * math.log(len(volume))
    found = breaks.penalised(volume, penalty, model, min_size=5)
    assert [years[index] for index in found] == [1899]
    close(volume[:28].mean(), 1097.75, 2)
    close(volume[28:].mean(), 849.97, 2)


def test_the_usual_jump_of_five_misplaces_the_break_and_ours_does_not(nile):
    import ruptures

    _, volume = nile
    penalty = 3 * breaks.difference_variance(volume) * math.log(len(volume))
    usual = ruptures.Pelt(model="l2", min_size=5).fit(volume.reshape(-1, 1)).predict(pen=penalty)
    assert usual[:-1] == [30]
    assert breaks.penalised(volume, penalty, min_size=5) == [28]


def test_the_break_of_the_nile_is_stable(nile):
    _, volume = nile
    (found,) = breaks.of_rates(volume, min_size=5)
    assert found.index == 28
    assert found.stability == 1
    close(found.before, 1097.75, 2)


def test_seen_online_the_break_of_the_nile_has_a_lag(nile):
    years, volume = nile
    run = online.current_run(volume, online.Prior(1000, 0.01, 1, 1e4), hazard=1 / 100)
    assert years[run.start] == 1899
    assert years[run.first_seen] == 1902
    assert run.lag == 3


def test_coal_disasters_split_in_1892_within_a_range():
    assert sum(c or 0 for c in COAL) == 188
    assert len(COAL) == 111
    found = breaks.one_split(COAL, level=0.9)
    assert 1851 + found.index == 1892
    close(found.before, 3.125, 3)
    close(found.after, 0.913, 3)
    assert (1851 + found.low, 1851 + found.high) == (1887, 1893)


def test_coal_disasters_break_as_counts_too():
    (found,) = breaks.of_counts([c or 0 for c in COAL])
    assert abs(1851 + found.index - 1892) <= 5
    assert found.stability >= 0.8


def test_steady_counts_have_no_break():
    steady = np.random.default_rng(4).poisson(3, 120).tolist()
    assert breaks.of_counts(steady) == []
    assert breaks.of_counts([0] * 40) == []
    assert breaks.one_split([0, 0]) is None
    assert breaks.one_split([None, 3]) is None


# Trips abroad of the leader of North Korea by year, 1990 to 2024, as COLT counts them.
COLT_SENT = dict.fromkeys((1990, 1991, 2000, 2002, 2004, 2006, 2011, 2023), 1)
COLT_SENT |= {2001: 2, 2010: 2, 2018: 5, 2019: 3}


COLT_RECEIVED = {2000: 3, 2001: 2, 2002: 3, 2003: 1, 2004: 2, 2005: 1, 2007: 1, 2011: 1, 2013: 1}
COLT_RECEIVED |= {1990: 4, 1991: 3, 1992: 6, 1993: 4, 2018: 2, 2019: 2, 2024: 1}


def test_guests_of_north_korea_stayed_away_twice_and_no_step_can_be_dated():
    guests = [COLT_RECEIVED.get(year, 0) for year in range(1990, 2025)]
    assert sum(guests) == 37
    assert not any(guests[2014 - 1990 : 2018 - 1990]) and not any(guests[2020 - 1990 : 2024 - 1990])
    # The fall after 1993 is one that a Poisson rate does show.
    assert 1990 + breaks.one_split(guests).index == 1994


def test_eight_trips_of_two_years_are_no_break_that_can_be_dated():
    trips = [COLT_SENT.get(year, 0) for year in range(1990, 2025)]
    assert sum(trips) == 20
    assert sum(map(bool, trips)) == 12
    close(np.mean(trips), 0.57, 2)
    # They cluster, so a Poisson model alone would see breaks where there are two busy years.
    close(np.var(trips, ddof=1) / np.mean(trips), 1.985, 3)
    assert breaks.of_counts(trips) == []
    split = breaks.one_split(trips)
    assert 1990 + split.index == 2018
    assert split.high - split.low > 30
