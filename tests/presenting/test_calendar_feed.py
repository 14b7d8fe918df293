"""The feed: read back by a parser of the standard, whatever the texts hold."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.model import Article, Event, EventType, Happening, Report, Side, Status, Weight
from legation.model.calendar import Entry, EntryKind, Standing
from legation.presenting.calendarwords import flat_row, full_row, table_row
from legation.presenting.feed import to_ics

ODD = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("\r\n\t,;:\\\"'\u2028\u2029\u202e\x00\x07\x85한국어é́\U0001f1f0"),
    ),
    max_size=300,
)


def entry(**more):
    plain = {
        "uid": "meeting-x-1@legation",
        "kind": EntryKind.MEETING,
        "title": "A summit",
        "when": "2026-11-10/2026-11-12",
        "standing": Standing.CONFIRMED,
        "about": frozenset({"ASEAN"}),
        "source": "a communiqué",
    }
    return Entry(**(plain | more))


def announced(text, *, status=Status.PLANNED, when="2026-02-12", article=None, **more):
    article = article or Article(id="a1", text=text, title="Title", published="2026-01-10")
    event = Event(
        id="ev_1",
        type=EventType.CONSULT,
        mode="visit",
        cameo="042",
        actors=(Side(code="RUS"),),
        recipients=(Side(code="PRK"),),
        status=status,
        when=when,
        place="PRK",
        confidence=0.9,
        rule="test",
        weight=Weight.CORE,
        evidence=(article.quote(0, len(text)),),
    )
    happening = Happening(reports=(Report(event=event, published=article.published),))
    made = entry(
        uid="ev_1@legation",
        kind=EntryKind.ANNOUNCED,
        title="",
        when=when,
        standing=Standing.TENTATIVE,
        happening=happening,
        place="PRK",
        **more,
    )
    return made, {article.id: article}


def parts(text):
    calendar = icalendar.Calendar.from_ical(text)
    return [part for part in calendar.walk() if part.name in ("VEVENT", "VJOURNAL")]


def test_a_summit_on_its_days():
    (part,) = parts(to_ics([entry(place="PHL", venue="Manila", sequence=2)], {}, "legation"))
    assert part.name == "VEVENT"
    assert part["DTSTART"].dt == dt.date(2026, 11, 10)
    # The end of an all-day event is the day after its last day.
    assert part["DTEND"].dt == dt.date(2026, 11, 13)
    assert (part["STATUS"], part["SEQUENCE"]) == ("CONFIRMED", 2)
    assert part["LOCATION"] == "Manila, Philippines"
    assert "Source: a communiqué" in part["DESCRIPTION"]


@pytest.mark.parametrize("when", ["2026-11", "2028", "2026-02-12/..", "2026-02-12~", None])
def test_what_has_no_day_is_put_on_none(when):
    (part,) = parts(to_ics([entry(when=when, standing=Standing.TENTATIVE)], {}, "legation"))
    assert part.name == "VJOURNAL"
    assert "DTSTART" not in part and "DUE" not in part
    assert part["STATUS"] == "DRAFT"
    assert f"EDTF {when or 'none'}" in part["DESCRIPTION"]


@pytest.mark.parametrize(
    ("standing", "event", "journal"),
    [("TENTATIVE", "TENTATIVE", "DRAFT"), ("CONFIRMED", "CONFIRMED", "FINAL"), ("CANCELLED",) * 3],
)
def test_each_component_has_the_status_that_the_standard_allows(standing, event, journal):
    for when, expected in (("2026-11-10", event), ("2026-11", journal)):
        (part,) = parts(to_ics([entry(when=when, standing=Standing(standing))], {}, "x"))
        assert part["STATUS"] == expected


def test_an_announced_act_brings_its_sentence_and_its_link():
    article = Article(
        id="a1",
        text="Lavrov will visit.",
        title="Lavrov to visit",
        source="Wire One",
        published="2026-01-10",
        location="https://example.org/a?b=1,2",
    )
    made, articles = announced("Lavrov will visit.", article=article)
    (part,) = parts(to_ics([made], articles, "legation"))
    assert part["URL"] == "https://example.org/a?b=1,2"
    assert "Planned: “Lavrov will visit.”" in part["DESCRIPTION"]
    assert "Lavrov to visit, Wire One, 10 January 2026, characters 0 to 18" in part["DESCRIPTION"]


def test_only_web_addresses_become_links():
    article = Article(id="a1", text="x y", published="2026-01-10", location="javascript:alert(1)")
    made, articles = announced("x y", article=article)
    assert "URL" not in parts(to_ics([made], articles, "legation"))[0]


@given(ODD, ODD, ODD)
@settings(max_examples=150, deadline=None)
def test_odd_text_survives_and_no_line_is_too_long(title, source, name):
    text = to_ics([entry(title=title, source=source)], {}, name)
    assert text.count("BEGIN:") == text.count("END:") == 2
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    assert not any(ord(mark) < 32 for line in lines for mark in line)
    (part,) = parts(text)
    shown = str(part["SUMMARY"])
    assert all(word in shown for word in title.split() if word.isascii() and word.isalnum())
    assert "\u202e" not in text and "\x00" not in text


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200).filter(str.strip))
@settings(max_examples=100, deadline=None)
def test_odd_evidence_survives(words):
    made, articles = announced(words)
    text = to_ics([made], articles, "legation")
    assert text.count("BEGIN:VEVENT") == 1
    assert len(parts(text)) == 1
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_text_cannot_bring_its_own_component():
    nasty = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\r\nATTACH:http://example.org/"
    found = parts(to_ics([entry(title=nasty, source=nasty)], {}, nasty))
    assert [str(part["UID"]) for part in found] == ["meeting-x-1@legation"]
    assert "ATTACH" not in found[0]


def test_the_same_entries_give_the_same_bytes():
    made, articles = announced("Lavrov will visit.", changed=dt.date(2026, 1, 10))
    first, second = (to_ics([entry(), made], articles, "x") for _ in range(2))
    assert first == second
    assert "DTSTAMP:20260110T000000Z" in first


def test_rows_say_what_is_off():
    made, _ = announced("Lavrov calls it off.", status=Status.CANCELLED)
    row = table_row(made)
    assert row["what"] == "Called off or put off: Russia was to visit North Korea"
    assert flat_row(made)["first"] == "2026-02-12"
    assert full_row(made)["evidence"][0]["quote"] == "Lavrov calls it off."
    assert flat_row(entry(when="2026-11"))["first"] is None
