"""Sides that a clause leaves to the reader: who was hit where, who arrests in a named country."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from legation.coding.answering import answered
from legation.coding.dealings import FOUGHT, HOSTILE
from legation.coding.deeds import doers_of
from legation.coding.frames import Match
from legation.coding.grammar import (
    is_passive,
    is_reciprocal,
    is_verb,
    nucleus,
    objects,
    surface_subjects,
)
from legation.coding.groups import group_noun
from legation.coding.lands import country_here
from legation.coding.own import called_in, harms_own
from legation.coding.placing import place_of
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.coding.slots import in_slot
from legation.coding.victims import aimed_at, dead, provoked_by, victims
from legation.knowledge.acts import word_classes
from legation.knowledge.names import is_state
from legation.knowledge.people import speech_verbs
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Token

_ON_PERSONS = frozenset(
    {("COERCE", "arrest"), ("SANCTION", "convict"), ("RETREAT", "release"), ("ASSAULT", "targeted")}
)
_FORCED = _ON_PERSONS | {
    ("COERCE", None),
    ("ASSAULT", "abduct"),
    ("ASSAULT", "beat"),
    ("ASSAULT", "torture"),
}
_PUBLIC = frozenset({"state", "adjective", "people", "person", "body", "group", "seat"})
_TALKS = frozenset({"CONSULT", "COOPERATE"})
_TOWARDS = frozenset({"ASSAULT", "AID", "SANCTION", "COERCE", "REJECT", "MOBILIZE"})
_SHARED = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})
_WITH = frozenset({"with", "to", "against", "between"})
_AT_BORDERS = frozenset({"MOBILIZE", "RETREAT", "COERCE"})
_YIELDING = frozenset({"RETREAT", "CONCEDE"})
_AT_ODDS = _YIELDING | {"MOBILIZE"}
_TESTS = ("test", "missile")
"""Rules of shows of force before the whole world."""
_WHERE = ("along", "near", "at", "on", "across", "over", "in", "to", "into", "obj.along", "obj.on")
_NAMED_WHOLE = frozenset({"CONSULT", "COOPERATE", "ASSAULT", "MOBILIZE"})
"""Types of which a text names both sides, or needs but one."""
_VIOLENT = frozenset({"ASSAULT", "MOBILIZE"})
"""Types for which only those who are at odds come into question."""
_ANNOUNCED = frozenset({"CONSULT", "COOPERATE", "SANCTION", "RETREAT", "AID"})
"""Types of acts of which their actor tells without naming himself."""
_DEFINITE = frozenset({"the", "this", "that", "these", "their"})
_PAIR = 2
_NEW = frozenset({"a", "an", "another", "any", "first", "second", "no"})
"""Words before what has not been told before."""
_JUST = 2
"""Sentences after which a meeting is no longer the one just told of."""
_FEW = 3
"""Sides of a text too short to be about one of them: whoever was dealt with is meant."""
_AT_PROTESTS = frozenset({"during", "at", "in", "amid"})
_OWN = frozenset(
    [
        *("aide", "adviser", "advisor", "officer", "commander", "cabinet", "staff", "general"),
        *("lawmaker", "reporter", "journalist", "supporter", "family", "soldier", "voter"),
    ]
)
"""Those whom one meets or tells at home."""
_CROWD = Side(code="NSA:protesters")


def complete(
    match: Match,
    scene: Scene,
    resolver: Resolver,
    *,
    implied: bool = False,
    undone: bool = False,
    denied: bool = False,
) -> tuple[list[Side], list[Side]]:
    """Actors and recipients of a match, with those that the clause only implies.

    `implied` lets a missing side be the one that the other deals with in the sentences before.
    Where the act is `undone` (planned, possible, denied or off) the sentence itself may tell, and a
    meeting of nobody in particular is that of the two who deal with each other.
    """
    actors, recipients = _told(match, scene, resolver)
    if actors and not recipients:
        recipients = _opponent(match, scene, actors)
    others = match.recipients
    passive = is_verb(match.token) and is_passive(match.token)
    if denied and passive and not match.actors and not others:
        actors = _who_says_so(match, resolver, others)  # "no drone was sent, the minister said"
    if undone and others and not match.actors and match.frame.type in _ANNOUNCED:
        if telling := _who_says_so(match, resolver, others):
            together = "mutual" in match.frame.flags
            actors, recipients = (telling + others, []) if together else (telling, others)
    if not implied:
        # what is planned against, or denied to, nobody in particular is so to whom one deals with
        if undone and actors and not recipients and match.frame.type in _TOWARDS:
            recipients = _other(scene, actors, match.frame.type)
        return actors, recipients
    if harms_own(match, actors, resolver):
        return actors, recipients
    return _implied(match, scene, actors, recipients, undone=undone)


def _implied(
    match: Match, scene: Scene, actors: list[Side], recipients: list[Side], *, undone: bool
) -> tuple[list[Side], list[Side]]:
    """Both sides with those that the sentences before tell."""
    if (again_ := answered(match, scene, actors, recipients)) is not None:
        return again_
    if match.frame.mode == "visit" and (known := _again_visit(match, scene, actors, recipients)):
        return known
    dealings = scene.discourse.dealings
    together = match.frame.mode != "visit" and (
        "mutual" in match.frame.flags or match.frame.type in _TALKS
    )
    if undone and not together and not (actors and recipients):
        again = _as_before(match.frame.type, scene, actors, recipients)
        if again is not None:
            return again
    aside = match.token.dep_ in ("acl", "relcl") or match.token.head.dep_ in ("acl", "relcl")
    if undone and not actors and not recipients and match.frame.type in HOSTILE and not aside:
        both = dealings.direction(match.frame.type)
        return both[:1], both[1:]
    if actors and not recipients and (doers := doers_of(match, scene, actors)):
        return actors, doers
    if actors and not recipients and not _names_another(match, scene):
        partner = _partner(match, scene, actors, undone=undone)
        return (actors + partner, []) if together else (actors, partner)
    if "met" in match.frame.flags and not actors and not recipients:
        just = scene.discourse.topic.at - scene.discourse.met_at <= _JUST
        return (list(scene.discourse.met) if just else []), []
    if "known" in match.frame.flags and not actors and not recipients:
        return dealings.pair(), []
    if together and undone and not actors:
        both = _as_arranged(match, scene) or dealings.pair() or _two_named(scene)
        return (dealings.partner_of(recipients) + recipients if recipients else both), []
    if recipients and not actors and is_verb(match.token) and is_passive(match.token):
        return _other(scene, recipients, match.frame.type, part="actor"), recipients
    return actors, recipients


def _who_says_so(match: Match, resolver: Resolver, others: list[Side]) -> list[Side]:
    """Who speaks for a state or body of its own plan: "new tariffs are to follow, the EU said"."""
    codes = {side.code for side in others}
    for verb in match.token.ancestors:
        if is_verb(verb) and speech_verbs().get(verb.lemma_) == "say":
            found = resolver.sides(surface_subjects(verb)[:1])
            plain = all(s.code not in codes and not s.code.startswith("NSA:") for s in found)
            return found if plain and len(found) == 1 else []
    return []


def _again_visit(
    match: Match, scene: Scene, actors: list[Side], recipients: list[Side]
) -> tuple[list[Side], list[Side]] | None:
    """The sides of a visit told before, where one of them is named again: "his trip"."""
    if (actors and recipients) or any(c.lower_ in _NEW for c in match.token.children):
        return None
    mine, theirs = ({s.code for s in side} for side in (actors, recipients))
    for visit in reversed(scene.discourse.visits):
        guests, hosts = ([s.unplaced() for s in v] for v in visit)
        if mine and mine == {s.code for s in guests}:
            return actors, hosts
        if theirs and theirs == {s.code for s in hosts}:
            return guests, recipients
    return None


def _as_arranged(match: Match, scene: Scene) -> list[Side]:
    """Who was to meet, as the text told last, where "the meeting" is spoken of again."""
    noun = match.token
    if is_verb(noun) or not _DEFINITE & {c.lower_ for c in noun.children}:
        return []
    return [side.unplaced() for side in scene.discourse.arranged]


def _two_named(scene: Scene) -> list[Side]:
    """The two of a text that names no others."""
    topic = scene.discourse.topic
    return topic.pair() if len(topic.candidates()) == _PAIR else []


def _names_another(match: Match, scene: Scene) -> bool:
    """Whether the recipient's place has a name of somebody who has no code."""
    slots = {slot for choice in match.frame.recipient for slot in choice if slot in _WITH}
    for token in (t for slot in slots for t in match.slots.get(slot, ())):
        named = scene.by_token.get(token.i)
        if token.pos_ == "PROPN" and (named is None or named.entry.kind == "place"):
            return True
        if named is None and token.lemma_.lower() in _OWN:  # "discussed it with his officers"
            return True
    return False


