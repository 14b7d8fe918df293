"""Sides that an act takes from the one that it answers, undoes or refuses.

"The request was refused": by whom it was made to. "They were released": by who held them. "In response
Chad closed the border": to whoever acted last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from legation.coding.dealings import HOSTILE
from legation.coding.frames import Match, triggers
from legation.coding.grammar import is_passive, is_verb, objects
from legation.coding.scene import Scene
from legation.knowledge.acts import word_classes
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEFINITE = frozenset({"the", "this", "that", "both", "such"})
_REFUSABLE = ("REQUEST", "AGREE")
Sides = tuple[list[Side], list[Side]]


def answered(
    match: Match, scene: Scene, actors: list[Side], recipients: list[Side]
) -> Sides | None:
    """Both sides of an act as the act before it tells them; None where it does not."""
    if not is_verb(match.token):
        return None
    if not actors and is_passive(match.token):
        return _undone(match, scene, recipients)
    if actors and not recipients and match.frame.type in HOSTILE and _in_response(match.token):
        others = scene.discourse.doings.last_doer({side.code for side in actors})
        if others:
            return actors, others
    return None


def _undone(match: Match, scene: Scene, recipients: list[Side]) -> Sides | None:
    """Who frees those whom he held, and who refuses what he was asked or offered."""
    acts = scene.discourse.acts
    if match.frame.mode == "release" and (held := acts.get("COERCE")):
        holding, theirs = (_unplaced(sides) for sides in held)
        if {s.code for s in recipients} <= {s.code for s in theirs}:
            return holding, theirs
    if match.frame.type == "REJECT":
        for noun in objects(match.token):
            told = {frame.type for frame in triggers(noun)}
            plain = any(c.lower_ in _DEFINITE for c in noun.children)
            for kind in _REFUSABLE if plain else ():
                if kind in told and (asked := acts.get(kind)):
                    asking, others = (_unplaced(sides) for sides in asked)
                    if {s.code for s in recipients} <= {s.code for s in asking}:
                        return others, asking
    return None


def _in_response(verb: Token) -> bool:
    """Whether an act is told as an answer without a word of what it answers: "in response", "in turn"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "in":
            for noun in child.children:
                alone = not any(c.dep_ == "prep" for c in noun.children)
                if noun.lemma_.lower() in word_classes()["ANSWER"] and alone:
                    return True
    return False


def _unplaced(sides: Sequence[Side]) -> list[Side]:
    return [side.unplaced() for side in sides]
