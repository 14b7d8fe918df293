"""Statistical names are asked for only where the dictionary leaves a capital unexplained."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from legation.coding.entities import RECOGNISER, Recogniser, recogniser
from legation.coding.mentions import Names
from legation.coding.parse import load

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

KNOWN = "On Friday the Japanese foreign minister met Wang Yi in Beijing."
COMMON = "The Security Dialogue ended, and so did the Partnership."
STRANGE = "A trader, Anneliese Brockmann, watched the ships."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def read(nlp: Language, text: str) -> Doc:
    doc = nlp(text, disable=[RECOGNISER])
    Recogniser(nlp).recognise([(doc, Names(dt.date(2025, 10, 1)))])
    return doc


def entities(doc: Doc) -> dict[str, str]:
    return {ent.text: ent.label_ for ent in doc.ents}


def test_only_sentences_with_a_strange_name_go_to_the_recogniser(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    ner: Any = nlp.get_pipe(RECOGNISER)
    seen: list[str] = []
    real = type(ner).pipe

    class Spy:
        def pipe(self, docs: Any, **options: Any) -> Any:
            docs = list(docs)
            seen.extend(doc.text.strip() for doc in docs)
            return real(ner, docs, **options)

    doc = nlp(f"{KNOWN} {STRANGE} {COMMON} {KNOWN}", disable=[RECOGNISER])
    asked = Recogniser(nlp)
    monkeypatch.setattr(asked, "_ner", Spy())
    asked.recognise([(doc, Names(dt.date(2025, 10, 1)))])
    assert seen == [STRANGE]


def test_names_of_the_dictionary_are_labelled_without_it(nlp: Language) -> None:
    found = entities(read(nlp, KNOWN))
    assert found == {"Japanese": "NORP", "Wang Yi": "PERSON", "Beijing": "GPE"}


def test_a_stranger_keeps_the_place_in_the_paragraph(nlp: Language) -> None:
    doc = read(nlp, f"{KNOWN} {STRANGE}")
    assert entities(doc)["Anneliese Brockmann"] == "PERSON"
    person = next(ent for ent in doc.ents if ent.text == "Anneliese Brockmann")
    assert doc.text[person.start_char : person.end_char] == "Anneliese Brockmann"


def test_a_sentence_begins_with_a_capital_and_that_is_no_name(nlp: Language) -> None:
    assert not entities(read(nlp, "Several of them left on Monday."))


def test_a_pipeline_without_a_recogniser_is_left_as_it_is() -> None:
    import spacy

    assert recogniser(spacy.blank("en")) is None


def test_the_pinned_model_recognises_names_apart_from_the_parse(nlp: Language) -> None:
    assert recogniser(nlp) is not None


@pytest.mark.parametrize("text", ["Talks began when Mr. Baker came.", "Bishop appeals to Chad."])
def test_a_common_word_may_be_a_surname_after_a_title_or_first(nlp: Language, text: str) -> None:
    asked: list[str] = []

    class Spy:
        def pipe(self, docs: Any) -> Any:
            for doc in docs:
                asked.append(doc.text)
                yield doc

    doc = nlp(text, disable=[RECOGNISER])
    names = Recogniser(nlp)
    names._ner = Spy()
    names.recognise([(doc, Names(dt.date(2025, 10, 1)))])
    assert asked == [text]
