"""What the tables of institutions say of third parties, as it could be known on a day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from legation.judging.mediation import practice
from legation.judging.mediation.facts import Candidate, Link, Obstacle, Office, Precedent
from legation.knowledge import mediating
from legation.knowledge.bodies import bodies, memberships
from legation.knowledge.chairs import COUNCIL, Chair, chair_on, chairs
from legation.knowledge.mediations import Mediation, mediations
from legation.knowledge.names import display, is_state
from legation.knowledge.regions import regions
from legation.knowledge.relations import (
    BROKEN,
    NONE,
    RELATIONS,
    SUSPENDED,
    embassy,
    related,
    standing,
)
from legation.knowledge.tables import known_by
from legation.knowledge.votes import ideal_points
from legation.model.when import days

SEVERED = "severed relations"
UNIVERSAL = frozenset({"UN"})
_BELONGING = frozenset({"member", "permanent", "elected"})
_OBSERVERS = ("CHE", "VAT", "PSE")
_EMBASSY, _RELATIONS, _NONE = 2, 1, 0
_APART = frozenset({BROKEN, SUSPENDED, NONE})
_MONTHS_OF_COUNCIL = 12
_FAR = dt.date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum:
    """A forum to which both sides belong, who chairs it, and who will, with the first day."""

    forum: str
    now: tuple[str, ...]
    next: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tables:
    """The tables as they could be known on a day, asked for two sides.

    Kept open (no slots) so that what is asked for often is made once.
    """

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
        found: dict[str, set[str]] = {}
        for m in memberships():
            lasts = days(f"{m.start}/{m.end or '..'}")
            if (
                m.role in _BELONGING
                and known_by(m.known_from, self.day)
                and lasts.overlaps(self.day, self.day)
            ):
                found.setdefault(m.body, set()).add(m.member)
        return {body: frozenset(members) for body, members in found.items()}

    @cached_property
    def permanent(self) -> frozenset[str]:
        """The permanent members of the Security Council."""
        return frozenset(
            m.member for m in memberships() if (m.body, m.role) == (COUNCIL, "permanent")
        )

    @cached_property
    def catalogue(self) -> tuple[Mediation, ...]:
        """All mediations that could be known, back to the years in which a precedent counts."""
        years = int(mediating.defaults()["precedent_years"])
        first = self.day - dt.timedelta(days=round(365.25 * years))
        return tuple(
            m
            for m in mediations(known=self.day)
            if (days(f"{m.start}/{m.end or m.start}").last or _FAR) >= first
        )

    @cached_property
    def pair_known(self) -> bool:
        """Whether the catalogue has any precedent of the two sides."""
        return any(m.parties == frozenset(self.sides) for m in self.catalogue)

    def eligible(self) -> list[str]:
        """Codes of everybody who may be a third party: states of the day, and bodies that act."""
        states = {code for code in self.members.get("UN", ()) if is_state(code)} | set(_OBSERVERS)
        kinds = mediating.eligible_kinds()
        acting = [
            b.code for b in bodies() if b.kind in kinds and known_by(b.known_from, self.day)
        ]
        both = [*sorted(states), *sorted(acting)]
        return [code for code in dict.fromkeys(both) if code not in self.sides]

    def candidate(self, code: str) -> Candidate:
        """What the tables say of one third party."""
        place, members = regions().get(code), self.members.get(code, frozenset())
        known = None if is_state(code) else next((b for b in bodies() if b.code == code), None)
        mine = {body for body, told in self.members.items() if code in told} - UNIVERSAL
        both = [s for s in self.sides if is_state(s)]
        shared_with = {s: tuple(sorted(b for b in mine if s in self.members[b])) for s in both}
        points = ideal_points(self.day)
        point = points.get(code)
        capacity, words = self._capacity(code, len(mine))
        return Candidate(
            code=code,
            name=display(code),
            kind="state" if is_state(code) else known.kind if known else "group or person",
            region=place.region if place else None,
            continent=place.continent if place else None,
            links=dict(self._links(code)),
            precedents=tuple(self._precedents(code)),
            offices=tuple(self._offices(code)),
            shared=tuple(sorted(b for b in mine if all(s in self.members[b] for s in self.sides))),
            shared_with=shared_with if is_state(code) else {},
            members=tuple(s for s in self.sides if s in members) if members else (),
            beyond=bool(members) and (self._beyond(code, members) or self._sits_with_both(members)),
            point=point.value if point else None,
            gaps={
                s: abs(point.value - points[s].value) if point and s in points else None
                for s in self.sides
            },
            capacity=capacity,
            capacity_words=words,
            obstacles=tuple(self._obstacles(code)),
            together=self._together(code),
            practice=self.chances.get(code),
        )

    def _beyond(self, code: str, members: frozenset[str]) -> bool:
        """Whether a body has acted between parties neither of which belongs to it."""
        mine = [m for m in self.catalogue if m.third_party == code]
        return any(not (m.parties & members) for m in mine if all(map(is_state, m.parties)))

    def _sits_with_both(self, members: frozenset[str]) -> bool:
        """Whether all members of a body sit in one forum with both sides, as ASEAN's do in the ARF."""
        wanted = members | set(self.sides)
        return any(wanted <= told for body, told in self.members.items() if body not in UNIVERSAL)

    def _capacity(self, code: str, in_bodies: int) -> tuple[float | None, str]:
        if not is_state(code):
            return None, "that of a body is not measured here"
        seats = []
        if code in self.permanent:
            seats.append("permanent member of the Security Council")
        elif code in self.members.get(COUNCIL, ()):
            seats.append("elected member of the Security Council")
        large = code in self.members.get("G20", ())
        if large:
            seats.append("member of the G20")
        words = "; ".join([*seats, f"member of {in_bodies} bodies in the tables beside the UN"])
        return (2.0 if code in self.permanent else 1.0 if large else 0.0), words

    def _links(self, code: str) -> Iterator[tuple[str, Link]]:
        if not is_state(code):
            return
        for side in self.sides:
            if is_state(side):
                yield side, self._link(code, side)

    def _link(self, code: str, side: str) -> Link:
        told = standing(code, side, self.day, self.day)
        sources = "; ".join(dict.fromkeys(r.source for r in told))
        if related(code, side, self.day, self.day) is False:
            cut = next(r for r in told if r.kind in _APART)
            words = "no relations" if cut.kind == NONE else f"relations {cut.kind}"
            words += f" since {cut.start}" if cut.start else ""
            return Link(side=side, level=_NONE, words=words, source=sources)
        here = embassy(side, code, self.day, self.day), embassy(code, side, self.day, self.day)
        seats = [
            f"embassy of {one} in {other}"
            for one, other, found in ((side, code, here[0]), (code, side, here[1]))
            if found
        ]
        if seats:
            return Link(side=side, level=_EMBASSY, words="; ".join(seats), source=sources)
        if told:
            since = next((r.start for r in told if r.kind == RELATIONS and r.start), None)
            words = "; ".join(dict.fromkeys(r.kind for r in told))
            words += f" since {since}" if since else ""
            level = _RELATIONS if related(code, side, self.day, self.day) else None
            return Link(side=side, level=level, words=words, source=sources)
        if cut := self._severed(code, side):
            words = f"relations broken since {cut.start}"
            return Link(side=side, level=_NONE, words=words, source=cut.source)
        return Link(side=side, level=None, words="relations not in the table", source="")

    def _severed(self, code: str, side: str) -> mediating.Hindrance | None:
        """A break of relations that stands among the obstacles; it is of both."""
        found = (
            h
            for h in mediating.hindrances(frozenset({code, side}), self.day)
            if h.kind == SEVERED and {h.candidate, h.side} == {code, side} and self._open(h)
        )
        return next(found, None)

    def _open(self, told: mediating.Hindrance) -> bool:
        lasts = days(f"{told.start}/{told.end or '..'}")
        return lasts.overlaps(self.day, self.day)

    def _precedents(self, code: str) -> Iterator[Precedent]:
        for m in self.catalogue:
            if m.third_party == code:
                yield Precedent(
                    conflict=m.conflict,
                    parties=(m.party_a, m.party_b),
                    role=m.role,
                    start=m.start,
                    end=m.end,
                    venue=m.venue,
                    outcome=m.outcome,
                    pair=m.parties == frozenset(self.sides),
                    source=m.source,
                )

    def _offices(self, code: str) -> Iterator[Office]:
        near = self.day + dt.timedelta(days=mediating.defaults()["office_days"])
        for chair in (*chairs(), *self._presidencies()):
            lasts = days(f"{chair.start}/{chair.end or '..'}")
            known = known_by(chair.known_from, self.day)
            if chair.holder != code or not known or (lasts.last or _FAR) < self.day:
                continue
            now = lasts.overlaps(self.day, self.day)
            members = self.members.get(chair.forum, frozenset())
            yield Office(
                forum=chair.forum,
                role=chair.role,
                start=chair.start,
                end=chair.end,
                venue=chair.venue,
                now=now,
                soon=not now and (lasts.first or _FAR) <= near,
                sides=tuple(s for s in self.sides if s in members),
                known_from=chair.known_from,
                source=chair.source,
            )

    @cached_property
    def _council(self) -> tuple[Chair, ...]:
        """Presidencies of the Security Council in the months to come, so far as the rule tells."""
        month, found = self.day.replace(day=1), []
        for _ in range(_MONTHS_OF_COUNCIL):
            if told := chair_on(COUNCIL, month, known=self.day):
                found.append(told)
            month = (month + dt.timedelta(days=32)).replace(day=1)
        return tuple(found)

    def _presidencies(self) -> tuple[Chair, ...]:
        anchors = set(chairs(COUNCIL))
        return tuple(c for c in self._council if c not in anchors)

    def forums(self) -> Iterator[Forum]:
        """Bodies of both sides beside the universal ones, with their chairs now and to come."""
        for body, members in sorted(self.members.items()):
            if body in UNIVERSAL or not set(self.sides) <= members:
                continue
            told = [c for c in chairs(body) if known_by(c.known_from, self.day)]
            spans = [(c, days(f"{c.start}/{c.end or '..'}")) for c in told]
            later = [c for c, s in spans if s.first is not None and s.first > self.day]
            yield Forum(
                forum=body,
                now=tuple(
                    dict.fromkeys(c.holder for c, s in spans if s.overlaps(self.day, self.day))
                ),
                next=tuple((c.holder, c.start) for c in sorted(later, key=lambda c: c.start)),
            )

    def pair_gap(self) -> float | None:
        """How far apart the two sides vote in the UN General Assembly."""
        points = ideal_points(self.day)
        if self.a not in points or self.b not in points:
            return None
        return abs(points[self.a].value - points[self.b].value)

    def _obstacles(self, code: str) -> Iterator[Obstacle]:
        for side, link in self._links(code):
            if link.level == _NONE:
                yield Obstacle(
                    kind=SEVERED,
                    since=link.words.partition(" since ")[2] or None,
                    what=f"{link.words}: {display(code)} and {display(side)}",
                    lifted_by="resumption of relations",
                    source=link.source,
                    sides=(side,),
                )
        for h in mediating.hindrances(frozenset(self.sides), self.day):
            if h.candidate == code and h.kind != SEVERED:
                yield self._obstacle(h)

    def _obstacle(self, told: mediating.Hindrance) -> Obstacle:
        return Obstacle(
            kind=told.kind,
            since=told.start,
            what=told.what,
            lifted_by=told.lifted_by,
            source=told.source,
            sides=(told.side,) if told.side else (),
            own=told.candidate is not None,
            counts=told.counts,
            open=self._open(told),
        )

    def common_obstacles(self) -> tuple[Obstacle, ...]:
        """What stands in anybody's way, and is open."""
        told = mediating.hindrances(frozenset(self.sides), self.day)
        return tuple(self._obstacle(h) for h in told if h.candidate is None and self._open(h))

    def _together(self, code: str) -> tuple[str, ...]:
        """With whom it acted in one conflict at one time, those for this pair first."""
        mine = [m for m in self.catalogue if m.third_party == code]
        met: Counter[str] = Counter()
        for own in mine:
            for other in self.catalogue:
                if other.third_party != code and (other.conflict, other.start) == (own.conflict, own.start):
                    met[other.third_party] += 10 if own.parties == frozenset(self.sides) else 1
        return tuple(who for who, _ in met.most_common())

    @cached_property
    def chances(self) -> Mapping[str, float]:
        """How often past cases like this one went to each; empty without the weights."""
        weights = mediating.practice_weights()
        if not weights:
            return {}
        places = {code: (r.region, r.continent) for code, r in regions().items()}
        past = practice.Past(regions=places)
        past.add(sorted(self._deeds(), key=lambda d: d.day))
        states = frozenset(s for s in self.sides if is_state(s))
        case = practice.Asked(day=self.day, conflict=dyad(self.sides), states=states)
        world = practice.World(
            regions=places, members=self.members, permanent=self.permanent, universal=UNIVERSAL
        )
        told = {c: practice.features(c, case, past, world) for c in self.eligible()}
        return practice.chances(told, weights)

    def _deeds(self) -> Iterator[practice.Deed]:
        for m in self.catalogue:
            known, began = days(m.known_from).last, days(m.start).last
            if known is not None and began is not None:
                yield practice.Deed(
                    day=min(max(known, began), self.day),
                    conflict=dyad(m.parties),
                    states=frozenset(p for p in m.parties if is_state(p)),
                    third_party=m.third_party,
                )


def dyad(parties: Collection[str]) -> str:
    """Two parties as one name; a conflict of past practice is a pair of parties."""
    return " and ".join(sorted(parties))


def of_forum(forum: str, on: dt.date) -> Collection[str]:
    """The members of a forum on a day, and the forum itself: a bloc and its members are apart."""
    told = Tables(a="", b="", day=on).members.get(forum, frozenset())
    return [*sorted(told), forum]
