"""What the lines of a brief say, in which section, and in which order."""

from __future__ import annotations

import pytest
from presenting_samples import (
    AUTHOR,
    KIM,
    STATE_MEDIA,
    article,
    assessment,
    coded,
    compose,
    condition,
    event,
    observation,
    section,
    side,
    texts,
)

from legation.knowledge.ontology import modes
from legation.model import Event, EventType, Holder, Rank, Side, Stance, Status, Weight
from legation.presenting import BriefOptions, unsupported
from legation.presenting.dates import date_words
from legation.presenting.wording import event_words

ALL = BriefOptions()


def one_line(key: str, found: Event, source) -> str:
    (line,) = section(compose([coded(source, found)], ALL), key).lines
    return line.text


def test_each_status_has_its_section_its_sign_and_its_words(both):
    brief = compose(both, ALL)
    found = {
        key: [line.mark for line in section(brief, key).lines]
        for key in ("happened", "planned", "off", "could", "background")
    }
    assert found == {
        "happened": ["● Occurred", "● Occurred"],
        "planned": [],
        "off": ["⊘ Called off", "✕ Denied"],
        "could": ["△ Could happen"],
        "background": ["● Occurred"],
    }


def test_a_plan_and_its_report_are_one_line_with_all_notes_and_its_history(both):
    brief = compose(both, ALL)
    (line,) = [line for line in section(brief, "happened").lines if "visited Russia" in line.text]
    assert line.text == (
        "North Korean Foreign Minister Choe Son-hui visited Russia. Reported before as planned "
        "(26 October 2025). Told in 2 articles."
    )
    assert len(line.notes) == 2
    assert len(line.events) == 2


def test_what_happened_stands_by_day_and_pair_the_newest_first(both):
    lines = section(compose(both, ALL), "happened").lines
    assert [(line.group, line.topic) for line in lines] == [
        ("28 October 2025", "North Korea – Russia"),
        ("27 October 2025", "North Korea – Russia"),
    ]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2025-11-03", "is to visit Russia on 3 November 2025, per"),
        ("2025-11", "is to visit Russia in November 2025, per"),
        ("2025-11-03/2025-11-05", "is to visit Russia, 3 to 5 November 2025, per"),
        ("2025-10-26/..", "is to visit Russia, no date given, not before 26 October 2025, per"),
        (None, "is to visit Russia, no date given, per"),
    ],
)
def test_a_plan_says_its_date_or_that_none_was_given(when, words):
    source = article("a", "She will visit Russia.")
    told = event(source, "She will", status=Status.PLANNED, when=when, per=(Holder(name="KCNA"),))
    assert words in one_line("planned", told, source)


def test_plans_stand_in_the_order_of_their_dates_the_undated_last():
    source = article("a", "One. Two. Three. Four.")
    plans = [
        event(source, words, status=Status.PLANNED, when=when, recipients=(side(code),))
        for words, when, code in (
            ("One.", None, "CHN"),
            ("Two.", "2025-12", "RUS"),
            ("Three.", "2025-11-02", "LAO"),
            ("Four.", "2025-10-26/..", "VNM"),
        )
    ]
    brief = compose([coded(source, *plans)], ALL)
    order = [text.split(" visit ")[1].split(" ")[0].strip(",.") for text in texts(brief, "planned")]
    assert order == ["Laos", "Russia", "Vietnam", "China"]


def test_plans_whose_day_has_passed_stand_apart_as_earlier_plans():
    old = article("a", "She will go. He will go.", "2025-08-01")
    new = article("b", "They will go.", "2025-10-26")
    told = [
        coded(
            old,
            event(old, "She will", status=Status.PLANNED, when="2025-08-03"),
            event(old, "He will", status=Status.PLANNED, when="2025-12-01", actors=(KIM,)),
        ),
        coded(new, event(new, "They", status=Status.PLANNED, when=None, recipients=(side("CHN"),))),
    ]
    lines = section(compose(told, ALL), "planned").lines
    assert [line.group for line in lines] == [
        "Still ahead",
        "Still ahead",
        "Earlier plans whose outcome was not found",
    ]
    assert "on 3 August 2025" in lines[2].text


