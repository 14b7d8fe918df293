"""What every coder keeps to, whatever it codes with."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from legation.coding.llm import Endpoint, LanguageModelCoder
from legation.coding.llm.cache import AnswerCache
from legation.errors import UnreadableInput
from legation.knowledge.names import display_names
from legation.knowledge.ontology import cameo, modes
from legation.ledger import Ledger
from legation.model import Article, Quarantined, Span
from legation.model.when import days
from legation.model.wire import coded_from_json, coded_json, silence_json
from legation.workflows import listing
from legation.workflows.coding import code_stream
from model_server import model_server

VALIDATOR = Draft202012Validator(
    json.loads((files("legation.model") / "output.schema.json").read_text("utf-8"))
)
VISIT = "Norwegian Foreign Minister Espen Barth Eide will visit Kenya on 13 May 2025."
BLAME = "Japan condemned North Korea for the launch of a missile on Monday."
VIEW = "Analysts in Nairobi say that the visit could lead to a trade agreement."
TEXTS = (
    f"{VISIT}\n\n{VIEW}",
    f"{BLAME}\n\nIt called on Pyongyang to return to talks.",
    "The weather was fine, and nobody did anything at all.",
    "",
)


def article(text: str, lang: str = "en", furniture: tuple[Span, ...] = ()) -> Article:
    return Article(
        id=f"a{abs(hash(text)) % 10**8}",
        text=text,
        published="2025-05-12",
        lang=lang,
        furniture=furniture,
    )


def says(asked):
    """A model that knows these texts."""
    text = asked.article["text"]
    events = []
    if VISIT in text:
        side = {"name": "Espen Barth Eide", "code": "NOR", "rank": "minister"}
        events.append(
            {
                "type": "CONSULT",
                "mode": "visit",
                "status": "planned",
                "actors": [side],
                "recipients": [{"name": "Kenya", "code": "KEN"}],
                "when": "2025-05-13",
                "place": "KEN",
                "quotes": [VISIT],
            }
        )
    if BLAME in text:
        events.append(
            {
                "type": "ACCUSE",
                "mode": "disapprove",
                "status": "occurred",
                "actors": [{"name": "Japan", "code": "JPN"}],
                "recipients": [{"name": "North Korea", "code": "PRK"}],
                "quotes": [BLAME],
            }
        )
    judged = {
        "holder": {"name": "Analysts in Nairobi"},
        "about": "Will there be an agreement?",
        "stance": "for",
        "words": "could",
        "quote": VIEW,
    }
    return {"events": events, "assessments": [judged] if VIEW in text else []}


@pytest.fixture(params=["rules", "llm"])
def any_coder(request, tmp_path):
    if request.param == "rules":
        yield request.getfixturevalue("coder")
        return
    with model_server(says) as server:
        endpoint = Endpoint(model="small", base_url=server.url)
        with LanguageModelCoder(endpoint, cache=AnswerCache(tmp_path / "answers")) as made:
            yield made


def test_it_has_a_name_with_a_version(any_coder):
    assert len(any_coder.name.split()) >= 2


def test_results_come_in_order_one_for_each(any_coder):
    articles = [article(text) for text in (*TEXTS, *TEXTS[:2])]
    assert [made.article for made in any_coder.code_many(articles)] == articles


def test_one_alone_is_coded_as_among_others(any_coder):
    together = list(any_coder.code_many([article(text) for text in TEXTS]))
    assert [any_coder.code(article(text)) for text in TEXTS] == together
    assert {made.coder for made in together} == {any_coder.name}


def test_what_there_is_is_found(any_coder):
    visit, blame, *rest = any_coder.code_many([article(text) for text in TEXTS])
    assert [e.codes for e in visit.events if e.type == "CONSULT"] == [("NOR", "KEN")]
    assert ("JPN", "PRK") in [e.codes for e in blame.events]
    assert [made.events for made in rest] == [(), ()]


def test_everything_rests_on_the_text_and_on_known_values(any_coder):
    for made in any_coder.code_many([article(text) for text in TEXTS]):
        judged = (*made.assessments, *made.observations, *made.conditions, *made.claims)
        for item in (*made.events, *made.statements, *judged):
            for proof in item.evidence:
                assert made.article.text[proof.start : proof.stop] == proof.quote
        for event in made.events:
            assert event.mode is None or event.mode in modes(event.type)
            assert cameo(event.cameo).code[:2] >= "03"
            assert event.rule
            if event.when:
                days(event.when)
            for side in (*event.actors, *event.recipients):
                assert side.code in display_names() or side.code.startswith(("NSA:", "PER:"))
                if side.start is not None:
                    assert made.article.text[side.start : side.stop]


def test_the_output_keeps_to_the_published_schema_and_can_be_read_again(any_coder):
    for made in any_coder.code_many([article(text) for text in TEXTS]):
        line = json.loads(json.dumps(coded_json(made, with_text=True)))
        line["silences"] = [silence_json(silence) for silence in made.silences]
        assert [fault.message for fault in VALIDATOR.iter_errors(line)] == []
        again = coded_from_json(made.article, line)
        assert (again.events, again.assessments) == (made.events, made.assessments)


def test_furniture_is_no_part_of_the_article(any_coder):
    text = f"{VISIT}\n\n{BLAME}"
    start = text.index(BLAME)
    made = any_coder.code(article(text, furniture=(Span(start, len(text)),)))
    assert {event.type for event in made.events} == {"CONSULT"}
    assert made.silences[-1].span == Span(start, len(text))


def test_other_languages_are_refused_and_the_rest_goes_on(any_coder):
    with pytest.raises(UnreadableInput, match="'ko'"):
        any_coder.code(article("…", lang="ko"))
    made = list(code_stream([article(VISIT), article("…", lang="ko"), article(BLAME)], any_coder))
    assert [isinstance(item, Quarantined) for item in made] == [False, True, False]
    assert made[2].events


def test_the_ledger_keeps_what_it_makes_under_its_name(any_coder, tmp_path):
    with Ledger.open(tmp_path / "news.db") as ledger:
        made = any_coder.code(article(TEXTS[0]))
        assert ledger.record(made).events == len(made.events)
        assert ledger.is_coded(made.article.text_sha256, any_coder.name)
        assert list(ledger.events()) == list(made.events)
        assert not [finding for finding in listing.check(ledger) if finding.fault]
