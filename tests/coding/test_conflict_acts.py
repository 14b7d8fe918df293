"""Acts of force, constraint and retreat: type, mode, sides and status of sentences of our own."""

from __future__ import annotations

import pytest

from legation.coding import Coder
from legation.knowledge.acts import frames
from legation.knowledge.ontology import cameo, modes
from legation.model import Article, Event

TYPES = ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "RETREAT")

# Sentence; then type, mode, actors, recipients, status of the event that it must give.
CASES = [
    (
        "Four people are killed in a Turkish airstrike on a village in Iraq.",
        ("ASSAULT", "aerial", "TUR", "IRQ", "occurred"),
    ),
    (
        "Two farmers were hurt in an Armenian drone strike on a border post in Azerbaijan.",
        ("ASSAULT", "drone", "ARM", "AZE", "occurred"),
    ),
    (
        "Eritrea launched missiles at Ethiopia before dawn.",
        ("ASSAULT", "aerial", "ERI", "ETH", "occurred"),
    ),
    (
        "Ethiopia shelled Eritrea for three hours.",
        ("ASSAULT", "heavy-weapons", "ETH", "ERI", "occurred"),
    ),
    (
        "Fighting between Sudan and South Sudan resumed on Tuesday.",
        ("ASSAULT", None, "SDN|SSD", "SDN|SSD", "occurred"),
    ),
    ("Rwanda invaded Burundi in June.", ("ASSAULT", None, "RWA", "BDI", "occurred")),
    (
        "Cambodian and Thai troops exchanged fire with mortars on Monday, and Thailand shelled Cambodia.",
        ("ASSAULT", "heavy-weapons", "THA", "KHM", "occurred"),
    ),
    (
        "Libya seized an Italian trawler off Misrata.",
        ("COERCE", "seize", "LBY", "ITA", "occurred"),
    ),
    ("Kenya deported nine Chinese nationals.", ("COERCE", "deport", "KEN", "CHN", "occurred")),
    ("Niger closed its border with Benin.", ("COERCE", "restrict", "NER", "BEN", "occurred")),
    (
        "Iranian police arrested two French citizens in Shiraz.",
        ("COERCE", "arrest", "IRN", "FRA", "occurred"),
    ),
    (
        "Russia launched a cyberattack on Estonia.",
        ("COERCE", "cyber", "RUS", "EST", "occurred"),
    ),
    (
        "North Korea fired two ballistic missiles toward the sea on Sunday.",
        ("MOBILIZE", "weapons", "PRK", "", "occurred"),
    ),
    (
        "China began live-fire exercises around Taiwan.",
        ("MOBILIZE", "troops", "CHN", "TWN", "occurred"),
    ),
    (
        "Two Russian bombers violated Norwegian airspace.",
        ("MOBILIZE", "weapons", "RUS", "NOR", "occurred"),
    ),
    (
        "Algeria deployed 3,000 troops along the border with Mali.",
        ("MOBILIZE", "troops", "DZA", "MLI", "occurred"),
    ),
    ("Chile expelled two Russian diplomats.", ("SANCTION", "expel", "CHL", "RUS", "occurred")),
    (
        "Bolivia recalled its ambassador from Peru.",
        ("SANCTION", "withdraw", "BOL", "PER", "occurred"),
    ),
    (
        "Gabon severed diplomatic ties with Togo.",
        ("SANCTION", "withdraw", "GAB", "TGO", "occurred"),
    ),
    ("Japan imposed new sanctions on Belarus.", ("SANCTION", None, "JPN", "BLR", "occurred")),
    (
        "Turkey suspended exports of wheat to Syria.",
        ("SANCTION", "discontinue", "TUR", "SYR", "occurred"),
    ),
    ("Argentina will withdraw from UNESCO.", ("SANCTION", "withdraw", "ARG", "UNESCO", "planned")),
    ("Canada lifted its tariffs on Mexico.", ("RETREAT", None, "CAN", "MEX", "occurred")),
    (
        "Poland reopened its border crossings with Belarus.",
        ("RETREAT", "access", "POL", "BLR", "occurred"),
    ),
    ("Uganda withdrew its troops from Somalia.", ("RETREAT", "withdraw", "UGA", "SOM", "occurred")),
    (
        "Venezuela released ten Colombian prisoners.",
        ("RETREAT", "release", "VEN", "COL", "occurred"),
    ),
]

