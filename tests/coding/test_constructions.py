"""Acts in constructions of analysis and long reports: conditions, refusals, offers, go-betweens."""

from __future__ import annotations

import pytest

from legation.coding import Coder
from legation.model import Article, Event


def told(coder: Coder, text: str) -> set[tuple[str, str, str, str]]:
    found: tuple[Event, ...] = coder.code(Article(id="t", text=text, published="2025-06-10")).events
    return {
        (
            e.type.value,
            " ".join(sorted(s.code for s in e.actors)),
            " ".join(sorted(s.code for s in e.recipients)),
            e.status.value,
        )
        for e in found
    }


CASES = [
    # what one's own side will do if ... is a threat where it is hostile, an offer where it is not
    ("Kenya would expel Uganda's ambassador if Uganda closed the border, Kenya's minister said.",
     ("THREATEN", "KEN", "UGA", "occurred")),
    ("Chad said that it would attack Sudan if Sudan armed the rebels.",
     ("THREATEN", "TCD", "SDN", "occurred")),
    ('"If Uganda moves its troops, we will respond," the Kenyan president said.',
     ("THREATEN", "KEN", "UGA", "occurred")),
    ("Kenya would treat a blockade by Uganda as an act of war, the Kenyan minister said.",
     ("THREATEN", "KEN", "UGA", "occurred")),
    ("Chad says it reserves the right to answer Niger.", ("THREATEN", "TCD", "NER", "occurred")),
    ("Peru said it would help Chile if Chile asked.", ("AGREE", "PER", "CHL", "occurred")),
    # offers, promises, plans
    ("Norway offered to build a bridge for Kenya.", ("AGREE", "NOR", "KEN", "occurred")),
    ("Peru has received assurances from Chile on water.", ("AGREE", "CHL", "PER", "occurred")),
    ("The Peruvian president would like to see the president of Chile.",
     ("AGREE", "PER", "CHL", "occurred")),
    ("Chile proposed to Peru a pause in the talks.", ("AGREE", "CHL", "PER", "occurred")),
    ("Egypt promised Sudan not to attack its ports.", ("CONCEDE", "EGY", "SDN", "occurred")),
    # demands
    ("Kenya wants a written guarantee from Uganda.", ("REQUEST", "KEN", "UGA", "occurred")),
    ("The Kenyan president said that France should close its base.",
     ("REQUEST", "KEN", "FRA", "occurred")),
    # refusals
    ("The Kenyan president is against any talks with Uganda.",
     ("REJECT", "KEN", "UGA", "occurred")),
    ("Ghana dismissed Togo's proposal as a trick.", ("REJECT", "GHA", "TGO", "occurred")),
    # go-betweens
    ("Chad and Niger held talks in Doha. Qatar had mediated between the parties.",
     ("CONSULT", "QAT", "NER TCD", "occurred")),
    ("Oman has carried messages between Chad and Niger.",
     ("CONSULT", "OMN", "NER TCD", "occurred")),
    ("Chad and Niger agreed on a truce after two days of talks.",
     ("CONSULT", "NER TCD", "", "occurred")),
    # breaks and measures
    ("Kenya broke with Uganda in 2017.", ("SANCTION", "KEN", "UGA", "occurred")),
    ("Kenya put its trade treaty with Uganda in abeyance.",
     ("SANCTION", "KEN", "UGA", "occurred")),
    ("Chad gave the Niger ambassador 48 hours to leave.",
     ("SANCTION", "TCD", "NER", "occurred")),
    ("The tariffs that Peru had imposed on Chile hurt farmers.",
     ("SANCTION", "PER", "CHL", "occurred")),
    ("Kenya called its envoys in Lima and Oslo home on Monday.",
     ("SANCTION", "KEN", "NOR PER", "occurred")),
    # verdicts
    ("Norway condemned what it called Chile's reckless act.",
     ("ACCUSE", "NOR", "CHL", "occurred")),
    ("The International Criminal Court issued a warrant over the deeds of Chad's president.",
     ("ACCUSE", "ICC", "TCD", "occurred")),
    # visits and drills
    ("President William Ruto of Kenya flew home from Norway.",
     ("CONSULT", "KEN", "NOR", "occurred")),
    ("On Monday Kari Solheim, the Norwegian minister, came to Kenya.",
     ("CONSULT", "NOR", "KEN", "occurred")),
    ("Peru and Chile have cancelled the exercise Southern Star.",
     ("COOPERATE", "CHL PER", "", "cancelled")),
    ("Ruto said that he would meet Museveni if Uganda opened the border.",
     ("AGREE", "KEN", "UGA", "occurred")),
    ("Norwegian Ambassador Kari Solheim called on the Kenyan foreign minister to inform him.",
     ("CONSULT", "KEN NOR", "", "occurred")),
    ("The Norwegian soldiers in Kenya have gone home.", ("RETREAT", "NOR", "KEN", "occurred")),
    ("The ministers of Ghana and Togo are expected to sit down together on Friday.",
     ("CONSULT", "GHA TGO", "", "planned")),
    # only possible: what a possible act is done by doing, or would help to do
    ("Oman could contribute by hosting talks between Chad and Niger.",
     ("CONSULT", "OMN", "NER TCD", "hypothetical")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event"), CASES)
def test_an_act_is_coded_in_its_construction(coder, text, event):
    assert event in told(coder, text)


def test_what_may_not_be_needed_is_no_threat(coder):
    found = told(
        coder, "Kenya said that it may not impose sanctions on Uganda if Uganda opens the border."
    )
    assert not any(e[0] == "THREATEN" for e in found)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Uganda deny any role and speak of a fire.",
        "Ghanaian and Togolese soldiers have faced each other since May.",
    ],
)
def test_to_speak_of_a_thing_or_to_face_each_other_is_no_meeting(coder, text):
    assert not any(e[0] == "CONSULT" for e in told(coder, text))


