"""One happening, many reports: from reading to the listing, at any day, killed and run again."""

from __future__ import annotations

import datetime as dt
import sqlite3

import pytest

from legation.errors import UsageError
from legation.ledger import EventQuery, Ledger
from legation.model import (
    Article,
    CodedArticle,
    Event,
    EventType,
    Rank,
    Sameness,
    Side,
    Status,
    Weight,
    event_id,
)
from legation.workflows import linking, listing, reading, recoding

CHOE = Side(code="PRK", name="Choe Son Hui", office="foreign minister", rank=Rank.MINISTER)
SAME, DIFFERENT = Sameness.SAME, Sameness.DIFFERENT


class Visits:
    """A coder that reads lines such as `planned 2025-10-26` as visits of Choe to Russia."""

    def __init__(self, name: str = "visits 1", rule: str = "visit") -> None:
        self.name, self.rule = name, rule

    def code(self, item: Article) -> CodedArticle:
        status, _, when = item.text.partition(" ")
        proof = item.quote(0, len(item.text))
        made = Event(
            id=event_id(item.id, EventType.CONSULT, ["PRK"], ["RUS"], proof, self.rule, when),
            type=EventType.CONSULT,
            mode="visit",
            cameo="042",
            actors=(CHOE,),
            recipients=(Side(code="RUS"),),
            status=Status(status),
            when=when.split()[0],
            when_basis="stated",
            place="RUS",
            confidence=0.9,
            rule=self.rule,
            weight=Weight.CORE,
            evidence=(proof,),
        )
        return CodedArticle(article=item, coder=self.name, events=(made,))

    def code_many(self, articles):
        for item in articles:
            yield self.code(item)


def article(id_: str, text: str, published: str) -> Article:
    return Article(id=id_, text=text, published=published, source=f"Paper {id_}", lang="en")


PLAN = article("plan", "planned 2025-10-26/2025-10-28", "2025-10-24")
HELD = article("held", "occurred 2025-10-27", "2025-10-28")
AGAIN = article("again", "occurred 2025-10-27 (another paper)", "2025-10-29")
OLDER = article("older", "occurred 2024-11-01", "2024-11-02")
ALL = (PLAN, HELD, AGAIN, OLDER)


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "news.db") as opened:
        yield opened


@pytest.fixture
def read(ledger):
    reading.ingest(ALL, ledger, Visits())
    return ledger


def shown(ledger, **query):
    return [
        sorted(report.event.article_id for report in found.reports)
        for found in linking.happenings(ledger, EventQuery(**query))
    ]


def ids(ledger):
    return {event.article_id: event.id for event in ledger.events()}


def test_reading_links_and_a_listing_counts_once(read):
    assert shown(read) == [["again", "held", "plan"], ["older"]]
    assert linking.waiting(read) == 0
    assert linking.link_new(read) == linking.Linked()


def test_reading_in_parts_and_in_any_order_gives_the_same(ledger):
    for item in reversed(ALL):
        reading.ingest([item], ledger, Visits())
    assert sorted(shown(ledger)) == [["again", "held", "plan"], ["older"]]


@pytest.mark.parametrize("day", ["2024-11-02", "2025-10-24", "2025-10-28", "2025-10-29"])
def test_a_view_as_of_a_day_is_what_a_ledger_of_that_day_would_show(read, tmp_path, day):
    with Ledger.open(tmp_path / "then.db") as then:
        reading.ingest([a for a in ALL if a.published <= day], then, Visits())
        assert shown(read, as_of=dt.date.fromisoformat(day)) == shown(then)
        for id_ in ids(then).values():
            asked = dt.date.fromisoformat(day)
            ours, links = linking.happening_of(read, id_, asked)
            assert (ours, len(links)) == (
                linking.happening_of(then, id_)[0],
                len(linking.happening_of(then, id_)[1]),
            )


def test_a_filter_means_how_the_happening_stands_now(read):
    assert shown(read, statuses=(Status.PLANNED,)) == []
    then = dt.date(2025, 10, 24)
    assert shown(read, statuses=(Status.PLANNED,), as_of=then) == [["plan"]]
    assert shown(read, since=dt.date(2025, 1, 1)) == [["again", "held", "plan"]]
    assert shown(read, limit=1) == [["again", "held", "plan"]]
    assert shown(read, published_since=dt.date(2025, 10, 28)) == [["again", "held"]]


