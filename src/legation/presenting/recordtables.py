"""The record of past questions as tables for a terminal; misses come first."""

from __future__ import annotations

from collections.abc import Iterator

from legation.presenting.boardview import RecordView, ScoreView
from legation.presenting.chances import rounded, span_words
from legation.presenting.measures import Row, Section, number

SCORE_COLUMNS = (
    *("name", "question", "outcome", "day", "days", "opening", "closing", "brier"),
    *("base rate", "skill", "log", "miss"),
)

NO_RECORD = RecordView(
    scores=(),
    brier=None,
    base=None,
    log=None,
    skill=None,
    opening=None,
    parts={},
    bins=(),
    noisy=True,
)
"""The record where nothing was resolved."""

_FEWEST = 5
"""Questions from which the parts of a score are shown at all."""


def record_line(record: RecordView) -> str:
    """The record of past questions in a sentence or two, misses included."""
    had = [s for s in record.scores if s.brier is not None]
    if not record.scores:
        return "Past questions: none was resolved yet, so nothing speaks for these odds."
    if not had:
        return f"Past questions: {len(record.scores)} resolved, none of which had odds."
    misses = [s for s in had if s.missed]
    told = (
        f"Past questions: {len(had)} scored, Brier {number(record.brier, 3)} "
        f"(base rates alone {number(record.base, 3)}; 0 is best, one in two of everything gives 0.25)."
    )
    if misses:
        told += f" Missed: {'; '.join(f'{s.text} ({s.outcome})' for s in misses)}."
    else:
        told += " None of them was missed."
    return told


def score_row(score: ScoreView) -> Row:
    """A past question in one line."""
    return {
        "name": score.name,
        "question": score.text,
        "outcome": score.outcome,
        "day": score.day.isoformat(),
        "days": score.days,
        "opening": None if score.opening is None else rounded(score.opening),
        "closing": None if score.closing is None else rounded(score.closing),
        "brier": number(score.brier, 3),
        "base rate": number(score.base, 3),
        "skill": number(score.skill),
        "log": number(score.log, 3),
        "miss": "missed" if score.missed else "",
        **{f"by {who}": number(value, 3) for who, value in score.people.items()},
    }


def record_sections(record: RecordView) -> Iterator[Section]:
    """The record: each past question, all together, and how often what was said came true."""
    yield Section("record", (), (), none=record_line(record))
    rows: list[Row] = [score_row(s) for s in record.scores]
    people = list(dict.fromkeys(n for row in rows for n in row if n.startswith("by ")))
    yield Section("Past questions", (*SCORE_COLUMNS, *people), rows)
    if record.parts and len(rows) >= _FEWEST:
        told: list[Row] = [
            {"part": name, "value": number(v, 4)} for name, v in record.parts.items()
        ]
        title = "Brier score of the opening day in parts (Murphy; corrected by Ferro & Fricker)"
        if record.noisy:
            title += "; under 100 questions these are noise for the most part"
        yield Section(title, ("part", "value"), told)
    if record.bins:
        yield Section(
            "Calibration of the opening day",
            ("said between", "questions", "said on the mean", "came true"),
            [
                {
                    "said between": span_words(low, high),
                    "questions": n,
                    "said on the mean": rounded(said),
                    "came true": f"{round(100 * came)} %",
                }
                for low, high, n, said, came in record.bins
            ],
        )
