"""Standing phrases that judge: "remains to be seen", "opinions differ", "slim chances"."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from legation.coding.charges import charge
from legation.coding.clauses import clause_of, negated, subject
from legation.coding.cues import Hit
from legation.coding.holders import Holders
from legation.coding.reading_parts import Reading, conditional, content_of, reading_of
from legation.knowledge.judging import sizes
from legation.model import Holder, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_COPULA = frozenset({"be", "seem", "appear", "look", "remain", "become", "stay", "prove", "sound"})


def phrase_reading(hit: Hit, holders: Holders) -> Reading | None:
    """A phrase that judges wherever it stands."""
    host = clause_of(hit.head)
    if conditional(host):
        return None
    content = content_of(hit.tokens[-1])
    if content == hit.tokens[-1]:
        content = content_of(hit.head)
    if content == hit.head or content in hit.tokens:
        content = next((c for c in host.children if c.dep_ in ("csubj", "ccomp")), host)
    made = reading_of(hit, host, content, holders, strong=True)
    if hit.cue.value == "mixed":
        return dataclasses.replace(made, holder=_divided(host, holders) or made.holder)
    return made


def split(hit: Hit, holders: Holders) -> Reading | None:
    """Who differ among themselves; one alone who disagrees is against."""
    who = subject(clause_of(hit.head))
    if who is not None and who.tag_ in ("NN", "NNP"):
        return charge(
            dataclasses.replace(hit, cue=dataclasses.replace(hit.cue, value="against")), holders
        )
    return (
        phrase_reading(hit, holders) if _divided(clause_of(hit.head), holders) is not None else None
    )


def _divided(host: Token, holders: Holders) -> Holder | None:
    """Who is divided: the subject, or those among whom opinions differ."""
    who = subject(host)
    if who is not None and holders.can_speak(who):
        return holders.named(who)
    for prep in (c for t in (host, who) if t is not None for c in t.children if c.dep_ == "prep"):
        inner = next((p for p in prep.children if p.dep_ == "pobj"), None)
        if prep.lower_ in ("within", "among", "in", "inside", "between") and inner is not None:
            return holders.named(inner)
    return None


def chance(hit: Hit, holders: Holders) -> Reading | None:
    """The chances themselves, where the sentence says how great they are or who sees them."""
    noun = hit.head
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    content = content_of(noun)
    sized = negated(noun) or any(c.dep_ == "amod" for c in noun.children)
    verb = clause_of(noun)
    thought = verb.lemma_ in ("see", "have", "be", "give", "put", "stand", "remain", "rate", "find")
    judged = thought and noun.dep_ in ("dobj", "attr", "nsubj", "oprd", "conj")
    if conditional(verb):
        return None
    size = _size(noun, verb)
    made = reading_of(hit, noun, content, holders, strong=judged and (sized or thought))
    return made if size is None else dataclasses.replace(made, stance=size, strong=True)


def _size(noun: Token, verb: Token) -> Stance | None:
    """How great the chances are said to be: "the odds are slim", "slim chances"."""
    words = {c.lemma_ for c in noun.children if c.dep_ == "amod"}
    if noun.dep_ == "nsubj" and verb.lemma_ in _COPULA:
        words |= {c.lemma_ for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")}
    for stance in (Stance.AGAINST, Stance.FOR):
        if words & sizes(stance.value):
            return stance
    return None
