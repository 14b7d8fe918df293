"""`legation brief`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation import settings
from legation.cli import options
from legation.cli.output import check_writable, say, tell, whole_file
from legation.cli.progress import progress
from legation.errors import BudgetSpent, UsageError

if TYPE_CHECKING:
    from legation.presenting import Brief, BriefOptions
    from legation.settings import Settings


class Shape(StrEnum):
    """How a brief is written."""

    HTML = "html"
    MARKDOWN = "md"
    WORD = "docx"
    PDF = "pdf"


_BY_ENDING = {f".{shape}": shape for shape in Shape} | {".htm": Shape.HTML}
_WRITTEN = (Shape.HTML, Shape.MARKDOWN)


def brief(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH...]",
            help="Articles to read into a ledger of their own; without any, show the ledger.",
        ),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option("--about", metavar="WHO", help="Whom it is about: a code or a name."),
    ] = None,
    frame: Annotated[
        str | None,
        typer.Option(
            "--frame",
            metavar="NAME",
            help="With --about: an outlet whose whole output you say is in the ledger; adds partners "
            "over time.",
        ),
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    published_since: options.PublishedSince = None,
    as_of: options.AsOf = None,
    outputs: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="A file that ends in .html, .md, .docx or .pdf; repeatable.",
        ),
    ] = None,
    form: Annotated[
        Shape | None, typer.Option("--format", help="By default what the file's ending says.")
    ] = None,
    file: options.File = None,
    published: options.Published = None,
    timezone: options.Timezone = None,
    model: options.Model = None,
    with_: options.With = None,
    base_url: options.BaseUrl = None,
    request_budget: options.RequestBudget = None,
    token_budget: options.TokenBudget = None,
) -> None:
    """Write the brief: what happened, what is planned, who says what it means, with notes.

    With paths, shows those articles only; they are kept only if --file is given. Without
    --output the brief is written to standard output as Markdown.
    """
    using = settings.load(
        {"file": file, "published": published, "timezone": timezone}
        | options.coder_flags(with_, model, base_url, request_budget, token_budget)
    )
    first, last = options.happened(since, until, using)
    published_first, published_last = options.published(published_since, as_of, using)
    shapes = {output: form or _shape(output) for output in outputs or ()}
    if not shapes and form and form not in _WRITTEN:
        raise UsageError(f"A brief as {form} goes into a file; name it with --output.")
    for output in shapes:
        check_writable(output)
    from legation.workflows import briefing

    asked = briefing.options(
        about=about,
        since=first,
        until=last,
        published_since=published_first,
        as_of=published_last,
        frame=frame,
    )
    stopped: str | None = None
    if paths:
        made, stopped = _of_inputs(paths, using, asked, keep=file is not None)
    else:
        made = briefing.brief_of_ledger(using, asked)
    if not shapes:
        sys.stdout.write(_text(made, form or Shape.MARKDOWN))
    for output, shape in shapes.items():
        _write(made, output, shape)
        say(f"The brief is in {output}.")
    if stopped:
        raise BudgetSpent(stopped)


def _shape(output: Path) -> Shape:
    shape = _BY_ENDING.get(output.suffix.lower())
    if shape is None:
        raise UsageError(
            f"{output} should end in .html, .md, .docx or .pdf, or say with --format how to write it."
        )
    return shape


def _of_inputs(
    paths: list[str], using: Settings, asked: BriefOptions, *, keep: bool
) -> tuple[Brief, str | None]:
    """The brief, and why work on it ended early if it did."""
    from legation.cli.read import show
    from legation.workflows import briefing, rooms
    from legation.workflows.reading import Tally

    tally = Tally()
    with progress("Reading", rooms.number_of(paths)) as count:
        made = briefing.brief_of_inputs(
            paths,
            using,
            asked,
            keep=keep,
            tally=tally,
            tell=lambda now: count(now.seen),
            notice=tell,
        )
    if tally.quarantined or made is None:
        show(tally, to_reader=False)
    if made is None:
        say("legation: None of this could be read, so there is no brief.")
        sys.exit(1)
    return made, tally.stopped


def _write(made: Brief, output: Path, shape: Shape) -> None:
    if shape in _WRITTEN:
        with whole_file(output) as sink:
            sink.write(_text(made, shape))
        return
    from legation.presenting.document import to_docx
    from legation.presenting.printed import to_pdf

    data = (to_docx if shape is Shape.WORD else to_pdf)(made)
    with whole_file(output, binary=True) as sink:
        sink.write(data)


def _text(made: Brief, shape: Shape) -> str:
    from legation.presenting import to_html, to_markdown

    return (to_html if shape is Shape.HTML else to_markdown)(made)
