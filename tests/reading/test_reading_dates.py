"""The day of publication, and how it is known."""

from __future__ import annotations

import json

import pytest
from reading_samples import BODY, furniture, the_article

from legation.model import PublishedBasis
from legation.reading import read
from legation.reading.dating import dateline, iso_day


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday, March 5, 2024",
        "5 March 2024",
        "Published: March 5, 2024 10:15 a.m. KST",
        "Strelsau, 5th of March 2024",
        "Date: 2024-03-05",
        "Updated 2024.03.05 16:20",
        "Mar. 5, 2024 | 10:15",
    ],
)
def test_a_line_at_the_top_that_is_a_date(read_text, line):
    article = read_text(f"Talks resume\n{line}\n\n{BODY}\n")
    assert (article.published, article.published_basis) == ("2024-03-05", PublishedBasis.DATELINE)
    assert line in furniture(article)


def test_a_dateline_with_its_year(read_text):
    article = read_text(f"STRELSAU, Mar. 5, 2024 (Yonhap) -- {BODY}")
    assert (article.published, article.published_basis) == ("2024-03-05", PublishedBasis.DATELINE)
    assert article.source == "Yonhap"
    assert furniture(article) == ["STRELSAU, Mar. 5, 2024 (Yonhap) -- "]


def test_a_dateline_without_its_year_takes_it_from_the_text_and_says_so(read_text):
    article = read_text(f"SEOUL, Jan. 3 (Yonhap) -- {BODY} They had met on December 28, 2023.")
    assert (article.published, article.published_basis) == ("2024-01-03", PublishedBasis.INFERRED)


@pytest.mark.parametrize(
    "start",
    [
        "SEOUL-based firms left.",
        "ASEAN — the bloc of ten — said so.",
        "Kim Jong Un — no less — came.",
    ],
)
def test_what_only_resembles_a_dateline(start):
    assert dateline(start) is None


def test_the_latest_past_date_stands_in_where_nothing_else_is_known(read_text):
    article = read_text(
        f"{BODY} They had met on Feb. 14, 2024 and on 3 January 2024. "
        "The summit will open on May 2, 2024. She was born on June 1, 1990."
    )
    assert (article.published, article.published_basis) == ("2024-02-14", PublishedBasis.INFERRED)


def test_days_to_come_are_never_inferred(read_text):
    article = read_text(f"{BODY} The treaty names January 1, 2190.")
    assert (article.published, article.published_basis) == (None, None)


def test_an_impossible_date_is_none(read_text):
    assert read_text(f"{BODY} It was dated February 30, 2024.").published is None


def test_what_the_text_says_goes_before_what_the_user_assumes(read_text):
    dated = read_text(f"March 5, 2024\n\n{BODY}\n", published="2024-04-01")
    assert (dated.published, dated.published_basis) == ("2024-03-05", PublishedBasis.DATELINE)
    undated = read_text(f"{BODY} They had met on Feb. 14, 2024.", published="2024-04-01")
    assert (undated.published, undated.published_basis) == ("2024-04-01", PublishedBasis.GIVEN)


def test_the_name_of_a_file_may_hold_the_day(read_text):
    article = read_text(BODY, "2024-03-05-talks.txt", published="2024-04-01")
    assert article.published == "2024-03-05"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024-03-05T23:30:00+09:00", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("2024/03/05", "2024-03-05"),
        ("Tue, 05 Mar 2024 23:30:00 +0900", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
        ("5 Mar 2024", "2024-03-05"),
        ("yesterday", None),
        ("2024-13-45", None),
        ("2024-02-30", None),
        ("", None),
    ],
)
def test_days_as_metadata_write_them(written, day):
    assert iso_day(written) == day


def test_metadata_go_before_the_text(tmp_path):
    line = {"text": f"April 1, 2024\n\n{BODY}", "date": "2024-03-05T08:00:00+09:00"}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(line))
    article = the_article(list(read([str(path)])))
    assert (article.published, article.published_basis) == ("2024-03-05", PublishedBasis.METADATA)
