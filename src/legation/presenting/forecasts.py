"""Forecasts of who is dealt with next as tables for a reader; from the plain form that JSON has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from legation.knowledge.names import display
from legation.presenting.measures import Section, percent

Plain = Mapping[str, Any]
Row = dict[str, object]
COLUMNS = ("frame", "code", "chance", "low", "high", "dealings", "last_day")
_SHOWN = ("partner", "chance", "range", "days of dealing", "last")


def rows(answers: Sequence[Plain]) -> Iterator[Row]:
    """One row for each frame and partner, as CSV and JSON Lines have them."""
    for answer in answers:
        for partner in answer["partners"]:
            told = partner["next"]
            yield {
                "frame": answer["frame"]["name"],
                "code": told["code"],
                "chance": round(told["chance"], 4),
                "low": round(told["low"], 4),
                "high": round(told["high"], 4),
                "dealings": told["dealings"],
                "last_day": partner["last_day"],
                "events": partner["events"],
            }


def sections(
    answers: Sequence[Plain], code: str, horizon: int, *, most: int, events: bool
) -> Iterator[Section]:
    """A table for each frame, the likeliest partners first."""
    for answer in answers:
        heading = answer["frame"]["heading"]
        if answer["refusal"]:
            yield Section(heading, (), (), none=f"{heading}: {answer['refusal']}.")
            continue
        title = (
            f"{heading}\nWhom {display(code)} deals with in the {horizon} days after "
            f"{answer['origin']}, by {answer['record_days']} days of record"
        )
        if answer["by_rate"]:
            title += " (few dealings: plain rates, recency left aside)"
        shown = [_row(partner, events=events) for partner in answer["partners"][:most]]
        left = len(answer["partners"]) - len(shown)
        if left > 0:
            title += f" ({left} less likely ones are left out; --all shows them)"
        columns = (*_SHOWN, "events") if events else _SHOWN
        yield Section(title, columns, shown, none=f"{heading}: no dealing of {display(code)}.")


def _row(partner: Plain, *, events: bool) -> Row:
    told = partner["next"]
    row: Row = {
        "partner": f"{display(told['code'])} ({told['code']})",
        "chance": percent(told["chance"]),
        "range": f"{percent(told['low'])} to {percent(told['high'])}",
        "days of dealing": told["dealings"],
        "last": partner["last_day"],
    }
    return {**row, "events": partner["events"]} if events else row
