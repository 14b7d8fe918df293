"""Claims that can be checked: firsts, superlatives, frequencies and trends, with their span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.clauses import auxiliaries, clause_of, extent, shorten, unit
from legation.coding.comparing import comparisons
from legation.coding.cues import Hit, of_table
from legation.coding.grammar import is_verb, particle
from legation.coding.quantities import quantities
from legation.model import ClaimKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_ORDER = ("first", "superlative", "frequency", "trend", "other")
_NOT_CLAIMS = frozenset({"first lady", "first minister", "first vice", "first deputy", "at least"})
_YEARLY = frozenset({"annual", "biennial", "biannual", "yearly"})
_SINCE = frozenset({"since", "steadily", "gradually", "last", "this", "by", "from", "over", "more"})
_ADVISING = frozenset({"should", "ought"})
_MODALS = frozenset({"could", "would", "may", "might", "will", "should", "can", "to"})


@dataclass(slots=True)
class Told:
    """One claim before it is put into words: its kind, the words, and where they stand."""

    kind: ClaimKind
    token: Token
    words: str
    span: tuple[int, int]


def claims(sentence: Span, hits: list[Hit], text: str) -> list[Told]:
    """The claims of one sentence of a paragraph with this `text`, one for each clause and kind."""
    found: dict[tuple[str, int], Told] = {}
    for kind, token in _told(sentence, hits):
        top = unit(token)
        span = extent(top, sentence)
        words = shorten(text[span[0] : span[1]], 200)
        if not auxiliaries(top) & _ADVISING:
            found.setdefault((kind.value, top.i), Told(kind, token, words, span))
    return _ranked(found.values())


def _told(sentence: Span, hits: list[Hit]) -> Iterator[tuple[ClaimKind, Token]]:
    """Words that make a claim, with its kind."""
    yield from comparisons(sentence)
    for hit in of_table(hits, "claims"):
        if _holds(sentence, hit):
            yield ClaimKind(hit.cue.kind), hit.head
    for token in quantities(sentence):
        yield ClaimKind.OTHER, token


def _ranked(found: Iterable[Told]) -> list[Told]:
    return sorted(found, key=lambda told: (told.span, _ORDER.index(told.kind.value)))


def _undone(child: Token) -> bool:
    """What makes a verb of growing or falling another one: "declined to", "fell apart"."""
    aim = child.dep_ in ("xcomp", "advcl") and any(c.lower_ == "to" for c in child.children)
    return aim or child.lower_ == "apart"


def _holds(sentence: Span, hit: Hit) -> bool:
    text = sentence.doc[hit.first : hit.last + 2].text.lower()
    if any(text.startswith(words) for words in _NOT_CLAIMS):
        return False
    if hit.cue.kind == "superlative":
        return hit.head.pos_ != "ADV" or hit.head.tag_ == "RBS"
    if hit.cue.kind == "frequency" and len(hit.tokens) == 1 and hit.head.pos_ == "ADJ":
        return hit.head.lower_ in _YEARLY
    if hit.cue.kind == "trend":
        verb = clause_of(hit.head)
        if hit.head == verb and (particle(verb) or any(map(_undone, verb.children))):
            return False
        told = auxiliaries(verb)
        words = {t.lower_ for t in verb.subtree}
        return (
            not told & _MODALS
            and bool(words & _SINCE)
            and (hit.head == verb or not is_verb(hit.head))
        )
    return True
