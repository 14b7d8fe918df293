"""Deep arguments of verbs and nouns, read off a dependency parse.

Voice is normalised, and subjects are inherited through control, coordination and relative
clauses. What stands in which slot of a trigger is in `slots`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

Slots = dict[str, list["Token"]]
_OWN_PURPOSE = frozenset(
    {"promise", "vow", "pledge", "summon", "convene", "recall", "meet", "visit"}
)
"""Verbs whose infinitive tells what their subject does, although they have an object."""
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_DEPTH = 5
_NUCLEAR = frozenset(
    [
        "compound",
        "amod",
        "nmod",
        "nummod",
        "conj",
        "appos",
        "quantmod",
        "advmod",
        "neg",
        "dobj",
        "npadvmod",
        "acomp",
        "xcomp",
        "pcomp",
    ]
)
# A noun under these tells of another occasion, not of what the subject of the clause does.
ASIDE = frozenset(
    [
        "after",
        "following",
        "amid",
        "amidst",
        "during",
        "despite",
        "before",
        "since",
        "until",
        "because",
        "over",
        "as",
        "like",
        "than",
        "about",
        "regarding",
        "from",
        "of",
        "ahead",
        "without",
        "unlike",
        "against",
        "concerning",
    ]
)


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


def with_to(word: Token) -> bool:
    """Whether a word has the "to" of an infinitive."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in word.children)


def is_infinitive(word: Token) -> bool:
    """Whether it is a to-infinitive, which takes the status of what governs it."""
    return is_verb(word) and with_to(word)


