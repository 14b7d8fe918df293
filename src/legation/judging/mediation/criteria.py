"""What each criterion says of a candidate: a number, higher being better, or None for a blank.

None of them counts events or reports: numbers of those follow publication. A tie is measured by its
balance, a precedent by conflict, a contact by level and day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from legation.judging.mediation.facts import Candidate, Case, Verdict

Precedents = Collection[str]
"""The roles in which a precedent counts for the role asked for."""

_ACCEPTED = {Verdict.WELCOMED: 1.0, Verdict.SILENT: 0.0, Verdict.REFUSED: -1.0}


def reach(candidate: Candidate, case: Case, _counting: Precedents) -> float | None:
    """The weaker tie; a blank where either is thin."""
    if any(case.thin(candidate.ties.get(side)) for side in case.sides):
        return None
    return candidate.reach


def contact(candidate: Candidate, case: Case, _counting: Precedents) -> float | None:
    """Minus the days since the last contact at minister level or above with both sides."""
    days = []
    for side in case.sides:
        tie = candidate.ties.get(side)
        last = tie.last_high if tie else None
        if last is None or last.last is None:
            return None
        days.append((case.day - min(last.last, case.day)).days)
    return -float(max(days))


def relations(candidate: Candidate, case: Case, _counting: Precedents) -> float | None:
    """The lower level of relations with the sides of which the table tells; a blank if of neither."""
    levels = [candidate.links[side].level for side in case.sides if side in candidate.links]
    return float(min(known)) if (known := [v for v in levels if v is not None]) else None


def pair_record(candidate: Candidate, case: Case, counting: Precedents) -> float | None:
    """Years with a precedent for these two in a role that counts; a blank where nobody has one.

    Years and not rows, so that a meeting which both an article and the catalogue tell counts once.
    """
    if not case.pair_known:
        return None
    told = (p.years(case.day) for p in candidate.precedents if p.pair and p.role in counting)
    return float(len(frozenset[int]().union(*told)))


def record(candidate: Candidate, _case: Case, counting: Precedents) -> float | None:
    """In how many other conflicts it had a role that counts."""
    told = {p.conflict for p in candidate.precedents if not p.pair and p.role in counting}
    return float(len(told))


def membership(candidate: Candidate, case: Case, _counting: Precedents) -> float | None:
    """1 where it is in a body with both, or both belong to it; 0.5 with each apart; else 0.

    Bodies are not counted: how many stand in the table is no measure of closeness.
    """
    if candidate.members:
        return sum(side in candidate.members for side in case.sides) / len(case.sides)
    if not candidate.shared_with:
        return None
    if candidate.shared:
        return 1.0
    return 0.5 if all(candidate.shared_with.get(side) for side in case.sides) else 0.0


def region(candidate: Candidate, case: Case, _counting: Precedents) -> float | None:
    """The share of the sides that lie in the same region, a same continent counting half."""
    if candidate.continent is None or not case.regions:
        return None
    near = [
        1.0 if candidate.region == region else 0.5 if candidate.continent == continent else 0.0
        for region, continent in case.regions
        if continent is not None
    ]
    return sum(near) / len(near) if near else None


def acceptance(candidate: Candidate, case: Case, _counting: Precedents) -> float | None:
    """The less willing side: 1 welcomed, 0 silent on an offer, -1 refused; a blank if unknown."""
    verdicts = [candidate.acceptance[s].verdict for s in case.sides if s in candidate.acceptance]
    known = [_ACCEPTED[v] for v in verdicts if v in _ACCEPTED]
    if known and min(known) < 0:
        return min(known)
    return min(known) if len(known) == len(case.sides) else None


def office(candidate: Candidate, case: Case, _counting: Precedents) -> float | None:
    """1 with an office now in a forum of both sides, 0.5 with one within a year, else 0."""
    both = [o for o in candidate.offices if len(o.sides) == len(case.sides)]
    if any(o.now for o in both):
        return 1.0
    return 0.5 if any(o.soon for o in both) else 0.0


def capacity(candidate: Candidate, _case: Case, _counting: Precedents) -> float | None:
    """Seats among the great and the large powers, as an order and no more."""
    return candidate.capacity


def obstacles(candidate: Candidate, _case: Case, _counting: Precedents) -> float | None:
    """Minus the number of its own open obstacles in the tables; events are not counted here."""
    mine = (o for o in candidate.obstacles if o.own and o.open and o.counts)
    return -float(sum(not o.events for o in mine))


def practice(candidate: Candidate, _case: Case, _counting: Precedents) -> float | None:
    """How often cases like this went to third parties like this (see `practice`)."""
    return candidate.practice


CRITERIA: Mapping[str, Callable[[Candidate, Case, Precedents], float | None]] = {
    "reach": reach,
    "contact": contact,
    "relations": relations,
    "acceptance": acceptance,
    "pair-record": pair_record,
    "record": record,
    "membership": membership,
    "region": region,
    "office": office,
    "capacity": capacity,
    "obstacles": obstacles,
    "practice": practice,
}
"""By the name that the file of weights uses."""


def values(candidate: Candidate, case: Case, counting: Precedents) -> dict[str, float | None]:
    """All criteria of one candidate."""
    return {name: measured(candidate, case, counting) for name, measured in CRITERIA.items()}
