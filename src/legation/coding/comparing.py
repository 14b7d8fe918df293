"""Words that set a thing apart from all others: superlatives, "only", "last", "more than ever"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from legation.knowledge.judging import claim_words
from legation.model import ClaimKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Found = tuple[ClaimKind, "Token"]
_DEFINITE = frozenset({"the", "its", "their", "his", "her", "our", "your", "my", "'s", "’s"})
_BEFORE = 12
_FEWEST = 4
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
        if low == "than":
            yield from _than(token, sentence)
            continue
        if token.tag_ in ("JJS", "RBS"):
            found = _superlative(token, sentence)
            kind = ClaimKind.SUPERLATIVE
        elif low in _TELLING:
            tells, kind = _TELLING[low]
            found = tells(token, sentence)
        else:
            continue
        if found:
            yield kind, token


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


def _only(token: Token, sentence: Span) -> bool:
    return token.dep_ == "amod" and _definite(token, sentence)


def _none(token: Token, sentence: Span) -> bool:
    """ "Nowhere else", "No election since that of 1990 has"."""
    since = any(t.lower_ == "since" for t in sentence[1:6])
    return token.lower_ == "nowhere" or (token.i == sentence.start and since)


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


def _among_few(token: Token, sentence: Span) -> bool:
    """ "one of two countries in the world"."""
    words = sentence.doc[token.i + 1 : min(token.i + 9, sentence.end)]
    if len(words) < _FEWEST or words[0].lower_ != "of":
        return False
    counted = words[1].like_num or words[2].like_num
    return counted and any(t.lower_ in ("world", "continent", "region") for t in words)


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
        yield ClaimKind.SUPERLATIVE, more


_TELLING: dict[str, tuple[Callable[[Token, Span], bool], ClaimKind]] = {
    "only": (_only, ClaimKind.SUPERLATIVE),
    "sole": (_only, ClaimKind.SUPERLATIVE),
    "last": (_last, ClaimKind.SUPERLATIVE),
    "first": (_first, ClaimKind.FIRST),
    "nowhere": (_none, ClaimKind.SUPERLATIVE),
    "no": (_none, ClaimKind.SUPERLATIVE),
    "one": (_among_few, ClaimKind.SUPERLATIVE),
    "ever": (_never, ClaimKind.FIRST),
}
