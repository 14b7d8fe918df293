"""Conditions: an if and a then, with the sign of the effect and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from legation.coding.clauses import auxiliaries, clause_of
from legation.coding.condition_nouns import MODALS, by_doing, depending, nominal, prepositional
from legation.coding.cues import Hit, of_table
from legation.coding.grammar import is_verb
from legation.coding.halves import Halves, halves, main_of
from legation.knowledge.judging import voices

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_OPENING = frozenset({"should", "were", "had", "by"})
_SUBJECTS = frozenset({"nsubj", "csubj"})


def conditions(sentence: Span, hits: list[Hit], asides: frozenset[int]) -> list[Halves]:
    """The conditions of one sentence, each clause taken once; `asides` are words that name a speaker."""
    found: list[Halves] = []
    subjects = []
    words = []
    for token in sentence:
        if token.dep_ in _SUBJECTS:
            subjects.append(token)
        elif token.lower_ in _OPENING:
            words.append(token)
    for made in _candidates(sentence, hits, words):
        if not any(_overlap(made, other) for other in found):
            found.append(made)
    mains = {made.main for made in found}
    for subject in subjects:
        found += [made for made in nominal(sentence, subject) if made.main not in mains]
    for made in found:
        made.asides = asides
    return found


def _overlap(one: Halves, other: Halves) -> bool:
    return one.if_ in other.if_.subtree or other.if_ in one.if_.subtree


def _candidates(sentence: Span, hits: list[Hit], words: list[Token]) -> Iterator[Halves]:
    for hit in of_table(hits, "conditions"):
        yield from _KINDS[hit.cue.kind](sentence, hit)
    for token in words:
        if token.lower_ != "by":
            yield from _inverted(sentence, token)
    for token in words:
        if token.lower_ == "by" and token.dep_ == "prep":
            yield from by_doing(sentence, token)


def _marked(sentence: Span, hit: Hit) -> Iterator[Halves]:
    """ "if", "unless", "as long as", "once" over a clause."""
    word = " ".join(t.lower_ for t in hit.tokens)
    verb = hit.tokens[-1].head if hit.tokens[-1].dep_ in ("mark", "advmod") else hit.head.head
    if word == "if" and hit.tokens[0].dep_ != "mark":
        verb = _after(sentence, hit)
    if not is_verb(verb) and verb.pos_ not in ("ADJ", "NOUN", "PROPN"):
        verb = clause_of(verb)
    if word in ("as long as", "so long as", "even if", "only if", "if only"):
        verb = _after(sentence, hit)
    if word == "whether" or (word in ("until", "once") and not _conditional_main(verb)):
        return
    if word == "if" and (_asked(verb) or _as_if(hit)):
        return
    if verb.i < hit.first and verb != sentence.root:
        return
    main = main_of(verb, sentence)
    sign = {"-": "-", "?": "?"}.get(hit.cue.value, "+")
    if main == verb:
        return
    first, last = _clause(verb, hit)
    yield from halves(sentence, verb, main, sign, (first, last))


def _clause(verb: Token, hit: Hit) -> tuple[int, int]:
    first, last = verb.left_edge.i, verb.right_edge.i
    return min(max(first, hit.first), hit.first), max(last, hit.last)


def _after(sentence: Span, hit: Hit) -> Token:
    """The verb of the clause that follows a conjunction."""
    for token in sentence.doc[hit.last + 1 : sentence.end]:
        if is_verb(token) and token.dep_ not in ("aux", "auxpass"):
            if token.left_edge.i >= hit.first - 2:
                return token
    return hit.head


def _asked(verb: Token) -> bool:
    return verb.dep_ == "pcomp" or (verb.dep_ == "ccomp" and verb.head.lemma_ in voices("asking"))


def _as_if(hit: Hit) -> bool:
    before = hit.tokens[0].i - 1
    after = hit.last + 1
    doc = hit.head.doc
    if before >= 0 and doc[before].lower_ in ("as", "what"):
        return True
    return after < len(doc) and doc[after].lower_ in ("any", "not", "ever")


def _conditional_main(verb: Token) -> bool:
    """ "will not return until", "would resume once": only with a modal in the main clause."""
    head = verb.head
    return is_verb(head) and bool(auxiliaries(clause_of(head)) & MODALS)


def _opened(sentence: Span, hit: Hit) -> Iterator[Halves]:
    """ "in the event that", "provided that" over a clause."""
    verb = _after(sentence, hit)
    if verb.i <= hit.last:
        return
    main = sentence.root if sentence.root != verb else clause_of(verb.head)
    top = hit.tokens[0]
    last = max(verb.right_edge.i, hit.last)
    first = top.i
    main = clause_of(top.head) if clause_of(top.head).i < first else main
    if main != verb:
        yield from halves(sentence, verb, main, hit.cue.value, (first, last))


def _inverted(sentence: Span, token: Token) -> Iterator[Halves]:
    """ "Should talks fail, ...", "were X to", "had it not been": an auxiliary before its subject."""
    verb = token.head if token.dep_ in ("aux", "auxpass") else token
    if not _before_subject(token, verb, sentence) or sentence.text.rstrip().endswith("?"):
        return
    main = main_of(verb, sentence)
    if main == verb or (
        token.lower_ == "were" and not _opens(token, sentence) and not _to_do(verb)
    ):
        main = next((c for c in verb.children if c.dep_ in ("ccomp", "conj")), main)
        if main == verb:
            return
    last = main.left_edge.i - 1 if main in verb.subtree else verb.right_edge.i
    yield from halves(sentence, verb, main, "+", (token.i, max(last, token.i)))


def _before_subject(token: Token, verb: Token, sentence: Span) -> bool:
    """Whether an auxiliary stands before the subject of its verb, as a question or an if does."""
    who = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if who is None or who.i < token.i or (token.left_edge.i < token.i and verb == token):
        return False
    return _opens(token, sentence) or verb.dep_ in ("advcl", "ccomp")


def _opens(token: Token, sentence: Span) -> bool:
    before = token.nbor(-1) if token.i > sentence.start else None
    return before is None or before.is_punct or before.lower_ in ("and", "but", "then")


def _to_do(verb: Token) -> bool:
    return any(c.dep_ == "xcomp" or c.lower_ == "to" for c in verb.children)


def signed(made: Halves, effects: Iterable[str]) -> str:
    """The sign of the effect: as the conjunction tells it, turned by an effect that hurts."""
    return "-" if made.sign == "+" and set(effects) == {"against"} else made.sign


_KINDS = {"mark": _marked, "clause": _opened, "prep": prepositional, "verb": depending}