def test_a_sentence_that_tells_two_events_is_quoted_once_and_noted_twice():
    source = article("a", "She will visit Russia and China.")
    told = [
        event(source, source.text, status=Status.PLANNED, recipients=(side(code),))
        for code in ("RUS", "CHN")
    ]
    lines = section(compose([coded(source, *told)], ALL), "planned").lines
    assert [bool(line.below) for line in lines] == [True, False]
    assert [line.notes for line in lines] == [(1,), (1,)]


def test_dots_show_where_a_quote_begins_or_ends_within_a_sentence():
    source = article("a", "She said that she went home and slept.")
    (line,) = section(
        compose([coded(source, event(source, "she went home"))], ALL), "happened"
    ).lines
    assert "".join(part.text for part in line.below) == "“… she went home …”"


def test_a_condition_of_an_event_is_told_with_its_own_note(both):
    (line,) = section(compose(both, ALL), "could").lines
    assert "Condition: “if talks resume”." in line.text
    assert "The United States and North Korean leader Kim Jong Un could" in line.text


@pytest.mark.parametrize(
    ("when", "words"), [("2025-11-02", "will not"), ("2025-10-20", "did not"), (None, "did not")]
)
def test_a_denial_of_what_lies_ahead_speaks_of_the_future(when, words):
    source = article("a", "Nothing of the kind.")
    told = event(source, "Nothing", status=Status.DENIED, when=when)
    assert f"Choe Son-hui {words} visit Russia" in one_line("off", told, source)


def test_what_one_article_tells_and_another_denies_is_one_disputed_line():
    one, two = article("a", "She went."), article("b", "She never went.", "2025-10-27")
    denial = event(two, "She", status=Status.DENIED, per=(STATE_MEDIA,))
    brief = compose([coded(one, event(one, "She went.")), coded(two, denial)], ALL)
    (line,) = section(brief, "happened").lines
    assert "Disputed: denied per North Korean state media (27 October 2025)." in line.text
    assert (len(line.notes), texts(brief, "off")) == (2, [])
    assert unsupported(brief, [one, two]) == []


def test_unlike_people_and_distant_days_are_unlike_events():
    one, two = article("a", "First."), article("b", "Second.")
    lines = texts(
        compose(
            [
                coded(one, event(one, "First.")),
                coded(
                    two, event(two, "Second.", actors=(KIM,)), event(two, "nd", when="2025-08-01")
                ),
            ],
            ALL,
        ),
        "happened",
    )
    assert len(lines) == 3


