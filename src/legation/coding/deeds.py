"""Whose deed a verdict is on: "called the move reckless", "condemned the raids", "welcomed it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.dealings import HOSTILE
from legation.coding.frames import Match, triggers
from legation.coding.scene import Scene
from legation.knowledge.acts import word_classes
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERDICTS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
_POINTING = frozenset({"the", "this", "that", "it", "these", "such"})
_DEFINITE = frozenset({"the", "this", "that", "these", "their"})


def doers_of(match: Match, scene: Scene, actors: list[Side]) -> list[Side]:
    """Who did what a verdict is on: "called the move reckless", "welcomed it"."""
    if match.frame.type not in _VERDICTS:
        return []
    acting = {side.code for side in actors}
    for slot in ("obj", "ccomp.subj", "for"):
        for token in match.slots.get(slot, ()):
            if by := _deed_of(token, scene, acting):
                return by
            if parties := _parties(token, scene, acting):
                return parties
            if slot == "for":
                continue
            if token.lower_ in _POINTING or _POINTING & {c.lower_ for c in token.children}:
                talk = scene.discourse
                types = {frame.type for frame in triggers(token)}
                if found := talk.doings.whose(token, types, acting, talk.bodies):
                    return found
    return []


def _deed_of(token: Token, scene: Scene, acting: set[str]) -> list[Side]:
    """Who did the deed of which a verdict speaks: "the raids" are those of the latest attack told."""
    if not _DEFINITE & {c.lower_ for c in token.children}:
        return []
    types = {frame.type for frame in triggers(token)}
    told = scene.discourse.acts.get(types.pop()) if len(types) == 1 and types <= HOSTILE else None
    if told is None or not acting.isdisjoint(side.code for side in told[0]):
        return []
    return [side.unplaced() for side in told[0]]


def _parties(token: Token, scene: Scene, acting: set[str]) -> list[Side]:
    """Who made what a verdict is on: "welcomed the accord", "praised their talks"."""
    if not _DEFINITE & {c.lower_ for c in token.children}:
        return []
    talk, lemma = scene.discourse, token.lemma_.lower()
    agreed = lemma in word_classes()["AGREEMENT"] or lemma in word_classes()["TREATY"]
    sides = talk.agreed if agreed else talk.met if lemma in word_classes()["TALKS"] else ()
    others = [s.unplaced() for s in sides if s.code not in acting]
    return others if len(sides) > 1 else []
