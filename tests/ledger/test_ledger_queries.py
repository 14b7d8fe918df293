"""What a query means: sides, days on which it happened, days on which it could be known."""

from __future__ import annotations

import datetime as dt

import ledger_samples as samples
import pytest

from legation.errors import UsageError
from legation.ledger import ArticleQuery, EventQuery, Ledger, listing
from legation.model import EventType, Side, Status

DAY = dt.date.fromisoformat


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Three articles: early, late, and of unknown day."""
    early = samples.article("Choe met Lavrov in Moscow.", id="early", published="2025-10-20")
    late = samples.article("Lam will visit Pyongyang.", id="late", published="2025-11-02")
    vague = samples.article("Trump praised Kim again.", id="vague")
    usa, prk = (Side(code="USA"),), (Side(code="PRK"),)
    ledger.record(
        samples.coded(
            early,
            samples.event(early, when="2025-10-19", status=Status.OCCURRED),
            samples.event(early, when=None, rule="other", place=None, confidence=0.3),
        )
    )
    ledger.record(
        samples.coded(
            late,
            samples.event(late, actors=(Side(code="VNM"),), recipients=prk, when="2025-11/.."),
        )
    )
    ledger.record(
        samples.coded(
            vague,
            samples.event(
                vague, actors=usa, recipients=prk, type=EventType.SUPPORT, when="2018", place=None
            ),
        )
    )
    return ledger


def shown(ledger: Ledger, **query: object) -> list[str]:
    found = ledger.events(EventQuery(**query))  # type: ignore[arg-type]
    return [f"{e.article_id} {e.when}" for e in found]


EARLY, UNDATED, LATE, VAGUE = "early 2025-10-19", "early None", "late 2025-11/..", "vague 2018"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [EARLY, UNDATED, LATE, VAGUE]),
        ({"actor": "PRK"}, [EARLY, UNDATED]),
        ({"recipient": "PRK"}, [LATE, VAGUE]),
        ({"pair": ("PRK", "VNM")}, [LATE]),
        ({"pair": ("VNM", "PRK")}, [LATE]),
        ({"pair": ("USA", "RUS")}, []),
        ({"about": "RUS"}, [EARLY, UNDATED, LATE]),
        ({"about": "USA"}, [VAGUE]),
        ({"types": {EventType.SUPPORT}}, [VAGUE]),
        ({"statuses": [Status.OCCURRED]}, [EARLY]),
        ({"min_confidence": 0.5}, [EARLY, LATE, VAGUE]),
        ({"articles": ["late", "vague"]}, [LATE, VAGUE]),
        ({"articles": []}, []),
        ({"limit": 2}, [EARLY, UNDATED]),
        ({"limit": 0}, []),
        ({"coder": "nobody 1"}, []),
        ({"since": DAY("2025-10-19")}, [EARLY, LATE]),
        ({"since": DAY("2025-10-20")}, [LATE]),
        ({"since": DAY("2030-01-01")}, [LATE]),
        ({"until": DAY("2025-10-19")}, [EARLY, VAGUE]),
        ({"until": DAY("2018-01-01")}, [VAGUE]),
        ({"until": DAY("2017-12-31")}, []),
        ({"since": DAY("2025-10-20"), "undated": True}, [UNDATED, LATE]),
        ({"as_of": DAY("2025-10-19")}, []),
        ({"as_of": DAY("2025-10-20")}, [EARLY, UNDATED]),
        ({"as_of": DAY("2030-01-01")}, [EARLY, UNDATED, LATE]),
        ({"published_since": DAY("2025-10-21")}, [LATE]),
        ({"revision": 2}, [EARLY, UNDATED, LATE]),
        ({"revision": 0}, []),
    ],
)
def test_filters(filled: Ledger, query: dict[str, object], expected: list[str]) -> None:
    assert shown(filled, **query) == expected


def test_a_month_of_publication_counts_from_its_end(ledger: Ledger) -> None:
    ledger.record(samples.coded(samples.article(published="2025-10")))
    assert shown(ledger, as_of=DAY("2025-10-30")) == []
    assert len(shown(ledger, as_of=DAY("2025-10-31"))) == 1


def test_a_later_correction_does_not_leak_into_the_past(ledger: Ledger) -> None:
    old = samples.article("Kim will visit Hanoi.", id="old", location="/a", published="2025-10-01")
    new = samples.article("Kim cancelled Hanoi.", id="new", location="/a", published="2025-10-09")
    ledger.record(samples.coded(old))
    ledger.record(samples.coded(new))
    assert {e.article_id for e in ledger.events(EventQuery(as_of=DAY("2025-10-08")))} == {"old"}
    assert {e.article_id for e in ledger.events(EventQuery(as_of=DAY("2025-10-09")))} == {"new"}
    for query in (ArticleQuery(as_of=DAY("2025-10-08")), ArticleQuery(revision=1)):
        assert [c.article.id for c in ledger.coded(query)] == ["old"]


def test_articles_about_a_code(filled: Ledger) -> None:
    about = ArticleQuery(about="USA")
    assert [a.id for a in filled.articles(about)] == ["vague"]
    assert [c.article.id for c in filled.coded(about)] == ["vague"]
    assert [a.id for a in filled.articles(ArticleQuery(limit=2))] == ["early", "late"]


def test_long_listings_come_in_pages(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_EVENTS_PAGE", 3)
    monkeypatch.setattr(listing, "_ARTICLES_PAGE", 2)
    for number in range(8):
        ledger.record(samples.dispatch(number))
    expected = [samples.dispatch(number) for number in range(8)]
    assert list(ledger.coded()) == expected
    assert list(ledger.events()) == [c.events[0] for c in expected]
    assert len(list(ledger.events(EventQuery(limit=7)))) == 7
    assert len(list(ledger.articles(ArticleQuery(limit=5)))) == 5


def test_a_listing_shows_the_state_in_which_it_began(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "_EVENTS_PAGE", 1)
    ledger.record(samples.dispatch(0))
    ledger.record(samples.dispatch(1))
    running = ledger.events()
    next(running)
    ledger.record(samples.dispatch(2))
    assert len(list(running)) == 1


def test_one_event_by_the_beginning_of_its_id(filled: Ledger) -> None:
    events = list(filled.events())
    assert filled.event(events[0].id) == events[0]
    unique = next(
        events[0].id[:n]
        for n in range(4, 24)
        if sum(e.id.startswith(events[0].id[:n]) for e in events) == 1
    )
    assert filled.event(unique) == events[0]
    with pytest.raises(UsageError, match="Several events begin with 'ev_'"):
        filled.event("ev_")
    for unknown in ("ev_zzzz", "", "ev%", "_v_"):
        with pytest.raises(UsageError, match="no event"):
            filled.event(unknown)
    with pytest.raises(UsageError, match="no article"):
        filled.article("nothing")
