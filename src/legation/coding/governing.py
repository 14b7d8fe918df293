"""What the words over an act make of it: "cancel", "plans for", "is off the table"."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from legation.coding.grammar import ASIDE, is_passive, is_verb, surface_subjects
from legation.coding.moods import is_negated, none_of
from legation.knowledge.acts import modality, word_classes

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOOSE = ASIDE | {"in", "by", "under", "at"}
_OF_NONE = frozenset({"planned", "hypothetical", "none", "told"})
_PREDICATES = frozenset({"acomp", "attr", "oprd", "advmod", "prep", "prt"})
_LONGEST_PHRASE = 4
_SEEMING = frozenset(
    [
        *("be", "seem", "appear", "remain", "look", "become", "think", "consider", "deem"),
        *("believe", "see", "regard", "view", "rate", "judge", "call"),
    ]
)
_MOVED = frozenset({"put", "place", "leave", "keep", "throw", "take", "stay", "hang", "come"})
"""Verbs with which an act is put somewhere: "put on hold", "thrown into doubt"."""
_UNDER_WAY = frozenset({"be", "begin", "start", "continue", "go", "make", "take", "set", "fix"})
"""Verbs that only say that there is what their subject names: "preparations for it are under way"."""
_PROVIDED = frozenset({"obj", "for", "ccomp"})
_SETTING = frozenset({"set", "fix", "agree", "decide", "schedule", "find", "settle", "exist"})
_PARTS = frozenset({"dobj", "nsubjpass", "nsubj"})
DISAVOWED = "disavowed"
"""Denied by somebody in so many words, and not only told in the negative."""
NOT_PLANNED = "not planned"
"""Denied by a "not" over a plan, which is no double negation."""
ARRANGED = "arranged"
"""Planned, whatever is said of the date, place or work that there is for it."""
OPEN = "open"
"""Possible, where there is no date, place or work for it yet."""
SETTLED = {ARRANGED: "planned", OPEN: "hypothetical", NOT_PLANNED: "denied"}
"""The status of what is told so, to which nothing farther up has anything to add."""


def _key(token: Token) -> str:
    pos = "v" if is_verb(token) else "a" if token.pos_ in ("ADJ", "ADV") else "n"
    return f"{pos}:{token.lemma_.lower()}"


def row_of(key: str, slot: str, of: Container[str] = ()) -> str | None:
    """The status that a row gives to a slot; `of` are the particles of the governing verb."""
    for row in modality().get(key, ()):
        fits = row.slot == slot or (row.slot == "*" and slot not in _LOOSE)
        if fits and (not row.particle or row.particle in of):
            return row.status
    return None


def governed(governor: Token, slot: str) -> str | None:
    """What the table says that a governing word does to what stands in one of its slots."""
    particles = {c.lower_ for c in governor.children if c.dep_ in ("prt", "advmod", "auxpass")}
    found = row_of(_key(governor), slot, particles)
    if found is None and is_verb(governor):  # "calling | off every concert"
        rows = modality().get(_key(governor), ())
        return next((r.status for r in rows if r.particle == slot and r.slot == "obj"), None)
    return found


def is_told(noun: Token) -> bool:
    """Whether a noun is one for a report: "the charge", "rumours"."""
    return row_of(_key(noun), "acl") == "told"


def governing(head: Token, slot: str) -> str | None:
    """What the governing word does to the act in a slot; "no plan to visit" denies it."""
    status = governed(head, slot)
    if status is None and slot == "acl":
        status = governed(head, "xcomp")
    if slot in ("subj", "obj", "ccomp") and (head.lemma_ in _SEEMING or head.lemma_ in _MOVED):
        status = predicated(head) or status
    if slot in ("subj", "obj") and is_verb(head) and (after := _in_the_end(head)) is not None:
        return after
    if slot == "subj" and status in (None, "none") and head.lemma_ == "have":
        bound = [
            c for c in head.children if c.dep_ == "xcomp" and is_verb(c)
        ]  # "will have to wait"
        status = next((found for c in bound if (found := governed(c, "subj"))), None)
    if slot in _PROVIDED and is_verb(head) and _is_of_draft(head):
        return "hypothetical"
    if status is None and is_verb(head) and head.lemma_ in _UNDER_WAY:
        status, head = _of_its_subject(head, slot)
    if status == ARRANGED:
        return OPEN if none_of(head) or is_negated(head) or _never_set(head) else ARRANGED
    if status in _OF_NONE and not is_verb(head) and none_of(head):
        return "denied"
    if status is not None and was_meant(head):
        return governed(head, "had") or ("cancelled" if status == "planned" else status)
    if status == "planned" and (_was_supposed(head) or was_not_kept(head)):
        return "cancelled"
    return status


def _was_supposed(verb: Token) -> bool:
    """ "Was supposed to visit": what was meant to be, told in the past, has not come about."""
    return verb.lemma_ in ("suppose", "mean") and any(
        c.lower_ in ("was", "were") and c.dep_ in ("auxpass", "aux") for c in verb.children
    )


def was_not_kept(word: Token) -> bool:
    """ "Was due to visit on Monday, but stayed at home": a plan of the past with what came instead."""
    verb = word if is_verb(word) else word.head
    past = verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.children if c.dep_ == "auxpass")
    if not past or not any(c.lower_ in ("but", "yet") for c in verb.children if c.dep_ == "cc"):
        return False
    instead = [c for c in verb.children if c.dep_ == "conj" and is_verb(c)]
    return any(
        is_negated(c) or c.lemma_.lower() in word_classes()["INSTEAD"]
        for c in instead
        if not any(g.dep_ == "nsubj" for g in c.children)
    )


def _of_its_subject(verb: Token, slot: str) -> tuple[str | None, Token]:
    """What is said of an act by the noun on which a phrase hangs that stands after the verb.

    "Preparations are under way for a summit" prepares the summit.
    """
    for subject in surface_subjects(verb)[:1]:
        if not is_verb(subject) and (status := governed(subject, slot)) is not None:
            return status, subject
    return None, verb


def _is_of_draft(verb: Token) -> bool:
    """Whether a bill or plan provides for what a verb governs."""
    provides = verb.lemma_.lower() in word_classes()["PROVIDE"]
    words = surface_subjects(verb) if provides else []
    return any(word.lemma_.lower() in word_classes()["DRAFT"] for word in words)


def _never_set(noun: Token) -> bool:
    """Whether a date is not given, set or agreed on."""
    verb = noun.head
    return verb.lemma_ in _SETTING and noun.dep_ in _PARTS and is_negated(verb)


def _in_the_end(verb: Token) -> str | None:
    """What befell the subject after all: "was called for June and was postponed"."""
    for child in verb.children:
        if child.dep_ == "conj" and is_verb(child) and is_passive(child):
            if not any(c.dep_ == "nsubjpass" for c in child.children):
                status = governed(child, "obj")
                if status == "cancelled":
                    return status
    return None


def was_meant(word: Token) -> bool:
    """ "had planned to visit", "had been due": what was meant and is no more."""
    verb = word if is_verb(word) else word.head
    if verb != word and (word.dep_ not in ("acomp", "attr", "oprd") or not is_verb(verb)):
        return False
    return any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children)


def predicated(verb: Token) -> str | None:
    """What is said of an act that is: "is off", "is unlikely", "is off the table"."""
    for word in _taken_as(verb):
        if (status := row_of(f"a:{word}", "subj")) is not None:
            return status
    for child in verb.children:
        if child.dep_ not in _PREDICATES or child.i < verb.i:
            continue
        status = row_of(f"a:{child.lower_}", "subj") or row_of(f"n:{child.lemma_.lower()}", "subj")
        if status is None and child.pos_ in ("ADP", "ADV", "PART"):
            words = [t.lower_ for t in child.doc[child.i : child.i + _LONGEST_PHRASE]]
            phrases = ("_".join(words[:size]) for size in range(len(words), 0, -1))
            status = next(filter(None, (row_of(f"p:{p}", "subj") for p in phrases)), None)
        if status is not None:
            return NOT_PLANNED if status == "planned" and is_negated(verb) else status
        if child.lower_ == "true" and is_negated(verb):
            return DISAVOWED
    return None


def _taken_as(verb: Token) -> list[str]:
    """The words of "regards a raid as likely", "sees it as the likeliest step"."""
    found: list[Token] = []
    for child in verb.children:
        if child.lower_ == "as":
            found += [t for c in child.children for t in (c, *c.children)]
        elif child.dep_ == "advcl" and any(c.lower_ == "as" for c in child.children):
            found.append(child)
    return [token.lemma_.lower() for token in found]
