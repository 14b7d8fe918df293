"""What parsers cut apart: strikes by several means, and verbs with their particles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.grammar import with_to
from legation.knowledge.acts import frames, word_classes

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PARTICLES = frozenset({"off", "down", "up", "out"})
_BEFORE = frozenset({"amod", "compound", "det", "poss", "nummod", "nmod"})


def join_means(doc: Doc) -> None:
    """Makes the means before a strike parts of it, and gives it the place of the first of them."""
    for joint in [t for t in doc if t.dep_ == "cc" and 0 < t.i < len(doc) - 2]:
        first, second, strike = doc[joint.i - 1], doc[joint.i + 1], doc[joint.i + 2]
        if (
            _is_strike(strike)
            and _is_means(first)
            and _is_means(second)
            and first.head not in (strike, second)
        ):
            _join(first, joint, second, strike)


def join_particles(doc: Doc) -> None:
    """Ties a particle that was taken for a preposition to its verb: "breaks | off relations".

    What is hung on a verb as if it were another name for it is its object.
    """
    for word in [t for t in doc if t.dep_ in ("appos", "prep", "prt") and t.i]:
        verb = word.head
        if word.dep_ == "appos" and verb.pos_ == "VERB" and _lacks_object(verb):
            word.dep_ = "dobj"
        if word.dep_ not in ("prep", "prt") or verb.i != word.i - 1 or verb.pos_ != "VERB":
            continue
        if word.lower_ not in _PARTICLES or not _goes_with(verb, word.lower_):
            continue
        if not _lacks_object(verb):
            continue
        for child in [c for c in word.children if c.dep_ == "pobj"]:
            child.head, child.dep_ = verb, "dobj"
        word.dep_, word.tag_ = "prt", "RP"


def join_infinitives(doc: Doc) -> None:
    """Ties a bare infinitive to the one that it goes on from: "urged Mali to stop, | release six".

    No bare infinitive stands beside a verb in the past or with an -s.
    """
    for word in [t for t in doc if t.tag_ == "VB" and t.dep_ == "conj"]:
        head = word.head
        if head.tag_ not in ("VBD", "VBZ") or any(c.dep_ == "aux" for c in word.children):
            continue
        for other in reversed(doc[head.i + 1 : word.i]):
            over = list(other.ancestors)
            if other.tag_ == "VB" and with_to(other) and head in over and word not in over:
                word.head = other
                break


def _lacks_object(verb: Token) -> bool:
    return not any(child.dep_ in ("dobj", "nsubjpass", "ccomp") for child in verb.children)


def _goes_with(verb: Token, particle: str) -> bool:
    return any(f.particle == particle for f in frames().get(f"v:{verb.lemma_.lower()}", ()))


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
