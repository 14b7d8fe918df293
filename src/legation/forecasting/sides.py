"""Whom a name of event data stands for: a state, and what kind of actor of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from legation.knowledge.names import is_state, names
from legation.knowledge.offices import terms
from legation.knowledge.worth import event_names, sector_kinds
from legation.model import Rank
from legation.model.when import days

PRIVATE = "private"
STATE = "state"
_SECTOR = re.compile(r"(?P<sector>.*?) ?\((?P<place>[^()]*)\)$")
_RANKED = (Rank.HEAD_OF_STATE, Rank.HEAD_OF_GOVERNMENT, Rank.MINISTER)
BY_NAME = frozenset({"head", "minister"})
"""Kinds of which the name itself tells an office of minister level or above."""
RANKED = BY_NAME | {"ranked person"}
OFFICIAL = RANKED | {STATE, "envoy", "government", "military", "person"}


@dataclass(frozen=True, slots=True)
class Side:
    """The state that a name stands for, and the kind of actor."""

    state: str
    kind: str


def folded(name: str) -> str:
    """A name without accents, case and hyphens."""
    plain = unicodedata.normalize("NFKD", name)
    kept = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(kept.casefold().replace("-", " ").replace("ı", "i").split())


@cache
def _states() -> dict[str, str]:
    known = {folded(n.surface): n.code for n in names() if n.use in ("name", "short")}
    known |= {folded(name): code for name, code in event_names().items()}
    return {name: code for name, code in known.items() if is_state(code)}


def state_of(name: str) -> str | None:
    """The code of a state by its name alone, or None."""
    return _states().get(folded(name))


@cache
def _people(year: int) -> dict[str, Side | None]:
    """Holders of offices in a year by name, and by first and last word of it; None if unsure."""
    found: dict[str, Side | None] = {}
    for term in terms():
        if not is_state(term.code) or not _served(term.start, term.end, year):
            continue
        side = Side(term.code, "ranked person" if term.rank in _RANKED else "person")
        for name in (term.person, *term.aliases):
            words = folded(name).split()
            if len(words) < 2:
                continue
            for key in {" ".join(words), f"{words[0]} {words[-1]}", f"{words[-1]} {words[0]}"}:
                known = found.setdefault(key, side)
                if known is None or known.state != side.state:
                    found[key] = None
                elif side.kind == "ranked person":
                    found[key] = side
    return found


def _served(start: str, end: str | None, year: int) -> bool:
    told = days(f"{start}/{end or '..'}")
    first, last = told.first, told.last
    return (first is None or first.year <= year) and (last is None or last.year >= year)


def _kind(sector: str) -> str:
    return next((kind for rule, kind in sector_kinds() if re.fullmatch(rule, sector)), PRIVATE)


@cache
def side(name: str, year: int) -> Side | None:
    """Whom a name stands for in a year; None where it stands for no state that we know.

    A person is known by an office held in that year, by full name or by first and last word.
    """
    told = _SECTOR.match(name)
    if told and (state := state_of(told["place"])):
        return Side(state, _kind(told["sector"]))
    if state := state_of(name):
        return Side(state, STATE)
    words = folded(name).split()
    people = _people(year)
    for key in (" ".join(words), f"{words[0]} {words[-1]}" if len(words) > 1 else ""):
        if key in people:
            return people[key]
    return None
