"""The part of a brief that a sampling frame allows: partners over time, and the leading tie."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation import __version__
from legation.knowledge.names import display
from legation.workflows import analysing, snapshots

if TYPE_CHECKING:
    from legation.analysis.ties import Question
    from legation.ledger import Ledger
    from legation.presenting import BriefOptions, Measured
    from legation.presenting.pictures import Chart

Plain = Mapping[str, Any]
_SHOWN = ("shares", "number")


def measured(ledger: Ledger, place: Path, options: BriefOptions) -> Measured:
    """What the frame of the options says of who the brief is about.

    `place` is where the table of the ledger lies. Raises EnvironmentFailure where the extra is missing.
    """
    from legation.analysis.engines import EngineName, opened
    from legation.presenting import Measured
    from legation.presenting.pictures import About

    who, frame = options.about or "", options.frame
    seen = analysing.scope(step="month", as_of=options.as_of, frame=frame)
    made = snapshots.snapshot(ledger, place, as_of=options.as_of)
    asked = analysing.partners_question(
        who,
        seen,
        window=None,
        until=options.until,
        compare=None,
        powers=None,
        expand=False,
        series=True,
    )
    with opened(EngineName.DUCKDB) as engine:
        events = engine.events(analysing.parquet_files([made.folder]))
        answers = analysing.plain(analysing.partners(engine, events, asked))
        charts = _charts(answers, asked.code, sorted(asked.powers))
        first = next((p["code"] for a in answers for p in a["partners"] if p["dealings"]), None)
        if charts and first:
            charts += _tie(
                analysing.plain(analysing.ties(engine, events, _pair(options, first))), who, first
            )
    day = options.as_of.isoformat() if options.as_of else None
    return Measured(
        title=f"{display(who)} over time, as {frame} tells it",
        verdict=_verdict(charts, frame or ""),
        charts=tuple(charts),
        about=About(
            source=f"the ledger, revision {made.revision}",
            as_of=day,
            program=f"legation {__version__}",
        ),
    )


def _charts(answers: list[Plain], code: str, powers: list[str]) -> list[Chart]:
    """The pictures of partners over time; none where no step has enough events to say anything."""
    from legation.presenting.pictures import partner_charts

    said = any(step["number"] for answer in answers for step in answer["series"])
    found = partner_charts(answers, {"code": code, "channel": None, "powers": powers})
    return [chart for chart in found if chart.key in _SHOWN] if said else []


def _pair(options: BriefOptions, other: str) -> Question:
    from legation.analysis.gates import Bin, Scope
    from legation.analysis.ties import Question

    seen = Scope(bin=Bin.QUARTER, as_of=options.as_of, frame=options.frame)
    return Question(
        a=options.about or "", b=other, scope=seen, since=options.since, until=options.until
    )


def _tie(answers: list[Plain], a: str, b: str) -> list[Chart]:
    from legation.presenting.pictures import tie_charts

    return tie_charts(answers, a, b, "quarter")


def _verdict(charts: list[Chart], frame: str) -> str:
    if not charts:
        return (
            f"Too few events to say: {frame} does not tell of enough in any step of time to give a "
            "share an interval."
        )
    return (
        f"That {frame} would have reported every partner alike, and that the ledger holds its whole "
        "output, is what the reader of the ledger says. What other outlets tell is not in this part."
    )
