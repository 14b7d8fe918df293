"""`legation forecast`."""

from __future__ import annotations

from typing import Annotated

import typer

from legation import settings
from legation.cli import options, output
from legation.cli.options import EngineChoice, Format
from legation.presenting import forecasts

_MOST = 15


def forecast(
    who: Annotated[str, typer.Argument(metavar="WHO", help="A code or a name.")],
    horizon: Annotated[
        str, typer.Option("--horizon", metavar="30d", help="How far ahead: 1 to 90 days.")
    ] = "30d",
    data: options.Data = None,
    frame: options.Frame = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until", metavar="DATE", help="Forecast from this day on, not the last one known."
        ),
    ] = None,
    as_of: options.AsOf = None,
    everyone: Annotated[
        bool, typer.Option("--all", help="All partners, not the likeliest 15.")
    ] = False,
    events: options.WithEvents = False,
    form: options.Listing = Format.TABLE,
    file: options.File = None,
    timezone: options.Timezone = None,
    engine: options.EngineOption = EngineChoice.DUCKDB,
    master: options.Master = "local[2]",
) -> None:
    """Forecast whom an actor deals with next: chances of known partners, tested on past data."""
    using = settings.load({"file": file, "timezone": timezone})
    from legation.workflows import analysing, forecasting

    day = options.last_day("--as-of", as_of, using)
    asked = forecasting.question(
        who,
        analysing.scope(step="month", as_of=day, frame=frame),
        horizon=horizon,
        until=options.last_day("--until", until, using),
    )
    with analysing.tables(data or [], using, engine=engine, master=master, as_of=day) as (
        run,
        table,
    ):
        answers = analysing.plain(forecasting.answers(run, table, asked))
    most = len(max((a["partners"] for a in answers), key=len, default=())) if everyone else _MOST
    output.answer(
        form,
        {"code": asked.code, "horizon": asked.horizon, "answers": answers},
        forecasts.rows(answers),
        (*forecasts.COLUMNS, "events") if events else forecasts.COLUMNS,
        forecasts.sections(answers, asked.code, asked.horizon, most=most, events=events),
    )
    if not answers:
        output.say(f"These data hold no event of {asked.code}.")
