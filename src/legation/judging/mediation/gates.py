"""Who qualifies for a role: each gate passes, fails, or cannot be told.

A gate that cannot be told does not shut anybody out by itself; but somebody of whom nothing speaks
for the role does not qualify either, and is listed apart as not known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from legation.judging.mediation.facts import Candidate, Case, Role, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One gate: `passed` is None where it cannot be told; `speaks` if passing speaks for the role."""

    name: str
    passed: bool | None
    words: str
    speaks: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """Whether a candidate qualifies for a role: True, False, or None where nothing tells."""

    role: Role
    qualifies: bool | None
    gates: tuple[Gate, ...]

    @property
    def words(self) -> str:
        """Why it does not, in words."""
        shut = [gate.words for gate in self.gates if gate.passed is False]
        return "; ".join(shut) or "nothing known speaks for it in this role"


def _state(candidate: Candidate, _case: Case, _counting: Collection[str]) -> Gate:
    a_state = candidate.kind == "state"
    words = "a state" if a_state else "a body has no ground of its own; look at its members"
    return Gate(name="has a venue", passed=a_state, words=words, speaks=False)


def _not_severed(candidate: Candidate, case: Case, _counting: Collection[str]) -> Gate:
    levels = {s: candidate.links[s].level for s in case.sides if s in candidate.links}
    without = [side for side, level in levels.items() if level == 0]
    cut = [side for side in without if not _since_then(candidate, case, side)]
    if without and not cut:
        words = f"no relations with {' and '.join(without)}, yet it has stood between the two since"
        return Gate(name="relations", passed=None, words=words)
    told = [side for side, level in levels.items() if level is not None]
    both = len(told) == len(case.sides)
    words = (
        f"no relations with {' and '.join(cut)}"
        if cut
        else "relations with both"
        if both
        else "relations with both are not known"
    )
    return Gate(name="relations", passed=False if cut else True if both else None, words=words)


def _since_then(candidate: Candidate, case: Case, side: str) -> bool:
    """Whether it stood between the two after relations with a side were severed, and of late."""
    severed = (candidate.links[side].since or "")[:4]
    after = max(int(severed) if severed.isdigit() else 0, case.day.year - _RECENT_YEARS)
    return any(year > after for p in candidate.precedents if p.pair for year in p.years(case.day))


def _third(candidate: Candidate, case: Case, _counting: Collection[str]) -> Gate:
    """Whoever belongs to a side that is a body is no third party."""
    words = f"belongs to {' and '.join(candidate.part_of)}" if candidate.part_of else "no side's"
    return Gate(name="third", passed=not candidate.part_of, words=words, speaks=False)


def _concerned(candidate: Candidate, case: Case, _counting: Collection[str]) -> Gate:
    """A body has no business with parties outside, unless it has acted outside before.

    One whose members are not known, such as the Red Cross, is not shut out.
    """
    known = any(p.pair for p in candidate.precedents) or bool(candidate.offers)
    inside = bool(candidate.members) or candidate.beyond or known
    concerned = not candidate.roll_known or inside
    words = "a state" if candidate.kind == "state" else "a body with business with the sides"
    if not concerned:
        words = "neither side belongs to it, it has not acted beyond its members, and no forum joins them"
    return Gate(name="concerned", passed=concerned, words=words, speaks=False)


def _not_refused(candidate: Candidate, case: Case, _counting: Collection[str]) -> Gate:
    refused = [
        side
        for side in case.sides
        if side in candidate.acceptance and candidate.acceptance[side].verdict is Verdict.REFUSED
    ]
    words = f"refused by {' and '.join(refused)}" if refused else "not refused"
    return Gate(name="not refused", passed=not refused, words=words, speaks=False)


def _precedent(candidate: Candidate, _case: Case, counting: Collection[str]) -> Gate:
    found = [p for p in candidate.precedents if p.role in counting]
    passed = True if found else None
    words = f"{len(found)} precedents in this role" if found else "no precedent known"
    return Gate(name="precedent", passed=passed, words=words)


def _regular(candidate: Candidate, case: Case, _counting: Collection[str]) -> Gate:
    """Regular contact with both: a contact within two years in the data, or an embassy."""
    seen = []
    for side in case.sides:
        tie, link = candidate.ties.get(side), candidate.links.get(side)
        recent = tie is not None and any(
            c.last is not None and (case.day - c.last).days <= case.contact_days for c in tie.events
        )
        seen.append(recent or bool(link and link.level == 2))
    passed = True if all(seen) else None
    words = "in contact with both" if passed else "regular contact with both is not known"
    return Gate(name="contact", passed=passed, words=words)


def _office(candidate: Candidate, case: Case, _counting: Collection[str]) -> Gate:
    both = [o for o in candidate.offices if len(o.sides) == len(case.sides) and (o.now or o.soon)]
    holds = candidate.kind != "state" and all(s in candidate.members for s in case.sides)
    if holds:
        return Gate(name="office", passed=True, words="both sides belong to it")
    words = (
        ", ".join(f"{o.role} of {o.forum}" for o in both)
        if both
        else "holds no office in a forum of both sides, nor in the year to come"
    )
    return Gate(name="office", passed=bool(both), words=words)


def _shared_home(candidate: Candidate, case: Case, _counting: Collection[str]) -> Gate:
    """For good offices: both belong to it, it offered, or it is close to both."""
    belongs = bool(candidate.members) and all(s in candidate.members for s in case.sides)
    offered = bool(candidate.offers)
    words = (
        "both sides belong to it"
        if belongs
        else "it offered"
        if offered
        else "no offer and no common membership known"
    )
    return Gate(name="standing", passed=True if belongs or offered else None, words=words)


_RECENT_YEARS = 10
_Ask = Callable[[Candidate, Case, Collection[str]], Gate]

GATES: Mapping[Role, tuple[_Ask, ...]] = {
    Role.HOST: (_third, _state, _not_severed, _precedent, _not_refused),
    Role.MESSAGE_CARRIER: (_third, _concerned, _not_severed, _regular, _precedent, _not_refused),
    Role.FORMULATOR: (_third, _concerned, _precedent, _not_refused),
    Role.CONVENOR: (_third, _office, _not_severed, _not_refused),
    Role.GOOD_OFFICES: (_third, _concerned, _not_severed, _precedent, _shared_home, _not_refused),
}
"""After the practice roles in the literature; a manipulator's leverage is not measured here."""

_NEEDED = {
    Role.MESSAGE_CARRIER: ("contact", "precedent"),
    Role.HOST: ("relations", "precedent"),
    Role.CONVENOR: ("office",),
}
"""Gates of which one must pass, where relations alone would speak for nearly everybody."""


def admission(candidate: Candidate, case: Case, role: Role, counting: Collection[str]) -> Admission:
    """Whether a candidate qualifies for a role."""
    gates = tuple(ask(candidate, case, counting) for ask in GATES[role])
    if any(gate.passed is False for gate in gates):
        qualifies: bool | None = False
    else:
        needed = _NEEDED.get(role, tuple(g.name for g in gates if g.speaks))
        speaks = any(g.passed and g.speaks and g.name in needed for g in gates)
        qualifies = True if speaks else None
    return Admission(role=role, qualifies=qualifies, gates=gates)
