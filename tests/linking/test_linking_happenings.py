"""Reports gathered to happenings: chains, what people say, what is not seen yet, many events."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_samples import gold_reports, groups, ids, judged, report, said, side, visit

from legation.linking import compare, gather, link_against, link_all, linker_name, traits
from legation.linking import linking as module
from legation.model import Rank, Sameness, Side, Status, Weight
from legation.model.happening import by_publication

SAME, DIFFERENT = Sameness.SAME, Sameness.DIFFERENT
REPORTS, HAPPENINGS = gold_reports()


def life() -> list:
    """Planned, put off, planned again, held, and recalled."""
    return [
        visit("2023-02-02", "2023-02-05/2023-02-06", id="1", status=Status.PLANNED),
        visit("2023-02-04", "2023-02-03", id="2", status=Status.CANCELLED),
        visit("2023-06-15", "2023-06-18/2023-06-19", id="3", status=Status.PLANNED),
        visit("2023-06-20", "2023-06-18", id="4"),
        visit("2024-04-27", "2023-06", id="5", weight=Weight.BACKGROUND),
    ]


def test_one_event_has_a_life():
    (happening,) = gather(life(), judged(link_all(life())))
    assert [r.event.status.value for r in happening.history] == [
        "planned",
        "cancelled",
        "planned",
        "occurred",
    ]
    assert (happening.id, happening.best.id) == ("1", "4")


def test_without_the_delay_two_dates_are_two_visits():
    first, _, *later = life()
    assert groups([first, *later]) == [{"1"}, {"3", "4", "5"}]


def test_a_vague_report_does_not_chain_two_separate_calls():
    first = report("2025-10-11", "2025-10-11", id="1", mode="phone")
    second = report("2025-10-12", "2025-10-12", id="2", mode="phone")
    vague = report("2025-10-13", "2025-10-10/2025-10-13", id="3", mode="phone")
    found = groups([first, second, vague])
    assert len(found) == 2
    assert {"1", "2"} not in [group & {"1", "2"} for group in found]


def test_two_events_of_one_article_stay_two_even_through_others():
    talks = [report("2025-10-30", "2025-10-30", id=str(n), article="one") for n in (1, 2)]
    other = report("2025-10-31", "2025-10-30", id="3")
    assert sorted(map(len, groups([*talks, other]))) == [1, 2]


def test_what_people_say_stands_above_scores_and_the_later_above_the_earlier():
    one, two = (report("2025-10-30", "2025-10-30", id=str(n)) for n in (1, 2))
    far = report("2019-06-30", "2019-06-29", id="3")
    assert groups([one, two, far]) == [{"3"}, {"1", "2"}]
    apart = said(one, two, DIFFERENT)
    assert groups([one, two, far], apart) == [{"3"}, {"1"}, {"2"}]
    together = said(two, far, SAME)
    assert groups([one, two, far], apart, together) == [{"3", "2"}, {"1"}]
    assert groups([one, two, far], apart, said(two, one, SAME, minutes=5)) == [{"3"}, {"1", "2"}]
    assert groups([one, two, far], together, said(two, far, DIFFERENT, 5)) == [{"3"}, {"1", "2"}]


def test_a_person_who_says_the_contrary_of_a_chain_wins_over_its_older_links():
    one, two, three = (report(f"20{n}-01-02", f"20{n}-01-01", id=str(n)) for n in (21, 22, 23))
    chain = [said(one, two, SAME), said(two, three, SAME, 1)]
    assert groups([one, two, three], *chain) == [{"21", "22", "23"}]
    cut = groups([one, two, three], *chain, said(one, three, DIFFERENT, 2))
    assert cut == [{"21"}, {"22", "23"}]


def test_an_unseen_report_joins_nothing():
    first, delay, *later = life()
    links = judged(link_all([first, delay, *later]))
    assert ids(gather([first, *later], links)) == [{"1"}, {"3", "4", "5"}]


@settings(max_examples=30, deadline=None)
@given(st.sets(st.sampled_from(range(len(REPORTS))), min_size=2), st.randoms(use_true_random=False))
def test_a_view_of_some_articles_is_what_reading_only_those_would_give(chosen, chance):
    every = judged(link_all(REPORTS))
    some = [REPORTS[number] for number in sorted(chosen)]
    shuffled = list(some)
    chance.shuffle(shuffled)
    assert ids(gather(some, every)) == ids(gather(some, judged(link_all(shuffled))))


def test_links_are_the_same_whatever_comes_first():
    pairs = {(s.left, s.right): s.score for s in link_all(REPORTS)}
    one_by_one = {}
    known = []
    order = list(REPORTS)
    random.Random(7).shuffle(order)
    for item in order:
        made = traits(item)
        one_by_one |= {(s.left, s.right): s.score for s in link_against([made], known)}
        known.append(made)
    assert one_by_one == pairs


def test_the_gold_is_linked_from_its_own_coding():
    """Pairwise figures of linking alone, on what people coded, without names and words."""
    happening = {id_: number for number, group in enumerate(groups(REPORTS)) for id_ in group}
    right = wanted = told = 0
    for number, one in enumerate(REPORTS):
        for two in REPORTS[number + 1 :]:
            if one.event.article_id == two.event.article_id:
                continue
            same = HAPPENINGS[one.id] == HAPPENINGS[two.id]
            linked = happening[one.id] == happening[two.id]
            wanted, told, right = wanted + same, told + linked, right + (same and linked)
    assert (wanted, right / told >= 0.97, right / wanted >= 0.8) == (56, True, True)


def test_many_events_need_no_comparison_of_all_with_all(monkeypatch):
    compared = 0

    def counting(one, two):
        nonlocal compared
        compared += 1

    monkeypatch.setattr(module, "compare", counting)
    chance = random.Random(1)
    codes = [f"{a}{b}A" for a in "ABCDEFGHIJ" for b in "ABCDEF"]
    start = dt.date(2020, 1, 1)
    many = []
    for number in range(20_000):
        day = start + dt.timedelta(days=chance.randrange(400))
        actor, other = chance.sample(codes[: 2 + number % 58], 2)
        many.append(
            traits(
                report(
                    day.isoformat(),
                    day.isoformat(),
                    id=f"e{number}",
                    actors=(side(actor),),
                    recipients=(side(other),),
                )
            )
        )
    assert list(link_against(many, ())) == []
    assert compared < 20_000 * 60
    assert compare(many[0], many[0]) is None


def test_of_very_many_candidates_only_the_nearest_are_compared():
    people = (Side(code="USA", name="Donald Trump", rank=Rank.HEAD_OF_STATE), side("CHN"))
    many = [report("2025-10-30", "2025-10-30", id=f"m{n:04}", actors=people) for n in range(450)]
    new = traits(report("2025-10-30", "2025-10-30", id="new", actors=people))
    assert len(list(link_against([new], map(traits, many)))) == 400


def test_the_linker_names_its_weights():
    assert linker_name().startswith("legation-links ")
    assert len(linker_name().partition("+")[2]) == 8


def test_reports_of_unknown_day_come_first():
    dated, undated = report("2025-10-30", None), report(None, None)
    assert by_publication([dated, undated]) == [undated, dated]


@pytest.mark.parametrize("count", [0, 1])
def test_little_to_gather(count):
    some = [report("2025-10-30", None)][:count]
    assert len(gather(some, [])) == count
