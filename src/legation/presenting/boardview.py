"""What a question board shows, as plain values; the workflows fill it from the ledger's rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from legation.model import Evidence, Holder
from legation.presenting.chances import Chance


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadInto:
    """What somebody reads into a sighting."""

    holder: Holder
    words: str
    direction: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingView:
    """A sighting: observed, reported and interpreted apart, and what it counts for.

    `standing` says whether it counts; `worth` what it is worth in words, now; `ratio` its
    likelihood ratio when it was seen, None where nobody knows. `measured` is what history says of its
    class, whether that may stand or not. `added` is who put it there, with
    "later" where that was after the day from which it is said to be known.
    """

    id: str
    indicator: str
    observed: str
    day: dt.date
    kind: str
    standing: str
    worth: str
    group: str
    by: str
    added: str
    later: bool
    when: str | None = None
    reported: tuple[Holder, ...] = ()
    interpreted: tuple[ReadInto, ...] = ()
    outcome: str | None = None
    direction: str | None = None
    ratio: Chance | None = None
    reason: str | None = None
    grade: str | None = None
    grade_words: str | None = None
    decay: str | None = None
    expires: dt.date | None = None
    test: dt.date | None = None
    expectation: str | None = None
    comparison: str | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    rule: str | None = None
    measured: str | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it moves the odds."""
        return self.standing == "counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """What a named person says; `low` and `high` are None where the words give no range."""

    id: str
    holder: Holder
    words: str
    day: dt.date
    stance: str
    about: str
    standing: str
    yardstick: str | None = None
    term: str | None = None
    low: float | None = None
    high: float | None = None
    note: str | None = None
    thesis: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RateView:
    """A reference class and the chance that it gives."""

    name: str
    counted: str
    chance: Chance
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchView:
    """A condition, whether it has come true, and the chance under it (None: unknown)."""

    name: str
    trigger: str
    met: bool
    chance: Chance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedView:
    """A condition that an article states: an if, a then, the sign of the effect, who says so."""

    trigger: str
    then: str
    sign: str
    holder: Holder
    day: dt.date
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One row of the log and what it did to the chance of the first outcome."""

    day: dt.date
    id: str
    who: str
    what: str
    before: Chance | None
    after: Chance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView:
    """A matrix: rows of cells by answer, scores, who leads, what carries it, what flips it."""

    answers: tuple[str, ...]
    titles: Mapping[str, str]
    rows: tuple[tuple[str, Mapping[str, str], float], ...]
    scores: Mapping[str, float]
    leads: tuple[str, ...]
    carried_by: tuple[str, ...]
    flips: tuple[str, ...]
    blind: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolView:
    """The ranges of several people pooled in one way."""

    how: str
    low: float
    high: float
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThesisView:
    """A rival answer to a standing question."""

    name: str
    text: str
    readings: tuple[ReadingView, ...]
    separates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A question as of a day, with all that bears on it."""

    name: str
    kind: str
    text: str
    as_of: dt.date
    opened: dt.date
    sides: tuple[str, ...]
    resolution: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    outcomes: tuple[str, ...] = ()
    chances: Mapping[str, Chance] = field(default_factory=dict)
    before: Mapping[str, Chance] = field(default_factory=dict)
    prior: Mapping[str, Chance] = field(default_factory=dict)
    prior_by: str = ""
    word: str | None = None
    yardstick: str = "ICD 203"
    rule: str = ""
    form: str = ""
    silent: int = 0
    days: int = 0
    rates: tuple[RateView, ...] = ()
    groups: tuple[tuple[str, str, str, tuple[str, ...]], ...] = ()
    branches: tuple[BranchView, ...] = ()
    series: tuple[tuple[dt.date, Chance], ...] = ()
    steps: tuple[StepView, ...] = ()
    sightings: tuple[SightingView, ...] = ()
    readings: tuple[ReadingView, ...] = ()
    pools: tuple[PoolView, ...] = ()
    theses: tuple[ThesisView, ...] = ()
    indicators: tuple[str, ...] = ()
    matrix: MatrixView | None = None
    doubled: Chance | None = None
    waiting: Chance | None = None
    forecasts: tuple[tuple[dt.date, str, Mapping[str, float]], ...] = ()
    outcome: str | None = None
    resolved: dt.date | None = None
    resolved_why: str | None = None
    gone: int = 0
    stated: tuple[StatedView, ...] = ()

    @property
    def now(self) -> Chance | None:
        """The chance of the first outcome."""
        return self.chances.get(self.outcomes[0]) if self.chances else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreView:
    """A past question beside what was said of it; scores are None where there were no odds."""

    name: str
    text: str
    outcome: str
    day: dt.date
    days: int
    opening: float | None
    closing: float | None
    brier: float | None
    base: float | None
    log: float | None
    skill: float | None
    missed: bool
    people: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """The record of past questions; `bins` are low, high, number, said on the mean, came true."""

    scores: tuple[ScoreView, ...]
    brier: float | None
    base: float | None
    log: float | None
    skill: float | None
    opening: float | None
    parts: Mapping[str, float | None]
    bins: tuple[tuple[float, float, int, float, float], ...]
    noisy: bool
