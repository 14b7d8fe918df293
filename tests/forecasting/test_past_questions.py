"""Past questions on made-up records: the rule, no leakage, the scores."""

from __future__ import annotations

import datetime as dt
import json
import random
from dataclasses import replace

import pytest

from legation.errors import UnreadableInput
from legation.forecasting import portal
from legation.forecasting.past_questions import (
    ANNOUNCED,
    Asked,
    Known,
    Method,
    Seen,
    answer,
    most_dealings,
    openings,
    pooled_rate,
    two_classes,
)
from legation.forecasting.past_scores import bins, drawn_calibration, scores
from legation.model.question import Range

DAY = dt.date
PAIR = ("KOR", "USA")
OPENS = DAY(2025, 11, 1)
WORTH = {ANNOUNCED: Range(low=2, value=3, high=4), "threat": Range(low=0.3, value=0.5, high=0.9)}


def _asked(**changes):
    given = {"family": "talks", "parties": PAIR, "opens": OPENS, "days": 28, "text": "?"}
    return Asked(**{**given, **changes})


def _method(groups=None):
    return Method(base=lambda asked, known: 0.2, worth=WORTH.get, groups=groups or {})


def _known(*sighted, happened=()):
    return Known(DAY(2025, 1, 1), tuple(happened), tuple(sighted))


def test_openings_are_days_of_the_month():
    found = openings(DAY(2025, 12, 10), DAY(2026, 2, 1), (1, 16))
    assert found == [DAY(2025, 12, 16), DAY(2026, 1, 1), DAY(2026, 1, 16), DAY(2026, 2, 1)]


def test_those_are_asked_who_dealt_most_before_the_opening():
    dealt = [Seen(("AAA", "BBB"), "d", OPENS)] * 2 + [Seen(("AAA", "CCC"), "d", OPENS)] * 2
    dealt += [Seen(("XXX", "YYY"), "d", OPENS + dt.timedelta(1))] * 9
    dealt += [Seen(("OLD", "PPP"), "d", OPENS - dt.timedelta(60))] * 9
    dealt += [Seen(("AAA", "DDD"), "d", OPENS)]
    assert most_dealings(dealt, OPENS, 60, 2) == [("AAA", "BBB"), ("AAA", "CCC")]


def test_a_sighting_moves_the_odds_by_its_measured_worth():
    told = answer(_asked(), _known(Seen(PAIR, ANNOUNCED, OPENS)), _method())
    assert told.chance == pytest.approx(0.25 * 3 / (1 + 0.25 * 3))
    assert told.counted == ((ANNOUNCED, pytest.approx(3.0)),) and told.announced == 0.9


def test_of_a_group_the_strongest_counts_and_groups_add_up():
    both = _known(Seen(PAIR, ANNOUNCED, OPENS), Seen(PAIR, "threat", OPENS))
    apart = answer(_asked(), both, _method())
    assert apart.chance == pytest.approx(0.25 * 1.5 / (1 + 0.25 * 1.5))
    joined = answer(_asked(), both, _method({ANNOUNCED: "one", "threat": "one"}))
    assert joined.chance == pytest.approx(0.25 * 3 / (1 + 0.25 * 3))


def test_what_is_not_measured_counts_nothing_and_is_named():
    told = answer(_asked(), _known(Seen(PAIR, "demand", OPENS)), _method())
    assert told.chance == pytest.approx(0.2) and told.unknown == ("demand",)
    assert told.announced == told.base == 0.2


def test_a_sighting_that_is_told_again_is_not_fresh():
    again = _known(Seen(PAIR, ANNOUNCED, OPENS), Seen(PAIR, ANNOUNCED, OPENS - dt.timedelta(7)))
    assert answer(_asked(), again, _method()).counted
    assert not answer(_asked(), again, replace(_method(), fresh=True)).counted
    alone = _known(Seen(PAIR, ANNOUNCED, OPENS), Seen(PAIR, ANNOUNCED, OPENS - dt.timedelta(8)))
    assert answer(_asked(), alone, replace(_method(), fresh=True)).counted


def test_a_sighting_of_others_or_of_long_ago_counts_nothing():
    old = Seen(PAIR, ANNOUNCED, OPENS - dt.timedelta(7))
    other = Seen(("KOR", "PRK"), ANNOUNCED, OPENS)
    told = answer(_asked(), _known(old, other), _method())
    assert told.chance == pytest.approx(0.2) and told.counted == ()
    # The baseline of announcements looks back longer.
    assert told.announced == 0.9


def test_moving_an_article_past_the_opening_leaves_the_answer_as_if_it_had_not_been_there():
    before = _known(
        Seen(PAIR, ANNOUNCED, OPENS), happened=[Seen(PAIR, "met", OPENS - dt.timedelta(3))]
    )
    moved = _known(
        *(replace(s, day=OPENS + dt.timedelta(1)) for s in before.sighted),
        happened=[Seen(PAIR, "met", OPENS + dt.timedelta(3))],
    )
    base = pooled_rate(5, None, 30)
    method = Method(base=base, worth=WORTH.get, groups={})
    for other in (_known(), moved):
        assert answer(_asked(), other, method) == answer(_asked(), _known(), method)
    assert answer(_asked(), before, method) != answer(_asked(), moved, method)
    both = Known(before.begins, before.happened + moved.happened, before.sighted + moved.sighted)
    assert answer(_asked(), both, method) == answer(_asked(), before, method)


