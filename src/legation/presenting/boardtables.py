"""A question board and the record as tables for a terminal; disagreement and misses come first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from legation.model import Holder
from legation.presenting.boardview import Board, ReadingView, RecordView, SightingView
from legation.presenting.chances import chance_words, odds_line, rounded, span_words
from legation.presenting.dates import day_words
from legation.presenting.measures import Row, Section
from legation.presenting.recordtables import record_line
from legation.presenting.sides import holder_words

LIST_COLUMNS = ("name", "kind", "question", "window", "odds", "state", "sightings", "to confirm")
SIGHTING_COLUMNS = (
    *("id", "day", "indicator", "observed", "reported", "interpreted", "direction", "worth"),
    *(
        "ratio",
        "measured",
        "by",
        "reason",
        "standing",
        "group",
        "grade",
        "decay",
        "expires",
        "test",
    ),
    *("expectation", "comparison", "rule", "added"),
)


def list_row(board: Board) -> Row:
    """A question in one line."""
    window = f"{board.first} to {board.last}" if board.first else ""
    state = f"resolved: {board.outcome}" if board.resolved else "open"
    return {
        "name": board.name,
        "kind": board.kind,
        "question": board.text,
        "window": window,
        "odds": chance_words(board.now) if board.kind == "closed" else "none, by its kind",
        "state": state,
        "sightings": sum(s.counts for s in board.sightings),
        "to confirm": sum(s.standing == "not confirmed yet" for s in board.sightings),
    }


def sighting_row(view: SightingView) -> Row:
    """A sighting in one line."""
    ratio = view.ratio
    return {
        "id": view.id,
        "day": view.day.isoformat(),
        "indicator": view.indicator,
        "observed": view.observed,
        "reported": [holder_words(h) for h in view.reported],
        "interpreted": [read_words(i.holder, i.words, i.direction) for i in view.interpreted],
        "direction": view.direction,
        "worth": view.worth,
        "ratio": ratio and f"{ratio.value:g} ({ratio.low:g} to {ratio.high:g})",
        "measured": view.measured,
        "by": view.by,
        "reason": view.reason,
        "standing": view.standing,
        "group": view.group,
        "grade": view.grade,
        "decay": view.decay,
        "expires": view.expires and view.expires.isoformat(),
        "test": view.test and view.test.isoformat(),
        "expectation": view.expectation,
        "comparison": view.comparison,
        "rule": view.rule,
        "added": f"{view.added}, later" if view.later else view.added,
    }


def read_words(holder: Holder, words: str, direction: str | None) -> str:
    """Who reads what into it, and which way."""
    way = f", {direction}" if direction else ""
    return f"{holder_words(holder)} (“{words}”{way})"


def board_sections(board: Board, record: RecordView, *, log: bool) -> Iterator[Section]:
    """The whole board, for a terminal."""
    yield Section(board.text, (), (), none=_heading(board))
    if board.kind == "closed":
        yield Section("record", (), (), none=record_line(record))
    if not board.theses:
        yield _readings(board)
    if board.pools:
        yield _pools(board)
    if board.rates:
        yield _rates(board)
    if board.theses:
        yield from _theses(board)
    yield from _sightings(board)
    if board.groups:
        yield _groups(board)
    if board.branches:
        yield _branches(board)
    if board.stated:
        yield _stated(board)
    if board.matrix:
        yield _matrix(board)
        yield Section("matrix", (), (), none="\n".join(matrix_lines(board)))
    if log:
        yield _log(board)


def heading_lines(board: Board) -> list[str]:
    """What the question is and where it stands, one thing a line."""
    if board.kind == "standing":
        held = sum(bool(t.readings) for t in board.theses)
        day = day_words(board.as_of)
        theses = f"{len(board.theses)} rival theses, {held} of them held by somebody"
        lines = [f"Standing question {board.name}, as of {day}: {theses}; no odds."]
    else:
        lines = _odds_lines(board)
    if later := sum(s.later and s.counts for s in board.sightings):
        lines.append(
            f"{later} of the sightings that count were entered later than the day they are known from."
        )
    if board.gone:
        lines.append(
            f"{board.gone} rows rested on articles that were forgotten; they count no more."
        )
    return lines


def _odds_lines(board: Board) -> list[str]:
    first = board.outcomes[0]
    lines = [f"{board.name}, as of {day_words(board.as_of)}."]
    if board.resolved:
        lines.append(
            f"Resolved {board.outcome} on {day_words(board.resolved)}: {board.resolved_why}."
        )
    if board.resolved:
        lines += _last_odds(board, first)
    else:
        lines.append(f"Odds of {first}: {odds_line(board.now, board.word, board.yardstick)}.")
    if len(board.outcomes) > 2 and board.chances and not board.resolved:
        told = ", ".join(f"{name} {chance_words(c)}" for name, c in board.chances.items())
        lines.append(f"All outcomes: {told}.")
    if board.now is not None and not board.resolved:
        lines += _made_of(board, first)
    if board.doubled is not None and not board.resolved:
        lines.append(
            f"If sightings of one group counted each for itself, it would be "
            f"{chance_words(board.doubled)}."
        )
    if board.waiting is not None and not board.resolved:
        lines.append(
            f"With what nobody has confirmed yet, it would be {chance_words(board.waiting)}."
        )
    lines += [
        f"{who} said on {day_words(day)}: {', '.join(f'{n} {rounded(p)}' for n, p in said.items())}."
        for day, who, said in board.forecasts
    ]
    lines.append(f"Resolution: {board.resolution}")
    return lines


def _last_odds(board: Board, first: str) -> Iterator[str]:
    """The odds of the first day and of the last on which the question was open."""
    if board.series:
        (opened, start), (closed, end) = board.series[0], board.series[-1]
        yield (
            f"Odds of {first}: {chance_words(start)} on {day_words(opened)}, {chance_words(end)} on "
            f"{day_words(closed)}, the last day on which it was open."
        )


def _made_of(board: Board, first: str) -> Iterator[str]:
    start = f"set by {board.prior_by}" if board.prior_by else "from the reference classes"
    yield f"Starts at {chance_words(board.prior[first])} for the whole window ({start})."
    if board.silent:
        yield (
            f"{board.silent} of {board.days} days passed without it, which leaves "
            f"{chance_words(board.before[first])} ({board.form})."
        )
    elif board.first and board.as_of >= board.first:
        yield "Nothing was read from days of the window, so no silence is counted."


def _heading(board: Board) -> str:
    return "\n".join([board.text, *heading_lines(board)])


def _readings(board: Board) -> Section:
    rows: list[Row] = [
        {
            "who": holder_words(r.holder),
            "leans": r.stance,
            "words": r.words,
            "day": r.day.isoformat(),
            "range": range_words(r),
            "question": r.about,
            "standing": r.standing,
            "id": r.id,
        }
        for r in in_disagreement(board.readings)
    ]
    columns = ("who", "leans", "words", "range", "day", "question", "standing", "id")
    return Section(
        f"Who says what: {disagreement(board)}", columns, rows, "Nobody is quoted on it."
    )


def disagreement(board: Board) -> str:
    """Whether named people lean different ways."""
    leans = {r.stance for r in board.readings} & {"for", "against"}
    return "people differ" if len(leans) > 1 else "nobody differs so far"


def in_disagreement(readings: Sequence[ReadingView]) -> list[ReadingView]:
    """Readings, first those of the lean that fewer take, so that it is not lost."""
    count = {lean: sum(r.stance == lean for r in readings) for lean in ("for", "against")}
    few = sorted(count, key=lambda lean: count[lean])
    order = {lean: at for at, lean in enumerate(few)}
    return sorted(readings, key=lambda r: (order.get(r.stance, 2), r.day))


def range_words(view: ReadingView) -> str:
    """The range of somebody's words, or why there is none."""
    if view.low is None or view.high is None:
        return view.note or "none asked for"
    return f"{span_words(view.low, view.high)} (“{view.term}”, {view.yardstick})"


