"""Numbers that carry an argument: a share of a whole, a long time that a thing has taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from legation.coding.clauses import negated
from legation.knowledge.judging import claim_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PERCENT = frozenset({"percent", "%"})
_GONE = frozenset({"ago", "later", "earlier", "before", "old", "hence", "away"})


def quantities(sentence: Span) -> Iterator[Token]:
    """Words for a share or a duration that sets its matter apart."""
    for token in sentence:
        low = token.lower_
        if low in _PERCENT or (low == "cent" and token.nbor(-1).lower_ == "per"):
            if _of(token, sentence):
                yield token
        elif low in claim_words("fraction"):
            if _of(token, sentence) and token.i > sentence.start and _counted(token):
                yield token
        elif low == "since":
            if _since_year(token):
                yield token
        elif token.lemma_ in claim_words("span") and _long(token, sentence):
            yield token


def _of(token: Token, sentence: Span) -> bool:
    return token.i + 1 < sentence.end and token.nbor(1).lower_ in ("of", "from")


def _counted(token: Token) -> bool:
    before = token.nbor(-1)
    return before.like_num or before.lower_ in ("a", "one")


def _since_year(token: Token) -> bool:
    """ "have not met since 2021": how long a thing has not been done."""
    year = next((c for c in token.children if c.dep_ == "pobj"), None)
    verb = token.head
    perfect = any(c.lower_ in ("has", "have") and c.dep_ == "aux" for c in verb.children)
    return year is not None and year.like_num and perfect and negated(verb)


def _long(token: Token, sentence: Span) -> bool:
    """Whether a number of years or days tells how long something has taken."""
    number = next((c for c in token.lefts if c.dep_ == "nummod"), None)
    after = sentence.doc[token.i + 1].lower_ if token.i + 1 < sentence.end else ""
    if number is None or after in _GONE:
        return False
    verb = token.head
    if token.dep_ in ("dobj", "npadvmod", "attr") and verb.lemma_ in claim_words("lasting"):
        return True
    return token.dep_ == "pobj" and verb.lower_ in ("for", "after", "at") and _over(verb)


def _over(prep: Token) -> bool:
    """Whether what has taken so long goes on or has just ended: in a perfect, or with "after"."""
    verb = prep.head
    tags = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return prep.lower_ == "after" or bool(tags & {"has", "have", "had"}) or verb.lemma_ == "be"
