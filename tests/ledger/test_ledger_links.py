"""Judgements on which events are one happening: rows that later rows reverse, people above programs."""

from __future__ import annotations

import dataclasses
import datetime as dt
import multiprocessing
import os
import signal
from itertools import pairwise

import ledger_samples as samples
import pytest
from test_ledger_check import faults, tamper

from legation.errors import UsageError
from legation.ledger import Ledger, SameEvent, Sameness, linkings
from legation.model import Reason

SAME, DIFFERENT, UNSURE = Sameness.SAME, Sameness.DIFFERENT, Sameness.UNSURE
LINKER = "links 1"
BITS = (
    Reason(compared="prior", bits=-4, words="start"),
    Reason(compared="date", bits=6, words="day"),
)


def ids(ledger: Ledger) -> list[str]:
    return [event.id for event in ledger.events()]


def said(one: str, two: str, judgement: Sameness = SAME, hour: int = 0) -> SameEvent:
    at = samples.AT + dt.timedelta(hours=hour)
    why = (Reason(compared="person", bits=0, words="I was there"),)
    return SameEvent(
        left=one, right=two, judgement=judgement, judged_by="Ann", judged_at=at, reasons=why
    )


def scored(one: str, two: str, judgement: Sameness = SAME, by: str = LINKER) -> SameEvent:
    return SameEvent(
        left=one,
        right=two,
        judgement=judgement,
        judged_by=by,
        judged_at=samples.AT,
        score=0.8,
        reasons=BITS,
    )


def link_all(ledger: Ledger, found: list[SameEvent], linker: str = LINKER) -> int:
    codings, _ = ledger.unlinked(linker, 100)
    return ledger.record_links(codings, linker, found)


@pytest.fixture
def three(ledger: Ledger) -> tuple[str, ...]:
    """The ids of three events of three articles in the ledger."""
    for number in range(3):
        ledger.record(samples.dispatch(number))
    return tuple(ids(ledger))


def test_a_persons_word_can_be_taken_back(ledger: Ledger, three) -> None:
    one, two, _ = three
    assert ledger.link(said(two, one)) == ledger.link(said(two, one))
    for hour, judgement in ((1, DIFFERENT), (2, SAME)):
        ledger.link(said(one, two, judgement, hour))
        (kept,) = ledger.links()
        assert (kept.judgement, kept.pair) == (judgement, tuple(sorted((one, two))))
        assert kept.reasons[0].words == "I was there"
    assert len(ledger.link_history(one, two)) == 3


def test_what_cannot_be_linked_is_refused(ledger: Ledger, three) -> None:
    with pytest.raises(UsageError, match="itself"):
        ledger.link(said(three[0], three[0]))
    with pytest.raises(UsageError, match="no event"):
        ledger.link(said(three[0], "ev_none"))


def test_linking_is_kept_once_with_its_reasons(ledger: Ledger, three) -> None:
    one, two, _ = three
    assert ledger.count_unlinked(LINKER) == 3
    codings, reports = ledger.unlinked(LINKER, 2)
    assert len(codings) == 2 and {report.id for report in reports.values()} == {one, two}
    assert ledger.record_links(codings, LINKER, [scored(one, two)]) == 1
    revision = ledger.revision()
    assert ledger.record_links(codings, LINKER, [scored(one, two)]) == 0
    assert ledger.revision() == revision
    assert ledger.count_unlinked(LINKER) == 1 and ledger.count_unlinked("links 2") == 3
    (kept,) = ledger.links()
    assert (kept.score, kept.reasons, kept.by_person) == (0.8, BITS, False)
    assert ledger.links([three[2]]) == () and ledger.links([two]) == (kept,)


def test_a_person_stands_above_any_program(ledger: Ledger, three) -> None:
    one, two, _ = three
    ledger.link(said(one, two, DIFFERENT))
    link_all(ledger, [scored(one, two)])
    assert [link.judgement for link in ledger.links()] == [DIFFERENT]
    assert len(ledger.link_history(one, two)) == 2


def test_a_newer_linker_takes_back_what_it_no_longer_holds(ledger: Ledger, three) -> None:
    one, two, three_ = three
    link_all(ledger, [scored(one, two), scored(two, three_, UNSURE)])
    link_all(ledger, [scored(two, three_, SAME, by="links 2")], "links 2")
    found = {link.pair: (link.judgement, link.judged_by) for link in ledger.links()}
    assert found == {
        tuple(sorted((one, two))): (DIFFERENT, "links 2"),
        tuple(sorted((two, three_))): (SAME, "links 2"),
    }
    assert [link.judgement for link in ledger.link_history(one, two)] == [SAME, DIFFERENT]
    assert list(ledger.problems()) == []


def test_a_persons_word_survives_recoding(ledger: Ledger) -> None:
    on, other = samples.article(), samples.dispatch(1)
    ledger.record(samples.coded(on))
    ledger.record(other)
    ledger.link(said(samples.event(on).id, other.events[0].id, DIFFERENT))
    again = samples.event(on, rule="visit.noun")
    ledger.record(samples.coded(on, again, coder="sample-rules 2.0"))
    found = {link.pair: link.judgement for link in ledger.links([again.id])}
    assert found == {tuple(sorted((again.id, other.events[0].id))): DIFFERENT}


