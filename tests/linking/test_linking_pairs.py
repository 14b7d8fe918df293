"""Two reports: what links them, what keeps them apart, and how the score is told."""

from __future__ import annotations

import dataclasses
import math

import pytest
from linking_samples import TRUMP, WANG, XI, attack, report, side, visit

from legation.knowledge.linking import limits, types, weights
from legation.linking import compare, traits
from legation.model import Article, EventType, Report, Sameness, Status, Weight


def same(one: Report, two: Report) -> bool:
    found = compare(traits(one), traits(two))
    turned = compare(traits(two), traits(one))
    assert (found and found.score) == (turned and turned.score)
    return bool(found and found.judgement is Sameness.SAME)


def test_two_reports_of_one_day_are_one_happening_and_say_why():
    found = compare(
        traits(report("2025-10-30", "2025-10-30", id="b")),
        traits(report("2025-11-02", "2025-10-30", id="a")),
    )
    assert (found.left, found.right, found.judgement) == ("a", "b", Sameness.SAME)
    words = [reason.words for reason in found.reasons]
    assert "the same sides (CHN, USA)" in words
    assert "the same day (2025-10-30)" in words
    assert "the same people (CHN, USA)" in words
    bits = sum(reason.bits for reason in found.reasons)
    assert found.score == round(1 / (1 + math.exp2(-bits)), 4)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("2025-10-11", "2025-10-11"), ("2025-10-12", "2025-10-12")),
        (("2018-04-27", "2018-04-27"), ("2018-05-27", "2018-05-26")),
        (("2023-05-21", "2023-05"), ("2024-09-22", "2024-09")),
    ],
)
def test_days_that_both_texts_give_and_that_differ_are_two_happenings(one, two):
    for mode in ("phone", None):
        assert not same(report(*one, mode=mode), report(*two, mode=mode))


def test_the_days_of_one_trip_may_differ_a_little():
    assert same(visit("2025-10-27", "2025-10-26"), visit("2025-10-28", "2025-10-27"))
    assert not same(visit("2025-10-27", "2025-10-26"), visit("2025-11-28", "2025-11-27"))


def test_a_vague_report_is_linked_where_people_and_place_agree():
    old = report("2025-10-27", "2018", weight=Weight.BACKGROUND, place="SGP")
    assert same(old, report("2018-06-12", "2018-06-12", place="SGP"))
    assert not same(old, report("2018-11-30", "2018-11-30", place="ARG"))


@pytest.mark.parametrize("status", [Status.OCCURRED, Status.CANCELLED, Status.DENIED])
def test_a_plan_and_what_became_of_it_are_one(status):
    plan = visit("2025-10-24", "2025-10-26", status=Status.PLANNED)
    assert same(plan, visit("2025-10-27", "2025-10-26", status=status))


def test_a_plan_without_a_date_comes_true_within_weeks_and_not_before_it_was_made():
    plan = visit("2025-10-26", "2025-10-26/..", status=Status.PLANNED)
    assert same(plan, visit("2025-10-29", "2025-10-28"))
    assert not same(plan, visit("2024-11-02", "2024-11-01"))
    assert not same(
        visit("2025-11-29", None, status=Status.PLANNED), visit("2025-10-29", "2025-10-28")
    )


def test_what_was_put_off_may_be_held_months_later():
    off = visit("2023-02-04", "2023-02-03", status=Status.CANCELLED)
    assert same(off, visit("2023-06-20", "2023-06-18/2023-06-19"))
    assert not same(off, visit("2024-04-27", "2024-04-24/2024-04-26"))
    assert not same(off, visit("2023-01-10", "2023-01-09"))


def test_a_denial_and_a_report_of_the_same_call_are_one_disputed_happening():
    told = report("2025-10-16", "2025-10-15", mode="phone")
    assert same(told, report("2025-10-16", "2025-10-15", mode="phone", status=Status.DENIED))