FORMS = {
    "to": ((side("PRK"),), (side("RUS"),)),
    "alone": ((side("PRK"),), ()),
    "mutual": ((side("PRK"), side("RUS")), ()),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", EventType)
def test_every_type_mode_and_status_has_words_that_name_each_side_once(kind, form):
    source = article("a", "Words.")
    actors, recipients = FORMS[form]
    for mode in (None, *modes(kind.value)):
        for status in Status:
            told = event(
                source,
                "Words.",
                type=kind,
                mode=mode,
                cameo=None,
                actors=actors,
                recipients=recipients,
                status=status,
            )
            words = event_words(told, "2025-10-26")
            assert "{" not in words
            assert words.count("North Korea") == 1
            assert words.count("Russia") == (form != "alone"), words


def test_sides_are_called_as_a_newspaper_does():
    source = article("a", "Words.")
    named = {
        "the United States": side("USA"),
        "the Russian president": Side(code="RUS", name="the Russian president", office="president"),
        "Chinese Foreign Minister Wang Yi": Side(
            code="CHN", name="Wang Yi", office="foreign minister"
        ),
        "a South Korean spokesman": Side(code="KOR", name="A spokesman", rank=Rank.OTHER),
        "US officials": Side(code="USA", name="officials", rank=Rank.OTHER),
        "Vladimir Putin": Side(code="PER:Vladimir Putin", name="Vladimir Putin"),
        "Eva Lind, a professor at a college": Side(
            code="PER:Eva Lind", name="Eva Lind", office="a professor at a college"
        ),
    }
    for words, given in named.items():
        told = event(source, "Words.", mode=None, cameo="040", recipients=(given,))
        assert event_words(told).endswith(f"met or held talks with {words}")


def test_nobody_is_called_unnamed_and_not_left_out():
    source = article("a", "Words.")
    told = event(source, "Words.", type=EventType.THREATEN, mode=None, actors=())
    assert event_words(told) == "An unnamed side warned or threatened Russia"


def test_doubtful_reports_are_listed_with_their_confidence_and_not_counted(both):
    brief = compose(both, ALL)
    assert [text.endswith("Confidence 0.30.") for text in texts(brief, "doubtful")] == [True]
    assert "1 more report stood aside as doubtful." in brief.summary
    figures = {figure.label: figure.value for figure in brief.figures}
    assert figures["Events"] == "6"
    assert figures["Planned"] == "none"


def test_disagreement_stands_first_with_both_sides_apart(both):
    lines = section(compose(both, ALL), "meaning").lines
    assert [line.group for line in lines] == ["A summit of Trump and Kim: opinions differ"] * 2
    assert [line.column for line in lines] == [
        "▲ For: so or likely",
        "▼ Against: not so or unlikely",
    ]
    assert lines[0].text == "South Korean Unification Minister Chung Dong-young (“likely”):"
    assert lines[1].text == "Analysts (“unlikely”):"


def test_judgements_on_different_questions_do_not_differ():
    source = article("a", "One says yes. Another says no.")
    told = [
        assessment(source, "One says yes.", Holder(name="One"), Stance.FOR, "One says yes"),
        assessment(source, "Another says no.", Holder(name="Two"), Stance.AGAINST, "says no"),
    ]
    lines = section(compose([coded(source, assessments=tuple(told))], ALL), "meaning").lines
    assert {line.group for line in lines} == {"In “Title of a”"}


def both_sides(first: str, second: str) -> list[str | None]:
    """Headings of two opposed judgements on these questions, in two articles."""
    told = []
    for id_, about, stance in (("a", first, Stance.FOR), ("b", second, Stance.AGAINST)):
        source = article(id_, f"Holder {id_} has a view.")
        holder = Holder(name=f"Holder {id_}")
        told.append(
            coded(source, assessments=(assessment(source, source.text, holder, stance, about),))
        )
    return [line.group for line in section(compose(told, ALL), "meaning").lines]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Will Trump and Kim Jong Un meet?", "a Trump–Kim summit"),
        ("Will Pyongyang agree to talks with the U.S.?", "dialogue of Washington and North Korea"),
        ("Will ASEAN mediate between Iran and Israel?", "ASEAN as a mediator of Iran and Israel"),
    ],
)
def test_one_question_in_other_words_is_one_question(first, second):
    assert both_sides(first, second) == [f"{first}: opinions differ"] * 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Will Trump meet Kim Jong Un?", "Will Trump meet Xi Jinping?"),
        ("Will Russia meet Ukraine?", "Will Russia refuse to meet Ukraine?"),
        ("sanctions on Iran", "nuclear tests by Iran"),
        ("the meeting", "a meeting"),
    ],
)
def test_other_questions_stand_by_their_articles_and_are_told(first, second):
    assert both_sides(first, second) == ["In “Title of a”", "In “Title of b”"]


def test_a_question_of_its_own_is_told_in_its_line():
    source = article("a", "Analysts doubt it.")
    told = assessment(
        source, source.text, Holder(name="Analysts"), Stance.AGAINST, "Will Iran yield?", "doubt"
    )
    assert texts(compose([coded(source, assessments=(told,))], ALL), "meaning") == [
        "Analysts (“doubt”); question: Will Iran yield?"
    ]


def test_the_articles_own_judgements_stand_apart_from_those_of_people(both):
    brief = compose(both, ALL)
    assert texts(brief, "voice") == ["The article’s own voice:"]
    assert all("own voice" not in text for text in texts(brief, "meaning"))


def test_one_judgement_in_two_copies_of_a_text_is_one_line_with_two_notes():
    copies = []
    for id_ in ("a", "b"):
        source = article(id_, "Analysts doubt the deal.")
        told = assessment(source, source.text, Holder(name="Analysts"), Stance.AGAINST, "its fate")
        copies.append(coded(source, assessments=(told,)))
    (line,) = section(compose(copies, ALL), "meaning").lines
    assert line.notes == (1, 2)


