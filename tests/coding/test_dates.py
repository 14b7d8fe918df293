from __future__ import annotations

import datetime as dt
import re
import time
from itertools import pairwise

import pytest

from legation.coding.dates import TimeExpression, dateline, find
from legation.model.when import days

SUNDAY = dt.date(2025, 10, 26)

# words, EDTF read on Sunday 26 October 2025, basis
CASES = [
    # days
    ("They met on October 26, 2025 in Seoul.", "2025-10-26", "stated"),
    ("26 October 2025", "2025-10-26", "stated"),
    ("Oct. 14, 2025", "2025-10-14", "stated"),
    ("Sunday, October 26, 2025", "2025-10-26", "stated"),
    ("Sept 3, 2025", "2025-09-03", "stated"),
    ("OCTOBER 5", "2025-10-05", "relative"),
    ("2025-10-26", "2025-10-26", "stated"),
    ("10/26/2025", "2025-10-26", "stated"),
    ("26/10/2025", "2025-10-26", "stated"),
    ("10/11/2025", "2025", "vague"),
    ("September 11, 2001", "2001-09-11", "stated"),
    ("the 3rd of May", "2025-05-03", "relative"),
    ("on October 10 Kim met him", "2025-10-10", "relative"),
    ("the October 10 celebrations", "2025-10-10", "relative"),
    ("the June 20 elections", "2025-06-20", "relative"),
    ("on March 5", "2026-03-05", "relative"),
    ("on October 3 last year", "2024-10-03", "relative"),
    ("on February 29", "2024-02-29", "relative"),
    ("October 10, Juche 114 (2025)", "2025-10-10", "stated"),
    ("said on the 10th, Kim", "2025-10-10", "relative"),
    ("on Christmas Day", "2025-12-25", "relative"),
    # ranges of days
    ("from March 3 to 8, 2022", "2022-03-03/2022-03-08", "stated"),
    ("October 29-30", "2025-10-29/2025-10-30", "relative"),
    ("29–30 October", "2025-10-29/2025-10-30", "relative"),
    ("between 3 and 5 May", "2025-05-03/2025-05-05", "relative"),
    ("10 July - 12 July 2008", "2008-07-10/2008-07-12", "stated"),
    ("from June 28 to July 3, 2019", "2019-06-28/2019-07-03", "stated"),
    ("Dec. 30, 2024 to Jan. 2, 2025", "2024-12-30/2025-01-02", "stated"),
    ("Dec. 30 to Jan. 2", "2025-12-30/2026-01-02", "relative"),
    # months
    ("in November 2024", "2024-11", "stated"),
    ("November last year", "2024-11", "relative"),
    ("last November", "2024-11", "relative"),
    ("last October", "2024-10", "relative"),
    ("next March", "2026-03", "relative"),
    ("in November", "2025-11", "relative"),
    ("in May", "2025-05", "relative"),
    ("the May summit", "2025-05", "relative"),
    ("In March this year", "2025-03", "relative"),
    ("late October", "2025-10-21/2025-10-31", "relative"),
    ("mid-October", "2025-10-11/2025-10-20", "relative"),
    ("the end of last month", "2025-09-24/2025-09-30", "relative"),
    ("from March to May 2024", "2024-03/2024-05", "stated"),
    ("between June and August", "2025-06/2025-08", "relative"),
    ("November 2024 to January 2025", "2024-11/2025-01", "stated"),
    ("the first week of May", "2025-05-01/2025-05-07", "relative"),
    # years and parts of them
    ("in 2019", "2019", "stated"),
    ("the 2022 G20 summit", "2022", "stated"),
    ("Trump’s 2018 summit with Kim", "2018", "stated"),
    ("Singapore in 2027", "2027", "stated"),
    ("last year", "2024", "relative"),
    ("this year", "2025", "relative"),
    ("next year", "2026", "relative"),
    ("early 2023", "2023-01/2023-04", "stated"),
    ("mid-2024", "2024-05/2024-08", "stated"),
    ("late last year", "2024-09/2024-12", "relative"),
    ("the end of 2025", "2025-12", "stated"),
    ("the first half of 2025", "2025-01/2025-06", "stated"),
    ("the first four months of 2022", "2022-01/2022-04", "stated"),
    ("the first quarter of 2025", "2025-01/2025-03", "stated"),
    ("the third quarter of this year", "2025-07/2025-09", "relative"),
    ("Q4 2024", "2024-10/2024-12", "stated"),
    ("in the spring of 2024", "2024-21", "stated"),
    ("last summer", "2025-22", "relative"),
    ("from 2018 to 2020", "2018/2020", "stated"),
    ("between 2018 and 2020", "2018/2020", "stated"),
    ("2018–19", "2018/2019", "stated"),
    ("in the 2000s", "200X", "stated"),
    ("the 1990s", "199X", "stated"),
    ("the '90s", "199X", "stated"),
    ("the mid-1990s", "1994/1996", "stated"),
    ("in the 19th century", "18XX", "stated"),
    # from the day of publication
    ("today", "2025-10-26", "relative"),
    ("tonight", "2025-10-26", "relative"),
    ("this morning", "2025-10-26", "relative"),
    ("yesterday evening", "2025-10-25", "relative"),
    ("the day before yesterday", "2025-10-24", "relative"),
    ("tomorrow", "2025-10-27", "relative"),
    ("overnight", "2025-10-25/2025-10-26", "relative"),
    ("on Monday", "2025-10-20", "relative"),
    ("came on Sunday morning", "2025-10-26", "relative"),
    ("last Friday", "2025-10-24", "relative"),
    ("last Sunday", "2025-10-19", "relative"),
    ("next Tuesday", "2025-10-28", "relative"),
    ("this coming Monday", "2025-10-27", "relative"),
    ("Wednesday next week", "2025-10-29", "relative"),
    ("from Monday to Wednesday", "2025-10-20/2025-10-22", "relative"),
    ("this weekend", "2025-10-25/2025-10-26", "relative"),
    ("at the weekend", "2025-10-25/2025-10-26", "relative"),
    ("last week", "2025-10-13/2025-10-19", "relative"),
    ("Last week’s visits", "2025-10-13/2025-10-19", "relative"),
    ("this week", "2025-10-20/2025-10-26", "relative"),
    ("next week", "2025-10-27/2025-11-02", "relative"),
    ("last month", "2025-09", "relative"),
    ("next month", "2025-11", "relative"),
    ("earlier this month", "2025-10-01/2025-10-26", "relative"),
    ("later this year", "2025-10-26/2025-12-31", "relative"),
    ("early next month", "2025-11-01/2025-11-10", "relative"),
    ("for the past week", "2025-10-19/2025-10-26", "relative"),
    ("over the past two weeks", "2025-10-12/2025-10-26", "relative"),
    ("over the past 24 hours", "2025-10-25/2025-10-26", "relative"),
    ("over the next three years", "2025-10-26/2028-10-26", "relative"),
    ("within two weeks", "2025-10-26/2025-11-09", "relative"),
    ("in two weeks’ time", "2025-11-09", "relative"),
    ("three days ago", "2025-10-23", "relative"),
    ("two weeks ago", "2025-10-06/2025-10-12", "relative"),
    ("six months ago", "2025-04", "relative"),
    ("a decade ago", "2015", "relative"),
    ("about 20 years ago", "2005~", "relative"),
    ("more than five years ago", "../2020", "relative"),
    # open ends
    ("since 1967", "1967/..", "stated"),
    ("since the 1990s", "1990/..", "stated"),
    ("since Monday", "2025-10-20/..", "relative"),
    ("since late 2023", "2023-09/..", "stated"),
    ("until 2030", "../2030", "stated"),
    ("by the end of the year", "2025-10-26/2025-12", "relative"),
    ("by Friday", "2025-10-26/2025-10-31", "relative"),
    ("by Nov. 1", "2025-10-26/2025-11-01", "relative"),
    ("left before October 10.", "../2025-10-10", "relative"),
    # vague
    ("in recent days", "2025-10-19/2025-10-26", "vague"),
    ("in recent weeks", "2025-09-26/2025-10-26", "vague"),
    ("several days ago", "2025-10-19/2025-10-26", "vague"),
    ("Choe previously traveled", "../2025-10-26", "vague"),
    ("recently", "../2025-10-26", "vague"),
    ("will soon meet", "2025-10-26/..", "vague"),
    ("an upcoming ASEAN summit", "2025-10-26/..", "vague"),
    ("in the coming days", "2025-10-26/..", "vague"),
    # no time of its own
    ("over nine years of war", None, "duration"),
    ("a two-day state visit", None, "duration"),
    ("the first in over a decade", None, "duration"),
    ("days later", None, "anchored"),
    ("a month earlier", None, "anchored"),
    ("the day before", None, "anchored"),
    ("the following week", None, "anchored"),
    # part of a name
    ("the 1951 Refugee Convention", "1951", "name"),
    ("the 2015 nuclear deal", "2015", "name"),
    ("Vision 2030", "2030", "name"),
    ("the September 11 attacks", "2001-09-11", "name"),
    ("9/11", "2001-09-11", "name"),
]


