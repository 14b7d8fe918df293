"""Which assumptions can stand, beside the record and beside each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import combinations

from legation.errors import UsageError
from legation.judging.whatif.laying import (
    CHAIRS,
    MEMBERSHIPS,
    OFFICES,
    chairs_of,
    forums_of,
    in_time,
)
from legation.knowledge.chairs import COUNCIL
from legation.knowledge.conflicts import conflicts
from legation.knowledge.names import display
from legation.knowledge.relations import related
from legation.knowledge.supposing import acts as all_acts
from legation.knowledge.supposing import affairs
from legation.knowledge.tables import known_by, rows
from legation.model.assumption import Assumption, AssumptionKind
from legation.model.when import known_days


def checked(assumptions: Sequence[Assumption], day: dt.date) -> tuple[Assumption, ...]:
    """The assumptions, each once; raises UsageError with the reason where they cannot stand."""
    if not assumptions:
        raise UsageError("Nothing is assumed; say what, such as “war in Ukraine ends”.")
    found = tuple({_key(one): one for one in assumptions}.values())
    for one in found:
        _of_time(one, day)
        _of_record(one, day)
    for one, other in combinations(found, 2):
        if reason := _contradiction(one, other, day):
            raise UsageError(
                f"“{one.words}” and “{other.words}” cannot both be assumed: {reason}; leave one out."
            )
    return found


def _key(one: Assumption) -> tuple[object, ...]:
    return (one.kind, one.actors, one.others, one.what, one.person.casefold(), one.when, one.holds)


def _of_time(one: Assumption, day: dt.date) -> None:
    """What lies before the day of the snapshot is recorded and not assumed."""
    span = known_days(one.when)
    if span is not None and span.last is not None and span.last < day:
        raise UsageError(
            f"“{one.words}” lies before {day}, the day of the snapshot, and of that time the record "
            "tells what was; give a later day, or an earlier --as-of."
        )


def _of_record(one: Assumption, day: dt.date) -> None:
    """What cannot be, by the tables."""
    if one.kind is AssumptionKind.CHAIR and one.others[0] == COUNCIL:
        raise UsageError(
            "The presidency of the Security Council goes round by rule, a month each; it cannot be "
            "assumed."
        )
    if one.kind is AssumptionKind.END and one.name:
        _still_on(one, day)
    if one.kind is AssumptionKind.MEMBERSHIP and not one.holds and not _belongs(one, day):
        raise UsageError(
            f"{display(one.actors[0])} does not belong to {display(one.others[0])} on {day} in the "
            "tables, so it cannot leave; `legation knowledge` adds a membership that is missing."
        )


def _still_on(one: Assumption, day: dt.date) -> None:
    for conflict in conflicts():
        if conflict.name == one.name:
            span = known_days(conflict.start) if "/" in conflict.start else None
            if span is not None and span.last is not None and span.last < day:
                raise UsageError(
                    f"{one.name} ended on {conflict.start.partition('/')[2]} by the table of wars, "
                    "so its end is a fact and no assumption."
                )


def _belongs(one: Assumption, day: dt.date) -> bool:
    key = (one.others[0], one.actors[0])
    return any((r["body"], r["member"]) == key and in_time(r, day) for r in rows(MEMBERSHIPS))


def held(one: Assumption, day: dt.date) -> str | None:
    """The source by which the tables say the same already, as known on a day; None where none does."""
    at = max(one.first(day), day)
    if one.kind is AssumptionKind.CHAIR:
        told = [r for r in rows(CHAIRS) if known_by(r["known_from"], day)]
        mine = chairs_of(one.others[0], told, at)
    elif one.kind is AssumptionKind.OFFICE:
        mine = [r for r in rows(OFFICES) if (r["code"], r["office"]) == (one.actors[0], one.what)]
        mine = [r for r in mine if r["person"].casefold() == one.person.casefold()]
        return next(
            (r["source"] for r in mine if in_time(r, at) and known_by(r["known_from"], day)), None
        )
    elif one.kind is AssumptionKind.MEMBERSHIP and one.holds:
        return "the table of memberships" if _belongs(one, day) else None
    elif one.kind is AssumptionKind.TIE:
        same = related(one.actors[0], one.others[0], day, day) is one.holds
        return "the table of relations" if same else None
    else:
        return None
    return next((r["source"] for r in mine if r["holder"] == one.actors[0]), None)


def _contradiction(one: Assumption, other: Assumption, day: dt.date) -> str | None:
    """Why two assumptions cannot both hold; None where they can."""
    if not _at_once(one, other, day):
        return None
    kinds = {one.kind, other.kind}
    if kinds == {AssumptionKind.CHAIR}:
        shared = set(forums_of(one)) & set(forums_of(other))
        if shared and one.actors != other.actors:
            forum = other.others[0] if other.others[0] in shared else one.others[0]
            return f"{display(forum)} has one chair at a time"
    if kinds == {AssumptionKind.OFFICE} and (one.actors, one.what) == (other.actors, other.what):
        return f"{display(one.actors[0])} has one {one.what} at a time"
    if len(kinds) == 1 and one.codes == other.codes and one.holds != other.holds:
        return "the one begins what the other ends"
    return _ends_and_happens(one, other) or _ends_and_happens(other, one)


def _at_once(one: Assumption, other: Assumption, day: dt.date) -> bool:
    """Whether the times of two assumptions meet; what has no end lasts."""
    first, second = known_days(one.when), known_days(other.when)
    lasts = AssumptionKind.CHAIR, AssumptionKind.OFFICE
    ends = [
        span.last if span and (a.last() or a.kind not in lasts) else None
        for a, span in ((one, first), (other, second))
    ]
    starts = (one.first(day), other.first(day))
    if one.kind not in lasts or other.kind not in lasts:
        return True
    return all(
        end is None or start <= end for start, end in zip(reversed(starts), ends, strict=True)
    )


def _ends_and_happens(ended: Assumption, event: Assumption) -> str | None:
    """An affair ends, and an act that belongs to it happens between the same sides."""
    if ended.kind is not AssumptionKind.END or event.kind is not AssumptionKind.EVENT:
        return None
    types = affairs()[ended.what].types
    act = all_acts()[event.what]
    if event.others and event.codes <= ended.codes and act.types <= types:
        return f"a {ended.what} that is over knows no {act.name} between its sides"
    return None