def _opponent(match: Match, scene: Scene, actors: list[Side]) -> list[Side]:
    """Towards whom an act is that names nobody: who is on the other side, or whom one yields to."""
    if not (_facing(match) or _against_somebody(match)):
        return []
    found = scene.discourse.dealings.partner(actors, "ASSAULT")
    return found or (_meant(scene, actors, "recipient") if match.frame.type in _YIELDING else [])


def _against_somebody(match: Match) -> bool:
    """Whether an act that names nobody is done to whoever its actor is at odds with."""
    frame = match.frame
    on_persons = frame.mode in ("release", "resign")
    return frame.type in _AT_ODDS and not on_persons and not frame.rule.startswith(_TESTS)


def _facing(match: Match) -> bool:
    """Whether an act at a border is directed at whoever is on its other side."""
    if "facing" in match.frame.flags:
        return True
    if match.frame.type not in _AT_BORDERS:
        return False
    words = word_classes()["FRONTIER"]
    places = (t for slot in _WHERE for t in match.slots.get(slot, ()))
    return any(w.lemma_.lower() in words for t in places for w in nucleus(t))


def _partner(match: Match, scene: Scene, actors: list[Side], *, undone: bool) -> list[Side]:
    """To whom an act that names nobody else is done."""
    if _joined(match):  # "attacked a post and seized it"
        same = _in_sentence(scene, actors, answers=False)
        if same:
            return same
    if match.frame.type not in _NAMED_WHOLE and (same := _in_sentence(scene, actors)):
        return same
    if match.frame.type in _NAMED_WHOLE or "weak" in match.frame.flags:
        same = scene.discourse.dealings.partner(actors, match.frame.type, here=undone)
        if same or match.frame.type in _VIOLENT:
            return same
        return _meant(scene, actors, "partner")
    return _other(scene, actors, match.frame.type)


