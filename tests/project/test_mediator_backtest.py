"""The back-test of mediators counts as it says, and knows nothing too early."""

from __future__ import annotations

import datetime as dt
import gzip
import sys

import pytest

pytest.importorskip("scipy", reason="the extra analysis is not installed")

from processes import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

import mediator_cases as reading
import mediator_world
import mediators as backtest
import numpy as np


def asked(*places: int, of: int) -> np.ndarray:
    found = np.zeros(of, dtype=bool)
    found[list(places)] = True
    return found


def test_random_among_193_recalls_one_in_39_at_five():
    assert backtest.recall(np.zeros(193), asked(7, of=193), 5) == pytest.approx(0.0259, abs=1e-4)
    assert backtest.recall(np.zeros(193), asked(7, 9, of=193), 193) == 1


def test_recall_and_reciprocal_rank_by_hand():
    scores = np.array([5.0, 4.0, 4.0, 1.0])
    assert backtest.recall(scores, asked(0, 3, of=4), 1) == 0.5
    assert backtest.recall(scores, asked(1, of=4), 2) == 0.5
    assert backtest.reciprocal(scores, asked(3, of=4)) == 0.25
    assert backtest.reciprocal(scores, asked(1, of=4)) == pytest.approx(1 / 2.5)


def test_an_interval_draws_conflicts_and_needs_five():
    assert backtest.interval([1.0] * 8, list("aabbccdd")) is None
    assert backtest.interval([1.0, 0.0] * 5, list("aabbccddee")) == (0.5, 0.5)


def test_third_parties_are_read_by_name_from_free_text():
    text = "Witnessed by: Royal Norwegian Government; UNAMID; the League of Arab States; Michael Jordan"
    assert reading.codes_in(text) == {"NOR", "UN", "AL"}


def case(conflict: str, day: str, third: str, **given) -> reading.Case:
    return reading.Case(
        source="x",
        conflict=conflict,
        day=dt.date.fromisoformat(day),
        states=frozenset({"SDN"}),
        third_parties=frozenset(third.split()),
        **given,
    )


def test_a_case_knows_what_was_known_the_day_before_and_no_more():
    outside = mediator_world.Outside(None, None)
    told = backtest.seen(
        [
            case("a", "2005-05-01", "NOR"),
            case("a", "2005-05-01", "QAT"),
            case("a", "2005-05-02", "NOR"),
            case("a", "2004-01-01", "EGY", known_last=dt.date(2006, 1, 1)),
        ],
        outside,
    )
    at = backtest.column("conflict")
    known = {
        (one.case.day.isoformat(), code): row[at]
        for one in told
        for code, row in zip(one.codes, one.told, strict=True)
    }
    assert known["2005-05-01", "NOR"] == known["2005-05-01", "EGY"] == 0
    assert known["2005-05-02", "NOR"] == known["2005-05-02", "QAT"] == pytest.approx(np.log(2))
    assert known["2005-05-02", "EGY"] == 0
    assert all("SDN" not in one.codes for one in told)


def test_what_goes_on_is_known_each_year_until_it_ends():
    lasting = case("a", "2004-01-01", "EGY", lasts=(("EGY", dt.date(2006, 5, 1)),))
    assert [d.day.isoformat() for d in backtest.deeds(lasting)] == [
        *("2004-01-01", "2005-01-01", "2006-01-01")
    ]


def test_a_fit_finds_what_distinguishes_those_asked():
    draw = np.random.default_rng(1)
    told = []
    for number in range(60):
        x = draw.normal(size=(8, 2))
        chance = np.exp(2 * x[:, 0])
        picked = draw.choice(8, p=chance / chance.sum())
        told.append(
            backtest.Seen(
                case(str(number), "2005-05-01", "NOR"), list("abcdefgh"), x, asked(picked, of=8)
            )
        )
    weights = backtest.fitted(told, [0, 1])
    assert 1.2 < weights[0] < 2.8
    assert abs(weights[1]) < 0.7


def test_icews_needs_one_mediator_and_two_parties_within_three_days(tmp_path):
    entities = ["Sweden", "North Korea", "United States", "Foreign Affairs (Norway)", "Kenya"]
    lines = ["0\t0\t1\t10", "0\t0\t2\t13", "3\t0\t1\t20", "3\t0\t4\t24", "0\t1\t4\t11"]
    for name, rows in (
        ("entity2id", [f"{e}\t{n}" for n, e in enumerate(entities)]),
        ("relation2id", ["Mediate\t0", "Make a visit\t1"]),
        ("train", lines),
        ("valid", []),
        ("test", []),
    ):
        with gzip.open(tmp_path / f"{name}.txt.gz", "wt", encoding="utf-8") as file:
            file.writelines(f"{row}\n" for row in rows)
    (found,) = reading.icews(tmp_path, dt.date(2018, 1, 1))
    assert found.third_parties == {"SWE"}
    assert (found.conflict, found.day) == ("PRK and USA", dt.date(2018, 1, 14))
    assert found.states == {"PRK", "USA"}
