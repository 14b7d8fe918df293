"""Brokerage in a network of ties (Gould and Fernandez 1989): who stands between two others.

`v` brokers `a` to `b` where a tie leads from `a` to `v` and from `v` to `b`, and none from `a` to
`b`. The role depends on the groups of the three.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from enum import StrEnum

Arc = tuple[str, str]


class Broker(StrEnum):
    """The five roles, with the names that `sna` gives them: w_I, w_O, b_IO, b_OI, b_O."""

    COORDINATOR = "coordinator"
    ITINERANT = "itinerant"
    REPRESENTATIVE = "representative"
    GATEKEEPER = "gatekeeper"
    LIAISON = "liaison"


def role(a: Hashable, v: Hashable, b: Hashable) -> Broker:
    """The role of `v` between `a` and `b`, by the groups that the three belong to."""
    if a == v == b:
        return Broker.COORDINATOR
    if a == b:
        return Broker.ITINERANT
    if a == v:
        return Broker.REPRESENTATIVE
    if v == b:
        return Broker.GATEKEEPER
    return Broker.LIAISON


def between(arcs: Collection[Arc], a: str, b: str) -> tuple[str, ...]:
    """All `v` to which a tie leads from `a`, and from which one leads to `b`; direct tie or not."""
    heard = {target for source, target in arcs if source == a}
    told = {source for source, target in arcs if target == b}
    return tuple(sorted((heard & told) - {a, b}))


def brokered(arcs: Collection[Arc], groups: Mapping[str, Hashable]) -> dict[str, Counter[Broker]]:
    """How often each actor brokers in each role; ties from an actor to itself do not count."""
    known = {arc for arc in arcs if arc[0] != arc[1]}
    actors = {end for arc in known for end in arc}
    found: dict[str, Counter[Broker]] = {actor: Counter() for actor in sorted(actors)}
    for a, v in known:
        for source, b in known:
            if source == v and b != a and (a, b) not in known:
                found[v][role(groups.get(a), groups.get(v), groups.get(b))] += 1
    return found