def one(words: str, published: dt.date | None = SUNDAY, prefer: str = "nearest") -> TimeExpression:
    found = find(words, published, prefer=prefer)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("words", "edtf", "basis"), CASES, ids=[case[0] for case in CASES])
def test_words_are_read_as_an_interval(words: str, edtf: str | None, basis: str) -> None:
    found = one(words)
    assert (found.edtf, found.basis) == (edtf, basis)


@pytest.mark.parametrize("words", [case[0] for case in CASES])
def test_positions_quote_the_text(words: str) -> None:
    text = f"“Ünïcode” 🙂, {words}"
    for found in find(text, SUNDAY):
        assert text[found.start : found.stop] == found.text


@pytest.mark.parametrize("words", [case[0] for case in CASES])
def test_every_interval_is_one_that_the_model_can_bound(words: str) -> None:
    found = one(words)
    for value in (found.edtf, found.edtf_past, found.edtf_future):
        if value:
            assert days(value)


@pytest.mark.parametrize(
    "words",
    [
        "About 2,000 people fled.",
        "Some 2000 people fled.",
        "It cites Resolution 2231 and Resolution 1929.",
        "Thousands march to the embassy.",
        "He may go, and Theresa May said so.",
        "The 110th anniversary was marked.",
        "It spent $2025 on F-35 parts.",
        "Black Friday and Bloody Sunday",
        "as soon as possible, and no earlier than that",
        "on February 30",
        "",
    ],
)
def test_what_is_no_time_is_left_alone(words: str) -> None:
    assert find(words, SUNDAY) == []


