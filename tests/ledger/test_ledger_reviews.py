"""Reviews are added, never altered; a stale one is refused."""

from __future__ import annotations

import ledger_samples as samples
import pytest

from legation.errors import StaleReview, UsageError
from legation.ledger import Ledger, Review, Verdict


def review(event_id: str, based_on: int, **fields: object) -> Review:
    values: dict[str, object] = {
        "reviewer": "Ann",
        "reviewed_at": samples.AT,
        "verdict": Verdict.ACCEPT,
        **fields,
    }
    return Review(event_id=event_id, based_on=based_on, **values)  # type: ignore[arg-type]


@pytest.fixture
def event_id(ledger: Ledger) -> str:
    ledger.record(samples.rich())
    return samples.rich().events[0].id


def test_the_newest_verdict_is_current_and_all_stay(ledger: Ledger, event_id: str) -> None:
    first = review(event_id, 1)
    second = review(event_id, 2, verdict=Verdict.CORRECT, changes={"place": "CHN"}, note="Dalian")
    assert ledger.review(first) == 2
    assert ledger.review(second) == 3
    assert ledger.verdicts() == {event_id: second}
    assert ledger.verdicts([]) == {} and ledger.verdicts([event_id]) == {event_id: second}
    assert ledger.reviews(event_id) == (first, second)
    assert ledger.event(event_id).place == "RUS"


def test_a_stale_review_is_refused(ledger: Ledger, event_id: str) -> None:
    ledger.review(review(event_id, 1))
    with pytest.raises(StaleReview, match="revision 2"):
        ledger.review(review(event_id, 1, reviewer="Ben", verdict=Verdict.REJECT))
    assert ledger.verdicts()[event_id].reviewer == "Ann"


def test_a_review_of_an_older_coding_is_stale(ledger: Ledger, event_id: str) -> None:
    on = samples.rich().article
    ledger.record(samples.coded(on, samples.event(on, confidence=0.1), coder="sample-rules 2"))
    with pytest.raises(StaleReview):
        ledger.review(review(event_id, 1))


def test_other_writes_make_no_review_stale(ledger: Ledger, event_id: str) -> None:
    ledger.record(samples.dispatch(1))
    assert ledger.review(review(event_id, 1)) == 3


def test_the_same_review_twice_is_one(ledger: Ledger, event_id: str) -> None:
    given = review(event_id, 1)
    assert ledger.review(given) == ledger.review(given) == 2
    assert len(ledger.reviews(event_id)) == 1


def test_reviews_of_nothing_are_refused(ledger: Ledger, event_id: str) -> None:
    with pytest.raises(UsageError, match="no event"):
        ledger.review(review("ev_none", 1))
    with pytest.raises(UsageError, match="does not exist yet"):
        ledger.review(review(event_id, 99))
