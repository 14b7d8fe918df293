"""When two mentions are one act and when they are two; acts that a text tells beside others."""

from __future__ import annotations

import pytest

from legation.model import Article, Event


def events(coder, text: str, published: str = "2025-06-20") -> list[Event]:
    return list(coder.code(Article(id="t", text=text, published=published)).events)


def told(coder, text: str, type_: str) -> list[Event]:
    return [e for e in events(coder, text) if e.type == type_]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers of Peru and Chile met in Quito on Monday, their first meeting since 2019.",
        "Peru's president visited Chile on Tuesday, the first visit by a Peruvian leader since 2019.",
        "Peru's president visited Chile on Tuesday for the first time since 2019.",
        "Peru's president put off a visit to Chile that would have been the first since 2019.",
    ],
)
def test_the_first_since_a_day_tells_of_one_on_that_day(coder, text):
    now, before = sorted(told(coder, text, "CONSULT"), key=lambda e: e.when, reverse=True)
    assert (before.when, before.status, before.weight) == ("2019", "occurred", "background")
    assert now.codes == before.codes
    assert now.weight == "core"


@pytest.mark.parametrize(
    "text",
    [
        "Peru met Chile for talks on Monday. Their third meeting since 2019 lasted an hour.",
        "Peru tested a missile on Monday, its first since 2019.",
    ],
)
def test_other_counts_tell_no_act(coder, text):
    assert all(e.when != "2019" for e in events(coder, text))


@pytest.mark.parametrize(
    ("text", "type_", "number"),
    [
        ("Togo held talks with Benin on Monday. The talks lasted an hour.", "CONSULT", 1),
        (
            "Togo held talks with Benin on Monday. Togo's previous talks with Benin had failed.",
            "CONSULT",
            2,
        ),
        ("Togo summoned the ambassador of Benin. It accused Benin of a raid.", "ACCUSE", 2),
        ("Togo accused Benin of a raid. It blamed Benin for a fire as well.", "ACCUSE", 1),
        (
            "Togo imposed sanctions on Benin on Monday. It also stopped all trade with Benin.",
            "SANCTION",
            2,
        ),
        ("Togo imposed sanctions on Benin and slapped tariffs on Benin.", "SANCTION", 1),
        (
            "Togo and Mali imposed travel bans on Benin after Benin imposed sanctions on Mali.",
            "SANCTION",
            2,
        ),
    ],
)
def test_mentions_of_one_type_are_one_act_or_two(coder, text, type_, number):
    assert len(told(coder, text, type_)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            (
                "Sudan attacked the Chadian city of Abeche with missiles on Monday. "
                "On the same day Sudanese drones hit Adre in Chad."
            ),
            2,
        ),
        ("Sudan bombed Abeche in Chad on Monday. The raid on Abeche killed six people.", 1),
    ],
)
def test_attacks_on_two_towns_are_two(coder, text, number):
    assert len(told(coder, text, "ASSAULT")) == number


@pytest.mark.parametrize(
    ("text", "type_", "actor", "recipient"),
    [
        ("Peru closed its border in retaliation for Chilean tariffs.", "SANCTION", "CHL", "PER"),
        ("Peru shut its ports after new sanctions by Chile.", "SANCTION", "CHL", "PER"),
        ("In response to Sudanese raids Chad moved up troops.", "ASSAULT", "SDN", "TCD"),
        ("Oman rushed tanks to Chad following Sudanese attacks.", "ASSAULT", "SDN", "TCD"),
        ("Despite a warning from Chile, Peru tested a missile.", "THREATEN", "CHL", "PER"),
        ("Peru arrested a banker after a request by Chile.", "REQUEST", "CHL", "PER"),
    ],
)
def test_what_another_act_follows_upon_is_told_too(coder, text, type_, actor, recipient):
    (event,) = told(coder, text, type_)
    assert [s.code for s in event.actors] == [actor]
    assert [s.code for s in event.recipients] == [recipient]


def test_who_only_speaks_of_an_act_was_not_hit_by_it(coder):
    assert not told(coder, "The UN called for calm after Sudanese raids.", "ASSAULT")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Peru put the Ancon Treaty of 1883 with Chile in abeyance.", "1883"),
        ("Peru suspended the 1983 border agreement with Chile on Monday.", "1983"),
        ("Chile said that Peru had broken the 2018 military pact between the two.", "2018"),
    ],
)
def test_an_accord_told_by_its_year_is_older_than_what_is_done_to_it(coder, text, when):
    (accord,) = told(coder, text, "SUPPORT")
    assert accord.when == when
    assert {"PER", "CHL"} <= set(accord.codes)
    assert all(e.when != when for e in events(coder, text) if e.type != "SUPPORT")


def test_the_round_before_is_of_those_who_met(coder):
    text = "Peru and Chile held talks in Quito on Monday. The last round, in May 2024, ended badly."
    now, before = told(coder, text, "CONSULT")
    assert (before.when, before.codes) == ("2024-05", now.codes)


@pytest.mark.parametrize(
    "text",
    [
        "Peru's president, in Paris for a summit, praised Chile.",
        "President Emmanuel Macron, in Lima on a two-day visit, praised Chile.",
        "Foreign Minister Wang Yi, in Quito for talks with bankers, praised Chile.",
    ],
)
def test_who_is_abroad_for_something_is_on_a_visit(coder, text):
    assert next(e.mode for e in told(coder, text, "CONSULT")) == "visit"


