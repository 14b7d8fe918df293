"""Conditions without a conjunction: "in the event of", "depends on", "a return to ... could"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from legation.coding.clauses import auxiliaries, clause_of, negated, subject
from legation.coding.cues import Hit
from legation.coding.grammar import is_verb
from legation.coding.halves import Halves, halves
from legation.knowledge.judging import changes

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MODALS = frozenset({"could", "would", "may", "might", "will", "'d", "’d", "'ll", "’ll", "can"})
"""Auxiliaries of what hangs on a condition."""
_SUPPOSING = frozenset({"could", "would", "might", "may", "'d", "’d"})
_DETERMINERS = frozenset({"a", "an", "any", "another", "such", "no", "more", "one"})
_NEWNESS = frozenset(
    {"further", "renewed", "fresh", "new", "another", "second", "third", "increased"}
)


def prepositional(sentence: Span, hit: Hit) -> Iterator[Halves]:
    """ "in the event of", "without", "barring" before a noun."""
    last = hit.tokens[-1]
    inner = next((c for c in last.children if c.dep_ in ("pobj", "pcomp", "dobj")), None)
    if inner is None:
        inner = next((t for t in last.rights if t.pos_ in ("NOUN", "PROPN", "VERB")), None)
    if inner is None:
        return
    main = clause_of(hit.tokens[0].head)
    word = hit.tokens[0].lower_
    if main == inner or main == hit.tokens[0]:
        main = sentence.root
    modal = auxiliaries(main) & MODALS
    bare = word in ("without", "absent", "barring", "short", "given")
    if bare and not modal and not (negated(main) or word == "barring"):
        return
    if inner.tag_ in ("WP", "WDT", "WP$"):
        return
    if "return" in word or (
        hit.cue.words[0] & {"in"} and hit.tokens[1].lower_ in ("exchange", "return")
    ):
        if not (modal or _promised(hit.tokens[0])):
            return
    if word == "short" and hit.tokens[0].i > sentence.start + 1:
        return
    words = (hit.first, max(inner.right_edge.i, hit.last))
    yield from halves(sentence, inner, main, hit.cue.value, words)


def _promised(token: Token) -> bool:
    """Whether an exchange is offered, not told as done."""
    return any(
        t.lemma_ in ("offer", "promise", "propose", "pledge", "willing", "ready", "agree", "demand")
        or t.lower_ == "to"
        for a in token.ancestors
        for t in (a, *a.children)
    )


def depending(sentence: Span, hit: Hit) -> Iterator[Halves]:
    """ "depends on", "hinges on", "will require": what is needed is the if."""
    verb = hit.head
    if not is_verb(verb):
        return
    preps = [
        c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("on", "upon", "with", "to")
    ]
    inner = next(
        (p for c in preps for p in c.children if p.dep_ in ("pobj", "pcomp", "ccomp")), None
    )
    if verb.lemma_ in ("require", "presuppose", "take"):
        if not auxiliaries(verb) & MODALS or verb.lemma_ == "take":
            return
        inner = next((c for c in verb.children if c.dep_ == "dobj"), None)
        who = subject(verb)
        if who is None or who.pos_ == "PROPN":
            return
    if inner is None or (verb.lemma_ in ("turn", "rest", "ride", "be") and not _whether(inner)):
        return
    words = (inner.left_edge.i, inner.right_edge.i)
    yield from halves(sentence, inner, verb, hit.cue.value, words)


def _whether(inner: Token) -> bool:
    return is_verb(inner) or any(c.lower_ in ("whether", "what", "how") for c in inner.subtree)


def nominal(sentence: Span, noun: Token) -> Iterator[Halves]:
    """ "A return to testing could hamper": a change that may come, as subject of an effect."""
    verb = noun.head
    if not is_verb(verb) or not auxiliaries(verb) & _SUPPOSING:
        return
    if noun.dep_ == "csubj" or _possible(noun):
        yield from halves(sentence, noun, verb, "+")


def _possible(noun: Token) -> bool:
    words = {c.lower_ for c in noun.children}
    changing = noun.lemma_.lower() in changes()
    return changing and bool(words & (_DETERMINERS | _NEWNESS))


def by_doing(sentence: Span, prep: Token) -> Iterator[Halves]:
    """ "By opening the crossing, they could": a way of acting with a modal effect."""
    inner: Token | None = next((c for c in prep.children if c.dep_ == "pcomp"), None)
    main = clause_of(prep.head)
    if inner is not None and prep.i < main.i and auxiliaries(main) & MODALS:
        yield from halves(sentence, inner, main, "+", (prep.i, inner.right_edge.i))
