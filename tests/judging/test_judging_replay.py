from __future__ import annotations

import dataclasses
import datetime as dt
import math

import pytest
from question_samples import CLASSES, asked, day, entry, sighting

from legation.errors import UsageError
from legation.judging.answering import Options, Standing, answer
from legation.judging.history import days, last_open_day, steps, without_groups
from legation.judging.record import record, scored
from legation.knowledge.questions import Worth
from legation.model.question import (
    NONE_OF_THESE,
    Branch,
    Decision,
    Expectation,
    GroupRule,
    Range,
    Resolution,
    SightingKind,
    TimeForm,
    Update,
    Verdict,
)
from legation.model.question_wire import check_changes, item_from_json, item_json, kind_of

CASE = [
    entry(asked(form=TimeForm.NO_TIME), day(24), "q"),
    entry(sighting(2.0, group="panmunjom"), day(24), "tours"),
    entry(sighting(1.5, group="panmunjom"), day(25), "cleaning"),
    entry(sighting(0.3), day(26), "trip"),
    entry(sighting(1.0), day(26), "willing"),
]


def test_the_case_as_of_each_day_and_if_dependent_signals_counted_twice():
    assert answer(CASE, day(26)).first.value == pytest.approx(0.0306, abs=5e-5)
    assert without_groups(CASE, day(26)).first.value == pytest.approx(0.0452, abs=5e-5)
    assert answer(CASE, day(25)).first.value == pytest.approx(2 / 21, abs=5e-5)
    assert answer(CASE, day(24)).first.value == pytest.approx(2 / 21, abs=5e-5)
    with pytest.raises(UsageError, match="not asked before 2025-10-24"):
        answer(CASE, day(23))


def test_the_range_is_carried_through_and_holds_the_value():
    found = answer(CASE, day(26)).first
    assert found.low < found.value < found.high
    strong = math.log(2 * 1.5) + math.log(0.3 * 1.5) + math.log(1.5)
    assert found.high == pytest.approx(1 / (1 + 19 / math.exp(strong)), abs=1e-6)


def test_chances_add_up_to_one_after_every_row():
    for step in range(1, len(CASE) + 1):
        chances = answer(CASE[:step], day(30)).chances
        assert sum(p.value for p in chances.values()) == pytest.approx(1)


def test_nothing_that_is_known_later_changes_an_earlier_day():
    later = entry(sighting(1000.0), day(28), "late")
    moved = dataclasses.replace(later, known=day(26))
    assert answer([*CASE, later], day(26)) == answer(CASE, day(26))
    assert answer([*CASE, moved], day(26)) != answer(CASE, day(26))
    correction = entry(Update(changes={"worth": None}, reason="r", on="trip"), day(29), "u")
    assert answer([*CASE, correction], day(26)) == answer(CASE, day(26))


def test_classes_of_cases_make_the_prior_and_stand_side_by_side():
    rows = [entry(asked(prior={}, classes=CLASSES), day(24), "q")]
    found = answer(rows, day(25))
    assert [round(r.chance.value, 5) for r in found.rates] == [0.00185, 0.5]
    assert found.first.low == pytest.approx(0.00185, abs=5e-6)
    assert found.first.high == pytest.approx(0.5)
    assert found.chances["no"].low == pytest.approx(0.5)


def test_without_a_prior_there_is_no_number():
    found = answer([entry(asked(prior={}), day(24), "q"), *CASE[1:]], day(26))
    assert found.chances == {} and found.first is None


def test_silence_counts_only_while_somebody_watched():
    rows = [entry(asked(prior={"yes": 0.2}), day(24), "q")]
    assert answer(rows, day(28)).first.value == pytest.approx(0.0854, abs=5e-5)
    unwatched = answer(rows, day(28), Options(watched_to=day(25)))
    assert unwatched.first.value == pytest.approx(0.2) and unwatched.silent == 0
    assert answer(rows, day(25)).silent == 0
    assert answer(rows, day(31)).first.value == 0
    uniform = [entry(asked(prior={"yes": 0.2}, form=TimeForm.UNIFORM_OR_NEVER), day(24), "q")]
    assert answer(uniform, day(28)).first.value == pytest.approx(0.0909, abs=5e-5)


