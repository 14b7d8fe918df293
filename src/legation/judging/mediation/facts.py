"""What is known of two parties and of those who could help them, as plain records.

Everything is dated and carries its source or the ids of its events. None is what is not known; it
is never 0.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

ONGOING = "ongoing"
"""The outcome of what is not over."""


class Role(StrEnum):
    """What a third party is asked to do; a good host need not be a good mediator."""

    HOST = "host"
    MESSAGE_CARRIER = "message-carrier"
    FORMULATOR = "formulator"
    CONVENOR = "convenor"
    GOOD_OFFICES = "good-offices"


class Verdict(StrEnum):
    """What a party has said or done about a third party's help."""

    WELCOMED = "welcomed"
    REFUSED = "refused"
    SILENT = "silent"
    UNKNOWN = "no acceptance known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One event between a third party and a side; `level` is 4 leader, 3 minister, 2, 1, or None."""

    event: str
    first: dt.date | None
    last: dt.date | None
    channel: str
    direction: str
    level: int | None
    source: str
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What passed between a third party and one side in the window.

    `n` happenings counted, of which `positive` cooperate and `negative` do not. `goldstein` and
    `plover` are means. `events` are the latest ones, `last_high` the last contact at the level of
    a minister or above, whenever it was. `sole` are happenings (positive, negative) that one source
    alone tells, `silent` and `planned` stand in no count. `out` and `back` are cooperative acts of
    the side towards the third party and of the third party towards the side.

    `balance` is (cooperation - conflict) / all, from -1 to 1, None where nothing was counted. It does
    not grow with the number of reports or of events, so more coverage alone leaves it.
    """

    side: str
    n: int = 0
    positive: int = 0
    negative: int = 0
    goldstein: float | None = None
    plover: float | None = None
    planned: int = 0
    out: int = 0
    back: int = 0
    events: tuple[Contact, ...] = ()
    last_high: Contact | None = None
    sole: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    balance: float | None = field(init=False)

    def __post_init__(self) -> None:
        told = self.positive + self.negative
        found = (self.positive - self.negative) / told if told else None
        object.__setattr__(self, "balance", found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Diplomatic relations of a third party with one side: `level` 2 embassy, 1 relations, 0 none.

    `since` is when they were severed (EDTF), where that is known.
    """

    side: str
    level: int | None
    words: str
    source: str
    since: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """One thing that a third party did before, and between whom; `pair` tells whether for these two."""

    conflict: str
    parties: tuple[str, str]
    role: str
    start: str
    end: str | None
    venue: str | None
    outcome: str | None
    pair: bool
    source: str
    event: str | None = None

    def years(self, day: dt.date) -> frozenset[int]:
        """The years that it covers, up to a day; what is ongoing lasts, what has no year has none."""
        if not self.start[:4].isdigit():
            return frozenset()
        first = int(self.start[:4])
        lasts = day.year if self.outcome == ONGOING and not self.end else first
        end = self.end[:4] if self.end else ""
        last = int(end) if end.isdigit() else lasts
        return frozenset(range(first, min(max(first, last), day.year) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office in a forum, now or to come; `sides` are those of the two that belong to the forum."""

    forum: str
    role: str
    start: str
    end: str | None
    venue: str | None
    now: bool
    soon: bool
    sides: tuple[str, ...]
    known_from: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Something dated that stands in the way, and what would lift it.

    `own` is False for what stands in anybody's way; `counts` is False for what only makes the third
    party lean to one side; `open` is False for what is over.
    """

    kind: str
    since: str | None
    what: str
    lifted_by: str | None
    source: str
    sides: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    own: bool = True
    counts: bool = True
    open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What one side has said or done about the third party's help, and when."""

    side: str
    verdict: Verdict
    day: dt.date | None = None
    words: str = ""
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The third party's own offer to help."""

    day: dt.date | None
    words: str
    event: str
    sides: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A sentence of an article about the third party: its motive, a red line, or its mediation."""

    kind: str
    quote: str
    holder: str
    article: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """All that is known of one third party that bears on these two sides.

    `shared` are bodies to which it belongs with both, `members` those of the sides that belong to
    it, where it is a body whose members the tables know (`roll_known`); `part_of` are sides that are bodies to which it belongs; `beyond` tells that it has acted where neither party belonged to it, or
    that all its members sit in a forum with both sides.
    """

    code: str
    name: str
    kind: str
    region: str | None = None
    continent: str | None = None
    ties: Mapping[str, Tie] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    precedents: tuple[Precedent, ...] = ()
    offices: tuple[Office, ...] = ()
    shared: tuple[str, ...] = ()
    shared_with: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    roll_known: bool = False
    beyond: bool = False
    point: float | None = None
    gaps: Mapping[str, float | None] = field(default_factory=dict)
    capacity: float | None = None
    capacity_words: str = ""
    obstacles: tuple[Obstacle, ...] = ()
    acceptance: Mapping[str, Acceptance] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()
    sayings: tuple[Saying, ...] = ()
    together: tuple[str, ...] = ()
    practice: float | None = None

    @property
    def reach(self) -> float | None:
        """The weaker of the two ties; None where one is not known."""
        known = [tie.balance for tie in self.ties.values()]
        if len(known) < 2:
            return None
        first, second = known
        return None if first is None or second is None else min(first, second)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Two sides and a day, and what holds for all third parties alike.

    `pair_known` tells whether the catalogue has any precedent of the two, `regions` are those of
    the sides (region, continent), `fewest` is the number of happenings below which a tie is thin.
    """

    a: str
    b: str
    day: dt.date
    fewest: int
    least_known: float
    pair_known: bool = False
    regions: tuple[tuple[str | None, str | None], ...] = ()
    contact_days: int = 730

    @property
    def sides(self) -> tuple[str, str]:
        """Both sides."""
        return self.a, self.b

    def thin(self, tie: Tie | None) -> bool:
        """Whether a tie rests on too few happenings to be ranked."""
        return tie is None or tie.n < self.fewest


def tilt(candidate: Candidate, case: Case) -> float | None:
    """How much better the tie with the first side is than that with the second, with its sign.

    Which side a good mediator leans to, or whether to none, is disputed (Kydd 2003, Beber 2012), so
    it is shown and never counted for or against.
    """
    first, second = candidate.ties.get(case.a), candidate.ties.get(case.b)
    if first is None or second is None or first.balance is None or second.balance is None:
        return None
    return first.balance - second.balance
