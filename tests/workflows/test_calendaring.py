"""The identity of an entry: whatever is read, corrected or coded again, it stays the same one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from legation import settings
from legation.ledger import Ledger, Review, Verdict
from legation.model import (
    Article,
    CodedArticle,
    Event,
    EventType,
    Side,
    Status,
    Weight,
    event_id,
)
from legation.model.calendar import EntryKind
from legation.workflows import calendaring

TEXT = "Russian Foreign Minister Sergey Lavrov will visit North Korea on February 12, 2026."
OFF = "Russian Foreign Minister Sergey Lavrov cancelled his visit to North Korea on February 12, 2026."


def event(article, *, status=Status.PLANNED, rule="visit.verb", when="2026-02-12"):
    evidence = article.quote(0, len(article.text))
    sides = (
        (Side(code="RUS", name="Sergey Lavrov", office="foreign minister"),),
        (Side(code="PRK"),),
    )
    id_ = event_id(article.id, EventType.CONSULT, ["RUS"], ["PRK"], evidence, rule, when)
    return Event(
        id=id_,
        type=EventType.CONSULT,
        mode="visit",
        cameo="042",
        actors=sides[0],
        recipients=sides[1],
        status=status,
        when=when,
        place="PRK",
        confidence=0.9,
        rule=rule,
        weight=Weight.CORE,
        evidence=(evidence,),
    )


def coded(id_, text, published, coder="tests 1.0", **fields):
    article = Article(
        id=id_, text=text, title="A visit", published=published, location=f"{id_}.txt"
    )
    return CodedArticle(article=article, coder=coder, events=(event(article, **fields),))


@pytest.fixture
def using(tmp_path):
    return settings.load({"file": str(tmp_path / "k.db")}, environ={}, folder=tmp_path)


def entry(using, *items, known=None):
    with Ledger.open(using.values.file) as ledger:
        for item in items:
            ledger.record(item)
    asked = calendaring.asked(
        first=dt.date(2026, 1, 15), last=dt.date(2026, 12, 31), kinds=["announced"], known=known
    )
    (found,) = calendaring.of_ledger(using, asked).entries
    assert found.kind is EntryKind.ANNOUNCED
    return found


def test_an_earlier_article_that_is_read_later_changes_nothing(using):
    first = entry(using, coded("b", TEXT, "2026-01-12"))
    second = entry(using, coded("a", TEXT + " It is a rare trip.", "2026-01-10"))
    assert second.uid == first.uid
    assert len(second.happening.reports) == 2


def test_a_coder_that_tells_it_otherwise_changes_nothing(using):
    first = entry(using, coded("a", TEXT, "2026-01-10"))
    newer = coded("a", TEXT, "2026-01-10", coder="tests 2.0", rule="visit.noun")
    second = entry(using, newer)
    assert second.happening.reports[0].id != first.happening.reports[0].id
    assert second.uid == first.uid
    third = entry(using, coded("a", TEXT, "2026-01-10", coder="tests 3.0", rule="visit.third"))
    assert third.uid == first.uid


def test_a_corrected_article_changes_nothing(using):
    first = entry(using, coded("a", TEXT, "2026-01-10"))
    article = coded("a2", TEXT + " The trip was announced on Saturday.", "2026-01-11")
    corrected = replace(article, article=replace(article.article, location="a.txt"))
    second = entry(using, corrected)
    assert [r.event.article_id for r in second.happening.reports] == ["a2"]
    assert second.uid == first.uid


def test_a_look_back_shows_the_same_entry_as_it_stood(using):
    off = coded("b", OFF, "2026-02-01", status=Status.CANCELLED)
    now = entry(using, coded("a", TEXT, "2026-01-10"), off)
    then = entry(using, known=dt.date(2026, 1, 31))
    assert (now.standing, then.standing) == ("CANCELLED", "TENTATIVE")
    assert (now.uid, now.sequence) == (then.uid, then.sequence + 1)


def test_what_a_person_rejected_is_in_no_calendar(using):
    with Ledger.open(using.values.file) as ledger:
        ledger.record(coded("a", TEXT, "2026-01-10"))
        (made,) = ledger.events()
        ledger.review(
            Review(
                event_id=made.id,
                reviewer="editor",
                reviewed_at=dt.datetime(2026, 1, 20, tzinfo=dt.UTC),
                verdict=Verdict.REJECT,
                based_on=ledger.revision(),
            )
        )
    asked = calendaring.asked(
        first=dt.date(2026, 1, 15), last=dt.date(2026, 12, 31), kinds=["announced"]
    )
    assert calendaring.of_ledger(using, asked).entries == ()
