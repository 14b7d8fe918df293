"""Clauses that a text asserts as fact: what is seen or done, apart from what is made of it.

A sentence gives the clauses of its main line, joined ones apart, what a report holds ("says that
..."), free relative clauses, apposed nouns ("the first such visit") and reasons ("since ...").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.clauses import marked, trimmed
from legation.coding.grammar import is_verb, with_to
from legation.knowledge.judging import voices

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_REASONS = frozenset({"since", "because", "as", "for", "after", "although", "though"})
_FREE = frozenset({"which", "whose", "where", "who", "whom"})
_ORDINALS = frozenset(
    {"first", "second", "third", "only", "largest", "biggest", "highest", "lowest"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_SHORTEST = 4
_FAR = 6


@dataclass(slots=True)
class Fact:
    """A clause by the word that heads it, how it stands in its sentence, and its outer tokens."""

    head: Token
    kind: str
    first: int
    last: int

    @property
    def span(self) -> tuple[int, int]:
        """Offsets of the clause within its paragraph."""
        return trimmed(self.head.doc[self.first : self.last + 1])

    def holds(self, index: int) -> bool:
        """Whether a token stands in the clause."""
        return self.first <= index <= self.last


def facts(sentence: Span) -> list[Fact]:
    """The clauses of one sentence that are long enough to tell something, none inside another."""
    root = sentence.root
    heads = [*_heads(root), *_aside(sentence)]
    found = [Fact(h, kind, h.left_edge.i, h.right_edge.i) for h, kind in heads if h != root]
    found += [Fact(h, kind, sentence.start, sentence.end - 1) for h, kind in heads if h == root]
    for fact in found:
        _shrink(fact, found)
    return [fact for fact in found if fact.last - fact.first + 1 >= _SHORTEST]


def _shrink(fact: Fact, others: list[Fact]) -> None:
    """Leaves out what belongs to clauses of their own."""
    for other in others:
        if fact.head.i < other.first <= fact.last:
            fact.last = other.first - 1
        elif fact.first <= other.last < fact.head.i:
            fact.first = other.last + 1


def _heads(top: Token, kind: str = "main") -> Iterator[tuple[Token, str]]:
    """The clauses under a clause, itself among them unless it only says who tells another."""
    told = _told(top)
    if told is None:
        yield top, kind
    else:
        yield from _heads(told, "told")
    for child in top.children:
        inner = _standing(child, top) if child != told else None
        if inner is not None:
            yield from _heads(child, inner)


def _told(verb: Token) -> Token | None:
    """What a verb of saying or thinking reports, where it holds a clause of its own."""
    if not is_verb(verb) or not (verb.lemma_ in voices("say") or verb.lemma_ in voices("think")):
        return None
    for child in verb.children:
        if child.dep_ == "ccomp" and is_verb(child) and _has_subject(child) and not with_to(child):
            return child
    return None


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def _standing(child: Token, top: Token) -> str | None:
    """How a clause under another stands by itself; None where it is a part of the other."""
    dep = child.dep_
    if dep not in ("conj", "parataxis", "ccomp", "advcl") or not is_verb(child):
        return None
    if dep in ("conj", "parataxis"):
        return "joined" if child.i - top.i > _FAR or _has_subject(child) else None
    if not _has_subject(child):
        return None
    if dep == "ccomp":
        return "joined" if child.i < top.i else None
    return "reason" if marked(child, _REASONS) else None


def _aside(sentence: Span) -> Iterator[tuple[Token, str]]:
    """Free relative clauses, and apposed nouns that tell a first."""
    for word in sentence:
        dep = word.dep_
        if dep == "relcl":
            first = word.left_edge
            after_comma = first.i > sentence.start and first.nbor(-1).text == ","
            if after_comma and any(t.lower_ in _FREE for t in word.lefts):
                yield word, "relative"
        elif dep in ("appos", "npadvmod") and not is_verb(word):
            if any(c.lower_ in _ORDINALS for c in word.children):
                yield word, "apposition"
