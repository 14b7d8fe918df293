"""Diversity of partners by channel, with intervals by cluster, and its change between periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from legation.analysis import diversity, resampling
from legation.analysis.frames import NO_FRAME
from legation.analysis.intervals import Interval
from legation.analysis.rows import Row
from legation.knowledge.measuring import defaults, rank_weights
from legation.knowledge.names import is_state

if TYPE_CHECKING:
    from legation.analysis.partners import Question

NO_PROFILE = NO_FRAME
COMPOSITE = "all channels together"
_NAMED = (
    ("visits out", "visits", "out"),
    ("visits in", "visits", "in"),
    ("meetings", "meetings", None),
    ("agreements", "agreements", None),
    ("statements out", "statements", "out"),
    ("statements in", "statements", "in"),
    ("material out", "material", "out"),
    ("material in", "material", "in"),
)
_ORDERS = (0, 1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A Hill number: value, bootstrap interval and mean by cluster, range with each cluster left out."""

    q: int
    value: float
    interval: Interval
    drawn_mean: float
    without_one: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Diversity in one channel under one scheme of weights.

    `verdict` is "too few events to say" where there are too few clusters; then only the counts hold.
    `outside` is the share outside the named powers. `unranked` counts visits without a known rank,
    which weigh as little as a delegation. `caution` is said where coverage is low, or the interval of
    order 2 does not hold the value: an interval drawn from what was seen lies too low then. `most` are
    the partners of the cluster whose absence moves the effective number most.
    """

    channel: str
    weights: str
    n: int
    clusters: int
    verdict: str | None
    numbers: tuple[Number, ...] = ()
    unbiased: float | None = None
    top: str | None = None
    top_share: float | None = None
    top_interval: Interval | None = None
    outside: float | None = None
    outside_interval: Interval | None = None
    evenness: float | None = None
    pielou: float | None = None
    good: float | None = None
    chao1: float | None = None
    caution: str | None = None
    unranked: int = 0
    most: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileChange:
    """Change of the effective number (q 2) in one channel; `verdict` where nothing can be said."""

    channel: str
    weights: str
    verdict: str | None
    change: resampling.Change | None = None


def of(counted: Sequence[Row], question: Question) -> tuple[Profile, ...]:
    """Profiles of each channel and direction that has events, and of all together; states only."""
    found = []
    for name, scheme, rows in _chosen(counted):
        if rows and not (question.channel and name == COMPOSITE):
            found.append(profile(name, scheme, rows, question))
    return tuple(found)


def changes(
    before: Sequence[Row], after: Sequence[Row], question: Question
) -> tuple[ProfileChange, ...]:
    """Change of each profile from one period to another."""
    earlier = {(name, scheme): rows for name, scheme, rows in _chosen(before)}
    return tuple(
        _change(name, scheme, earlier[name, scheme], rows)
        for name, scheme, rows in _chosen(after)
        if rows and (name, scheme) in earlier and not (question.channel and name == COMPOSITE)
    )


def _chosen(counted: Sequence[Row]) -> list[tuple[str, str, list[Row]]]:
    """Channel, scheme of weights and rows of each profile; visits by rank under every scheme."""
    states = [row for row in counted if is_state(row["partner"])]
    found = []
    for name, channel, direction in _NAMED:
        rows = [
            row
            for row in states
            if row["channel"] == channel and direction in (None, row["direction"])
        ]
        # Where no rank is told, weights of rank would show the same number three times.
        ranked = channel == "visits" and any(row["acting_rank"] is not None for row in rows)
        found += [(name, scheme, rows) for scheme in (rank_weights() if ranked else ("equal",))]
    return [*found, (COMPOSITE, "equal", states)]


def _clusters(rows: Sequence[Row], scheme: str, partners: Sequence[str]) -> resampling.Clusters:
    by_cluster: dict[str, dict[str, float]] = {}
    for row in rows:
        held = by_cluster.setdefault(row["cluster"], {})
        weight = (
            rank_weights()[scheme].get(row["acting_rank"] or 1, 1.0) if scheme != "equal" else 1.0
        )
        held[row["partner"]] = held.get(row["partner"], 0.0) + weight
    return resampling.Clusters.of(by_cluster.values(), partners)


def too_few(clusters: int) -> str | None:
    """Why nothing can be said of so few clusters, or None."""
    fewest = int(defaults()["fewest_clusters"])
    if clusters >= fewest:
        return None
    return f"too few events to say: {clusters} independent of {fewest} at least"


def profile(name: str, scheme: str, rows: Sequence[Row], question: Question) -> Profile:
    """The profile of some rows of states under one scheme of weights; there is one row at least."""
    partners = sorted({row["partner"] for row in rows})
    clusters = _clusters(rows, scheme, partners)
    verdict = too_few(clusters.n)
    unranked = sum(row["acting_rank"] is None for row in rows) if scheme != "equal" else 0
    if verdict is not None:
        return Profile(
            channel=name, weights=scheme, n=len(rows), clusters=clusters.n, verdict=verdict
        )
    sums, numbers = clusters.sums[0], tuple(_number(clusters, q) for q in _ORDERS)
    counts = [sum(row["partner"] == partner for row in rows) for partner in partners]
    coverage = diversity.good_coverage(counts)
    outside = np.array([partner not in question.powers for partner in partners])
    left = resampling.leave_one_out(clusters, partial(diversity.hill_rows, q=2))
    most = clusters.rows[left.most] if left else np.zeros(len(partners))
    return Profile(
        channel=name,
        weights=scheme,
        n=len(rows),
        clusters=clusters.n,
        verdict=None,
        numbers=numbers,
        unbiased=diversity.unbiased_number(counts),
        top=partners[int(sums.argmax())],
        top_share=diversity.top_share(sums),
        top_interval=_drawn(clusters, _shares_of(np.arange(len(partners)) == sums.argmax())),
        outside=float(sums[outside].sum() / sums.sum()),
        outside_interval=_drawn(clusters, _shares_of(outside)),
        evenness=diversity.evenness(sums),
        pielou=diversity.pielou(sums),
        good=coverage,
        caution=_caution(coverage, numbers[-1]),
        chao1=diversity.chao1(counts),
        unranked=unranked,
        most=tuple(partner for partner, weight in zip(partners, most, strict=True) if weight),
    )


def _caution(coverage: float | None, number: Number) -> str | None:
    if coverage is not None and coverage < defaults()["least_coverage"]:
        return "low coverage: many partners are unseen, and the interval lies too low"
    # A share of a millionth is rounding.
    if number.value > number.interval.high * (1 + 1e-6):
        return "the interval lies too low: it does not hold the value"
    return None


def _number(clusters: resampling.Clusters, q: int) -> Number:
    statistic = partial(diversity.hill_rows, q=q)
    drawn = resampling.bootstrap(clusters, statistic, *_draws())
    left = resampling.leave_one_out(clusters, statistic)
    value = float(statistic(clusters.sums)[0])
    return Number(
        q=q,
        value=value,
        interval=drawn.interval,
        drawn_mean=drawn.mean,
        without_one=(left.low, left.high) if left else None,
    )


def _draws() -> tuple[int, float, int]:
    told = defaults()
    return int(told["draws"]), told["level"], int(told["seed"])


def _drawn(clusters: resampling.Clusters, statistic: resampling.RowStatistic) -> Interval:
    return resampling.bootstrap(clusters, statistic, *_draws()).interval


def _shares_of(chosen: npt.NDArray[np.bool_]) -> resampling.RowStatistic:
    def share(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        totals = rows.sum(axis=1)
        parts = rows[:, chosen].sum(axis=1)
        empty = np.full_like(totals, np.nan)
        found: npt.NDArray[np.float64] = np.divide(parts, totals, out=empty, where=totals > 0)
        return found

    return share


def _change(name: str, scheme: str, before: Sequence[Row], after: Sequence[Row]) -> ProfileChange:
    partners = sorted({row["partner"] for row in (*before, *after)})
    first, second = (_clusters(rows, scheme, partners) for rows in (before, after))
    verdict = too_few(min(first.n, second.n))
    if verdict is not None:
        return ProfileChange(channel=name, weights=scheme, verdict=verdict)
    found = resampling.change(first, second, partial(diversity.hill_rows, q=2), *_draws())
    return ProfileChange(channel=name, weights=scheme, verdict=None, change=found)
