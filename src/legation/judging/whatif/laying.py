"""Assumptions as rows: the tables of institutions as they would stand, and nothing written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from legation.knowledge import supposing
from legation.knowledge.overlay import Overlay, Row
from legation.knowledge.relations import BROKEN, EMBASSY, NONE, RELATIONS, SUSPENDED
from legation.knowledge.tables import in_force, known_by, rows
from legation.model.assumption import ASSUMED, Assumption, AssumptionKind
from legation.model.when import known_days

CHAIRS, OFFICES, MEMBERSHIPS = "forums/chairs.csv", "offices.csv", "memberships.csv"
RELATIONS_FILE, OBSTACLES = "relations.csv", "mediators/obstacles.csv"
SEVERED = "severed relations"

_DAY = dt.timedelta(days=1)
_APART = frozenset({BROKEN, SUSPENDED, NONE})
_TERMS = frozenset({AssumptionKind.CHAIR, AssumptionKind.OFFICE})
_BELONGING = frozenset({"member", "permanent", "elected"})


def overlay(assumptions: Sequence[Assumption], day: dt.date, *, at_once: bool) -> Overlay:
    """The rows of all tables that these assumptions touch, as known on a day.

    `at_once` has all of it hold on the day itself, as if what comes before were over: gates are
    then compared on one day, and nothing but the assumption makes the difference.
    """
    files: dict[str, Sequence[Row]] = {}
    for one in assumptions:
        start = day if at_once and _is_first(one, assumptions, day) else max(one.first(day), day)
        for name, change in _CHANGES.get(one.kind, ()):
            before = files.get(name) or [row for row in rows(name) if _known(row, day)]
            files[name] = change(list(before), one, start, day)
    return Overlay(files=files)


def _is_first(one: Assumption, every: Sequence[Assumption], day: dt.date) -> bool:
    """Whether no other assumption has the same office before it."""
    same = (a for a in every if (a.kind, a.what, a.others) == (one.kind, one.what, one.others))
    return all(one.first(day) <= a.first(day) for a in same if a.kind in _TERMS)


def _known(row: Row, day: dt.date) -> bool:
    return known_by(row["known_from"], day)


def bears_on_mediators(over: Overlay) -> bool:
    """Whether an overlay supposes any row that the comparison of mediators reads."""
    told = (row for name, rows_ in over.files.items() if name != OFFICES for row in rows_)
    return any(row["source"].startswith(f"{ASSUMED}: ") for row in told)


def source(one: Assumption) -> str:
    """What stands as the source of a row that is supposed."""
    return f"{ASSUMED}: {one.words}"


def forums_of(one: Assumption) -> tuple[str, ...]:
    """The forum of a chair, and those that its chair leads too."""
    forum = one.others[0]
    return (forum, *(led.forum for led in supposing.led() if led.led_by == forum))


def in_time(row: Row, day: dt.date) -> bool:
    """Whether a row is in force on a day."""
    return in_force(row["start"] or row["known_from"], row["end"] or None, day)


def chairs_of(forum: str, told: Iterable[Row], day: dt.date) -> list[Row]:
    """The rows of those at the head of a forum on a day."""
    return [r for r in told if r["forum"] == forum and r["role"] != "host" and in_time(r, day)]


def _chairs(told: list[Row], one: Assumption, start: dt.date, day: dt.date) -> list[Row]:
    for forum in forums_of(one):
        now = chairs_of(forum, told, start)
        mine = [r for r in told if r["forum"] == forum and r["role"] != "host"]
        last = one.last() or _last(now[0]["end"] if now else "")
        role = mine[-1]["role"] if mine else "chair"
        told = [cut for r in told for cut in (_cut(r, start, last) if r in mine else [r])]
        told.append(
            {
                "forum": forum,
                "holder": one.actors[0],
                "role": role,
                "start": start.isoformat(),
                "end": last.isoformat() if last else "",
                "venue": "",
                "known_from": day.isoformat(),
                "source": source(one),
            }
        )
    return told


def _last(edtf: str) -> dt.date | None:
    span = known_days(edtf)
    return span.last if span else None


def _cut(row: Row, start: dt.date, last: dt.date | None) -> list[Row]:
    """What is left of a term beside one from `start` to `last`."""
    span = known_days(f"{row['start']}/{row['end'] or '..'}")
    if span is None or not span.overlaps(start, last):
        return [row]
    left: list[Row] = []
    if span.first is None or span.first < start:
        left.append({**row, "end": (start - _DAY).isoformat()})
    if last is not None and (span.last is None or span.last > last):
        left.append({**row, "start": (last + _DAY).isoformat()})
    return left


def _offices(told: list[Row], one: Assumption, start: dt.date, day: dt.date) -> list[Row]:
    mine = [r for r in told if (r["code"], r["office"]) == (one.actors[0], one.what)]
    alike = [r for r in told if r["office"] == one.what]
    kept = [cut for r in told for cut in (_cut(r, start, one.last()) if r in mine else [r])]
    kept.append(
        {
            "person": one.person,
            "aliases": "",
            "surname": one.person.split()[-1],
            "bare": "",
            "code": one.actors[0],
            "office": one.what,
            "rank": (mine or alike)[-1]["rank"],
            "start": start.isoformat(),
            "end": end.isoformat() if (end := one.last()) else "",
            "known_from": day.isoformat(),
            "source": source(one),
        }
    )
    return kept


def _memberships(told: list[Row], one: Assumption, start: dt.date, day: dt.date) -> list[Row]:
    if one.holds:
        new = {
            "body": one.others[0],
            "member": one.actors[0],
            "role": "member",
            "start": start.isoformat(),
            "end": "",
            "known_from": day.isoformat(),
            "source": source(one),
        }
        return [*told, new]
    key = (one.others[0], one.actors[0])
    return [
        _ended(r, one, start)
        if (r["body"], r["member"]) == key and r["role"] in _BELONGING and in_time(r, start)
        else r
        for r in told
    ]


def _ended(row: Row, one: Assumption, start: dt.date) -> Row:
    return {**row, "end": (start - _DAY).isoformat(), "source": source(one)}


def _relations(told: list[Row], one: Assumption, start: dt.date, day: dt.date) -> list[Row]:
    pair = set(one.codes)
    over = _APART if one.holds else frozenset({RELATIONS, EMBASSY})
    kept = [
        _ended(r, one, start)
        if {r["a"], r["b"]} == pair and r["kind"] in over and in_time(r, start)
        else r
        for r in told
    ]
    new = {
        "a": one.actors[0],
        "b": one.others[0],
        "kind": RELATIONS if one.holds else BROKEN,
        "start": start.isoformat(),
        "end": "",
        "known_from": day.isoformat(),
        "source": source(one),
    }
    return [*kept, new]


def _healed(told: list[Row], one: Assumption, start: dt.date, _day: dt.date) -> list[Row]:
    """A break that stands among the obstacles is over when relations are restored."""
    if not one.holds:
        return told
    pair = set(one.codes)
    return [
        _ended(r, one, start)
        if r["kind"] == SEVERED and {r["candidate"], r["side"]} == pair and in_time(r, start)
        else r
        for r in told
    ]


def _lifted(told: list[Row], one: Assumption, start: dt.date, _day: dt.date) -> list[Row]:
    """Obstacles of the kinds that end with an affair, between those whom it concerns."""
    kinds = supposing.affairs()[one.what].obstacles
    return [
        _ended(r, one, start)
        if r["kind"] in kinds and _concerns(r, one) and in_time(r, start)
        else r
        for r in told
    ]


def _concerns(row: Row, one: Assumption) -> bool:
    """Whether a row is of those who end it and those it is against, or of the latter alone.

    Sanctions that one state lifts are its own: the duty of all under the UN stays.
    """
    # A body with a plus stands for itself and its members.
    ends = {code.removesuffix("+") for code in (row["candidate"], row["side"]) if code}
    return ends == one.codes or (len(one.codes) == 1 and one.codes <= ends)


_Change = Callable[[list[Row], Assumption, dt.date, dt.date], list[Row]]
_CHANGES: Mapping[AssumptionKind, tuple[tuple[str, _Change], ...]] = {
    AssumptionKind.CHAIR: ((CHAIRS, _chairs),),
    AssumptionKind.OFFICE: ((OFFICES, _offices),),
    AssumptionKind.MEMBERSHIP: ((MEMBERSHIPS, _memberships),),
    AssumptionKind.TIE: ((RELATIONS_FILE, _relations), (OBSTACLES, _healed)),
    AssumptionKind.END: ((OBSTACLES, _lifted),),
}
