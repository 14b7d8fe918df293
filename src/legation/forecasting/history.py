"""What was known of a pair at the end of a day: the features of the baseline.

The volume of reports on the pair and on each side, so that what is much reported does not look
telling; past outcomes, so that pairs that always meet do not make their sightings look good; the
pair's own rate drawn to that of all pairs, which is how rare pairs borrow from the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from legation.forecasting.panel import Panel
from legation.knowledge.worth import worth_settings

Features = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
_VOLUME = (7, 30, 90)
_SIDES = (7, 30)
_OUTCOME = (1, 7, 30, 90)
_TONE = 30


class View(Enum):
    """What a sighting is compared with.

    RATE: the pair's own rate alone. DAYS: days of pairs that were as much in the news up to the day
    before and had dealt with each other as much. NEWS: those of them on which as much else was told.
    """

    RATE = "rate"
    DAYS = "days"
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class Moments:
    """Pairs and days: the rows of a table, `pair` and `day` one number each."""

    pair: Numbers
    day: Numbers

    def where(self, kept: npt.NDArray[np.bool_]) -> Moments:
        """Some of the rows."""
        return Moments(self.pair[kept], self.day[kept])


class History:
    """Running sums of a panel, from which any day's features can be read."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self._volume = _sums(panel.volume)
        self._official = _sums(panel.official)
        self._good = _sums(panel.good)
        self._ill = _sums(panel.ill)
        sides = np.zeros((len(panel.states), panel.n_days), dtype=np.float32)
        for column in (0, 1):
            np.add.at(sides, panel.members[:, column], panel.volume)
        self._sides = _sums(sides)
        self._met = {name: _sums(flags) for name, flags in panel.met.items()}

    def at_risk(self) -> npt.NDArray[np.bool_]:
        """Pairs by days: whether the pair had any event in the last days, with this one."""
        width = int(worth_settings()["active_days"])
        after = self._volume[:, 1:]
        before = self._volume[:, _starts(self.panel.n_days, width)]
        found: npt.NDArray[np.bool_] = after > before
        return found

    def features(self, rows: Moments, outcome: str, view: View = View.DAYS) -> Features:
        """Features of some pairs and days for an outcome, one row each, as `view` says."""
        rate = self._rate(rows, outcome)
        columns: list[npt.NDArray[np.generic]] = [rate, rate**2]
        if outcome in self.panel.past:
            columns.append(np.log1p(self.panel.past[outcome][rows.pair]))
            columns.append(np.array(["USA" in pair for pair in self.panel.pairs])[rows.pair])
        if view is not View.RATE:
            columns += self._volumes(rows) + self._recent(rows, outcome)
        if view is View.NEWS:
            today = _window(self._volume, rows.pair, rows.day, 1)
            official = _window(self._official, rows.pair, rows.day, 1)
            columns += [today > 0, np.log1p(today), official > 0, np.log1p(official)]
        return np.column_stack(columns).astype(np.float32)

    def _rate(self, rows: Moments, outcome: str) -> npt.NDArray[np.floating]:
        """Log of the pair's share of days with the outcome so far, drawn to that of all pairs."""
        weight = worth_settings()["pool_days"]
        sums = self._met[outcome]
        seen = np.arange(1, self.panel.n_days + 1)
        common = (sums[:, 1:].sum(axis=0) + 1) / (seen * max(len(sums), 1))
        counts = sums[rows.pair, rows.day + 1]
        found: npt.NDArray[np.floating] = np.log(
            (counts + weight * common[rows.day]) / (rows.day + 1 + weight)
        )
        return found

    def _volumes(self, rows: Moments) -> list[npt.NDArray[np.floating]]:
        """Volumes of the pair and of its sides up to the day before."""
        members, before = self.panel.members[rows.pair], rows.day - 1
        columns = [
            np.log1p(_window(sums, rows.pair, before, width))
            for width in _VOLUME
            for sums in (self._volume, self._official)
        ]
        columns += [columns[0] ** 2, columns[2] ** 2, columns[4] ** 2]
        for width in _SIDES:
            one, other = (
                np.log1p(_window(self._sides, members[:, side], before, width)) for side in (0, 1)
            )
            columns += [np.maximum(one, other), np.minimum(one, other)]
        return columns

    def _recent(self, rows: Moments, outcome: str) -> list[npt.NDArray[np.floating]]:
        """Recent dealings of the pair: the outcome with the day itself, tone up to the day before."""
        columns = [
            np.log1p(_window(self._met[outcome], rows.pair, rows.day, width)) for width in _OUTCOME
        ]
        for sums in (self._good, self._ill):
            columns.append(np.log1p(_window(sums, rows.pair, rows.day - 1, _TONE)))
        return columns

    def happened(
        self, rows: Moments, outcome: str, horizon: int, gap: int = 0
    ) -> npt.NDArray[np.bool_]:
        """Whether the outcome came in the days after: from `gap` + 1 to `horizon` days on."""
        sums = self._met[outcome]
        found: npt.NDArray[np.bool_] = (
            sums[rows.pair, rows.day + horizon + 1] > sums[rows.pair, rows.day + gap + 1]
        )
        return found


def _sums(counts: npt.NDArray[np.generic]) -> Features:
    """Sums up to each day, with a column of 0 before the first."""
    found = np.zeros((counts.shape[0], counts.shape[1] + 1), dtype=np.float32)
    np.cumsum(counts, axis=1, out=found[:, 1:])
    return found


def _starts(n_days: int, width: int) -> Numbers:
    return np.maximum(np.arange(1, n_days + 1) - width, 0)


def _window(sums: Features, row: Numbers, day: Numbers, width: int) -> npt.NDArray[np.floating]:
    """Counts of the last `width` days, scaled up where fewer are known."""
    start = np.maximum(day + 1 - width, 0)
    scale = width / np.maximum(day + 1 - start, 1)
    found: npt.NDArray[np.floating] = (sums[row, day + 1] - sums[row, start]) * scale
    return found
