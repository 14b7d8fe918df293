"""Deep arguments of verbs and nouns, read off a dependency parse.

Voice is normalised, subjects are inherited through control, coordination and relative
clauses, and prepositional phrases are found on the verb or on its object, since parsers
attach them badly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

Slots = dict[str, list["Token"]]
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_DEPTH = 5


def is_verb(token: Token) -> bool:
    """Whether the token heads a clause."""
    return token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive, as a finite verb or as a participle after its noun."""
    if any(c.dep_ in ("nsubjpass", "auxpass", "csubjpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "conj" and is_verb(verb.head) and not _has(verb, "nsubj", "aux"):
        return is_passive(verb.head) and not _has(verb, "dobj")
    return verb.dep_ in ("acl", "amod", "advcl") and not _has(verb, "dobj", "nsubj", "aux")


def _has(token: Token, *deps: str) -> bool:
    return any(c.dep_ in deps for c in token.children)


RECALLING = frozenset({"after", "since", "because", "having", "had", "once", "before", "until"})
_GOING_ON = frozenset({"to", "when", "while", "as"})


def recalls(clause: Token) -> bool:
    """Whether an adverbial clause goes back behind the main line: "after", "since", "having".

    Purpose clauses, free participles ("alleging ...") and "when" clauses are part of the news.
    """
    words = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod", "aux")}
    if words & RECALLING:
        return True
    return not (clause.tag_ == "VBG" or words & _GOING_ON)


def told_before(verb: Token) -> bool:
    """Whether the past tells what was over before the present of its sentence: "says it struck"."""
    root: Token = verb.sent.root
    if root == verb or root.tag_ not in ("VBZ", "VBP"):
        return False
    finite = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    return finite.tag_ == "VBD"


def particle(verb: Token) -> str:
    """The verb's particle, or an empty string."""
    return next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")


def _antecedent(token: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if token.lower_ in RELATIVE and token.tag_ in ("WDT", "WP", "WP$", "IN", "DT"):
        clause: Token = verb
        for _ in range(_DEPTH):
            if clause.dep_ == "relcl":
                return clause.head
            if clause.dep_ in ("conj", "xcomp", "ccomp"):
                clause = clause.head
            else:
                break
    return token


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Logical subjects: who does it, whatever the voice."""
    if is_passive(verb):
        return [p for c in verb.children if c.dep_ == "agent" for p in c.children if _is_object(p)]
    own = [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
    if own:
        return [_antecedent(c, verb) for c in own if c.pos_ in NOMINAL or c.dep_ == "nsubj"]
    return _inherited(verb, depth) if depth < _DEPTH else []


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """What a clause without its own subject inherits: the subject as it stands in the sentence."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")]
    if own:
        return [_antecedent(c, verb) for c in own]
    return _inherited(verb, depth) if depth < _DEPTH else []


def _inherited(verb: Token, depth: int) -> list[Token]:
    head, dep = verb.head, verb.dep_
    if dep == "conj" and is_verb(head):
        return surface_subjects(head, depth + 1)
    if dep in ("xcomp", "ccomp") and is_verb(head):
        controllers = [c for c in head.children if c.dep_ in ("dobj", "dative")]
        if controllers and head.lemma_ not in ("promise", "vow", "pledge"):
            return [c for c in controllers if c.dep_ == "dobj"] or controllers
        return surface_subjects(head, depth + 1)
    if dep == "xcomp" and head.pos_ == "ADJ":
        return surface_subjects(head.head, depth + 1) if is_verb(head.head) else []
    if dep == "advcl" and is_verb(head):
        return surface_subjects(head, depth + 1)
    if dep == "pcomp" and head.dep_ == "prep":
        return _of_preposition(head.head, depth)
    if dep == "acl":
        return [head] if verb.tag_ == "VBG" else holders(head, depth + 1)
    if dep == "relcl":
        return [head]
    if dep == "acomp" and is_verb(head):
        return surface_subjects(head, depth + 1)
    return []


def _of_preposition(head: Token, depth: int) -> list[Token]:
    if is_verb(head):
        controllers = [c for c in head.children if c.dep_ == "dobj"]
        if controllers and any(
            c.dep_ == "prep" and c.lower_ in ("of", "from") for c in head.children
        ):
            return controllers
        return surface_subjects(head, depth + 1)
    return holders(head, depth + 1)


def holders(noun: Token, depth: int = 0) -> list[Token]:
    """Whose act a noun is: its possessor, nationality word, or the subject over it."""
    before = [c for c in noun.children if c.dep_ in ("poss", "compound", "amod", "nmod")]
    named = [c for c in before if c.dep_ == "poss" or c.ent_type_ or c.pos_ == "PROPN"]
    if named:
        return named
    governor = support(noun)
    return surface_subjects(governor, depth + 1) if governor is not None and depth < _DEPTH else []


def objects(verb: Token) -> list[Token]:
    """Logical objects: whom or what it is done to."""
    found = [
        _antecedent(c, verb)
        for c in verb.children
        if c.dep_ in ("dobj", "nsubjpass", "attr", "oprd")
    ]
    if found or not is_passive(verb):
        return found
    if verb.dep_ in ("acl", "amod"):
        return [verb.head]
    return surface_subjects(verb)


def _is_object(token: Token) -> bool:
    return token.dep_ in ("pobj", "pcomp")


def prepositions(head: Token) -> Slots:
    """Objects of the prepositional phrases that hang on a word, by preposition."""
    found: Slots = {}
    for child in head.children:
        if child.dep_ not in ("prep", "agent", "dative") or child.pos_ not in (
            "ADP",
            "SCONJ",
            "VERB",
        ):
            continue
        _collect(child, found)
    return found


def _collect(prep: Token, found: Slots) -> None:
    name = prep.lower_
    for grandchild in prep.children:
        if _is_object(grandchild):
            found.setdefault(name, []).append(grandchild)
        elif grandchild.dep_ in ("prep", "conj") and grandchild.pos_ == "ADP":
            _collect(grandchild, found)


def support(noun: Token) -> Token | None:
    """The verb that governs a noun as its object, passive subject or prepositional object."""
    token = noun
    for _ in range(_DEPTH):
        if token.dep_ in ("dobj", "nsubjpass", "attr", "oprd") and is_verb(token.head):
            return token.head
        if token.dep_ == "pobj" and token.head.dep_ == "prep":
            if is_verb(token.head.head):
                return token.head.head
            return None
        if token.dep_ in ("conj", "appos"):
            token = token.head
            continue
        return None
    return None


def verb_slots(verb: Token) -> Slots:
    """All arguments of a verb, by slot."""
    slots: Slots = {"subj": subjects(verb), "obj": objects(verb)}
    slots["iobj"] = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    own = prepositions(verb)
    for name, tokens in own.items():
        if not (name == "by" and is_passive(verb)):
            slots.setdefault(name, []).extend(tokens)
    for noun in slots["obj"]:
        for each in (noun, *noun.conjuncts):
            if each.head == verb or each != noun or verb.dep_ not in ("acl", "relcl"):
                for name, tokens in prepositions(each).items():
                    slots.setdefault(f"obj.{name}", []).extend(tokens)
                    if name not in own:
                        slots.setdefault(name, []).extend(tokens)
        slots.setdefault("obj.poss", []).extend(modifiers(noun))
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp") and (is_verb(child) or child.pos_ in ("NOUN", "ADJ")):
            slots.setdefault(child.dep_, []).append(child)
            slots.setdefault(f"{child.dep_}.obj", []).extend(objects(child))
            slots.setdefault(f"{child.dep_}.subj", []).extend(subjects(child))
    if verb.dep_ == "conj" and is_verb(verb.head):
        for name, tokens in prepositions(verb.head).items():
            if all(t.i > verb.i for t in tokens):
                slots.setdefault(name, []).extend(tokens)
    slots["ctrl"] = _controllers(verb)
    return {name: tokens for name, tokens in slots.items() if tokens}


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


def modifiers(noun: Token) -> list[Token]:
    """Words before a noun that may name whose it is."""
    return [c for c in noun.children if c.dep_ in ("poss", "compound", "amod", "nmod", "nummod")]


def noun_slots(noun: Token) -> Slots:
    """All arguments of a noun that names an act, by slot."""
    slots: Slots = {"poss": modifiers(noun)}
    for name, tokens in prepositions(noun).items():
        slots.setdefault(name, []).extend(tokens)
    governor = support(noun)
    if governor is not None:
        slots["gov"] = subjects(governor)
        if not slots["gov"] and (governor.dep_ in ("acl", "relcl", "xcomp") or noun.dep_ == "pobj"):
            slots["gov"] = surface_subjects(governor)
        slots["govobj"] = [
            c for c in governor.children if c.dep_ in ("dative", "dobj") and c != noun
        ]
        for name, tokens in prepositions(governor).items():
            if name not in slots and noun not in tokens:
                slots[name] = tokens
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        for name, tokens in noun_slots(noun.head).items():
            if name not in slots or (name == "poss" and not slots["poss"]):
                slots[name] = tokens
    for conjunct in noun.conjuncts:
        for name, tokens in prepositions(conjunct).items():
            if name not in slots and conjunct.i > noun.i:
                slots[name] = tokens
    return {name: tokens for name, tokens in slots.items() if tokens}


def reach(slots: Slots, name: str) -> list[Token]:
    """Tokens of a slot; a dotted name goes on from the words of another: "for.on", "in.by"."""
    if name in slots or "." not in name:
        return slots.get(name, [])
    base, _, last = name.rpartition(".")
    return [
        found
        for token in reach(slots, base)
        for found in (modifiers(token) if last == "poss" else prepositions(token).get(last, []))
    ]
