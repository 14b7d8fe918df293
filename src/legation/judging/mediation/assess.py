"""Ranking within a role, and what would change a rank: another source, one event less, other weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from legation.judging.mediation import ranking
from legation.judging.mediation.criteria import values
from legation.judging.mediation.facts import Candidate, Case, Link, Role, Tie
from legation.judging.mediation.gates import Admission, admission
from legation.judging.mediation.ranking import Standing, Values

TABLES = ("relations", "mediations", "memberships", "chairs", "obstacles", "regions")
"""Tables of institutions, each left out in turn like an outlet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a role is judged: the roles in which a precedent counts, the weights, draws and seed."""

    role: Role
    counting: frozenset[str]
    weights: Mapping[str, float]
    draws: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Who stands where in one role.

    `unranked` qualify, but too little is known of them for a rank; `refused` failed a gate,
    `untold` are those of whom nothing speaks for the role.
    """

    role: Role
    weights: Mapping[str, float]
    ranked: tuple[Standing, ...]
    unranked: tuple[Standing, ...]
    refused: Mapping[str, str]
    untold: tuple[str, ...]
    values: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """The rank without one thing: `what` is left out, an outlet, a table, an event or a criterion."""

    what: str
    kind: str
    rank: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What would change the rank of one candidate in one role; `rank` is what it is now."""

    role: Role
    rank: float | None
    of: int
    sources: tuple[Without, ...]
    events: tuple[Without, ...]
    criteria: tuple[Without, ...]
    wanting: tuple[str, ...]


def ranked(case: Case, candidates: Sequence[Candidate], rules: Rules) -> Ranking:
    """Gates first, then ranks among those who qualify."""
    admitted = {c.code: admission(c, case, rules.role, rules.counting) for c in candidates}
    inside = [c for c in candidates if admitted[c.code].qualifies]
    told = {c.code: values(c, case, rules.counting) for c in inside}
    found = ranking.standings(
        told, rules.weights, draws=rules.draws, seed=rules.seed, least=case.least_known
    )
    return Ranking(
        role=rules.role,
        weights=rules.weights,
        ranked=tuple(s for s in found if s.rank is not None),
        unranked=tuple(s for s in found if s.rank is None),
        refused={
            c.code: admitted[c.code].words
            for c in candidates
            if admitted[c.code].qualifies is False
        },
        untold=tuple(c.code for c in candidates if admitted[c.code].qualifies is None),
        values=told,
    )


def admissions(case: Case, candidate: Candidate, rules: Sequence[Rules]) -> dict[Role, Admission]:
    """The gates of each role for one candidate."""
    return {r.role: admission(candidate, case, r.role, r.counting) for r in rules}


def change(
    case: Case,
    candidates: Sequence[Candidate],
    code: str,
    rules: Rules,
    outlets: Sequence[str],
    now: Ranking,
) -> Change:
    """What would change the rank of one candidate among those who qualify."""
    inside = [c for c in candidates if c.code in now.values]
    mine = next(c for c in candidates if c.code == code)

    def rank_with(others: Values, weights: Mapping[str, float] = rules.weights) -> float | None:
        return ranking.rank_of(code, others, weights, least=case.least_known)

    def rank_without(drop: Callable[[Candidate], Candidate]) -> float | None:
        return rank_with({c.code: values(drop(c), case, rules.counting) for c in inside})

    standing = {s.code: s.rank for s in now.ranked}
    events = []
    for what, changed in _one_less(mine, case):
        told = {**now.values, code: values(changed, case, rules.counting)}
        events.append(Without(what=what, kind="event", rank=rank_with(told)))
    return Change(
        role=rules.role,
        rank=standing.get(code),
        of=len(now.ranked),
        sources=tuple(
            Without(what=name, kind=kind, rank=rank_without(drop))
            for name, kind, drop in _sources(outlets)
        ),
        events=tuple(events),
        criteria=tuple(
            Without(what=name, kind="criterion", rank=rank_with(now.values, _less(rules, name)))
            for name, weight in rules.weights.items()
            if weight > 0 and any(v[name] is not None for v in now.values.values())
        ),
        wanting=tuple(
            name
            for name, weight in rules.weights.items()
            if weight > 0 and code in now.values and now.values[code][name] is None
        ),
    )


def _less(rules: Rules, name: str) -> dict[str, float]:
    return {n: w for n, w in rules.weights.items() if n != name}


Drop = Callable[[Candidate], Candidate]


def _sources(outlets: Sequence[str]) -> list[tuple[str, str, Drop]]:
    found: list[tuple[str, str, Drop]] = [(o, "outlet", _without_outlet(o)) for o in outlets]
    return found + [(table, "table", _WITHOUT[table]) for table in TABLES]


def _without_outlet(outlet: str) -> Drop:
    """What stays when nothing is known that this outlet alone tells."""

    def drop(candidate: Candidate) -> Candidate:
        ties = {}
        for side, tie in candidate.ties.items():
            positive, negative = tie.sole.get(outlet, (0, 0))
            high = tie.last_high
            ties[side] = replace(
                tie,
                n=tie.n - positive - negative,
                positive=tie.positive - positive,
                negative=tie.negative - negative,
                last_high=None if high and high.source == outlet else high,
            )
        kept = tuple(p for p in candidate.precedents if p.event is None or p.source != outlet)
        return replace(candidate, ties=ties, precedents=kept)

    return drop


def _blank_links(candidate: Candidate) -> Candidate:
    links = {
        side: Link(side=side, level=None, words="left out", source="") for side in candidate.links
    }
    return replace(candidate, links=links)


_WITHOUT: Mapping[str, Drop] = {
    "relations": _blank_links,
    "mediations": lambda c: replace(
        c, precedents=tuple(p for p in c.precedents if p.event is not None), practice=None
    ),
    "memberships": lambda c: replace(c, shared=(), shared_with={}, members=(), capacity=None),
    "chairs": lambda c: replace(c, offices=()),
    "obstacles": lambda c: replace(c, obstacles=()),
    "regions": lambda c: replace(c, region=None, continent=None),
}


def _one_less(candidate: Candidate, case: Case) -> list[tuple[str, Candidate]]:
    """The candidate with one event less, each kind of event once, for all of a kind weigh the same."""
    found: list[tuple[str, Candidate]] = []
    for side in case.sides:
        tie = candidate.ties.get(side)
        if tie is None:
            continue
        if tie.positive:
            less = replace(tie, n=tie.n - 1, positive=tie.positive - 1)
            found.append((f"one cooperative event with {side}", _with(candidate, side, less)))
        if tie.negative:
            less = replace(tie, n=tie.n - 1, negative=tie.negative - 1)
            found.append((f"one conflictual event with {side}", _with(candidate, side, less)))
        if tie.last_high:
            less = replace(tie, last_high=None)
            found.append((tie.last_high.event, _with(candidate, side, less)))
    for precedent in candidate.precedents:
        if precedent.event or precedent.pair:
            kept = tuple(p for p in candidate.precedents if p is not precedent)
            what = precedent.event or f"the precedent of {precedent.start}"
            found.append((what, replace(candidate, precedents=kept)))
    for side, told in candidate.acceptance.items():
        for event in told.events[:1]:
            left = {s: a for s, a in candidate.acceptance.items() if s != side}
            found.append((event, replace(candidate, acceptance=left)))
    return found


def _with(candidate: Candidate, side: str, tie: Tie) -> Candidate:
    return replace(candidate, ties={**candidate.ties, side: tie})
