"""Whether an act occurred, is planned, might happen, was denied or called off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.grammar import is_infinitive, is_verb, particle, with_to
from legation.knowledge.acts import modality, word_classes
from legation.knowledge.people import speech_verbs
from legation.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLAN = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MAY = frozenset({"could", "may", "might", "would", "can", "should", "must", "ought"})
_ADVICE = frozenset({"should", "must", "ought", "can"})
_IF = frozenset({"if", "unless", "whether", "should", "provided"})
_SLOT = {
    "dobj": "obj",
    "nsubjpass": "obj",
    "xcomp": "xcomp",
    "ccomp": "ccomp",
    "nsubj": "subj",
    "attr": "obj",
    "oprd": "obj",
    "acl": "acl",
    "pcomp": "pcomp",
    "advcl": "advcl",
}
_DEPTH = 6
_UNDONE = frozenset({"denied", "disavowed", "cancelled"})
DISAVOWED = "disavowed"
"""Denied by somebody in so many words, and not only told in the negative."""


@dataclass(slots=True)
class Reading:
    """How an act is told: its status, why, and whether it is only said to be desirable."""

    status: Status
    why: str
    advice: bool = False
    content: bool = False
    condition: Token | None = None
    refused: bool = False


def _auxiliaries(verb: Token) -> set[str]:
    found = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if (
        not found
        and verb.dep_ == "conj"
        and is_verb(verb.head)
        and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    ):
        return _auxiliaries(verb.head)
    return found


def _negated(token: Token) -> bool:
    if any(
        c.dep_ == "neg" or (c.lower_ in ("never", "no") and c.dep_ in ("neg", "det"))
        for c in token.children
    ):
        return True
    if any(
        c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children) for c in token.children
    ):
        return True
    return is_verb(token) and any(
        c.dep_ == "nsubj"
        and any(g.lower_ in ("no", "neither") and g.dep_ == "det" for g in c.children)
        for c in token.children
    )


def _to_be(verb: Token) -> bool:
    """ "is to visit": a finite form of be with a bare infinitive after it."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and with_to(verb)


def _reported(verb: Token) -> bool:
    """Whether "would" is the future of a past speech, not a condition: "said that it would go"."""
    clause = verb
    while clause.dep_ == "conj" and is_verb(clause.head):
        clause = clause.head
    told = clause.dep_ == "ccomp" and clause.head.tag_ in ("VBD", "VBN")
    conditional = any(
        c.dep_ == "advcl" and any(g.lower_ in _IF for g in c.children) for c in verb.children
    )
    return told and not conditional and clause.head.lemma_.lower() in speech_verbs()


def clause_reading(verb: Token) -> Reading:
    """What the verb's own auxiliaries and negation say."""
    words = _auxiliaries(verb)
    negated = _negated(verb)
    if "would" in words and not words & (_MAY - {"would"}) and _reported(verb):
        status = Status.DENIED if negated else Status.PLANNED
        return Reading(status, "future in the past", refused=negated)
    if words & _MAY and "have" not in words - {"would"}:
        if negated and "would" in words:
            return Reading(Status.DENIED, "future", refused=True)
        reading = Reading(Status.HYPOTHETICAL, "modal", advice=bool(words & _ADVICE))
        if "if" in {c.lower_ for c in verb.children}:
            reading.why = "condition"
        return reading
    if words & _PLAN or _to_be(verb):
        told = Status.DENIED if negated else Status.PLANNED
        return Reading(told, "future", refused=negated)
    if any(c.dep_ == "mark" and c.lower_ in _IF for c in verb.children):
        return Reading(Status.HYPOTHETICAL, "condition")
    if negated:
        return Reading(Status.DENIED, "negation")
    return Reading(Status.OCCURRED, "told as fact")


def _key(token: Token) -> str:
    pos = "v" if is_verb(token) else "a" if token.pos_ == "ADJ" else "n"
    return f"{pos}:{token.lemma_.lower()}"


def _governed(governor: Token, slot: str) -> str | None:
    for row in modality().get(_key(governor), ()):
        if row.slot in (slot, "*") and (not row.particle or particle(governor) == row.particle):
            return row.status
    return None


def _modifier_status(noun: Token) -> str | None:
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "advmod", "det"):
            for row in modality().get(
                f"a:{child.lemma_.lower()}", modality().get(f"a:{child.lower_}", ())
            ):
                if row.status not in ("none", "content"):
                    return row.status
    return None


