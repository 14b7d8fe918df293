"""What somebody calls a thing, and what somebody says is not so."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from legation.coding.beliefs import AS_SUCH, believer, made_of, nay
from legation.coding.clauses import auxiliaries, subject
from legation.coding.cues import Hit
from legation.coding.grammar import is_passive, is_verb
from legation.coding.holders import Holders
from legation.coding.reading_parts import Reading, conditional, content_of
from legation.model import Holder, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEITHER = frozenset({"neither", "not", "no", "hardly", "nothing"})
_NOT_YET = frozenset({"will", "would", "may", "might", "could", "should", "'ll", "’ll"})


def verdict(hit: Hit, holders: Holders) -> Reading | None:
    """What somebody calls a thing: "called it a blow", "described the move as unlawful"."""
    verb = hit.head
    if not is_verb(verb) or conditional(verb):
        return None
    content = _verdict_on(verb)
    if content is None or content.pos_ in ("PROPN", "ADV") or _of_itself(verb):
        return None
    if auxiliaries(verb) & _NOT_YET:
        return None
    holder = believer(verb, verb, holders)
    if holder is None:
        return None
    denied = nay(content) or any(c.lower_ in _NEITHER for c in content.children)
    return _told(hit, Stance.AGAINST if denied else Stance(hit.cue.value), content, holder)


def denial(hit: Hit, holders: Holders) -> Reading | None:
    """What somebody says is not so: "denies having helped", "rejects speculation that"."""
    verb = hit.head
    content = content_of(verb)
    if not is_verb(verb) or is_passive(verb) or conditional(verb) or content == verb:
        return None
    holder = believer(verb, verb, holders)
    who = subject(verb)
    if holder is None and who is not None and who.lower_ == "it":
        holder = holders.named(who)
    return None if holder is None else _told(hit, Stance.AGAINST, content, holder)


def _told(hit: Hit, stance: Stance, content: Token, holder: Holder) -> Reading:
    made = made_of(hit, stance, hit.head, hit.head, content, holder, strong=True)
    return dataclasses.replace(made, kind="verdict")


def _verdict_on(verb: Token) -> Token | None:
    """The predicate in "call X Y", "describe X as Y"."""
    for child in verb.children:
        if child.dep_ == "oprd" or (child.dep_ == "advcl" and _opens_with(child, "as")):
            return child
        if child.dep_ == "ccomp" and not auxiliaries(child) and child.pos_ in ("ADJ", "NOUN"):
            return child
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "as" and child.i > verb.i:
            return next((p for p in child.children if p.dep_ in AS_SUCH), None)
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if thing is None:
        return None
    return next((c for c in thing.rights if c.pos_ == "ADJ" and c.dep_ == "amod"), None)


def _of_itself(verb: Token) -> bool:
    """Whether somebody declares what he himself is or will do."""
    return any(
        c.dep_ in ("dobj", "nsubj") and c.lower_.endswith(("self", "selves"))
        for child in verb.children
        for c in (child, *child.children)
    )


def _opens_with(clause: Token, word: str) -> bool:
    return clause.left_edge.lower_ == word
