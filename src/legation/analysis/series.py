"""A tie by steps of time: counts by quad class, both scales, shares, smoothing, breaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from legation.analysis import intensity
from legation.analysis.frames import MONTHS, NO_FRAME, Frame
from legation.analysis.gates import Bin
from legation.analysis.intervals import Interval, poisson
from legation.analysis.rows import Row, ids
from legation.knowledge.measuring import defaults

if TYPE_CHECKING:
    from legation.analysis import breaks
    from legation.analysis.ties import Question

QUADS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Scales:
    """Events on both scales, for they disagree and neither is the truth."""

    goldstein: intensity.Scale
    plover: intensity.Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a series.

    `watched` tells whether the frame reported anything then: if not, `n` is None, for a gap is not
    an absence. `quads` are counts by quad class 1 to 4. `share_of_all` is of the frame's events in
    the step, of which there are `volume`, `share_of_a` of those of the first actor; `smoothed` is a
    trailing mean of `n`.
    """

    start: dt.date
    watched: bool
    n: int | None
    quads: tuple[int, int, int, int]
    interval: Interval | None
    scales: Scales
    share_of_all: float | None
    share_of_a: float | None
    volume: int | None
    smoothed: float | None
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaks:
    """Change points of a series by three methods; dates are first days of steps.

    Means are events a step, at the mean volume of the frame where that is taken into account.

    `counts` and `rates` come with their stability over a grid of penalties, `split` with the range
    in which the likeliest single break lies, `seen` with the step whose data first showed it.
    """

    counts: tuple[tuple[dt.date, breaks.Break], ...]
    rates: tuple[tuple[dt.date, breaks.Break], ...]
    split: tuple[dt.date, dt.date, dt.date, breaks.Split] | None
    seen: tuple[dt.date, dt.date] | None


def scales(rows: Sequence[Row]) -> Scales:
    """Events on the Goldstein and the PLOVER scale."""
    return Scales(
        intensity.scale([row["goldstein"] for row in rows]),
        intensity.scale([row["plover_score"] for row in rows]),
    )


def steps(
    frame: Frame, counted: Sequence[Row], volumes: Mapping[dt.date, Row], question: Question
) -> tuple[Step, ...]:
    """The series of a frame; without a frame only the steps in which something is told."""
    by_bin: dict[dt.date, list[Row]] = {}
    for row in counted:
        by_bin.setdefault(row["bin"], []).append(row)
    width = question.scope.bin
    starts = frame.bins(width, question.since, question.until)
    # What happened before the frame began to watch is told, but stands in no series of rates.
    starts = starts or sorted(by_bin)
    found = [
        _step(frame, width, start, by_bin.get(start, ()), volumes.get(start)) for start in starts
    ]
    if frame.name is None:
        return tuple(found)
    half_life = defaults()["half_life_months"] / MONTHS[width]
    means = intensity.trailing([step.n for step in found], half_life)
    return tuple(replace(step, smoothed=mean) for step, mean in zip(found, means, strict=True))


def _step(
    frame: Frame, width: Bin, start: dt.date, rows: Sequence[Row], volume: Row | None
) -> Step:
    watched = frame.watches(start, width)
    n = len(rows) if rows or watched else None
    counts = [sum(row["quad"] == quad for row in rows) for quad in QUADS]
    return Step(
        start=start,
        watched=watched,
        n=n,
        quads=(counts[0], counts[1], counts[2], counts[3]),
        interval=poisson(len(rows), level=defaults()["level"]) if watched else None,
        scales=scales(rows),
        share_of_all=len(rows) / volume["n"] if watched and volume and volume["n"] else None,
        share_of_a=len(rows) / volume["of_code"]
        if watched and volume and volume["of_code"]
        else None,
        volume=volume["n"] if watched and volume else 0 if watched else None,
        smoothed=None,
        events=ids(rows),
    )


def breaks_of(
    frame: Frame, found: Sequence[Step], width: Bin
) -> tuple[Breaks | str, Breaks | None]:
    """Change points of the whole steps of a series, or why there is nothing to say.

    They are looked for in the counts against the volume of the frame, so that a source which prints
    more moves nothing; those of the bare counts come second, where they are others.
    """
    if frame.name is None:
        return NO_FRAME, None
    # A step in which the frame told of no two sides at all says nothing about any two.
    whole = [step for step in found if frame.whole(step.start, width) and step.volume]
    fewest = int(defaults()["fewest_months"]) // MONTHS[width]
    counts = [step.n or 0 for step in whole]
    if len(whole) < fewest:
        return f"too short to say: {len(whole)} whole {width}s of at least {fewest}", None
    if sum(counts) < defaults()["fewest_clusters"]:
        least = int(defaults()["fewest_clusters"])
        return f"too few events to say: {sum(counts)} of at least {least}", None
    segment = max(2, int(defaults()["shortest_segment"]) // MONTHS[width])
    starts = [step.start for step in whole]
    against = _breaks(counts, [float(step.volume or 0) for step in whole], starts, segment, width)
    raw = _breaks(counts, None, starts, segment, width)
    return against, None if _alike(against, raw, starts) else raw


def _alike(one: Breaks, other: Breaks, starts: Sequence[dt.date]) -> bool:
    """Whether two sets of change points tell the same: as many, each within a step of the other's."""
    at = {start: number for number, start in enumerate(starts)}
    for ours, theirs in ((one.counts, other.counts), (one.rates, other.rates)):
        if len(ours) != len(theirs):
            return False
        if any(abs(at[a] - at[b]) > 1 for (a, _), (b, _) in zip(ours, theirs, strict=True)):
            return False
    return True


def _breaks(
    counts: list[int],
    exposure: list[float] | None,
    starts: list[dt.date],
    segment: int,
    width: Bin,
) -> Breaks:
    # Most of the time of a short answer would go into loading what finds breaks.
    from legation.analysis import breaks

    split = breaks.one_split(counts, defaults()["level"], exposure)
    watched = breaks.relative(exposure, len(counts)).tolist()
    rates = [count / seen for count, seen in zip(counts, watched, strict=True)]
    return Breaks(
        counts=tuple((starts[b.index], b) for b in breaks.of_counts(counts, segment, exposure)),
        rates=tuple((starts[b.index], b) for b in breaks.of_rates(rates, segment)),
        split=(starts[split.index], starts[split.low], starts[split.high], split)
        if split
        else None,
        seen=_seen(counts, watched, starts, width),
    )


def _seen(
    counts: list[int], watched: list[float], starts: list[dt.date], width: Bin
) -> tuple[dt.date, dt.date] | None:
    """When the run going on began and which step first showed it; None if it is the whole series.

    The square root makes the spread of counts alike at any level (Anscombe 1948, Biometrika 35).
    """
    from legation.analysis import online

    levels = [
        2 * ((count + 3 / 8) / seen) ** 0.5 for count, seen in zip(counts, watched, strict=True)
    ]
    prior = online.Prior(mean=levels[0], weight=0.1, shape=1, scale=1)
    run = online.current_run(levels, prior, MONTHS[width] / defaults()["hazard_months"])
    if run is None or run.start == 0:
        return None
    return starts[min(run.start, len(starts) - 1)], starts[run.first_seen]
