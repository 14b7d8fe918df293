"""Earlier cases of what is assumed: from the ledger and the tables, dated and counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from legation.judging.whatif.matching import heard
from legation.knowledge.bodies import memberships
from legation.knowledge.chairs import chairs
from legation.knowledge.conflicts import conflicts
from legation.knowledge.names import display
from legation.knowledge.offices import terms
from legation.knowledge.relations import BROKEN, SUSPENDED, relations
from legation.knowledge.supposing import Act, acts, precedents
from legation.knowledge.tables import known_by
from legation.model import Happening, Status
from legation.model.assumption import Assumption, AssumptionKind
from legation.model.when import known_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """One earlier case, or a row of the table that counts many; `when` is EDTF."""

    when: str
    what: str
    source: str
    count: int = 1


def found(
    one: Assumption, day: dt.date, happenings: Iterable[Happening] = ()
) -> tuple[Precedent, ...]:
    """Earlier cases of the same kind that could be known on a day, the oldest first, each once."""
    told = sorted(_FINDERS[one.kind](one, day), key=lambda p: p.when)
    if one.kind is AssumptionKind.EVENT:
        known = [known_days(p.when) for p in told]
        for case in _of_ledger(one, acts()[one.what], day, happenings):
            span = known_days(case.when)
            if span is None or any(k and k.overlaps(span.first, span.last) for k in known):
                continue
            told.append(case)
            known.append(span)
    return tuple(sorted(told, key=lambda p: p.when))


def _of_ledger(
    one: Assumption, act: Act, day: dt.date, happenings: Iterable[Happening]
) -> Iterator[Precedent]:
    """Happenings of the act's types by those who act, told in the act's words."""
    for happening in happenings:
        event = happening.event
        span = known_days(event.when)
        if event.status is not Status.OCCURRED or span is None or span.first is None:
            continue
        if event.type.value not in act.types or span.first > day:
            continue
        named = set(event.codes)
        if not set(one.actors) <= named or not set(one.others) <= named:
            continue
        quote = " ".join(e.quote for e in event.evidence)
        if heard(act.words, quote) is not None:
            yield Precedent(when=event.when or "", what=quote, source=event.id)


def _events(one: Assumption, day: dt.date) -> Iterator[Precedent]:
    for row in precedents():
        if row.act == one.what and row.actor in one.actors and known_by(row.start, day):
            when = f"{row.start}/{row.end}" if row.end else row.start
            yield Precedent(when=when, what=row.what, source=row.source, count=row.count)


def _chairs(one: Assumption, day: dt.date) -> Iterator[Precedent]:
    for term in chairs(one.others[0]):
        mine = term.holder == one.actors[0] and term.role != "host"
        if mine and known_by(term.known_from, day) and _began(term.start, day):
            when = f"{term.start}/{term.end or '..'}"
            yield Precedent(
                when=when, what=f"{term.role} of {display(term.forum)}", source=term.source
            )


def _began(start: str, day: dt.date) -> bool:
    span = known_days(start)
    return span is not None and span.first is not None and span.first <= day


def _offices(one: Assumption, day: dt.date) -> Iterator[Precedent]:
    """Earlier changes of the office: each holder who came in after another."""
    mine = [t for t in terms() if (t.code, t.office) == (one.actors[0], one.what)]
    for term in mine:
        if known_by(term.known_from, day) and _began(term.start, day):
            yield Precedent(when=term.start, what=f"{term.person} came in", source=term.source)


def _memberships(one: Assumption, day: dt.date) -> Iterator[Precedent]:
    for row in memberships():
        if row.body != one.others[0] or row.role != "member" or not known_by(row.known_from, day):
            continue
        when = row.start if one.holds else row.end
        if when and known_by(when, day):
            verb = "joined" if one.holds else "left"
            yield Precedent(when=when, what=f"{display(row.member)} {verb}", source=row.source)


def _relations(one: Assumption, day: dt.date) -> Iterator[Precedent]:
    """Breaks of the two with each other, or their ends."""
    for row in relations(one.actors[0], one.others[0], known=day):
        when = row.end if one.holds else row.start
        if row.kind in (BROKEN, SUSPENDED) and when and known_by(when, day):
            verb = "restored" if one.holds else row.kind
            yield Precedent(when=when, what=f"relations {verb}", source=row.source)


def _ends(one: Assumption, day: dt.date) -> Iterator[Precedent]:
    """Earlier wars between the same sides that ended."""
    if one.what != "war":
        return
    seen = set()
    for row in conflicts():
        _, slash, end = row.start.partition("/")
        same = {*row.actors, *row.recipients} == set(one.codes)
        if slash and same and row.start not in seen and known_by(end, day):
            seen.add(row.start)
            yield Precedent(when=end, what=f"{row.name} ended", source=row.source)


_FINDERS = {
    AssumptionKind.EVENT: _events,
    AssumptionKind.CHAIR: _chairs,
    AssumptionKind.OFFICE: _offices,
    AssumptionKind.MEMBERSHIP: _memberships,
    AssumptionKind.TIE: _relations,
    AssumptionKind.END: _ends,
}