def test_what_a_rule_attached_waits_for_the_analyst():
    found = entry(sighting(4.0, rule="asked"), day(26), "s")
    rows = [CASE[0], found]
    assert answer(rows, day(26)).weighed[0].standing is Standing.WAITING
    assert answer(rows, day(26)).first.value == pytest.approx(0.05)
    assert answer(rows, day(26), Options(unconfirmed=True)).first.value > 0.05
    yes = entry(Verdict(on="s", decision=Decision.CONFIRM), day(26), "v")
    no = entry(Verdict(on="s", decision=Decision.REFUSE, reason="old"), day(27), "w")
    assert answer([*rows, yes], day(26)).first.value > 0.05
    assert answer([*rows, yes, no], day(27)).weighed[0].standing is Standing.REFUSED
    assert answer([*rows, yes, no], day(26)).first.value > 0.05


def test_expiry_decay_and_absence_where_nobody_was_expected():
    out = Expectation(expected=False, reason="no member", comparison="others")
    here = Expectation(expected=True, reason="a member", comparison="before")
    rows = [
        CASE[0],
        entry(sighting(4.0, expires=day(28)), day(26), "gone"),
        entry(sighting(4.0, kind=SightingKind.ABSENCE, expectation=out), day(26), "summit"),
    ]
    found = answer(rows, day(28))
    assert [w.standing for w in found.weighed] == [Standing.EXPIRED, Standing.NOT_EXPECTED]
    assert found.first.value == pytest.approx(0.05)
    missed = entry(sighting(0.5, kind=SightingKind.ABSENCE, expectation=here), day(26), "arf")
    assert answer([CASE[0], missed], day(28)).first.value < 0.05
    fading = [CASE[0], entry(sighting(4.0, decay="logistics"), day(26), "s")]
    assert answer(fading, day(30)).first.value < answer(fading, day(26)).first.value


def test_measured_worth_is_a_default_only_where_it_holds():
    def worth(pairs, low):
        ratio = Range(low=2, value=3, high=4)
        return Worth(
            event_class="visit announced", outcome="meeting", days=7, ratio=ratio, pairs=pairs,
            tested=(low, 5.0), events=100, source="s",
        )  # fmt: skip

    question = asked(form=TimeForm.NO_TIME, outcome_class="meeting")
    rows = [
        entry(question, day(24), "q"),
        entry(sighting(event_class="visit announced"), day(26), "s"),
    ]

    def chance(pairs, low):
        return answer(rows, day(26), Options(measured=lambda *_: worth(pairs, low)))

    assert chance(30, 1.2).weighed[0].by == "measured"
    assert chance(30, 1.2).first.value == pytest.approx(3 / 22)
    assert chance(29, 1.2).weighed[0].standing is Standing.UNKNOWN
    assert chance(30, 0.9).first.value == pytest.approx(0.05)
    own = entry(sighting(9.0, event_class="visit announced"), day(26), "s")
    both = answer([rows[0], own], day(26), Options(measured=lambda *_: worth(30, 1.2)))
    assert both.weighed[0].by == "ada"


def test_conditions_have_odds_of_their_own_until_they_come_true():
    branch = Branch(
        name="test", trigger="a nuclear test", worth=Range(low=0.1, value=0.2, high=0.5)
    )
    question = asked(form=TimeForm.NO_TIME, branches=(branch,))
    rows = [entry(question, day(24), "q"), entry(sighting(3.0, branch="test"), day(25), "s")]
    found = answer(rows, day(26))
    assert found.first.value == pytest.approx(0.05)
    assert found.branches[0].chance.value == pytest.approx(0.6 / 19.6)
    met = entry(Update(changes={"branch": "test"}, reason="it was"), day(27), "u")
    assert answer([*rows, met], day(27)).first.value == pytest.approx(0.6 / 19.6)
    assert answer([*rows, met], day(26)).first.value == pytest.approx(0.05)


def test_more_than_two_outcomes_keep_none_of_these():
    question = asked(
        outcomes=("meet", "call", NONE_OF_THESE),
        default=NONE_OF_THESE,
        prior={"meet": 0.05, "call": 0.15},
        form=TimeForm.NO_TIME,
    )
    rows = [entry(question, day(24), "q"), entry(sighting(2000.0, outcome="call"), day(26), "s")]
    chances = answer(rows, day(26)).chances
    assert sum(p.value for p in chances.values()) == pytest.approx(1)
    assert chances[NONE_OF_THESE].value == pytest.approx(0.02)
    assert chances["call"].value > 0.9


