"""Clauses that may judge without any word of probability: what a voice says, what the author weighs.

Each is a reading of its own verb. Which of them are assessments is weighed later, with all words
that judge in the same clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from legation.coding.clauses import auxiliaries, is_past, negated, subject
from legation.coding.date_words import MONTH_NUMBER, WEEKDAY_NUMBER
from legation.coding.facts import facts
from legation.coding.grammar import is_verb, with_to
from legation.coding.holders import AUTHOR, Holders, judge_by_trade
from legation.coding.reading_parts import Reading, conditional
from legation.knowledge.judging import voices
from legation.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PERFECT = frozenset({"has", "have", "had"})
_FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll", "'d", "’d"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CLAUSES = frozenset({"ROOT", "ccomp", "conj", "parataxis", "advcl", "dep"})
_NAMED = frozenset({"NN", "NNS", "NNP", "NNPS"})
_OTHERS = frozenset({"some", "another", "many"})
_PREDICATES = frozenset({"acomp", "attr", "oprd"})
_LINKS = frozenset({"be", "remain", "sound", "feel", "seem", "become", "look"})


def tellings(sentence: Span, holders: Holders) -> Iterator[Reading]:
    """The clauses of a sentence that somebody says, and those of the author's own."""
    tagged = {tag.verb.i for tag in holders.voices.tags(sentence)}
    own = {fact.head.i for fact in facts(sentence)}
    for verb in sentence:
        if verb.i in tagged or not _stands(verb) or conditional(verb) or _only_says(verb):
            continue
        voice = holders.subject_of(verb)
        holder = holders.of(verb)
        if holder is AUTHOR and verb.i not in own:
            continue
        kind = "told" if holder is AUTHOR else "said"
        who = subject(verb) if holder is AUTHOR else None
        if who is not None and _named_judge(who):
            kind, holder = "held", holders.named(who)
        strong = voice is not None and _judges(verb, voice)
        stance = Stance.AGAINST if _naysays(verb) else Stance.FOR
        yield Reading(kind, stance, verb.text, verb, verb, verb, strong, holder, ())


def _only_says(verb: Token) -> bool:
    """Whether a clause does no more than say whose another is."""
    says = verb.lemma_ in voices("say") or verb.lemma_ in voices("think")
    return says and any(c.dep_ == "ccomp" and is_verb(c) for c in verb.children)


def _naysays(verb: Token) -> bool:
    """Whether a predicate says that a thing does not hold: "is groundless", "is an idle rumour"."""
    for child in verb.children:
        if child.dep_ in _PREDICATES:
            words = (child, *(c for c in child.children if c.dep_ == "amod"))
            if any(word.lower_ in voices("nay") for word in words):
                return True
    return False


def _named_judge(who: Token) -> bool:
    """Whether a subject is somebody who judges by trade, told as such: not "both", "none"."""
    if who.dep_ == "nsubjpass" or not judge_by_trade(who):
        return False
    if who.lower_ in _OTHERS:
        return True
    return who.tag_ in _NAMED and who.lemma_.lower() not in voices("no person")


def _stands(verb: Token) -> bool:
    """Whether a word heads a finite clause of its own, not one of time, place or reason."""
    if not is_verb(verb) or verb.dep_ not in _CLAUSES or with_to(verb):
        return False
    finite = verb.tag_ in _FINITE or bool(auxiliaries(verb))
    return (finite and verb.tag_ != "VBG") or bool(auxiliaries(verb) - {"to"})


def _judges(verb: Token, voice: Token) -> bool:
    """Whether what somebody says is a judgement by who says it, or by what it says."""
    judges = judge_by_trade(voice) and forward(verb, voice.head)
    return judges or weighs(verb) or denies(verb)


def forward(verb: Token, said: Token) -> bool:
    """Whether a clause tells more than a fact of the past.

    After "said", the simple past stands for the speaker's present unless a date is given.
    """
    if _PERFECT & auxiliaries(verb):
        return False
    return not is_past(verb) or (is_past(said) and not any(dated(t) for t in verb.subtree))


def dated(token: Token) -> bool:
    """Whether a word is a year, a month or a day of the week."""
    low = token.lower_
    return token.shape_ == "dddd" or low in MONTH_NUMBER or low in WEEKDAY_NUMBER


def denies(verb: Token) -> bool:
    """Whether a clause says that something is not so, other than what somebody will not do."""
    if _FUTURE & auxiliaries(verb):
        return False
    return negated(verb) or any(
        child.dep_ in ("attr", "dobj") and any(word.lower_ == "no" for word in child.lefts)
        for child in verb.children
    )


def weighs(verb: Token) -> bool:
    """Whether a clause says what a thing is worth, not what it is."""
    if verb.lemma_ not in _LINKS or _PERFECT & auxiliaries(verb):
        return False
    if any(child.dep_ == "expl" for child in verb.children):
        return False
    for child in verb.children:
        if child.dep_ == "acomp" and child.pos_ == "ADJ":
            return child.lower_ not in voices("plain") and not child.lower_.endswith("ed")
        if child.dep_ == "attr" and child.pos_ == "NOUN":
            return any(
                c.dep_ == "amod" and c.lower_ not in voices("plain") and not c.ent_type_
                for c in child.children
            )
    return False