def read_status(token: Token) -> Reading:
    """The status of the act that a trigger tells, from its clause and what governs it."""
    reading = clause_reading(token) if is_verb(token) else Reading(Status.OCCURRED, "told as fact")
    if not is_verb(token):
        found = _modifier_status(token)
        if found:
            reading = _apply(reading, found, "modifier")
        if token.dep_ == "pobj" and token.head.lower_ in ("before", "until", "pending"):
            reading = _apply(reading, "planned", "still ahead")
        if any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
            reading = _apply(reading, "denied", "negation")
    return _climb(token, reading)


def _climb(token: Token, reading: Reading) -> Reading:
    current = token
    for _ in range(_DEPTH):
        if current.dep_ == "conj":
            current = current.head
            continue
        step = _step(current)
        if step is None:
            break
        slot, head = step
        status = _governing(head, slot)
        if status in _UNDONE and is_verb(head) and _negated(head):
            return Reading(Status.HYPOTHETICAL, "not ruled out", content=reading.content)
        if status == "content":
            reading.content = True
        elif status not in (None, "none", "occurred"):
            reading = _apply(reading, status, head.lemma_)
        carries = status is not None or slot in ("xcomp", "obj", "acl") or is_infinitive(current)
        if is_verb(head) and carries and slot != "ccomp":
            reading = _merge(reading, clause_reading(head))
        if (slot in ("ccomp", "subj") and status is None and not _exists(current, token)) or (
            slot == "advcl" and not is_infinitive(current)
        ):
            break
        current = head
    return reading


def _exists(current: Token, trigger: Token) -> bool:
    """Whether a clause only says that the act is: "denied that a meeting is on the schedule"."""
    return current == trigger and current.dep_ == "nsubj" and current.head.lemma_ == "be"


def _step(current: Token) -> tuple[str, Token] | None:
    """The slot in which a word stands, and the word that governs it there."""
    head = current.head
    if head == current:
        return None
    if (current.dep_ == "pobj" and head.dep_ in ("prep", "agent")) or current.dep_ == "pcomp":
        return head.lower_, head.head
    if current.dep_ == "acomp":
        return "acomp", head
    slot = _SLOT.get(current.dep_)
    return None if slot is None else (slot, head)


def _governing(head: Token, slot: str) -> str | None:
    """What the governing word does to the act in a slot; "no plan to visit" denies it."""
    status = _governed(head, slot)
    if status is None and slot == "acl":
        status = _governed(head, "xcomp")
    if status in ("planned", "hypothetical") and not is_verb(head) and _none_of(head):
        return "denied"
    return status


def _none_of(noun: Token) -> bool:
    """Whether there is none of what a noun names: "no plan to visit"."""
    return any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in noun.children)


def is_topic(token: Token) -> bool:
    """Whether a word only says what talks, thanks or a plea of importance are about."""
    current = token
    for _ in range(_DEPTH):
        head = current.head
        if head == current or current.dep_ in ("relcl", "nsubj", "nsubjpass", "advcl", "ccomp"):
            return False
        if current.dep_ == "conj" or (head.dep_ == "prep" and current.dep_ in ("pobj", "pcomp")):
            current = head
            continue
        if current.dep_ in ("prep", "dobj", "pobj", "pcomp", "acl", "xcomp", "poss", "compound"):
            lemma = head.lemma_.lower()
            if lemma in word_classes()["ABOUT"] and current != head:
                return True
        if is_verb(head) and head != token and head.dep_ not in ("xcomp", "acl", "pcomp"):
            return False
        current = head
    return False


def _apply(reading: Reading, status: str, why: str) -> Reading:
    if status in ("none", "content", "occurred"):
        return reading
    if status == DISAVOWED:
        status, why = "denied", DISAVOWED
    new = Status(status)
    if reading.status is Status.DENIED and new is Status.DENIED:
        return Reading(Status.OCCURRED, "denial denied", reading.advice, reading.content)
    if reading.status in (Status.DENIED, Status.CANCELLED):
        return reading
    return Reading(new, why, reading.advice, reading.content)


def _merge(inner: Reading, outer: Reading) -> Reading:
    if outer.status is Status.OCCURRED or inner.status in (Status.DENIED, Status.CANCELLED):
        return inner
    if inner.status is Status.HYPOTHETICAL and outer.status is Status.PLANNED:
        return inner
    return Reading(outer.status, outer.why, inner.advice or outer.advice, inner.content)