def test_a_possible_raid_is_by_those_who_raided(coder):
    text = (
        "Chad attacked Niger on Monday. Chad shelled Niger again on Tuesday. "
        "An expert in Paris sees another raid as likely."
    )
    assert ("ASSAULT", "TCD", "NER", "hypothetical") in told(coder, text)


def test_what_two_said_of_an_old_meeting_is_not_of_it(coder):
    text = (
        "President Ruto of Kenya spoke with President Museveni of Uganda on Monday. The call "
        "follows their meeting in Oslo in November 2023. The two leaders held a candid discussion."
    )
    article = Article(id="t", text=text, published="2025-06-10")
    old = next(e for e in coder.code(article).events if (e.when or "").startswith("2023"))
    assert not any("candid" in evidence.quote for evidence in old.evidence)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (
            "Kenya has cancelled a visit by its president to Uganda planned for 20 July.",
            "2025-07-20",
        ),
        ("A meeting of Chad and Niger scheduled for 2 September was postponed.", "2025-09-02"),
        ("A meeting of Chad and Niger scheduled for 5 June was postponed.", "2025-06-05"),
    ],
)
def test_what_was_called_off_lies_on_the_day_nearer_to_the_articles(coder, text, when):
    events = coder.code(Article(id="t", text=text, published="2025-06-10")).events
    assert [e.when for e in events if e.status.value == "cancelled"] == [when]


def test_what_hangs_on_a_condition_is_no_plan(coder):
    text = "If Uganda opens the border, Kenya will leave the African alliance with Chad."
    assert "planned" not in {status for *_, status in told(coder, text)}
    text = "Peru will impose sanctions on Chile if the talks fail."
    assert ("SANCTION", "PER", "CHL", "planned") not in told(coder, text)
    assert ("SANCTION", "PER", "CHL", "planned") in told(
        coder, text.replace(" if the talks fail", "")
    )


def test_a_day_without_a_year_soon_to_come_is_not_last_years(coder):
    article = Article(
        id="t", text="Peru announced duties on Chilean coal from July 10.", published="2025-06-10"
    )
    when = next(e.when for e in coder.code(article).events if e.type == "SANCTION")
    assert when is not None
    assert when.startswith("2025")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The task for Oman is to play a role in helping Chad sign a deal with Niger.", "SUPPORT"),
        ("The Chadian minister expressed interest in helping Niger talk with Mali.", "CONSULT"),
        ("Chad and Niger signed an agreement to expand cooperation in sports.", "COOPERATE"),
    ],
)
def test_what_another_act_is_about_is_no_act(coder, text, kind):
    assert not any(e[0] == kind and e[3] == "occurred" for e in told(coder, text))


def test_the_two_countries_are_the_one_named_before_and_its_partner(coder):
    text = (
        "Visits by Chilean, Peruvian and Bolivian delegations to Oslo show Norwegian interest. "
        "A notable visitor was Bolivia's foreign minister. The two countries renewed a treaty."
    )
    assert ("SUPPORT", "BOL NOR", "", "occurred") in told(coder, text)


def test_a_meeting_of_another_year_is_one_of_its_own(coder):
    text = (
        "Trump repeated that he is willing to meet Kim Jong Un. He referenced their surprise 2019 "
        "DMZ encounter."
    )
    article = Article(id="t", text=text, published="2025-06-10")
    when = [e.when for e in coder.code(article).events if e.type == "CONSULT"]
    assert "2019" in when
