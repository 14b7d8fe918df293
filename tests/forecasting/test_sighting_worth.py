"""What a sighting is worth, on streams whose truth is known."""

from __future__ import annotations

import dataclasses
import datetime as dt

import numpy as np
import pytest
from forecasting_samples import AGREEMENT, CLASSES, IDLE, START, TELLING, made, stream

from legation.forecasting import logistic, panel, worth, worth_table
from legation.forecasting.history import History, Moments, View
from legation.forecasting.panel import Dealing
from legation.forecasting.sides import Side
from legation.forecasting.sightings import Frame, Rows, Study, fresh
from legation.knowledge.worth import outcomes, sighting_classes

HORIZON = 14


def _measurement(panels, horizon=HORIZON):
    return worth.Measurement(
        panels, Frame(panels), "agreement", horizon, [History(p) for p in panels]
    )


@pytest.fixture(scope="module")
def measured():
    panels = [made(stream(np.random.default_rng(5)))]
    ready = _measurement(panels)
    flags = worth.fresh_sightings(panels)
    return {name: ready.measure(name, flags[name]) for name in (TELLING, IDLE)}


def test_a_class_that_doubles_the_hazard_is_found_and_its_interval_covers_two(measured):
    found = measured[TELLING]
    ratio, low, high = worth_table.bounds(found.inside)
    assert low < 2 < high
    assert low > 1.2 and ratio == pytest.approx(2, rel=0.3)
    assert worth_table.excludes_one(found.outside)
    assert found.inside.pairs > 100


def test_a_placebo_is_not_found(measured):
    found = measured[IDLE]
    _, low, high = worth_table.bounds(found.inside)
    assert low < 1 < high
    assert not worth_table.excludes_one(found.outside)
    assert not worth_table.excludes_one(found.news)


def test_what_is_found_goes_when_the_sightings_are_moved_to_other_days():
    panels = [made(stream(np.random.default_rng(5)))]
    ready, flags = _measurement(panels), worth.fresh_sightings(panels)[TELLING]
    real = ready.measure(TELLING, flags).inside.value
    rng = np.random.default_rng(3)
    for moving in (worth.moved_to_any_day, worth.moved_to_news_days):
        moved = [moving(f, p, rng) for f, p in zip(flags, panels, strict=True)]
        assert all(
            m.any(axis=1).sum() <= f.any(axis=1).sum() for m, f in zip(moved, flags, strict=True)
        )
        assert ready.measure(TELLING, moved).inside.value < real / 2


def test_pooling_draws_a_pair_that_is_hardly_known_to_the_others():
    # Two pairs in which all came that was given even odds, one of 400 days and one of 2.
    pair = np.repeat([0, 1], [400, 2])
    rows = Rows(pair, pair, pair, np.zeros(402), np.ones(402, dtype=bool))
    often, rarely, never = worth.intercepts(rows, 3)
    assert often > 2 and 0 < rarely < 1 and never == 0


def test_a_rare_pairs_rate_is_drawn_to_that_of_all():
    events = [
        Dealing(Side("AAX", "state"), Side("BBX", "state"), "057", d) for d in range(0, 200, 4)
    ]
    events += [Dealing(Side("CCX", "state"), Side("DDX", "state"), "057", 190)]
    history = History(made(events, 200))
    known, early = (
        history.features(Moments(np.array([0, 1]), np.array([d, d])), "agreement", View.RATE)[:, 0]
        for d in (180, 3)
    )
    assert np.exp(known[0]) == pytest.approx((46 + 30 * 46 / 2 / 181) / 211, rel=0.05)
    assert np.exp(early[0]) / np.exp(early[1]) < np.exp(known[0]) / np.exp(known[1])


def test_a_ridge_fit_reproduces_known_odds_and_survives_separation():
    rng = np.random.default_rng(1)
    x = rng.normal(size=(20_000, 2))
    y = rng.random(20_000) < 1 / (1 + np.exp(-(x @ [1.0, -0.5] - 1)))
    fitted = logistic.fit(x, y, 1.0)
    assert fitted.weights == pytest.approx([-1, 1, -0.5], abs=0.06)
    apart = logistic.fit(np.array([[0.0], [0.0], [1.0], [1.0]]), np.array([0, 0, 1, 1]) > 0, 1.0)
    assert np.all(np.isfinite(apart.weights))


