"""`legation ties`."""

from __future__ import annotations

from typing import Annotated

import typer

from legation import settings
from legation.cli import options, output, pictures
from legation.cli.options import EngineChoice, Format, StepWidth
from legation.presenting import measures


def ties(
    a: Annotated[str, typer.Argument(metavar="A", help="A code or a name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="A code or a name.")],
    data: options.Data = None,
    frame: options.Frame = None,
    step: options.Step = StepWidth.MONTH,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    expand: options.Expand = False,
    events: options.WithEvents = False,
    outputs: pictures.Outputs = None,
    form: options.Listing = Format.TABLE,
    file: options.File = None,
    timezone: options.Timezone = None,
    engine: options.EngineOption = EngineChoice.DUCKDB,
    master: options.Master = "local[2]",
) -> None:
    """Measure the tie of two actors over time: counts, scales, shares, change points, firsts."""
    using = settings.load({"file": file, "timezone": timezone})
    pictures.check(outputs or ())
    start, end = options.happened(since, until, using)
    from legation.workflows import analysing
    from legation.workflows.totals import totals

    day = options.last_day("--as-of", as_of, using)
    question = analysing.ties_question(
        a,
        b,
        analysing.scope(step=step, as_of=day, frame=frame),
        since=start,
        until=end,
        expand=expand,
    )
    with analysing.tables(data or [], using, engine=engine, master=master, as_of=day) as (
        run,
        table,
    ):
        kept = totals(run, table, question.scope, expand=expand, data=data or [], tell=output.say)
        answers = analysing.plain(analysing.ties(run, table, question, kept))
    first, second = question.a, question.b
    whole = {"a": first, "b": second, "step": step.value, "answers": answers}
    output.answer(
        form,
        whole,
        measures.tie_steps(answers),
        measures.TIE_COLUMNS,
        (
            section
            for answer in answers
            for section in measures.tie(answer, first, second, events=events)
        ),
    )
    if not answers:
        output.say(f"These data hold no event of {first} and {second}.")
    if outputs:
        from legation.presenting.pictures import tie_charts

        about, whence = pictures.about(*analysing.whence(data or [], using, day), day)
        charts = tie_charts(answers, first, second, step.value)
        title = measures.pair_title(first, second)
        pictures.write(outputs, charts, about, title, None, {**whole, "from": whence})
