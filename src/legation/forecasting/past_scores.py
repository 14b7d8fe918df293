"""Scores of answers to past questions against baselines, with intervals, and their calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from legation.forecasting.past_questions import Answer
from legation.judging.scoring import Bin, brier, calibration, log_score

SAID = {
    "legation": "chance",
    "base rate": "base",
    "no change": "no_change",
    "announced things happen": "announced",
}
"""Who is scored, and which figure of an answer is theirs."""

EDGES = (0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0)
_WIDE = 420
"""Pixels of a calibration plot."""
LEAST = 0.01
"""What a log score gives at least to what came true, so that one "surely not" does not decide all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Mean scores of one forecaster; `skill` of legation against it, each with an interval."""

    who: str
    n: int
    brier: float
    brier_low: float
    brier_high: float
    log: float
    skill: float
    skill_low: float
    skill_high: float


def scores(
    answers: Sequence[Answer], came: Sequence[bool], draws: int = 2000, level: float = 0.95
) -> list[Scored]:
    """Scores of all forecasters; blocks of one family and opening day are drawn anew together."""
    blocks = sorted({(a.question.family, a.question.opens) for a in answers})
    number = {block: n for n, block in enumerate(blocks)}
    at = np.array([number[a.question.family, a.question.opens] for a in answers])
    y = np.array(came, dtype=float)
    errors = {
        who: (np.array([getattr(a, figure) for a in answers]) - y) ** 2
        for who, figure in SAID.items()
    }
    sizes = np.bincount(at, minlength=len(blocks))
    drawn = np.random.default_rng(1).multinomial(
        len(blocks), np.full(len(blocks), 1 / len(blocks)), size=draws
    )
    means = {
        who: (drawn @ np.bincount(at, weights=e, minlength=len(blocks))) / (drawn @ sizes)
        for who, e in errors.items()
    }
    tail = 50 * (1 - level)
    found = []
    for who, figure in SAID.items():
        chances = [getattr(a, figure) for a in answers]
        low, high = np.percentile(means[who], [tail, 100 - tail])
        ratio = means["legation"] / np.maximum(means[who], 1e-12)
        worst, best = np.percentile(1 - ratio, [tail, 100 - tail])
        whole = [int(one) for one in came]
        found.append(
            Scored(
                who=who,
                n=len(answers),
                brier=brier(chances, whole),
                brier_low=float(low),
                brier_high=float(high),
                log=log_score(chances, whole, least=LEAST),
                skill=float(1 - errors["legation"].mean() / max(float(errors[who].mean()), 1e-12)),
                skill_low=float(worst),
                skill_high=float(best),
            )
        )
    return found


def bins(answers: Sequence[Answer], came: Sequence[bool], who: str = "legation") -> tuple[Bin, ...]:
    """How often what was said of questions came true, between fixed edges."""
    said = [getattr(a, SAID[who]) for a in answers]
    return calibration(said, [int(one) for one in came], EDGES)


def drawn_calibration(some: Sequence[Bin], title: str) -> str:
    """A calibration plot as SVG: what was said across, what came upward, with 95 % intervals.

    A point's area is as its number of questions; intervals are Clopper and Pearson's.
    """
    from legation.analysis.intervals import binomial
    from legation.presenting.calibrationchart import calibration_svg
    from legation.presenting.stills import alone

    reaches = [binomial(round(one.came * one.n), one.n) for one in some]
    told = [(one.low, one.high, one.n, one.said, one.came) for one in some]
    svg = calibration_svg(told, title, reaches=[(reach.low, reach.high) for reach in reaches])
    return alone(svg, _WIDE) + "\n"