def test_two_years_are_two_expressions() -> None:
    found = find("the summits in 2018 and 2019 respectively", SUNDAY)
    assert [f.edtf for f in found] == ["2018", "2019"]


def test_tense_can_choose_between_both_readings() -> None:
    monday = one("on Monday")
    assert (monday.edtf_past, monday.edtf_future) == ("2025-10-20", "2025-10-27")
    day = one("on November 3")
    assert (day.edtf_past, day.edtf_future) == ("2024-11-03", "2025-11-03")


@pytest.mark.parametrize(
    ("prefer", "edtf"), [("past", "2024-11"), ("future", "2025-11"), ("nearest", "2025-11")]
)
def test_a_preference_decides_the_year(prefer: str, edtf: str) -> None:
    assert one("in November", prefer=prefer).edtf == edtf


def test_a_past_year_holds_on_within_its_sentence_only() -> None:
    text = "In 2018 they met in Singapore on June 12. On October 10 Kim held a parade."
    assert [f.edtf for f in find(text, SUNDAY)] == ["2018", "2018-06-12", "2025-10-10"]


@pytest.mark.parametrize(
    ("words", "offset", "anchor"),
    [
        ("three days before Trump’s arrival in Seoul.", -3, "Trump’s arrival in Seoul"),
        ("two weeks after the coup", 14, "the coup"),
        ("a day later", 1, "context"),
        ("the next day", 1, "context"),
        ("the previous day", -1, "context"),
        ("the day before the summit", -1, "the summit"),
        ("on the eve of the vote", -1, "the vote"),
        ("that same day", 0, "context"),
        ("months later", None, "context"),
    ],
)
def test_times_told_from_another_event_keep_their_distance(
    words: str, offset: int | None, anchor: str
) -> None:
    found = one(words)
    assert (found.edtf, found.basis) == (None, "anchored")
    assert (found.offset_days, found.anchor) == (offset, anchor)