def _in_sentence(scene: Scene, actors: list[Side], *, answers: bool = True) -> list[Side]:
    """With whom the actors deal elsewhere in the sentence: "summoned the envoy to demand ...".

    With `answers` it may also be who does something to them there.
    """
    acting = {side.code for side in actors}
    for mine, others in scene.discourse.here:
        for one, two in ((mine, others), (others, mine))[: 2 if answers else 1]:
            if acting == {s.code for s in one} and two and acting.isdisjoint(s.code for s in two):
                return [side.unplaced() for side in two]
    return []


def _other(scene: Scene, known: list[Side], type_: str, part: str = "recipient") -> list[Side]:
    """The other side of an act of which the sentence names one: whom the text is about beside it.

    An attack is only filled in between those who are at odds.
    """
    if type_ in FOUGHT:
        return scene.discourse.dealings.partner(known, type_)
    return _meant(scene, known, part)


def _meant(scene: Scene, known: list[Side], part: str) -> list[Side]:
    talk = scene.discourse
    found = talk.topic.meant(known, part, dealt=talk.dealings.dealt(known))
    return found or (talk.dealings.partner(known) if len(talk.topic.candidates()) <= _FEW else [])


def _as_before(
    type_: str, scene: Scene, actors: list[Side], recipients: list[Side]
) -> tuple[list[Side], list[Side]] | None:
    """The sides of the latest act of a type, for one more of it: "another attack" is by the same.

    Whoever denies an act that was laid at his door denies it to its victim.
    """
    before = scene.discourse.acts.get(type_)
    if before is None:
        return None
    acting, others = ([s.unplaced() for s in sides] for sides in before)
    if not actors and not recipients:
        return acting, others
    mine = {side.code for side in actors or recipients}
    fitting = others if actors else acting
    if mine & {side.code for side in fitting}:
        return None
    return (actors, others) if actors else (acting, recipients)


def _joined(match: Match) -> bool:
    """Whether a verb goes on with what its subject did before: "attacked a post and seized it"."""
    verb = match.token
    if match.frame.type in _TALKS or verb.dep_ != "conj" or not is_verb(verb.head):
        return False
    return not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _told(match: Match, scene: Scene, resolver: Resolver) -> tuple[list[Side], list[Side]]:
    actors, recipients = list(match.actors), list(match.recipients)
    acting = {side.code for side in actors}
    recipients = called_in(match, acting, resolver) or _apart(match, actors, recipients)
    flags, frame = match.frame.flags, match.frame
    if "clash" in flags:
        both = actors + recipients
        if len({side.code for side in both}) < 2:
            both += dead(match.token, scene, resolver, {side.code for side in both})
        return both, list(both) if len(both) > 1 else []
    if len(acting) == 2 and frame.type not in _SHARED and is_reciprocal(match.token):
        return actors, list(actors)
    if "mutual" in flags and recipients:
        return actors + recipients, []
    if frame.type == "SUPPORT" and "needs" in flags and len(acting) > 1 and not recipients:
        actors, recipients = _among_themselves(match, actors, resolver)
    if frame.type == "PROTEST":
        return _protest(match, scene, actors, recipients)
    if frame.type == "ASSAULT":
        aimed = aimed_at(match, scene, acting)
        recipients = aimed or recipients or victims(match, scene, resolver, acting)
    elif frame.type in HOSTILE and (frame.type == "MOBILIZE" or not recipients):
        recipients = provoked_by(match, resolver, acting) or recipients
    if "crowdvictim" in flags:
        recipients = [_CROWD]
    if not actors and "home" in flags:
        actors = _at_home(match.token, scene, recipients)
    recipients = _apart(match, actors, recipients)
    if (frame.type, frame.mode) in _ON_PERSONS and not recipients:
        recipients = _persons(match, scene, {side.code for side in actors})
    return actors, recipients


