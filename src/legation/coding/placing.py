"""Where an act happens, from the words near it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from legation.coding.frames import Match, triggers
from legation.coding.grammar import is_verb
from legation.coding.scene import Scene
from legation.knowledge.acts import word_classes
from legation.knowledge.names import is_state
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHERE = frozenset(
    [
        "in",
        "at",
        "near",
        "inside",
        "outside",
        "across",
        "throughout",
        "off",
        "around",
        "over",
        "along",
        "within",
        "above",
    ]
)
_THROUGH = frozenset({*_WHERE, "of", "on", "against", "to", "from"})
_PART_OF = frozenset({"of", "in", "near", "outside", "at"})
_OBJECTS = frozenset({"dobj", "nsubjpass", "attr"})
_FACE_TO_FACE = frozenset({"CONSULT", "SUPPORT", "AGREE", "CONCEDE", "RETREAT"})
_OPENING = 3
"""Sentences with which a report opens."""
_MISSIONS = frozenset({"embassy", "consulate", "mission"})
_ABROAD = frozenset({("COERCE", "cyber"), ("COERCE", "misinformation"), ("COERCE", "withhold")})
_PLACE_KINDS = frozenset({"state", "capital", "place", "seat"})


def place_of(
    trigger: Token, scene: Scene, own: Collection[str] = ()
) -> tuple[str | None, str | None]:
    """Country code and venue of an act, from locative phrases on its clause, the nearest first.

    `own` are nouns that tell the act together with the trigger ("held talks in Cairo").
    """
    current = trigger
    for _ in range(4):
        for prep in (*_locatives(current, trigger, own), *_asides(current)):
            place = _named_place(prep, scene)
            if place is not None:
                return place
        if scene.discourse.dateline and any(
            c.lower_ == "here" and c.dep_ == "advmod" for c in current.children
        ):
            return scene.discourse.dateline, None
        if current.dep_ == "relcl" and (found := _antecedent_place(current, scene)):
            return found
        if current.head == current or current.dep_ in ("relcl", "advcl", "ccomp"):
            break
        current = current.head
    return None, None


def _antecedent_place(clause: Token, scene: Scene) -> tuple[str, str | None] | None:
    """The place that a clause goes on from: "was in Delhi on Friday, where he asked for loans"."""
    where = next((c for c in clause.children if c.lower_ == "where"), None)
    if where is None:
        return None
    start = scene.sentence_of(clause).start
    for word in reversed(scene.doc[start : where.i]):
        if word.dep_ == "prep" and word.lower_ in (*_WHERE, "to"):
            if found := _named_place(word, scene):
                return found
    return None


def _asides(verb: Token) -> Iterator[Token]:
    """Where a subject is, told in passing: "the minister, in Oslo for talks, rejected ..."; missions act where they are."""
    for subject in (c for c in verb.children if c.dep_ == "nsubj" and is_verb(verb)):
        for child in subject.children:
            apart = child.i > subject.i and child.nbor(-1).text == ","
            sits = subject.lemma_.lower() in _MISSIONS
            if (apart or sits) and child.dep_ == "prep" and child.lower_ == "in":
                yield child


def _locatives(
    head: Token, trigger: Token, own: Collection[str], depth: int = 0
) -> Iterator[Token]:
    """Prepositions of place under a word, its own first, then those of its objects."""
    deeper: list[Token] = []
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in _WHERE:
            yield child
        if child.dep_ in _OBJECTS or child.dep_ == "pobj":
            deeper.append(child)
            deeper += _held(child)
        elif child.dep_ == "prep" and depth < 3 and child.lower_ in _THROUGH:
            deeper += [c for c in child.children if c.dep_ == "pobj"]
    if depth < 3:
        for noun in deeper:
            held = is_verb(noun)
            if held or noun == trigger or noun.lemma_.lower() in own or not triggers(noun):
                yield from _locatives(noun, trigger, own, depth + 1)


def _says_where(name: Token, noun: Token, prep: Token) -> bool:
    """Whether a name in the phrase of a preposition says where: not "in response to Peru"."""
    token = name
    while token != noun:
        if token.dep_ == "prep" and (token.lower_ not in _PART_OF or prep.lower_ == "over"):
            return False
        if is_verb(token):
            return False
        token = token.head
    return True


def _held(meeting: Token) -> list[Token]:
    """Clauses on a noun that tell where it is held: "talks set for May in Oslo"."""
    clauses = [c for c in meeting.children if c.dep_ in ("acl", "relcl") and is_verb(c)]
    inner = [x for c in clauses for x in c.children if x.dep_ == "xcomp"]  # "was to be held"
    return [c for c in (*clauses, *inner) if c.lemma_ in word_classes()["HOLDING"]]


def _named_place(prep: Token, scene: Scene) -> tuple[str, str | None] | None:
    for child in prep.children:
        if child.dep_ != "pobj":
            continue
        if child.lemma_.lower() == "capital":
            named = [
                scene.by_token.get(c.i) for c in child.children if c.dep_ in ("amod", "compound")
            ]
            codes = [m.entry.codes[0] for m in named if m and m.entry.kind == "adjective"]
            if codes:
                return codes[0], None
        for token in child.subtree:
            mention = scene.by_token.get(token.i)
            if (
                mention is not None
                and _says_where(token, child, prep)
                and mention.entry.kind in _PLACE_KINDS
                and len(mention.entry.codes) == 1
            ):
                if token.dep_ == "poss" and triggers(child):
                    continue  # "in Russia's war" tells whose it is
                if (
                    token.dep_ in ("pobj", "appos", "compound", "poss", "npadvmod")
                    or token is child
                ):
                    venue = mention.text if mention.entry.kind == "place" else None
                    return mention.entry.codes[0], venue
    return None


def own_words(match: Match) -> set[str]:
    """Nouns that the frame asks of its object, which tell the act together with the verb."""
    asked = (c for c in match.frame.conditions if c.slot == "obj" and not c.negated)
    return {word for condition in asked for word in condition.words}


def implied_place(
    match: Match, mode: str | None, actors: list[Side], recipients: list[Side]
) -> str | None:
    """Where an act must have been where no words say so: attacks at the victim, arrests at home.

    Prisoners are let go at home, and troops leave whom they withdraw from. Frames flagged `at-actor`
    or `at-recipient` happen in that side's country, and so does what a parliament, cabinet or court
    does at home. What happens at sea happens in no country.
    """
    type_, flags = match.frame.type, match.frame.flags
    if "at-sea" in flags or _at_sea(match):
        return None
    acting, others = _country(actors), _country(recipients)
    if "at-actor" in flags or "crowdvictim" in flags or _at_home(match):
        return acting
    if type_ in ("ASSAULT", "PROTEST") or mode == "withdraw" or "at-recipient" in flags:
        return others if type_ != "SANCTION" else None
    if (type_, mode) in _ABROAD or (type_ == "SANCTION" and mode != "expel"):
        return None
    return acting if type_ in ("COERCE", "SANCTION") or mode == "release" else None


def filed_from(type_: str, sides: list[Side], sentence: int, scene: Scene) -> str | None:
    """Where two meet or come to terms abroad, as a report opens: "GENEVA - The two agreed ...".

    A report from the capital of one side tells as often of a meeting elsewhere.
    """
    here, codes = scene.discourse.dateline, {side.code for side in sides}
    face_to_face = type_ in _FACE_TO_FACE and len(codes) > 1 and here not in codes
    return here if face_to_face and sentence < _OPENING else None


def _at_sea(match: Match) -> bool:
    """Whether the act is done to or in waters: "closes the Strait of Hormuz", "in the North Sea"."""
    spots = [*match.slots.get("obj", ()), *match.slots.get("in", ()), *match.slots.get("of", ())]
    return any(t.lemma_.lower() in word_classes()["WATERS"] for t in spots)


def _country(sides: list[Side]) -> str | None:
    """The one state among the sides of one part."""
    return sides[0].code if len(sides) == 1 and is_state(sides[0].code) else None


def _at_home(match: Match) -> bool:
    """Whether an organ acts that sits at home: "the Moldovan parliament ratifies"."""
    return any(t.lemma_.lower() in word_classes()["SEATED"] for t in match.slots.get("subj", ()))
