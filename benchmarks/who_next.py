"""Chooses the settings of forecasts of who is dealt with next, and tests them on later data.

    python benchmarks/who_next.py --events 2014=ICEWS14 --events 2018=ICEWS18 [-o who_next.tsv]

Half-life, prior and recalibration are chosen on origins of the first year up to `SPLIT`; scores are of
later origins of that year and of all origins of the others. Compared with the frequency in the last
period of the same length, and with that of all past days. Every state may be a partner of every other.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from scipy.special import expit, logit

from legation.forecasting import logistic, panel
from legation.forecasting.quadruples import quadruples
from legation.forecasting.sides import OFFICIAL
from legation.forecasting.who_next import exposure
from legation.knowledge.worth import HORIZONS

HALF_LIVES = (3, 7, 15, 30, 60, 120)
PRIORS = (5, 15, 30, 60, 120, 240)
SPLIT = 210
FIRST, STEP, LEAST = 90, 15, 10
ENGAGING = ("03", "04", "05", "06", "07", "08")


def days_of_dealing(folder: Path, year: int) -> np.ndarray:
    """States by states by days: whether officials of the two dealt with each other."""
    events = [
        e
        for e in panel.dealings(quadruples(folder), year)
        if {e.first.kind, e.second.kind} <= OFFICIAL and e.cameo.startswith(ENGAGING)
    ]
    states = sorted({s for e in events for s in (e.first.state, e.second.state)})
    at = {state: n for n, state in enumerate(states)}
    found = np.zeros((len(states), len(states), max(e.day for e in events) + 1), dtype=bool)
    for e in events:
        a, b = at[e.first.state], at[e.second.state]
        found[a, b, e.day] = found[b, a, e.day] = True
    return found


class Origin:
    """What is known at the end of a day, and what came within the horizon after it."""

    def __init__(self, dealt: np.ndarray, day: int, horizon: int) -> None:
        n = len(dealt)
        self.actors = np.flatnonzero(dealt[:, :, : day + 1].any(axis=1).sum(axis=1) >= LEAST)
        self.past = dealt[self.actors][:, :, : day + 1].astype(np.float32)
        self.came = dealt[self.actors][:, :, day + 1 : day + 1 + horizon].any(axis=2)
        self.other = np.arange(n)[None, :] != self.actors[:, None]
        self.horizon = horizon

    def weighed(self, half_life: float) -> np.ndarray:
        """Decayed days of dealing of each actor and partner."""
        ages = np.arange(self.past.shape[2])[::-1]
        return self.past @ (0.5 ** (ages / half_life)).astype(np.float32)

    def chance(self, half_life: float, extra: float) -> np.ndarray:
        """Gamma-Poisson chances before recalibration, as `who_next` makes them."""
        weighed = self.weighed(half_life).astype(np.float64)
        span = float(exposure(self.past.shape[2], half_life))
        whole, n = self.past.sum(axis=2).astype(np.float64), self.past.shape[2]
        common = whole.sum(axis=1, keepdims=True) / ((whole.shape[1] - 1) * n)
        prior = (whole + common * extra) / (n + extra)
        shape = weighed + prior * extra
        return -np.expm1(shape * np.log((span + extra) / (span + extra + self.horizon)))

    def lately(self) -> np.ndarray:
        """Days of dealing in the last period of the same length."""
        return self.past[:, :, -self.horizon :].sum(axis=2)


def origins(dealt: np.ndarray, horizon: int, first: int, last: int | None = None) -> list[Origin]:
    """Origins whose windows end with the data, or before `last`."""
    stop = min(last or dealt.shape[2], dealt.shape[2])
    return [Origin(dealt, day, horizon) for day in range(first, stop - horizon, STEP)]


def flat(some: list[Origin], scores: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Scores and outcomes of all pairs of all origins."""
    return (
        np.concatenate([s[o.other] for o, s in zip(some, scores, strict=True)]),
        np.concatenate([o.came[o.other] for o in some]),
    )


def cox(raw: np.ndarray, came: np.ndarray) -> tuple[float, float]:
    """Intercept and slope of a logistic recalibration."""
    fitted = logistic.fit(logit(np.clip(raw, 1e-9, 1 - 1e-9))[:, None], came, 1e-6)
    slope = fitted.weights[1] / fitted.scale[0]
    return float(fitted.weights[0] - slope * fitted.mean[0]), float(slope)


def log_loss(p: np.ndarray, y: np.ndarray) -> float:
    p = np.clip(p, 1e-9, 1 - 1e-9)
    return float(-(y * np.log(p) + (1 - y) * np.log1p(-p)).mean())


