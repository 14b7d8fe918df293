"""Who takes a side on a thing by a verb of blame, praise or refusal: "accuses X of", "hails", "opposes"."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from legation.coding.beliefs import believer, made_of, nay
from legation.coding.clauses import clause_of
from legation.coding.cues import Hit
from legation.coding.grammar import is_verb
from legation.coding.holders import Holders
from legation.coding.reading_parts import Reading, conditional, content_of
from legation.knowledge.judging import voices
from legation.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF = frozenset({"of", "for", "as", "to", "with", "over", "against", "from"})
_TAKEN = frozenset({"pobj", "pcomp", "ccomp", "amod", "xcomp"})


def charge(hit: Hit, holders: Holders) -> Reading | None:
    """What somebody charges or credits another with, or is for or against."""
    token = hit.head
    host = token if is_verb(token) else clause_of(token)
    if conditional(host):
        return None
    holder = believer(token, host, holders)
    if holder is None:
        return None
    content = _charged(token)
    stance = Stance.AGAINST if nay(content) else Stance(hit.cue.value)
    if content.head.lower_ == "as" and not nay(content):
        stance = Stance.FOR  # "rejects the break as excessive" holds that it is
    strong = content.head.lower_ in _OF
    made = made_of(hit, stance, token, host, content, holder, strong=strong)
    return dataclasses.replace(made, kind="charge")


def _charged(verb: Token) -> Token:
    for prep in verb.children:
        if prep.dep_ in ("prep", "dative") and prep.lower_ in _OF:
            inner = next((p for p in prep.children if p.dep_ in _TAKEN), None)
            if inner is not None:
                return inner
    return content_of(verb)


def leaning(hit: Hit, holders: Holders) -> Reading | None:
    """A verb of thinking or calling whose parts stand otherwise than its own rule knows."""
    verb = hit.head
    if hit.cue.pos != "v" or not is_verb(verb) or conditional(verb):
        return None
    holder = believer(verb, verb, holders)
    if holder is None:
        return None
    content = content_of(verb)
    if verb.lemma_ in voices("say") and any(c.dep_ == "ccomp" for c in verb.children):
        return None
    stance = Stance.AGAINST if nay(content) else Stance(hit.cue.value)
    made = made_of(hit, stance, verb, verb, content, holder, strong=False)
    return dataclasses.replace(made, kind="leaning")
