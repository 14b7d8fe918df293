"""Forgetting is for good, and says so."""

from __future__ import annotations

from pathlib import Path

import ledger_samples as samples
import pytest

from legation.errors import UsageError
from legation.ledger import Ledger, Review, SameEvent, Sameness, Severity, Verdict


def test_forgetting_leaves_a_tombstone_and_nothing_else(ledger: Ledger) -> None:
    given = samples.rich()
    ledger.record(given)
    ledger.record(samples.dispatch(1))
    first, other = given.events[0].id, samples.dispatch(1).events[0].id
    ledger.review(
        Review(
            event_id=first,
            reviewer="Ann",
            reviewed_at=samples.AT,
            verdict=Verdict.ACCEPT,
            based_on=2,
        )
    )
    ledger.link(
        SameEvent(
            left=first,
            right=other,
            judgement=Sameness.DIFFERENT,
            judged_by="Ann",
            judged_at=samples.AT,
        )
    )
    left = ledger.forget(given.article.id[:8], who="Ann", why="the outlet withdrew it")
    assert left.text_sha256 == given.article.text_sha256
    assert list(ledger.tombstones()) == [left]
    assert list(ledger.coded()) == [samples.dispatch(1)]
    assert ledger.verdicts() == {} and ledger.links() == ()
    assert list(ledger.sightings(given.article.id)) == []
    (note,) = ledger.problems()
    assert note.severity is Severity.NOTE
    assert "forgotten" in note.message and "Ann: the outlet withdrew it" in note.message


def test_a_forgotten_text_does_not_come_back(ledger: Ledger) -> None:
    given = samples.rich()
    ledger.record(given)
    ledger.forget(given.article.id, who="Ann", why="asked to")
    for receipt in (ledger.record(given), ledger.recognise(given.article, samples.CODER)):
        assert receipt is not None and receipt.forgotten
        assert not receipt.added and not receipt.coded
    assert ledger.is_forgotten(given.article.text_sha256)
    assert list(ledger.articles()) == []


def test_forgetting_a_correction_brings_back_what_it_corrected(ledger: Ledger) -> None:
    ledger.record(samples.coded(samples.article("Kim left.", id="old", location="/a")))
    ledger.record(samples.coded(samples.article("Kim stayed.", id="new", location="/a")))
    ledger.forget("new", who="Ann", why="asked to")
    assert [a.id for a in ledger.articles()] == ["old"]


def test_forgetting_needs_an_article_a_name_and_a_reason(ledger: Ledger) -> None:
    ledger.record(samples.rich())
    with pytest.raises(UsageError, match="no article"):
        ledger.forget("unknown", who="Ann", why="asked to")
    for who, why in (("", "asked to"), ("Ann", " ")):
        with pytest.raises(UsageError, match="who"):
            ledger.forget(samples.rich().article.id, who=who, why=why)
    assert len(list(ledger.articles())) == 1


def test_forgotten_words_are_gone_from_the_file(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.record(samples.rich())
        ledger.forget(samples.rich().article.id, who="Ann", why="asked to")
        for file in tmp_path.iterdir():
            assert b"state media said" not in file.read_bytes(), file
