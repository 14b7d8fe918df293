"""Sentences that speak of an act without telling it, each beside one that does."""

from __future__ import annotations

import pytest

from legation.model import Article


def events(coder, text):
    """Type, sides and status of each event of a text."""
    coded = coder.code(Article(id="t", text=text, published="2025-06-20"))
    return {
        (
            event.type.value,
            ",".join(side.code for side in event.actors),
            ",".join(side.code for side in event.recipients),
            event.status.value,
        )
        for event in coded.events
    }


def types(coder, text):
    """Types of the events of a text."""
    return {told[0] for told in events(coder, text)}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        (
            "Norway will keep the duties in force until Chad releases the Norwegian sailors.",
            "RETREAT",
        ),
        ("Peru will reopen the border when Chile lifts its embargo.", "RETREAT"),
        ("Togo has not said that it bombed Benin.", "ASSAULT"),
        (
            "The treaty would have allowed Peru, had it been signed, to arrest Chile's envoy.",
            "COERCE",
        ),
        ("Kenya could have attacked Uganda at any time.", "ASSAULT"),
        ("Ghana raised no objection to Togo's plan.", "ACCUSE"),
        ("Norway freed its army to hold exercises off Sweden.", "RETREAT"),
        ("Boarding his aircraft for Peru, the Chilean president praised Bolivia.", "COERCE"),
        ("Kenya said that it regretted Uganda's decision.", "THREATEN"),
        ("Oman says that it has paid Yemen for the wheat.", "THREATEN"),
        ("Kenya says that it will not allow Uganda to use the port.", "AGREE"),
        ("Ghana pardoned a Togolese sentenced to death for spying.", "SANCTION"),
        ("Peru welcomed what it called the end of the fighting in Chile.", "ACCUSE"),
        ("Kenya called the plan of Uganda a recipe for blowing up the region.", "ASSAULT"),
        ("The Kenyan president embraced the Ugandan president at the airport.", "SUPPORT"),
        ("Norway's minister told a rally in Sweden that the ferry would sail again.", "PROTEST"),
        ("Relations between Kenya and Uganda have sunk to a new low.", "ASSAULT"),
        ("Kenya's air defences intercepted and destroyed two drones over Uganda.", "ASSAULT"),
        ("Police in Kenya detonated a bomb left by Ugandan tourists.", "ASSAULT"),
        ("Togo wants Benin struck off the list of safe countries.", "ASSAULT"),
        ("Kenya will assume responsibility for the camps in Uganda.", "ASSAULT"),
        ("Peru let go of its accord with Chile.", "RETREAT"),
        ("Commenting on the raid on Togo, the Ghanaian president spoke of a war.", "ASSAULT"),
        ("Fifty thousand soldiers stand around Togo, by Ghanaian count.", "SUPPORT"),
    ],
)
def test_what_looks_like_an_act(coder, text, never):
    assert never not in types(coder, text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chad released four Norwegian sailors.", ("RETREAT", "TCD", "NOR", "occurred")),
        ("Togo has said that it bombed Benin.", ("ASSAULT", "TGO", "BEN", "occurred")),
        ("Kenya will send no envoys to Uganda.", ("CONSULT", "KEN", "UGA", "denied")),
        (
            "Kenya cannot accept any more refugees from Uganda.",
            ("REJECT", "KEN", "UGA", "occurred"),
        ),
        ("Kenya said that Uganda would pay a heavy price.", ("THREATEN", "KEN", "UGA", "occurred")),
        ("Kenya boarded a Ugandan tanker.", ("COERCE", "KEN", "UGA", "occurred")),
        (
            "Kenya and Uganda agreed to settle their quarrel.",
            ("SUPPORT", "KEN,UGA", "", "occurred"),
        ),
        (
            "Norway let the Chadian general leave, and was criticised by Sweden for it.",
            ("ACCUSE", "SWE", "NOR", "occurred"),
        ),
    ],
)
def test_its_neighbour_is_one(coder, text, told):
    assert told in events(coder, text)


def test_what_a_thing_is_does_not_share_its_fate(coder):
    text = "The draft, brought to Chile by the president of Peru on Monday, was torn up."
    assert ("CONSULT", "PER", "CHL", "occurred") in events(coder, text)


def test_what_talks_hang_on_is_not_held(coder):
    text = "Ghana made its signature depend on direct talks between Togo and Benin."
    assert "CONSULT" not in types(coder, text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("The Kenyan president ordered his ministry to prepare for talks with Uganda.", "REQUEST"),
        ("Peru's law obliges the government to suspend its cooperation with Chile.", "REQUEST"),
        ("Kenya condemned Uganda. The army was waging war on its own people.", "COERCE"),
        ("Togo warned Benin. If the town were shelled, the market would close.", "ASSAULT"),
    ],
)
def test_what_is_done_to_nobody_else(coder, text, never):
    assert never not in types(coder, text)


def test_who_is_condemned_for_a_raid_made_it(coder):
    text = "Norway and Sweden condemned Ghana for its air strike on Togo."
    assert ("ASSAULT", "GHA", "TGO", "occurred") in events(coder, text)


def test_they_are_not_who_says_so(coder):
    text = 'Peru and Chile met in Lima. "They wanted the duties lifted, and we refused," the Peruvian president said.'
    assert ("REQUEST", "PER", "CHL", "occurred") not in events(coder, text)


