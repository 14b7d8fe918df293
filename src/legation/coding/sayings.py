"""What somebody says without any word of probability, where it is a judgement all the same.

Somebody who judges by trade judges in all that he says of the present or future. Of a party to the
matter it is a judgement where it weighs a thing: "said that Japan is an indispensable partner".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from legation.coding.clauses import apart, auxiliaries, clause_of, is_past, negated
from legation.coding.date_words import MONTH_NUMBER, WEEKDAY_NUMBER
from legation.coding.grammar import is_verb
from legation.coding.holders import Holders, judge_by_trade
from legation.coding.reading_parts import Reading, conditional
from legation.knowledge.judging import voices
from legation.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PERFECT = frozenset({"has", "have", "had"})
_FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll", "'d", "’d"})
_LINKS = frozenset({"be", "remain", "sound", "feel", "seem", "become", "look"})


def sayings(sentence: Span, holders: Holders) -> Iterator[Reading]:
    """The judgements of a sentence that rest on who says a thing, or on what it is said to be."""
    for verb in holders.voices.verbs(sentence):
        content = _said_by(verb, holders)
        voice = holders.voices.speaker(verb) if content is not None else None
        if content is None or voice is None or voice.head != verb:
            continue
        if verb.lemma_ not in voices("say") and _after_colon(content, verb):
            continue
        if apart(content) or conditional(_verb(content)):
            continue
        judges = judge_by_trade(voice) and _forward(_verb(content), verb)
        thinks = content.i < verb.i and verb.lemma_ in voices("think aside")
        if judges or thinks or _weighs(_verb(content)) or _denies(_verb(content)):
            holder = holders.named(voice)
            yield Reading("said", Stance.FOR, verb.text, verb, verb, content, True, holder, ())


def _said_by(verb: Token, holders: Holders) -> Token | None:
    """What a verb reports: its clause, or the one in which it stands as a parenthesis."""
    found = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    if found is None and verb.dep_ == "parataxis" and is_verb(verb.head):
        tags = holders.voices.tags(holders.scene.sentence_of(verb))
        found = verb.head if any(tag.verb == verb for tag in tags) else None
    return found


def _after_colon(content: Token, verb: Token) -> bool:
    """Whether a clause is a quotation of its own, not what the verb before the colon is about."""
    return any(token.text == ":" for token in verb.doc[verb.i : content.i])


def _verb(content: Token) -> Token:
    return content if is_verb(content) else clause_of(content)


def _forward(verb: Token, said: Token) -> bool:
    """Whether a clause tells more than a fact of the past.

    After "said", the simple past stands for the speaker's present unless a date is given.
    """
    if _PERFECT & auxiliaries(verb):
        return False
    return not is_past(verb) or (is_past(said) and not any(_dates(t) for t in verb.subtree))


def _dates(token: Token) -> bool:
    low = token.lower_
    return token.shape_ == "dddd" or low in MONTH_NUMBER or low in WEEKDAY_NUMBER


def _denies(verb: Token) -> bool:
    """Whether a clause says that something is not so, other than what somebody will not do."""
    if _FUTURE & auxiliaries(verb):
        return False
    return negated(verb) or any(
        child.dep_ in ("attr", "dobj") and any(word.lower_ == "no" for word in child.lefts)
        for child in verb.children
    )


def _weighs(verb: Token) -> bool:
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
