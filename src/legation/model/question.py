"""Questions, what bears on them, and how they came out: rows that are appended, never altered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from legation.model.article import Evidence
from legation.model.event import Holder

NONE_OF_THESE = "none of these"
"""The outcome that holds where none of those thought of does."""


class QuestionKind(StrEnum):
    """A closed question can be scored; a standing one keeps rival theses and no odds."""

    CLOSED = "closed"
    STANDING = "standing"


class TimeForm(StrEnum):
    """How a chance falls while its window passes in silence (see `judging.time_left`)."""

    CONSTANT_HAZARD = "constant hazard"
    UNIFORM_OR_NEVER = "uniform or never"
    NO_TIME = "decided at the end"


class GroupRule(StrEnum):
    """What sightings of one dependence group count for together."""

    STRONGEST = "strongest"
    EFFECTIVE_N = "effective n"
    INDEPENDENT = "independent"


class SightingKind(StrEnum):
    """Whether something was there, was missing, or was not said."""

    PRESENCE = "presence"
    ABSENCE = "absence"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A value between a low and a high one: of a probability, or of a likelihood ratio."""

    low: float
    value: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(
                f"A range runs from low to high with its value between, not {self.low:g}, "
                f"{self.value:g}, {self.high:g}."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceClass:
    """Cases like this one: `events` in `years` of watching, or `events` of `trials`.

    One of `years` and `trials` is given. `outcome` is the one that an event would be.
    """

    name: str
    events: int
    source: str
    years: float | None = None
    trials: int | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A condition ("in the event of ...") under which the question has odds of its own.

    `worth` is by how much the odds of the first outcome would be multiplied, None while nobody
    has said; `sign` is what the text says of it ("+", "-" or "?").
    """

    name: str
    trigger: str
    worth: Range | None = None
    sign: str = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thesis:
    """One of the rival answers to a standing question: `posture` towards `partners`, as codes."""

    name: str
    text: str
    posture: str | None = None
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """Something that would separate the answers: a cell (CC to II) for each that it speaks to."""

    name: str
    text: str
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked; the text of the resolution and the outcomes never change afterwards.

    `sides` are codes of those concerned. A closed question has a window from `first` to `last`,
    `outcomes` of which exactly one comes true, and `default`, the one that holds where nothing
    happens until the window ends. `prior` are probabilities of the outcomes by name, with
    `prior_range` around that of the first outcome; without it the reference classes speak.
    `outcome_class` names what the first outcome is in the table of measured worths, such as
    "meeting".
    """

    kind: QuestionKind
    text: str
    opened: dt.date
    sides: tuple[str, ...] = ()
    resolution: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    outcomes: tuple[str, ...] = ()
    default: str | None = None
    outcome_class: str | None = None
    prior: Mapping[str, float] = field(default_factory=dict)
    prior_range: Range | None = None
    classes: tuple[ReferenceClass, ...] = ()
    branches: tuple[Branch, ...] = ()
    theses: tuple[Thesis, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    form: TimeForm = TimeForm.CONSTANT_HAZARD
    rule: GroupRule = GroupRule.STRONGEST
    rho: float | None = None

    @property
    def days(self) -> int:
        """Days of the window, both ends included; 0 where there is none."""
        if self.first is None or self.last is None:
            return 0
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """What somebody reads into a sighting."""

    holder: Holder
    words: str
    direction: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """Whether presence was to be expected, why, and what comparison would tell."""

    expected: bool
    reason: str
    comparison: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One dated sighting of an indicator: what was observed, who reports it, what is read into it.

    `outcome` is the one that it bears on (the first where None), `direction` "for", "against" or
    None. `worth` is its likelihood ratio, None for "unknown", which counts as 1; `reason` says
    why. Sightings of one `group` do not count twice. `decay` names a half-life; from `expires` on
    it counts no more; on `test` it will be seen whether it held. `grade` is Admiralty's, such as
    "B2", and stands apart from the worth. `cells` are its consistency with each outcome or thesis.
    `rule` names what attached it, None where a person did.
    """

    indicator: str
    observed: str
    seen: dt.date
    kind: SightingKind = SightingKind.PRESENCE
    when: str | None = None
    reported: tuple[Holder, ...] = ()
    interpreted: tuple[Interpretation, ...] = ()
    outcome: str | None = None
    direction: str | None = None
    worth: Range | None = None
    reason: str | None = None
    group: str | None = None
    decay: str | None = None
    expires: dt.date | None = None
    test: dt.date | None = None
    grade: str | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    expectation: Expectation | None = None
    event: str | None = None
    event_class: str | None = None
    branch: str | None = None
    thesis: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a named person says of the question, in words; never a number invented for them.

    `low` and `high` (0 to 1) are the range that `yardstick` gives the words, of the first outcome;
    None where the words hold no likelihood or the yardstick has no such word. `thesis` is the one
    that they speak to, of a standing question.
    """

    holder: Holder
    words: str
    said: dt.date
    stance: str
    about: str
    term: str | None = None
    yardstick: str | None = None
    low: float | None = None
    high: float | None = None
    note: str | None = None
    thesis: str | None = None
    rule: str | None = None


class Decision(StrEnum):
    """What an analyst made of something that a rule attached."""

    CONFIRM = "confirm"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """An analyst's decision on an attached sighting or reading, by the id of its entry."""

    on: str
    decision: Decision
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A judgement that changes what follows: of the question, or of the entry `on`.

    `changes` maps the name of a field to its new value, as in the JSON of what it changes;
    "forecast" holds probabilities that the analyst states, "branch" a condition that has come true.
    """

    changes: Mapping[str, object]
    reason: str
    on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How it came out: an outcome, None where it cannot be said, on which day, on what grounds.

    `source` names what the ledger does not hold; an entry's evidence quotes what it holds.
    """

    day: dt.date
    reason: str
    outcome: str | None = None
    source: str | None = None


Item = Question | Sighting | Reading | Verdict | Update | Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One appended row of a question: who added what, when, and from which day it counts.

    `at` is when the row was written; `known` the day from which a view as of a day shows it: the
    day of publication of what it rests on, else the day that its author names. `based_on` is the
    ledger's revision that the author saw.
    """

    id: str
    question: str
    who: str
    at: dt.datetime
    known: dt.date
    item: Item
    based_on: int = 0
    evidence: tuple[Evidence, ...] = ()

    @property
    def hindsight(self) -> bool:
        """Whether the row was written after the day from which it is said to count."""
        return self.at.date() > self.known
