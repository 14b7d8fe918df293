"""What a clause by itself says of its act: fact, future, possibility, condition, denial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.clauses import auxiliaries
from legation.coding.date_words import MONTH_NUMBER, WEEKDAY_NUMBER
from legation.coding.grammar import coordinated, is_verb, with_to
from legation.knowledge.acts import word_classes
from legation.knowledge.people import speech_verbs
from legation.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLAN = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MAY = frozenset({"could", "may", "might", "would", "can", "should", "must", "ought"})
_ABLE = frozenset({"could", "can", "ca"})
_UNREAL = frozenset({"would", "could", "'d", "’d"})
_ADVICE = frozenset({"should", "must", "ought", "can"})
_IF = frozenset({"if", "unless", "whether", "should", "provided"})
_INVERTED = frozenset({"should", "were", "had"})
_AHEAD = frozenset({"next", "coming", "tomorrow", "upcoming"})
_SPANS = frozenset(
    {"day", "week", "weekend", "month", "year", "spring", "summer", "autumn", "fall", "winter"}
).union(MONTH_NUMBER, WEEKDAY_NUMBER)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_UNTIL = frozenset({"until", "till", "unless"})
_WHEN = frozenset({"when", "once", "before", "after", "whenever"})
_ONLY = frozenset({"just", "only", "merely", "simply", "solely"})
_CHAIN = 4
_EMPTY = frozenset({"doubt", "secret", "time", "mistake", "wonder", "surprise", "effort", "bone"})
"""What one has none of without leaving anything undone: "made no secret of"."""
_NOBODY = frozenset({"none", "nobody", "nothing", "neither"})
_PRESENT = frozenset({"VBZ", "VBP"})


NO_LONGER = "no longer"
"""Will not be done though it was to be."""
UNREAL = "would have"
"""Told as what might have been, and so did not come about."""
CONDITION = "condition"
"""Told in an if, or as what follows from one."""
AWAITED = "awaited"
"""What somebody waits for, or what another act is to come with: "until they release him"."""


@dataclass(slots=True)
class Reading:
    """How an act is told: its status, why, and whether it is only said to be desirable.

    What somebody has `declined` to do is the content of a refusal.
    """

    status: Status
    why: str
    advice: bool = False
    content: bool = False
    condition: Token | None = None
    refused: bool = False
    declined: bool = False


def clause_reading(verb: Token) -> Reading:
    """What the verb's own auxiliaries, negation, order of words and time say."""
    words = auxiliaries(verb)
    negative = is_negated(verb)
    if "would" in words and not words & (_MAY - {"would"}) and _reported(verb):
        status = Status.DENIED if negative else Status.PLANNED
        return Reading(status, "future in the past", refused=negative)
    if _inverted(verb):  # "had they met" tells what did not come about, which is only imagined
        return Reading(Status.HYPOTHETICAL, CONDITION, advice="had" in words)
    if "have" in words and words & _UNREAL and not words & _PLAN:
        return Reading(Status.HYPOTHETICAL, UNREAL, advice=True)
    if words & _MAY and "have" not in words - {"would"}:
        return _possible(verb, words, negative=negative)
    if words & _PLAN or is_to(verb) or _in_headline(verb):
        return _to_come(verb, negative=negative)
    if any(c.dep_ == "mark" and c.lower_ in _IF for c in verb.children):
        return Reading(Status.HYPOTHETICAL, CONDITION, advice="had" in words)
    return _told_plainly(verb, words, negative=negative)


def _possible(verb: Token, words: set[str], *, negative: bool) -> Reading:
    """What "could", "may", "would" and "should" tell of an act."""
    if negative and "would" in words:
        return Reading(Status.DENIED, "future", refused=True)
    marks = {c.lower_ for c in verb.children}
    if negative and words & _ABLE:
        if "more" in marks:  # "could not agree more"
            return Reading(Status.OCCURRED, "told as fact")
        if not marks & _IF:
            return Reading(Status.DENIED, "negation", refused=True)
    why = CONDITION if "if" in marks else "modal"
    return Reading(Status.HYPOTHETICAL, why, advice=bool(words & _ADVICE))