CASES += [
    (
        "Six people are killed in clashes between Kenyan and Somali troops near Mandera.",
        ("ASSAULT", None, "KEN|SOM", "KEN|SOM", "occurred"),
    ),
    (
        "Kuwait's air force intercepts two missiles launched from Iran.",
        ("ASSAULT", "aerial", "IRN", "KWT", "occurred"),
    ),
    (
        "Thirty gunmen attacked a village in Benin, killing nine people.",
        ("ASSAULT", "firearms", "NSA:gunmen", "BEN", "occurred"),
    ),
    (
        "Police arrest opposition leader Jean Mbarga in Libreville, Gabon.",
        ("COERCE", "arrest", "GAB", "PER:Jean Mbarga", "occurred"),
    ),
    (
        "Malawi's former president Joseph Tembo is arrested on charges of treason.",
        ("COERCE", "arrest", "MWI", "PER:Joseph Tembo", "occurred"),
    ),
    (
        "Thousands of people march in Lisbon, Portugal, to protest against the government.",
        ("PROTEST", "demo", "NSA:protesters", "PRT", "occurred"),
    ),
    (
        "Protests erupt in Antananarivo, Madagascar, over water cuts.",
        ("PROTEST", "demo", "NSA:protesters", "MDG", "occurred"),
    ),
    (
        "Police fired tear gas at demonstrators in Nairobi, Kenya.",
        ("ASSAULT", "crowd-control", "KEN", "NSA:protesters", "occurred"),
    ),
    (
        "Denmark said on Monday that it would expel three Russian diplomats.",
        ("SANCTION", "expel", "DNK", "RUS", "planned"),
    ),
    (
        "The United States added two Chinese shipping firms to its sanctions list.",
        ("SANCTION", None, "USA", "CHN", "occurred"),
    ),
    (
        "Japan called its ambassador in Moscow home for consultations.",
        ("SANCTION", "withdraw", "JPN", "RUS", "occurred"),
    ),
    (
        "Belarus pardoned three Polish journalists.",
        ("RETREAT", "release", "BLR", "POL", "occurred"),
    ),
    (
        "A ceasefire between Armenia and Azerbaijan took effect at midnight.",
        ("RETREAT", "ceasefire", "ARM|AZE", "ARM|AZE", "occurred"),
    ),
]

CASES += [
    (
        "Three Thai soldiers are killed and nine more injured during clashes with Cambodian soldiers.",
        ("ASSAULT", None, "KHM|THA", "KHM|THA", "occurred"),
    ),
    (
        "Norway rules out sending warships to the Persian Gulf.",
        ("MOBILIZE", "troops", "NOR", "", "denied"),
    ),
    (
        "Students in Oslo, Norway, protest in solidarity with Sudan.",
        ("PROTEST", "demo", "NSA:protesters", "NOR", "occurred"),
    ),
]

CASES += [
    (
        "The minister said that Iran was no longer enriching uranium.",
        ("MOBILIZE", "weapons", "IRN", "", "denied"),
    ),
    (
        "Militants seized forty schoolgirls from a village in Chad.",
        ("ASSAULT", "abduct", "NSA:militants", "TCD", "occurred"),
    ),
]


def test_what_is_lifted_was_in_force(coder):
    made = told(coder, "The African Union lifts sanctions on Guinea.")
    assert [(e.type, e.status, e.weight) for e in made] == [
        ("RETREAT", "occurred", "core"),
        ("SANCTION", "occurred", "background"),
    ]


def test_where_it_happened(coder):
    fleet = told(coder, "A Chinese ship rammed a Vietnamese boat.")
    assert [(e.type, e.place) for e in fleet] == [("ASSAULT", None)]
    launch = told(coder, "Iran test-fired three missiles on Monday.")
    assert [(e.type, e.place) for e in launch] == [("MOBILIZE", None)]
    leaving = told(coder, "Uganda withdrew its troops from Somalia.")
    assert [(e.type, e.place) for e in leaving] == [("RETREAT", "SOM")]


# Sentences that tell no such act.
NOTHING = [
    "The two ministers struck a deal on fishing quotas.",
    "The strategy demonstrates the commitment of the Korean people to the rule of law.",
    "A train hit a bus near Lyon, killing four people.",
    "The company launched a campaign for healthy food in Sweden.",
    "A court in Osaka, Japan, sentences a nurse to ten years in prison for fraud.",
    "The club's treasurer was expelled from the party after the vote.",
    "The statistics office of Ghana releases the results of the census.",
    "A judge in Malta fines a trader US$250 million for tax fraud.",
    "The earthquake destroyed hundreds of homes in Peru.",
]


def sides(codes: str) -> list[str]:
    return sorted(codes.split("|")) if codes else []


def told(coder: Coder, text: str) -> list[Event]:
    article = Article(id="t", text=text, published="2025-10-26")
    return [e for e in coder.code(article).events if e.type in TYPES]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[case[0][:40] for case in CASES])
def test_an_act_of_conflict(coder, text, wanted):
    type_, mode, actors, recipients, status = wanted
    made = [
        (
            e.type,
            e.mode,
            sorted(s.code for s in e.actors),
            sorted(s.code for s in e.recipients),
            e.status,
        )
        for e in told(coder, text)
    ]
    assert (type_, mode, sides(actors), sides(recipients), status) in made


@pytest.mark.parametrize("text", NOTHING, ids=[text[:40] for text in NOTHING])
def test_no_act_of_conflict(coder, text):
    assert told(coder, text) == []


def test_every_row_names_a_known_mode_and_category():
    for rows in frames().values():
        for frame in rows:
            if frame.type in TYPES:
                assert frame.mode is None or frame.mode in modes(frame.type), frame.rule
                assert cameo(frame.cameo) is not None, frame.rule
