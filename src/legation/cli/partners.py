"""`legation partners`."""

from __future__ import annotations

from typing import Annotated

import typer

from legation import settings
from legation.cli import options, output, pictures
from legation.cli.options import EngineChoice, Format, StepWidth
from legation.presenting import measures


def partners(
    code: Annotated[str, typer.Argument(metavar="WHO", help="A code or a name.")],
    window: Annotated[
        str | None,
        typer.Option("--window", metavar="12m", help="The last months or years, not all there is."),
    ] = None,
    compare: Annotated[
        str | None,
        typer.Option(
            "--compare", metavar="PERIOD", help="`previous`, or a period such as 2018-01/2018-12."
        ),
    ] = None,
    powers: Annotated[
        str | None,
        typer.Option(
            "--powers",
            metavar="CODES",
            help="Great powers outside of which a share is taken, such as CHN,RUS; "
            "the permanent members of the Security Council unless named.",
        ),
    ] = None,
    channel: Annotated[
        str | None,
        typer.Option(
            "--channel", metavar="NAME", help="One channel only, such as meetings or 'visits out'."
        ),
    ] = None,
    by: Annotated[
        StepWidth | None,
        typer.Option("--by", help="Partners by steps of time too; pictures choose the width."),
    ] = None,
    data: options.Data = None,
    frame: options.Frame = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    expand: options.Expand = False,
    events: options.WithEvents = False,
    outputs: pictures.Outputs = None,
    picture: pictures.Picture = None,
    form: options.Listing = Format.TABLE,
    file: options.File = None,
    timezone: options.Timezone = None,
    engine: options.EngineOption = EngineChoice.DUCKDB,
    master: options.Master = "local[2]",
) -> None:
    """Measure an actor's partners: who, by which channel, how evenly, how new, and the change."""
    using = settings.load({"file": file, "timezone": timezone})
    pictures.check(outputs or (), picture, ("shares", "number", "partners", "map"))
    from legation.workflows import analysing
    from legation.workflows.totals import totals

    day = options.last_day("--as-of", as_of, using)
    question = analysing.partners_question(
        code,
        analysing.scope(step="month", as_of=day, frame=frame),
        window=window,
        until=options.last_day("--until", until, using),
        compare=compare,
        powers=powers,
        expand=expand,
        channel=channel,
        series=bool(outputs) or by is not None,
        by=by,
    )
    with analysing.tables(data or [], using, engine=engine, master=master, as_of=day) as (
        run,
        table,
    ):
        kept = totals(run, table, question.scope, expand=expand, data=data or [], tell=output.say)
        answers = analysing.plain(analysing.partners(run, table, question, kept))
    whole = {
        "code": question.code,
        "powers": sorted(question.powers),
        "channel": question.channel,
        "answers": answers,
    }
    output.answer(
        form,
        whole,
        measures.partner_rows(answers),
        measures.PARTNER_COLUMNS,
        (
            section
            for answer in answers
            for section in measures.partners(answer, question.code, events=events)
        ),
    )
    if not answers:
        output.say(f"These data hold no event of {question.code}.")
    if outputs:
        from legation.presenting.pictures import partner_charts

        about, whence = pictures.about(*analysing.whence(data or [], using, day), day)
        charts = partner_charts(answers, whole)
        title = measures.partners_title(question.code)
        pictures.write(outputs, charts, about, title, picture, {**whole, "from": whence})
