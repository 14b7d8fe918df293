"""`legation code`."""

from __future__ import annotations

import json
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
    if output:
        check_writable(output)
    from legation.workflows import rooms
    from legation.workflows.coding import code_stream

    spent: BudgetSpent | None = None
    with ExitStack() as stack:
        sink: IO[str] = stack.enter_context(whole_file(output)) if output else sys.stdout
        coder = stack.enter_context(rooms.open_coder(using, tell))
        count = stack.enter_context(progress("Coding", rooms.number_of(paths)))
        seen = failed = 0
        try:
            for item in code_stream(rooms.articles(paths, using), coder):
                told = _text(item) if form is Shape.TEXT else _line(item, coder.name, explain)
                sink.write(told)
                seen += 1
                failed += isinstance(item, Quarantined)
                count(seen)
        except BudgetSpent as stopped:
            spent = stopped  # what was done until then is written all the same
    if failed:
        say(f"legation: {failed} of {seen} could not be coded; their lines say why.")
    if spent is not None:
        raise spent
    if failed == seen:
        say("legation: Nothing could be coded." if seen else "legation: There was nothing to code.")
        sys.exit(1)


def _text(item: CodedArticle | Quarantined) -> str:
    from legation.presenting.explain import explained

    if isinstance(item, Quarantined):
        return printable(f"{item.location}\n\n  could not be coded: {item.reason}\n\n")
    return "".join(printable(line) + "\n" for line in explained(item))


def _line(item: CodedArticle | Quarantined, coder: str, explain: bool) -> str:
    found = _error(item, coder) if isinstance(item, Quarantined) else _json(item, explain=explain)
    return json.dumps(found, ensure_ascii=False) + "\n"


def _error(item: Quarantined, coder: str) -> dict[str, object]:
    from legation.model.wire import SCHEMA

    return {
        "schema": SCHEMA,
        "id": item.id or item.location,
        "coder": coder,
        "location": item.location,
        "error": item.reason,
    }


def _json(item: CodedArticle, *, explain: bool) -> dict[str, object]:
    from legation.model.wire import coded_json, silence_json
    from legation.workflows.coding import brought_its_text
    from legation.workflows.genres import context_of

    line = coded_json(item, with_text=not brought_its_text(item.article))
    line |= context_of(item.article)
    if explain:
        line["silences"] = [silence_json(silence) for silence in item.silences]
    return line
