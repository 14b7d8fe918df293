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
    ("Malta allowed Libyan planes to land.", "AGREE", "MLT", "LBY"),
    ("Oman gave the green light for a mission from Bahrain.", "AGREE", "OMN", "BHR"),
    ("The Danish envoy sat across the table from Sudan.", "CONSULT", "DNK", "SDN"),
    ("Police from Chile and Peru dismantled a smuggling ring.", "COOPERATE", "CHL", "PER"),
    ("Medical teams from Malta arrived in Haiti.", "AID", "MLT", "HTI"),
    ("Hundreds of Malians found refuge in Senegal.", "AID", "SEN", "MLI"),
    ("Nepal was outraged by Bhutan's decision.", "ACCUSE", "NPL", "BTN"),
    ("Riga reacted angrily to a ban by Belarus.", "ACCUSE", "LVA", "BLR"),
    ("Kenyan leaders called Eritrea a bully.", "ACCUSE", "KEN", "ERI"),
    ("Gabon said Togo would face severe consequences.", "THREATEN", "GAB", "TGO"),
    ("The EU gave Serbia two weeks to change the law.", "THREATEN", "EU", "SRB"),
    ("Fans hurled bottles at Danish officials.", "PROTEST", "NSA:protesters", "DNK"),
    ("Cuba pulled out of the Organization of American States.", "SANCTION", "CUB", "OAS"),
    ("Tanks from Peru rolled toward Bolivia.", "MOBILIZE", "PER", "BOL"),
    ("Zambian gunmen hacked to death six Malawian villagers.", "ASSAULT", "ZMB", "MWI"),
    ("Guerrillas in Chad stormed a Sudanese post.", "ASSAULT", "NSA:guerrillas", "SDN"),
    ("Kenyan-led forces attacked Somalia.", "ASSAULT", "KEN", "SOM"),
    ("King Baako of Ghana met the Swiss president.", "CONSULT", "GHA", "CHE"),
    ("Lima to lend Quito $2 million.", "AGREE", "PER", "ECU"),
    ("Chile has offered to send engineers to help Haiti.", "AGREE", "CHL", "HTI"),
    ("Chile agreed to send engineers to help Haiti.", "AGREE", "CHL", "HTI"),
    ("Nepal sent 200 troops to Sudan on a peacekeeping mission.", "AID", "NPL", "SDN"),
    ("Nepalese soldiers serve in peacekeeping operations in Mali.", "AID", "NPL", "MLI"),
    ("Ghana handed over equipment and medicine to Togo.", "AID", "GHA", "TGO"),
    ("Ronald Reagan praised Turgut Özal.", "SUPPORT", "USA", "TUR"),
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


def test_an_adverb_may_tell_an_act_and_its_chance(coder):
    text = "Ghana expelled a Togolese envoy, allegedly for spying."
    coded = coder.code(Article(id="t", text=text, published="2025-10-26"))
    assert {(e.type, 0 < e.confidence < 1) for e in coded.events} == {
        ("SANCTION", True),
        ("ACCUSE", True),
    }
