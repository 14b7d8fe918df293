"""The record of past questions, misses included."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from legation.judging import record
from legation.judging.answering import Options
from legation.model.question import Question
from legation.presenting.boardview import RecordView, ScoreView
from legation.workflows.boards import watched_to

if TYPE_CHECKING:
    from legation.ledger import Ledger


def records(ledger: Ledger, as_of: dt.date, names: Sequence[str] = ()) -> RecordView:
    """The record of questions that were resolved by a day, misses included."""
    options = Options(watched_to=watched_to(ledger, as_of))
    scores = []
    for name in names or ledger.questions.names():
        entries = ledger.questions.entries(name)
        if any(e.known <= as_of and isinstance(e.item, Question) for e in entries):
            made = record.scored(entries, as_of, options)
            scores += [made] if made else []
    return record_view(record.record(scores))


def record_view(found: record.Record) -> RecordView:
    """A record as it is shown."""
    parts = found.parts
    told: dict[str, float | None] = {}
    if parts is not None:
        told = {
            "reliability": parts.reliability,
            "resolution": parts.resolution,
            "uncertainty": parts.uncertainty,
            "reliability, corrected": parts.fair_reliability,
            "resolution, corrected": parts.fair_resolution,
            "uncertainty, corrected": parts.fair_uncertainty,
        }
    return RecordView(
        scores=tuple(
            ScoreView(
                name=s.id,
                text=s.question.text,
                outcome=s.outcome or "void",
                day=s.day,
                days=s.days,
                opening=s.opening,
                closing=s.closing,
                brier=s.brier,
                base=s.base,
                log=s.log,
                skill=s.skill,
                missed=s.missed,
                people=s.people,
            )
            for s in sorted(found.scored, key=lambda s: (s.day, s.id))
        ),
        brier=found.brier,
        base=found.base,
        log=found.log,
        skill=found.skill,
        opening=found.opening,
        parts=told,
        bins=tuple((b.low, b.high, b.n, b.said, b.came) for b in found.bins),
        noisy=found.noisy,
    )
