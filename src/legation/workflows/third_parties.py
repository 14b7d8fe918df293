"""What the tables of institutions say of one third party, as it could be known on a day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator

from legation.judging.mediation.facts import Candidate, Link, Obstacle, Office, Precedent
from legation.knowledge import mediating
from legation.knowledge.bodies import bodies
from legation.knowledge.chairs import COUNCIL
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
from legation.knowledge.tables import in_force
from legation.workflows.third_tables import FAR, UNIVERSAL, Tables, members_on

SEVERED = "severed relations"
"""The kind of obstacle that a break of relations is."""

_AND_MEMBERS = "+"
_EMBASSY, _RELATIONS, _NONE = 2, 1, 0
_APART = frozenset({BROKEN, SUSPENDED, NONE})


def candidate(code: str, tables: Tables) -> Candidate:
    """What the tables say of one third party."""
    place, members = regions().get(code), tables.members.get(code, frozenset())
    mine = {body for body, told in tables.members.items() if code in told} - UNIVERSAL
    point = tables.points.get(code)
    capacity, words = _capacity(code, len(mine), tables)
    links = dict(_links(code, tables))
    return Candidate(
        code=code,
        name=display(code),
        kind=_kind(code),
        region=place.region if place else None,
        continent=place.continent if place else None,
        links=links,
        precedents=tuple(_precedents(code, tables)),
        offices=tuple(_offices(code, tables)),
        shared=tuple(b for b in sorted(mine) if set(tables.sides) <= tables.members[b]),
        shared_with=_shared_with(code, mine, tables),
        members=tuple(s for s in tables.sides if s in members),
        roll_known=bool(members),
        part_of=tuple(s for s in tables.sides if s in mine),
        beyond=bool(members) and _reaches_beyond(code, members, tables),
        point=point.value if point else None,
        gaps={
            s: abs(point.value - tables.points[s].value) if point and s in tables.points else None
            for s in tables.sides
        },
        capacity=capacity,
        capacity_words=words,
        obstacles=tuple(_obstacles(code, links, tables)),
        together=_together(code, tables),
        practice=tables.chances.get(code),
    )


def _kind(code: str) -> str:
    if is_state(code):
        return "state"
    return next((b.kind for b in bodies() if b.code == code), "group or person")


def _shared_with(code: str, mine: Collection[str], tables: Tables) -> dict[str, tuple[str, ...]]:
    """Bodies shared with each side that is a state; nothing for a body."""
    if not is_state(code):
        return {}
    return {
        s: tuple(sorted(b for b in mine if s in tables.members[b]))
        for s in tables.sides
        if is_state(s)
    }


def _reaches_beyond(code: str, members: frozenset[str], tables: Tables) -> bool:
    """Whether a body has business with parties that do not belong to it.

    It has where it acted between two such states before, or where all its members sit in one
    forum with both sides, as ASEAN's do in the ASEAN Regional Forum.
    """
    mine = [m.parties for m in tables.catalogue if m.third_party == code]
    acted = any(not (parties & members) for parties in mine if all(map(is_state, parties)))
    wanted = members | set(tables.sides)
    return acted or any(
        wanted <= told for body, told in tables.members.items() if body not in UNIVERSAL
    )


def _capacity(code: str, in_bodies: int, tables: Tables) -> tuple[float | None, str]:
    """An order of seats, and what it rests on; None for a body."""
    if not is_state(code):
        return None, "that of a body is not measured here"
    seats = []
    if code in tables.permanent:
        seats.append("permanent member of the Security Council")
    elif code in tables.members.get(COUNCIL, ()):
        seats.append("elected member of the Security Council")
    large = code in tables.members.get("G20", ())
    if large:
        seats.append("member of the G20")
    words = "; ".join([*seats, f"member of {in_bodies} bodies in the tables beside the UN"])
    return (2.0 if code in tables.permanent else 1.0 if large else 0.0), words


def _links(code: str, tables: Tables) -> Iterator[tuple[str, Link]]:
    if is_state(code):
        yield from ((s, _link(code, s, tables)) for s in tables.sides if is_state(s))


def _link(code: str, side: str, tables: Tables) -> Link:
    """Relations of two states: severed, an embassy either way, relations, or not in the table."""
    day = tables.day
    told = standing(code, side, day, day)
    sources = "; ".join(dict.fromkeys(r.source for r in told))
    cut = next((r for r in told if r.kind in _APART), None)
    if cut is not None:
        words = "no relations" if cut.kind == NONE else f"relations {cut.kind}"
        words += f" since {cut.start}" if cut.start else ""
        return Link(side=side, level=_NONE, words=words, source=sources, since=cut.start)
    seats = [
        f"embassy of {one} in {other}"
        for one, other in ((side, code), (code, side))
        if embassy(one, other, day, day)
    ]
    if seats:
        return Link(side=side, level=_EMBASSY, words="; ".join(seats), source=sources)
    if told:
        since = next((r.start for r in told if r.kind == RELATIONS and r.start), None)
        words = "; ".join(dict.fromkeys(r.kind for r in told))
        words += f" since {since}" if since else ""
        level = _RELATIONS if related(code, side, day, day) else None
        return Link(side=side, level=level, words=words, source=sources)
    if broken := _severed(code, side, day):
        words = f"relations broken since {broken.start}"
        return Link(side=side, level=_NONE, words=words, source=broken.source, since=broken.start)
    return Link(side=side, level=None, words="relations not in the table", source="")


def _severed(code: str, side: str, day: dt.date) -> mediating.Hindrance | None:
    """A break of relations that stands among the obstacles; it is of both."""
    pair = frozenset({code, side})
    return next(
        (
            h
            for h in mediating.hindrances(pair, day)
            if h.kind == SEVERED and {h.candidate, h.side} == pair and in_force(h.start, h.end, day)
        ),
        None,
    )


def _precedents(code: str, tables: Tables) -> Iterator[Precedent]:
    for m in tables.catalogue:
        if m.third_party == code:
            yield Precedent(
                conflict=m.conflict,
                parties=(m.party_a, m.party_b),
                role=m.role,
                start=m.start,
                end=m.end,
                venue=m.venue,
                outcome=m.outcome,
                pair=m.parties == frozenset(tables.sides),
                source=m.source,
            )


def _offices(code: str, tables: Tables) -> Iterator[Office]:
    """Offices that it holds or will hold, so far as could be known."""
    near = tables.day + dt.timedelta(days=mediating.defaults()["office_days"])
    for chair, lasts in tables.terms.get(code, ()):
        now = lasts.overlaps(tables.day, tables.day)
        members = tables.members.get(chair.forum, frozenset())
        yield Office(
            forum=chair.forum,
            role=chair.role,
            start=chair.start,
            end=chair.end,
            venue=chair.venue,
            now=now,
            soon=not now and (lasts.first or FAR) <= near,
            sides=tuple(s for s in tables.sides if s in members),
            known_from=chair.known_from,
            source=chair.source,
        )


def _obstacles(code: str, links: dict[str, Link], tables: Tables) -> Iterator[Obstacle]:
    for side, link in links.items():
        if link.level == _NONE:
            yield Obstacle(
                kind=SEVERED,
                since=link.since,
                what=f"{link.words}: {display(code)} and {display(side)}",
                lifted_by="relations between them",
                source=link.source,
                sides=(side,),
            )
    for told in tables.hindrances:
        if told.kind != SEVERED and _is_about(told.candidate, code, tables):
            yield tables.obstacle(told)


def _is_about(named: str | None, code: str, tables: Tables) -> bool:
    """Whether a row names a third party, itself or (a code with +) as a member of a body."""
    if named is None or not named.endswith(_AND_MEMBERS):
        return named == code
    body = named.removesuffix(_AND_MEMBERS)
    return code == body or code in tables.members.get(body, frozenset())


def _together(code: str, tables: Tables) -> tuple[str, ...]:
    """With whom it acted in one conflict from one day, those for this pair first."""
    mine = {(m.conflict, m.start): m for m in tables.catalogue if m.third_party == code}
    met: Counter[str] = Counter()
    for other in tables.catalogue:
        own = mine.get((other.conflict, other.start))
        if own is not None and other.third_party != code:
            met[other.third_party] += 10 if own.parties == frozenset(tables.sides) else 1
    return tuple(who for who, _ in met.most_common())


def of_forum(forum: str, on: dt.date) -> Collection[str]:
    """The members of a forum on a day, and the forum itself: a bloc and its members are apart."""
    return [*sorted(members_on(on).get(forum, frozenset())), forum]
