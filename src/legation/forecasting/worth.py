"""What a class of sightings is worth: by how much the odds of an outcome change where it is seen.

The value is a likelihood ratio beyond a baseline: odds after a fresh sighting against the odds that
the pair's past and the volume of reports give for that day. It is an association, not a cause.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit
from scipy.stats import norm

from legation.forecasting import logistic
from legation.forecasting.history import History, View
from legation.forecasting.panel import Flags, Panel
from legation.forecasting.sightings import Frame, Rows, Sighted, Study, Vector, all_fresh
from legation.knowledge.worth import worth_settings

GAP = 2
"""Days after a sighting that the check against echoes leaves out."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A class against an outcome within a horizon.

    `inside` is the shift over all days and `outside` that over the days tried after each origin,
    against days of pairs as much in the news; `news` is `outside` against days with as much other news.
    `skill` is what the value estimated before each origin does for the forecasts after it. All are
    None where nothing was sighted. `expected` is how many outcomes the baseline expects; `checks` holds
    ratios under other assumptions by name.
    """

    name: str
    outcome: str
    horizon: int
    inside: logistic.Shift | None
    outside: logistic.Shift | None
    news: logistic.Shift | None
    news_inside: logistic.Shift | None
    skill: logistic.Skill | None
    expected: float
    checks: Mapping[str, float | None]

    @property
    def p(self) -> float | None:
        """Two-sided p of no shift out of sample."""
        if self.outside is None or self.outside.error <= 0:
            return None
        return float(2 * norm.sf(abs(self.outside.value / self.outside.error)))


class Measurement:
    """Panels made ready for one outcome, on which classes are measured within one horizon."""

    def __init__(
        self,
        panels: Sequence[Panel],
        frame: Frame,
        outcome: str,
        horizon: int,
        histories: Sequence[History],
    ) -> None:
        self.frame, self.outcome, self.horizon, self.panels = frame, outcome, horizon, panels
        risks = [_at_risk(history, outcome) for history in histories]
        self.studies = {
            view: [
                Study(history, risk, frame, outcome, horizon, view)
                for history, risk in zip(histories, risks, strict=True)
            ]
            for view in View
        }
        self._settings = worth_settings()
        own = Rows.joined([s.own() for s in self.studies[View.DAYS]])
        self._within = intercepts(own, len(frame.pairs))

    def shift(self, rows: Rows) -> logistic.Shift | None:
        """The shift of some rows, or None where there are none."""
        if not len(rows):
            return None
        return logistic.shift(
            rows.known, rows.happened, rows.pair, self.frame.members, self._settings["prior_sd"]
        )

    def sighted(
        self, flags: Sequence[Flags], view: View = View.DAYS, gap: int = 0
    ) -> list[Sighted]:
        """Rows of a class, panel by panel."""
        return [s.rows(f, gap) for s, f in zip(self.studies[view], flags, strict=True)]

    def after(self, found: Sequence[Sighted]) -> Rows:
        """Rows after each origin, their odds on the level of all pairs in the same days."""
        rows = [found[0].whole.where(np.zeros(len(found[0].whole), dtype=bool))]
        for panel in found:
            for (_, after), drift in zip(panel.folds, panel.drifts, strict=True):
                rows.append(replace(after, known=after.known + drift))
        return Rows.joined(rows)

    def tried(self, found: Sequence[Sighted]) -> tuple[Rows, Vector]:
        """Rows after each origin of all panels, with the odds moved by what was known before it.

        Before an origin are the earlier panels and the same panel's days up to it.
        """
        rows = [found[0].whole.where(np.zeros(len(found[0].whole), dtype=bool))]
        moved: list[Vector] = []
        for number, panel in enumerate(found):
            earlier = [other.whole for other in found[:number]]
            for before, after in panel.folds:
                value = self.shift(Rows.joined([*earlier, before]))
                rows.append(after)
                moved.append(after.known + (value.value if value else 0.0))
        return Rows.joined(rows), np.concatenate(moved) if moved else np.zeros(0)

    def measure(
        self, name: str, flags: Sequence[Flags], quiet: Sequence[Flags] | None = None
    ) -> Measured:
        """What a class is worth; `flags` are its fresh sightings, a matrix a panel.

        `quiet` tells pair-days before which no meeting was announced or held for a while.
        """
        found, news = self.sighted(flags), self.sighted(flags, View.NEWS)
        whole = Rows.joined([panel.whole for panel in found])
        tried, moved = self.tried(found)
        draws, level = int(self._settings["draws"]), self._settings["level"]
        return Measured(
            name=name,
            outcome=self.outcome,
            horizon=self.horizon,
            inside=self.shift(whole),
            outside=self.shift(self.after(found)),
            news=self.shift(self.after(news)),
            news_inside=self.shift(Rows.joined([panel.whole for panel in news])),
            skill=logistic.skill(tried.known, moved, tried.happened, tried.pair, draws, level)
            if len(tried)
            else None,
            expected=float(expit(whole.known).sum()),
            checks=self._checks(whole, found, flags, quiet),
        )

    def _checks(
        self,
        whole: Rows,
        found: Sequence[Sighted],
        flags: Sequence[Flags],
        quiet: Sequence[Flags] | None,
    ) -> dict[str, float | None]:
        plain = Rows.joined([panel.whole for panel in self.sighted(flags, View.RATE)])
        late = Rows.joined([panel.whole for panel in self.sighted(flags, gap=GAP)])
        own = replace(whole, known=whole.known + self._within[whole.pair])
        checks = {"raw": self.ratio(plain), "within": self.ratio(own), "gap": self.ratio(late)}
        for panel, part in zip(self.panels, found, strict=True):
            checks[str(panel.start.year)] = self.ratio(part.whole)
        if quiet is not None:
            calm = [f & q for f, q in zip(flags, quiet, strict=True)]
            checks["quiet"] = self.ratio(Rows.joined([p.whole for p in self.sighted(calm)]))
        return checks

    def ratio(self, rows: Rows) -> float | None:
        """The factor on the odds that fits some rows best, or None where there are none."""
        found = self.shift(rows)
        return None if found is None else float(np.exp(found.value))


def _at_risk(history: History, outcome: str) -> Flags:
    """Pairs at risk; those of the lists of visits only where the outcome is told by the lists."""
    risk = history.at_risk()
    if outcome in history.panel.past:
        listed = np.array(["USA" in pair or "CHN" in pair for pair in history.panel.pairs])
        risk &= listed[:, None]
    return risk


def intercepts(rows: Rows, n_pairs: int, prior_sd: float = 1.0) -> Vector:
    """Each pair's own shift from the baseline over all its days, drawn to 0 by a normal prior."""
    values = np.zeros(n_pairs)
    y = rows.happened.astype(np.float64)
    for _ in range(25):
        chance = expit(rows.known + values[rows.pair])
        slope = np.bincount(rows.pair, weights=y - chance, minlength=n_pairs) - values / prior_sd**2
        bend = (
            np.bincount(rows.pair, weights=chance * (1 - chance), minlength=n_pairs) + prior_sd**-2
        )
        values += np.clip(slope / bend, -2, 2)
    return values


