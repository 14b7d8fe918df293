"""Acts that are still to come by what they are called or dated: "next week's summit"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from legation.coding.grammar import is_verb
from legation.coding.moods import Reading
from legation.model import Status
from legation.model.when import days

if TYPE_CHECKING:
    from spacy.tokens import Token

    from legation.coding.dates import TimeExpression
    from legation.coding.timing import Clock

_ARRANGED = frozenset({"CONSULT", "COOPERATE", "SANCTION", "MOBILIZE", "PROTEST"})
"""Types of acts that are told with a day before they come."""
_NEAR = 4
_PRESENT = frozenset({"VBZ", "VBP", "VBG"})
_BEFORE = frozenset({"before", "until", "ahead", "eve", "run-up", "prelude"})
_SENDING = frozenset({"send", "dispatch"})
DATED_AHEAD = "dated ahead"
"""Told as a fact, of a day after that of the article."""


def dated(reading: Reading, act: Token, type_: str, clock: Clock) -> Reading:
    """The reading of an act with what its own date says: past the day of the article it is to come.

    "Before his visit in March" tells of a visit that has been by now. A meeting that the present
    tells for a weekday is to come: "arrives on Friday".
    """
    meeting = type_ == "CONSULT"
    if clock.published is None or reading.advice or type_ not in _ARRANGED:
        return reading
    if reading.status is Status.OCCURRED and reading.why == "told as fact":
        if meeting and _is_sending(act):
            return replace(reading, status=Status.PLANNED, why=DATED_AHEAD)
        if any(_is_ahead(e, act, clock, meeting=meeting) for e in _own(act, clock)):
            return replace(reading, status=Status.PLANNED, why=DATED_AHEAD)
    if reading.status is Status.PLANNED and reading.why in _BEFORE:
        if any(_is_past(e, clock) for e in _own(act, clock)):
            return replace(reading, status=Status.OCCURRED, why="told as fact")
    return reading


def _is_sending(act: Token) -> bool:
    """ "Is sending its minister": who is sent has not come yet."""
    return act.tag_ == "VBG" and act.lemma_ in _SENDING and _finite(act)


def _own(act: Token, clock: Clock) -> list[TimeExpression]:
    """The dates that hang on an act itself, without another verb or act between."""
    sentence = clock.scene.sentence_of(act)
    found = []
    for expression, root in clock.found:
        if not sentence.start <= root.i < sentence.end:
            continue
        up = root
        for _ in range(_NEAR):
            if up == act or (up == act.head and _tells_of(up, act)):
                found.append(expression)
                break
            if up.head == up or (
                up != root and up.dep_ not in ("prep", "pobj", "npadvmod", "poss")
            ):
                break
            up = up.head
    return found


def _tells_of(verb: Token, noun: Token) -> bool:
    """Whether a clause in the present tells when something named comes: "takes effect on May 1"."""
    subject = noun.dep_ in ("nsubj", "nsubjpass") and not is_verb(noun)
    return subject and verb.tag_ in ("VBZ", "VBP")


def _is_ahead(expression: TimeExpression, act: Token, clock: Clock, *, meeting: bool) -> bool:
    today = clock.published
    ahead = expression.edtf_future if expression.edtf_past else expression.edtf
    first = days(ahead).first if ahead else None
    if today is None or first is None or first <= today:
        return False
    past = days(expression.edtf_past).last if expression.edtf_past else None
    soon = clock.begins_soon(expression, past)  # "May 1" told in April
    if soon or not expression.edtf_past or expression.edtf_past == expression.edtf_future:
        return not is_verb(act) or act.tag_ in _PRESENT
    return meeting and is_verb(act) and act.tag_ in _PRESENT and _finite(act)


def _finite(verb: Token) -> bool:
    """Whether a verb tells by itself or with "is", and not with "has" or "had"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return helpers <= {"is", "are", "'s", "’s"} and (bool(helpers) or verb.tag_ != "VBG")


def _is_past(expression: TimeExpression, clock: Clock) -> bool:
    if expression.edtf_past != expression.edtf_future or expression.edtf is None:
        return False
    last = days(expression.edtf).last
    return clock.published is not None and last is not None and last < clock.published
