"""What if, as tables for a reader: the assumptions, then the difference part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from legation.model.assumption import ASSUMED, Part
from legation.presenting.measures import Row, Section

Plain = Mapping[str, Any]
COLUMNS = (
    *("stamp", "part", "about", "what", "before", "after", "sign", "because", "holder"),
    *("source", "start", "stop"),
)
"""Columns of a line in CSV."""

_TITLES = {
    Part.RECORD: "Already in the record",
    Part.CALENDAR: "Calendar",
    Part.GATES: "Who could mediate: gates",
    Part.RANKS: "Who could mediate: ranks",
    Part.OBSTACLES: "Obstacles",
    Part.LEADS: "What it leads to: direction only",
    Part.QUESTIONS: "Questions",
    Part.PRECEDENTS: "Precedents in the record",
}


_PLAIN = ("about", "what", "sign", "before", "after")
_HEADS = {
    Part.LEADS: ("about", "what", "sign", "how it was read", "size"),
    Part.QUESTIONS: ("question", "what", "sign", "before, or why it depends", "after"),
    Part.PRECEDENTS: ("of", "when", "sign", "before", "what"),
}
"""Heads of a part's columns, where its cells are no before and after."""


def rows(answer: Plain) -> Iterator[Row]:
    """One row for each line, as CSV and JSON Lines have them."""
    for line in answer["lines"]:
        told = {name: line[name] for name in COLUMNS if name in line}
        yield {"stamp": _stamp(line), **told}


def sections(answer: Plain) -> Iterator[Section]:
    """The assumptions, then each part in which something differs."""
    yield _heading(answer)
    for part, title in _TITLES.items():
        mine = [line for line in answer["lines"] if line["part"] == part.value]
        if mine:
            yield _section(title, mine)


def _heading(answer: Plain) -> Section:
    told: list[Row] = [
        {"": ASSUMED, "what": one["words"], "how it was read": _read_as(one)}
        for one in answer["assumptions"]
    ]
    told += [{"": "note", "what": caution} for caution in answer["cautions"]]
    if not answer["lines"]:
        told.append({"": "", "what": "Nothing differs, as far as the tables and the ledger tell."})
    title = f"What if, as of {answer['day']}: only what differs is shown, and nothing is kept"
    return Section(title, ("", "what", "how it was read"), told)


def _read_as(one: Plain) -> str:
    parts = [one["kind"], "; ".join(one["actors"]), one["what"], "; ".join(one["others"])]
    parts += [one["person"], "" if one["holds"] else "no longer", one["when"] or ""]
    return " · ".join(part for part in parts if part)


def _section(title: str, lines: list[Plain]) -> Section:
    heads = _HEADS.get(Part(lines[0]["part"]), _PLAIN)
    names = ("", *heads, "borne by")
    shown = [
        dict(
            zip(
                names,
                (_stamp(line), *(line[name] for name in _PLAIN), _borne_by(line)),
                strict=True,
            )
        )
        for line in lines
    ]
    columns = tuple(name for name in names if not name or any(row[name] for row in shown))
    return Section(title, columns, shown)


def _stamp(line: Plain) -> str:
    return ASSUMED if line["assumed"] else "record"


def _borne_by(line: Plain) -> str:
    """The sentence with its place, or the row with its source; who says so, where somebody does."""
    who = f"{line['holder']}: " if line["holder"] else ""
    if line["start"] is not None:
        return f"{who}“{line['because']}” [{line['source']} {line['start']}–{line['stop']}]"
    because = line["because"] if line["because"] not in (line["after"], line["before"]) else ""
    source = f"[{line['source']}]" if line["source"] else ""
    return who + " ".join(part for part in (because, source) if part)
