"""Recording is idempotent: one text is one article, one coding is kept once."""

from __future__ import annotations

import multiprocessing

import ledger_samples as samples
import pytest

from legation.errors import EvidenceError, UnreadableInput
from legation.ledger import ArticleQuery, EventQuery, Ledger, Severity
from legation.model import CodedArticle, Event, Quarantined, Span


def faults(ledger: Ledger) -> list[str]:
    return [p.message for p in ledger.problems() if p.severity is Severity.ERROR]


def test_what_goes_in_comes_out(ledger: Ledger) -> None:
    given = samples.rich()
    receipt = ledger.record(given)
    assert (receipt.added, receipt.coded, receipt.events, receipt.judgements) == (True, True, 2, 5)
    assert list(ledger.coded()) == [given]
    assert list(ledger.events()) == list(given.events)
    assert list(ledger.articles()) == [given.article]
    assert ledger.article(given.article.id[:6]) == given.article
    assert faults(ledger) == []


def test_repeating_changes_nothing(ledger: Ledger) -> None:
    ledger.record(samples.rich())
    before = ledger.revision()
    again = ledger.record(samples.rich())
    assert (again.added, again.coded, again.events) == (False, False, 0)
    assert again.revision == ledger.revision() == before


def test_ledger_outlives_its_process(where: str) -> None:
    with Ledger.open(where) as ledger:
        ledger.record(samples.rich())
        name = ledger.id
    with Ledger.open(where, create=False) as ledger:
        assert ledger.id == name
        assert len(list(ledger.events())) == 2


def test_one_text_at_two_places_is_one_article(ledger: Ledger) -> None:
    ledger.record(samples.coded(samples.article(location="/a.txt")))
    receipt = ledger.record(samples.coded(samples.article(location="/b.txt")))
    assert (receipt.added, receipt.coded, receipt.revises) == (False, False, None)
    kept = list(ledger.articles())
    assert len(kept) == 1
    assert [s.location for s in ledger.sightings(kept[0].id)] == ["/a.txt", "/b.txt"]


def test_one_text_under_two_ids_is_one_article(ledger: Ledger) -> None:
    ledger.record(samples.coded(samples.article(id="first")))
    other = samples.rich()
    line = samples.article(id="second")
    moved = CodedArticle(
        article=line, coder="another 1", events=(samples.event(line, rule="other.rule"),)
    )
    receipt = ledger.record(moved)
    assert (receipt.article_id, receipt.added, receipt.coded) == ("first", False, True)
    (event,) = ledger.events()
    assert event.article_id == "first"
    assert event.id == samples.event(samples.article(id="first"), rule="other.rule").id
    assert ledger.record(other).article_id == "first"
    assert faults(ledger) == []


def test_links_between_events_follow_when_a_coding_moves(ledger: Ledger) -> None:
    ledger.record(samples.coded(samples.article(id="first"), coder="earlier 1"))
    ledger.record(samples.rich())
    (kept,) = ledger.coded()
    visit, meeting = kept.events
    assert meeting.enables == visit.id
    assert kept.claims[0].subject == visit.id
    assert faults(ledger) == []


def test_an_id_given_to_two_texts_keeps_both(ledger: Ledger) -> None:
    ledger.record(samples.coded(samples.article("One text here.", id="a1", location="x.jsonl#1")))
    receipt = ledger.record(
        samples.coded(samples.article("Another text here.", id="a1", location="y.jsonl#1"))
    )
    assert receipt.added and receipt.article_id != "a1" and receipt.revises is None
    assert len(list(ledger.articles())) == 2
    assert faults(ledger) == []


def test_a_corrected_article_revises_and_replaces(ledger: Ledger) -> None:
    old = samples.article("Kim will visit Hanoi.", location="/a.txt")
    new = samples.article("Kim will not visit Hanoi.", location="/a.txt")
    newest = samples.article("Kim will visit Hanoi, not Hue.", location="/a.txt")
    ledger.record(samples.coded(old))
    assert ledger.record(samples.coded(new)).revises == old.id
    assert ledger.record(samples.coded(newest)).revises == new.id
    assert [a.id for a in ledger.articles()] == [newest.id]
    assert {e.article_id for e in ledger.events()} == {newest.id}
    every = ledger.articles(ArticleQuery(superseded=True))
    assert [a.id for a in every] == [old.id, new.id, newest.id]
    assert len(list(ledger.events(EventQuery(superseded=True)))) == 3


@pytest.mark.parametrize("place", ["-", "-#2", "feed.jsonl#7"])
def test_places_that_pass_revise_nothing(ledger: Ledger, place: str) -> None:
    ledger.record(samples.coded(samples.article("Kim left for Hanoi.", location=place)))
    later = samples.article("A fleet sailed to Guam.", location=place)
    assert ledger.record(samples.coded(later)).revises is None
    assert len(list(ledger.articles())) == 2


def test_a_line_with_the_same_given_id_revises(ledger: Ledger) -> None:
    old = samples.article("Kim left for Hanoi.", id="k1", location="feed.jsonl#1")
    new = samples.article("Kim left for Hue.", id="k1", location="feed.jsonl#2")
    last = samples.article("Kim never left.", id="k1", location="feed.jsonl#2")
    ledger.record(samples.coded(old))
    second = ledger.record(samples.coded(new))
    assert second.revises == "k1"
    assert ledger.record(samples.coded(last)).revises == second.article_id
    assert [a.text for a in ledger.articles()] == [last.text]