def quiet_days(panel: Panel, names: Sequence[str], days: int) -> Flags:
    """Pair-days on which and before which no class of some names was sighted for so many days."""
    some = np.any([panel.sighted[name] for name in names], axis=0)
    pairs, n_days = panel.volume.shape
    sums = np.zeros((pairs, n_days + 1), dtype=np.int32)
    np.cumsum(some, axis=1, out=sums[:, 1:])
    start = np.maximum(np.arange(n_days) + 1 - days, 0)
    found: Flags = sums[:, 1:] == sums[:, start]
    return found


def fresh_sightings(panels: Sequence[Panel]) -> dict[str, list[Flags]]:
    """Fresh sightings by class, a matrix a panel."""
    by_panel = [all_fresh(panel) for panel in panels]
    return {name: [flags[name] for flags in by_panel] for name in by_panel[0]}


Moving = Callable[[Flags, Panel, np.random.Generator], Flags]


def moved_to_any_day(flags: Flags, panel: Panel, rng: np.random.Generator) -> Flags:
    """Sightings moved along the year, each pair's by one number of days, around the end."""
    n = flags.shape[1]
    by = (
        rng.integers(30, n - 30, size=len(flags)) if n > 60 else rng.integers(1, n, size=len(flags))
    )
    columns = (np.arange(n)[None, :] - by[:, None]) % n
    found: Flags = np.take_along_axis(flags, columns, axis=1)
    return found


def moved_to_news_days(flags: Flags, panel: Panel, rng: np.random.Generator) -> Flags:
    """Sightings moved to other days, drawn for each pair among those on which it was in the news."""
    found = np.zeros_like(flags)
    for row in np.flatnonzero(flags.any(axis=1)):
        days = np.flatnonzero(panel.volume[row] > 0)
        drawn = rng.choice(days, size=min(int(flags[row].sum()), len(days)), replace=False)
        found[row, drawn] = True
    return found
