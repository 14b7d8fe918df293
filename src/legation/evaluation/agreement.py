"""When two tellings are of one event, and which of their fields agree (guidelines, Scoring)."""

from __future__ import annotations

from legation.evaluation.told import LONGEST_QUOTE, Told
from legation.model.when import Days, known_days

_MUTUAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
_SWAPPABLE = frozenset({"CONSULT", "COOPERATE"})
_LEAST_SHARED = 0.5
_FAR_END_DAYS = 31


def agrees(gold: Told, coded: Told) -> bool:
    """The same type, and sides that agree."""
    return gold.type == coded.type and sides_agree(gold, coded)


def sides_agree(gold: Told, coded: Told) -> bool:
    """Whether the sides are the same, allowing what may be swapped or told as mutual."""
    if gold.recipients:
        return _directed(gold, coded) or _mutual(gold, coded) or _swapped(gold, coded)
    if len(gold.actors) > 1:
        return len(gold.actors & coded.codes) > 1
    return bool(gold.actors & coded.actors) or not (gold.actors or coded.actors)


def _directed(gold: Told, coded: Told) -> bool:
    acting = not gold.actors or gold.actors & coded.actors
    return bool(acting and gold.recipients & coded.recipients)


def _mutual(gold: Told, coded: Told) -> bool:
    both = gold.actors & coded.actors and gold.recipients & coded.actors
    return bool(gold.type in _MUTUAL and not coded.recipients and both)


def _swapped(gold: Told, coded: Told) -> bool:
    crossed = gold.actors & coded.recipients and gold.recipients & coded.actors
    return bool(gold.type in _SWAPPABLE and gold.mode != "third-party" and crossed)


def _days(edtf: str | None) -> Days | None:
    found = known_days(edtf)
    return found if found and (found.first or found.last) else None


def dates_agree(gold: str | None, coded: str | None) -> bool:
    """Whether two EDTF dates mean mostly the same days.

    Closed intervals must share half of the days that either covers; an open end agrees only
    with an open end, and then the closed ends must lie within 31 days of each other.
    """
    wanted, got = _days(gold), _days(coded)
    if wanted is None or got is None:
        return wanted is got
    if wanted.first and wanted.last and got.first and got.last:
        shared = (min(wanted.last, got.last) - max(wanted.first, got.first)).days + 1
        covered = (max(wanted.last, got.last) - min(wanted.first, got.first)).days + 1
        return shared > 0 and shared / covered >= _LEAST_SHARED
    ends = ((wanted.first, got.first), (wanted.last, got.last))
    return all(
        abs((one - other).days) <= _FAR_END_DAYS if one and other else one is other
        for one, other in ends
    )


def evidence_overlaps(gold: Told, coded: Told) -> bool:
    """Whether a quote of the coder, not too long, shares a character with one of the gold."""
    return any(
        start < end and begin < stop
        for start, stop in gold.spans
        for begin, end in coded.spans
        if end - begin <= LONGEST_QUOTE
    )


def likeness(gold: Told, coded: Told) -> int:
    """How alike two agreeing tellings are, from 0 to 12; it decides between equal pairings."""
    return (
        4 * evidence_overlaps(gold, coded)
        + 2 * (gold.status == coded.status)
        + 2 * dates_agree(gold.when, coded.when)
        + (gold.mode == coded.mode)
        + (gold.place == coded.place)
        + (gold.actors == coded.actors)
        + (gold.recipients == coded.recipients)
    )


def code_overlap(gold: Told, coded: Told) -> float:
    """Jaccard overlap of the two sets of codes."""
    either = gold.codes | coded.codes
    return len(gold.codes & coded.codes) / len(either) if either else 1.0


def fields(gold: Told, coded: Told) -> dict[str, bool]:
    """Which fields of two agreeing tellings are the same; one that neither gives is left out."""
    found = {
        "status": gold.status == coded.status,
        "evidence": evidence_overlaps(gold, coded),
    }
    if gold.recipients and coded.recipients:
        found["direction"] = _directed(gold, coded)
    if gold.mode or coded.mode:
        found["mode"] = gold.mode == coded.mode
    if gold.place or coded.place:
        found["place"] = gold.place == coded.place
    if gold.when or coded.when:
        found["date"] = dates_agree(gold.when, coded.when)
    if gold.said_by or coded.said_by:
        found["per"] = bool(gold.said_by & coded.said_by)
    return found
