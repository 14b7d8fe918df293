"""Linking: which reports in a ledger, or at hand, are of one happening."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from legation.linking import Scored, gather, link_all, linker_name
from legation.model import Happening, Report, SameEvent


def gathered(reports: Sequence[Report]) -> list[Happening]:
    """What reports at hand tell, each happening once, linked here and now."""
    return gather(reports, judgements(link_all(reports)))


def judgements(scored: Iterable[Scored]) -> list[SameEvent]:
    """The linker's scores as judgements in its name."""
    name, now = linker_name(), dt.datetime.now(dt.UTC)
    return [
        SameEvent(
            left=item.left,
            right=item.right,
            judgement=item.judgement,
            judged_by=name,
            judged_at=now,
            score=item.score,
            reasons=item.reasons,
        )
        for item in scored
    ]
