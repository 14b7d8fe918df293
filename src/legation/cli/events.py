"""`legation events`."""

from __future__ import annotations

from typing import Annotated

import typer

from legation import settings
from legation.cli import options
from legation.cli.link import remind
from legation.cli.options import Format
from legation.cli.output import listing
from legation.model.choices import member_of
from legation.model.event import EventType, Status


def events(
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="WHO", help="Who acts: a code or a name.")
    ] = None,
    pair: Annotated[
        tuple[str, str] | None,
        typer.Option("--pair", metavar="A B", help="Both are sides, in whichever role."),
    ] = None,
    about: Annotated[
        str | None, typer.Option("--about", metavar="WHO", help="A side or the place.")
    ] = None,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="PLOVER type, such as CONSULT; repeatable."),
    ] = None,
    statuses: Annotated[
        list[str] | None,
        typer.Option("--status", metavar="STATUS", help="Such as planned; repeatable."),
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    published_since: options.PublishedSince = None,
    as_of: options.AsOf = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="N", help="At most so many.")
    ] = None,
    reports: Annotated[
        bool, typer.Option("--reports", help="Each report by itself, not each happening once.")
    ] = False,
    form: options.Listing = Format.TABLE,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """List the events of the ledger: each happening once, as its best report tells it.

    Reports of different articles that tell of one happening are counted in `reports`; with
    --reports each of them has a line.
    """
    using = settings.load({"file": file, "timezone": timezone})
    first, last = options.happened(since, until, using)
    published_first, published_last = options.published(published_since, as_of, using)
    types_ = frozenset(member_of(EventType, "--type", text.upper()) for text in types or ())
    statuses_ = frozenset(member_of(Status, "--status", text.lower()) for text in statuses or ())
    from legation.workflows import linking, rooms
    from legation.workflows import listing as show

    query = show.query(
        actor=actor,
        pair=pair,
        about=about,
        types=types_,
        statuses=statuses_,
        since=first,
        until=last,
        published_since=published_first,
        as_of=published_last,
        limit=limit,
    )
    with rooms.open_ledger(using, create=False) as ledger:
        full = form in (Format.JSON, Format.JSONL)
        row = show.full_row if full else show.flat_row
        columns: tuple[str, ...]
        if reports:
            columns = show.CSV_COLUMNS if form is Format.CSV else show.COLUMNS
            rows = (row(event) for event in show.events(ledger, query))
        else:
            columns = show.HAPPENING_CSV_COLUMNS if form is Format.CSV else show.HAPPENING_COLUMNS
            rows = (show.happening_row(found, row) for found in show.happenings(ledger, query))
            remind(linking.waiting(ledger))
        listing(rows, columns, form, none="No event in this ledger fits.")
