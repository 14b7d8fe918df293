"""The remembered rules from tags to parts of speech say what the parser's own rules say."""

from __future__ import annotations

import json
from pathlib import Path

import spacy

from legation.coding.parse import DEFAULT_MODEL, load
from legation.coding.tag_rules import NAME, RULER

GOLD = Path(__file__).parent.parent / "gold" / "dev" / "items.jsonl"
ODD = [
    "I'm gonna go, let's see.",
    "Two  spaces. There is a plan.",
    "I ain't got it.",
    "Y'all came.",
    "",
]


def test_they_agree_on_every_token() -> None:
    lines = GOLD.read_text(encoding="utf-8").splitlines()[::4]
    texts = [*ODD, *(json.loads(line)["text"].partition("\n")[2] for line in lines), *ODD]
    own, plain = load(), spacy.load(DEFAULT_MODEL)
    for word in ("ner", "lemmatizer"):
        own.disable_pipe(word)
        plain.disable_pipe(word)
    assert NAME in own.pipe_names and RULER in plain.pipe_names
    for mine, theirs in zip(own.pipe(texts), plain.pipe(texts), strict=True):
        if [t.text for t in mine] != [t.text for t in theirs]:
            continue  # words of one piece that our tokenizer keeps whole
        for one, other in zip(mine, theirs, strict=True):
            assert (one.pos_, str(one.morph), one.lemma_, one.tag_) == (
                other.pos_,
                str(other.morph),
                other.lemma_,
                other.tag_,
            )