_BESIDE_AGENTS = frozenset({"with", "to", "of"})
_OBJECTS = frozenset({"dobj", "oprd", "attr"})
_THINGS = frozenset({"anything", "something", "nothing", "plan", "plans"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_WITHIN = frozenset({"xcomp", "pcomp", "prep", "acl", "dobj", "conj"})
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
    root = verb
    while root.head != root:  # a token's own sentence is found by walking the whole document
        root = root.head
    if root == verb or root.tag_ not in ("VBZ", "VBP"):
        return False
    finite = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    return finite.tag_ == "VBD"


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(
        c.tag_ in _FINITE or c.tag_ == "MD" for c in verb.children if c.dep_ in ("aux", "auxpass")
    )


def coordinated(verb: Token) -> Token:
    """What a joined verb is joined to: a finite one to a finite one, whatever the parser chose.

    "denies having fired and accused Israel": what accused is the one that denies.
    """
    head = verb.head
    if verb.dep_ != "conj" or not _is_finite(verb):
        return head
    current = head
    for _ in range(_DEPTH):
        if is_verb(current) and _is_finite(current):
            return current
        if current.head == current or current.dep_ not in _WITHIN:
            break
        current = current.head
    return head


def is_reciprocal(act: Token) -> bool:
    """Whether each of two does it to the other: "accused each other", "each expelled the other's"."""
    phrase = list(act.subtree)
    words = [t.lower_ for t in phrase]
    for token, before in zip(phrase[1:], words, strict=False):
        if (before, token.lower_) in (("each", "other"), ("one", "another")):
            return True
        if (before, token.lower_) == ("the", "other") and token.dep_ in ("poss", "pobj", "dobj"):
            return "each" in words
    return False


def particle(verb: Token) -> str:
    """The verb's particle, or an empty string."""
    return next((c.lower_ for c in verb.children if c.dep_ == "prt" or c.tag_ == "RP"), "")


def _antecedent(token: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for; a bare "that" is none but as the subject."""
    if token.tag_ == "IN" and token.dep_ not in ("nsubj", "nsubjpass"):
        return token
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


def owner(token: Token) -> Token:
    """Whom a word before a noun names: of "whose", the noun that its clause is on."""
    if token.lower_ == "whose":
        return next((t.head for t in token.ancestors if t.dep_ == "relcl"), token)
    return token


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Logical subjects: who does it, whatever the voice."""
    if is_passive(verb):
        agent = [p for c in verb.children if c.dep_ == "agent" for p in c.children if _is_object(p)]
        return agent or _agent_beyond(verb)
    own = [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
    if own:
        return [_antecedent(c, verb) for c in own if c.pos_ in NOMINAL or c.dep_ == "nsubj"]
    return _inherited(verb, depth) if depth < _DEPTH else []


def _agent_beyond(verb: Token) -> list[Token]:
    """An agent that was hung on the noun before it: "hit with sanctions | by Chad"."""
    for child in reversed(list(verb.rights)):
        joined = child.dep_ == "prep" and child.lower_ in _BESIDE_AGENTS
        for noun in child.children if joined else [child] if child.dep_ in _OBJECTS else ():
            for word in noun.children:
                if word.lower_ == "by" and word.dep_ == "prep":
                    return [p for p in word.children if _is_object(p)]
    return []


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """What a clause without its own subject inherits: the subject as it stands in the sentence."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")]
    if own:
        return [_antecedent(c, verb) for c in own]
    return _inherited(verb, depth) if depth < _DEPTH else []


def _inherited(verb: Token, depth: int) -> list[Token]:
    head, dep = verb.head, verb.dep_
    if dep == "conj" and is_verb(head):
        return surface_subjects(coordinated(verb), depth + 1)
    if dep in ("xcomp", "ccomp") and is_verb(head):
        controllers = [c for c in head.children if c.dep_ in ("dobj", "dative")]
        if controllers and head.lemma_ not in _OWN_PURPOSE:
            return [c for c in controllers if c.dep_ == "dobj"] or controllers
        return surface_subjects(head, depth + 1)
    if dep == "xcomp" and head.pos_ == "ADJ":
        if is_verb(head.head):
            return surface_subjects(head.head, depth + 1)
        return [head.head] if head.dep_ in ("amod", "appos") else []  # "Carney, about to leave,"
    if dep == "advcl" and is_verb(head):
        return surface_subjects(head, depth + 1)
    if dep == "pcomp" and head.dep_ == "prep":
        blamed = _blamed(head) if head.lower_ == "for" else []
        return blamed or _of_preposition(head.head, depth)
    if dep == "acl" or (dep == "relcl" and with_to(verb) and head.lower_ in _THINGS):
        return [head] if verb.tag_ == "VBG" else holders(head, depth + 1)
    if dep == "relcl":
        return [head]
    if dep == "acomp" and is_verb(head):
        return surface_subjects(head, depth + 1)
    return []


def _blamed(prep: Token) -> list[Token]:
    """Who did it in "thanked X for doing it", "sanctions on X for doing it"."""
    verb = prep.head
    if not is_verb(verb):
        return []
    given = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    on = [c for word in (verb, *given) for c in word.children if c.lower_ in ("on", "against")]
    upon = [p for c in on if c.dep_ == "prep" and c.i < prep.i for p in c.children if _is_object(p)]
    return upon or [g for g in given if g.i < prep.i]


def _of_preposition(head: Token, depth: int) -> list[Token]:
    if is_verb(head):
        controllers = [c for c in head.children if c.dep_ == "dobj"]
        if controllers and any(
            c.dep_ == "prep" and c.lower_ in ("of", "from") for c in head.children
        ):
            return controllers
        return surface_subjects(head, depth + 1)
    if head.pos_ in ("ADV", "ADJ") and is_verb(head.head):  # "stopped short of expelling"
        return surface_subjects(head.head, depth + 1)
    return holders(head, depth + 1)


def holders(noun: Token, depth: int = 0) -> list[Token]:
    """Whose act a noun is: its possessor, nationality word, or the subject over it."""
    before = [c for c in noun.children if c.dep_ in ("poss", "compound", "amod", "nmod")]
    named = [c for c in before if c.dep_ == "poss" or c.ent_type_ or c.pos_ == "PROPN"]
    named = [owner(c) for c in named] or prepositions(noun).get("by", [])
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
    if name == "according":  # who says it is no side of what is said
        return
    for grandchild in prep.children:
        if _is_object(grandchild) or (name == "as" and grandchild.dep_ == "amod"):
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
            if is_verb(token.head.head) and token.head.lower_ not in ASIDE:
                return token.head.head
            return None
        if token.dep_ in ("conj", "appos"):
            token = token.head
            continue
        return None
    return None


def nucleus(noun: Token, depth: int = 0) -> list[Token]:
    """A noun with the words that say what it is, without clauses, owners and what it is about."""
    found = [noun]
    if depth >= _DEPTH:
        return found
    for child in noun.children:
        if child.dep_ in _NUCLEAR:
            found += nucleus(child, depth + 1)
        elif child.dep_ == "prep" and child.lower_ == "of":
            found += [t for p in child.children if _is_object(p) for t in nucleus(p, depth + 1)]
    return found
