"""The tables of institutions as they could be known on a day, asked for two sides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from legation.judging.mediation import practice
from legation.judging.mediation.facts import ONGOING, Obstacle
from legation.knowledge import mediating
from legation.knowledge.bodies import bodies, memberships
from legation.knowledge.chairs import COUNCIL, Chair, chair_on, chairs
from legation.knowledge.mediations import Mediation, mediations
from legation.knowledge.names import is_state
from legation.knowledge.regions import regions
from legation.knowledge.tables import in_force, known_by
from legation.knowledge.votes import IdealPoint, ideal_points
from legation.model.when import Days, days

UNIVERSAL = frozenset({"UN"})
"""Bodies to which nearly everybody belongs, so that belonging says nothing."""

_BELONGING = frozenset({"member", "permanent", "elected"})
_OBSERVERS = ("CHE", "VAT", "PSE")
_MONTHS_OF_COUNCIL = 12
FAR = dt.date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum:
    """A forum to which both sides belong, who chairs it, and who will, with the first day."""

    forum: str
    now: tuple[str, ...]
    next: tuple[tuple[str, str], ...]
    source: str


def members_on(day: dt.date) -> Mapping[str, frozenset[str]]:
    """Members of each body on a day, as could be known then."""
    found: dict[str, set[str]] = {}
    for m in memberships():
        belongs = m.role in _BELONGING and known_by(m.known_from, day)
        if belongs and in_force(m.start, m.end, day):
            found.setdefault(m.body, set()).add(m.member)
    return {body: frozenset(members) for body, members in found.items()}


def dyad(parties: Collection[str]) -> str:
    """Two parties as one name; a conflict of past practice is a pair of parties."""
    return " and ".join(sorted(parties))


def last_day(told: Mediation) -> dt.date | None:
    """The last day of a mediation, the far future where it goes on, None where only its start is known."""
    if told.end:
        return days(told.end).last
    return FAR if told.outcome == ONGOING else None


# Without slots, so that what is asked for often is made once.
@dataclass(frozen=True)
class Tables:
    """What all third parties have in common for two sides on a day."""

    a: str
    b: str
    day: dt.date

    @property
    def sides(self) -> tuple[str, str]:
        """Both sides."""
        return self.a, self.b

    @cached_property
    def members(self) -> Mapping[str, frozenset[str]]:
        """Members of each body on the day."""
        return members_on(self.day)

    @cached_property
    def permanent(self) -> frozenset[str]:
        """The permanent members of the Security Council."""
        return frozenset(
            m.member for m in memberships() if (m.body, m.role) == (COUNCIL, "permanent")
        )

    @cached_property
    def catalogue(self) -> tuple[Mediation, ...]:
        """All mediations that could be known, back to the years in which a precedent counts."""
        years = mediating.defaults()["precedent_years"]
        first = self.day - dt.timedelta(days=round(365.25 * years))
        return tuple(
            m
            for m in mediations(known=self.day)
            if (days(f"{m.start}/{m.end or m.start}").last or FAR) >= first
        )

    @cached_property
    def points(self) -> Mapping[str, IdealPoint]:
        """Ideal points in the UN General Assembly, of the last session known."""
        return ideal_points(self.day)

    @property
    def pair_known(self) -> bool:
        """Whether the catalogue has any precedent of the two sides."""
        return any(m.parties == frozenset(self.sides) for m in self.catalogue)

    @cached_property
    def presidencies(self) -> tuple[Chair, ...]:
        """Presidencies of the Security Council in the months to come, so far as the rule tells."""
        month, found = self.day.replace(day=1), []
        for _ in range(_MONTHS_OF_COUNCIL):
            if told := chair_on(COUNCIL, month, known=self.day):
                found.append(told)
            month = (month + dt.timedelta(days=32)).replace(day=1)
        anchors = set(chairs(COUNCIL))
        return tuple(c for c in found if c not in anchors)

    @cached_property
    def terms(self) -> Mapping[str, tuple[tuple[Chair, Days], ...]]:
        """By holder, terms in forums that last or are to come, as could be known."""
        found: dict[str, list[tuple[Chair, Days]]] = {}
        for chair in (*chairs(), *self.presidencies):
            lasts = days(f"{chair.start}/{chair.end or '..'}")
            if (lasts.last or FAR) >= self.day and known_by(chair.known_from, self.day):
                found.setdefault(chair.holder, []).append((chair, lasts))
        return {holder: tuple(told) for holder, told in found.items()}

    @cached_property
    def hindrances(self) -> tuple[mediating.Hindrance, ...]:
        """The rows of the table of obstacles that bear on the two sides."""
        return mediating.hindrances(frozenset(self.sides), self.day)

    def eligible(self) -> list[str]:
        """Codes of everybody who may be a third party: states of the day, and bodies that act."""
        states = {code for code in self.members.get("UN", ()) if is_state(code)}
        if not states:
            return []
        states |= set(_OBSERVERS)
        kinds = mediating.eligible_kinds()
        acting = [b.code for b in bodies() if b.kind in kinds and known_by(b.known_from, self.day)]
        both = [*sorted(states), *sorted(acting)]
        return [code for code in dict.fromkeys(both) if code not in self.sides]

    def forums(self) -> Iterator[Forum]:
        """Bodies of both sides beside the universal ones, with their chairs now and to come."""
        for body, members in sorted(self.members.items()):
            if body in UNIVERSAL or not set(self.sides) <= members:
                continue
            told = [c for c in chairs(body) if known_by(c.known_from, self.day)]
            now = [c.holder for c in told if in_force(c.start, c.end, self.day)]
            later = [c for c in told if (days(c.start).first or FAR) > self.day]
            yield Forum(
                forum=body,
                now=tuple(dict.fromkeys(now)),
                next=tuple((c.holder, c.start) for c in sorted(later, key=lambda c: c.start)),
                source="; ".join(dict.fromkeys(c.source for c in told[-2:])),
            )

    def pair_gap(self) -> float | None:
        """How far apart the two sides vote in the UN General Assembly."""
        first, second = self.points.get(self.a), self.points.get(self.b)
        return abs(first.value - second.value) if first and second else None

    def obstacle(self, told: mediating.Hindrance) -> Obstacle:
        """A row of the table of obstacles as a card has it."""
        return Obstacle(
            kind=told.kind,
            since=told.start,
            what=told.what,
            lifted_by=told.lifted_by,
            source=told.source,
            sides=(told.side,) if told.side else (),
            own=told.candidate is not None,
            counts=told.counts,
            open=in_force(told.start, told.end, self.day),
        )

    def common_obstacles(self) -> tuple[Obstacle, ...]:
        """What stands in anybody's way, and is open."""
        found = (self.obstacle(h) for h in self.hindrances if h.candidate is None)
        return tuple(o for o in found if o.open)

    @cached_property
    def chances(self) -> Mapping[str, float]:
        """How often past cases like this one went to each; empty without the weights."""
        weights = mediating.practice_weights()
        if not weights:
            return {}
        places = {code: (r.region, r.continent) for code, r in regions().items()}
        past = practice.Past(regions=places)
        past.add(sorted(self._deeds(), key=lambda d: d.day))
        case = practice.Asked(
            day=self.day,
            conflict=dyad(self.sides),
            states=frozenset(s for s in self.sides if is_state(s)),
        )
        world = practice.World(
            regions=places, members=self.members, permanent=self.permanent, universal=UNIVERSAL
        )
        told = {c: practice.features(c, case, past, world) for c in self.eligible()}
        return practice.chances(told, weights)

    def _deeds(self) -> Iterator[practice.Deed]:
        """All that the catalogue knew on the day, however long ago."""
        for m in mediations(known=self.day):
            known, began = days(m.known_from).last, days(m.start).last
            if known is not None and began is not None:
                deed = practice.Deed(
                    day=min(max(known, began), self.day),
                    conflict=dyad(m.parties),
                    states=frozenset(p for p in m.parties if is_state(p)),
                    third_party=m.third_party,
                )
                yield from practice.lasting(deed, min(last_day(m) or deed.day, self.day))
