"""The arguments of a word that may tell an act, by slot (`docs/lexicon.md` names the slots).

Prepositional phrases are found on the word, on its object and on what governs it, since
parsers attach them badly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.grammar import (
    Slots,
    holders,
    is_passive,
    is_verb,
    objects,
    prepositions,
    subjects,
    surface_subjects,
    with_to,
)
from legation.coding.moods import condition_of
from legation.coding.noun_slots import add_clause, infinitive, modifiers, noun_slots, said_by

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEPTH = 5
_NAMING = frozenset({"call", "term", "describe", "label", "consider", "regard", "see", "dub"})
_CLAUSES_ON = frozenset({"acl", "relcl"})
_MANNER = frozenset({"with", "under"})
_LIKE_PREPOSITIONS = frozenset({"targeting", "involving", "belonging", "including"})


def slots_of(token: Token) -> Slots:
    """The token's arguments, as a verb's, an adjective's or a noun's."""
    if is_verb(token):
        return verb_slots(token)
    if token.pos_ == "ADP":
        return _phrase_slots(token)
    if token.pos_ == "ADV":
        return verb_slots(token.head) if is_verb(token.head) else {}
    if token.dep_ == "amod" and token.head.pos_ in ("NOUN", "PROPN"):
        return noun_slots(token.head) | {"head": [token.head]}
    if token.pos_ == "ADJ":
        head = token.head
        slots = verb_slots(head) if is_verb(head) else {}
        own = verb_slots(token)
        return {**slots, **{k: v for k, v in own.items() if k not in ("subj", "obj")}}
    return noun_slots(token)


def _phrase_slots(preposition: Token) -> Slots:
    """Who a loose phrase says is somewhere, where, and what for: "Clinton, in Peru for talks, said"."""
    over: Token = preposition.head
    fronted = is_verb(over) and preposition.i < over.i and preposition.left_edge.is_sent_start
    manner = preposition.lower_ in _MANNER
    if is_verb(over) and not (fronted or manner):
        return {}
    slots: Slots = {"subj": surface_subjects(over) if is_verb(over) else [over]}
    if not fronted and preposition.i < over.i:
        return {}
    slots["obj"] = [c for c in preposition.children if c.dep_ == "pobj"]
    phrases = [c for c in over.children if c.dep_ == "prep" and c.i > preposition.i]
    within = [p for noun in slots["obj"] for p in noun.children if p.dep_ == "prep"]
    for phrase in (*phrases, *within):
        if fronted and phrase.i > over.i:
            continue
        found = [c for c in phrase.children if c.dep_ == "pobj"]
        slots.setdefault(phrase.lower_, []).extend(found)
    return {name: tokens for name, tokens in slots.items() if tokens}


def in_slot(slots: Slots, name: str) -> list[Token]:
    """The words in a slot; "a|b" is either, a dotted name goes on from another: "to.of"."""
    if "|" in name:
        return [t for each in name.split("|") for t in in_slot(slots, each)]
    found = slots.get(name)
    if found is not None or "." not in name:
        return found or []
    base, _, step = name.rpartition(".")
    tokens = in_slot(slots, base)
    if step == "poss":
        return [m for t in tokens for m in modifiers(t)]
    if step == "obj":
        return [o for t in tokens if is_verb(t) for o in objects(t)]
    if step == "rel":
        return [c for t in tokens for c in t.children if c.dep_ in _CLAUSES_ON and is_verb(c)]
    return [p for t in tokens for p in prepositions(t).get(step) or _of_the_next(t, step)]


def _of_the_next(token: Token, step: str) -> list[Token]:
    """A phrase that a list shares: "drone and missile strikes on the city"."""
    return [p for other in token.conjuncts for p in prepositions(other).get(step, ())]


def verb_slots(verb: Token) -> Slots:
    """All arguments of a verb, by slot."""
    slots: Slots = {"subj": subjects(verb), "obj": objects(verb)}
    slots["iobj"] = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    own = prepositions(verb)
    for name, tokens in own.items():
        if not (name == "by" and is_passive(verb)):
            slots.setdefault(name, []).extend(tokens)
    _add_objects(verb, slots, own)
    for child in verb.children:
        _add_child(child, slots, own)
    _add_asides(verb, slots)
    if verb.dep_ == "conj" and is_verb(verb.head):
        for name, tokens in prepositions(verb.head).items():
            if all(t.i > verb.i for t in tokens):
                slots.setdefault(name, []).extend(tokens)
    # "missiles launched from ..." are not launched by whom the sentence is about
    suffered = verb.dep_ == "acl" and is_passive(verb) and not _has_subject(verb)
    # "condemned a raid that killed six": who condemns did not kill
    aside = verb.dep_ == "relcl" and bool(slots["subj"])
    if not (verb.dep_ == "conj" and is_passive(verb)):  # "let him go, and was rebuked for it"
        slots["gov" if suffered else "relctrl" if aside else "ctrl"] = _controllers(verb)
    return {name: tokens for name, tokens in slots.items() if tokens}


def _add_child(child: Token, slots: Slots, own: Slots) -> None:
    """A clause, complement or adverb of a verb, whose own phrases `own` holds."""
    if child.dep_ in ("xcomp", "ccomp") and (is_verb(child) or child.pos_ in ("NOUN", "ADJ")):
        add_clause(child, child.dep_, slots)
        if child.dep_ == "ccomp" and infinitive(child):  # "allowed planes to land", "let them go"
            add_clause(child, "xcomp", slots)
            slots["obj"] = slots["obj"] or subjects(child)
    elif child.dep_ == "advcl" and is_verb(child) and with_to(child):
        add_clause(child, "xcomp", slots)
    elif child.dep_ == "advcl" and child.tag_ == "VBG" and not _marked(child):
        add_clause(child, "part", slots)
        clause = (c for c in child.children if c.dep_ == "ccomp")
        slots.setdefault("part.ccomp.subj", []).extend(t for c in clause for t in subjects(c))
    elif child.dep_ in ("acomp", "oprd", "attr"):
        slots.setdefault("pred", []).append(child)
        slots.setdefault(child.dep_, []).append(child)
    elif child.dep_ == "npadvmod":
        slots.setdefault("npadvmod", []).append(child)
    elif child.dep_ in ("advmod", "prt"):
        slots.setdefault(child.lower_, []).append(child)
        for name, tokens in prepositions(child).items():  # "flew home | from Norway"
            if name not in own and child.i > child.head.i:
                slots.setdefault(name, []).extend(tokens)


def _marked(clause: Token) -> bool:
    """Whether a conjunction or preposition joins a clause to its verb."""
    return any(c.dep_ in ("mark", "prep", "nsubj") and c.i < clause.i for c in clause.children)


def _add_asides(verb: Token, slots: Slots) -> None:
    """What a clause depends on, who says it, and what it is about by another's name for it."""
    condition = condition_of(verb)
    if condition is not None:
        slots["if"] = [condition]
        slots["if.subj"] = subjects(condition)
        slots["if.obj"] = objects(condition)
    slots["say"] = said_by(verb)
    for clause in verb.children:  # "condemned what it called a reckless act"
        if clause.dep_ in ("ccomp", "dobj", "pcomp") and clause.lemma_ in _NAMING:
            if any(c.lower_ == "what" for c in clause.children):
                named = [c for c in clause.children if c.dep_ in ("oprd", "attr", "dobj")]
                slots["obj"] += [c for c in named if c.lower_ != "what"]


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _add_objects(verb: Token, slots: Slots, own: Slots) -> None:
    for noun in slots["obj"]:
        for each in (noun, *noun.conjuncts):
            if each.head == verb or each != noun or verb.dep_ not in ("acl", "relcl"):
                for name, tokens in prepositions(each).items():
                    slots.setdefault(f"obj.{name}", []).extend(tokens)
                    if name not in own:
                        slots.setdefault(name, []).extend(tokens)
        slots.setdefault("obj.poss", []).extend(modifiers(noun))
        for child in noun.children:
            if child.dep_ == "acl" and is_verb(child):
                if with_to(child):
                    add_clause(child, "xcomp", slots)
                elif child.lower_ in _LIKE_PREPOSITIONS:
                    slots.setdefault(child.lower_, []).extend(objects(child))