@pytest.mark.parametrize(
    "text",
    ["Peru's envoy in Paris praised Chile.", "In Lima, Peru's president praised Chile."],
)
def test_who_is_posted_or_at_home_is_on_none(coder, text):
    assert not told(coder, text, "CONSULT")


@pytest.mark.parametrize(
    ("text", "type_", "sides", "when"),
    [
        ("Chile lifted a ban imposed in 2019 on Peruvian fish.", "SANCTION", "CHL PER", "2019"),
        (
            "Kenya opened the border with Somalia, ending a closure imposed in 2011.",
            "COERCE",
            "KEN SOM",
            "2011",
        ),
        (
            "Malta signed a pact with Chad at the Riga security conference.",
            "CONSULT",
            "MLT TCD",
            "2025-06-20",
        ),
        (
            "Deliveries begin under a contract negotiated between Iran and Oman in May 2024.",
            "CONSULT",
            "IRN OMN",
            "2024-05",
        ),
        (
            "Togo freed ten men in accordance with agreements reached between Togo and Mali.",
            "SUPPORT",
            "TGO MLI",
            "2025-06-20",
        ),
    ],
)
def test_acts_in_phrases_beside_the_verb(coder, text, type_, sides, when):
    (event,) = told(coder, text, type_)
    assert set(event.codes) == set(sides.split())
    assert event.when == when


@pytest.mark.parametrize(
    ("text", "mediator"),
    [
        ("Chad and Sudan talked for hours in Doha, with the emir of Qatar as their host.", "QAT"),
        ("Chad and Sudan signed a truce in Muscat under the eyes of Oman's sultan.", "OMN"),
    ],
)
def test_hosts_in_a_phrase_are_mediators(coder, text, mediator):
    found = [e for e in told(coder, text, "CONSULT") if e.mode == "third-party"]
    assert [(e.actors[0].code, e.recipients[0].code) for e in found] == [(mediator, "TCD")]


@pytest.mark.parametrize(
    "text",
    [
        "The leaders of Peru and Chile met in Quito on Monday. The last one took place in 2023.",
        "Peru and Chile held talks in Quito on Monday. Two rounds in Bolivia in 2023 bore no fruit.",
    ],
)
def test_earlier_meetings_of_those_who_met(coder, text):
    before = [e for e in told(coder, text, "CONSULT") if e.when == "2023"]
    assert [set(e.codes) for e in before] == [{"PER", "CHL"}]


def test_measures_listed_by_verbs_are_several_and_by_nouns_one(coder):
    listed = "Peru stopped all trade with Chile and imposed sanctions on Chile."
    assert len(told(coder, listed, "SANCTION")) == 2


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        (
            "Peru's president telephoned Chile's president on Monday, after they had met in Rome.",
            {"phone", None},
        ),
        (
            "Peru's minister met Chile's in Oslo on Monday; they had last met in Quito in 2024.",
            {None},
        ),
        (
            "Peru's president flew to Chile on Monday. He had last been in Chile in 2019.",
            {"visit"},
        ),
    ],
)
def test_a_call_a_meeting_and_an_earlier_one_are_apart(coder, text, modes):
    found = told(coder, text, "CONSULT")
    assert len(found) == 2
    assert {e.mode for e in found} == modes
    assert all({"PER", "CHL"} == set(e.codes) for e in found)


@pytest.mark.parametrize(
    ("text", "type_", "actor", "recipient"),
    [
        ("Chad blamed Sudan for a drone strike that killed six men.", "ASSAULT", "SDN", "TCD"),
        ("Chad blamed a drone strike in Abeche on Sudan.", "ASSAULT", "SDN", "TCD"),
        ("Peru blamed Chile for an attack on an Omani ship.", "ASSAULT", "CHL", "OMN"),
        (
            "Kenya closed the post following attacks attributed to al-Shabaab.",
            "ASSAULT",
            "NSA:al-Shabaab",
            "KEN",
        ),
        ("Peru hosted Putin despite the ICC arrest warrant against him.", "ACCUSE", "ICC", "RUS"),
        (
            "Putin, wanted by the International Criminal Court, landed in Lima.",
            "ACCUSE",
            "ICC",
            "RUS",
        ),
    ],
)
def test_attacks_laid_at_a_door_and_warrants(coder, text, type_, actor, recipient):
    found = [e for e in told(coder, text, type_) if e.actors[0].code == actor]
    assert [e.recipients[0].code for e in found] == [recipient]


@pytest.mark.parametrize("told_by", ["telephoned both leaders", "spoke with both presidents"])
def test_calls_to_both_are_one_each(coder, told_by):
    text = f"Chad and Sudan agreed to a truce. The emir of Qatar {told_by} on Saturday."
    pairs = [set(e.codes) for e in told(coder, text, "CONSULT")]
    assert pairs == [{"QAT", "TCD"}, {"QAT", "SDN"}]


def test_a_meeting_agreed_on_with_its_time_is_planned(coder):
    text = "Peru and Chile signed a pact on Thursday and agreed to meet again in Quito by July."
    (meeting,) = told(coder, text, "CONSULT")
    assert (meeting.status, set(meeting.codes)) == ("planned", {"PER", "CHL"})
