"""Whose judgement a sentence tells, and which way it leans: own sentences, one point each."""

from __future__ import annotations

import pytest

from legation.coding import Coder
from legation.knowledge.judging import assessment_weights
from legation.model import Article


def judged(coder: Coder, text: str) -> set[tuple[str, str]]:
    made = coder.code(Article(id="t", text=text, published="2025-05-15"))
    return {(item.holder.name, item.stance.value) for item in made.assessments}


@pytest.mark.parametrize(
    ("text", "holder", "stance"),
    [
        ("Lima called the proposal a step toward peace.", "Lima", "for"),
        ("The Peruvian envoy described the note as baseless.", "Peruvian envoy", "against"),
        ("An analyst in Accra considers a coup improbable.", "analyst in Accra", "against"),
        (
            "Economists in Nairobi put the chances at one in five.",
            "Economists in Nairobi",
            "against",
        ),
        ("A banker in Dubai puts the odds at 70 percent.", "banker in Dubai", "for"),
        ("A broker in Oslo puts the odds at 60 to 70 percent.", "broker in Oslo", "for"),
        ("A broker in Oslo puts the odds at 20-30 per cent.", "broker in Oslo", "against"),
        ("A broker in Oslo puts the odds at one in a hundred.", "broker in Oslo", "against"),
        ("A broker in Oslo puts the odds at 50-50.", "broker in Oslo", "uncertain"),
        ("A historian in Riga put it at even.", "historian in Riga", "uncertain"),
        ("Diplomats in Vienna are less certain.", "Diplomats in Vienna", "uncertain"),
        ("A scholar in Dakar is wary.", "scholar in Dakar", "cautious"),
        ("Observers in Quito are sceptical.", "Observers in Quito", "cautious"),
        ("Quito is sceptical that Lima will pay.", "Quito", "against"),
        ("The minister hopes that Ghana will join.", "minister", "for"),
        ("Diplomats think the accord fragile but likely to last.", "Diplomats", "for"),
        ("Hanoi denies having sent troops.", "Hanoi", "against"),
        ("Officials in Doha said that there was no deal.", "Officials in Doha", "against"),
        ("Officials in Doha believe so.", "Officials in Doha", "for"),
        ("There will be no deal, a broker predicted.", "broker", "against"),
        ("The talks are dead for now, officials think.", "officials", "for"),
        ("President Boric said that Peru is an indispensable partner.", "Gabriel Boric", "for"),
        ("The truce may not last, a Kenyan researcher said.", "Kenyan researcher", "cautious"),
        ("Accra accused Lagos of arming the rebels.", "Accra", "for"),
        ("A lawyer in Bern is torn.", "lawyer in Bern", "mixed"),
        (
            "A former Danish diplomat does not rule out a boycott.",
            "former Danish diplomat",
            "uncertain",
        ),
        (
            "The ferry no longer pays, a shipping expert in Bergen judged.",
            "shipping expert in Bergen",
            "against",
        ),
        ("A truce need not be signed, experts hold.", "experts", "against"),
        ("The minister, Anna Berg, called the ruling a disgrace.", "Anna Berg", "for"),
        ("An economist in Quito regards a loan as out of reach.", "economist in Quito", "against"),
        ("A diplomat in Rabat cautioned that the quarrel will go on.", "diplomat in Rabat", "for"),
    ],
)
def test_a_judgement_leans_as_its_words_say(coder, text, holder, stance):
    assert judged(coder, text) == {(holder, stance)}


def test_a_price_is_no_chance(coder):
    assert not judged(coder, "The refinery in Oslo puts the price at 80 per barrel.")


def test_a_parenthesis_names_the_holder_though_the_parse_lost_it(coder):
    found = judged(
        coder,
        "A renewal of the raids would almost certainly bring sanctions, a lawyer in Bern said, "
        "though she thought a war unlikely.",
    )
    assert found == {("lawyer in Bern", "for"), ("lawyer in Bern", "against")}


def test_what_stands_on_two_sides_of_a_semicolon_is_told_apart(coder):
    made = coder.code(
        Article(
            id="t",
            text="Traders in Lagos expect the ban to be lifted; a broker in London doubts that.",
            published="2025-05-15",
        )
    )
    quotes = {item.holder.name: item.evidence[0].quote for item in made.assessments}
    assert quotes["Traders in Lagos"] == "Traders in Lagos expect the ban to be lifted"


def test_a_quotation_after_a_colon_is_its_introducers(coder):
    found = judged(
        coder,
        'A former envoy to Chad was blunt. A scholar in Cairo was less hopeful: "A new date will '
        'not help."',
    )
    assert ("scholar in Cairo", "against") in found


@pytest.mark.parametrize(
    "text",
    [
        "Oslo warned that it would close its ports.",
        "The ministry pledged that nothing like it would happen again.",
        "Lagos declared itself willing to host the talks.",
        "A second vessel has been seen off Oman.",
        "The treaty made a visit possible.",
        "The money may be spent on food only.",
        "Would a meeting help?",
    ],
)
def test_plans_threats_sightings_and_questions_are_no_judgements(coder, text):
    assert judged(coder, text) == set()


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Togo and Benin are likely strong candidates.", "Are Togo and Benin"),
        (
            "The president of Togo will likely visit Benin.",
            "Will the president of Togo visit Benin?",
        ),
        ("An aide in Lome said it is too early to speak of mediation.", "Is it too early to speak"),
    ],
)
def test_a_question_is_good_english(coder, text, question):
    (told,) = coder.code(Article(id="t", text=text, published="2025-05-15")).assessments
    assert told.about.startswith(question)


def test_those_who_differ_are_divided_and_one_who_disagrees_is_against(coder):
    assert judged(coder, "Historians in Riga differ.") == {("Historians in Riga", "mixed")}
    assert ("A scholar in Oslo", "against") in {
        (f"A {name}", stance) for name, stance in judged(coder, "A scholar in Oslo disagreed.")
    }


def test_a_plain_if_then_is_left_to_the_condition(coder):
    text = "If the border opens, the army would pull out, the minister said."
    made = coder.code(Article(id="t", text=text, published="2025-05-15"))
    assert made.conditions
    assert not made.assessments


def test_a_name_is_written_as_the_article_writes_it(coder):
    found = judged(coder, "Recep Tayyip Erdogan called the embargo a grave mistake.")
    assert {name for name, _ in found} == {"Recep Tayyip Erdogan"}


def test_every_trait_that_weighs_is_told_of_some_candidate():
    weights = assessment_weights()
    assert weights["any"] < 0 < weights["firm"]
    assert weights["voice author"] < weights["voice judge"]