def _told_plainly(verb: Token, words: set[str], *, negative: bool) -> Reading:
    """What a clause without auxiliaries of what is to come tells: a fact, or that there is none."""
    if _is_awaited(verb):  # "fight until they take it" is what they are about to do
        own = any(c.dep_ in _SUBJECTS and c.tag_ == "PRP" for c in verb.children)
        return Reading(Status.PLANNED, "future" if own else AWAITED)
    if negative or _has_yet(verb):
        stands = bool(words & {"do", "does"}) and verb.lemma_ in word_classes()["STANDING"]
        return Reading(Status.DENIED, "negation", refused=negative and stands)
    if _told_for_later(verb, words):
        return Reading(Status.PLANNED, "present for the future")
    return Reading(Status.OCCURRED, "told as fact")


def _to_come(verb: Token, *, negative: bool) -> Reading:
    """What "will" and "is to" tell: a plan, a refusal, a question, or what was to have been."""
    if negative:
        why = NO_LONGER if _no_longer(verb) or _after_all(verb) else "future"
        return Reading(Status.DENIED, why, refused=_refuses(verb))
    if is_to(verb) and "have" in auxiliaries(verb):
        return Reading(Status.CANCELLED, "was to have been")
    if _asked(verb) or any(c.dep_ == "mark" and c.lower_ == "whether" for c in verb.children):
        return Reading(Status.HYPOTHETICAL, "question")
    if (condition := condition_of(verb)) is not None:  # "will leave if the border opens"
        return Reading(Status.HYPOTHETICAL, CONDITION, condition=condition)
    return Reading(Status.PLANNED, "future")


def _is_awaited(verb: Token) -> bool:
    """Whether a clause in the present tells when something else will end or come.

    "Until they withdraw" is always told of what is to come, "when they withdraw" only beside a
    clause that is.
    """
    if verb.dep_ != "advcl" or not _in_present(verb):
        return False
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")}
    if marks & _UNTIL:
        return True
    main = auxiliaries(verb.head)
    ahead = main & (_PLAN | _MAY) or is_to(verb.head) or with_to(verb.head)
    return bool(marks & _WHEN and ahead and "have" not in main)


def _in_present(verb: Token) -> bool:
    if verb.tag_ in _PRESENT:
        return True
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in _PRESENT for c in verb.children)


def _refuses(verb: Token) -> bool:
    """Whether somebody will not do it; that nobody will is no refusal."""
    return not any(none_of(c) for c in verb.children if c.dep_ in _SUBJECTS)


def _no_longer(verb: Token) -> bool:
    return any(
        c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children) for c in verb.children
    )


def _after_all(verb: Token) -> bool:
    """ "Will not, after all, come": it was to be."""
    return any(
        c.lower_ == "after" and any(g.lower_ == "all" for g in c.children) for c in verb.children
    )


def _has_yet(verb: Token) -> bool:
    """ "Has yet to recognise": has not so far."""
    if verb.dep_ != "xcomp" or verb.head.lemma_ != "have" or not with_to(verb):
        return False
    return any(c.lower_ == "yet" for c in (*verb.children, *verb.head.children))


def _not_only(word: Token) -> bool:
    """Whether "not" goes on with more: "has not just threatened them"."""
    after = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else None
    return after is not None and after.lower_ in _ONLY


def is_negated(token: Token) -> bool:
    """Whether a word is negated by its own words or by a subject of none."""
    for child in token.children:
        if (child.dep_ == "neg" and not _not_only(child)) or (
            child.lower_ in ("never", "no") and child.dep_ == "det"
        ):
            return True
    if _no_longer(token):
        return True
    return is_verb(token) and any(c.dep_ in _SUBJECTS and none_of(c) for c in token.children)


def with_none(verb: Token) -> bool:
    """Whether none of what a verb has as its object is there: "signed no accord"."""
    return any(
        c.dep_ in ("dobj", "nsubjpass", "attr") and c.lemma_ not in _EMPTY and none_of(c)
        for c in verb.children
    )