def test_a_city_acts_for_the_body_that_sits_there(coder):
    assert ("SANCTION", "EU", "CHN", "occurred") in events(
        coder, "Brussels imposed duties on Chinese cars."
    )
    assert ("SANCTION", "BEL", "CHN", "occurred") in events(
        coder, "Belgium was angry. Brussels imposed duties on Chinese cars."
    )


def test_a_verdict_on_a_raid_is_on_who_made_it(coder):
    text = "Ghana bombed a port in Togo on Monday. Kenya and Peru mediate between them. Norway condemned the raid."
    assert ("ACCUSE", "NOR", "GHA", "occurred") in events(coder, text)


def test_attacks_by_other_weapons_are_two(coder):
    text = "Ghana attacked a town in Togo with missiles on Monday. On the same day Ghanaian drones hit a port in Togo."
    coded = coder.code(Article(id="t", text=text, published="2025-06-20"))
    assert {event.mode for event in coded.events} == {"aerial", "drone"}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("A scholar in Oslo thinks that Peru and Chile could meet in May.", "CONSULT"),
        (
            "A former Kenyan negotiator thinks that talks between Kenya and Uganda could resume.",
            "CONSULT",
        ),
        ("Ghana accused Togo of arming rebels in Benin.", "AID"),
        ("Ghana accused Togo of backing Benin.", "SUPPORT"),
        ("Peru and Chile discussed efforts to end the war in Bolivia.", "RETREAT"),
        ("Norway closed its embassy in Chad, citing accusations of persecution.", "ACCUSE"),
        ("Peru spoke of a Chilean intention to attack Bolivia.", "AGREE"),
    ],
)
def test_what_is_only_thought_or_charged(coder, text, never):
    assert never not in types(coder, text)


def test_officials_do_consider(coder):
    text = "Kenya's minister said that talks between Kenya and Uganda could resume."
    assert ("CONSULT", "KEN,UGA", "", "hypothetical") in events(coder, text)


def test_an_accusation_of_an_attack_tells_it(coder):
    text = "Ghana accused Togo of having bombed a Ghanaian port."
    assert {"ACCUSE", "ASSAULT"} <= types(coder, text)


def test_two_who_stop_shooting_do_so_together(coder):
    coded = events(coder, "Peru and Chile have stopped shooting at each other.")
    assert len([told for told in coded if told[0] == "RETREAT"]) == 1


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Togo's foreign minister submitted his resignation to the president of Benin.", "CONCEDE"),
        ("A Kenyan policeman succumbed to his injuries in Uganda.", "CONCEDE"),
        ("The mint of Norway strikes its last coin for Sweden.", "ASSAULT"),
        ("Kenyans vote for a president as Uganda looks on.", "SUPPORT"),
        ("Tunisia extends its state of emergency.", "AID"),
        ("Police in Kenya seized a tonne of cannabis from Uganda.", "COERCE"),
        ("Peru negotiates a gas deal with Chile and Bolivia.", "ASSAULT"),
        ("The coup took place in the congress of Chile, Peru said.", "CONSULT"),
        ("Togo decided to continue its fight against Benin.", "SUPPORT"),
        ("Ghana ordered its embassy in Togo to prepare for talks.", "REQUEST"),
        ("And I invite you, Kenya, to make any comments.", "REQUEST"),
    ],
)
def test_words_in_another_sense(coder, text, never):
    assert never not in types(coder, text)


def test_a_city_in_a_title_is_only_where(coder):
    text = "The president of Peru wrote a letter to the president of Chile. The summit is off."
    article = Article(id="t", text=text, title="Peru walks away from Oslo", published="2025-06-20")
    sides = {side.code for event in coder.code(article).events for side in event.actors}
    assert "NOR" not in sides


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("A Kenyan diplomat who negotiated with Uganda in the 1990s was doubtful.", "CONSULT"),
        ("A state that ships its shells to Chad, Norway's minister said, plans no war.", "AID"),
        ("A former Kenyan envoy, who rules out talks with Uganda, was doubtful.", "REJECT"),
        ("Norway urged Togo to deport the Beninese smugglers.", "COERCE"),
        (
            "Peru's talks with Chile ended. The president discussed the plan with his officers.",
            "ACCUSE",
        ),
    ],
)
def test_what_nobody_in_office_did(coder, text, never):
    assert never not in types(coder, text)


def test_the_envoy_is_called_in_to_be_told(coder):
    text = "Norway summoned the Chadian ambassador to demand the release of its sailors from Togo."
    assert ("REQUEST", "NOR", "TCD", "occurred") in events(coder, text)


def test_a_minister_in_office_does_act(coder):
    text = "A Kenyan minister who met his Ugandan counterpart on Monday was doubtful."
    assert "REJECT" not in types(coder, text)
    assert ("REJECT", "KEN", "UGA", "occurred") in events(
        coder, "Kenya's minister rules out talks with Uganda."
    )


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Kenya accused Uganda of arming rebels, a charge that Uganda rejects.", "REJECT"),
        ("Peru gave it no chance unless Chile accepts the Bolivian terms.", "CONCEDE"),
        ("The parliament of Peru may review the law on Chile's water.", "CONSULT"),
    ],
)
def test_what_is_only_supposed_or_denied(coder, text, never):
    assert never not in types(coder, text)


def test_not_just_is_no_denial(coder):
    text = "Kenya has not just threatened Uganda; it has bombed a Ugandan port."
    assert ("THREATEN", "KEN", "UGA", "occurred") in events(coder, text)