def test_a_newer_coder_speaks_and_the_older_one_stays(ledger: Ledger) -> None:
    on = samples.article()
    ledger.record(samples.coded(on))
    better = samples.event(on, confidence=0.5)
    receipt = ledger.record(samples.coded(on, better, coder="sample-rules 2.0"))
    assert (receipt.added, receipt.coded) == (False, True)
    assert [e.confidence for e in ledger.events()] == [0.5]
    assert [e.confidence for e in ledger.events(EventQuery(coder=samples.CODER))] == [0.86]
    assert ledger.event(better.id).confidence == 0.5
    assert [c.coder for c in ledger.coded()] == ["sample-rules 2.0"]
    assert faults(ledger) == []


def test_an_article_without_events_counts_as_coded(ledger: Ledger) -> None:
    on = samples.article(location="/a.txt")
    assert ledger.recognise(on, samples.CODER) is None
    ledger.record(CodedArticle(article=on, coder=samples.CODER))
    assert ledger.is_coded(on.text_sha256, samples.CODER)
    assert not ledger.is_coded(on.text_sha256, "another 1")
    assert ledger.known(samples.CODER) == {on.text_sha256}
    assert ledger.known("another 1") == set()
    before = ledger.revision()
    receipt = ledger.recognise(on, samples.CODER)
    assert receipt is not None and receipt.revision == before
    elsewhere = ledger.recognise(samples.article(location="/b.txt"), samples.CODER)
    assert elsewhere is not None and elsewhere.revision == before + 1
    assert [s.location for s in ledger.sightings(on.id)] == ["/a.txt", "/b.txt"]


def test_evidence_from_another_text_is_refused(ledger: Ledger) -> None:
    other = samples.article("Completely different words, the same id.", id="x")
    forged = CodedArticle(
        article=samples.article(id="x"), coder=samples.CODER, events=(samples.event(other),)
    )
    with pytest.raises(EvidenceError, match="does not stand"):
        ledger.record(forged)
    assert ledger.revision() == 0 and list(ledger.articles()) == []


@pytest.mark.parametrize("text", ["Kim\x00 left for Hanoi.", "Kim \ud83d left for Hanoi."])
def test_text_that_no_database_keeps_is_refused(ledger: Ledger, text: str) -> None:
    with pytest.raises(UnreadableInput, match="UTF-8"):
        ledger.record(samples.coded(samples.article(text)))


def test_a_date_that_is_none_is_refused(ledger: Ledger) -> None:
    on = samples.article()
    with pytest.raises(UnreadableInput, match="date"):
        ledger.record(samples.coded(on, samples.event(on, when="soon")))


def test_offsets_count_code_points(ledger: Ledger) -> None:
    on = samples.article("\U0001f1f0\U0001f1f5 Kim — “김정은” — met é̈ Tô Lâm\r\nin Hanoi.")
    quote = on.quote(3, len(on.text) - 1)
    ledger.record(samples.coded(on, samples.event(on, evidence=(quote,))))
    (event,) = ledger.events()
    assert event.evidence[0].quote == on.text[3:-1]
    assert event.evidence[0].span == Span(3, len(on.text) - 1)


def test_quarantine_notes_a_failure_once(ledger: Ledger) -> None:
    item = Quarantined(location="/a.txt", reason="The file is empty.")
    ledger.quarantine(item)
    ledger.quarantine(item)
    (entry,) = ledger.quarantined()
    assert (entry.location, entry.reason, entry.read_since) == (item.location, item.reason, False)
    ledger.record(samples.coded(samples.article(location="/a.txt")))
    assert [e.read_since for e in ledger.quarantined()] == [True]


def test_four_processes_record_the_same_articles(where: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    orders = [list(range(30)), list(range(29, -1, -1)), list(range(0, 30, 2)), list(range(15, 45))]
    workers = [spawn.Process(target=samples.ingest, args=(where, order)) for order in orders]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0, 0, 0]
    with Ledger.open(where, create=False) as ledger:
        texts = {a.text for a in ledger.articles()}
        assert texts == {samples.dispatch(n).article.text for n in range(45)}
        found: list[Event] = list(ledger.events())
        assert len(found) == len({e.id for e in found}) == 45
        assert ledger.revision() == 45
        assert faults(ledger) == []


@pytest.mark.parametrize("table", ["articles", "codings", "event_sides", "evidence"])
def test_killed_half_way_nothing_is_lost_or_doubled(where: str, table: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    worker = spawn.Process(target=samples.ingest_and_die, args=(where, [0, 1, 2], table))
    worker.start()
    worker.join(60)
    assert worker.exitcode == -9
    with Ledger.open(where, create=False) as ledger:
        assert len(list(ledger.articles())) == 2
        assert faults(ledger) == []
    samples.ingest(where, [0, 1, 2, 3])
    with Ledger.open(where, create=False) as ledger:
        assert list(ledger.coded()) == [samples.dispatch(n) for n in range(4)]
        assert ledger.revision() == 4
        assert faults(ledger) == []