def _pools(board: Board) -> Section:
    rows: list[Row] = [
        {"pooled by": p.how, "range": span_words(p.low, p.high), "people": p.people}
        for p in board.pools
    ]
    title = "Our reading of them together, as ranges (theirs stand above)"
    return Section(title, ("pooled by", "range", "people"), rows)


def _rates(board: Board) -> Section:
    rows: list[Row] = [
        {
            "class": r.name,
            "counted": r.counted,
            "chance": chance_words(r.chance),
            "source": r.source,
        }
        for r in board.rates
    ]
    title = "Base rates, side by side"
    if len(rows) == 1:
        title += " (one class only: another beside it would show how much hangs on the choice)"
    return Section(title, ("class", "counted", "chance", "source"), rows)


def _sightings(board: Board) -> Iterator[Section]:
    if not board.sightings:
        yield Section("Sightings", (), (), none="No sighting yet; --find looks for them.")
    for standing, views in groupby(board.sightings, key=lambda s: s.standing):
        rows = [_short_row(view, board) for view in views]
        columns = tuple(name for name in rows[0] if any(row[name] for row in rows))
        yield Section(f"Sightings: {standing}", columns, rows)


def _short_row(view: SightingView, board: Board) -> Row:
    return {
        "day": view.day.isoformat(),
        "observed": view.observed,
        "reported by": [holder_words(h) for h in view.reported],
        "read as": [read_words(i.holder, i.words, i.direction) for i in view.interpreted],
        "leans": view.direction,
        "worth": view.worth if view.counts else "",
        "by": view.by if view.ratio else "",
        "measured": view.measured,
        "why": view.expectation or view.reason,
        "compare": view.comparison,
        "grade": view.grade,
        "test": view.test and view.test.isoformat(),
        "cells": "; ".join(f"{n} {c}" for n, c in view.cells.items()) if board.theses else "",
        "id": view.id,
    }


