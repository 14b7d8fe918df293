"""What the back-test of mediators knows of the world on a day: candidates, members, votes, allies."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
from collections import defaultdict
from functools import cache
from pathlib import Path

from mediator_cases import Case

from legation.judging.mediation.practice import World
from legation.knowledge import mediating
from legation.knowledge.bodies import bodies, memberships
from legation.knowledge.names import is_state
from legation.knowledge.regions import regions as all_regions
from legation.model.when import days

_BELONGING = frozenset({"member", "permanent", "elected"})


@cache
def regions() -> dict[str, tuple[str, str]]:
    """Region and continent by state."""
    return {code: (r.region, r.continent) for code, r in all_regions().items()}


@cache
def _dated() -> list[tuple[str, str, str, dt.date, dt.date, dt.date]]:
    """Memberships with the days from when to when, and from which known."""
    found = []
    for m in memberships():
        covered, known = days(f"{m.start}/{m.end or '..'}"), days(m.known_from).last
        start, end = covered.first or dt.date.min, covered.last or dt.date.max
        found.append((m.body, m.member, m.role, start, end, known or start))
    return found


@cache
def world(day: dt.date) -> World:
    """Members of each body and the permanent members of the Security Council, as known on a day."""
    told: dict[str, set[str]] = defaultdict(set)
    permanent = set()
    for body, member, role, start, end, known in _dated():
        if start <= day <= end and known <= day and role in _BELONGING:
            told[body].add(member)
            if role == "permanent":
                permanent.add(member)
    return World(
        regions=regions(),
        members={body: frozenset(members) for body, members in told.items()},
        permanent=frozenset(permanent),
    )


@cache
def _bodies() -> list[tuple[str, dt.date]]:
    kinds = mediating.eligible_kinds()
    return [(b.code, days(b.known_from).last or dt.date.min) for b in bodies() if b.kind in kinds]


def candidates(day: dt.date, parties: frozenset[str]) -> list[str]:
    """All states of that day and all bodies that may mediate, but the parties."""
    told = world(day)
    states = {code for code in told.members.get("UN", ()) if is_state(code)}
    # The Holy See and Switzerland act although they do not, or did not, belong.
    states |= {"VAT", "CHE"}
    both = [*sorted(states), *sorted(code for code, known in _bodies() if known <= day)]
    return [code for code in dict.fromkeys(both) if code not in parties]


class Outside:
    """Alliances (ATOP) and votes (UN General Assembly) of the last year or session before a case."""

    def __init__(self, structure: Path | None, unga: Path | None) -> None:
        self._allies: dict[int, set[tuple[str, str]]] = defaultdict(set)
        self._points: dict[int, dict[str, float]] = defaultdict(dict)
        if structure and unga:
            codes = _read_points(unga, self._points)
            _read_allies(structure, codes, self._allies)

    def of(self, code: str, case: Case) -> list[float]:
        """Share of the states that are its allies, and minus the mean and the larger gap in votes.

        Years are counted as known a year later; a gap that is not known is the mean of those known.
        """
        year = case.day.year - 1
        allies = self._allies.get(min(year, max(self._allies, default=year)), set())
        ally = [(min(code, s), max(code, s)) in allies for s in case.states]
        points = self._points.get(min(year, max(self._points, default=year)), {})
        gaps = [
            abs(points[code] - points[s]) for s in case.states if code in points and s in points
        ]
        mean, most = (sum(gaps) / len(gaps), max(gaps)) if gaps else (1.0, 1.0)
        return [sum(ally) / len(ally) if ally else 0.0, -mean, -most]


def _read_points(path: Path, into: dict[int, dict[str, float]]) -> dict[str, str]:
    """Ideal points by year, and ISO codes by COW code; the file is Latin-1."""
    codes = {}
    with gzip.open(path, "rt", encoding="latin-1") as lines:
        for row in csv.DictReader(lines):
            code = "SRB" if row["iso3c"] == "YUG" else row["iso3c"]
            codes[row["ccode"]] = code
            into[1945 + int(row["session"])][code] = float(row["IdealPoint"])
    return codes


def _read_allies(
    folder: Path, codes: dict[str, str], into: dict[int, set[tuple[str, str]]]
) -> None:
    """Pairs of states with an obligation of defence, by year."""
    with gzip.open(folder / "atop_alliance.csv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            a, b = codes.get(row["ccode1"]), codes.get(row["ccode2"])
            if a and b and row["atop_defense"] == "1":
                into[int(row["year"])].add((min(a, b), max(a, b)))