def reciprocal(some: list[Origin], scores: list[np.ndarray]) -> list[np.ndarray]:
    """Of each origin the reciprocal ranks of those who came, others that came left out, ties averaged."""
    found = []
    for o, s in zip(some, scores, strict=True):
        ranks = []
        for row in range(len(o.actors)):
            rivals = s[row][o.other[row] & ~o.came[row]]
            for score in s[row][o.came[row]]:
                ranks.append(1 / (1 + (rivals > score).sum() + (rivals == score).sum() / 2))
        found.append(np.array(ranks))
    return found


def interval(values: list[np.ndarray]) -> str:
    """Mean and 95 % interval from drawing origins anew."""
    sums, sizes = np.array([v.sum() for v in values]), np.array([len(v) for v in values])
    drawn = np.random.default_rng(1).multinomial(len(values), [1 / len(values)] * len(values), 2000)
    means = (drawn @ sums) / (drawn @ sizes)
    return f"{sums.sum() / sizes.sum():.4f} ({np.percentile(means, 2.5):.4f} to {np.percentile(means, 97.5):.4f})"


def bucket_chances(some: list[Origin]) -> np.ndarray:
    """How often what was dealt so many times in the last period came again: 0, 1, 2, 3 ... 20 or more."""
    counts, came = flat(some, [o.lately() for o in some])
    kept = np.minimum(counts, 20).astype(int)
    hits = np.bincount(kept, weights=came, minlength=21) + 0.5
    return hits / (np.bincount(kept, minlength=21) + 1)


def tested(name: str, some: list[Origin], half_life: float, extra: float, held: tuple, table: np.ndarray) -> None:
    """Prints ranks and scores of some origins."""
    a, b = held
    raw = [o.chance(half_life, extra) for o in some]
    chances = [expit(a + b * logit(np.clip(p, 1e-9, 1 - 1e-9))) for p in raw]
    lately = [o.lately() for o in some]
    last = [table[np.minimum(c, 20).astype(int)] for c in lately]
    always = [o.past.sum(axis=2) for o in some]
    print(f"{name}: {len(some)} origins, {sum(o.came.sum() for o in some)} partners came")
    for who, scores in (("legation", chances), ("last period", lately), ("all past", always)):
        print(f"  MRR {who}: {interval(reciprocal(some, scores))}")
    for who, said in (("legation", chances), ("before recalibration", raw), ("last period", last)):
        p, y = flat(some, said)
        per = [((s - o.came) ** 2)[o.other] for o, s in zip(some, said, strict=True)]
        print(f"  Brier {who}: {interval(per)}, log {log_loss(p, y):.4f}, said {p.mean():.4f}, came {y.mean():.4f}")


def main() -> None:
    """Chooses on early origins, tests on later ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", action="append", required=True, metavar="YEAR=FOLDER")
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    years = {}
    for told in given.events:
        year, _, folder = told.partition("=")
        years[int(year)] = days_of_dealing(Path(folder), int(year))
    first, *others = years
    chosen = choose(years[first])
    half_life, extra = chosen
    source = f"events of {first}, origins before day {SPLIT}: least log loss; benchmarks/who_next.py"
    rows = [("half_life", half_life, "", "days after which a day of dealing counts half"),
            ("prior_days", extra, "", "days of the rate over the whole record that are added to a partner's recent days, and of the actor's mean that are added to that rate")]
    rows.append(("least_density", LEAST / FIRST, "", "days of dealing of an actor, over all partners, a day of record that recency needs"))
    for horizon in HORIZONS:
        early = origins(years[first], horizon, FIRST, SPLIT)
        held = cox(*flat(early, [o.chance(half_life, extra) for o in early]))
        table = bucket_chances(early)
        rows += [("intercept", held[0], horizon, "of the recalibration"), ("slope", held[1], horizon, "of the recalibration")]
        for year, dealt in years.items():
            later = origins(dealt, horizon, SPLIT if year == first else FIRST)
            if later:
                tested(f"{year}, {horizon} days", later, half_life, extra, held, table)
    if given.output:
        lines = ["name\tvalue\tdays\tmeans\tsource"]
        lines += [f"{n}\t{v:.4g}\t{h}\t{m}\t{source}" for n, v, h, m in rows]
        given.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


def choose(dealt: np.ndarray) -> tuple[float, float]:
    """Half-life and prior with the least log loss after recalibration, over 7 and 30 days."""
    scores = {}
    for half_life in HALF_LIVES:
        for extra in PRIORS:
            losses = []
            for horizon in (7, 30):
                early = origins(dealt, horizon, FIRST, SPLIT)
                raw, came = flat(early, [o.chance(half_life, extra) for o in early])
                a, b = cox(raw, came)
                losses.append(log_loss(expit(a + b * logit(np.clip(raw, 1e-9, 1 - 1e-9))), came))
            scores[half_life, extra] = sum(losses)
            print(f"half-life {half_life}, prior {extra}: log loss {losses[0]:.5f} in 7 days, {losses[1]:.5f} in 30")
    return min(scores, key=scores.get)


if __name__ == "__main__":
    main()
