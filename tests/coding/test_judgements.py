"""What people make of events: own sentences with the judgements that each holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from legation.coding import Coder
from legation.model import Article, CodedArticle

SENTENCES = Path(__file__).parents[1] / "gold" / "judged" / "sentences.jsonl"
FLOORS = {  # recall and precision on these sentences, pinned a little under the day's figures
    "assessments": (0.75, 0.78),
    "observations": (0.65, 0.60),
    "conditions": (0.85, 0.90),
    "claims": (0.85, 0.85),
}


def coded(coder: Coder, text: str) -> CodedArticle:
    return coder.code(Article(id="t", text=text, published="2025-05-15"))


def same_holder(one: str, other: str) -> bool:
    words = [set(n.lower().split()) - {"the", "a", "an"} for n in (one, other)]
    return words[0] <= words[1] or words[1] <= words[0]


def hits(wanted: Iterable, made: Iterable, fits: Callable) -> int:
    left, found = list(made), 0
    for want in wanted:
        at = next((n for n, item in enumerate(left) if fits(want, item)), None)
        if at is not None:
            del left[at]
            found += 1
    return found


FITS = {
    "assessments": lambda want, item: (
        same_holder(want[0], item.holder.name)
        and {want[1], item.stance.value} in ({want[1]}, {"cautious", "uncertain"})
    ),
    "observations": lambda want, item: want[1].lower() in item.evidence[0].quote.lower(),
    "conditions": lambda want, item: want[0].lower() in item.if_.lower(),
    "claims": lambda want, item: want == item.kind.value,
}


def test_own_sentences_stay_above_their_floors(coder):
    rows = [json.loads(line) for line in SENTENCES.read_text("utf-8").splitlines()]
    tally: Counter[tuple[str, str]] = Counter()
    for row in rows:
        made = coded(coder, row["text"])
        for kind, fits in FITS.items():
            tally[kind, "wanted"] += len(row[kind])
            tally[kind, "made"] += len(getattr(made, kind))
            tally[kind, "right"] += hits(row[kind], getattr(made, kind), fits)
    for kind, (recall, precision) in FLOORS.items():
        assert tally[kind, "right"] >= recall * tally[kind, "wanted"], (kind, tally)
        assert tally[kind, "right"] >= precision * tally[kind, "made"], (kind, tally)


def test_what_goes_on_is_still_the_speakers(coder):
    made = coded(
        coder,
        "Marta Ruiz, a professor in Madrid, said the talks are unlikely to succeed. "
        "She added that the embargo could even be widened.",
    )
    assert {a.holder.name for a in made.assessments} == {"Marta Ruiz"}


def test_a_first_is_a_claim_about_its_event(coder):
    made = coded(coder, "The Lao president visited Pyongyang, the first such trip in a decade.")
    (claim,) = made.claims
    assert claim.kind.value == "first"
    assert claim.subject in {event.id for event in made.events}


@pytest.mark.parametrize(
    ("text", "if_", "then"),
    [
        (
            "She would receive the envoy if Ghana asked for it, the minister told reporters aboard her train.",
            "if Ghana asked for it",
            "She would receive the envoy",
        ),
        (
            "If Togo paid the arrears, the minister said, Ghana would reopen its office in Lome.",
            "If Togo paid the arrears",
            "Ghana would reopen its office in Lome",
        ),
    ],
)
def test_words_around_a_speaker_are_no_half_of_a_condition(coder, text, if_, then):
    (condition,) = coded(coder, text).conditions
    assert (condition.if_, condition.then) == (if_, then)


def test_plain_news_holds_no_judgement(coder):
    made = coded(coder, "The foreign ministers of Ghana and Togo met in Accra on Tuesday.")
    assert not (made.assessments or made.observations or made.conditions or made.claims)
