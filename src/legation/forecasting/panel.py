"""A year of event data as pairs of states by days: volumes, sightings by class, outcomes.

A pair is unordered. Every matrix has a row for each pair and a column for each day; what stands in
column `t` was known at the end of day `t`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from legation.forecasting.quadruples import Quadruple
from legation.forecasting.sides import BY_NAME, OFFICIAL, PRIVATE, RANKED, Side, side
from legation.knowledge.ontology import cameo_table
from legation.knowledge.worth import Outcome, Rule, SightingClass

Flags = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.float32]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dealing:
    """An event between two states: first and second side as told, CAMEO code, day of the year."""

    first: Side
    second: Side
    cameo: str
    day: int


@dataclass(frozen=True, slots=True)
class Panel:
    """Pairs by days of one source and year.

    `volume` counts all events of a pair, `official` those between officials, `good` and `ill` those of
    cooperation and of conflict;
    `sighted` and `met` tell by class and outcome whether it came that day. `members` holds the two
    states of each pair as numbers into `states`; `past` counts independent meetings of each pair in the
    years before; `source` names the sample.
    """

    source: str
    start: dt.date
    states: tuple[str, ...]
    pairs: tuple[Pair, ...]
    members: npt.NDArray[np.int64]
    volume: Counts
    official: Counts
    good: Counts
    ill: Counts
    sighted: Mapping[str, Flags]
    met: Mapping[str, Flags]
    past: Mapping[str, Counts] = field(default_factory=dict)

    @property
    def n_days(self) -> int:
        """How many days it covers."""
        return int(self.volume.shape[1])


def relation_codes() -> dict[str, str]:
    """CAMEO codes by the names that ICEWS gives to relations, without case and hyphens.

    Where a root and its general code share a name ("Consult"), the general code is meant.
    """
    return {_plain(entry.name): code for code, entry in sorted(cameo_table().items())}


def _plain(relation: str) -> str:
    return relation.casefold().replace("-", " ")


def dealings(events: Iterable[Quadruple], year: int) -> list[Dealing]:
    """Events between two different states, each once a day; the rest says nothing of a pair."""
    codes = relation_codes()
    found: dict[Dealing, None] = {}
    for event in events:
        first, second = side(event.subject, year), side(event.object, year)
        code = codes.get(_plain(event.relation))
        if first and second and code and first.state != second.state:
            found[Dealing(first, second, code, event.day)] = None
    return list(found)


def counts_as(rule: Rule, dealing: Dealing) -> bool:
    """Whether a dealing is one of a class of sightings or of an outcome."""
    if not dealing.cameo.startswith(rule.cameo):
        return False
    kinds = {dealing.first.kind, dealing.second.kind}
    match rule.sides:
        case "any":
            return True
        case "private":
            return kinds == {PRIVATE}
        case "envoy":
            return "envoy" in kinds and kinds <= OFFICIAL
        case "ranked":
            return bool(kinds & RANKED) and kinds <= OFFICIAL
        case "ranked by name":
            return bool(kinds & BY_NAME) and kinds <= OFFICIAL
        case _:
            return kinds <= OFFICIAL


def panel(
    source: str,
    start: dt.date,
    n_days: int,
    events: list[Dealing],
    classes: Iterable[SightingClass],
    outcomes: Iterable[Outcome],
) -> Panel:
    """The pairs and days of some events. Independent outcomes are added by `with_meetings`."""
    pairs = tuple(sorted({pair_of(e.first.state, e.second.state) for e in events}))
    states = tuple(sorted({state for pair in pairs for state in pair}))
    row = {pair: number for number, pair in enumerate(pairs)}
    place = {state: number for number, state in enumerate(states)}
    at = np.array([row[pair_of(e.first.state, e.second.state)] for e in events], dtype=np.int64)
    day = np.array([e.day for e in events], dtype=np.int64)
    shape = (len(pairs), n_days)
    members = np.array([[place[a], place[b]] for a, b in pairs], dtype=np.int64).reshape(-1, 2)

    def counted(keep: list[bool]) -> Counts:
        matrix = np.zeros(shape, dtype=np.float32)
        chosen = np.array(keep, dtype=bool)
        np.add.at(matrix, (at[chosen], day[chosen]), 1.0)
        return matrix

    sighted = {}
    for rule in classes:
        if rule.third:
            trips = [e for e in events if counts_as(rule, e)]
            sighted[rule.name] = _elsewhere(trips, pairs, members, place, n_days)
        else:
            sighted[rule.name] = counted([counts_as(rule, e) for e in events]) > 0
    return Panel(
        source=source,
        start=start,
        states=states,
        pairs=pairs,
        members=members,
        volume=counted([True] * len(events)),
        official=counted([{e.first.kind, e.second.kind} <= OFFICIAL for e in events]),
        good=counted(["03" <= e.cameo[:2] <= "08" for e in events]),
        ill=counted([e.cameo[:2] >= "10" for e in events]),
        sighted=sighted,
        met={
            o.name: counted([counts_as(o, e) for e in events]) > 0
            for o in outcomes
            if not o.independent
        },
    )


def pair_of(a: str, b: str) -> Pair:
    """Two states in the order of their codes."""
    return (a, b) if a < b else (b, a)


def _elsewhere(
    trips: list[Dealing],
    pairs: tuple[Pair, ...],
    members: npt.NDArray[np.int64],
    place: Mapping[str, int],
    n_days: int,
) -> Flags:
    """Days on which somebody of rank of one side was with a third state."""
    row = {pair: number for number, pair in enumerate(pairs)}
    visited: dict[tuple[int, int], set[str]] = {}
    for trip in trips:
        guest, host = trip.first, trip.second
        if trip.cameo.startswith("043"):
            guest, host = host, guest
        if guest.kind in RANKED:
            visited.setdefault((place[guest.state], trip.day), set()).add(host.state)
    states = {number: state for state, number in place.items()}
    away = np.zeros((len(place), n_days), dtype=np.float32)
    met = np.zeros((2, len(pairs), n_days), dtype=np.float32)
    for (guest_at, day), hosts in visited.items():
        away[guest_at, day] = len(hosts)
        for host_state in hosts:
            number = row[pair_of(states[guest_at], host_state)]
            met[int(members[number, 0] != guest_at), number, day] = 1
    third: Flags = (away[members[:, 0]] > met[0]) | (away[members[:, 1]] > met[1])
    return third


def with_meetings(
    some: Panel, name: str, meetings: Iterable[tuple[Pair, dt.date]], past_years: int = 3
) -> Panel:
    """The panel with an outcome that somebody else tells of; pairs without events are left out.

    How often each pair met in the years before the panel begins goes into `past`.
    """
    row = {pair: number for number, pair in enumerate(some.pairs)}
    flags = np.zeros((len(some.pairs), some.n_days), dtype=bool)
    past = np.zeros(len(some.pairs), dtype=np.float32)
    earliest = some.start.replace(year=some.start.year - past_years)
    for pair, day in meetings:
        if pair not in row:
            continue
        if some.start <= day and (day - some.start).days < some.n_days:
            flags[row[pair], (day - some.start).days] = True
        elif earliest <= day < some.start:
            past[row[pair]] += 1
    return replace(some, met={**some.met, name: flags}, past={**some.past, name: past})


def only(some: Panel, stays: Flags, source: str) -> Panel:
    """The panel of some pairs: `stays` tells of each row whether it is kept."""
    return replace(
        some,
        source=source,
        pairs=tuple(pair for pair, kept in zip(some.pairs, stays, strict=True) if kept),
        members=some.members[stays],
        volume=some.volume[stays],
        official=some.official[stays],
        good=some.good[stays],
        ill=some.ill[stays],
        sighted={name: flags[stays] for name, flags in some.sighted.items()},
        met={name: flags[stays] for name, flags in some.met.items()},
        past={name: counts[stays] for name, counts in some.past.items()},
    )


def of_state(some: Panel, code: str) -> Flags:
    """Which pairs have a state on one side."""
    return np.array([code in pair for pair in some.pairs], dtype=bool)