@pytest.mark.parametrize(
    "words", ["on Monday", "last week", "October 10", "three days ago", "recently", "last summer"]
)
def test_without_a_day_of_publication_nothing_is_guessed(words: str) -> None:
    found = one(words, published=None)
    assert (found.edtf, found.edtf_past, found.edtf_future) == (None, None, None)


def test_absolute_dates_need_no_day_of_publication() -> None:
    assert one("on October 26, 2025", published=None).edtf == "2025-10-26"
    assert one("since 1967", published=None).edtf == "1967/.."


@pytest.mark.parametrize("published", [dt.date.min, dt.date.max, dt.date(2024, 2, 29)])
def test_no_day_of_publication_makes_it_fail(published: dt.date) -> None:
    for words, *_ in CASES:
        find(words, published)
    find("999 centuries ago, in 9999 days' time, the last 900 centuries", published)


def test_the_same_words_are_read_on_a_leap_day() -> None:
    assert one("last year", dt.date(2024, 2, 29)).edtf == "2023"
    assert one("over the past year", dt.date(2024, 2, 29)).edtf == "2023-02-28/2024-02-29"


def test_expressions_come_in_order_and_never_overlap() -> None:
    text = " ".join(words for words, *_ in CASES)
    found = find(text, SUNDAY)
    assert all(a.stop <= b.start for a, b in pairwise(found))


def test_a_long_text_takes_time_in_proportion() -> None:
    sentence = "The minister said on Monday that talks in the capital would go on for some days. "
    find(sentence, SUNDAY)
    start = time.perf_counter()
    find(sentence * 2000, SUNDAY)
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    ("text", "edtf", "covers"),
    [
        (
            "PYONGYANG, Oct. 10 (KCNA) -- The Party held",
            "2025-10-10",
            "PYONGYANG, Oct. 10 (KCNA) -- ",
        ),
        ("SEOUL, South Korea (AP) — Kim", None, "SEOUL, South Korea (AP) — "),
        ("Title\n\nBEIJING, Sept 3 (Xinhua) -- Xi", "2025-09-03", "BEIJING, Sept 3 (Xinhua) -- "),
        ("LONDON, Oct 26 (Reuters) - Two", "2025-10-26", "LONDON, Oct 26 (Reuters) - "),
        ("Seoul (AFP) – The", None, "Seoul (AFP) – "),
        ("Sunday, October 26, 2025\n\nNorth Korea", "2025-10-26", "Sunday, October 26, 2025"),
        ("A title\nPublished: 26 October 2025\nText", "2025-10-26", "26 October 2025"),
        ("The minister met his guest on October 3.", None, None),
    ],
)
def test_datelines(text: str, edtf: str | None, covers: str | None) -> None:
    day, span = dateline(text, SUNDAY)
    assert day == edtf
    assert (text[span[0] : span[1]] if span else None) == covers


def test_a_dateline_without_its_year_needs_the_day_of_publication() -> None:
    day, span = dateline("PYONGYANG, Oct. 10 (KCNA) -- The Party")
    assert day is None
    assert span is not None


def test_edtf_is_well_formed() -> None:
    one_date = r"(\d{4}(-\d\d(-\d\d)?)?~?|\d{3}X|\d\dXX|\.\.)"
    for words, *_ in CASES:
        edtf = one(words).edtf
        assert edtf is None or re.fullmatch(rf"{one_date}(/{one_date})?", edtf)
