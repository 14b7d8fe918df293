"""Interests, proposals and links: own sentences with what each holds, and their parts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from legation.coding import Coder
from legation.model import Article, CodedArticle

SENTENCES = Path(__file__).parents[1] / "gold" / "judged" / "system.jsonl"
FLOORS = {  # recall and precision on these sentences, pinned a little under the day's figures
    "interests": (0.90, 0.90),
    "proposals": (0.85, 0.85),
    "links": (0.65, 0.85),
}
KEYS = {
    "interests": lambda item: (item.actor.code, item.kind.value),
    "proposals": lambda item: tuple(sorted(side.code for side in item.addressees)),
    "links": lambda item: item.sign,
}


def wanted(row, kind):
    if kind == "interests":
        return [tuple(one) for one in row[kind]]
    return [tuple(sorted(codes)) for _, codes in row[kind]] if kind == "proposals" else row[kind]


def coded(coder: Coder, text: str) -> CodedArticle:
    return coder.code(Article(id="t", text=text, published="2025-05-15"))


def test_own_sentences_stay_above_their_floors(coder):
    rows = [json.loads(line) for line in SENTENCES.read_text("utf-8").splitlines()]
    articles = [
        Article(id=f"t{n}", text=r["text"], published="2025-05-15") for n, r in enumerate(rows)
    ]
    tally: Counter[tuple[str, str]] = Counter()
    for row, made in zip(rows, coder.code_many(articles), strict=True):
        for kind, key in KEYS.items():
            want, got = wanted(row, kind), [key(item) for item in getattr(made, kind)]
            tally[kind, "wanted"] += len(want)
            tally[kind, "made"] += len(got)
            tally[kind, "right"] += sum((Counter(want) & Counter(got)).values())
    for kind, (recall, precision) in FLOORS.items():
        assert tally[kind, "right"] >= recall * tally[kind, "wanted"], (kind, tally)
        assert tally[kind, "right"] >= precision * tally[kind, "made"], (kind, tally)


def test_what_somebody_says_of_a_side_is_theirs(coder):
    made = coded(coder, "Lucía Mora, an analyst in Quito, said Peru wants a veto over the dam.")
    (interest,) = made.interests
    assert (interest.actor.code, interest.what, interest.holder.name) == (
        "PER",
        "a veto over the dam",
        "Lucía Mora",
    )


def test_a_proposal_has_the_words_around_it(coder):
    text = "Suva should quietly convene the two captains once the season ends."
    (proposal,) = coded(coder, text).proposals
    assert proposal.channel and proposal.channel.value == "informal"
    assert proposal.precondition == "once the season ends"
    assert [side.code for side in proposal.addressees] == ["FJI"]


def test_a_link_has_its_ends_and_words_for_its_strength(coder):
    (link,) = coded(coder, "A wider canal would probably reduce the cost of grain.").links
    assert (link.cause, link.effect, link.sign) == ("A wider canal", "the cost of grain", "-")
    assert link.strength == "would probably"
