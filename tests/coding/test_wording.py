"""Wordings of each type that newswire uses, in sentences of our own: type, actor, recipient."""

from __future__ import annotations

import pytest

from legation.coding.parse import load
from legation.model import Article

CASES = [
    ("Chad plans to join a Nigerien patrol.", "AGREE", "TCD", "NER"),
    ("Finland is willing to send engineers to help Malta.", "AGREE", "FIN", "MLT"),
    ("Laos gave its word that it would defend Cambodia.", "AGREE", "LAO", "KHM"),
    ("Uruguay offered soldiers for a mission to Haiti.", "AGREE", "URY", "HTI"),
    ("Fijian and Samoan crews trained together.", "COOPERATE", "FJI", "WSM"),
    ("Benin and Togo are cooperating against smugglers.", "COOPERATE", "BEN", "TGO"),
    ("Zambia sent maize to Malawi.", "AID", "ZMB", "MWI"),
    ("Oman provided shelter to Yemeni families.", "AID", "OMN", "YEM"),
    ("UN aircraft dropped food to Sudanese villagers.", "AID", "UN", "SDN"),
    ("Qatar covers the salaries of Somali doctors.", "AID", "QAT", "SOM"),
    ("Sweden wants Eritrea to free an editor.", "REQUEST", "SWE", "ERI"),
    ("Bishop appeals to Chad.", "REQUEST", "NSA:Bishop", "TCD"),
    ("Nepal sought Qatari investment.", "REQUEST", "NPL", "QAT"),
    ("Belgium took Burundi to task.", "ACCUSE", "BEL", "BDI"),
    ("Libya ignored a UN deadline.", "REJECT", "LBY", "UN"),
    ("Malawi resisted Zambian pressure.", "REJECT", "MWI", "ZMB"),
    ("Cuba shrugged off pleas from Spain.", "REJECT", "CUB", "ESP"),
    ("The African Union suspended Gabon.", "SANCTION", "AU", "GAB"),
    ("Chinese hackers disrupted Fijian banks.", "COERCE", "CHN", "FJI"),
    ("Russia massed tanks near Georgia.", "MOBILIZE", "RUS", "GEO"),
    ("Peru beefed up patrols along the Ecuadorian border.", "MOBILIZE", "PER", "ECU"),
    ("Rioters burned the Danish flag in Basra.", "PROTEST", "NSA:protesters", "DNK"),
    ("Togo staged a raid on Benin.", "ASSAULT", "TGO", "BEN"),
    ("Ghana fined Togo.", "SANCTION", "GHA", "TGO"),
]


@pytest.mark.parametrize(("text", "type_", "actor", "recipient"), CASES)
def test_wording(coder, text, type_, actor, recipient):
    coded = coder.code(Article(id="t", text=text, published="2025-10-26"))
    told = [(e.type, {s.code for s in (*e.actors, *e.recipients)}) for e in coded.events]
    assert any(kind == type_ and {actor, recipient} <= sides for kind, sides in told), told


def test_a_strike_of_workers_is_no_attack(coder):
    text = "The doctors' union in Malawi began an unlimited strike on Monday."
    coded = coder.code(Article(id="t", text=text, published="2025-10-26"))
    assert [event.type for event in coded.events] == ["PROTEST"]


def test_an_aside_does_not_hide_what_a_text_leads_with(coder):
    text = "Kenya's parliament rejected a proposal by the auditors after an attack by Somali rebels on Kenya."
    coded = coder.code(Article(id="t", text=text, published="2025-10-26"))
    assert {event.type for event in coded.events} == {"REJECT", "ASSAULT"}


@pytest.mark.parametrize(
    ("word", "text", "lemma"),
    [
        ("staged", "They staged it.", "stage"),
        ("hoped", "She hoped to go.", "hope"),
        ("waged", "They waged war.", "wage"),
        ("bases", "Two bases were hit.", "base"),
    ],
)
def test_the_lemmatizer_knows_the_verbs_of_acts(word, text, lemma):
    assert [token.lemma_ for token in load()(text) if token.text == word] == [lemma]