def test_steps_say_what_each_row_did():
    told = steps(CASE, day(26))
    assert [step.entry.id for step in told] == ["q", "tours", "cleaning", "trip", "willing"]
    assert told[0].before is None and told[0].after.value == pytest.approx(0.05)
    assert told[2].before.value == told[2].after.value
    assert told[3].after.value < told[3].before.value


def test_a_resolved_question_is_scored_over_the_days_it_was_open():
    rows = [*CASE, entry(Resolution(outcome="no", day=day(30), reason="left"), day(30), "r")]
    assert last_open_day(rows, day(31)) == day(29)
    assert len(list(days(rows, day(31)))) == 6
    found = scored(rows, day(31))
    assert found.days == 6 and not found.came and not found.missed
    assert found.brier == pytest.approx((4 * (0.0306) ** 2 + 2 * (2 / 21) ** 2) / 6, abs=1e-4)
    assert found.base == pytest.approx(0.0025)
    assert found.skill < 0
    assert scored(CASE, day(31)) is None
    assert scored(rows, day(29)) is None


def test_what_people_state_is_scored_beside_and_misses_are_kept():
    said = entry(Update(changes={"forecast": {"yes": 0.9, "no": 0.1}}, reason="hope"), day(26), "f")
    done = entry(Resolution(outcome="no", day=day(30), reason="left"), day(30), "r")
    bad = [entry(asked(prior={"yes": 0.9}, form=TimeForm.NO_TIME), day(24), "q"), said, done]
    found = scored(bad, day(31))
    assert found.people == {"ada": pytest.approx(0.81)}
    told = record([found, scored([*CASE, done], day(31))])
    assert [s.id for s in told.misses] == ["q"] and told.noisy
    assert told.brier == pytest.approx((0.81 + found.brier * 0 + told.scored[1].brier) / 2)
    assert sum(b.n for b in told.bins) == 2
    assert record([]).brier is None


def test_void_questions_are_counted_and_not_scored():
    void = entry(Resolution(outcome=None, day=day(30), reason="cannot be told"), day(30), "r")
    found = scored([*CASE, void], day(31))
    assert (
        found.brier is None and record([found]).brier is None and len(record([found]).scored) == 1
    )


def test_effective_number_lies_between():
    alone = answer(CASE, day(26), Options(rule=GroupRule.INDEPENDENT)).first.value
    shared = answer(CASE, day(26), Options(rule=GroupRule.EFFECTIVE_N, rho=0.5)).first.value
    assert 0.0306 < shared < alone


@pytest.mark.parametrize("item", [row.item for row in CASE] + [
    asked(classes=CLASSES, branches=(Branch(name="b", trigger="t"),)),
    Resolution(outcome=None, day=day(30), reason="x"),
    Verdict(on="s", decision=Decision.REFUSE),
    Update(changes={"worth": {"low": 1.0, "value": 2.0, "high": 3.0}}, reason="r", on="s"),
])  # fmt: skip
def test_rows_survive_their_json(item):
    assert item_from_json(kind_of(item), item_json(item)) == item


def test_what_was_asked_or_seen_cannot_be_changed_and_values_must_fit():
    with pytest.raises(UsageError, match="'resolution' of a question cannot be changed"):
        check_changes(asked(), {"resolution": "other"})
    with pytest.raises(UsageError, match="'observed' of a sighting cannot be changed"):
        check_changes(sighting(), {"observed": "other"})
    with pytest.raises(UsageError, match="runs from low to high"):
        check_changes(sighting(), {"worth": {"low": 3, "value": 2, "high": 4}})
    with pytest.raises(UsageError, match="must be one of"):
        check_changes(asked(), {"form": "linear"})
    check_changes(asked(), {"forecast": {"yes": 0.1, "no": 0.9}})


def test_a_picture_of_a_long_question_shows_some_days_and_the_last():
    question = asked(opened=dt.date(2023, 1, 1), first=dt.date(2023, 1, 1))
    rows = [entry(question, dt.date(2023, 1, 1), "q")]
    shown = [day for day, _ in days(rows, dt.date(2025, 12, 1), most=50)]
    assert len(shown) <= 50 and shown[-1] == question.last


def test_hindsight_is_told():
    late = entry(sighting(2.0), day(26), "s", at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert late.hindsight and not CASE[0].hindsight
