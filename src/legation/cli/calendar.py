"""`legation calendar`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from legation import settings
from legation.cli import options
from legation.cli.options import Format
from legation.cli.output import check_writable, listing, say, whole_file

if TYPE_CHECKING:
    import datetime as dt

    from legation.workflows.calendaring import Answer

_STDOUT = Path("-")


def calendar(
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First day; by default today.")
    ] = None,
    last: Annotated[
        str | None,
        typer.Option("--to", metavar="DATE", help="Last day; by default a year after the first."),
    ] = None,
    about: Annotated[
        list[str] | None,
        typer.Option(
            "--about", metavar="WHO", help="Whom it concerns: a code or name; repeatable."
        ),
    ] = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="meeting, chair, office, anniversary, announced or deadline; repeatable.",
        ),
    ] = None,
    ics: Annotated[
        Path | None,
        typer.Option("--ics", metavar="FILE", help="Write an iCalendar feed; - for the output."),
    ] = None,
    as_of: options.AsOf = None,
    form: options.Listing = Format.TABLE,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """List what is coming: summits, changes of chair and office, anniversaries, announced acts.

    Summits, chairs and anniversaries come from the tables that legation brings, announced acts and
    deadlines of questions from the ledger. What has no exact day yet says so and stands on no day.
    """
    using = settings.load({"file": file, "timezone": timezone})
    known = options.last_day("--as-of", as_of, using)
    start = options.first_day("--from", first, using) or known or using.today()
    end = options.last_day("--to", last, using) or _a_year_after(start)
    if ics and ics != _STDOUT:
        check_writable(ics)
    from legation.workflows import calendaring

    wanted = calendaring.asked(
        first=start, last=end, about=about or (), kinds=kinds or (), known=known
    )
    if file is None and _no_ledger(using.values.file):
        say("There is no ledger here, so this is the calendar of the tables alone.")
        found = calendaring.of_tables(wanted)
    else:
        found = calendaring.of_ledger(using, wanted)
    if ics:
        _feed(ics, found, about or ())
    if ics != _STDOUT:
        _list(found, form)
    for sentence in calendaring.ends_of_knowledge(wanted):
        say(sentence)


def _a_year_after(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _no_ledger(where: str) -> bool:
    return "://" not in where and not Path(where).exists()


def _feed(ics: Path, found: Answer, about: list[str] | tuple[()]) -> None:
    from legation.presenting.feed import to_ics

    name = f"legation: {', '.join(about)}" if about else "legation"
    text = to_ics(found.entries, found.articles, name)
    if ics == _STDOUT:
        sys.stdout.write(text)
        return
    with whole_file(ics) as sink:
        sink.write(text)
    say(f"The calendar is in {ics}.")


def _list(found: Answer, form: Format) -> None:
    from legation.presenting import calendarwords as words

    row: Callable[..., dict[str, Any]]
    columns: tuple[str, ...] = words.COLUMNS
    if form is Format.TABLE:
        row = words.table_row
    elif form is Format.CSV:
        row, columns = words.flat_row, words.CSV_COLUMNS
    else:
        row = words.full_row
    listing(map(row, found.entries), columns, form, none="Nothing is known for these days.")