@pytest.mark.parametrize("steps", [0, 1, 6])
def test_many_pages_show_each_happening_once(ledger, monkeypatch, steps):
    monkeypatch.setattr(linking, "_PAGE", 2)
    monkeypatch.setattr(linking, "_MOST_STEPS", steps)
    monkeypatch.setattr(linking, "_AT_ONCE", 1)
    reading.ingest(ALL, ledger, Visits())
    assert sorted(shown(ledger)) == [["again", "held", "plan"], ["older"]]
    assert shown(ledger, limit=1) == [["again", "held", "plan"]]


def test_who_is_only_perhaps_the_same_keeps_its_own_chain(ledger, monkeypatch):
    monkeypatch.setattr(linking, "_PAGE", 1)
    for item in (OLDER, HELD, AGAIN, PLAN):
        reading.ingest([item], ledger, Visits())
    known = ids(ledger)
    linking.say(ledger, known["older"], known["held"], Sameness.UNSURE, who="Ann", why=None)
    assert shown(ledger) == [["older"], ["again", "held", "plan"]]


def test_a_persons_word_stands_and_survives_recoding(read):
    known = ids(read)
    linking.say(read, known["held"], known["again"], DIFFERENT, who="Ann", why="two trips")
    linking.say(read, known["older"], known["again"], SAME, who="Ann", why=None)
    # The plan may go with either; its link to the first is as sure and stands first.
    apart = sorted(shown(read))
    assert ["again", "older"] in apart or ["again", "older", "plan"] in apart
    assert not any({"held", "again"} <= set(found) for found in apart)
    done = recoding.recode(
        read, Visits("visits 2", rule="trip"), recoding.which(everything=False, since=None)
    )
    assert done.succeeded == 4 and set(ids(read).values()).isdisjoint(known.values())
    assert linking.waiting(read) == 0
    assert sorted(shown(read)) == apart
    linking.say(read, ids(read)["held"], ids(read)["again"], SAME, who="Ben", why=None)
    linking.say(read, ids(read)["older"], ids(read)["held"], DIFFERENT, who="Ben", why=None)
    assert any({"held", "again"} <= set(found) for found in shown(read))


def test_a_word_needs_two_events_and_a_name(read):
    one, two = list(ids(read).values())[:2]
    with pytest.raises(UsageError, match="itself"):
        linking.say(read, one, one, SAME, who="Ann", why=None)
    with pytest.raises(UsageError, match="--who"):
        linking.say(read, one, two, SAME, who=" ", why=None)


def test_killed_while_linking_and_run_again(ledger, monkeypatch):
    monkeypatch.setattr(linking, "_AT_ONCE", 2)
    calls = 0

    def dies(*args):
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        return Ledger.record_links(ledger, *args)

    monkeypatch.setattr(ledger, "record_links", dies)
    with pytest.raises(KeyboardInterrupt):
        reading.ingest(ALL, ledger, Visits())
    assert linking.waiting(ledger) == 2
    monkeypatch.undo()
    assert linking.link_new(ledger).articles == 2
    assert sorted(shown(ledger)) == [["again", "held", "plan"], ["older"]]


def test_why_tells_the_other_reports_the_history_and_the_reasons(read):
    found = listing.why(read, ids(read)["held"])
    assert [report.event.status.value for report in found.happening.history] == [
        "planned",
        "occurred",
    ]
    assert found.sources["plan"] == "Paper plan"
    assert all(link.reasons and link.score for link in found.links)
    alone = listing.why(read, ids(read)["older"])
    assert (len(alone.happening.reports), alone.links) == (1, ())


def test_an_event_that_a_newer_coding_leaves_out_stands_alone(read):
    old = ids(read)["held"]
    recoding.recode(
        read, Visits("visits 2", rule="trip"), recoding.which(everything=False, since=None)
    )
    happening, links = linking.happening_of(read, old)
    assert ([report.id for report in happening.reports], links) == ([old], [])


def test_the_check_proves_links(read, tmp_path):
    assert list(listing.check(read)) == []
    with sqlite3.connect(tmp_path / "news.db") as other:
        other.execute("UPDATE same_event SET score = 0.5 WHERE score > 0.9")
    assert any("was altered" in found.message for found in listing.check(read))
