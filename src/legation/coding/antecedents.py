"""Which phrase of its own sentence a pronoun may stand for, the likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.grammar import is_verb

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_THINGS = frozenset({"it", "them", "they", "itself", "themselves"})
_PLURAL = frozenset({"them", "they", "their", "themselves"})
_PLACED = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "attr", "appos", "conj"})


def antecedents(pronoun: Token, sentence: Span) -> list[Token]:
    """Noun phrases before "it" or "them" in its sentence, the nearest object first.

    A pronoun that is an object does not mean the subject of its own clause.
    """
    if pronoun.lower_ not in _THINGS:
        return []
    subject = _subject_over(pronoun)
    found = [
        token
        for token in sentence.doc[sentence.start : pronoun.i]
        if token.pos_ in ("NOUN", "PROPN")
        and token.dep_ in _PLACED
        and token != subject
        and _agrees(pronoun, token)
    ]
    return sorted(found, key=lambda t: (t.dep_ in ("nsubj", "nsubjpass"), -t.i))


def subjects_over(token: Token, *, pronouns: bool = False) -> list[Token]:
    """Subjects of the clauses around a word that stand before it, the nearest clause first.

    `pronouns` takes those among them too, which a pronoun cannot mean.
    """
    found: list[Token] = []
    above = set(token.ancestors)
    for ancestor in token.ancestors:
        if is_verb(ancestor):
            found += [
                c
                for c in ancestor.children
                if c.dep_ in ("nsubj", "nsubjpass")
                and c.i < token.i
                and (pronouns or c.tag_ != "PRP")
                and c not in above
            ]
    return found


def _subject_over(pronoun: Token) -> Token | None:
    return next(iter(subjects_over(pronoun)), None)


def _agrees(pronoun: Token, noun: Token) -> bool:
    plural = noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in noun.children)
    if pronoun.lower_ in _PLURAL:
        return plural or noun.pos_ == "PROPN"
    return not plural
