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


_SIZE, _MARGIN = 320, 48


def drawn_calibration(some: Sequence[Bin], title: str) -> str:
    """A calibration plot as SVG: what was said across, what came upward, with 95 % intervals.

    A point's area is as its number of questions; intervals are Clopper and Pearson's.
    """
    from legation.analysis.intervals import binomial

    most = max((one.n for one in some), default=1)
    parts = [_frame(title)]
    for one in some:
        reach = binomial(round(one.came * one.n), one.n)
        x, y = _at(one.said), _SIZE + 2 * _MARGIN - _at(one.came)
        top, bottom = (_SIZE + 2 * _MARGIN - _at(end) for end in (reach.high, reach.low))
        parts.append(
            f'<line x1="{x:.1f}" y1="{top:.1f}" x2="{x:.1f}" y2="{bottom:.1f}" class="reach"/>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3 + 7 * (one.n / most) ** 0.5:.1f}">'
            f"<title>said {one.said:.2f}, came {one.came:.2f}, {one.n} questions</title></circle>"
            f'<text x="{x + 11:.1f}" y="{y - 8:.1f}" class="n">{one.n}</text>'
        )
    return "\n".join([*parts, "</svg>\n"])


def _at(share: float) -> float:
    return _MARGIN + share * _SIZE


def _frame(title: str) -> str:
    whole = _SIZE + 2 * _MARGIN
    ticks = "".join(
        f'<text x="{_at(s):.0f}" y="{whole - _MARGIN + 18}" text-anchor="middle">{s:g}</text>'
        f'<text x="{_MARGIN - 8}" y="{whole - _at(s) + 4:.0f}" text-anchor="end">{s:g}</text>'
        for s in (0, 0.25, 0.5, 0.75, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" '
        f'width="{whole}" height="{whole}" role="img" aria-label="{title}">\n'
        "<style>text{font:12px sans-serif;fill:#222}.n{font-size:11px;fill:#555}"
        "circle{fill:#1b5e8c}.reach{stroke:#1b5e8c;stroke-width:1.5}</style>\n"
        f'<rect width="{whole}" height="{whole}" fill="#fff"/>\n'
        f'<text x="{whole / 2:.0f}" y="24" text-anchor="middle">{title}</text>\n'
        f'<rect x="{_MARGIN}" y="{_MARGIN}" width="{_SIZE}" height="{_SIZE}" fill="none" '
        'stroke="#888"/>\n'
        f'<line x1="{_MARGIN}" y1="{whole - _MARGIN}" x2="{whole - _MARGIN}" y2="{_MARGIN}" '
        'stroke="#888" stroke-dasharray="4 4"/>\n'
        f"{ticks}\n"
        f'<text x="{whole / 2:.0f}" y="{whole - 8}" text-anchor="middle">said</text>\n'
        f'<text x="14" y="{whole / 2:.0f}" text-anchor="middle" '
        f'transform="rotate(-90 14 {whole / 2:.0f})">came true</text>'
    )
