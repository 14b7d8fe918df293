"""`legation map`: what leads to what, and links that an analyst adds."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from legation import settings
from legation.cli import options, output
from legation.cli.forget import user
from legation.cli.options import Format


class MapFormat(StrEnum):
    """How the map is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    GRAPHML = "graphml"


On = Annotated[
    str | None,
    typer.Option("--on", metavar="DAY", help="The day from which it counts; today by default."),
]
Why = Annotated[str, typer.Option("--why", metavar="REASON", help="On what grounds; it is kept.")]

app = typer.Typer(
    name="map",
    help="Show what leads to what and who says so: a signed graph of conditions, ties, interests "
    "and questions. Without a further word it lists or exports the map.",
    invoke_without_command=True,
    rich_markup_mode=None,
)


@app.callback()
def show(
    context: typer.Context,
    about: Annotated[
        list[str] | None,
        typer.Option("--about", metavar="WHO", help="What concerns a code or name; repeatable."),
    ] = None,
    as_of: options.AsOf = None,
    form: Annotated[
        MapFormat, typer.Option("--format", help="How the map is written.")
    ] = MapFormat.TABLE,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """Show what leads to what and who says so: conditions, ties, interests and questions."""
    if context.invoked_subcommand is not None:
        return
    using = settings.load({"file": file, "timezone": timezone})
    from legation.presenting import mapped
    from legation.workflows import analysing, mapping

    day = options.last_day("--as-of", as_of, using)
    answer = analysing.plain(mapping.answer(using, about or [], day))
    if form is not MapFormat.TABLE and form is not MapFormat.JSON:
        for caution in answer["cautions"]:
            output.tell(caution)
    if form is MapFormat.GRAPHML:
        sys.stdout.write(mapped.graphml(answer))
        return
    sections = mapped.sections(answer)
    output.answer(Format(form.value), answer, mapped.rows(answer), mapped.COLUMNS, sections)


@app.command()
def add(
    cause: Annotated[str, typer.Argument(metavar="CAUSE", help="What leads to it, in words.")],
    effect: Annotated[str, typer.Argument(metavar="EFFECT", help="What it leads to, in words.")],
    why: Why,
    sign: Annotated[
        str,
        typer.Option("--sign", help="+ where the effect comes or grows, - where it goes, or ?."),
    ] = "+",
    who: options.Who = None,
    on: On = None,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """Add a link of your own; it is marked as such wherever it is shown."""
    using = settings.load({"file": file, "timezone": timezone})
    from legation.workflows import mapping

    made = mapping.add(
        using,
        cause=cause,
        effect=effect,
        sign=sign,
        who=who or user(),
        why=why,
        known=options.last_day("--on", on, using) or using.today(),
    )
    output.say(f"Link {made.id} is kept and counts from {made.known} on.")


@app.command()
def withdraw(
    link: Annotated[str, typer.Argument(metavar="LINK", help="The id of a link that was added.")],
    why: Why,
    who: options.Who = None,
    on: On = None,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """Withdraw a link that was added; what was said stays in the ledger."""
    using = settings.load({"file": file, "timezone": timezone})
    from legation.workflows import mapping

    day = options.last_day("--on", on, using) or using.today()
    mapping.withdraw(using, link, who=who or user(), why=why, known=day)
    output.say(f"Link {link} is withdrawn from {day} on.")
