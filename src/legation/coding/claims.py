"""Claims that can be checked: firsts, superlatives, frequencies and trends, with their span."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.clauses import auxiliaries, clause_of, extent, shorten, unit
from legation.coding.cues import Hit, of_table
from legation.coding.grammar import is_verb
from legation.model import ClaimKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_ORDER = ("first", "superlative", "frequency", "trend")
_NOT_CLAIMS = frozenset({"first lady", "first minister", "first vice", "first deputy", "at least"})
_SINCE = frozenset({"since", "steadily", "gradually", "last", "this", "by", "from", "over", "more"})
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
    for hit in of_table(hits, "claims"):
        if not _holds(sentence, hit):
            continue
        top = unit(hit.head)
        span = extent(top, sentence)
        kind = ClaimKind(hit.cue.kind)
        words = shorten(text[span[0] : span[1]], 200)
        found.setdefault((kind.value, top.i), Told(kind, hit.head, words, span))
    return _ranked(found.values())


def _ranked(found: Iterable[Told]) -> list[Told]:
    return sorted(found, key=lambda told: (told.span, _ORDER.index(told.kind.value)))


def _holds(sentence: Span, hit: Hit) -> bool:
    text = sentence.doc[hit.first : hit.last + 2].text.lower()
    if any(text.startswith(words) for words in _NOT_CLAIMS):
        return False
    if hit.cue.kind == "superlative":
        return hit.head.pos_ != "ADV" or hit.head.tag_ == "RBS"
    if hit.cue.kind == "trend":
        verb = clause_of(hit.head)
        told = auxiliaries(verb)
        words = {t.lower_ for t in verb.subtree}
        return (
            not told & _MODALS
            and bool(words & _SINCE)
            and (hit.head == verb or not is_verb(hit.head))
        )
    return True
