"""Where and when acts are set: dates of their own, of their trip or visit, of their telling."""

from __future__ import annotations

import pytest

from legation.coding import Coder
from legation.model import Article, Event


def events(coder: Coder, text: str, published: str, source: str | None = None) -> list[Event]:
    article = Article(id="t", text=text, published=published, source=source)
    return list(coder.code(article).events)


def one(found: list[Event], type_: str, code: str) -> Event:
    return next(e for e in found if e.type == type_ and code in e.codes)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (
            "The presidents of Peru and Chile held their third meeting since 2019 on Tuesday.",
            "2025-05-27",
        ),
        (
            "The ministers of Oman and Qatar met on Thursday for the first time since 2017.",
            "2025-05-29",
        ),
        ("Sudan and Chad have held talks since April 2025.", "2025-04/.."),
    ],
)
def test_how_far_a_count_looks_back_is_no_date(coder, text, when):
    first = next(e for e in events(coder, text, "2025-05-30") if e.type == "CONSULT")
    assert first.when == when


def test_each_leg_of_a_trip_has_its_own_days(coder):
    found = events(
        coder,
        "Foreign Minister Penny Wong will travel to Fiji, Tonga and Samoa from June 2 to 8, 2025.\n"
        "Wong will travel to Fiji on June 3.\n"
        "She will then travel to Tonga to meet the prime minister.\n"
        "On June 6, she will travel to Samoa.",
        "2025-05-30",
    )
    visits = {e.recipients[0].code: e for e in found if e.mode == "visit"}
    assert visits["FJI"].when == "2025-06-03"
    assert visits["TON"].when == "2025-06-03/2025-06-06"
    assert visits["WSM"].when == "2025-06-06"
    assert {code: e.place for code, e in visits.items()} == {c: c for c in ("FJI", "TON", "WSM")}


def test_meetings_on_the_way_have_the_days_and_place_of_the_trip(coder):
    found = events(
        coder,
        "German Foreign Minister Johann Wadephul will visit Japan from August 18 to 20.\n"
        "In Tokyo, Wadephul will meet with Indian officials.",
        "2025-08-15",
    )
    meeting = one(found, "CONSULT", "IND")
    assert (meeting.when, meeting.place) == ("2025-08-18/2025-08-20", "JPN")


def test_what_is_condemned_keeps_its_day_and_the_condemnation_its_own(coder):
    found = events(coder, "Norway condemned Friday's attack by Israel on Qatar.", "2025-09-14")
    assert one(found, "ACCUSE", "NOR").when == "2025-09-14"


def test_the_day_of_what_is_announced_is_not_the_day_of_the_announcement(coder):
    found = events(
        coder,
        "France announces that it will open a consulate in Armenia in February.",
        "2026-01-14",
    )
    assert one(found, "AGREE", "ARM").when == "2026-01-14"


def test_a_visit_of_days_reaches_over_them(coder):
    found = events(
        coder, "The Lao president began a three-day visit to Vietnam on Monday.", "2025-10-28"
    )
    assert one(found, "CONSULT", "LAO").when == "2025-10-27/2025-10-29"


def test_a_day_told_from_a_visit_tells_the_day_of_the_visit(coder):
    found = events(
        coder,
        "Canadian Prime Minister Mark Carney is scheduled for a two-day visit to India. "
        "The news came on Tuesday, three days before Carney's arrival in India.",
        "2025-10-14",
    )
    assert one(found, "CONSULT", "IND").when in ("2025-10-17", "2025-10-17/2025-10-18")


def test_a_readout_has_the_day_that_it_opens_with(coder):
    found = events(
        coder,
        "Foreign Minister Winston Peters met yesterday with the foreign minister of Chile. "
        "Peters thanked Chile for its support.",
        "2025-03-12",
        source="New Zealand Ministry of Foreign Affairs",
    )
    assert one(found, "SUPPORT", "CHL").when == "2025-03-11"


def test_what_comes_after_a_cause_does_not_take_its_day(coder):
    found = events(
        coder,
        "Peru recalls its ambassador to Mexico after relations worsened in May.",
        "2025-07-02",
    )
    assert one(found, "SANCTION", "MEX").when == "2025-07-02"


