"""Acts upon one's own people and organs, and words to somebody called in for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.frames import Match
from legation.coding.grammar import is_infinitive, is_verb, nucleus, objects
from legation.coding.sides import Resolver
from legation.coding.slots import in_slot
from legation.knowledge.acts import word_classes
from legation.knowledge.people import office_nouns
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASKED = ("obj", "on", "upon", "to", "xcomp.subj")
_HARMED = ("obj", "on", "against", "of")
_SPOKEN = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})
_CALLING = frozenset({"summon", "call", "phone", "telephone", "convene", "meet", "contact"})
_ON_PEOPLE = frozenset({"ASSAULT", "COERCE"})
_ORDERING = frozenset({"order", "instruct", "direct", "command", "require", "oblige"})
_ORGANS = frozenset(
    ["government", "ministry", "department", "cabinet", "agency", "authority", "embassy"]
)

_MISSIONS = frozenset({"embassy", "consulate", "mission", "ambassador", "envoy", "diplomat"})


def asks_own(match: Match, actors: list[Side], resolver: Resolver) -> bool:
    """Whether somebody asks his own side: "instructed his department", "orders the army to halt"."""
    asked = _first(match, _ASKED)
    asking = is_verb(match.token) and match.token.lemma_ in word_classes()["DEMANDVERB"]
    if not asked or not asking or "xcomp" not in match.slots:
        return False
    sides = resolver.sides(asked)
    acting = {side.code for side in actors}
    if sides and {side.code for side in sides} <= acting:
        return True
    ordering = match.token.lemma_ in _ORDERING
    if ordering and all(w.lemma_.lower() in _MISSIONS and not _named(w) for w in asked):
        return True  # "ordered the embassy in Lomé to close"
    if not ordering or (sides and any(s.name for s in sides)):
        return False
    organs = _ORGANS | word_classes()["TROOPS"]
    return all(word.lemma_.lower() in organs and not _named(word) for word in asked)


def harms_own(match: Match, actors: list[Side], resolver: Resolver) -> bool:
    """Whether an act is upon the actor's own people: "waging war on its own people"."""
    if match.frame.type not in _ON_PEOPLE or not actors:
        return False
    acting = {side.code for side in actors}
    harmed = [token for token in _first(match, _HARMED) if _people(token)]
    codes = {side.code for side in resolver.sides(harmed)}
    return bool(codes) and codes <= acting


def called_in(match: Match, acting: set[str], resolver: Resolver) -> list[Side]:
    """To whom somebody speaks whom he called in for it: "summoned the envoy to demand an end"."""
    token = match.token
    if match.frame.type not in _SPOKEN or not is_infinitive(token):
        return []
    verb = token.head
    if token.dep_ not in ("advcl", "xcomp") or verb.lemma_ not in _CALLING:
        return []
    called = resolver.sides(objects(verb))
    return [side for side in called if side.code not in acting]


def _first(match: Match, slots: tuple[str, ...]) -> list[Token]:
    """The words in the first of these slots that is filled."""
    return next((found for slot in slots if (found := in_slot(match.slots, slot))), [])


def _named(noun: Token) -> bool:
    """Whether a phrase has a proper name or an owner: "Peru's army", "the Chilean ministry"."""
    return any(
        word.pos_ == "PROPN" or word.ent_type_ in ("GPE", "NORP") for word in nucleus(noun)
    ) or any(c.dep_ == "poss" and c.tag_ != "PRP$" for c in noun.children)


def _people(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    words = word_classes()
    if lemma in ("people", "population", "public", "national") or noun.ent_type_ == "NORP":
        return True
    return lemma in words["PERSONS"] or lemma in words["PRISONERS"] or lemma in office_nouns()
