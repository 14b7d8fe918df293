"""Whether an act occurred, is planned, might happen, was denied or called off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from legation.coding.clauses import apart, auxiliaries
from legation.coding.governing import (
    DISAVOWED,
    SETTLED,
    governed,
    governing,
    is_told,
    predicated,
    row_of,
    was_not_kept,
)
from legation.coding.grammar import (
    coordinated,
    is_infinitive,
    is_passive,
    is_verb,
    recalls,
    surface_subjects,
)
from legation.coding.moods import Reading, clause_reading, is_negated, is_to, none_of, with_none
from legation.knowledge.acts import word_classes
from legation.knowledge.people import speech_verbs
from legation.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

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
# "Gave no dates for the trip": what is said of a word is not said of what it is about.
_BOUND = frozenset({*_SLOT.values(), "of", "acomp"})
_DEPTH = 8
_MEANS = frozenset({"by", "through", "in", "beyond", "besides"})
_SAID = frozenset({"accuse", "blame", "cite", "charge", "denounce", "condemn", "criticize", "call"})
_UNDONE = frozenset({"denied", "disavowed", "cancelled"})
_NEUTRAL = frozenset({"none", "occurred", "told"})
_BY = frozenset({"under", "in", "by", "with", "through"})
_DECLINING = frozenset({"refuse", "decline"})
_WARNING = frozenset({"warn", "caution"})
_MAY = frozenset({"could", "may", "might"})
_MISSED = frozenset({"should", "ought", "would"})
MISSED = "should have been"
"""Told as what was to come about and did not."""
PROPOSED = "proposed"
"""What a bill, draft or plan provides for."""
ANNOUNCED = "announced"
"""Made known by its actor, with nothing to say that it is over."""


def _modifier_status(noun: Token) -> str | None:
    """What the words on a noun say of it: "a planned visit", "talks set for Friday"."""
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "advmod", "det"):
            found = row_of(f"a:{child.lemma_.lower()}", "amod") or row_of(
                f"a:{child.lower_}", "amod"
            )
        elif child.dep_ in ("acl", "relcl") and is_verb(child):
            found = _clause_status(child)
        else:
            continue
        if found is not None and found not in _NEUTRAL and found != "content":
            return found
    return None


def _clause_status(clause: Token) -> str | None:
    """What a clause on a noun says of it: "scheduled for", "which he had put off", "that is to be"."""
    if clause.dep_ == "relcl" and clause.lemma_ == "be":
        ahead = _to_follow(clause)
        return clause_reading(ahead).status.value if ahead is not None else None
    if clause.dep_ == "relcl":
        relative = [c for c in clause.children if c.tag_ in ("WDT", "WP")]
        if any(c.dep_ == "nsubj" for c in relative):
            return _of_its_own(clause)
        if not any(c.dep_ in ("dobj", "nsubjpass") for c in relative):
            return None
    elif clause.tag_ != "VBN":
        return None
    return governed(clause, "obj")


def _of_its_own(clause: Token) -> str | None:
    """What became of an act by itself: "a summit that never took place", "which fell through"."""
    if is_negated(clause) and clause.lemma_.lower() in word_classes()["COME_ABOUT"]:
        return "denied"
    status = governed(clause, "subj")
    return status if status in _UNDONE else None


_INSTEAD_OF = {("rather", "than"), ("instead", "of")}


def read_status(token: Token) -> Reading:
    """The status of the act that a trigger tells, from its clause and what governs it."""
    reading = clause_reading(token) if is_verb(token) else Reading(Status.OCCURRED, "told as fact")
    if reading.why == "modal" and not reading.advice and _is_proposed(token):
        reading.why = PROPOSED
    words = auxiliaries(token) if is_verb(token) else set()
    if "have" in words and words & _MISSED:
        reading = Reading(Status.HYPOTHETICAL, MISSED, advice=True)
    if reading.status is Status.PLANNED and is_to(token) and was_not_kept(token.head):
        reading = Reading(Status.CANCELLED, "was to have been")
    if is_verb(token) and with_none(token):
        ahead = reading.status is Status.PLANNED  # "raised no objection", "will send no envoy"
        reading = _apply(reading, "denied", "future" if ahead else "negation")
        reading.refused = ahead
    if _is_not(token) or _is_shunned(token):
        return Reading(Status.DENIED, "negation", refused=not is_verb(token))
    if not is_verb(token):
        found = _modifier_status(token)
        if found and found not in SETTLED:  # "the settled frontier"
            reading = _apply(reading, found, "modifier")
        if none_of(token):
            reading = _apply(reading, "denied", "negation")
        planned = found == "planned"
        reading = _climb(token, reading)
        if planned and reading.status is Status.DENIED and reading.why != DISAVOWED:
            reading.status = Status.CANCELLED  # "a visit set for May will not take place"
        return reading
    reading = _climb(token, reading)
    if reading.status is Status.PLANNED and _is_off(token):
        return Reading(Status.CANCELLED, "off", reading.advice, reading.content)
    return reading


def _is_not(word: Token) -> bool:
    """Whether a clause says that its subject is not something: "is not ready to meet"."""
    predicate = word.pos_ == "ADJ" and word.dep_ in ("acomp", "oprd", "attr")
    return predicate and is_verb(word.head) and (is_negated(word.head) or is_negated(word))


def _is_shunned(verb: Token) -> bool:
    """Whether somebody did something else: "rather than meet", "instead of attacking"."""
    first = verb.left_edge.i
    before = tuple(t.lower_ for t in verb.doc[max(first - 2, 0) : first])
    return is_verb(verb) and before in _INSTEAD_OF


def _is_off(verb: Token) -> bool:
    """Whether what a clause on a noun plans to do with it is off: "the pact that they were to sign"."""
    clause = verb
    for _ in range(_DEPTH):
        if clause.dep_ == "relcl":
            step = _step(clause.head)
            return step is not None and governing(step[1], step[0]) == "cancelled"
        if clause.dep_ not in ("xcomp", "conj"):
            return False
        clause = clause.head
    return False


def _is_proposed(verb: Token) -> bool:
    """Whether a bill, draft or plan would do it: "a bill that would ban", "under the draft"."""
    clause = _first_joined(verb)
    words = [*surface_subjects(clause)]
    words += [p for c in clause.children if c.dep_ == "prep" for p in c.children if c.lower_ in _BY]
    return any(word.lemma_.lower() in word_classes()["DRAFT"] for word in words)


def _climb(token: Token, reading: Reading) -> Reading:
    """What governs an act on the way up to the top of its sentence, the nearest first."""
    current = token
    joined = {token, _first_joined(token)}
    reported = False
    for _ in range(_DEPTH):
        if current.dep_ == "conj":
            current = coordinated(current)
            continue
        step = _step(current)
        if step is None or (current.dep_ == "ccomp" and apart(current)) or _describes(current):
            break
        slot, head = step
        status = governing(head, slot)
        if status in SETTLED:
            return _apply(reading, SETTLED[status], head.lemma_)
        if status in _UNDONE and is_verb(head) and (why := _not_undone(head, status)):
            return Reading(Status.HYPOTHETICAL, why, content=reading.content)
        if reported and is_verb(head):
            status = predicated(head) or governed(head, "told") or _only_undoing(status)
        reported = reported or status == "told"
        feared = _is_feared(current, slot, head)
        if (status == "content" and not feared) or (slot == "ccomp" and _is_unsaid(head)):
            reading.content = True
            reading.declined = slot == "xcomp" and head.lemma_ in _DECLINING
        elif status is not None and status not in _NEUTRAL:
            reading = _apply(reading, status, head.lemma_)
        if current == token and (around := row_of(f"p:{slot}", current.dep_)) is not None:
            reading = _apply(reading, around, slot)
        if is_verb(head) and _carries(current, slot, status):
            reading = _merge(reading, _clause_over(head, slot))
        reading = _beside(reading, current, slot, head, nearest=current in joined)
        if _ends(current, token, slot, status):
            break
        if status is None and slot not in _BOUND:
            reading.content = reading.content or _is_content(head)
            break
        current = head
    return reading


def _describes(clause: Token) -> bool:
    """Whether a participle says what a thing is, whatever becomes of it: "the draft sent to Chad"."""
    if clause.dep_ != "acl" or clause.tag_ != "VBN":
        return False
    return not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in clause.children)


def _is_unsaid(verb: Token) -> bool:
    """Whether somebody does not say what stands under a verb: "has not said that it fired"."""
    return is_verb(verb) and verb.lemma_ in speech_verbs() and is_negated(verb)


def _is_feared(clause: Token, slot: str, head: Token) -> bool:
    """Whether somebody warns of what others may do, which is no threat of his own."""
    warned = slot == "ccomp" and head.lemma_ in _WARNING
    return warned and bool(auxiliaries(clause) & _MAY) and not is_passive(clause)


def _first_joined(verb: Token) -> Token:
    """The first of the verbs with which one is joined."""
    while verb.dep_ == "conj" and is_verb(verb.head):
        verb = coordinated(verb)
    return verb


def _not_undone(verb: Token, status: str | None) -> str | None:
    """Why an act stands after all: "does not rule out"; "may call off", which is not done yet."""
    if is_negated(verb):
        return "not ruled out"
    unsure = status == "cancelled" and clause_reading(verb).status is Status.HYPOTHETICAL
    return "may be called off" if unsure else None


def _accompanies(clause: Token) -> bool:
    """Whether a participle tells of the time of its main clause, and not of what somebody says."""
    if clause.lemma_ in _SAID or clause.lemma_ in speech_verbs():
        return False
    return clause.tag_ == "VBG" and not recalls(clause) and clause.head.dep_ != "ccomp"


def _alongside(reading: Reading, main: Reading) -> Reading:
    """What is done in doing something to come is to come itself; nothing else carries over."""
    told = reading.status is Status.OCCURRED
    return main if told and main.status in (Status.PLANNED, Status.HYPOTHETICAL) else reading


def _beside(reading: Reading, current: Token, slot: str, head: Token, *, nearest: bool) -> Reading:
    """What an act that somebody does by the way, or as a means, takes from what it serves."""
    if current.dep_ == "pcomp" and slot in _MEANS:
        return _by_means(reading, head)
    if slot == "advcl" and nearest and _accompanies(current):
        return _alongside(reading, clause_reading(head))
    return reading


def _by_means(reading: Reading, head: Token) -> Reading:
    """What somebody could or will help by doing is no more done than the help."""
    verb = next((word for word in (head, *head.ancestors) if is_verb(word)), None)
    if verb is None or reading.status is not Status.OCCURRED:
        return reading
    main = clause_reading(verb)
    return main if main.status in (Status.HYPOTHETICAL, Status.PLANNED) else reading


def _is_content(word: Token) -> bool:
    """Whether a word stands in what somebody refuses, rejects or threatens to do."""
    for _ in range(_DEPTH):
        step = _step(word)
        if step is None or word.dep_ in ("ccomp", "advcl"):
            break
        slot, word = step
        status = governing(word, slot)
        if status in ("content", "told"):  # what a rejected report tells is denied
            return status == "content"
    return False


def _only_undoing(status: str | None) -> str | None:
    """What a verb does to a report it does to the act only where it undoes it."""
    return status if status in _UNDONE else None


def _carries(current: Token, slot: str, status: str | None) -> bool:
    """Whether the governing clause's own future, modal or negation is the act's too."""
    if is_infinitive(current) or (slot == "subj" and _to_follow(current.head) is not None):
        return True
    if slot in ("ccomp", "advcl"):
        return False
    return status is not None or slot in ("xcomp", "obj", "acl")


def _ends(current: Token, trigger: Token, slot: str, status: str | None) -> bool:
    """Whether what stands above has nothing to say on the act."""
    if slot in ("ccomp", "subj") and status is None:
        return not (current == trigger and current.dep_ == "nsubj" and current.head.lemma_ == "be")
    return slot == "advcl" and not is_infinitive(current)


def _clause_over(verb: Token, slot: str) -> Reading:
    """The reading of the clause over an act; "is to follow" has it in its infinitive."""
    ahead = _to_follow(verb) if slot == "subj" else None
    return clause_reading(verb if ahead is None else ahead)


def _to_follow(verb: Token) -> Token | None:
    """The infinitive of "is to follow"."""
    if verb.lemma_ != "be":
        return None
    return next((c for c in verb.children if c.dep_ == "xcomp" and is_to(c)), None)


def _step(current: Token) -> tuple[str, Token] | None:
    """The slot in which a word stands, and the word that governs it there."""
    head = current.head
    if head == current:
        return None
    if (current.dep_ == "pobj" and head.dep_ in ("prep", "agent", "conj")) or (
        current.dep_ == "pcomp" and head.dep_ != "pobj"
    ):
        governor = head.head
        while governor.dep_ == "prep" and governor.head != governor:  # "for talks and for a visit"
            governor = governor.head
        return head.lower_, governor
    if current.dep_ == "acomp":
        return "acomp", head
    if current.dep_ == "relcl" and is_infinitive(current):  # "a deal to sell"
        return "acl", head
    if current.dep_ == "relcl":
        report = next(_reports(current), None)
        return None if report is None else ("acl", report)
    slot = _SLOT.get(current.dep_)
    return None if slot is None else (slot, head)


def _reports(clause: Token) -> Iterator[Token]:
    """Nouns whose content a clause tells though the parser hangs it on their owner.

    "The charge of the ministry that they had helped" is no clause on the ministry.
    """
    if any(c.lower_ == "that" and _opens(c) for c in clause.children):
        noun = clause.head
        while True:
            if is_told(noun):
                yield noun
            if noun.dep_ != "pobj" or noun.head.dep_ != "prep":
                break
            noun = noun.head.head


def _opens(that: Token) -> bool:
    """Whether "that" opens a clause and stands for nothing in it, which has all its own parts."""
    return (
        that.tag_ == "IN"
        or that.dep_ == "mark"
        or any(c.dep_ == that.dep_ == "dobj" and c != that for c in that.head.children)
    )


def _apply(reading: Reading, status: str, why: str) -> Reading:
    if status in _NEUTRAL or status == "content":
        return reading
    if status == ANNOUNCED:
        return Reading(reading.status, ANNOUNCED, reading.advice, reading.content)
    if status == DISAVOWED:
        status, why = "denied", DISAVOWED
    new = Status(status)
    if reading.status is Status.DENIED and new is Status.DENIED:
        if reading.why == "negation" and why == DISAVOWED:
            return Reading(Status.OCCURRED, "denial denied", reading.advice, reading.content)
        return reading
    if reading.status in (Status.DENIED, Status.CANCELLED):
        return reading
    return Reading(new, why, reading.advice, reading.content)


def _merge(inner: Reading, outer: Reading) -> Reading:
    if outer.status is Status.OCCURRED or inner.status in (Status.DENIED, Status.CANCELLED):
        return inner
    if inner.status is Status.HYPOTHETICAL and outer.status is Status.PLANNED:
        return inner
    return Reading(outer.status, outer.why, inner.advice or outer.advice, inner.content)
