"""Small questions about clauses that all judgements ask: negation, tense, extent, wording."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from legation.coding.grammar import is_verb, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_NOT = frozenset({"not", "n't", "n’t", "never", "hardly", "scarcely", "barely", "nor", "neither"})
_NONE = frozenset({"no", "little", "few", "scant", "neither", "slim", "faint", "scarce"})
_NOTHING = frozenset({"nothing", "little", "none"})
_NOBODY = frozenset({"nobody", "none", "few", "neither", "nothing", "little"})
_SAME_CLAUSE = frozenset(
    {"xcomp", "acomp", "attr", "dobj", "pobj", "prep", "pcomp", "oprd", "agent", "advmod", "amod"}
)
_APART = frozenset({"conj", "parataxis", "relcl", "advcl"})
_SPACES = re.compile(r"\s+")
_LONG = 32
_SHORT = 4


def clause_of(token: Token) -> Token:
    """The nearest verb at or above a word, or the top of its sentence."""
    current = token
    while not is_verb(current) and current.head != current:
        current = current.head
    if current.dep_ in ("aux", "auxpass") and current.head != current:
        return current.head
    return current


def negated(token: Token, apart: frozenset[int] = frozenset()) -> bool:
    """Whether a verb or noun is negated by its own words, those in `apart` left out, or its subject."""
    for child in token.children:
        if child.i in apart:
            continue
        low = child.lower_
        if child.dep_ == "neg" or (low in _NOT and child.dep_ in ("advmod", "preconj", "cc")):
            return low != "nor" or child.i < token.i
        if low in _NONE and child.dep_ in ("det", "amod"):
            return not (low in ("little", "few") and any(c.lower_ == "a" for c in token.children))
        if child.dep_ in ("nsubj", "nsubjpass") and is_verb(token) and _nobody(child):
            return True
        if low in _NOTHING and child.i > token.i and is_verb(token):
            return low == "nothing" or not any(child.lefts)
        if low == "less" and token.pos_ == "ADJ":
            return True
        if low == "longer" and any(c.lower_ == "no" for c in child.children):
            return True
    return False


def _nobody(subject: Token) -> bool:
    if subject.lower_ in _NOBODY and not any(c.lower_ == "a" for c in subject.children):
        return True
    return any(c.lower_ in ("no", "neither", "few") for c in subject.children) or (
        subject.lower_ == "one" and any(c.lower_ == "no" for c in subject.children)
    )


def auxiliaries(verb: Token) -> set[str]:
    """Forms of a verb's auxiliaries, inherited by a conjunct that has neither its own nor a subject."""
    own = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if not own and verb.dep_ == "conj" and is_verb(verb.head):
        if not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
            return auxiliaries(verb.head)
    return own


def is_past(verb: Token) -> bool:
    """Whether a finite verb is a simple past, told without modal or perfect."""
    if verb.tag_ == "VBD":
        return True
    tags = {c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return "VBD" in tags and "MD" not in tags


def marked(verb: Token, words: frozenset[str]) -> bool:
    """Whether a clause is opened by one of these conjunctions."""
    return any(c.lower_ in words and c.dep_ in ("mark", "advmod") for c in verb.children)


def apart(token: Token) -> bool:
    """Whether a clause stands for itself: joined, or set before its head with a semicolon."""
    if token.dep_ in _APART:
        return True
    if token.dep_ == "ccomp" and token.i < token.head.i:
        between = token.doc[token.i + 1 : token.head.i]
        return any(t.text == ";" for t in between)
    return False


def unit(token: Token) -> Token:
    """The top of the clause in which a judgement stands, up to a conjunct or a subordinate clause."""
    current = clause_of(token)
    while current.head != current and not apart(current):
        if current.dep_ in _SAME_CLAUSE or current.dep_ in ("ccomp", "acl", "appos", "nsubj"):
            current = current.head
        else:
            break
    return current


def extent(top: Token, sentence: Span, at: Token | None = None) -> tuple[int, int]:
    """Offsets, within the paragraph, of a sentence or its part between semicolons.

    The part is the one in which `at` stands (else `top`); of a long part, the clause is taken.
    """
    part = part_of(top if at is None else at, sentence)
    if len(part) <= _LONG:
        return trimmed(part)
    left, right = max(top.left_edge.i, part.start), min(top.right_edge.i, part.end - 1)
    for child in top.children:
        if child.dep_ == "conj" and is_verb(child) and child.i > top.i:
            right = min(right, child.left_edge.i - 1)
    if right - left < _SHORT:
        return trimmed(part)
    return trimmed(top.doc[left : right + 1])


def part_of(top: Token, sentence: Span) -> Span:
    """What stands between the semicolons around a word; the sentence, where that is little."""
    first, last = sentence.start, sentence.end
    for token in sentence:
        if token.text == ";":
            if token.i < top.i:
                first = token.i + 1
            else:
                last = token.i
                break
    return top.doc[first:last] if last - first > _SHORT else sentence


def trimmed(span: Span) -> tuple[int, int]:
    """Offsets of a span without white space and commas around it."""
    text = span.text
    start = span.start_char + len(text) - len(text.lstrip(" \n\t,;:—–-"))
    stop = span.start_char + len(text.rstrip(" \n\t,;:—–-"))
    return start, max(stop, start)


def phrase(token: Token, limit: int = 160) -> str:
    """The words of a whole phrase, cut at a word where they are too many."""
    words = token.doc[token.left_edge.i : token.right_edge.i + 1].text
    return shorten(words, limit)


def shorten(words: str, limit: int = 160) -> str:
    """Words on one line, cut at a word where they are too many."""
    words = _SPACES.sub(" ", words).strip(' ,.;:—–-\n“”"')
    return words if len(words) <= limit else words[: limit - 2].rsplit(" ", 1)[0] + " …"


def subject(verb: Token) -> Token | None:
    """The subject of a clause as it stands, or the one it inherits."""
    return next(iter(surface_subjects(verb)), None)
