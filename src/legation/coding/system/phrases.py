"""What belongs to a cue: its complement, its subject, the words from one to the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from legation.coding.clauses import shorten, trimmed
from legation.coding.cues import Hit
from legation.coding.grammar import is_verb

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_FULL = ("xcomp", "ccomp", "dobj", "pobj", "pcomp", "attr", "acomp", "oprd", "prep", "acl", "relcl")
_TAKEN = frozenset(
    {"for", "to", "on", "of", "in", "about", "that", "with", "over", "against", "by", "from", "at"}
)
_LONGEST = 45
_TRAIL = 10
_JOINS = frozenset({"CC", "WDT", "WP", "WRB", "MD"})
_DANGLING = frozenset({"IN", "DT", "TO", "PRP$"})
_NEW_CLAUSE = frozenset({"conj", "advcl", "parataxis"})
_TURNS = frozenset({"whereas", "while", "although", "though", "but", "yet"})
_BREAKS = frozenset({";", ":", "—", "–", "("})


def complement(hit: Hit, deps: tuple[str, ...] = _FULL) -> Token | None:
    """The word on which what a cue asks for hangs: the fullest of the children after its words."""
    inside = {token.i for token in hit.tokens}
    last = hit.tokens[-1]
    if last.pos_ in ("ADP", "SCONJ") and "pobj" in deps:
        under = next((c for c in last.rights if c.dep_ in ("pobj", "pcomp")), None)
        if under is not None:
            return under
    found = [
        child
        for token in hit.tokens
        for child in token.rights
        if child.i not in inside and child.i > hit.first and child.dep_ in deps
    ]
    found = [c for c in found if c.dep_ != "prep" or c.lower_ in _TAKEN]
    found += [
        c
        for token in hit.tokens
        for c in token.rights
        if c.dep_ == "advcl" and "xcomp" in deps and _infinitive(c) and c.i > hit.last
    ]
    return min(found, key=lambda c: (_rank(c, deps), c.i)) if found else None


def _infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _rank(token: Token, deps: tuple[str, ...]) -> int:
    return deps.index(token.dep_) if token.dep_ in deps else 0


def last_of(token: Token, sentence: Span) -> int:
    """Where a phrase ends: at its right edge, before a clause that stands for itself or a break."""
    last = min(token.right_edge.i, sentence.end - 1)
    for child in token.rights:
        if child.dep_ in _NEW_CLAUSE and is_verb(child) and _own_subject(child):
            last = min(last, child.left_edge.i - 1)
    for word in token.doc[token.i + 1 : last + 1]:
        aside = word.lower_ in _TURNS and token.doc[word.i - 1].text == ","
        if word.text in _BREAKS or aside:
            last = word.i - 1
            break
    last = min(last, token.left_edge.i + _LONGEST)
    while last > token.i and (token.doc[last].is_punct or token.doc[last].dep_ in ("cc", "mark")):
        last -= 1
    return last


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in verb.children)


def words_of(token: Token, sentence: Span, limit: int = 200) -> str:
    """The words of a phrase as written, on one line."""
    first = max(token.left_edge.i, sentence.start)
    return shorten(token.doc[first : last_of(token, sentence) + 1].text, limit)


def spanning(tokens: Iterable[Token], sentence: Span, last: int | None = None) -> tuple[int, int]:
    """Offsets, within the paragraph, from the first of some words to the end of the last of them."""
    places = [t.i for t in tokens if sentence.start <= t.i < sentence.end]
    first = min(places)
    end = max([*places, *([last] if last is not None else [])])
    return trimmed(sentence.doc[first : end + 1])


def governing(token: Token) -> Token:
    """The verb over a predicate: of "keen" in "is keen", of "line" in "is a red line"."""
    current = token
    while not is_verb(current) and current.head != current:
        current = current.head
    if current.dep_ in ("aux", "auxpass") and current.head != current:
        return current.head
    return current


def questioned(token: Token, sentence: Span) -> bool:
    """Whether a word belongs to a question: the part of the sentence in which it stands is one."""
    if not sentence.text.rstrip().endswith("?"):
        return False
    return not any(t.text in (":", ";", "—") for t in sentence.doc[token.i + 1 : sentence.end])


def trailing(last: int, sentence: Span) -> int:
    """Where the words after a phrase end that still belong to its clause: up to the next stop or join."""
    for token in sentence.doc[last + 1 : min(last + 1 + _TRAIL, sentence.end)]:
        if token.is_punct or token.tag_ in _JOINS or token.dep_ in ("mark", "cc", "nsubj", "aux"):
            break
        if is_verb(token) and token.dep_ not in ("acl", "pcomp"):
            break
        last = token.i
    while sentence.doc[last].tag_ in _DANGLING and last > sentence.start:
        last -= 1
    return last
