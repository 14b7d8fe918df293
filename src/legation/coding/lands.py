"""The country that a sentence or a text is set in, and the states that a sentence has named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from legation.coding.scene import Scene
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACES = frozenset({"place", "capital", "state", "seat"})
WHERE = frozenset({"in", "at", "near", "outside", "across", "from", "on", "inside", "into", "of"})
"""Prepositions of place, which tell where a text is set."""


def country_here(token: Token, scene: Scene) -> str | None:
    """The country that a sentence is set in, or else the one that the text is about."""
    after = scene.doc[token.i + 1] if token.i + 1 < len(scene.doc) else None
    if scene.discourse.dateline and after is not None and after.lower_ == "here":
        return scene.discourse.dateline
    if (here := set_in(scene, scene.sentence_of(token))) is not None:
        return here
    if scene.discourse.home is not None:
        return scene.discourse.home
    named = {side.code for side in states_before(token, scene)}
    return named.pop() if len(named) == 1 else None


def set_in(scene: Scene, words: Iterable[Token]) -> str | None:
    """The country of the first place that stands among words as where something is."""
    for word in words:
        mention = scene.heads.get(word.i)
        if mention is None or mention.entry.kind not in _PLACES or len(mention.entry.codes) != 1:
            continue
        if (word.dep_ == "pobj" and word.head.lower_ in WHERE) or word.dep_ == "appos":
            return mention.entry.codes[0]
    return None


def states_before(token: Token, scene: Scene) -> list[Side]:
    """States and their people named earlier in the sentence."""
    found: dict[str, Side] = {}
    for word in scene.doc[scene.sentence_of(token).start : token.i]:
        mention = scene.heads.get(word.i)
        if mention is not None and mention.entry.kind in (
            "state",
            "capital",
            "seat",
            "adjective",
            "people",
            "person",
            "group",
        ):
            for code in mention.entry.codes:
                if not code.startswith("PER:"):
                    found.setdefault(code, scene.side(mention, code))
    return list(found.values())
