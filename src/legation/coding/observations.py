"""Observations: things seen or done that bear on a question and can serve as indicators.

A clause is one by the sum of its traits (`traits`), with weights estimated from coded texts; what
the sentence before told is one where this sentence reads something into it ("This suggests ...").
What somebody reads into an observation is an assessment, and gives its direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from legation.coding.chains import Judged
from legation.coding.clauses import clause_of, shorten, trimmed
from legation.coding.facts import Fact, facts
from legation.coding.grammar import is_verb, surface_subjects
from legation.coding.holders import Holders
from legation.coding.traits import Sentence, traits
from legation.knowledge.judging import denials, indicator_weights
from legation.knowledge.people import speech_verbs
from legation.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_ANAPHORS = frozenset({"this", "that", "these", "those", "it", "which", "such", "both"})
_POINTING = frozenset({"this", "these", "such", "those", "that"})
_READ = frozenset({"reading", "sign"})
_SUPPOSED = frozenset({"modal", "would", "will"})
_DIRECTION = {Stance.FOR: "for", Stance.AGAINST: "against"}
_LONGEST = 60
_SHORTEST = 3
_OPENING = 6


@dataclass(slots=True)
class Seen:
    """One observation before it is put into words."""

    token: Token
    what: str
    span: tuple[int, int]
    direction: str | None
    judged: Judged | None


def observe(sentence: Sentence, before: Span | None, holders: Holders) -> list[Seen]:
    """What a sentence tells that people watch for, and what it reads something into."""
    found: list[Seen] = []
    told = list(weighed(sentence, holders))
    for one in sentence.judged:
        for basis in [] if sentence.asks else _bases(one):
            found += _read(basis, one, sentence, before, [fact for fact, _ in told])
    kept = [fact for fact, weight in told if weight >= 0]
    if not any(seen.token.i >= sentence.span.start for seen in found):
        found += [_seen(fact, sentence.span, None, whole=len(kept) == 1) for fact in kept]
    return found


def weighed(sentence: Sentence, holders: Holders) -> Iterator[tuple[Fact, float]]:
    """The clauses of a sentence, each with the sum of its weights; at 0 and more it is watched for."""
    weights = indicator_weights()
    for fact in facts(sentence.span):
        if _is_denied(fact.head):
            continue
        yield fact, fsum(weights.get(trait, 0.0) for trait in traits(fact, sentence, holders))


def _is_denied(head: Token) -> bool:
    """Whether a clause is what somebody denies; nobody has seen that."""
    governor = head.head
    return head.dep_ in ("ccomp", "xcomp", "pcomp") and governor.lemma_.lower() in denials()


def _seen(fact: Fact, sentence: Span, read: Judged | None, *, whole: bool = True) -> Seen:
    """The clause, with its `whole` sentence as evidence where that is not too long."""
    span = trimmed(sentence) if whole and len(sentence) <= _LONGEST else fact.span
    words = shorten(fact.head.doc[fact.first : fact.last + 1].text, 240)
    direction = _DIRECTION.get(read.stance) if read is not None else None
    return Seen(fact.head, words, span, direction, read)


def _read(
    basis: Token, judged: Judged, sentence: Sentence, before: Span | None, told: list[Fact]
) -> Iterator[Seen]:
    """What a judgement rests on: the sentence before, a noun with its words, or a clause."""
    if _points_back(basis, sentence.span):
        if before is not None:
            yield _seen(_told(before), before, judged)
        return
    if not is_verb(basis):
        fact = Fact(basis, "main", basis.left_edge.i, basis.right_edge.i)
        if fact.last - fact.first >= _SHORTEST:
            yield _seen(fact, sentence.span, judged)
        return
    for fact in told:
        if fact.holds(basis.i):
            yield _seen(fact, sentence.span, judged)


def _told(sentence: Span) -> Fact:
    """What a sentence tells: all of it, or what somebody says in it."""
    root = sentence.root
    if root.lemma_ in speech_verbs():
        said = next((c for c in root.children if c.dep_ == "ccomp" and is_verb(c)), None)
        if said is not None:
            return Fact(said, "main", said.left_edge.i, said.right_edge.i)
    return Fact(root, "main", sentence.start, sentence.end - 1)


def _points_back(basis: Token, sentence: Span) -> bool:
    """Whether a basis stands for what was told before: "These activities suggest", "the move"."""
    if basis.i > sentence.start + _OPENING:
        return False
    words = {c.lower_ for c in basis.children}
    short = basis.right_edge.i - basis.left_edge.i <= 1
    return basis.lower_ in _ANAPHORS or bool(words & _POINTING) or (short and "the" in words)


def _bases(judged: Judged) -> Iterator[Token]:
    """The words for what an assessment rests on: the subject of "suggests", "X, a sign of Y".

    What something could mean, if it came about, has not been seen.
    """
    if any(reading.kind in _SUPPOSED for reading in judged.chain):
        return
    for reading in judged.chain:
        if reading.kind in _READ:
            basis = _basis(reading.token)
            if basis is not None:
                yield basis
                return


def _basis(token: Token) -> Token | None:
    """The word for what something is read from."""
    if is_verb(token):
        return _read_by(token)
    if token.dep_ == "attr" and is_verb(token.head):
        return next((c for c in token.head.children if c.dep_ in ("nsubj", "csubj")), None)
    if token.dep_ == "pobj" and is_verb(token.head.head):
        verb = token.head.head
        return next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    head = token.head
    return clause_of(head) if head != token else None


def _read_by(verb: Token) -> Token | None:
    """What a verb of meaning has as its subject, or the clause that it goes on from."""
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "csubj")), None)
    if own is not None and own.lower_ != "which":
        return own
    if verb.dep_ in ("relcl", "acl", "advcl"):
        return verb.head if is_verb(verb.head) and verb.dep_ != "relcl" else clause_of(verb.head)
    inherited = surface_subjects(verb)
    return inherited[0] if inherited else None
