"""`legation mediators`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from legation import settings
from legation.cli import options, output
from legation.cli.options import Format


class RoleChoice(StrEnum):
    """What a third party is asked to do."""

    HOST = "host"
    MESSAGE_CARRIER = "message-carrier"
    FORMULATOR = "formulator"
    CONVENOR = "convenor"
    GOOD_OFFICES = "good-offices"


def mediators(
    a: Annotated[str, typer.Argument(metavar="A", help="A code or a name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="A code or a name.")],
    candidates: Annotated[
        str | None,
        typer.Option(
            "--candidates", metavar="X,Y", help="These third parties, not all that qualify."
        ),
    ] = None,
    forum: Annotated[
        str | None,
        typer.Option(
            "--forum", metavar="FORUM", help="The members of a forum, and the forum itself."
        ),
    ] = None,
    role: Annotated[RoleChoice | None, typer.Option("--role", help="One role only.")] = None,
    weight: Annotated[
        list[str] | None,
        typer.Option("--weight", metavar="CRITERION=N", help="Weight of a criterion; repeatable."),
    ] = None,
    weights: Annotated[
        Path | None,
        typer.Option("--weights", metavar="FILE", help="Weights by line: criterion, tab, number."),
    ] = None,
    cards: Annotated[
        int | None,
        typer.Option("--cards", metavar="N", min=0, help="How many cards are written."),
    ] = None,
    data: options.Data = None,
    frame: options.Frame = None,
    as_of: options.AsOf = None,
    form: options.Listing = Format.TABLE,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """Compare who could mediate between two sides, in what role, and what stands in the way."""
    using = settings.load({"file": file, "timezone": timezone})
    from legation.presenting import mediators as shown
    from legation.workflows import analysing, mediating, mediation_question

    day = options.last_day("--as-of", as_of, using)
    asked = mediation_question.question(
        a,
        b,
        today=using.today(),
        as_of=day,
        role=role.value if role else None,
        candidates=candidates,
        forum=forum,
        weights=weight or [],
        weights_file=weights,
        frame=frame,
        cards=cards,
    )
    answer = analysing.plain(
        mediating.answer(asked, using, data or [], named_ledger=file is not None)
    )
    if form in (Format.CSV, Format.JSONL):
        for caution in answer["cautions"]:
            output.tell(caution)
    output.answer(form, answer, shown.rows(answer), shown.COLUMNS, shown.sections(answer))
