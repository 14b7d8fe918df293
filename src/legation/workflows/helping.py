"""Who could help, for the brief: which two sides its question has, and what the tables know."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from legation.knowledge.names import is_state
from legation.model import EventType, Happening, Status
from legation.model.when import days
from legation.presenting.helping import Help, TableLine, is_third_party, named
from legation.workflows.third_tables import Tables, dyad

_UNSETTLED = frozenset({Status.PLANNED, Status.HYPOTHETICAL, Status.DENIED, Status.CANCELLED})
_CONTESTED = frozenset({EventType.REJECT, EventType.THREATEN, EventType.REQUEST})
_FEWEST = 2
"""Happenings that must show that something is open between two sides."""
_THIRD = 3
"""What one act of a third party between them weighs in this."""
_MOST_HELPERS, _MOST_FORUMS, _FEW_SOURCES = 8, 3, 3
_RECENT = dt.timedelta(days=365 * 10)

Helping = Callable[[Sequence[Happening], dt.date], Help | None]


def help_for(about: str | None) -> Helping:
    """What a brief asks for its part on third parties; None where its question has no two sides."""

    def helped(found: Sequence[Happening], day: dt.date) -> Help | None:
        sides = two_sides(found, about)
        if sides is None:
            return None
        lines = tuple(_lines(Tables(a=sides[0], b=sides[1], day=day)))
        told = any(is_third_party(h) and _pairs(h, about) == [sides] for h in found)
        return Help(sides=sides, day=day, lines=lines) if lines or told else None

    return helped


def two_sides(found: Sequence[Happening], about: str | None) -> tuple[str, str] | None:
    """The two states between whom most is open: meetings not held, refusals, threats, demands.

    An act of a third party between them weighs most. None where little is open between any two.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for happening in found:
        event = happening.event
        meets = event.type is EventType.CONSULT and event.status in _UNSETTLED
        weight = _THIRD if is_third_party(happening) else int(meets or event.type in _CONTESTED)
        counts.update({pair: weight for pair in _pairs(happening, about) if weight})
    best = sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))
    return best[0][0] if best and best[0][1] >= _FEWEST else None


def _pairs(happening: Happening, about: str | None) -> list[tuple[str, str]]:
    """The two states that an act is between; of a third party's act those that it helps."""
    event = happening.event
    actors = [s.code for s in event.actors]
    recipients = [s.code for s in event.recipients]
    codes = recipients if is_third_party(happening) else [*actors, *recipients]
    states = sorted({code for code in codes if is_state(code)})
    if len(states) != len(set(codes)) or len(states) != 2:
        return []
    return [pair for pair in combinations(states, 2) if about is None or about in pair]


def _lines(tables: Tables) -> Iterator[TableLine]:
    yield from _record(tables)
    yield from _forums(tables)
    for told in tables.common_obstacles():
        text = f"In anybody's way: {told.what}. It would be lifted by {told.lifted_by}."
        yield TableLine(mark="⊘ Obstacle", text=text, source=told.source)


def _record(tables: Tables) -> Iterator[TableLine]:
    """Who stood between them in the last ten years, the latest first."""
    since = tables.day - _RECENT
    years: dict[str, list[str]] = {}
    newest = sorted(tables.catalogue, key=lambda m: m.start, reverse=True)
    sources: dict[str, None] = {}
    for m in newest:
        begun = days(m.start).last
        if dyad(m.parties) == dyad(tables.sides) and begun is not None and begun >= since:
            told = years.setdefault(m.third_party, [])
            year = f"{m.start[:4]} ({m.role})"
            if year not in told:
                told.append(year)
            sources.setdefault(m.source)
    if years:
        first = list(years.items())[:_MOST_HELPERS]
        words = "; ".join(f"{named([who])} {', '.join(when)}" for who, when in first)
        more = f"; and {len(years) - len(first)} more" if len(years) > len(first) else ""
        yield TableLine(
            mark="◈ Before",
            text=f"Between them in the ten years before: {words}{more}.",
            source=_some(list(sources)),
        )


def _some(sources: Sequence[str]) -> str:
    """The first few sources of many rows, and how many more there are."""
    few = "; ".join(sources[:_FEW_SOURCES])
    more = len(sources) - _FEW_SOURCES
    return f"{few}; and {more} more in the catalogue of mediations" if more > 0 else few


def _forums(tables: Tables) -> Iterator[TableLine]:
    """Forums of both that have a chair, now and next."""
    found = [forum for forum in tables.forums() if forum.now or forum.next]
    for forum in found[:_MOST_FORUMS]:
        words = f"Both belong to {named([forum.forum])}"
        if forum.now:
            words += f", chaired by {named(forum.now)}"
        if forum.next:
            who, start = forum.next[0]
            words += f", from {start} by {named([who])}"
        yield TableLine(mark="◈ Forum", text=f"{words}.", source=forum.source)
