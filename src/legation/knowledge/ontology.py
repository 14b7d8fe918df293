"""PLOVER's types and modes with their scores, and the CAMEO codes with theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import rows, split


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoEntry:
    """A CAMEO code: name, Goldstein value (-10 to 10), and the PLOVER type it maps to."""

    code: str
    name: str
    goldstein: float | None
    plover_type: str | None
    plover_mode: str | None
    contexts: tuple[str, ...]


@cache
def cameo_table() -> Mapping[str, CameoEntry]:
    """All CAMEO codes, by code."""
    return {
        row["code"]: CameoEntry(
            code=row["code"],
            name=row["name"],
            goldstein=float(row["goldstein"]) if row["goldstein"] else None,
            plover_type=row["plover_type"] or None,
            plover_mode=row["plover_mode"] or None,
            contexts=split(row["contexts"]),
        )
        for row in rows("cameo.csv")
    }


def cameo(code: str) -> CameoEntry | None:
    """The entry of a CAMEO code, or None if there is no such code."""
    return cameo_table().get(code)


@cache
def _usual_codes() -> Mapping[tuple[str, str], str]:
    return {(row["type"], row["mode"]): row["cameo"] for row in rows("cameo_usual.csv")}


def usual_cameo(type_: str, mode: str | None = None) -> str:
    """The CAMEO code that says no more than a PLOVER type and mode do."""
    codes = _usual_codes()
    return codes.get((type_, mode or "")) or codes[type_, ""]


@cache
def _types() -> Mapping[str, tuple[int, float]]:
    return {
        row["type"]: (int(row["quad"]), float(row["score"])) for row in rows("plover_types.csv")
    }


@cache
def _modes() -> Mapping[tuple[str, str], float | None]:
    return {
        (row["type"], row["mode"]): float(row["score"]) if row["score"] else None
        for row in rows("plover_modes.csv")
    }


def types() -> tuple[str, ...]:
    """PLOVER's event types in the codebook's order."""
    return tuple(_types())


def quad(type_: str) -> int:
    """Quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal and 4 material conflict."""
    return _types()[type_][0]


def modes(type_: str) -> tuple[str, ...]:
    """Modes of a PLOVER type; empty where it has none."""
    return tuple(mode for kind, mode in _modes() if kind == type_)


def score(type_: str, mode: str | None = None) -> float | None:
    """PLOVER's intensity from -10 to 10; None where the codebook gives a mode no score."""
    if mode and (type_, mode) in _modes():
        return _modes()[type_, mode]
    return _types()[type_][1]


@cache
def root_of(type_: str) -> str | None:
    """The CAMEO root whose codes map to a PLOVER type; None for no such type."""
    roots = [e.code[:2] for e in cameo_table().values() if e.plover_type == type_]
    return max(set(roots), key=lambda root: (roots.count(root), root)) if roots else None


@cache
def rank_levels() -> Mapping[str, int]:
    """Level of each rank of a side, 4 (leader) to 1 (delegation, ambassador)."""
    return {row["rank"]: int(row["level"]) for row in rows("ranks.csv")}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAct:
    """What data sets without statuses make of a planned act: PLOVER type and CAMEO code of the intent."""

    polecat: str
    cameo: str


@cache
def planned_acts() -> Mapping[str, PlannedAct]:
    """The intent that stands for a planned act, by the PLOVER type of the act."""
    return {
        row["type"]: PlannedAct(polecat=row["polecat"], cameo=row["cameo"])
        for row in rows("planned_acts.csv")
    }
