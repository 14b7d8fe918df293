"""How likely somebody holds a thing to be, in figures: "put it at one in ten", "even"."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from legation.coding.clauses import subject
from legation.coding.cues import Hit
from legation.coding.date_words import NUMBER
from legation.coding.grammar import is_verb
from legation.coding.holders import Holders
from legation.coding.reading_parts import Reading, reading_of
from legation.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_AT = frozenset({"at", "below", "above", "under", "over", "around", "near"})
_RANGE = frozenset({"in", "to", "-", "–"})
_ARTICLES = frozenset({"a", "an"})
_FAR = 8


def odds(hit: Hit, holders: Holders) -> Reading | None:
    """The stance that a figure tells: over even odds for, under them against."""
    verb = hit.head
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None) if is_verb(verb) else None
    if thing is None:
        return None
    for prep in verb.subtree:
        if prep.lower_ in _AT and prep.i > thing.i:
            chance = _chance(prep)
            if chance is not None:
                return _made(hit, thing, chance, holders)
    return None


def _made(hit: Hit, thing: Token, chance: float, holders: Holders) -> Reading:
    who = subject(hit.head)
    named = holders.named(who) if who is not None and holders.can_speak(who) else None
    made = reading_of(hit, hit.head, thing, holders, strong=True)
    stance = Stance.FOR if chance > 0.5 else Stance.AGAINST if chance < 0.5 else Stance.UNCERTAIN
    return dataclasses.replace(made, kind="belief", stance=stance, holder=named or made.holder)


def _chance(prep: Token) -> float | None:
    """The share in "one in ten", "60 to 70 percent", "50-50", "even"; None where none follows."""
    words = [t.lower_ for t in prep.doc[prep.i + 1 : prep.i + _FAR] if t.lower_ not in _ARTICLES]
    if words and words[0] == "even":
        return 0.5
    first = _number(words[0]) if words else None
    if first is None:
        return None
    if _percent(words[1:]):
        return first / 100
    second = _number(words[2]) if len(words) > 2 and words[1] in _RANGE else None
    if not second:
        return None
    if words[1] == "in":
        return first / second
    if _percent(words[3:]):
        return (first + second) / 200
    return first / (first + second) if words[1] == "to" or first == second else None


def _percent(words: Sequence[str]) -> bool:
    return words[:1] in (["%"], ["percent"], ["pc"]) or words[:2] == ["per", "cent"]


def _number(word: str) -> float | None:
    return float(word) if word.replace(".", "", 1).isdecimal() else NUMBER.get(word)
