"""Questions are kept by appending; what they rest on is checked, and forgotten with its article."""

from __future__ import annotations

import datetime as dt

import ledger_samples as samples
import pytest
from sqlalchemy import text

from legation.errors import StaleReview, UsageError
from legation.ledger import Ledger, Severity
from legation.ledger.connect import writing
from legation.ledger.questions import NewRow
from legation.model.question import (
    Decision,
    Question,
    QuestionKind,
    Range,
    Sighting,
    Update,
    Verdict,
)

DAY = dt.date(2025, 10, 26)
ASKED = Question(
    kind=QuestionKind.CLOSED, text="Will they meet?", opened=DAY, outcomes=("yes", "no"),
    prior={"yes": 0.1, "no": 0.9},
)  # fmt: skip


def row(item, known=DAY, **given):
    return NewRow(**{"who": "Ann", "known": known, "item": item, **given})


def seen(article, **given):
    worth = Range(low=1, value=2, high=3)
    item = Sighting(indicator="trip", observed="a trip", seen=DAY, worth=worth, **given)
    return row(item, evidence=(article.quote(0, 11),))


@pytest.fixture
def kept(ledger: Ledger) -> Ledger:
    ledger.record(samples.rich())
    article = ledger.article(samples.rich().article.id)
    ledger.questions.add("meet", [row(ASKED)])
    (sighting,) = ledger.questions.add("meet", [seen(article)])
    ledger.questions.add("meet", [row(Verdict(on=sighting.id, decision=Decision.CONFIRM))])
    return ledger


def test_rows_come_back_as_they_were_put_in(kept: Ledger) -> None:
    asked, sighting, verdict = kept.questions.entries("meet")
    assert kept.questions.names() == ["meet"]
    assert asked.item == ASKED and asked.who == "Ann" and asked.known == DAY
    assert sighting.evidence[0].quote == samples.TEXT[:11]
    assert verdict.item == Verdict(on=sighting.id, decision=Decision.CONFIRM)
    assert list(kept.problems()) == []


def test_the_same_row_is_kept_once_and_later_judgements_are_others(kept: Ledger) -> None:
    article = kept.article(samples.rich().article.id)
    assert kept.questions.add("meet", [seen(article)]) == []
    sighting = kept.questions.entries("meet")[1]
    for value in (2.0, 1.0, 2.0):
        worth = {"low": value, "value": value, "high": value}
        update = Update(changes={"worth": worth}, reason="r", on=sighting.id)
        assert kept.questions.add("meet", [row(update, based_on=kept.revision())])
    assert len(kept.questions.entries("meet")) == 6


def test_who_has_not_seen_the_newest_judgement_is_told(kept: Ledger) -> None:
    sighting = kept.questions.entries("meet")[1]
    with pytest.raises(StaleReview, match="look at it again"):
        kept.questions.add(
            "meet", [row(Verdict(on=sighting.id, decision=Decision.REFUSE), based_on=1)]
        )
    with pytest.raises(UsageError, match="does not exist yet"):
        kept.questions.add(
            "meet", [row(Verdict(on=sighting.id, decision=Decision.REFUSE), based_on=99)]
        )


def test_what_cannot_be_is_refused_whole(kept: Ledger) -> None:
    article = kept.article(samples.rich().article.id)
    before = kept.revision()
    for rows, message in (
        ([row(ASKED)], "already"),
        ([row(Verdict(on="nothing", decision=Decision.CONFIRM))], "nothing called"),
        ([seen(article, grade="B2"), row(Update(changes={}, reason="r"), who=" ")], "--who"),
    ):
        with pytest.raises(UsageError, match=message):
            kept.questions.add("meet", rows)
    with pytest.raises(UsageError, match="no question 'other'"):
        kept.questions.add("other", [row(Update(changes={}, reason="r"))])
    with pytest.raises(UsageError, match="no question 'other'"):
        kept.questions.entries("other")
    assert kept.revision() == before and len(kept.questions.entries("meet")) == 3


def test_nothing_is_known_before_its_article_was_published(ledger: Ledger) -> None:
    late = samples.article(published="2025-10-28")
    ledger.record(samples.coded(late))
    ledger.questions.add("meet", [row(ASKED)])
    with pytest.raises(UsageError, match="cannot be known on 2025-10-26"):
        ledger.questions.add("meet", [seen(ledger.article(late.id))])


def test_forgetting_an_article_takes_its_rows_and_leaves_stones(kept: Ledger) -> None:
    kept.forget(samples.rich().article.id, who="Ann", why="asked to")
    (asked,) = kept.questions.entries("meet")
    assert asked.item == ASKED
    stones = kept.questions.stones("meet")
    assert {stone.kind for stone in stones} == {"sighting", "verdict"}
    problems = list(kept.problems())
    assert all(p.severity is Severity.NOTE for p in problems)
    assert any("counts no more" in p.message for p in problems)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE question_rows SET body = replace(body, 'a trip', 'no trip')",
        "UPDATE question_rows SET known = '2025-10-20' WHERE kind = 'sighting'",
        "UPDATE question_rows SET who = 'Bob' WHERE kind = 'verdict'",
        "UPDATE question_quotes SET start = 1",
        "DELETE FROM question_rows WHERE kind = 'sighting'",
        "DELETE FROM question_rows WHERE kind = 'question'",
    ],
)
def test_the_check_finds_rows_that_were_altered(kept: Ledger, change: str) -> None:
    with writing(kept._engine, kept.where) as connection:
        connection.execute(text(change))
    assert any(p.severity is Severity.ERROR for p in kept.problems())
