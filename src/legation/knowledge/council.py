"""The presidency of the UN Security Council: a month each, in English alphabetical order.

Rule 18 of the Council's Provisional Rules of Procedure (S/96/Rev.7): "The presidency of the
Security Council shall be held in turn by the members of the Security Council in the English
alphabetical order of their names. Each President shall hold office for one calendar month."
"""

from __future__ import annotations

import calendar
import datetime as dt
import unicodedata
from collections.abc import Mapping
from functools import cache

from legation.knowledge.bodies import Membership, memberships
from legation.knowledge.chairs import COUNCIL, Chair, chairs
from legation.knowledge.names import display
from legation.knowledge.overlay import once_a_view
from legation.knowledge.tables import in_force, known_by, rows

_SEATS = 15
_RULE = "Provisional Rules of Procedure of the Security Council (S/96/Rev.7), rule 18"
_SITTING = frozenset({"permanent", "elected"})


@cache
def _names() -> Mapping[str, str]:
    """English names in the United Nations, where they are sorted otherwise than the usual ones."""
    return {row["code"]: row["name"] for row in rows("forums/council_names.csv")}


@cache
def _sorted_by(code: str) -> str:
    name = unicodedata.normalize("NFD", _names().get(code) or display(code))
    return "".join(mark for mark in name.casefold() if not unicodedata.combining(mark))


def sitting(day: dt.date, known: dt.date | None = None) -> tuple[str, ...]:
    """The members of the Council on a day in English alphabetical order; fewer than 15 if unknown."""
    found = {
        m.member
        for m in _seats()
        if known_by(m.known_from, known) and in_force(m.start, m.end, day)
    }
    return tuple(sorted(found, key=_sorted_by))


@once_a_view
def _seats() -> tuple[Membership, ...]:
    return tuple(m for m in memberships() if m.body == COUNCIL and m.role in _SITTING)


def presidency(day: dt.date, known: dt.date | None = None) -> Chair | None:
    """Who presides in the month of a day; None before the table begins or while members are unknown.

    The turn is counted from the last month that the table of chairs gives.
    """
    month = day.replace(day=1)
    anchors = {dt.date.fromisoformat(c.start): c for c in chairs(COUNCIL)}
    begun = [first for first in anchors if first <= month]
    if not begun:
        return None
    at, holder = max(begun), anchors[max(begun)].holder
    known_from = anchors[at].known_from
    members: tuple[str, ...] = ()
    while at < month:
        at = (at + dt.timedelta(days=31)).replace(day=1)
        if at.month == 1 or not members:
            # Terms begin on 1 January.
            members = sitting(at, known)
        if len(members) != _SEATS:
            return None
        later = [code for code in members if _sorted_by(code) > _sorted_by(holder)]
        holder = (later or members)[0]
    if at > max(begun):
        known_from = _members_known(at)
    last = at.replace(day=calendar.monthrange(at.year, at.month)[1])
    return Chair(
        forum=COUNCIL,
        holder=holder,
        role="president",
        start=at.isoformat(),
        end=last.isoformat(),
        venue=None,
        known_from=known_from,
        source=_RULE,
    )


def _members_known(month: dt.date) -> str:
    """From when the last of that month's members could be known."""
    return max(m.known_from for m in _seats() if in_force(m.start, m.end, month))