def test_what_was_observed_says_who_reports_it_for_when_and_on_what(both):
    (text,) = texts(compose(both, ALL), "observed")
    assert text == (
        "Reported by South Korean Unification Minister Chung Dong-young, for October 2025; on "
        "a summit of Trump and Kim, taken to speak for it:"
    )


def test_a_sentence_shown_as_a_judgement_is_not_shown_as_observed_again():
    source = article("a", "This signals a thaw. The border was opened.")
    judged = assessment(source, "This signals a thaw.", AUTHOR, Stance.FOR, "a thaw")
    seen = [
        observation(source, "This signals a thaw."),
        observation(source, "The border was opened."),
    ]
    brief = compose([coded(source, assessments=(judged,), observations=tuple(seen))], ALL)
    assert len(section(brief, "observed").lines) == 1


@pytest.mark.parametrize(
    ("direction", "line"),
    [
        (None, "Reported by the article itself; question: Will talks resume?"),
        (
            "for",
            "Reported by the article itself; question: Will talks resume? (taken to speak for it):",
        ),
    ],
)
def test_a_question_that_a_sign_bears_on_ends_with_its_mark_alone(direction, line):
    source = article("a", "Envoys smile.")
    seen = observation(source, "Envoys smile.", about="Will talks resume?", direction=direction)
    assert texts(compose([coded(source, observations=(seen,))], ALL), "observed") == [line]


def test_a_condition_is_an_if_and_a_then_with_its_direction(both):
    (text,) = texts(compose(both, ALL), "conditions")
    assert text == "If “sanctions end”, then “talks will resume” (this makes it likelier)."


def test_words_that_stand_in_the_evidence_are_quoted_and_others_are_not():
    source = article("a", "If sanctions end, talks resume.")
    made = condition(source, "If sanctions end, talks resume.", "sanctions end", "talks go on")
    seen = observation(source, "talks resume.", about="the mood")
    brief = compose([coded(source, conditions=(made,), observations=(seen,))], ALL)
    (line,) = section(brief, "conditions").lines
    assert [part.text for part in line.parts if part.quoted] == ["sanctions end"]
    (line,) = section(brief, "observed").lines
    assert [part.text for part in line.parts if part.quoted] == []


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-10-26", "26 October 2025"),
        ("2025-10", "October 2025"),
        ("2025", "2025"),
        ("2025-10-XX", "October 2025"),
        ("2025~", "about 2025"),
        ("2025-10-26?", "perhaps 26 October 2025"),
        ("2025-23", "autumn 2025"),
        ("200X", "the 2000s"),
        ("19XX", "the 1900s"),
        ("2025-10-29/2025-10-30", "29 to 30 October 2025"),
        ("2025-09-29/2025-10-02", "29 September to 2 October 2025"),
        ("2024-12-30/2025-01-02", "30 December 2024 to 2 January 2025"),
        ("../2025-10-17", "by 17 October 2025"),
        ("2023/..", "since 2023, no end given"),
        ("../..", "no date given"),
        (None, "no date given"),
    ],
)
def test_dates_in_plain_words(edtf, words):
    assert date_words(edtf) == words


def test_a_very_long_sentence_is_shortened_but_its_note_is_whole():
    source = article("a", "She went, " + "and went " * 80 + "home.")
    (line,) = section(compose([coded(source, event(source, source.text))], ALL), "happened").lines
    assert len("".join(part.text for part in line.below)) < 340
    assert line.below[-1].text == " …”"


def test_recalled_events_are_background_and_told_once_when_another_article_has_them_as_news():
    one, two = article("a", "She went.", "2025-10-28"), article("b", "She had gone.", "2025-10-30")
    brief = compose(
        [
            coded(one, event(one, "She went.")),
            coded(two, event(two, "She", weight=Weight.BACKGROUND)),
        ],
        ALL,
    )
    assert len(texts(brief, "happened")) == 1
    assert texts(brief, "background") == []


def test_the_author_is_never_a_name(both):
    brief = compose(both, ALL)
    assert all(AUTHOR.name not in line.text for s in brief.sections for line in s.lines)