def _groups(board: Board) -> Section:
    rows: list[Row] = [
        {"for": outcome, "worth now": worth, "sightings": len(ids), "ids": list(ids)}
        for _, outcome, worth, ids in board.groups
    ]
    title = f"What moves the odds, by dependence group ({board.rule} of each)"
    return Section(title, ("for", "worth now", "sightings", "ids"), rows)


def _branches(board: Board) -> Section:
    rows: list[Row] = [
        {
            "if": b.trigger,
            f"odds of {board.outcomes[0] if board.outcomes else ''}": chance_words(b.chance)
            if b.chance
            else "unknown: nobody has said what it is worth",
            "state": "has come true" if b.met else "open",
            "name": b.name,
        }
        for b in board.branches
    ]
    return Section("On conditions", tuple(rows[0]), rows)


def _stated(board: Board) -> Section:
    rows: list[Row] = [
        {
            "if": one.trigger,
            "then": one.then,
            "sign": one.sign,
            "says": holder_words(one.holder),
            "day": one.day.isoformat(),
        }
        for one in board.stated
    ]
    title = "Conditions that articles state (`update --branch` makes one a branch)"
    return Section(title, tuple(rows[0]), rows)


def _theses(board: Board) -> Iterator[Section]:
    rows: list[Row] = []
    for thesis in board.theses:
        for r in thesis.readings or (None,):
            rows.append(
                {
                    "thesis": thesis.text,
                    "held by": holder_words(r.holder) if r else "nobody",
                    "leans": r.stance if r else "",
                    "sentence": " ".join(r.evidence[0].quote.split()) if r and r.evidence else "",
                    "day": r.day.isoformat() if r else "",
                }
            )
    columns = ("thesis", "held by", "leans", "sentence", "day")
    yield Section("Rival theses", columns, rows)
    told: list[Row] = [
        {"thesis": t.text, "would speak for it or against it": "; ".join(t.separates)}
        for t in board.theses
        if t.separates
    ]
    if told:
        yield Section("What would separate them", tuple(told[0]), told)


def _matrix(board: Board) -> Section:
    found = board.matrix
    assert found is not None  # noqa: S101 - the caller has looked
    rows: list[Row] = [
        {
            "sighting": name,
            **{found.titles[a]: cells.get(a, "NA") for a in found.answers},
            "tells apart": f"{d:g}",
        }
        for name, cells, d in found.rows
    ]
    scores: Row = {found.titles[a]: f"{found.scores[a]:g}" for a in found.answers}
    rows.append({"sighting": "inconsistency (less is better)", **scores, "tells apart": ""})
    title = "Matrix: how each sighting fits each answer (an audit trail, not odds)"
    return Section(title, tuple(rows[0]), rows)


def matrix_lines(board: Board) -> list[str]:
    """What a matrix says in sentences."""
    found = board.matrix
    if found is None:
        return []
    lead = "; ".join(found.titles[a] for a in found.leads)
    lines = [f"Least inconsistent: {lead}."]
    if len(found.leads) > 1:
        lines.append("Nothing that was seen ranks these before one another.")
    if found.carried_by:
        lines.append(f"The ranking hangs on one sighting alone: {'; or '.join(found.carried_by)}.")
    if found.blind:
        lines.append(f"{len(found.blind)} of {len(found.rows)} sightings tell nothing apart.")
    lines += [f"Would change the lead: {flip}." for flip in found.flips]
    return lines


def _log(board: Board) -> Section:
    rows: list[Row] = [
        {
            "known from": step.day.isoformat(),
            "who": step.who,
            "what": step.what,
            "before": chance_words(step.before),
            "after": chance_words(step.after),
            "id": step.id,
        }
        for step in board.steps
    ]
    return Section("Log, replayed", ("known from", "who", "what", "before", "after", "id"), rows)