def _among_themselves(
    match: Match, actors: list[Side], resolver: Resolver
) -> tuple[list[Side], list[Side]]:
    """Of several who act, the one at whose home it is done: "they opened an embassy in Y"."""
    named = {side.code: side for side in actors}
    for choice in match.frame.recipient:
        for slot in (s for s in choice if s.rpartition(".")[2] in ("in", "at")):
            for side in resolver.sides(in_slot(match.slots, slot), places=True):
                if side.code in named:
                    return [a for a in actors if a.code != side.code], [named[side.code]]
    return actors, []


def _apart(match: Match, actors: list[Side], recipients: list[Side]) -> list[Side]:
    """Recipients who are not acting; a person of the acting state stands for herself."""
    acting = {side.code for side in actors}
    apart: list[Side] = []
    forced = (match.frame.type, match.frame.mode) in _FORCED
    for side in recipients:
        if _placed(match) and side.code.startswith("PER:") and not forced:
            continue  # most of these are villages that were taken for persons
        if side.code not in acting:
            apart.append(side)
        elif forced and side.office and side.name:
            if side.name.split()[-1][:1].isupper():  # a name, not "its former president"
                apart.append(replace(side, code=f"PER:{side.name}"))
    return apart


def _persons(match: Match, scene: Scene, acting: set[str]) -> list[Side]:
    """Whom an arrest at home concerns: a group that they belong to, or a person by name."""
    token = match.token
    verb = is_verb(token)
    tokens = objects(token) if verb else match.slots.get("of", [])
    around = [t for noun in tokens for t in noun.subtree]
    around += [t for c in token.children if c.dep_ in ("advcl", "prep") for t in c.subtree]
    for word in around:
        mention = scene.heads.get(word.i)
        if mention is not None and mention.entry.kind == "group":
            found = [c for c in mention.entry.codes if c not in acting]
            if found:
                return [scene.side(mention, code) for code in found]
    for noun in tokens:
        for word in noun.subtree:
            if word.ent_type_ == "PERSON" and word.dep_ in ("nsubjpass", "dobj", "pobj", "appos"):
                name = next((e.text for e in scene.people if e.start <= word.i < e.end), word.text)
                name = name.removesuffix("'s").removesuffix("’s")
                return [Side(code=f"PER:{name}", name=name)]
    protests = word_classes()["PROTESTS"]
    held = (t for prep in token.children if prep.lower_ in _AT_PROTESTS for t in prep.subtree)
    return [_CROWD] if any(t.lemma_.lower() in protests for t in held) else []


def _protest(
    match: Match, scene: Scene, actors: list[Side], recipients: list[Side]
) -> tuple[list[Side], list[Side]]:
    """Crowds protest, not their states; a protest at home is directed at the home state."""
    states = [s for s in actors if not s.code.startswith("NSA:")]
    crowd = [s for s in actors if s.code.startswith("NSA:")] or [_CROWD]
    if not recipients:
        here = states[0].code if states else country_here(match.token, scene)
        recipients = [Side(code=here)] if here else []
    return crowd, recipients


def _placed(match: Match) -> bool:
    """Whether an act is directed at places rather than at persons."""
    frame = match.frame
    return frame.type in ("ASSAULT", "MOBILIZE") or (frame.type, frame.mode) == ("COERCE", "seize")


def _at_home(token: Token, scene: Scene, recipients: list[Side]) -> list[Side]:
    """Who arrests, tries or deports where nobody is named: the state where it happens."""
    place, _ = place_of(token, scene)
    here = place or country_here(token, scene)
    if here is None or here in {side.code for side in recipients}:
        here = next((s.code for s in recipients if is_state(s.code)), None) if not place else here
    return [Side(code=here)] if here else []


def political(match: Match, scene: Scene) -> bool:
    """Whether the arrested or tried are of public interest: in office, of a group, or for a cause."""
    token = match.token
    tokens = objects(token) if is_verb(token) else match.slots.get("of", [])
    for noun in tokens:
        for word in noun.subtree:
            mention = scene.by_token.get(word.i)
            if mention is not None and mention.entry.kind in _PUBLIC:
                if not mention.entry.codes[0].startswith("PER:"):
                    return True
            if group_noun(word) is not None or word.ent_type_ in ("NORP", "ORG"):
                return True
    causes = word_classes()["POLITICAL"]
    return any(word.lemma_.lower() in causes for word in scene.sentence_of(token))
