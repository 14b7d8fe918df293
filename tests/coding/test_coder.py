"""What the coder makes of sentences and articles."""

from __future__ import annotations

import json

import pytest

from legation.coding import Coder
from legation.errors import UnreadableInput
from legation.model import Article, Event, Span, Status
from legation.model.wire import coded_from_json, coded_json


def events(coder: Coder, text: str, published: str = "2025-10-26", **more: object) -> list[Event]:
    article = Article(id="t", text=text, published=published, **more)  # type: ignore[arg-type]
    return list(coder.code(article).events)


def codes(event: Event) -> tuple[list[str], list[str]]:
    return sorted(s.code for s in event.actors), sorted(s.code for s in event.recipients)


def test_every_quote_is_in_the_text_and_every_event_names_its_rule(coder):
    text = "Peru’s president met with Chilean President Gabriel Boric in Lima.\n\nÉgypt — “Kenya” 🕊 sent aid to Malawi."
    article = Article(id="t", text=text, published="2025-10-26")
    coded = coder.code(article)
    assert coded.events
    for event in coded.events:
        assert event.rule
        for piece in event.evidence:
            assert text[piece.start : piece.stop] == piece.quote


def test_furniture_is_never_coded(coder):
    text = "Kenya thanked Malawi.\nRelated\nIran attacked Iraq on Monday."
    tail = Span(text.index("Related"), len(text))
    assert {c for e in events(coder, text, furniture=(tail,)) for c in e.codes} == {"KEN", "MWI"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("President Prabowo will visit France in November.", Status.PLANNED),
        ("President Prabowo visited France in July.", Status.OCCURRED),
        ("President Prabowo cancelled a visit to France.", Status.CANCELLED),
        ("President Prabowo did not visit France.", Status.DENIED),
        ("Prabowo is scheduled to visit France on Friday.", Status.PLANNED),
    ],
)
def test_one_visit_in_each_state_of_its_life(coder, text, status):
    (visit,) = [e for e in events(coder, text) if e.type == "CONSULT"]
    assert (visit.mode, *codes(visit), visit.status) == ("visit", ["IDN"], ["FRA"], status)


def test_a_trip_to_two_countries_is_two_visits(coder):
    made = events(coder, "Foreign Minister Choe Son-hui will visit Russia and Belarus.")
    assert [codes(e) for e in made] == [(["PRK"], ["RUS"]), (["PRK"], ["BLR"])]
    assert {e.status for e in made} == {Status.PLANNED}
    assert {e.when for e in made} == {"2025-10-26/.."}


def test_who_says_it_is_kept_and_does_not_date_it(coder):
    made = events(coder, "Li Qiang will visit Kazakhstan, Xinhua reported on Friday.")
    assert made[0].per[0].name == "Xinhua"
    assert made[0].when == "2025-10-26/.."


def test_a_plan_by_one_name_and_a_meeting_by_surname_are_the_same_person(coder):
    made = events(
        coder, "Lao President Thongloun Sisoulith arrived in Hanoi. Thongloun thanked Vietnam."
    )
    assert {e.actors[0].code for e in made} == {"LAO"}


def test_two_mentions_of_one_visit_are_one_event_with_two_quotes(coder):
    made = events(
        coder,
        "Emmanuel Macron visited Armenia on Friday. The visit by Macron to Armenia was his second.",
    )
    assert len(made) == 1
    assert len(made[0].evidence) == 2


def test_background_is_dated_to_itself(coder):
    made = events(coder, "Kim Jong Un met with Vladimir Putin in Vladivostok in April 2019.")
    assert [e.when for e in made] == ["2019-04"]
    assert made[0].weight == "background"


def test_no_article_gives_the_same_id_twice_and_coding_repeats_exactly(coder):
    article = Article(
        id="t", text="Iran attacked Israel. Iran attacked Israel in 2024.", published="2025-10-26"
    )
    once, twice = coder.code(article), coder.code(article)
    assert coded_json(once, with_text=True) == coded_json(twice, with_text=True)
    ids = [e.id for e in once.events]
    assert len(ids) == len(set(ids))


def test_json_and_back_is_the_same(coder):
    article = Article(
        id="t",
        text="Choe Son Hui will visit Russia, KCNA reported. Experts said that a meeting is unlikely. "
        "Trump would meet Kim if North Korea asked.",
        published="2025-10-26",
    )
    coded = coder.code(article)
    assert coded.assessments
    assert coded.conditions
    again = coded_from_json(article, json.loads(json.dumps(coded_json(coded, with_text=False))))
    assert coded_json(again, with_text=True) == coded_json(coded, with_text=True)


def test_judgements_keep_holder_and_stance(coder):
    article = Article(
        id="t",
        text="Lim Eul-chul, a professor in Seoul, said that a summit is unlikely.",
        published="2025-10-26",
    )
    (made,) = coder.code(article).assessments
    assert (made.holder.name.split(",")[0], made.stance) == ("Lim Eul-chul", "against")


def test_another_language_is_said_plainly(coder):
    with pytest.raises(UnreadableInput, match="only English"):
        coder.code(Article(id="t", text="Le président a visité Tokyo.", lang="fr"))


@pytest.mark.parametrize(
    "text", ["", " ", "x" * 50_000, "(((((", "and and and", "\u202eKenya met Malawi"]
)
def test_odd_texts_do_not_break_it(coder, text):
    coder.code(Article(id="t", text=text))


def test_a_sentence_broken_over_hard_wrapped_lines_is_read_whole(coder):
    text = "The foreign minister of Kenya, who had come for the second time, met\nwith the president of Malawi on Friday."
    assert [codes(e) for e in events(coder, text)] == [(["KEN", "MWI"], [])]


def test_hosted_talks_are_an_event_of_the_parties_too(coder):
    made = events(coder, "Oman hosted talks between Iran and Sweden in April 2025.")
    assert [(e.mode, *codes(e), e.place) for e in made] == [
        ("third-party", ["OMN"], ["IRN", "SWE"], "OMN"),
        (None, ["IRN", "SWE"], [], "OMN"),
    ]


def test_dates_are_dealt_out_respectively(coder):
    text = "Norway and Qatar hosted the Chad–Sudan summits in 2011 and 2014 respectively."
    made = [e for e in events(coder, text) if e.mode == "third-party"]
    assert [(codes(e)[0], e.when) for e in made] == [(["NOR"], "2011"), (["QAT"], "2014")]


def test_a_visit_that_somebody_is_scheduled_for(coder):
    (visit,) = events(coder, "Emmanuel Macron is scheduled for a state visit to Japan.")
    assert (visit.mode, *codes(visit), visit.status) == ("visit", ["FRA"], ["JPN"], "planned")
