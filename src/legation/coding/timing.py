"""When an act happens, from the words near it and from where the text has come to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.dates import TimeExpression, find
from legation.coding.grammar import is_verb, told_before
from legation.coding.running_time import BASIS_CONTEXT, BASIS_SINCE, from_context, tense_of
from legation.coding.scene import Scene
from legation.coding.time_words import (
    SPOKEN,
    basis_of,
    counted_since,
    day_count,
    distance,
    is_anchor,
    is_first,
    looks_back,
    on_clause,
    year_before,
)
from legation.knowledge.people import speech_verbs
from legation.model import Status
from legation.model.when import days

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOLD = frozenset({"stated", "relative", BASIS_CONTEXT})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMED = frozenset({"group", "body", "outlet", "conflict"})
_SOON = 90
_LONG_AGO = 270
_LATE = 31
"""Days before publication from which on an occasion is past."""
_STALE = 7
"""Days after which the present tense no longer tells of a day gone by."""
_VAGUE = 50  # "previously" yields to any date that says more


@dataclass(frozen=True, slots=True)
class When:
    """An EDTF date or interval, and what it rests on."""

    edtf: str | None
    basis: str


class Clock:
    """Time expressions of one paragraph, by the words that carry them."""

    def __init__(self, scene: Scene, published: dt.date | None, lead: str | None = None) -> None:
        self.scene = scene
        self.published = published
        self.lead = lead
        self.found: list[tuple[TimeExpression, Token]] = []
        self.covered: set[int] = set()
        self.lengths: list[tuple[TimeExpression, Token]] = []
        for expression in find(scene.text, published):
            span = scene.doc.char_span(expression.start, expression.stop, alignment_mode="expand")
            if span is None or expression.basis == "name" or any(map(self._in_a_name, span)):
                continue
            if expression.basis in ("stated", "relative"):
                self.covered |= {token.i for token in span}
            kept = self.lengths if expression.basis == "duration" else self.found
            kept.append((expression, span.root))

    def _in_a_name(self, token: Token) -> bool:
        """Whether a date is part of a name, as in "the March 23 Movement"."""
        mention = self.scene.by_token.get(token.i)
        return mention is not None and mention.entry.kind in _NAMED

    def when(self, trigger: Token, type_: str, status: Status, *, core: bool) -> When:
        """The date of an act: a date on its own clause first, else what the article's day allows."""
        best: tuple[int, When] | None = None
        named = year_before(trigger)
        if named is not None:
            return When(named, "stated")
        here = self.scene.sentences[trigger.i].start
        mine = [(e, root) for e, root in self.found if self.scene.sentences[root.i].start == here]
        if any(is_anchor(e, trigger) for e, _ in mine):
            return self._anchored(mine, trigger) or self.default(status, core=core)
        for expression, root in mine:
            if looks_back(root):
                continue
            far = distance(root, trigger, type_)
            edtf = self._chosen(expression, status) or self._from_before(expression, mine)
            if far is None or edtf is None or self._cannot_be(edtf, expression, trigger, status):
                continue
            far += _VAGUE if expression.basis == "vague" else 0
            if best is None or far < best[0]:
                best = (far, When(edtf, basis_of(expression)))
        if best is None and type_ in SPOKEN and status is Status.OCCURRED:
            return self.said(trigger, status, core=core and not told_before(trigger))
        if best is None:
            return self._untold(trigger, status, core=core and not told_before(trigger))
        return self._lasting(trigger, best[1])

    def _anchored(self, mine: list[tuple[TimeExpression, Token]], trigger: Token) -> When | None:
        """The day of an act from which another is told: "came on Sunday, a day before the visit"."""
        told = next(e for e, _ in mine if is_anchor(e, trigger))
        base = next((e.edtf for e, _ in mine if e.stop <= told.start and e.edtf), None)
        if told.offset_days is None or base is None or not _DAY.fullmatch(base):
            return None
        day = dt.date.fromisoformat(base) - dt.timedelta(days=told.offset_days)
        return self._lasting(trigger, When(day.isoformat(), "relative"))

    def _from_before(
        self, expression: TimeExpression, mine: list[tuple[TimeExpression, Token]]
    ) -> str | None:
        """The date of "two days later", told from the day before it in the text."""
        if expression.basis != "anchored" or expression.anchor != "context":
            return None
        earlier = [e for e, root in mine if e.stop <= expression.start and not looks_back(root)]
        dates = [date for e in earlier if (date := e.edtf_past or e.edtf)]
        base = dates[-1] if dates else self.scene.discourse.now.told
        if base is None and self.published is not None:
            base = self.published.isoformat()
        return from_context(expression, base)

    def said(self, trigger: Token, status: Status, *, core: bool) -> When:
        """The day on which something is said or promised: that of the clause over its content."""
        here = self.scene.sentences[trigger.i].start
        for verb in trigger.ancestors:
            if is_verb(verb) and verb.lemma_ in speech_verbs():
                for expression, root in self.found:
                    if self.scene.sentences[root.i].start != here or not on_clause(root, verb):
                        continue
                    edtf = self._chosen(expression, Status.OCCURRED)
                    if edtf and not self._cannot_be(edtf, expression, verb, Status.OCCURRED):
                        return When(edtf, expression.basis)
                return self._untold(verb, status, core=core)
        return self._untold(trigger, status, core=core)

    def asked_for(self, trigger: Token, when: When) -> When:
        """The date of an invitation, which is not later than what it is for: "to the 2022 summit"."""
        if when.basis in _TOLD or self.published is None:
            return when
        for expression, root in self.found:
            last = days(expression.edtf or "").last
            within = trigger in (root, *root.ancestors)
            if within and last is not None and (self.published - last).days > _LATE:
                return When(expression.edtf, expression.basis)
        return when

    def _untold(self, trigger: Token, status: Status, *, core: bool) -> When:
        """The date of an act whose sentence tells none, by its tense and the day told last."""
        if status is Status.DENIED:
            return When(None, "unknown")
        if status is not Status.OCCURRED or self.published is None or self.lead is not None:
            return self.default(status, core=core)
        tense = tense_of(trigger)
        here = self.scene.sentences[trigger.i].start
        timeless = all(self.scene.sentences[root.i].start != here for _, root in self.found)
        if tense == "perfect" and timeless:
            return self.default(status, core=False)
        if tense == "past":
            since = self.scene.discourse.now.since(self.published, self.scene.base)
            if since is not None:
                return When(since, BASIS_SINCE)
        return self.default(status, core=core)

    def go_on(self, start: int, acts: Iterable[When]) -> None:
        """After the sentence that begins at a token: what day the text has come to."""
        told = [when.edtf for when in acts if when.basis in _TOLD]
        if not told:
            found = [(e, r) for e, r in self.found if self.scene.sentences[r.i].start == start]
            told = [
                self._gone(e) or self._from_before(e, found)
                for e, root in found
                if not looks_back(root)
            ]
        self.scene.discourse.now.go_on(told, self.published, self.scene.base)

    def _gone(self, expression: TimeExpression) -> str | None:
        """The reading of a date that lies in the past, unless the one to come is far likelier."""
        edtf = expression.edtf_past or expression.edtf
        if edtf and expression.edtf_future and self.begins_soon(expression, days(edtf).last):
            return None
        return edtf

    def _chosen(self, expression: TimeExpression, status: Status) -> str | None:
        """The reading of a date that suits the status: "10 November" is last year's or this one's.

        What was called off or denied may lie either way; it is the day nearer to the article's.
        """
        past, ahead = expression.edtf_past, expression.edtf_future
        if status in (Status.PLANNED, Status.HYPOTHETICAL):
            return ahead or expression.edtf
        if status is not Status.OCCURRED and self._nearer(ahead, past):
            return ahead
        return past or expression.edtf

    def _nearer(self, ahead: str | None, past: str | None) -> bool:
        if self.published is None or ahead is None or past is None:
            return False
        to_come, gone = days(ahead).first, days(past).last
        if to_come is None or gone is None:
            return False
        return to_come - self.published < self.published - gone

    def _cannot_be(
        self, edtf: str, expression: TimeExpression, trigger: Token, status: Status
    ) -> bool:
        """Whether what occurred would lie ahead, or what the present tense tells long ago."""
        if self.published is None or status is not Status.OCCURRED:
            return False
        told = days(edtf)
        if told.first is not None and told.first > self.published:
            return True
        by_tense = expression.edtf_past != expression.edtf_future
        if by_tense and self.begins_soon(expression, told.last):
            return True
        if by_tense and told.first is None:  # "until early November" ends what is under way
            return True
        if not by_tense or trigger.tag_ not in ("VBZ", "VBP", "VBG") or told.last is None:
            return False
        return (self.published - told.last).days > _STALE

    def begins_soon(self, expression: TimeExpression, last: dt.date | None) -> bool:
        """Whether a day without a year is next month's rather than last year's: "from July 10"."""
        ahead = days(expression.edtf_future or "")
        if self.published is None or last is None or ahead.first is None:
            return False
        soon = (ahead.first - self.published).days < _SOON
        return soon and (self.published - last).days > _LONG_AGO

    def _lasting(self, trigger: Token, when: When) -> When:
        """A day on which something begins that is told to last: "a two-day visit on Monday"."""
        if when.edtf is None or not _DAY.fullmatch(when.edtf):
            return when
        for expression, root in self.lengths:
            if trigger in (root.head, root.head.head):
                count = day_count(expression.text)
                if count is not None:
                    first = dt.date.fromisoformat(when.edtf)
                    last = first + dt.timedelta(days=count - 1)
                    return When(f"{first}/{last}" if count > 1 else when.edtf, when.basis)
        return when

    def led_by(self) -> str | None:
        """The day that a readout's opening gives to all of it: "spoke yesterday with ..."."""
        if self.published is None:
            return None
        for expression, root in self.found:
            if expression.basis != "relative" or not _DAY.fullmatch(expression.edtf or ""):
                continue
            ago = (self.published - dt.date.fromisoformat(expression.edtf or "")).days
            if 0 <= ago <= _STALE and self.scene.sentences[root.i].start == 0:
                return expression.edtf
        return None

    def counted_from(self, trigger: Token) -> str | None:
        """The day from which an act is the first of its kind: "their first meeting since 2019"."""
        here = self.scene.sentences[trigger.i].start
        for expression, root in self.found:
            if self.scene.sentences[root.i].start != here:
                continue
            counted = counted_since(root)
            if counted is not None and counted.lower_ == "first" and is_first(counted, trigger):
                return expression.edtf_past or expression.edtf
        return None

    def default(self, status: Status, *, core: bool) -> When:
        """What the day of publication alone allows."""
        if self.published is None:
            return When(None, "unknown")
        day = self.published.isoformat()
        if self.lead is not None and status is Status.OCCURRED and core:
            return When(self.lead, "the lead's date")
        if status is Status.PLANNED:
            return When(f"{day}/..", "after publication")
        if status is Status.HYPOTHETICAL:
            return When(None, "unknown")
        return When(day, "publication") if core else When(f"../{day}", "before publication")
