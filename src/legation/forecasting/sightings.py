"""Sightings of a panel against what was known of their pairs: the rows that worth is measured on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from legation.forecasting import logistic
from legation.forecasting.history import History, Moments, Numbers, View
from legation.forecasting.panel import Flags, Panel
from legation.knowledge.worth import worth_settings

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Pair-days on which something was sighted, with the odds known without it.

    `pair` numbers pairs over all panels; `day` is the panel's; `year` tells the panel.
    """

    pair: Numbers
    day: Numbers
    year: Numbers
    known: Vector
    happened: Flags

    def __len__(self) -> int:
        return len(self.pair)

    def where(self, kept: Flags) -> Rows:
        """Some of the rows."""
        return Rows(
            self.pair[kept], self.day[kept], self.year[kept], self.known[kept], self.happened[kept]
        )

    @staticmethod
    def joined(parts: Sequence[Rows]) -> Rows:
        """Rows of several panels or folds, one after the other."""
        return Rows(
            np.concatenate([p.pair for p in parts]),
            np.concatenate([p.day for p in parts]),
            np.concatenate([p.year for p in parts]),
            np.concatenate([p.known for p in parts]),
            np.concatenate([p.happened for p in parts]),
        )


class Frame:
    """Pairs of several panels numbered as one, so that a pair is one cluster over all years."""

    def __init__(self, panels: Iterable[Panel]) -> None:
        pairs = sorted({pair for panel in panels for pair in panel.pairs})
        states = {s: n for n, s in enumerate(sorted({s for pair in pairs for s in pair}))}
        self.number = {pair: number for number, pair in enumerate(pairs)}
        self.pairs = tuple(pairs)
        self.members: Numbers = np.array(
            [[states[a], states[b]] for a, b in pairs], dtype=np.int64
        ).reshape(-1, 2)

    def numbers(self, panel: Panel) -> Numbers:
        """The number here of each pair of a panel."""
        return np.array([self.number[pair] for pair in panel.pairs], dtype=np.int64)


def fresh(sighted: Flags, days: int) -> Flags:
    """Sightings of which the pair had none in so many days before."""
    before = np.zeros((sighted.shape[0], sighted.shape[1] + 1), dtype=np.int32)
    np.cumsum(sighted, axis=1, out=before[:, 1:])
    start = np.maximum(np.arange(sighted.shape[1]) - days, 0)
    found: Flags = sighted & (before[:, :-1] == before[:, start])
    return found


@dataclass(frozen=True, slots=True)
class Sighted:
    """Rows of a class in one panel; `folds` holds for each origin those before and those after it.

    `drifts` tells by how much the log-odds of all pairs were off in the days after each origin.
    """

    whole: Rows
    folds: tuple[tuple[Rows, Rows], ...]
    drifts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """One origin of a back-test: the baseline from days before it, and the days tried after it.

    The outcome window of every day that the baseline saw ends before `origin`. `drift` is the shift that
    all pairs together show in the days after it: times change for all, whatever is sighted.
    """

    origin: int
    stop: int
    baseline: logistic.Baseline
    drift: float


class Study:
    """A panel made ready for one outcome and one horizon: baselines of the whole and by origin.

    Raises nothing where history is short: there are then no folds.
    """

    def __init__(
        self, history: History, risk: Flags, frame: Frame, outcome: str, horizon: int, view: View
    ) -> None:
        self.history, self.risk = history, risk
        self.outcome, self.horizon, self.view = outcome, horizon, view
        self._numbers = frame.numbers(history.panel)
        self.last = history.panel.n_days - 1 - horizon
        settings = worth_settings()
        self.first = int(settings["warm_up"])
        self.grid = self._grid(int(settings["baseline_every"]))
        self._x = history.features(self.grid, outcome, view)
        self._y = history.happened(self.grid, outcome, horizon)
        self.baseline = self._fitted(np.ones(len(self._y), dtype=bool))
        self.folds = self._folds(int(settings["first_origin"]), int(settings["origin_step"]))

    def _grid(self, every: int) -> Moments:
        pair, day = np.nonzero(self.risk)
        kept = (day >= self.first) & (day <= self.last) & ((day + pair) % every == 0)
        return Moments(pair[kept], day[kept])

    def _fitted(self, kept: Flags) -> logistic.Baseline:
        return logistic.fit(self._x[kept], self._y[kept], worth_settings()["ridge"])

    def _folds(self, first: int, step: int) -> tuple[Fold, ...]:
        found = []
        for origin in range(first, self.last + 1, step):
            before = self.grid.day + self.horizon < origin
            if before.any() and self._y[before].any():
                stop = min(origin + step, self.last + 1)
                fitted = self._fitted(before)
                found.append(Fold(origin, stop, fitted, self._drift(fitted, origin, stop)))
        return tuple(found)

    def _drift(self, fitted: logistic.Baseline, origin: int, stop: int) -> float:
        after = (self.grid.day >= origin) & (self.grid.day < stop)
        return logistic.level(fitted.log_odds(self._x[after]), self._y[after])

    def moments(self, flags: Flags) -> Moments:
        """Rows of a matrix of pairs by days that lie in the days that can be judged."""
        pair, day = np.nonzero(flags & self.risk)
        kept = (day >= self.first) & (day <= self.last)
        return Moments(pair[kept], day[kept])

    def rows(self, flags: Flags, gap: int = 0) -> Sighted:
        """Sightings with the odds known from the whole panel, and from each origin of the back-test.

        The outcome is looked for from `gap` + 1 days on.
        """
        moments = self.moments(flags)
        x = self.history.features(moments, self.outcome, self.view)
        y = self.history.happened(moments, self.outcome, self.horizon, gap)
        folds = []
        for fold in self.folds:
            rows = self._as_rows(moments, fold.baseline.log_odds(x), y)
            seen = rows.where(moments.day + self.horizon < fold.origin)
            folds.append(
                (seen, rows.where((moments.day >= fold.origin) & (moments.day < fold.stop)))
            )
        whole = self._as_rows(moments, self.baseline.log_odds(x), y)
        return Sighted(whole, tuple(folds), tuple(fold.drift for fold in self.folds))

    def _as_rows(self, moments: Moments, odds: Vector, y: Flags) -> Rows:
        return Rows(
            self._numbers[moments.pair],
            moments.day,
            np.full(len(moments.day), self.history.panel.start.year),
            odds,
            y,
        )

    def own(self) -> Rows:
        """The grid that the baseline rests on, with its odds."""
        return self._as_rows(self.grid, self.baseline.log_odds(self._x), self._y)


def sightings(panel: Panel, name: str) -> Flags:
    """Fresh sightings of a class in a panel."""
    return fresh(panel.sighted[name], int(worth_settings()["fresh_days"]))


def all_fresh(panel: Panel) -> Mapping[str, Flags]:
    """Fresh sightings of all classes of a panel."""
    return {name: sightings(panel, name) for name in panel.sighted}