def test_a_date_within_a_name_is_no_date(coder):
    found = events(
        coder,
        "The United States imposes sanctions on the March 23 Movement of Congo.",
        "2025-08-13",
    )
    assert all(e.when == "2025-08-13" for e in found if e.type == "SANCTION")


def test_airspace_is_violated_where_it_is(coder):
    found = events(coder, "Three Russian jets violated Estonia's airspace on Friday.", "2025-09-20")
    assert one(found, "MOBILIZE", "EST").place == "EST"


def test_a_place_deep_in_the_object_is_found(coder):
    found = events(
        coder,
        "A Sudanese army drone strikes a market near Kutum in North Darfur, Sudan.",
        "2025-11-02",
    )
    assert all(e.place == "SDN" for e in found if e.type == "ASSAULT")


def test_the_object_that_tells_the_act_with_its_verb_gives_the_place(coder):
    for text, place in (
        ("Chad and Sudan held talks in Cairo on Monday.", "EGY"),
        ("Thailand and Cambodia signed a ceasefire agreement in Kuala Lumpur.", "MYS"),
    ):
        article = Article(id="t", text=text, published="2025-10-26")
        assert [event.place for event in coder.code(article).events] == [place]


def test_what_holds_until_a_day_is_under_way(coder):
    found = events(
        coder, "Kenya has closed its border with Somalia until early November.", "2025-10-24"
    )
    assert one(found, "COERCE", "SOM").when == "2025-10-24"


def test_a_body_is_no_place(coder):
    found = events(coder, "The UNC arrested two North Korean soldiers.", "2025-10-24")
    assert all(e.place != "UNC" for e in found)


@pytest.mark.parametrize(
    ("text", "code", "when"),
    [
        (
            "Chad met Mali on 4 May. Two days later Ghana expelled the Togolese envoy.",
            "GHA",
            "2024-05-06",
        ),
        ("Chad met Mali on 4 May. That month Ghana expelled the Togolese envoy.", "GHA", "2024-05"),
        ("Chad met Mali on 18 May. Ghana condemned Togo.", "GHA", "2024-05-18/2024-05-20"),
        ("Ghana has condemned Togo.", "GHA", "../2024-05-20"),
        ("Ghana denies having attacked Togo.", "GHA", None),
        ("Accra said on Friday that it rejected the Togolese offer.", "GHA", "2024-05-17"),
        ("On Saturday Ghana promised that it would send aid to Togo.", "GHA", "2024-05-18"),
        (
            "Ghana summoned the Togolese ambassador on Friday to demand an answer.",
            "GHA",
            "2024-05-17",
        ),
    ],
)
def test_the_day_told_last_dates_what_comes_after_it(coder, text, code, when):
    found = [e for e in events(coder, text, "2024-05-20") if code in e.codes]
    assert found[0].when == when


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Chad cancelled talks with Mali that were to be held in Rome on Friday.", "ITA"),
        ("Chad and Mali held talks in the Kenyan capital.", "KEN"),
        ("The Chadian foreign minister, in Oslo for a conference, condemned Mali.", "NOR"),
        ("In response to the visit by Peru, Chad met Mali.", None),
        ("Chad and Mali met in Rome. Chad praised Mali.", "ITA"),
    ],
)
def test_places_are_told_by_what_is_held_and_who_is_there(coder, text, place):
    assert events(coder, text, "2024-05-20")[-1].place == place


def test_an_invitation_is_not_later_than_its_occasion(coder: Coder) -> None:
    text = "Under some pressure not to, Indonesia invited Russia to the 2022 G20 summit."
    assert [e.when for e in events(coder, text, "2025-10-14") if str(e.type) == "AGREE"] == ["2022"]


def test_both_sides_are_the_two_who_just_met(coder: Coder) -> None:
    text = (
        "Chad's ties with Libya rest on trade. President Ana Ruiz of Peru also met with the president"
        " of Kenya, who was the only guest, in Lima. Both sides agreed to strengthen cooperation."
    )
    found = events(coder, text, "2025-10-14")
    agreed = [{s.code for s in e.actors} for e in found if str(e.type) == "SUPPORT"]
    assert {"PER", "KEN"} in agreed
