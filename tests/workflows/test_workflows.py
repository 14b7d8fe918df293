"""Where rooms meet: reading into a ledger, briefs of some articles, the check."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext

import pytest

from legation import settings
from legation.errors import EnvironmentFailure, UnreadableInput, UsageError
from legation.ledger import Ledger
from legation.model import (
    Article,
    CodedArticle,
    Event,
    EventType,
    Quarantined,
    Side,
    Status,
    Weight,
    content_hash,
    event_id,
)
from legation.workflows import briefing, listing, reading, rooms
from legation.workflows.coding import BATCH, brought_its_text, code_stream


def article(text: str, location: str | None = None) -> Article:
    return Article(
        id=content_hash(text)[:16], text=text, location=location, published="2025-10-26", lang="en"
    )


class Quick:
    """A coder that finds one visit in every article, and fails on some words."""

    name = "quick 1"

    def __init__(self) -> None:
        self.coded: list[str] = []

    def code(self, item: Article) -> CodedArticle:
        if "unreadable" in item.text:
            raise UnreadableInput("It is in a language that cannot be coded.")
        if "broken" in item.text:
            raise ValueError("boom")
        if "no model" in item.text:
            raise EnvironmentFailure("The model is gone; install it.")
        self.coded.append(item.text)
        proof = item.quote(0, len(item.text))
        made = Event(
            id=event_id(item.id, EventType.CONSULT, ["PRK"], ["RUS"], proof, "quick"),
            type=EventType.CONSULT,
            mode="visit",
            cameo="042",
            actors=(Side(code="PRK"),),
            recipients=(Side(code="RUS"),),
            status=Status.OCCURRED,
            when="2025-10-26",
            place=None,
            confidence=0.9,
            rule="quick",
            weight=Weight.CORE,
            evidence=(proof,),
        )
        return CodedArticle(article=item, coder=self.name, events=(made,))

    def code_many(self, articles):
        for item in articles:
            yield self.code(item)


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "news.db") as opened:
        yield opened


def test_what_fails_stands_in_its_place_and_the_rest_goes_on():
    texts = ["one", "broken", "two", "unreadable", *(str(n) for n in range(2 * BATCH))]
    items = [article(text) for text in texts]
    items.insert(1, Quarantined(location="x.bin", reason="It is binary."))
    made = list(code_stream(items, Quick()))
    assert len(made) == len(items)
    for before, after in zip(items, made, strict=True):
        if isinstance(after, CodedArticle):
            assert after.article is before
    reasons = [item.reason for item in made if isinstance(item, Quarantined)]
    assert reasons[0] == "It is binary."
    assert "boom" in reasons[1]
    assert reasons[2] == "It is in a language that cannot be coded."


def test_a_machine_that_fails_is_no_fault_of_the_article():
    with pytest.raises(EnvironmentFailure):
        list(code_stream([article("no model")], Quick()))


def test_results_come_before_all_input_is_read():
    def endless():
        number = 0
        while True:
            number += 1
            yield article(f"number {number}")

    stream = code_stream(endless(), Quick())
    assert next(stream).article.text == "number 1"


def test_reading_again_codes_nothing_again(ledger):
    items = [article("one", "1.txt"), article("two", "2.txt")]
    first = reading.ingest(items, ledger, Quick())
    assert (first.read, first.events, first.quarantined) == (2, 2, 0)
    again = Quick()
    tally = reading.ingest(items, ledger, again)
    assert (tally.read, dict(tally.skipped)) == (0, {reading.KNOWN: 2})
    assert again.coded == []
    assert list(tally.articles) == [item.id for item in items]
    assert tally.usable


def test_the_same_text_twice_is_one_article(ledger):
    tally = reading.ingest([article("one", "1.txt"), article("one", "2.txt")], ledger, Quick())
    assert (tally.read, dict(tally.skipped)) == (1, {reading.REPEATED: 1})
    (kept,) = tally.articles
    assert {sighting.location for sighting in ledger.sightings(kept)} == {"1.txt", "2.txt"}


def test_a_corrected_article_revises(ledger):
    reading.ingest([article("first version", "1.txt")], ledger, Quick())
    tally = reading.ingest([article("second version", "1.txt")], ledger, Quick())
    assert tally.revised == 1


def test_what_was_forgotten_does_not_come_back(ledger):
    item = article("one", "1.txt")
    reading.ingest([item], ledger, Quick())
    ledger.forget(item.id, who="me", why="asked to")
    tally = reading.ingest([item], ledger, Quick())
    assert dict(tally.skipped) == {reading.FORGOTTEN: 1}
    assert list(tally.articles) == []
    assert list(ledger.events()) == []


def test_what_cannot_be_used_is_set_aside_with_its_reason(ledger):
    items = [
        Quarantined(location="x.bin", reason="It is binary."),
        article("broken", "b.txt"),
        article("a half \ud800 pair", "c.txt"),
        article("good", "g.txt"),
    ]
    tally = reading.ingest(items, ledger, Quick())
    assert (tally.read, tally.quarantined) == (1, 3)
    noted = {entry.location for entry in ledger.quarantined()}
    assert noted == {"x.bin", "b.txt", "c.txt"}


def test_an_interruption_keeps_what_was_recorded(ledger):
    tally = reading.Tally()

    def stop(now):
        if now.read == 3:
            raise KeyboardInterrupt

    items = [article(f"text {number}") for number in range(10)]
    with pytest.raises(KeyboardInterrupt):
        reading.ingest(items, ledger, Quick(), tally=tally, tell=stop)
    assert tally.read == 3
    assert len(list(ledger.events())) == 3
    reading.ingest(items, ledger, Quick())
    assert len(list(ledger.events())) == 10


def test_the_reasons_kept_do_not_grow_without_end(ledger):
    items = [Quarantined(location=f"{n}.bin", reason="It is binary.") for n in range(250)]
    tally = reading.ingest(items, ledger, Quick())
    assert tally.quarantined == 250
    assert len(tally.reasons) == 200
    assert not tally.usable


def test_only_json_lines_brought_their_text():
    assert brought_its_text(article("x", "news.jsonl#3"))
    assert brought_its_text(article("x", "-#1"))
    assert brought_its_text(article("x", "NEWS.JSONL.gz#12"))
    assert not brought_its_text(article("x", "news.txt"))
    assert not brought_its_text(article("x", "https://news.example/page#3"))
    assert not brought_its_text(article("x", "-"))
    assert not brought_its_text(article("x"))


@pytest.mark.parametrize("actor", ["PRK", "prk", "North Korea", "north korean"])
def test_an_actor_is_a_code_or_a_name(actor):
    assert rooms.code_of(actor) == "PRK"


def test_an_unknown_actor_is_wrong_use():
    with pytest.raises(UsageError, match="Atlantis"):
        rooms.code_of("Atlantis")


def test_the_check_finds_what_was_altered(ledger, tmp_path):
    import sqlite3

    reading.ingest([article("Choe visited Moscow.", "1.txt")], ledger, Quick())
    assert list(listing.check(ledger)) == []
    with sqlite3.connect(tmp_path / "news.db") as altered:
        altered.execute("UPDATE articles SET text = 'Choe visited London.'")
    altered.close()
    assert any(finding.fault for finding in listing.check(ledger))


def test_why_shows_the_words_around(ledger):
    reading.ingest([article("Choe visited Moscow.", "1.txt")], ledger, Quick())
    (event,) = ledger.events()
    found = listing.why(ledger, event.id)
    assert found.quotes[0].evidence.quote == "Choe visited Moscow."
    assert found.article.location == "1.txt"


@pytest.fixture
def using(tmp_path, monkeypatch):
    monkeypatch.setattr(rooms, "open_coder", lambda _settings, _notice: nullcontext(Quick()))
    return settings.load({"file": str(tmp_path / "team.db")}, environ={}, folder=tmp_path)


def news(folder, name: str, words: str):
    path = folder / name
    path.write_text(f"{words} " * 30, "utf-8")
    return str(path)


def plain_options():
    return briefing.options(about=None, since=None, until=None, published_since=None, as_of=None)


def test_a_brief_of_paths_leaves_the_ledger_alone(tmp_path, using):
    path = news(tmp_path, "a.txt", "The foreign minister visited Moscow on Monday for talks.")
    tally = reading.Tally()
    made = briefing.brief_of_inputs([path], using, plain_options(), keep=False, tally=tally)
    assert made is not None
    assert [item.location for item in made.articles] == [path]
    assert not (tmp_path / "team.db").exists()


def test_a_brief_into_a_ledger_shows_the_named_articles_only(tmp_path, using):
    first = news(tmp_path, "a.txt", "The foreign minister visited Moscow on Monday for talks.")
    second = news(tmp_path, "b.txt", "The prime minister went to Hanoi on Tuesday for talks.")
    for path in (first, second):
        made = briefing.brief_of_inputs(
            [path], using, plain_options(), keep=True, tally=reading.Tally()
        )
        assert made is not None
        assert [item.location for item in made.articles] == [path]
    whole = briefing.brief_of_ledger(using, plain_options())
    assert {item.location for item in whole.articles} == {first, second}


def test_there_is_no_brief_of_nothing(tmp_path, using):
    tally = reading.Tally()
    made = briefing.brief_of_inputs(
        [str(tmp_path / "none.txt")], using, plain_options(), keep=False, tally=tally
    )
    assert made is None
    assert tally.quarantined == 1


def test_today_follows_the_timezone(tmp_path):
    found = settings.load({"timezone": "Pacific/Kiritimati"}, environ={}, folder=tmp_path)
    assert found.today() == (dt.datetime.now(dt.UTC) + dt.timedelta(hours=14)).date()
