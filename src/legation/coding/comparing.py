"""Words that set a thing apart from all others: superlatives, "only", "last", "more than ever"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from legation.knowledge.judging import claim_words
from legation.model import ClaimKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Found = tuple[ClaimKind, "Token"]
_DEFINITE = frozenset({"the", "its", "their", "his", "her", "our", "your", "my", "'s", "’s"})
_BEFORE = 6
_AFTER = 9
_REACH = frozenset({"since", "ever", "yet", "world", "history", "anywhere", "record", "decades"})
_FIRST = frozenset(
    {"to", "in", "since", "that", "of", "by", "ever", "such", "time", "who", "between"}
)
_TIMES = frozenset(
    {"time", "week", "month", "year", "night", "summer", "winter", "spring", "autumn", "minute",
     "decade", "century", "days", "weeks", "months", "years"}
)  # fmt: skip
_THAN = frozenset({"more", "less", "fewer", "longer", "faster", "higher", "lower", "further"})


def comparisons(sentence: Span) -> Iterator[Found]:
    """Words that set something apart, each with the kind of claim that it makes."""
    for token in sentence:
        low = token.lower_
        if token.tag_ in ("JJS", "RBS"):
            if _superlative(token, sentence):
                yield ClaimKind.SUPERLATIVE, token
        elif low in ("only", "sole"):
            if token.dep_ == "amod" and _definite(token, sentence):
                yield ClaimKind.SUPERLATIVE, token
        elif low == "last":
            if _last(token, sentence):
                yield ClaimKind.SUPERLATIVE, token
        elif low == "first":
            if _first(token, sentence):
                yield ClaimKind.FIRST, token
        elif low == "ever" and _never(token, sentence):
            yield ClaimKind.FIRST, token
        elif low == "than":
            yield from _than(token, sentence)


def _after(token: Token, sentence: Span) -> Span:
    return sentence.doc[token.i + 1 : min(token.i + 1 + _AFTER, sentence.end)]


def _definite(token: Token, sentence: Span) -> bool:
    """Whether an article or a possessive stands before a word, with at most two words between."""
    before = sentence.doc[max(token.i - 3, sentence.start) : token.i]
    return any(t.lower_ in _DEFINITE for t in before)


def _superlative(token: Token, sentence: Span) -> bool:
    low = token.lower_
    named = low if token.tag_ == "JJS" or token.i + 1 >= sentence.end else token.nbor(1).lower_
    if low == "least" or not _definite(token, sentence) or named == "of":
        return False
    if low == "most" and token.tag_ == "JJS" and token.dep_ == "amod":
        return False  # "most countries"
    if low in claim_words("soft") or named in claim_words("soft"):
        return any(t.lower_ in _REACH or t.lower_ == "years" for t in _after(token, sentence))
    return True


def _last(token: Token, sentence: Span) -> bool:
    """ "the last to keep", "the last disputed border": no "last week"."""
    if not (token.i > sentence.start and token.nbor(-1).lower_ in _DEFINITE):
        return False
    after = _after(token, sentence)
    if not len(after) or after[0].lemma_ in _TIMES or after[0].like_num or after[0].is_punct:
        return False
    return after[0].lower_ in ("to", "of", "remaining") or any(
        t.lower_ in ("that", "who", "between", "in", "left") for t in after[1:5]
    )


def _first(token: Token, sentence: Span) -> bool:
    """ "the first alliance that", "the first in a decade": no "first round" and no "first, ..."."""
    before = token.nbor(-1).lower_ if token.i > sentence.start else ""
    after = _after(token, sentence)
    if not len(after) or before == "at" or (after[0].is_punct and after[0].text != "-"):
        return False
    if after[0].lower_ in claim_words("not first"):
        return False
    if not (_definite(token, sentence) or after[0].lower_ in ("time", "in", "since")):
        return False
    return any(t.lower_ in _FIRST for t in after[:6])


def _never(token: Token, sentence: Span) -> bool:
    """ "No head of state had ever", "never before"."""
    before = sentence.doc[sentence.start : token.i]
    return any(t.lower_ in ("no", "never", "nobody", "none", "nowhere") for t in before[-8:])


def _than(token: Token, sentence: Span) -> Iterator[Found]:
    """ "more than any other" is a superlative, "more than at any time since" a trend."""
    before = sentence.doc[max(token.i - _BEFORE, sentence.start) : token.i]
    more = next(
        (t for t in reversed(before) if t.tag_ in ("JJR", "RBR") or t.lower_ in _THAN), None
    )
    words = [t.lower_ for t in _after(token, sentence)]
    if more is None or not words:
        return
    near = words[:3]
    if "any" in near or "ever" in near or "all" in near[:1]:
        timed = "since" in words or "ever" in near or bool({"year", "time"} & set(words[:4]))
        yield (ClaimKind.TREND if timed else ClaimKind.SUPERLATIVE), more
    elif near[0] in ("in", "at", "during") and {"before", "previous", "preceding"} & set(words):
        yield ClaimKind.TREND, more
