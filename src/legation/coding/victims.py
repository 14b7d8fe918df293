"""Whom a hostile act is done to by the words around it: its dead, its place, whom it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.frames import Match
from legation.coding.grammar import is_verb, objects, prepositions
from legation.coding.lands import country_here
from legation.coding.placing import place_of
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.knowledge.acts import word_classes
from legation.knowledge.names import held_places
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Token

_AIMING = frozenset({"target", "hit", "strike", "attack", "bomb"})
_ANSWERS = frozenset({"response", "retaliation", "reply", "reaction", "reprisal", "revenge"})
_TO = ("to", "for", "against", "over")
_OWN = frozenset({"poss", "compound", "amod", "nmod"})


def victims(match: Match, scene: Scene, resolver: Resolver, acting: set[str]) -> list[Side]:
    """Whom an attack hit, from the clause around it: its dead, its place."""
    slots = match.slots
    for slot in ("rel.obj", "pred.obj"):
        found = [s for s in resolver.sides(slots.get(slot, ())) if s.code not in acting]
        if found:
            return found
    found = dead(match.token, scene, resolver, acting)
    if found:
        return found
    for slot in ("in", "at", "near", "on", "pred.in", "pred.at", "pred.near", "pred.on", "rel.in"):
        found = resolver.sides(slots.get(slot, ()), places=True)
        strange = {s.code for s in found if s.code.startswith("PER:")}  # villages taken for people
        if found := [s for s in found if s.code not in acting | strange]:
            return found[:1]
    if held := _holder(match, scene, acting):
        return [held]
    place, _ = place_of(match.token, scene)
    if place is not None and place not in acting:
        return [Side(code=place)]
    if any(code.startswith("NSA:") for code in acting):
        here = country_here(match.token, scene)
        if here is not None and here not in acting:
            return [Side(code=here)]
    return []


def dead(token: Token, scene: Scene, resolver: Resolver, acting: set[str]) -> list[Side]:
    """Whose people the sentence says were killed or hurt."""
    hurt = [
        t for t in scene.sentence_of(token) if is_verb(t) and t.lemma_ in word_classes()["HURT"]
    ]
    found: dict[str, Side] = {}
    for verb in hurt:
        for side in resolver.sides(objects(verb)):
            if side.code not in acting and not side.code.startswith("PER:"):
                found.setdefault(side.code, side)
    return list(found.values())


def _holder(match: Match, scene: Scene, acting: set[str]) -> Side | None:
    """Who holds a place of the actor's own that is attacked: strikes of Kyiv on Sevastopol."""
    for word in scene.sentence_of(match.token):
        mention = scene.heads.get(word.i)
        if mention is None or mention.entry.kind != "place":
            continue
        for code in acting & set(mention.entry.codes):
            holder = held_places().get((mention.entry.name, code))
            if holder is not None and holder not in acting:
                return scene.side(mention, holder)
    return None


def aimed_at(match: Match, scene: Scene, acting: set[str]) -> list[Side]:
    """The group at which an attack in some country is aimed: "raids in Peru, targeting a camp of X"."""
    verb = match.token if is_verb(match.token) else match.token.head
    for clause in (c for c in verb.children if c.dep_ == "advcl" and c.lemma_ in _AIMING):
        for word in (w for noun in objects(clause) for w in noun.subtree):
            mention = scene.heads.get(word.i)
            if mention is not None and mention.entry.kind == "group":
                found = [code for code in mention.entry.codes if code not in acting]
                if found:
                    return [scene.side(mention, code) for code in found]
    return []


def provoked_by(match: Match, resolver: Resolver, acting: set[str]) -> list[Side]:
    """Whom an act answers: "sent jets to Chad in response to Libyan raids"."""
    if not is_verb(match.token):
        return []
    for noun in prepositions(match.token).get("in", ()):
        if noun.lemma_.lower() not in _ANSWERS:
            continue
        slots = prepositions(noun)
        for deed in (t for name in _TO for t in slots.get(name, ())):
            named = [c for c in deed.children if c.dep_ in _OWN]
            more = prepositions(deed)
            named += [t for name in ("by", "of", "from") for t in more.get(name, ())]
            found = resolver.sides(named) or resolver.sides([deed])
            if others := [side for side in found if side.code not in acting]:
                return others
    return []
