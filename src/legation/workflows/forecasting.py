"""Who is dealt with next, from the ledger or from imported data sets."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from legation.errors import UsageError
from legation.workflows.rooms import code_of, need_analysis

if TYPE_CHECKING:
    from ibis.expr import types as ir

    from legation.analysis.engines import Engine
    from legation.analysis.gates import Scope
    from legation.forecasting.engaging import Answer, Question

LONGEST = 90
"""Days of the longest horizon that was tested."""


def horizon_of(text: str) -> int:
    """Days of a horizon such as 30d or 2w; raises UsageError for what is none or is too long."""
    found = re.fullmatch(r"(\d{1,3})([dw])", text.strip().lower())
    days = int(found[1]) * (7 if found[2] == "w" else 1) if found else 0
    if not 1 <= days <= LONGEST:
        raise UsageError(
            f"--horizon takes 1 to {LONGEST} days, such as 30d or 2w, not {text!r}; longer ones were "
            "never tested."
        )
    return days


def question(who: str, seen: Scope, *, horizon: str, until: dt.date | None) -> Question:
    """Whose next partners are asked for; raises UsageError for an unknown name or horizon."""
    need_analysis("Forecasts need", "duckdb", "ibis", "scipy")
    from legation.forecasting.engaging import Question

    return Question(
        code=code_of(who),
        scope=seen,
        horizon=horizon_of(horizon),
        until=until,
    )


def answers(engine: Engine, events: ir.Table, asked: Question) -> list[Answer]:
    """What each frame says of whom an actor deals with next."""
    from legation.forecasting.engaging import answers as told

    return told(engine, events, asked)
