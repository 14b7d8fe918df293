"""Assessments: what somebody holds that something means, or that will happen.

A sentence offers candidates (`chains`); each is weighed by its traits, with weights estimated from
coded texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import fsum
from typing import TYPE_CHECKING

from legation.coding.assessment_traits import assessment_traits
from legation.coding.chains import Judged, candidates
from legation.coding.clauses import clause_of, extent
from legation.coding.holders import AUTHOR, Holders
from legation.coding.questions import question
from legation.coding.traits import Sentence
from legation.knowledge.judging import assessment_weights

if TYPE_CHECKING:
    from spacy.tokens import Span


def assess(sentence: Sentence, holders: Holders) -> list[Judged]:
    """The assessments of one sentence."""
    found = [(one, weight) for one, weight in weighed(sentence, holders) if weight >= 0]
    found.sort(key=lambda pair: -pair[1])
    chosen = list(_distinct(one for one, _ in found))
    return sorted(chosen, key=lambda one: one.chain[0].token.i)


def weighed(sentence: Sentence, holders: Holders) -> Iterator[tuple[Judged, float]]:
    """The candidates of a sentence, each with the sum of its weights; at 0 and more it is one."""
    weights = assessment_weights()
    for one in offered(sentence, holders):
        found = assessment_traits(one, sentence, holders)
        yield one, fsum(weights.get(trait, 0.0) for trait in found)


def offered(sentence: Sentence, holders: Holders) -> Iterator[Judged]:
    """The candidates of a sentence; what the author asks is none."""
    for one in candidates(sentence.span, sentence.hits, holders):
        if not (sentence.asks and one.holder is AUTHOR):
            yield one


def same_as(judged: Judged) -> tuple[tuple[int, str], tuple[int, str]]:
    """What only one judgement of a sentence may have: its clause and holder, and how it stands."""
    clause = clause_of(judged.content).i
    return (clause, judged.holder.name), (-judged.top.i, judged.holder.name + judged.stance)


def _distinct(made: Iterable[Judged]) -> Iterator[Judged]:
    """One judgement for each clause and holder, the first of several."""
    seen: set[tuple[int, str]] = set()
    for judged in made:
        same = same_as(judged)
        if not seen.intersection(same):
            seen.update(same)
            yield judged


def about(judged: Judged, holders: Holders) -> str:
    """The question that the assessment answers."""
    return question(judged.content, holders.resolver)


def evidence(judged: Judged, sentence: Span) -> tuple[int, int]:
    """Offsets of the sentence, or of the clause in a long one."""
    return extent(judged.top, sentence, judged.chain[0].token)