def test_errors_grow_when_pairs_that_share_a_state_move_together():
    rng = np.random.default_rng(2)
    members = np.array([[0, n] for n in range(1, 41)])
    pair = np.repeat(np.arange(40), 10)
    alone = rng.random(400) < 0.5
    together = np.tile(rng.random(10) < 0.5, 40)
    known = np.zeros(400)
    apart, joined = (logistic.shift(known, y, pair, members, 10.0) for y in (alone, together))
    assert apart.by_pair == pytest.approx(2 / np.sqrt(400), rel=0.35)
    assert joined.error >= joined.by_pair


def test_a_prior_draws_a_ratio_seen_once_to_one():
    members = np.array([[0, 1]])
    once = logistic.shift(np.array([-2.0]), np.array([True]), np.array([0]), members, 0.7)
    assert 0 < once.value < 0.7


def test_only_the_first_sighting_of_a_week_counts():
    flags = np.zeros((1, 20), dtype=bool)
    flags[0, [2, 4, 10, 18]] = True
    # The 10th comes six days after the 4th, the 18th eight days after the 10th.
    assert np.flatnonzero(fresh(flags, 7)[0]).tolist() == [2, 18]


def test_nothing_after_an_origin_moves_what_is_known_at_it():
    events = stream(np.random.default_rng(7), pairs=40)
    changed = [e for e in events if e.day <= 200] + [
        Dealing(e.first, e.second, "057", e.day) for e in events if e.day > 200
    ]
    found = []
    for some in (events, changed):
        whole = made(some)
        history = History(whole)
        study = Study(history, history.at_risk(), Frame([whole]), "agreement", HORIZON, View.NEWS)
        folds = [f for f in study.folds if f.origin <= 200]
        rows = study.rows(fresh(whole.sighted[TELLING], 7)).folds[: len(folds)]
        kept = [
            (before.known, before.happened, after.known[after.day <= 200]) for before, after in rows
        ]
        found.append((folds, kept))
    assert len(found[0][0]) == 2
    for one, other in zip(found[0][0], found[1][0], strict=True):
        assert np.array_equal(one.baseline.weights, other.baseline.weights)
    for one, other in zip(found[0][1], found[1][1], strict=True):
        assert all(np.allclose(a, b, atol=1e-9) for a, b in zip(one, other, strict=True))


def test_outcomes_that_a_baseline_saw_had_come_before_its_origin():
    whole = made(stream(np.random.default_rng(8), pairs=30))
    history = History(whole)
    study = Study(history, history.at_risk(), Frame([whole]), "agreement", 30, View.DAYS)
    found = study.rows(whole.sighted[TELLING])
    for fold, (before, after) in zip(study.folds, found.folds, strict=True):
        assert len(before) == 0 or int(before.day.max()) + 30 < fold.origin
        assert np.all((after.day >= fold.origin) & (after.day < fold.stop))
    assert sum(len(after) for _, after in found.folds) > 50


def test_a_visit_to_a_third_state_is_told_of_the_pair_that_is_not_visited():
    guest, host, other = Side("AAX", "minister"), Side("BBX", "state"), Side("CCX", "state")
    events = [
        Dealing(guest, host, "042", 5),
        Dealing(host, guest, "043", 9),
        Dealing(guest, other, "051", 1),
        Dealing(Side("BBX", "state"), other, "051", 1),
    ]
    third = tuple(c for c in sighting_classes() if c.third)
    found = panel.panel("made up", START, 12, events, third, AGREEMENT)
    seen = found.sighted[third[0].name]
    by_pair = {
        pair: np.flatnonzero(row).tolist() for pair, row in zip(found.pairs, seen, strict=True)
    }
    assert by_pair == {("AAX", "BBX"): [], ("AAX", "CCX"): [5, 9], ("BBX", "CCX"): []}


