"""What counts as an indicator: own short texts, and the weights by which it is told."""

from __future__ import annotations

from legation.coding import Coder
from legation.coding.facts import facts
from legation.coding.parse import load
from legation.knowledge.judging import indicator_weights
from legation.knowledge.tables import rows
from legation.model import Article, CodedArticle

TEXT = """LA PAZ, May 12 - Bolivia and Chile will hold a summit in Arica in July, the two foreign \
ministries said on Monday.
President Luis Arce met the Chilean ambassador for an hour. The ministries published a joint note.
Whether the summit takes place is open. No advance party has been seen in Arica, and Chile has yet \
to name its delegation. The navies postponed a joint exercise on Friday.
"""


def coded(coder: Coder, text: str) -> CodedArticle:
    return coder.code(Article(id="t", text=text, published="2025-05-12"))


def quotes(made: CodedArticle) -> list[str]:
    return [item.evidence[0].quote for item in made.observations]


def test_what_is_seen_or_missing_is_an_indicator_and_the_news_is_not(coder):
    found = quotes(coded(coder, TEXT))
    assert any("No advance party" in quote for quote in found)
    assert not any("will hold" in quote or "Luis Arce" in quote for quote in found)


def test_what_is_read_into_an_observation_gives_its_direction(coder):
    made = coded(
        coder, "The recall of the Estonian envoy from Minsk suggests that no talks are near."
    )
    (seen,) = made.observations
    assert seen.what == "The recall of the Estonian envoy from Minsk"
    assert seen.direction == "against"


def test_what_something_could_mean_has_not_been_seen(coder):
    made = coded(
        coder, "A long silence from the palace in Rabat could signal that it is reluctant."
    )
    assert made.observations == ()


def test_clauses_stand_apart_with_the_words_that_belong_to_them():
    doc = load()(
        "Officials in Rabat said that the embassy had reopened; the consulate, which lost its "
        "staff in March, remains shut."
    )
    told = {fact.kind: doc.text[slice(*fact.span)] for fact in facts(next(doc.sents))}
    assert "the embassy had reopened" in told["told"]
    assert told["relative"] == "which lost its staff in March"
    assert not any("Officials in Rabat" in words for words in told.values())


def test_every_kind_of_word_that_has_a_weight_stands_in_the_table():
    kinds = {row["kind"] for row in rows("judgements/sightings.tsv")}
    weighed = {name.removeprefix("word ") for name in indicator_weights() if "word " in name}
    assert weighed <= kinds


def test_weights_tell_what_is_watched_for_from_plain_news():
    weights = indicator_weights()
    assert weights["any"] < 0
    assert weights["negated"] > 0 > weights["tense future"]


def test_what_somebody_denies_was_not_seen(coder):
    denied = coded(coder, "Chile denied that it had moved troops to the Bolivian border.")
    moved = coded(coder, "Chile has moved troops to the Bolivian border.")
    assert not denied.observations
    assert moved.observations
