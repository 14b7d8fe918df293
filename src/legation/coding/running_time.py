"""The day that a text has come to: what "the next day" is told from, and what dates an undated past.

A report goes on from the day that it told last, until it tells another. What it remembers is the
date of the latest act that happened, or else the latest time in the sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.date_spans import ONE_DAY, Days, edtf, unit_around
from legation.coding.dates import TimeExpression
from legation.coding.grammar import is_verb
from legation.model.when import known_days

if TYPE_CHECKING:
    from spacy.tokens import Token

BASIS_CONTEXT = "told from a day before"
BASIS_SINCE = "the day told last"
_WITHIN_A_DAY = ("hour", "minute")
_WIDER = ("week", "month", "year", "decade")
_LONGEST = 31
"""Days beyond which a time is too wide to go on from."""
_LATELY = 3
"""Days before publication within which undated acts lie between the day told last and it."""


@dataclass(slots=True)
class RunningTime:
    """The time told last: its EDTF date, and the start of the paragraph that told it."""

    told: str | None = None
    paragraph: int = -1

    def go_on(self, dates: Iterable[str | None], published: dt.date | None, paragraph: int) -> None:
        """Takes the last of these dates that lies in the past and is no wider than a month."""
        for date in dates:
            span = _days(date)
            if span is None or (span.last - span.first).days > _LONGEST:
                continue
            if published is None or span.first <= published:
                self.told, self.paragraph = date, paragraph

    def since(self, published: dt.date, paragraph: int) -> str | None:
        """What the past tense without a date of its own tells: from the day told last to now.

        Of days long gone only the same paragraph goes on. None where the text has told no day.
        """
        span = _days(self.told)
        if span is None or span.last > published:
            return None
        ago = (published - span.first).days
        if 0 < ago <= _LATELY:
            return f"{span.first}/{published}"
        return self.told if ago > _LATELY and self.paragraph == paragraph else None


def from_context(expression: TimeExpression, base: str | None) -> str | None:
    """The date of "two days later" or "that month", told from the date `base`; None if untold."""
    span = _days(base)
    if span is None:
        return None
    words = expression.text.lower()
    wider = next((unit for unit in _WIDER if unit in words), None)
    if expression.offset_days is None:
        return edtf(span) if any(unit in words for unit in _WITHIN_A_DAY) else None
    if wider and expression.offset_days == 0:
        return edtf(unit_around(wider, span.last))
    if (span.last - span.first).days > _LATELY:
        return _months_on(span, expression.offset_days) if wider in ("month", "year") else None
    day = span.last + expression.offset_days * ONE_DAY
    return edtf(unit_around(wider, day)) if wider in ("month", "year") else day.isoformat()


def _months_on(month: Days, offset: int) -> str:
    middle = month.first + 15 * ONE_DAY + offset * ONE_DAY
    return edtf(unit_around("month", middle))


def _days(date: str | None) -> Days | None:
    """First and last day of a date with both ends."""
    told = known_days(date)
    return Days(told.first, told.last) if told and told.first and told.last else None


def tense_of(token: Token) -> str:
    """How the clause of a word tells: "past", "perfect", "pluperfect", "present" or "modal"."""
    verb = _finite_over(token)
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    finite = next((c for c in auxiliaries if c.tag_ in ("VBD", "VBZ", "VBP", "MD")), verb)
    if finite.tag_ == "MD":
        return "modal"
    if finite != verb and finite.lemma_ == "have":
        return "pluperfect" if finite.tag_ == "VBD" else "perfect"
    return "past" if finite.tag_ == "VBD" else "present"


def _finite_over(token: Token) -> Token:
    """The nearest verb at or over a word that has a tense."""
    verb = token
    while verb.head != verb:
        if is_verb(verb) and (
            verb.tag_ in ("VBD", "VBZ", "VBP")
            or any(c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in verb.children if "aux" in c.dep_)
        ):
            break
        verb = verb.head
    return verb
