"""Strikes by several means, which parsers cut apart: "Russian missile and | drone strikes"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.knowledge.acts import word_classes

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BEFORE = frozenset({"amod", "compound", "det", "poss", "nummod", "nmod"})


def join_means(doc: Doc) -> None:
    """Makes the means before a strike parts of it, and gives it the place of the first of them."""
    for strike in doc[3:]:
        second, joint, first = doc[strike.i - 1], doc[strike.i - 2], doc[strike.i - 3]
        if joint.lower_ not in ("and", "or") or not _is_strike(strike):
            continue
        if _is_means(first) and _is_means(second) and first.head not in (strike, second):
            _join(first, joint, second, strike)


def _is_strike(word: Token) -> bool:
    return word.lemma_.lower().rstrip("s") in word_classes()["BLOW"] or word.lemma_ == "strike"


def _is_means(word: Token) -> bool:
    return word.lemma_.lower() in word_classes()["MEANS"]


def _join(first: Token, joint: Token, second: Token, strike: Token) -> None:
    above, place = first.head, first.dep_
    if first in strike.subtree or above in (second, strike) or strike in above.ancestors:
        return
    for part in (first, second):
        for child in list(part.children):
            if child != strike and (child.dep_ in _BEFORE or child.i > strike.i):
                child.head = strike
    strike.head, strike.dep_ = above, place
    strike.pos_ = "NOUN"
    first.head, first.dep_ = strike, "compound"
    second.head, second.dep_ = strike, "compound"
    second.pos_ = "NOUN"
    joint.head = first