def none_of(noun: Token) -> bool:
    """Whether there is none of what a noun names: "no plan to visit", "none of its troops"."""
    if noun.lower_ in _NOBODY or (noun.lower_ == "one" and _follows_no(noun)):
        return True
    return any(
        c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj", "cc") for c in noun.children
    )


def _follows_no(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ == "no"


def is_to(verb: Token) -> bool:
    """ "is to visit", "is going to visit": a form of be, or of going, with an infinitive."""
    ahead = verb.head.lemma_ == "be" or verb.head.lower_ == "going"
    return verb.dep_ == "xcomp" and ahead and with_to(verb)


def _in_headline(verb: Token) -> bool:
    """ "Minister to visit": the infinitive as the main verb of a headline."""
    if verb.dep_ != "ROOT" or not with_to(verb):
        return False
    return any(c.dep_ in _SUBJECTS and c.i < verb.i for c in verb.children)


def _inverted(verb: Token) -> bool:
    """ "Should they meet", "were they to meet": a condition told by the order of words."""
    if with_to(verb) and verb.dep_ in ("relcl", "acl"):  # "were | they to meet", cut apart
        before = verb.head.left_edge.i - 1
        return before >= 0 and verb.doc[before].lower_ == "were"
    first: Token | None = verb.head
    clause = verb.head
    if not is_to(verb) or clause.lower_ != "were":
        first = next((c for c in verb.children if c.dep_ == "aux" and c.i < verb.i), None)
        clause = verb
    if first is None or first.lower_ not in _INVERTED:
        return False
    subject = next((c for c in clause.children if c.dep_ in _SUBJECTS), None)
    return subject is not None and first.i < subject.i and not _asked(verb)


def _asked(verb: Token) -> bool:
    """Whether a clause asks: its auxiliary stands before its subject and a question mark ends it."""
    clause = verb.head if is_to(verb) else verb
    subject = next((c for c in clause.children if c.dep_ in _SUBJECTS), None)
    first = clause if is_to(verb) else next((c for c in clause.children if c.dep_ == "aux"), None)
    if subject is None or first is None or first.i > subject.i:
        return False
    return any(c.text == "?" for c in (*clause.children, *clause.head.children))


def _told_for_later(verb: Token, words: set[str]) -> bool:
    """ "goes to Japan next week": the present with a time to come."""
    finite = verb.tag_ in _PRESENT or (verb.tag_ == "VBG" and bool(words & {"is", "are"}))
    if not finite or "have" in words or "has" in words:
        return False
    times = [c for c in verb.children if c.dep_ in ("npadvmod", "advmod", "prep") and c.i > verb.i]
    nouns = [p for c in times for p in (c, *c.children)]
    return any(
        t.lower_ == "tomorrow"
        or (t.lemma_.lower() in _SPANS and any(g.lower_ in _AHEAD for g in t.children))
        for t in nouns
    )


def _reported(verb: Token) -> bool:
    """Whether "would" is the future of a past speech, not a condition: "said that it would go"."""
    clause = verb
    while clause.dep_ == "conj" and is_verb(clause.head):
        clause = coordinated(clause)
    told = clause.dep_ == "ccomp" and clause.head.tag_ in ("VBD", "VBN")
    conditional = any(
        c.dep_ == "advcl" and any(g.lower_ in _IF for g in c.children) for c in verb.children
    )
    return told and not conditional and clause.head.lemma_.lower() in speech_verbs()


def condition_of(verb: Token) -> Token | None:
    """The clause on which what a verb tells depends: "if they attack", "should talks fail"."""
    current = verb
    for _ in range(_CHAIN):
        for clause in current.children:
            if clause.dep_ in ("advcl", "ccomp") and is_verb(clause) and _is_condition(clause):
                return clause
        joined = current.dep_ in ("xcomp", "conj") and is_verb(current.head)
        if not joined or _own_subject(current):
            return None
        current = current.head
    return None


def _is_condition(clause: Token) -> bool:
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
    return bool(marks & {"if", "unless", "provided"}) or _inverted(clause)


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)
