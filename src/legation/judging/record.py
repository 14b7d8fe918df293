"""The record: how past questions came out beside what was said of them, misses included."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from legation.judging.answering import PLAIN, Answer, Options
from legation.judging.history import days
from legation.judging.replay import state
from legation.judging.scoring import (
    Bin,
    Murphy,
    brier,
    calibration,
    log_score,
    murphy,
    outcome_brier,
    skill,
)
from legation.model.question import Entry, Question, Update

EDGES = (0.0, 0.01, 0.05, 0.2, 0.45, 0.55, 0.8, 0.95, 1.0)
"""Bins of the calibration table: the bounds of ICD 203, with what lies under 1 % apart."""

MISS = 0.25
"""A Brier score above this is worse than saying "one in two" of everything: a miss."""

_STEP = 0.1
_FEW = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A resolved question and how what was said of it did.

    `brier` and `log` are means over the days on which it was open; `opening` is the chance of the
    first outcome on the first of them, `closing` on the last. `base` is the Brier score of the
    base rate alone on the same days. `people` are the Brier scores of probabilities that somebody
    stated, by name, the newest on each day. A score is None where there were no odds.
    """

    id: str
    question: Question
    outcome: str | None
    day: dt.date
    days: int
    brier: float | None
    log: float | None
    base: float | None
    opening: float | None
    closing: float | None
    people: dict[str, float]

    @property
    def came(self) -> bool:
        """Whether the first outcome came true."""
        return self.outcome == self.question.outcomes[0]

    @property
    def missed(self) -> bool:
        """Whether it was worse than saying "one in two"."""
        return self.brier is not None and self.brier > MISS

    @property
    def skill(self) -> float | None:
        """Skill against the base rate; None where either is not known."""
        return None if self.brier is None or self.base is None else skill(self.brier, self.base)


def scored(entries: Sequence[Entry], until: dt.date, options: Options = PLAIN) -> Scored | None:
    """The score of one question's rows; None while it is not resolved, or has no odds by nature.

    Only what was known on each day counts for it.
    """
    known = state(entries, until)
    resolution = known.resolved
    question = known.question
    if resolution is None or not question.outcomes:
        return None
    told = list(days(entries, until, options))
    out = resolution.outcome
    had = [a for _, a in told if a.chances] if out is not None else []
    came = int(out == question.outcomes[0])
    return Scored(
        id=known.id,
        question=question,
        outcome=out,
        day=resolution.day,
        days=len(told),
        brier=_mean([_brier(a, out) for a in had]),
        log=_mean([log_score([_chance(a, out)], [1]) for a in had]),
        base=_mean([_base(a, out) for a in had]),
        opening=had[0].first.value if had and had[0].first else None,
        closing=had[-1].first.value if had and had[-1].first else None,
        people=_people(entries, [day for day, _ in told], out, came) if out else {},
    )


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None


def _chance(answer: Answer, out: str | None) -> float:
    return answer.chances[out].value if out is not None else 0.0


def _brier(answer: Answer, out: str | None) -> float:
    return outcome_brier({name: p.value for name, p in answer.chances.items()}, out or "")


def _base(answer: Answer, out: str | None) -> float:
    return outcome_brier({name: p.value for name, p in answer.before.items()}, out or "")


def _people(
    entries: Sequence[Entry], open_days: Sequence[dt.date], out: str, came: int
) -> dict[str, float]:
    """Mean Brier score of each who stated probabilities, over the days from the first on."""
    said: dict[str, list[tuple[dt.date, dict[str, float]]]] = {}
    for entry in sorted(entries, key=lambda e: e.known):
        forecast = entry.item.changes.get("forecast") if isinstance(entry.item, Update) else None
        if isinstance(forecast, dict):
            said.setdefault(entry.who, []).append((entry.known, forecast))
    found = {}
    for who, forecasts in said.items():
        scores = []
        for day in open_days:
            until = [f for known, f in forecasts if known <= day]
            scores += [outcome_brier(until[-1], out)] if until else []
        if scores:
            found[who] = fmean(scores)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All resolved questions together, by what was said of each on its first day.

    `parts` decompose the Brier score with probabilities rounded to tenths; `noisy` says that
    there are too few questions for its parts to mean much.
    """

    scored: tuple[Scored, ...]
    brier: float | None
    log: float | None
    base: float | None
    opening: float | None
    parts: Murphy | None
    bins: tuple[Bin, ...]

    @property
    def skill(self) -> float | None:
        """Skill of the mean score against the base rate's."""
        return None if self.brier is None or self.base is None else skill(self.brier, self.base)

    @property
    def misses(self) -> tuple[Scored, ...]:
        """Questions on which "one in two" would have done better, the worst first."""
        return tuple(sorted((s for s in self.scored if s.missed), key=lambda s: -(s.brier or 0.0)))

    @property
    def noisy(self) -> bool:
        """Whether the parts and the calibration are noise for the most part."""
        return len(self.scored) < _FEW


def record(scores: Sequence[Scored]) -> Record:
    """The record of these questions; those that were void or had no odds are counted, not scored."""
    had = [s for s in scores if s.brier is not None and s.opening is not None]
    chances = [s.opening for s in had if s.opening is not None]
    came = [int(s.came) for s in had]
    based = [s.base for s in had if s.base is not None]
    return Record(
        scored=tuple(scores),
        brier=_mean([s.brier for s in had if s.brier is not None]),
        log=_mean([s.log for s in had if s.log is not None]),
        base=_mean(based),
        opening=brier(chances, came) if had else None,
        parts=murphy([round(round(p / _STEP) * _STEP, 9) for p in chances], came) if had else None,
        bins=calibration(chances, came, EDGES) if had else (),
    )
