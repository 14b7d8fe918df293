"""What a sighting is worth: its classes and outcomes, and the measured table, all as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import rows, split
from legation.model.question import Range

HORIZONS = (7, 14, 30, 90)
"""Days within which an outcome is looked for after a sighting."""

INDEPENDENT = "independent"
MAIN = "main"
"""The sample that the values of the table rest on; others are shown apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Which events count: beginnings of CAMEO codes and who the sides must be.

    `sides` is official, ranked (a leader or minister on one side), "ranked by name" (the office
    stands in the name), envoy, private (on both sides), or any.
    """

    name: str
    cameo: tuple[str, ...]
    sides: str
    means: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingClass(Rule):
    """A class of sightings; `third` is told of a side and anybody but the other side.

    `judged_as` names the classes of `classes.csv` that our coder finds and that are the same.
    """

    third: bool
    group: str
    placebo: bool
    judged_as: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Rule):
    """What may follow; `family` joins the ways of measuring one thing, `origin` says by whom."""

    family: str
    origin: str

    @property
    def independent(self) -> bool:
        """Whether somebody else than the source of the sightings tells of it."""
        return self.origin == INDEPENDENT


@cache
def sighting_classes() -> tuple[SightingClass, ...]:
    """Classes of sightings that event data know, placebos last."""
    return tuple(
        SightingClass(
            name=row["class"],
            cameo=split(row["cameo"]),
            sides=row["sides"],
            third=row["third"] == "yes",
            group=row["group"],
            placebo=row["placebo"] == "yes",
            judged_as=split(row["judged_as"]),
            means=row["means"],
            source=row["source"],
        )
        for row in rows("judging/sighting_classes.tsv")
    )


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Outcomes, the independent ones first."""
    return tuple(
        Outcome(
            name=row["outcome"],
            family=row["family"],
            origin=row["origin"],
            cameo=split(row["cameo"]),
            sides=row["sides"],
            means=row["means"],
            source=row["source"],
        )
        for row in rows("judging/sighting_outcomes.tsv")
    )


@cache
def worth_settings() -> Mapping[str, float]:
    """Settings of the measurement by name; the file says what each means."""
    return {row["name"]: float(row["value"]) for row in rows("judging/worth_settings.tsv")}


@cache
def sector_kinds() -> tuple[tuple[str, str], ...]:
    """Patterns of sector names of event data, and the kind of actor that each is."""
    return tuple((row["pattern"], row["kind"]) for row in rows("judging/event_sectors.tsv"))


@cache
def event_names() -> Mapping[str, str]:
    """Codes of states by spellings that only data sets use."""
    return {row["name"]: row["code"] for row in rows("judging/event_names.tsv")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """A row of the measured table.

    `ratio` multiplies the odds that the outcome comes within `days`, against days of pairs as much in
    the news and with like dealings; `low` and `high` are its 95 % interval, clustered by pair, and
    `out_ratio` is the same on days after those that the baseline was fitted to. `measured` is `ratio` or
    that against days with as much other news, whichever is nearer to 1. `default` tells whether it may
    stand; where not, `why` says why not, the worth is unknown and `value` is 1.
    """

    sighting: str
    outcome: str
    family: str
    origin: str
    days: int
    sample: str
    ratio: float | None
    low: float | None
    high: float | None
    out_ratio: float | None
    out_low: float | None
    out_high: float | None
    measured: float | None
    measured_low: float | None
    measured_high: float | None
    pairs: int
    sightings: int
    events: int
    default: bool
    why: str
    row: Mapping[str, str]

    @property
    def value(self) -> float:
        """The likelihood ratio to use: the measured one, or 1 where the worth is unknown."""
        return self.measured if self.default and self.measured is not None else 1.0

    @property
    def told(self) -> Range | None:
        """What was measured with its interval, whether it may stand or not."""
        if self.measured is None or self.measured_low is None or self.measured_high is None:
            return None
        return Range(low=self.measured_low, value=self.measured, high=self.measured_high)

    @property
    def tested(self) -> tuple[float, float] | None:
        """The interval of the same on days that the baseline was not fitted to."""
        if self.out_low is None or self.out_high is None:
            return None
        return (self.out_low, self.out_high)

    @property
    def range(self) -> tuple[float, float] | None:
        """The interval of `value`, or None where the worth is unknown."""
        if not self.default or self.measured_low is None or self.measured_high is None:
            return None
        return (self.measured_low, self.measured_high)


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


@cache
def worths() -> tuple[Worth, ...]:
    """The measured table, row by row."""
    return tuple(
        Worth(
            sighting=row["class"],
            outcome=row["outcome"],
            family=row["family"],
            origin=row["origin"],
            days=int(row["days"]),
            sample=row["sample"],
            ratio=_number(row["ratio"]),
            low=_number(row["low"]),
            high=_number(row["high"]),
            out_ratio=_number(row["out_ratio"]),
            out_low=_number(row["out_low"]),
            out_high=_number(row["out_high"]),
            measured=_number(row["value"]),
            measured_low=_number(row["value_low"]),
            measured_high=_number(row["value_high"]),
            pairs=int(row["pairs"]),
            sightings=int(row["sightings"]),
            events=int(row["followed"]),
            default=row["default"] == "yes",
            why=row["why"],
            row=row,
        )
        for row in rows("judging/sighting_worth.tsv")
    )


def worth(sighting: str, family: str, days: int) -> Worth | None:
    """What a class of sightings is worth for a family of outcomes within some days.

    Among the horizons the nearest that covers `days` is taken, else the longest; among ways of
    measuring, one that may stand as a default comes first, and of those the independent one. None
    where nothing was measured.
    """
    horizon = next((h for h in HORIZONS if h >= days), HORIZONS[-1])
    return _best().get((sighting, family, horizon))


@cache
def _best() -> Mapping[tuple[str, str, int], Worth]:
    ranked = sorted(worths(), key=lambda w: (not w.default, w.origin != INDEPENDENT), reverse=True)
    return {(w.sighting, w.family, w.days): w for w in ranked if w.sample == MAIN}


@dataclass(frozen=True, slots=True)
class Recalibration:
    """How chances of dealing within a horizon are set right: logit p' = intercept + slope logit p."""

    intercept: float
    slope: float


@cache
def next_settings() -> Mapping[str, float]:
    """Half-life and prior of forecasts of who is dealt with next; the file says where they come from."""
    return {
        row["name"]: float(row["value"]) for row in rows("judging/who_next.tsv") if not row["days"]
    }


@cache
def recalibrations() -> Mapping[int, Recalibration]:
    """Recalibration by horizon in days."""
    told: dict[int, dict[str, float]] = {}
    for row in rows("judging/who_next.tsv"):
        if row["days"]:
            told.setdefault(int(row["days"]), {})[row["name"]] = float(row["value"])
    return {days: Recalibration(one["intercept"], one["slope"]) for days, one in told.items()}
