"""Where and when an article's acts are set, carried from where it is told to where it is not.

A trip tells its days once ("will travel to Denmark and Slovakia from 28 to 30 March"), its legs
theirs, and what happens on the way tells neither. A meeting told by its pair alone belongs to the
visit of that pair. Only what an act does not tell itself is filled in, and `when_basis` says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from legation.coding.date_spans import Days, edtf
from legation.coding.drafts import Draft
from legation.coding.running_time import BASIS_SINCE
from legation.coding.timing import When
from legation.model import Side, Status
from legation.model.when import known_days

_UNTOLD = frozenset(
    {
        "publication",
        "after publication",
        "before publication",
        "unknown",
        "the lead's date",
        BASIS_SINCE,
    }
)
_ON_THE_WAY = frozenset({"CONSULT", "SUPPORT", "AGREE", "COOPERATE"})
_TOLD_THERE = _ON_THE_WAY | {"ACCUSE", "REQUEST", "REJECT", "CONCEDE"}
_REACH = 14
"""Sentences after which a visit no longer sets the scene for its pair."""
BASIS_TRIP = "the trip's dates"
BASIS_VISIT = "the visit's dates"


def settle(drafts: list[Draft]) -> list[Draft]:
    """The drafts in order of the text, with dates and places that the trip or visit gives them."""
    ordered = sorted(drafts, key=lambda d: d.order)
    _date_legs(ordered)
    told: list[Draft] = []
    for draft in ordered:
        for visit in reversed(told):
            if draft.sentence - visit.sentence <= _REACH and _sets(visit, draft):
                _fill(draft, visit)
                break
        if draft.type == "CONSULT" and draft.mode == "visit" and draft.recipients:
            told.append(draft)
    _share_meetings(ordered)
    _place_by_clause(ordered)
    return ordered


def _place_by_clause(ordered: list[Draft]) -> None:
    """What a meeting's sides agree in the same sentence, they agree where they meet."""
    for meeting in ordered:
        if meeting.type != "CONSULT" or meeting.place is None or meeting.mode == "phone":
            continue
        sides = meeting.codes
        for draft in ordered:
            told = draft.sentence == meeting.sentence and draft.status is meeting.status
            if told and draft.place is None and draft.type in _ON_THE_WAY:
                if len(sides & draft.codes) > 1:
                    draft.place = meeting.place


def _share_meetings(ordered: list[Draft]) -> None:
    """What those who met tell each other in the sentences after has the place of their meeting."""
    met: list[Draft] = []
    for draft in ordered:
        if draft.place is None and draft.type in _TOLD_THERE and draft.mode != "phone":
            for meeting in reversed(met):
                if draft.sentence - meeting.sentence <= _REACH and _among(meeting, draft):
                    draft.place = meeting.place
                    if _untold(draft) and draft.core and not _untold(meeting):
                        draft.when = When(meeting.when.edtf, BASIS_VISIT)
                    break
        if draft.type == "CONSULT" and draft.place and draft.mode not in ("phone", "third-party"):
            met.append(draft)


def _among(meeting: Draft, draft: Draft) -> bool:
    """Whether an act is between those who met, at that time, as far as it tells."""
    if meeting.status is not Status.OCCURRED or draft.status is not Status.OCCURRED:
        return False
    if not draft.codes <= meeting.codes or len(draft.codes) < 2:
        return False
    one, other = _bounds(meeting.when.edtf), _bounds(draft.when.edtf)
    if _untold(draft) or one is None or other is None:
        return meeting.core == draft.core
    return one.first <= other.last and other.first <= one.last


def _untold(draft: Draft) -> bool:
    return draft.when.basis in _UNTOLD or draft.when.edtf is None


def _bounds(when: str | None) -> Days | None:
    """First and last day, where both are known."""
    told = known_days(when)
    return Days(told.first, told.last) if told and told.first and told.last else None


def _sets(visit: Draft, draft: Draft) -> bool:
    """Whether a visit told before is the setting of an act without a day of its own."""
    if visit.status is not draft.status or draft.type not in _ON_THE_WAY or draft.mode == "phone":
        return False
    if _untold(visit) or not _untold(draft):
        return False
    if draft.status is Status.OCCURRED and not (draft.core and visit.core):
        return False
    travellers, hosts = _codes(visit.actors), _codes(visit.recipients)
    sides = draft.codes
    if not sides & travellers:
        return False
    if draft.place is not None:
        return draft.place in hosts
    if sides & hosts:
        return True
    return draft.status is Status.PLANNED and draft.paragraph == visit.paragraph


def _codes(sides: Iterable[Side]) -> set[str]:
    return {side.code for side in sides}


def _fill(draft: Draft, visit: Draft) -> None:
    basis = BASIS_TRIP if visit.when.basis == BASIS_TRIP else BASIS_VISIT
    draft.when = When(visit.when.edtf, basis)
    draft.place = draft.place or visit.place


def _date_legs(ordered: list[Draft]) -> None:
    """Legs of a trip that are told without days lie between the legs before and after them."""
    trips = [group for group in _same_clause(ordered) if len(group) > 1]
    for trip in trips:
        whole = _bounds(trip[0].when.edtf)
        if whole is None or _untold(trip[0]):
            continue
        hosts = {code for leg in trip for code in _codes(leg.recipients)}
        legs = [d for d in ordered if d.order > trip[0].order and _is_leg(d, trip[0], hosts)]
        _between(legs, whole)


def _same_clause(ordered: list[Draft]) -> Iterable[list[Draft]]:
    groups: dict[int, list[Draft]] = {}
    for draft in ordered:
        if draft.type == "CONSULT" and draft.mode == "visit":
            groups.setdefault(draft.order, []).append(draft)
    return groups.values()


def _is_leg(draft: Draft, trip: Draft, hosts: set[str]) -> bool:
    return (
        draft.type == "CONSULT"
        and draft.mode == "visit"
        and draft.status is trip.status
        and bool(_codes(draft.actors) & _codes(trip.actors))
        and bool(_codes(draft.recipients) & hosts)
    )


def _between(legs: list[Draft], whole: Days) -> None:
    known = [None if _untold(leg) else _bounds(leg.when.edtf) for leg in legs]
    first = whole.first
    for number, leg in enumerate(legs):
        own = known[number]
        if own is not None:
            first = max(first, own.last)
            continue
        last: dt.date = next((k.first for k in known[number + 1 :] if k is not None), whole.last)
        if first <= last:
            leg.when = When(edtf(Days(first, last)), BASIS_TRIP)


def narrower(one: When, other: When) -> When:
    """Of two dates told for one happening, the one that lies within the other."""
    left, right = _bounds(one.edtf), _bounds(other.edtf)
    if left is None or right is None:
        return one
    inside = left != right and left.first <= right.first and right.last <= left.last
    return other if inside else one
