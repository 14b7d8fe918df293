"""Claims held against what is on file: spans in words, and a brief with its sections on the system."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from legation.judging.claimed import claimed_since

DAY = dt.date(2025, 9, 4)


@pytest.mark.parametrize(
    ("words", "since"),
    [
        ("the first since 2013", dt.date(2014, 1, 1)),
        ("his first since he took office in March 2019", dt.date(2020, 1, 1)),
        ("the first visit in 18 years", dt.date(2008, 9, 4)),
        ("the first of its kind in over a decade", dt.date(2016, 9, 4)),
        ("for the first time in more than two decades", dt.date(2006, 9, 4)),
        ("the first ever", None),
        ("the first in several years", None),
    ],
)
def test_the_span_that_a_claim_names(words, since):
    assert claimed_since(words, DAY) == since


KENYA = """Kenyan President William Ruto visited Norway on 4 September 2025. It was the first visit by a \
Kenyan president to Norway in ten years. Peruvian Foreign Minister Elmer Schialer visited Ghana on 2 \
September 2025. It was the first visit by a Peruvian foreign minister to Ghana since 2013. Chilean Foreign \
Minister Alberto van Klaveren visited Laos on 1 September 2025. It was the first visit by a Chilean foreign \
minister to Laos in four years."""
PERU = """Peruvian Foreign Minister Elmer Schialer visited Ghana on 2 September 2025. It was his first visit \
to Ghana in three decades. The annual ASEAN summit begins in Kuala Lumpur on 26 October 2025. Ghana wants a \
trade agreement. The African Union should invite Peru to its next meeting. The dispute over tariffs weakens \
the confidence of investors."""
ARTICLES = [
    (
        "2014-03-01",
        "Wire A",
        "The foreign ministers of Kenya and Norway met in Oslo on 27 February 2014.",
    ),
    *(
        (f"{y}-03-01", "Wire A", f"Zambia condemned Malawi on 20 February {y}.")
        for y in range(2021, 2025)
    ),
    (
        "2025-06-04",
        "Wire A",
        "Kenyan President William Ruto visited Norway on 3 June 2025 for talks.",
    ),
    ("2025-09-05", "Wire B", KENYA),
    ("2025-09-06", "Wire C", PERU),
]


@pytest.fixture
def brief(legation, tmp_path):
    lines = [
        json.dumps({"id": f"a{n}", "date": day, "source": source, "text": text})
        for n, (day, source, text) in enumerate(ARTICLES)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n")
    assert legation("read", "a.jsonl", "--file", "l.db").code == 0
    assert legation("check", "--file", "l.db").code == 0
    ran = legation("brief", "--file", "l.db", "--format", "md")
    assert ran.code == 0, ran.err
    return ran.out


def lines_with(brief, words):
    return [line for line in brief.splitlines() if words in line and line.startswith("- ")]


def test_a_brief_says_who_wants_what_and_what_was_looked_at_for_each_claim(brief):
    claims = brief.partition("## Claims checked")[2].partition("\n## ")[0]
    (kenya,) = lines_with(claims, "Kenyan president to Norway in ten years")
    assert "▼ Contradicted" in kenya and "visited Norway (2025-06-03)" in kenya
    (laos,) = lines_with(claims, "Chilean foreign minister to Laos in four years")
    assert "▲ Confirmed" in laos and "8 articles back to 1 March 2014" in laos
    (summit,) = lines_with(claims, "The annual ASEAN summit")
    assert "▲ Confirmed" in summit and "forums/meetings.csv" in summit
    # Two papers differ on one visit; neither is taken at its word.
    first, second = lines_with(brief, "Another article says")
    for line in (first, second):
        assert "○ Unknown" in line
        assert "since 2013" in line and "in three decades" in line
    # Interests, proposals and links stand beside them, each with its sentence.
    (wish,) = lines_with(brief, "◇ Seeks")
    assert "a trade agreement" in wish and "[^" in wish
    proposed = brief.partition("## What is proposed, and to whom")[2]
    assert "### To African Union" in proposed and "invite Peru to its next meeting" in proposed
    (link,) = lines_with(brief.partition("## What leads to what")[2], "the confidence of investors")
    assert "▼ Works against" in link and "[^" in link
