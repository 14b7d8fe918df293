"""`legation code`."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from legation import settings
from legation.cli import options
from legation.cli.output import check_writable, printable, say, tell, whole_file
from legation.cli.progress import progress
from legation.errors import BudgetSpent, UsageError
from legation.model import Quarantined

if TYPE_CHECKING:
    from legation.model import CodedArticle


class CodingEngine(StrEnum):
    """What codes."""

    PROCESS = "process"
    SPARK = "spark"


class Shape(StrEnum):
    """What `legation code` can write."""

    JSONL = "jsonl"
    TEXT = "text"


def code(
    paths: options.Inputs,
    form: Annotated[Shape, typer.Option("--format", help="How the result is written.")] = (
        Shape.JSONL
    ),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write here, not to standard output."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add why each other sentence gave no event.")
    ] = False,
    published: options.Published = None,
    timezone: options.Timezone = None,
    model: options.Model = None,
    with_: options.With = None,
    base_url: options.BaseUrl = None,
    request_budget: options.RequestBudget = None,
    token_budget: options.TokenBudget = None,
    engine: Annotated[
        CodingEngine,
        typer.Option(
            "--engine", help="This process, or Spark, which writes parts --into a folder."
        ),
    ] = CodingEngine.PROCESS,
    master: options.Master = "local[2]",
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="FOLDER", help="With Spark: the new folder of the result."),
    ] = None,
    batch: Annotated[
        int | None,
        typer.Option(
            "--batch", metavar="N", min=1, help="With Spark: articles handed over at once (64)."
        ),
    ] = None,
) -> None:
    """Code articles and keep nothing: one JSON object per article, in input order.

    An article that fails yields a line with `error`, and the rest go on. `--explain --format text`
    tells a reader, sentence by sentence, what was seen and why nothing was coded.
    """
    if form is Shape.TEXT and not explain:
        raise UsageError("--format text explains the coding; add --explain.")
    using = settings.load(
        {"published": published, "timezone": timezone}
        | options.coder_flags(with_, model, base_url, request_budget, token_budget)
    )
    if engine is CodingEngine.SPARK:
        _check_spark(form, output, into)
        _on_spark(paths, using, Path(into or ""), master=master, explain=explain, batch=batch)
        return
    if into or batch:
        raise UsageError("--into and --batch are for --engine spark; add it, or use -o FILE.")
    if output:
        check_writable(output)
    from legation.workflows import rooms
    from legation.workflows.coded_lines import line_of
    from legation.workflows.coding import code_stream

    spent: BudgetSpent | None = None
    with ExitStack() as stack:
        sink: IO[str] = stack.enter_context(whole_file(output)) if output else sys.stdout
        coder = stack.enter_context(rooms.open_coder(using, tell))
        count = stack.enter_context(progress("Coding", rooms.number_of(paths)))
        seen = failed = 0
        try:
            for item in code_stream(rooms.articles(paths, using), coder):
                told = (
                    _text(item)
                    if form is Shape.TEXT
                    else line_of(item, coder.name, explain=explain) + "\n"
                )
                sink.write(told)
                seen += 1
                failed += isinstance(item, Quarantined)
                count(seen)
        except BudgetSpent as stopped:
            spent = stopped  # what was done until then is written all the same
    _close(seen, failed, spent)


def _close(seen: int, failed: int, spent: BudgetSpent | None = None) -> None:
    """Says what could not be coded; ends the process where nothing could."""
    if failed:
        say(f"legation: {failed} of {seen} could not be coded; their lines say why.")
    if spent is not None:
        raise spent
    if failed == seen:
        say("legation: Nothing could be coded." if seen else "legation: There was nothing to code.")
        sys.exit(1)


def _check_spark(form: Shape, output: Path | None, into: Path | None) -> None:
    if form is Shape.TEXT or output is not None:
        raise UsageError(
            "Spark writes JSON Lines in parts; take --into FOLDER, not -o or --format."
        )
    if into is None:
        raise UsageError("--engine spark needs --into FOLDER, a new folder that takes the parts.")


def _on_spark(
    paths: list[str],
    using: settings.Settings,
    into: Path,
    *,
    master: str,
    explain: bool,
    batch: int | None,
) -> None:
    from legation.workflows.spark_coding import BATCH, REJECTED, code_on_spark

    done = code_on_spark(paths, using, into, master=master, explain=explain, batch=batch or BATCH)
    say(f"legation: {done.articles} articles in {done.parts} parts under {into}.")
    if done.failed:
        say(f"legation: {into / REJECTED} lists the lines of errors.")
    _close(done.articles, done.failed)


def _text(item: CodedArticle | Quarantined) -> str:
    from legation.presenting.explain import explained

    if isinstance(item, Quarantined):
        return printable(f"{item.location}\n\n  could not be coded: {item.reason}\n\n")
    return "".join(printable(line) + "\n" for line in explained(item))
