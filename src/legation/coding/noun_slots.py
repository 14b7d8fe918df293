"""The arguments of a noun that may tell an act, and what those of verbs share with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.grammar import (
    Slots,
    holders,
    is_passive,
    is_verb,
    objects,
    owner,
    prepositions,
    subjects,
    support,
    surface_subjects,
    with_to,
)
from legation.knowledge.acts import modality, word_classes
from legation.knowledge.people import speech_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEPTH = 5
_CONTENTS = frozenset({"of", "for", "about", "on"})
"""Prepositions between a plan or a report and what it is of."""
_CAUSING = frozenset({"let", "make", "help", "have", "see", "watch"})
_LAID_AT = {
    "blame": "on",
    "pin": "on",
    "attribute": "to",
    "ascribe": "to",
    "link": "to",
    "trace": "to",
}
"""Who did it, by the participles that say so of a deed: "jamming blamed on Russia"."""
_ON = frozenset({"on", "about", "over", "regarding", "concerning"})
_SPEAKING = frozenset({"comment", "speak", "talk", "report", "reflect", "joke", "ask"})
_PRAISING = frozenset(
    [
        *("voice", "express", "declare", "reiterate", "thank", "praise", "commend", "applaud"),
        *("congratulate", "blame", "punish", "reward"),
    ]
)
_WHERE = frozenset({"in", "at", "near", "across", "outside", "on", "over", "off"})


def modifiers(noun: Token) -> list[Token]:
    """Words before a noun that may name whose it is."""
    before = ("poss", "compound", "amod", "nmod", "nummod")
    return [owner(c) for c in noun.children if c.dep_ in before]


def noun_slots(noun: Token) -> Slots:
    """All arguments of a noun that names an act, by slot."""
    slots: Slots = {"poss": modifiers(noun)}
    for name, tokens in prepositions(noun).items():
        slots.setdefault(name, []).extend(tokens)
    _add_clauses(noun, slots)
    _add_governor(noun, slots)
    if "gov" not in slots and not slots["poss"]:
        slots["say"] = said_by(noun)
    _add_predicate(noun, slots)
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        for name, tokens in noun_slots(noun.head).items():
            if name not in slots or (name == "poss" and not slots["poss"]):
                slots[name] = tokens
    for conjunct in noun.conjuncts:
        for name, tokens in prepositions(conjunct).items():
            if name not in slots and conjunct.i > noun.i:
                slots[name] = tokens
    if _is_phase(noun):
        for name, tokens in prepositions(noun.head.head).items():
            if noun not in tokens:
                slots.setdefault(name, []).extend(tokens)
    if "by" not in slots and (doers := _doers(noun)):
        slots["by"] = doers
    return {name: tokens for name, tokens in slots.items() if tokens}


def _doers(noun: Token) -> list[Token]:
    """Whose an act is that the words over it tell: "answered with raids", "X's series of raids"."""
    if noun.dep_ != "pobj":
        return []
    prep: Token = noun.head
    over: Token = prep.head
    if prep.lower_ == "with" and is_verb(over) and over.lemma_ in word_classes()["ANSWERING"]:
        return surface_subjects(over) if not is_passive(over) else []
    if not _is_phase(noun):
        return []
    owned = any(c.dep_ == "poss" or c.lower_ == "by" for c in over.children)
    return holders(over) if owned or over.dep_ in ("dobj", "nsubjpass") else []


def _is_phase(noun: Token) -> bool:
    """Whether a noun is only a stretch of what it tells: "a wave of | raids"."""
    of = noun.dep_ == "pobj" and noun.head.lower_ == "of"
    return of and noun.head.head.lemma_.lower() in word_classes()["PHASE"]


def _add_clauses(noun: Token, slots: Slots) -> None:
    """Clauses on the noun: "an attack that killed ...", "a call to end ...", "a strike targeting ..."."""
    for child in noun.children:
        if not is_verb(child):
            continue
        if child.dep_ == "acl" and with_to(child):
            add_clause(child, "xcomp", slots)
        elif child.dep_ in ("acl", "relcl"):
            slots.setdefault("rel", []).append(child)
            slots.setdefault("rel.obj", []).extend(objects(child))
            slots.setdefault("rel.subj", []).extend(t for t in subjects(child) if t != noun)
            for name, tokens in prepositions(child).items():
                slots.setdefault(f"rel.{name}", []).extend(tokens)
            if is_passive(child):
                slots.setdefault("by", []).extend(subjects(child))
                laid = prepositions(child).get(_LAID_AT.get(child.lemma_, ""), [])
                if laid and "by" not in slots:
                    slots.setdefault("by", []).extend(laid)


def _add_governor(noun: Token, slots: Slots) -> None:
    whole = _whole(noun)
    governor = support(whole) or _gone_without(noun) or _turned_from(whole)
    if whole != noun:
        slots["poss"] += modifiers(whole)
    if governor is None:
        return
    slots["govverb"] = [governor]
    if "by" not in slots and (laid := _laid_at(noun, governor)):
        slots["by"] = laid
    if (noun.dep_ != "pobj" or _is_plan_over(whole, noun)) and not _is_light(governor):
        return
    if noun.dep_ == "pobj" and _spoken_of(noun, governor):
        return
    slots["gov"] = subjects(governor)
    if not slots["gov"] and (governor.dep_ in ("acl", "relcl", "xcomp") or noun.dep_ == "pobj"):
        slots["gov"] = surface_subjects(governor)
    slots["govobj"] = [c for c in governor.children if c.dep_ in ("dative", "dobj") and c != noun]
    for name, tokens in prepositions(governor).items():
        if name not in slots and noun not in tokens:
            slots[name] = tokens


def _spoken_of(noun: Token, verb: Token) -> bool:
    """Whether an act is only what somebody speaks of, praises or blames.

    "Commenting on the raid", "voiced support for the campaign", "blamed Chad for the ambush".
    """
    if noun.head.lower_ == "for":
        return verb.lemma_ in _PRAISING or verb.lemma_ in word_classes()["CRITICIZE"]
    said = verb.lemma_ in speech_verbs() or verb.lemma_ in _SPEAKING
    return said and noun.head.lower_ in _ON


def _laid_at(noun: Token, governor: Token) -> list[Token]:
    """Who is said to have done it: "the hack was traced to Chad"."""
    preposition = _LAID_AT.get(governor.lemma_)
    if preposition != "to" or noun.dep_ == "pobj":
        return []
    return prepositions(governor).get(preposition, [])


def _gone_without(noun: Token) -> Token | None:
    """The verb of "left without a meeting": its subject is who did not meet."""
    verb: Token = noun.head.head
    gone = noun.dep_ == "pobj" and noun.head.lower_ == "without" and is_verb(verb)
    return verb if gone else None


def said_by(noun: Token) -> list[Token]:
    """Who says something of an act whose own clause names nobody."""
    for verb in noun.ancestors:
        if is_verb(verb) and verb.lemma_ in speech_verbs() and verb.lemma_ != "tell":
            return surface_subjects(verb)[:1]
    return []


def _turned_from(noun: Token) -> Token | None:
    """The verb of "decided against a visit", which the table of governing words tells of."""
    verb: Token = noun.head.head
    if noun.dep_ != "pobj" or not is_verb(verb):
        return None
    rows = modality().get(f"v:{verb.lemma_.lower()}", ())
    turned = any(row.slot == noun.head.lower_ and row.status == "denied" for row in rows)
    return verb if turned else None


def _whole(noun: Token) -> Token:
    """The noun for a part in an act, or a plan or report of it, of which a verb over it tells.

    "Denied any role in the raid", "has dropped plans for a summit".
    """
    for _ in range(_DEPTH):
        over: Token = noun.head.head
        if noun.dep_ != "pobj" or noun.head.dep_ != "prep" or over.pos_ != "NOUN":
            break
        if over.lemma_.lower() not in word_classes()["PART"] and not _is_modal(over):
            break
        noun = over
    return noun


def _is_plan_over(whole: Token, noun: Token) -> bool:
    return whole != noun and _is_modal(whole)


def _is_modal(noun: Token) -> bool:
    """Whether a noun is one for a plan, possibility or report of an act."""
    rows = modality().get(f"n:{noun.lemma_.lower()}", ())
    return any(row.slot in _CONTENTS and row.status != "content" for row in rows)


def _is_light(verb: Token) -> bool:
    """Whether who does what a verb tells acts in the noun under it: "holds talks", "weighs a ban"."""
    lemma = verb.lemma_.lower()
    if lemma in word_classes()["LIGHT"]:
        return True
    rows = modality().get(f"v:{lemma}", ())
    return any(row.slot == "obj" and row.status != "content" for row in rows)


def _add_predicate(noun: Token, slots: Slots) -> None:
    """What the clause around the noun says was hit, and where: "an attack kills ...", "killed in an attack"."""
    verb = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass") and is_verb(verb):
        slots["pred.obj"] = objects(verb) if noun.dep_ == "nsubj" else []
    elif noun.dep_ == "pobj" and noun.head.dep_ in ("prep", "agent") and is_verb(noun.head.head):
        verb = noun.head.head
        slots["pred.obj"] = objects(verb)
    else:
        return
    for name, tokens in prepositions(verb).items():
        if name in _WHERE and noun not in tokens:
            slots.setdefault(f"pred.{name}", []).extend(tokens)
        elif name == "between" and noun.dep_ in ("nsubj", "nsubjpass"):  # "none took place between"
            slots.setdefault(name, tokens)


def add_clause(verb: Token, name: str, slots: Slots) -> None:
    """Adds a clause with its arguments: as `name`, `name.obj`, `name.subj`, `name.in` ..."""
    slots.setdefault(name, []).append(verb)
    slots.setdefault(f"{name}.aux", []).extend(c for c in verb.children if c.dep_ == "aux")
    slots.setdefault(f"{name}.neg", []).extend(c for c in verb.children if _negates(c))
    slots.setdefault(f"{name}.obj", []).extend(objects(verb))
    given = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    slots[f"{name}.obj"] += given  # "offered to build Benin a port"
    slots.setdefault(f"{name}.subj", []).extend(subjects(verb))
    for made in verb.children:  # "refused to let the envoy leave"
        if made.dep_ == "ccomp" and is_verb(made) and infinitive(made):
            slots[f"{name}.obj"] += subjects(made)
    for prep, tokens in prepositions(verb).items():
        slots.setdefault(f"{name}.{prep}", []).extend(tokens)
    for noun in objects(verb):
        for prep, tokens in prepositions(noun).items():
            slots.setdefault(f"{name}.{prep}", []).extend(tokens)


def _negates(word: Token) -> bool:
    """Whether a word makes its verb's act none: "not", "no longer"."""
    return word.dep_ == "neg" or (
        word.lower_ == "longer" and any(c.lower_ == "no" for c in word.children)
    )


def infinitive(clause: Token) -> bool:
    """Whether a clause with a subject of its own is an infinitive, with "to" or without."""
    bare = clause.tag_ == "VB" and not any(c.dep_ in ("aux", "mark") for c in clause.children)
    return with_to(clause) or (bare and clause.head.lemma_ in _CAUSING)