def add_main(token: Token, slots: Slots) -> None:
    """Arguments of the clause that a word is only an aside of: "sanctioned X, citing ..."."""
    start = token.head if token.pos_ == "ADV" else token
    for verb in start.ancestors:
        joined = is_verb(start) and start.dep_ == "conj" and start.head == verb
        if joined or not is_verb(verb) or verb.dep_ == "prep":  # "following a raid"
            continue
        slots.setdefault("main", [verb])
        subjects_ = subjects(verb) or (surface_subjects(verb) if not is_passive(verb) else [])
        for name, tokens in {**verb_slots(verb), "subj": subjects_}.items():
            if "." not in name or name.startswith("obj."):
                slots.setdefault(f"main.{name}", [t for t in tokens if t not in token.subtree])
        return


def _controllers(verb: Token) -> list[Token]:
    """Who stands behind a clause whose own subject names nobody: "a statement accusing ..."."""
    current = verb
    for _ in range(_DEPTH):
        if current.dep_ in ("acl", "relcl"):
            return holders(current.head)
        if current.dep_ in ("xcomp", "advcl", "pcomp", "conj", "ccomp", "prep", "pobj"):
            current = current.head
            if is_verb(current) and not is_passive(current):
                return surface_subjects(current)
            continue
        break
    return []