def test_other_people_other_places_and_other_ways_are_other_happenings():
    day = ("2025-10-30", "2025-10-30")
    assert not same(report(*day), report(*day, actors=(TRUMP, WANG), mode="phone"))
    assert not same(report(*day, place="KOR"), report(*day, actors=(TRUMP, WANG), place="MYS"))
    assert not same(report(*day, mode="visit"), report(*day, mode="phone"))
    assert not same(report(*day), report(*day, mode="third-party"))


def test_a_visit_may_be_told_by_whom_among_its_hosts_the_guest_met():
    hosts = [(XI,), (WANG,)]
    one, two = (
        report("2025-10-30", "2025-10-29", mode="visit", actors=(TRUMP,), recipients=host)
        for host in hosts
    )
    assert same(one, two)


def test_who_acts_on_whom_tells_acts_apart_but_not_meetings():
    day = ("2025-10-30", "2025-10-30")
    here, there = (side("USA"),), (side("CHN"),)
    for kind, expected in ((EventType.SANCTION, False), (EventType.CONSULT, True)):
        one = report(*day, type=kind, cameo="163", actors=here, recipients=there)
        two = report(*day, type=kind, cameo="163", actors=there, recipients=here)
        assert same(one, two) is expected


def test_attacks_of_one_kind_and_day_need_more_in_common():
    day = ("2025-10-30", "2025-10-30")
    first = attack(*day, "An airstrike on a school in Rafah killed 31 people.")
    assert not same(first, attack(*day, "An airstrike on a car near Jabalia killed 2 people."))
    assert not same(
        first, attack("2025-10-31", "2025-10-31", "An airstrike on a school in Rafah killed 31.")
    )
    assert same(first, attack("2025-10-31", "2025-10-30", "The school in Rafah where 31 died."))


def test_the_word_that_begins_a_quote_is_no_name():
    text = "The school was hit. His car burned."
    found = attack("2025-10-30", "2025-10-30", text)
    article = Article(id="a", text=text, published="2025-10-30")
    pieces = (article.quote(0, 19), article.quote(20, len(text)))
    two = dataclasses.replace(found, event=dataclasses.replace(found.event, evidence=pieces))
    assert traits(two).names == frozenset()
    said = attack("2025-10-30", "2025-10-30", 'He said, "The school in Rafah was hit."')
    assert traits(said).names == {"rafah"}


def test_a_copied_sentence_links_undated_acts_of_following_days():
    text = "Four people are killed when soldiers open fire on a civilian car in the north."
    one, two = (
        attack(day, day, text, mode="firearms", when_basis="publication")
        for day in ("2026-03-14", "2026-03-15")
    )
    assert same(one, two)
    other = "Nine people are killed when soldiers shell a village in the south."
    three = attack("2026-03-15", "2026-03-15", other, mode="firearms", when_basis="publication")
    assert not same(one, three)


def test_reports_of_one_article_are_apart_but_for_a_delay_and_a_new_day():
    one = visit("2023-06-15", "2023-02-05", article="x", status=Status.CANCELLED)
    again = visit("2023-06-15", "2023-06-18", article="x", status=Status.PLANNED)
    assert same(one, again)
    assert not same(
        report("2025-10-30", "2025-10-30", article="y"),
        report("2025-10-30", "2025-10-30", article="y"),
    )


def test_what_is_not_dated_at_all_is_not_linked():
    old = report("2025-10-30", None, weight=Weight.BACKGROUND)
    assert not same(old, report("2025-10-30", "2025-10-30"))
    assert not same(report(None, None), report(None, None))


def test_doubtful_pairs_are_kept_for_a_person_to_look_at():
    one = report("2025-10-30", "2025", actors=(side("USA"), side("CHN")))
    two = report("2025-11-30", "2025-10-30", actors=(side("USA"), side("CHN")), place="KOR")
    found = compare(traits(one), traits(two))
    assert found.judgement is Sameness.UNSURE
    assert limits()["unsure"] <= found.score < limits()["same"]


def test_every_type_has_its_row_and_every_row_its_words():
    assert set(types()) == {kind.value for kind in EventType}
    assert all(weight.words or not weight.bits for weight in weights().values())
