"""`legation evaluate`."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from legation import settings
from legation.cli import options
from legation.cli.output import Row, say, table, tell
from legation.cli.progress import progress
from legation.errors import UsageError

if TYPE_CHECKING:
    from legation.workflows.evaluating import Evaluation, Task


class Shape(StrEnum):
    """What `legation evaluate` can write."""

    TABLE = "table"
    JSON = "json"


_FOUND = ("precision", "recall", "f1", "gold", "predicted", "agreeing")
_SYSTEM = ("f1", "precision", "recall", "of", "predicted", "agreeing", "met", "kind")
_SHARE = ("right", "of", "share")
_SUITE = (
    "cases",
    "any_event",
    "type_recall",
    "type_precision",
    "types_a_sentence",
    "pair_and_type_recall",
    "root_recall",
    "statement_recall",
    "statement_precision",
    "kept_empty",
)
_SURE = ("to", "events", "confidence", "right")
_WHOLE = ("right", "brier", "brier_of_the_mean", "nine_in_ten")
_LINKS = ("precision", "recall", "recall_of_coded", "f1", "right", "linked", "wanted")
_MISS = ("id", "kind", "cause", "type", "mode", "actors", "recipients", "status", "rule", "quote")
_SUITE_MISS = ("id", "suite", "missed", "coded", "text")


def evaluate(
    items: Annotated[
        Path | None,
        typer.Argument(metavar="ITEMS", help="The texts: JSON Lines with `id` and `text`."),
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Argument(metavar="GOLD", help="Their events as people coded them, by `id`."),
    ] = None,
    suite: Annotated[
        Path | None,
        typer.Option("--suite", metavar="FILE", help="Cases of public suites, instead of gold."),
    ] = None,
    judgements: Annotated[
        Path | None,
        typer.Option("--judgements", metavar="FILE", help="Judgements: assessments, links ..."),
    ] = None,
    predicted: Annotated[
        Path | None,
        typer.Option(
            "--predicted",
            metavar="PATH",
            help="Score this output of `legation code`: a file, or a folder of parts.",
        ),
    ] = None,
    floors: Annotated[
        Path | None,
        typer.Option("--floors", metavar="FILE", help="Fail where a figure falls below these."),
    ] = None,
    log: Annotated[
        Path | None, typer.Option("--log", metavar="FILE", help="Append the figures to this log.")
    ] = None,
    calibrate: Annotated[
        Path | None,
        typer.Option(
            "--calibrate", metavar="FILE", help="Write the weights of confidence this gold gives."
        ),
    ] = None,
    misses: Annotated[
        int, typer.Option("--misses", metavar="N", min=0, help="List so many misses, with causes.")
    ] = 0,
    form: Annotated[Shape, typer.Option("--format", help="How the result is written.")] = (
        Shape.TABLE
    ),
    model: options.Model = None,
    with_: options.With = None,
    base_url: options.BaseUrl = None,
    request_budget: options.RequestBudget = None,
    token_budget: options.TokenBudget = None,
) -> None:
    """Code texts that people have coded, and measure how well the two agree.

    Ends with exit code 1 where a floor is not kept or the gold is not the one pinned.
    """
    if suite is None and (items is None or (gold is None and judgements is None)):
        raise UsageError("Give ITEMS and GOLD, or cases with --suite; `--help` says what they are.")
    if suite is not None and (items or gold or judgements):
        raise UsageError("--suite brings its own texts and gold; leave ITEMS and GOLD away.")
    using = settings.load(options.coder_flags(with_, model, base_url, request_budget, token_budget))
    from legation.workflows import evaluating, rooms

    task = evaluating.Task(
        items=items, gold=gold, suite=suite, judgements=judgements, predicted=predicted
    )
    with progress("Coding", rooms.number_of([str(task.texts)])) as count:
        made = evaluating.evaluate(task, using, count, tell)
    if calibrate:
        from legation.workflows.calibrating import calibrate as weigh

        made.figures["calibrated"] = weigh(
            made, calibrate, source=f"{task.texts.name} and its gold"
        )
    faults = evaluating.check_floors(task, made, floors) if floors else []
    if log:
        evaluating.log(task, made, log, dt.datetime.now(dt.UTC))
    _write(made, faults, misses, form)
    _end(task, made, faults)


def _write(made: Evaluation, faults: list[str], count: int, form: Shape) -> None:
    if form is Shape.JSON:
        shown = {**made.figures, "listed": made.misses[:count], "broken": faults}
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
        return
    for title, first, columns, rows in _tables(made.figures):
        table(rows, (first, *columns), none="", title=title)
        sys.stdout.write("\n")
    if count and made.misses:
        columns = _SUITE_MISS if "suites" in made.figures else _MISS
        table(made.misses[:count], columns, none="", title="Misses")


_Tables = Iterator[tuple[str, str, tuple[str, ...], list[Row]]]


def _tables(figures: Mapping[str, Any]) -> _Tables:
    """Title, first column, further columns and rows of each table."""
    if events := figures.get("events"):
        whole = {"what": "agreeing events", **events}
        further = [
            {"what": name, "f1" if name == "untyped_f1" else "recall": events[name]}
            for name in ("untyped_f1", "core_recall")
        ]
        yield "Events", "what", _FOUND, [whole, *further]
        overlap = {"field": "code_overlap", "share": events["code_overlap"]}
        rows = [*_rows("field", events["fields"]), overlap]
        yield "Fields of agreeing events", "field", _SHARE, rows
        yield (
            "Found with the right status",
            "status",
            _SHARE,
            _rows("status", events["found_with_status"]),
        )
        yield "By type", "type", _FOUND, _rows("type", events["by_type"])
        yield "By source", "source", _FOUND, _rows("source", events["by_source"])
    for name, title in (
        ("confidence", "Confidence"),
        ("calibrated", "Calibrated, on texts left out"),
    ):
        if found := figures.get(name):
            yield title, "from", _SURE, found["bins"]
            yield f"{title}: as a whole", "events", _WHOLE, [found]
    if links := figures.get("links"):
        pairs = {"what": "pairs of reports", **links}
        yield "Links", "what", _LINKS, [pairs, {"what": "B-cubed", **links["b_cubed"]}]
    if judged := figures.get("judgements"):
        columns = ("recall", "precision", "of", "predicted", "agreeing")
        yield "Judgements", "kind", columns, _rows("kind", judged)
    if system := figures.get("system"):
        yield "Interests, proposals, links, claims", "list", _SYSTEM, _rows("list", system)
    if suites := figures.get("suites"):
        yield "Suites", "suite", _SUITE, _rows("suite", suites)
    for kind, causes in figures.get("misses", {}).items():
        if causes:
            yield f"Events {kind}, by cause", "cause", ("events",), _counts("cause", causes)
    if silences := figures["silences"]:
        rows = [
            {"reason": row["reason"], "sentences": row["events"]}
            for row in _counts("reason", silences)
        ]
        yield "Sentences without an event", "reason", ("sentences",), rows


def _rows(first: str, named: Mapping[str, Mapping[str, Any]]) -> list[Row]:
    return [{first: name, **row} for name, row in named.items()]


def _counts(first: str, counted: Mapping[str, int]) -> list[Row]:
    return [{first: name, "events": number} for name, number in counted.items()]


def _end(task: Task, made: Evaluation, faults: list[str]) -> None:
    for item in made.failed[:5]:
        say(f"legation: {item.location} could not be coded: {item.reason}")
    for fault in faults:
        say(f"legation: {fault}")
    if not made.figures["texts"]:
        say(f"legation: There was no text in {task.texts}; give JSON Lines with `id` and `text`.")
        sys.exit(1)
    if faults:
        sys.exit(1)
