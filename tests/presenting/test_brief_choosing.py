"""What a brief takes in: by day of publication, by day of the event, by actor, by correction."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from presenting_samples import (
    AUTHOR,
    article,
    assessment,
    coded,
    compose,
    event,
    section,
    side,
    texts,
)

from legation.model import Article, Holder, Stance, Status
from legation.model.doubt import FILLED_IN
from legation.presenting import BriefOptions, to_markdown, unsupported

DAY = dt.date(2025, 10, 27)


def test_as_of_knows_nothing_that_was_published_later(both):
    brief = compose(both, BriefOptions(as_of=DAY))
    assert [item.id for item in brief.articles] == ["plan"]
    assert texts(brief, "happened") == []
    (planned,) = texts(brief, "planned")
    assert "is to visit Russia" in planned
    assert "As of 27 October 2025: nothing published later is used." in brief.fine_print
    assert "28 October" not in to_markdown(brief)


def test_as_of_takes_in_the_day_itself(both):
    assert len(compose(both, BriefOptions(as_of=dt.date(2025, 10, 28))).articles) == 2


def test_articles_without_a_day_are_left_out_where_a_day_is_asked_for_and_counted():
    source = article("a", "She went.", None)
    brief = compose([coded(source, event(source, "She went."))], BriefOptions(as_of=DAY))
    assert brief.articles == ()
    assert "1 article without a known day" in " ".join(brief.fine_print)


def test_published_since_leaves_out_what_is_older(both):
    brief = compose(both, BriefOptions(published_since=DAY))
    assert [item.id for item in brief.articles] == ["done"]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, dt.date(2025, 10, 27), ["27 October 2025"]),
        (dt.date(2025, 10, 28), None, ["28 October 2025"]),
        (dt.date(2025, 10, 27), dt.date(2025, 10, 28), ["28 October 2025", "27 October 2025"]),
        (dt.date(2026, 1, 1), None, []),
    ],
)
def test_since_and_until_are_days_on_which_it_happened(both, since, until, expected):
    brief = compose(both, BriefOptions(since=since, until=until))
    assert [line.group for line in section(brief, "happened").lines] == expected


def test_a_plan_without_a_date_lies_after_its_report():
    source = article("a", "She will go.")
    told = coded(source, event(source, "She will", status=Status.PLANNED, when=None))
    ahead = compose([told], BriefOptions(since=dt.date(2025, 12, 1)))
    past = compose([told], BriefOptions(until=dt.date(2025, 10, 1)))
    assert len(texts(ahead, "planned")) == 1
    assert texts(past, "planned") == []


def test_about_takes_events_and_judgements_of_one_actor(both):
    brief = compose(both, BriefOptions(about="KOR"))
    assert brief.title == "Brief on South Korea"
    assert [line.status for line in section(brief, "off").lines] == [Status.DENIED]
    assert texts(brief, "happened") == []
    assert texts(compose(both, BriefOptions(about="CHL")), "meaning") == []


def test_a_judgement_bears_on_an_actor_that_it_names_in_words_or_that_holds_it():
    source = article("a", "Romania is calm. Oman is calm. A minister doubts it.")
    told = tuple(
        assessment(source, words, holder, Stance.FOR, "calm")
        for words, holder in (
            ("Romania is calm.", AUTHOR),
            ("Oman is calm.", Holder(name="Analysts")),
            ("A minister doubts it.", Holder(name="A minister", code="OMN")),
        )
    )
    brief = compose([coded(source, assessments=told)], BriefOptions(about="OMN"))
    assert texts(brief, "meaning") == ["Analysts:", "An Omani minister:"]


def test_a_correction_takes_the_place_of_what_it_corrects():
    old, new = article("old", "She went."), article("new", "She stayed.", revises="old")
    versions = [
        coded(old, event(old, "She went.")),
        coded(new, event(new, "She stayed.", status=Status.DENIED)),
    ]
    brief = compose(versions, BriefOptions())
    assert [item.id for item in brief.articles] == ["new"]
    assert texts(brief, "happened") == []
    assert "1 article since corrected" in " ".join(brief.fine_print)


def test_the_same_article_twice_counts_once(both):
    assert to_markdown(compose([*both, *both], BriefOptions())) == to_markdown(
        compose(both, BriefOptions())
    )


def test_nothing_read_nothing_chosen_and_nothing_found_each_say_what_to_do(both):
    assert "legation read" in compose([], BriefOptions()).summary
    assert "--as-of" in compose(both, BriefOptions(as_of=dt.date(2020, 1, 1))).summary
    assert "--since" in compose(both, BriefOptions(about="CHL")).summary


def test_every_line_stands_on_its_words(both):
    brief = compose(both, BriefOptions(min_confidence=0.0))
    sources = [item.article for item in both]
    assert all(line.notes for s in brief.sections for line in s.lines)
    assert unsupported(brief, sources) == []


def test_the_check_finds_a_note_that_no_longer_resolves(both):
    brief = compose(both, BriefOptions())
    altered = [Article(id=c.article.id, text="x" + c.article.text) for c in both]
    assert len(unsupported(brief, altered)) >= len(brief.notes)
    assert unsupported(brief, [both[0].article])


def test_the_check_finds_a_line_without_a_note_and_words_that_nobody_wrote(both):
    brief = compose(both, BriefOptions())
    happened = section(brief, "happened")
    bare = replace(happened.lines[0], notes=())
    invented = replace(
        happened.lines[1],
        below=tuple(
            replace(p, text="never said") if p.quoted else p for p in happened.lines[1].below
        ),
    )
    spoilt = replace(brief, sections=(replace(happened, lines=(bare, invented)),))
    faults = unsupported(spoilt, [item.article for item in both])
    assert any("has no note" in fault for fault in faults)
    assert any("never said" in fault for fault in faults)


def test_many_lines_are_cut_at_the_end_of_a_day_and_none_is_lost():
    text = " ".join(f"Sentence {number}." for number in range(400))
    source = article("a", text)
    told = [
        event(
            source,
            f"Sentence {number}.",
            when=f"2025-{1 + number // 28 % 10:02}-{1 + number % 28:02}",
            recipients=(side(("RUS", "CHN", "VNM")[number % 3]),),
        )
        for number in range(400)
    ]
    happened = section(compose([coded(source, *told)], BriefOptions()), "happened")
    assert len(happened.lines) == 400
    assert 40 <= happened.cut <= 60
    assert happened.lines[happened.cut].group != happened.lines[happened.cut - 1].group


def test_what_rests_on_a_side_from_the_sentences_before_is_doubtful():
    source = article("a", "Chile met Peru. She warned of stronger action.")
    met = event(source, "Chile met Peru.", confidence=0.8)
    warned = event(source, "She warned of stronger action.", confidence=0.8)
    assert texts(compose([coded(source, met, warned)], BriefOptions()), "doubtful") == []
    filled = replace(warned, notes=(FILLED_IN,))
    brief = compose([coded(source, met, filled)], BriefOptions())
    (line,) = texts(brief, "doubtful")
    assert FILLED_IN in line
    assert "1 more report stood aside as doubtful." in brief.summary
