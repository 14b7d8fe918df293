"""Coding again appends: new events name the old ones, reviews follow or wait for a person."""

from __future__ import annotations

import datetime as dt

import ledger_samples as samples
import pytest

from legation.ledger import ArticleQuery, Kinship, Ledger, Review, Verdict
from legation.ledger.succession import paired
from legation.model import EventType, Side, Status
from legation.model.wire import event_json

ON = samples.rich().article
OLD = samples.event(ON)
NEWER = "sample-rules 2.0"


def again(*events, coder=NEWER):
    return samples.coded(ON, *events, coder=coder)


def review(event_id: str, based_on: int, minute: int = 0, **fields: object) -> Review:
    values: dict[str, object] = {
        "reviewer": "Ann",
        "reviewed_at": samples.AT + dt.timedelta(minutes=minute),
        "verdict": Verdict.ACCEPT,
        **fields,
    }
    return Review(event_id=event_id, based_on=based_on, **values)  # type: ignore[arg-type]


@pytest.fixture
def reviewed(ledger: Ledger) -> Ledger:
    """A ledger with one event that Ann accepted."""
    ledger.record(samples.coded(ON, OLD))
    ledger.review(review(OLD.id, 1))
    return ledger


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"rule": "visit.noun"}, Kinship.SAME_ACT),
        ({"when": "2025-10", "status": Status.OCCURRED}, Kinship.SAME_ACT),
        ({"evidence": (ON.quote(30, 60),)}, Kinship.SAME_ACT),
        ({"recipients": (Side(code="RUS"), Side(code="BLR"))}, Kinship.SAME_ACT),
        ({"recipients": (Side(code="BLR"),)}, Kinship.TOLD_OTHERWISE),
        ({"type": EventType.ACCUSE}, Kinship.TOLD_OTHERWISE),
        ({"evidence": (ON.quote(50, 60),)}, None),
        ({"type": EventType.ACCUSE, "actors": (Side(code="FJI"),), "recipients": ()}, None),
    ],
)
def test_what_succeeds_an_event(change, kind):
    new = samples.event(ON, **{"rule": "visit.noun", **change})
    found = paired([event_json(OLD)], [event_json(new)])
    assert found == ([(OLD.id, new.id, kind)] if kind else [])


def test_of_two_new_events_the_better_fit_succeeds():
    near = samples.event(ON, rule="visit.noun")
    far = samples.event(ON, rule="visit.noun", recipients=(Side(code="BLR"),))
    other = samples.event(ON, recipients=(Side(code="BLR"),))
    found = paired([event_json(OLD), event_json(other)], [event_json(far), event_json(near)])
    assert {(old, new) for old, new, _ in found} == {(OLD.id, near.id), (other.id, far.id)}


def test_new_events_name_the_old_ones_and_both_stay(reviewed: Ledger) -> None:
    new = samples.event(ON, rule="visit.noun")
    receipt = reviewed.record(again(new))
    assert (receipt.events, receipt.kept, receipt.succeeded) == (1, 0, 1)
    (made,) = reviewed.successions(ON.id)
    assert (made.old_id, made.new_id, made.kind) == (OLD.id, new.id, Kinship.SAME_ACT)
    assert (made.coder, made.revision) == (NEWER, receipt.revision)
    assert [event.id for event in reviewed.events()] == [new.id]
    assert reviewed.event(OLD.id) == OLD
    assert list(reviewed.problems()) == []


def test_an_event_found_as_before_keeps_its_id_and_its_review(reviewed: Ledger) -> None:
    receipt = reviewed.record(again(OLD))
    assert (receipt.kept, receipt.succeeded) == (1, 0)
    assert reviewed.successions(ON.id) == ()
    assert reviewed.verdicts().keys() == {OLD.id}
    assert reviewed.queued() == ()


def test_reviews_follow_the_same_act_from_coder_to_coder(reviewed: Ledger) -> None:
    second = samples.event(ON, rule="visit.noun")
    third = samples.event(ON, rule="visit.light", evidence=(ON.quote(10, 50),))
    reviewed.record(again(second))
    reviewed.record(again(third, coder="sample-rules 3.0"))
    assert reviewed.verdicts().keys() == {OLD.id, second.id, third.id}
    assert reviewed.verdicts([third.id])[third.id].event_id == OLD.id
    assert reviewed.queued() == ()
    # A later verdict on the new event outdoes the one that followed it.
    later = review(third.id, reviewed.revision(), minute=5, verdict=Verdict.REJECT)
    reviewed.review(later)
    assert reviewed.verdicts([third.id]) == {third.id: later}


def test_an_event_that_comes_back_has_its_review_again(reviewed: Ledger) -> None:
    second = samples.event(ON, rule="visit.noun")
    reviewed.record(again(second))
    reviewed.review(review(second.id, reviewed.revision(), minute=5, verdict=Verdict.REJECT))
    reviewed.record(again(OLD, coder="sample-rules 3.0"))
    assert reviewed.verdicts([OLD.id])[OLD.id].verdict is Verdict.REJECT
    assert reviewed.queued() == ()


@pytest.mark.parametrize("told_otherwise", [True, False])
def test_a_review_without_a_heir_waits_until_somebody_looks(
    reviewed: Ledger, told_otherwise: bool
) -> None:
    accused = samples.event(ON, type=EventType.ACCUSE)
    far = samples.event(ON, evidence=(ON.quote(74, len(ON.text)),))
    new = accused if told_otherwise else far
    reviewed.record(again(new))
    assert reviewed.verdicts([new.id]) == {}
    (item,) = reviewed.queued()
    assert (item.review.event_id, item.article_id, item.coder) == (OLD.id, ON.id, NEWER)
    assert item.instead == (accused.id if told_otherwise else None)
    (note,) = reviewed.problems()
    assert note.severity == "note"
    assert "waits: sample-rules 2.0 no longer finds that event" in note.message
    reviewed.review(review(OLD.id, reviewed.revision(), minute=5, verdict=Verdict.REJECT))
    assert reviewed.queued() == ()


def test_what_is_stale_for_a_coder(ledger: Ledger) -> None:
    ledger.record(samples.coded(ON, OLD))
    for number in range(3):
        ledger.record(samples.dispatch(number))
    assert ledger.count_stale(samples.CODER) == 0
    assert ledger.count_stale(NEWER) == 4
    seen = []
    for article in ledger.stale(NEWER):
        ledger.record(samples.coded(article, samples.event(article), coder=NEWER))
        seen.append(article.id)
    assert len(seen) == len(set(seen)) == 4
    assert list(ledger.stale(NEWER)) == []


def test_corrected_articles_and_days_of_publication_can_be_asked_for(ledger: Ledger) -> None:
    for day in ("2025-10-01", "2025-10-02"):
        on = samples.article(f"Published {day}.", location="/in/one.txt", published=day)
        ledger.record(samples.coded(on, samples.event(on)))
    both = ArticleQuery(superseded=True)
    assert [a.published for a in ledger.stale(NEWER)] == ["2025-10-02"]
    assert ledger.count_stale(NEWER, both) == 2
    since = ArticleQuery(superseded=True, published_since=dt.date(2025, 10, 2))
    assert ledger.count_stale(NEWER, since) == 1


def test_what_is_forgotten_leaves_no_succession(reviewed: Ledger) -> None:
    reviewed.record(again(samples.event(ON, rule="visit.noun")))
    reviewed.forget(ON.id, who="Ann", why="asked to")
    assert reviewed.successions(ON.id) == ()
    assert reviewed.verdicts() == {}
    assert [problem.severity for problem in reviewed.problems()] == ["note"]