def test_events_are_found_in_their_blocks_by_the_newest_coding_only(ledger: Ledger) -> None:
    on = samples.article()
    ledger.record(samples.coded(on))
    _, reports = ledger.unlinked(LINKER, 10)
    (key,) = reports
    ledger.put_in_blocks({key: ["a", "b"], "gone": ["a"]})
    ledger.put_in_blocks({key: ["a"]})
    assert [report.event for report in ledger.in_blocks(["a", "b", "c"])] == [samples.event(on)]
    assert ledger.in_blocks([]) == [] and ledger.in_blocks(["c"]) == []
    again = samples.event(on, rule="visit.noun")
    ledger.record(samples.coded(on, again, coder="sample-rules 2.0"))
    assert ledger.in_blocks(["a"]) == []


def test_forgetting_takes_links_blocks_and_marks_along(ledger: Ledger, three) -> None:
    one, two, three_ = three
    codings, reports = ledger.unlinked(LINKER, 10)
    ledger.put_in_blocks({key: ["a"] for key in reports})
    ledger.record_links(codings, LINKER, [scored(one, two), scored(two, three_)])
    gone = ledger.event(two).article_id
    ledger.forget(gone, who="Ann", why="private")
    assert ledger.links() == ()
    assert {report.id for report in ledger.in_blocks(["a"])} == {one, three_}
    assert [p.message for p in ledger.problems() if p.severity.value == "error"] == []
    # A program that was linking meanwhile loses nothing but what was forgotten.
    assert ledger.record_links(codings, "links 2", [scored(one, two), scored(one, three_)]) == 1


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE same_event SET score = 0.99", "was altered"),
        ("UPDATE same_event SET reasons = '{'", "cannot be read back"),
        ("UPDATE same_event SET judgement = 'perhaps'", "cannot be read back"),
        ("UPDATE same_event SET \"left\" = 'ev_0'", "belongs to nothing"),
        ("UPDATE linkings SET coder = 'nobody'", "belongs to nothing"),
        ("UPDATE link_keys SET event_key = 'none' || block", "belongs to nothing"),
    ],
)
def test_the_check_finds_altered_links(where: str, statement: str, expected: str) -> None:
    with Ledger.open(where) as ledger:
        for number in range(2):
            ledger.record(samples.dispatch(number))
        codings, reports = ledger.unlinked(LINKER, 10)
        ledger.put_in_blocks({key: [key] for key in reports})
        ledger.record_links(codings, LINKER, [scored(*ids(ledger))])
        assert list(ledger.problems()) == []
    tamper(where, statement)
    assert any(expected in fault for fault in faults(where))


def _link(where: str) -> None:
    with Ledger.open(where) as ledger:
        codings, reports = ledger.unlinked(LINKER, 100)
        ledger.put_in_blocks({key: ["a"] for key in reports})
        events = sorted(report.id for report in ledger.in_blocks(["a"]))
        pairs = [scored(one, two) for one, two in pairwise(events)]
        ledger.record_links(codings, LINKER, pairs)


def test_programs_that_link_at_once_link_once(where: str) -> None:
    with Ledger.open(where) as ledger:
        for number in range(8):
            ledger.record(samples.dispatch(number))
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=_link, args=(where,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    with Ledger.open(where) as ledger:
        assert ledger.count_unlinked(LINKER) == 0
        assert len(ledger.links()) == 7
        assert all(len(ledger.link_history(*link.pair)) == 1 for link in ledger.links())


def _link_and_die(where: str, table: str) -> None:
    insert = linkings.insert_new

    def dies(connection, target, rows):  # type: ignore[no-untyped-def]
        insert(connection, target, rows)
        if target.name == table:
            os.kill(os.getpid(), signal.SIGKILL)

    linkings.insert_new = dies
    _link(where)


@pytest.mark.parametrize("table", ["link_keys", "same_event", "linkings"])
def test_a_program_killed_while_linking_leaves_nothing_half_done(where: str, table: str) -> None:
    with Ledger.open(where) as ledger:
        for number in range(4):
            ledger.record(samples.dispatch(number))
    worker = multiprocessing.get_context("spawn").Process(target=_link_and_die, args=(where, table))
    worker.start()
    worker.join(60)
    assert worker.exitcode == -signal.SIGKILL
    with Ledger.open(where) as ledger:
        assert (ledger.links(), ledger.count_unlinked(LINKER)) == ((), 4)
    _link(where)
    with Ledger.open(where) as ledger:
        assert (len(ledger.links()), ledger.count_unlinked(LINKER)) == (3, 0)
        assert list(ledger.problems()) == []


def test_links_made_before_reasons_were_kept_still_count(ledger: Ledger, three) -> None:
    bare = dataclasses.replace(scored(three[0], three[1]), reasons=())
    ledger.link(bare)
    assert ledger.links() == (bare,)
    assert list(ledger.problems()) == []