def test_meetings_of_lists_become_an_outcome_and_a_past():
    whole = made(stream(np.random.default_rng(1), pairs=3))
    pair = whole.pairs[0]
    days = (dt.date(2014, 1, 11), dt.date(2012, 5, 1), dt.date(2010, 5, 1), dt.date(2015, 5, 1))
    found = panel.with_meetings(whole, "listed", [(pair, day) for day in days])
    assert np.argwhere(found.met["listed"]).tolist() == [[0, 10]]
    assert found.past["listed"].tolist() == [1, 0, 0]


def _shift(value, error=0.1, pairs=50):
    return logistic.Shift(value, error, error, 0.1, pairs, 200, 40)


def _told(**changes):
    skill = logistic.Skill(0.1, 0.01, 0.2, 0.1, 0.01, 0.2)
    given = worth.Measured(
        TELLING,
        "agreement",
        14,
        _shift(0.7),
        _shift(0.7),
        _shift(0.5),
        _shift(0.6),
        skill,
        20.0,
        {},
    )
    return dataclasses.replace(given, **changes)


@pytest.mark.parametrize(
    ("changes", "q", "independent", "why"),
    [
        ({}, 0.01, None, ""),
        ({}, 0.01, 0.3, ""),
        ({"inside": _shift(0.7, pairs=29)}, 0.01, None, "fewer than 30 pairs"),
        ({"outside": _shift(0.7, pairs=29)}, 0.01, None, "fewer than 30 pairs out of sample"),
        ({"outside": _shift(0.7, 0.4)}, 0.01, None, "the interval out of sample includes 1"),
        ({}, 0.2, None, "not beyond the correction for many comparisons"),
        ({"news": _shift(0.1)}, 0.01, None, "no more than other news of the pair"),
        ({"news": _shift(-0.5)}, 0.01, None, "no more than other news of the pair"),
        ({"inside": _shift(-0.7)}, 0.01, None, "another direction out of sample"),
        ({}, 0.01, -0.1, "independent outcomes point the other way"),
        ({"outside": None}, None, None, "never sighted out of sample"),
        (
            {"news_inside": _shift(0.1)},
            0.01,
            None,
            "the interval of the value nearer to 1 includes 1",
        ),
    ],
)
def test_a_value_is_a_default_only_by_the_rule(changes, q, independent, why):
    rule = next(c for c in CLASSES if c.name == TELLING)
    assert worth_table.verdict(_told(**changes), rule, AGREEMENT[0], q, independent) == why


def test_placebos_and_classes_that_measure_themselves_are_never_defaults():
    named = {c.name: c for c in CLASSES}
    assert worth_table.verdict(_told(), named[IDLE], AGREEMENT[0], 0.01, None) == "a placebo"
    itself = worth_table.verdict(_told(), named["agreement signed"], AGREEMENT[0], 0.01, None)
    assert itself == "the class counts as the outcome itself"


def test_the_correction_for_many_comparisons_is_benjamini_and_hochbergs():
    found = worth_table.discovered({"a": 0.01, "b": 0.04, "c": 0.03, "d": None, "e": 0.5})
    assert found["a"] == pytest.approx(0.04)
    assert found["b"] == found["c"] == pytest.approx(0.04 * 4 / 3)
    assert found["e"] == pytest.approx(0.5) and found["d"] is None


def test_rows_of_the_table_say_what_their_columns_promise(measured):
    rows = worth_table.table(
        list(measured.values()),
        {c.name: c for c in CLASSES},
        {o.name: o for o in outcomes()},
        "main",
        "2014",
    )
    lines = worth_table.written(rows).splitlines()
    assert lines[0].split("\t") == list(worth_table.COLUMNS)
    row = dict(zip(worth_table.COLUMNS, lines[1].split("\t"), strict=True))
    assert row["class"] == TELLING and row["days"] == "14" and row["family"] == "agreement"
    assert row["origin"] == "coded by the same source"
    nearer = min(float(row["ratio"]), float(row["value"]))
    assert float(row["value"]) == nearer >= 1
