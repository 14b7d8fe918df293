"""Past practice: how often cases like this went to third parties like this.

A conditional logit (McFadden 1974) over all candidates of a case: P(m) = exp(x_m b) / sum_j
exp(x_j b). The weights b are data, fitted on past mediations (`benchmarks/mediators.py`,
`docs/mediators.md`); the features are known before the case. It says who is usually asked, not who
would do well.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

FEATURES = (
    *("conflict", "lately", "last", "states", "world", "nearby", "region", "continent"),
    *("home", "common", "united-nations", "permanent", "body"),
)
"""In this order; what each is stands at `features`."""

_YEAR = 365.25
_HALF_LIFE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One third party's part in one conflict, known from a day.

    `states` are the codes of the states among the parties, or on whose ground it is fought.
    """

    day: dt.date
    conflict: str
    states: frozenset[str]
    third_party: str


def lasting(deed: Deed, until: dt.date) -> list[Deed]:
    """A deed that went on: on its day, and on the first of each year until a day."""
    years = range(deed.day.year + 1, until.year + 1)
    return [deed, *(replace(deed, day=dt.date(year, 1, 1)) for year in years)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A case that asks for third parties: conflict, states, and the day before which all is known."""

    day: dt.date
    conflict: str
    states: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What does not depend on the case: regions by code, seats, and who belongs to what on a day.

    `regions` are (region, continent) by state. `members` are the members of each body on the day of
    the case; `universal` bodies are left out of what is common.
    """

    regions: Mapping[str, tuple[str, str]]
    members: Mapping[str, frozenset[str]]
    permanent: frozenset[str]
    universal: frozenset[str] = frozenset({"UN"})


@dataclass(slots=True)
class Past:
    """What third parties did before, added in the order of days."""

    regions: Mapping[str, tuple[str, str]]
    by_conflict: dict[str, dict[str, list[dt.date]]] = field(default_factory=dict)
    by_states: dict[frozenset[str], dict[str, set[int]]] = field(default_factory=dict)
    world: dict[str, set[str]] = field(default_factory=dict)
    near: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def add(self, deeds: Iterable[Deed]) -> None:
        """Takes in what has become known."""
        for deed in deeds:
            third = deed.third_party
            self.by_conflict.setdefault(deed.conflict, {}).setdefault(third, []).append(deed.day)
            told = self.by_states.setdefault(deed.states, {})
            told.setdefault(third, set()).add(deed.day.year)
            self.world.setdefault(third, set()).add(deed.conflict)
            for region in self._regions(deed.states):
                self.near.setdefault(region, {}).setdefault(third, set()).add(deed.conflict)

    def _regions(self, states: Collection[str]) -> set[str]:
        return {self.regions[code][0] for code in states if code in self.regions}

    def days(self, third: str, case: Asked) -> Sequence[dt.date]:
        """The days on which it acted in this conflict."""
        return self.by_conflict.get(case.conflict, {}).get(third, [])

    def last_day(self, case: Asked) -> dt.date | None:
        """The day on which anybody last acted in this conflict."""
        told = self.by_conflict.get(case.conflict, {}).values()
        return max((day for days in told for day in days), default=None)

    def years(self, third: str, case: Asked) -> int:
        """In how many years it acted between these states."""
        return len(self.by_states.get(case.states, {}).get(third, ()))

    def elsewhere(self, third: str, case: Asked) -> int:
        """In how many other conflicts it acted."""
        return len(self.world.get(third, set()) - {case.conflict})

    def nearby(self, third: str, case: Asked) -> int:
        """In how many other conflicts of the region it acted."""
        found: set[str] = set()
        for region in self._regions(case.states):
            found |= self.near.get(region, {}).get(third, set())
        return len(found - {case.conflict})


def features(third: str, case: Asked, past: Past, world: World) -> dict[str, float]:
    """The features of one candidate in one case.

    `conflict`: log(1 + years in which it acted in this conflict); `lately`: the same with a half-life
    of two years; `last`: whether it acted when anybody last did; `states`: between these states; `world` and `nearby`: log(1 + other conflicts, and
    those of the same region); `region`, `continent`: share of the states that lie in the same;
    `home`: share that belongs to it, of a body that is not universal; `common`: log(1 + bodies that
    it shares with all of them); `united-nations`, `permanent`, `body`: what it is.
    """
    days = past.days(third, case)
    ages = [(case.day - day).days / _YEAR for day in days]
    mine = world.regions.get(third)
    theirs = [world.regions[code] for code in case.states if code in world.regions]
    belongs = world.members.get(third, frozenset())
    local = third not in world.universal
    return {
        "conflict": math.log1p(len({day.year for day in days})),
        "lately": math.log1p(math.fsum(0.5 ** (age / _HALF_LIFE) for age in ages)),
        "last": float(bool(days) and max(days) == past.last_day(case)),
        "states": math.log1p(past.years(third, case)),
        "world": math.log1p(past.elsewhere(third, case)),
        "nearby": math.log1p(past.nearby(third, case)),
        "region": _share(mine is not None and mine[0] == r for r, _ in theirs),
        "continent": _share(mine is not None and mine[1] == c for _, c in theirs),
        "home": _share(local and code in belongs for code in case.states),
        "common": math.log1p(_common(third, case, world)),
        "united-nations": float(third == "UN"),
        "permanent": float(third in world.permanent),
        "body": float(third not in world.regions and third != "UN"),
    }


def _share(told: Iterable[bool]) -> float:
    found = list(told)
    return sum(found) / len(found) if found else 0.0


def _common(third: str, case: Asked, world: World) -> int:
    if not case.states:
        return 0
    return sum(
        body not in world.universal and third in members and case.states <= members
        for body, members in world.members.items()
    )


def chances(
    told: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]
) -> dict[str, float]:
    """The probability of each candidate that it is the one, by features and weights; sums to 1."""
    scores = {
        code: math.fsum(weights.get(name, 0.0) * value for name, value in has.items())
        for code, has in told.items()
    }
    top = max(scores.values(), default=0.0)
    odds = {code: math.exp(score - top) for code, score in scores.items()}
    total = math.fsum(odds.values())
    return {code: odd / total for code, odd in odds.items()}
