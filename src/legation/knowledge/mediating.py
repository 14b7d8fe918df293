"""What the comparison of mediators takes for granted: roles, criteria, weights, obstacles, words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.knowledge.overlay import once_a_view
from legation.knowledge.tables import known_by, rows, split

_FOLDER = "mediators"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleOf:
    """A role: in which roles of the catalogue a precedent counts for it, and what it means."""

    name: str
    precedents: frozenset[str]
    meaning: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A criterion with its weight in each role; a weight of 0 leaves it out."""

    name: str
    weights: Mapping[str, float]
    meaning: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """Something dated that stands between a third party (None: anybody) and a side.

    A third party such as EU+ is a body and all its members.

    `pair` are the sides for which it holds, empty where it holds for all; `start` and `end` are
    EDTF. What only makes a third party lean to one side (`counts` no) is shown and not counted.
    """

    candidate: str | None
    side: str | None
    pair: frozenset[str]
    kind: str
    counts: bool
    start: str
    end: str | None
    what: str
    lifted_by: str
    known_from: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """What an event of a CAMEO code says of a third party's help.

    `by` tells who acts: the third party (an offer), or a side (welcomed, refused).
    """

    cameo: str
    by: str
    says: str


@cache
def roles() -> Mapping[str, RoleOf]:
    """Roles by name, in the order of the file."""
    return {
        row["role"]: RoleOf(
            name=row["role"],
            precedents=frozenset(split(row["precedents"])),
            meaning=row["meaning"],
            source=row["source"],
        )
        for row in rows(f"{_FOLDER}/roles.tsv")
    }


@cache
def criteria() -> Mapping[str, Criterion]:
    """Criteria by name, in the order of the file."""
    return {
        row["criterion"]: Criterion(
            name=row["criterion"],
            weights={role: float(row[role]) for role in roles()},
            meaning=row["meaning"],
            source=row["source"],
        )
        for row in rows(f"{_FOLDER}/criteria.tsv")
    }


@cache
def defaults() -> Mapping[str, float]:
    """Defaults by name; the file says what each means."""
    return {row["name"]: float(row["value"]) for row in rows(f"{_FOLDER}/defaults.tsv")}


@cache
def practice_weights() -> Mapping[str, float]:
    """Weights of past practice by feature; the file says on what they were fitted."""
    return {row["feature"]: float(row["weight"]) for row in rows(f"{_FOLDER}/practice.tsv")}


@cache
def eligible_kinds() -> frozenset[str]:
    """Kinds of international bodies that may be third parties."""
    return frozenset(
        row["kind"] for row in rows(f"{_FOLDER}/kinds.tsv") if row["eligible"] == "yes"
    )


@cache
def signals() -> tuple[Signal, ...]:
    """What events say of offers and acceptance."""
    return tuple(
        Signal(cameo=row["cameo"], by=row["by"], says=row["says"])
        for row in rows(f"{_FOLDER}/signals.tsv")
    )


@cache
def cues(kind: str) -> tuple[str, ...]:
    """Words, in lower case, by which a sentence tells of a motive, a red line, or mediation."""
    return tuple(row["cue"] for row in rows(f"{_FOLDER}/cues.tsv") if row["kind"] == kind)


@once_a_view
def _hindrances() -> tuple[Hindrance, ...]:
    return tuple(
        Hindrance(
            candidate=row["candidate"] or None,
            side=row["side"] or None,
            pair=frozenset(split(row["pair"])),
            kind=row["kind"],
            counts=row["counts"] == "yes",
            start=row["start"],
            end=row["end"] or None,
            what=row["what"],
            lifted_by=row["lifted_by"],
            known_from=row["known_from"],
            source=row["source"],
        )
        for row in rows(f"{_FOLDER}/obstacles.csv")
    )


def hindrances(sides: frozenset[str], known: dt.date) -> tuple[Hindrance, ...]:
    """What stands in the way of help between two sides, as could be known on a day."""
    return tuple(
        h
        for h in _hindrances()
        if known_by(h.known_from, known)
        and (h.side is None or h.side in sides)
        and (not h.pair or h.pair <= sides)
    )
