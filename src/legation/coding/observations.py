"""Observations: things seen or done that bear on a question and can serve as indicators.

Something is an observation because somebody reads something into it ("X, a sign of Y"; "These
activities suggest"), because it is given as a reason ("given X", "despite X"), or because the text
tells it as seen, missing, unusual or changing. What is read into it is an assessment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.assessments import Judged
from legation.coding.clauses import auxiliaries, clause_of, extent, phrase, trimmed, unit
from legation.coding.cues import Hit, of_table
from legation.coding.grammar import is_verb, surface_subjects
from legation.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_ANAPHORS = frozenset({"this", "that", "these", "those", "it", "which", "such", "both"})
_FACT_MODALS = frozenset({"could", "would", "may", "might", "should", "can", "will", "'d", "’d"})
_READ = frozenset({"reading", "sign", "seem"})
_ALONE = frozenset({"seen", "lack", "unusual"})
_DIRECTION = {Stance.FOR: "for", Stance.AGAINST: "against"}
_TURNED = {"for": "against", "against": "for", None: None}


@dataclass(slots=True)
class Seen:
    """One observation before it is put into words."""

    token: Token
    what: str
    span: tuple[int, int]
    direction: str | None
    judged: Judged | None


def observe(
    sentence: Span, hits: list[Hit], judged: list[Judged], before: Span | None
) -> list[Seen]:
    """The observations that a sentence tells, or that it reads something into in the one before."""
    found: list[Seen] = []
    for one in judged:
        found += _read_into(sentence, one, before)
    for hit in of_table(hits, "sightings"):
        made = _told(sentence, hit, judged)
        if made is not None:
            found.append(made)
    return list(_distinct(found))


def _distinct(found: list[Seen]) -> Iterator[Seen]:
    taken: list[tuple[int, int]] = []
    for seen in found:
        start, stop = seen.span
        if stop - start > 3 and not any(start < b and a < stop for a, b in taken):
            taken.append(seen.span)
            yield seen


def _read_into(sentence: Span, judged: Judged, before: Span | None) -> Iterator[Seen]:
    """What an assessment rests on: the subject of "suggests", the clause before "a sign that"."""
    direction = _DIRECTION.get(judged.stance)
    for reading in judged.chain:
        if reading.kind not in _READ or reading.kind == "seem":
            continue
        basis = _basis(reading.token)
        if basis is None:
            continue
        if basis.lower_ in _ANAPHORS or _points_back(basis):
            if before is not None and basis.i <= sentence.start + 6:
                root = before.root
                yield Seen(root, phrase(root, 200), trimmed(before), direction, judged)
            return
        if is_verb(basis):
            top = unit(basis)
            span = _before(top, reading.token)
            yield Seen(basis, _text(basis, span), span, direction, judged)
        elif basis.right_edge.i - basis.left_edge.i >= 3:
            span = trimmed(sentence.doc[basis.left_edge.i : basis.right_edge.i + 1])
            yield Seen(basis, phrase(basis, 200), span, direction, judged)
        return


def _basis(token: Token) -> Token | None:
    """The word for what something is read from."""
    if is_verb(token):
        own = next((c for c in token.children if c.dep_ in ("nsubj", "csubj")), None)
        if own is not None and own.lower_ != "which":
            return own
        if token.dep_ in ("advcl", "acl", "relcl") and is_verb(token.head):
            return token.head
        if token.dep_ in ("relcl", "acl", "advcl"):
            return clause_of(token.head)
        inherited = surface_subjects(token)
        return inherited[0] if inherited else None
    if token.dep_ == "attr" and is_verb(token.head):
        return next((c for c in token.head.children if c.dep_ in ("nsubj", "csubj")), None)
    if token.dep_ == "pobj" and is_verb(token.head.head):
        verb = token.head.head
        return next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    head = token.head
    return clause_of(head) if head != token else None


def _points_back(noun: Token) -> bool:
    """ "These activities", "the move": a short definite phrase for what was told before."""
    words = {c.lower_ for c in noun.children}
    short = noun.right_edge.i - noun.left_edge.i <= 1
    return bool(words & {"this", "these", "such", "those", "that"}) or (short and "the" in words)


def _before(top: Token, cue: Token) -> tuple[int, int]:
    """The clause up to the words that read something into it."""
    left = top.left_edge.i
    right = cue.left_edge.i - 1 if cue.left_edge.i > top.i else top.right_edge.i
    return trimmed(top.doc[left : max(right, top.i) + 1])


def _text(token: Token, span: tuple[int, int]) -> str:
    return token.doc.text[span[0] : span[1]][:240]


def _told(sentence: Span, hit: Hit, judged: list[Judged]) -> Seen | None:
    """Something that the sentence itself tells as seen, missing, unusual, or as a reason."""
    kind = hit.cue.kind
    if kind == "reason":
        return _reason(sentence, hit, judged)
    verb = clause_of(hit.head)
    if not is_verb(verb) or sentence.text.rstrip().endswith("?"):
        return None
    if auxiliaries(verb) & _FACT_MODALS or ("to" in auxiliaries(verb) and hit.head == verb):
        return None
    if kind not in _ALONE:
        return None
    direction = hit.cue.value or None
    span = extent(unit(verb), sentence)
    return Seen(verb, _text(verb, span), span, direction, None)


def _reason(sentence: Span, hit: Hit, judged: list[Judged]) -> Seen | None:
    """ "given X", "due to X", "despite X" beside a judgement."""
    if not judged:
        return None
    last = hit.tokens[-1]
    inner = next((c for c in last.children if c.dep_ in ("pobj", "pcomp", "dobj")), None)
    if inner is None and last.dep_ == "mark":
        inner = last.head
    if hit.cue.words[0] & {"since", "as"} and (last.dep_ != "mark" or last.head.i < last.i):
        return None
    if inner is None or inner.right_edge.i - inner.left_edge.i < 1:
        return None
    first = min(inner.left_edge.i, last.i + 1) if not is_verb(inner) else last.i + 1
    span = trimmed(sentence.doc[first : inner.right_edge.i + 1])
    near = judged[0]
    direction = _DIRECTION.get(near.stance)
    if hit.cue.value == "-":
        direction = _TURNED[direction]
    if is_verb(inner) and auxiliaries(inner) & _FACT_MODALS:
        return None
    return Seen(inner, _text(inner, span), span, direction, near)