def test_no_change_says_what_was_in_the_window_before():
    for day, said in (
        (OPENS, 0.95),
        (OPENS - dt.timedelta(27), 0.95),
        (OPENS - dt.timedelta(28), 0.05),
    ):
        told = answer(_asked(), _known(happened=[Seen(PAIR, "met", day)]), _method())
        assert told.no_change == said


def test_a_pooled_rate_is_gamma_poisson_and_draws_to_the_common_rate():
    # 100 days, 3 meetings of the pair and 2 of another of the four pairs of the class.
    happened = [Seen(PAIR, "met", OPENS - dt.timedelta(d)) for d in (1, 5, 9)]
    happened += [Seen(("CHN", "USA"), "met", OPENS - dt.timedelta(d)) for d in (2, 4)]
    known = Known(OPENS - dt.timedelta(99), tuple(happened), ())
    common = 5 / 400
    expected = 1 - (130 / 158) ** (3 + 30 * common)
    assert pooled_rate(4, None, 30)(_asked(), known) == pytest.approx(expected)
    rare = pooled_rate(4, None, 30)(_asked(parties=("FRA", "USA")), known)
    assert rare == pytest.approx(1 - (130 / 158) ** (30 * common))


def test_two_reference_classes_are_pooled_by_the_geometric_mean_of_their_odds():
    happened = tuple(Seen(PAIR, "met", OPENS - dt.timedelta(d)) for d in (10, 400, 401))
    known = Known(DAY(2000, 1, 1), happened, ())
    one, other = (two_classes((span,))(_asked(), known) for span in (1096, 90))
    odds = ((one / (1 - one)) * (other / (1 - other))) ** 0.5
    assert two_classes((1096, 90))(_asked(), known) == pytest.approx(odds / (1 + odds))


def test_a_question_comes_true_only_within_its_window():
    asked = _asked()
    for days, came in ((0, False), (1, True), (28, True), (29, False)):
        assert asked.came([Seen(PAIR, "met", OPENS + dt.timedelta(days))]) is came


def _line(day, **event):
    given = {
        "type": "CONSULT", "cameo": "042", "status": "occurred",
        "actors": [{"code": "KOR"}], "recipients": [{"code": "USA"}],
    }  # fmt: skip
    return json.dumps({"published": day, "events": [{**given, **event}]})


def test_coded_texts_become_dealings_meetings_and_sightings(tmp_path):
    path = tmp_path / "coded.jsonl"
    path.write_text(
        "\n".join(
            [
                _line("2025-10-01T08:00:00Z", status="planned"),
                _line("2025-10-02"),
                _line("2025-10-03", status="cancelled"),
                _line("2025-10-04", type="THREATEN", cameo="138"),
                _line("2025-10-05", recipients=[{"code": "ASEAN"}]),
                _line("2025-10-06", type="MOBILIZE", cameo="150", status="planned"),
            ]
        )
    )
    dealt, met, sighted = portal.of_pairs(list(portal.told(path)))
    assert {s.parties for s in dealt} == {PAIR} and len(dealt) == 5
    assert [s.day for s in met] == [DAY(2025, 10, 2)]
    assert [s.what for s in sighted] == [
        ANNOUNCED, "visit paid", "meeting refused or talks broken off", "threat of force",
    ]  # fmt: skip
    alone = portal.of_one(list(portal.told(path)), "KOR")
    assert [(s.what, s.day.day) for s in alone if s.what == ANNOUNCED] == [(ANNOUNCED, 6)]


def test_a_file_that_is_not_coded_is_refused(tmp_path):
    path = tmp_path / "raw.jsonl"
    path.write_text('{"id": "1", "text": "They met."}\n')
    with pytest.raises(UnreadableInput, match=r"Line 1 of .*legation code"):
        list(portal.told(path))


@pytest.fixture(scope="module")
def forty():
    """Forty questions of which legation says the truth's chance, the base rate one for all."""
    rng = random.Random(4)
    method = Method(base=lambda asked, known: 0.4, worth=WORTH.get, groups={})
    told, came = [], []
    for n in range(40):
        opens = DAY(2025, 1 + n // 10, 1)
        one = answer(_asked(opens=opens), _known(), method)
        chance = rng.choice([0.1, 0.7])
        told.append(replace(one, chance=chance))
        came.append(rng.random() < chance)
    return told, came


def test_forty_made_up_questions_are_scored_against_all_baselines(forty):
    told, came = forty
    found = {s.who: s for s in scores(told, came)}
    assert list(found) == ["legation", "base rate", "no change", "announced things happen"]
    own, base = found["legation"], found["base rate"]
    assert own.n == 40
    assert own.brier == pytest.approx(
        sum((a.chance - y) ** 2 for a, y in zip(told, came, strict=True)) / 40
    )
    assert own.brier_low <= own.brier <= own.brier_high
    assert base.skill == pytest.approx(1 - own.brier / base.brier) and base.skill > 0
    assert base.skill_low < base.skill < base.skill_high
    assert own.skill == own.skill_low == own.skill_high == 0
    assert found["announced things happen"].brier == base.brier


def test_their_calibration_is_counted_and_drawn(forty):
    some = bins(*forty)
    assert sum(one.n for one in some) == 40
    drawn = drawn_calibration(some, "made up")
    assert drawn.count("<circle") == len(some)
    assert f"{some[0].n} questions" in drawn
