"""`legation watch`."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation import settings
from legation.cli import options, output
from legation.cli.options import Format
from legation.cli.output import say, tell
from legation.errors import UsageError

if TYPE_CHECKING:
    from legation.model.alert import Alert
    from legation.workflows.watching import Round

_ENDINGS = (".xml", ".rss", ".json")
_MOST = 200


def watch(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE...]", help="Feeds, pages, folders or files to look at."),
    ] = None,
    every: Annotated[
        str, typer.Option("--every", metavar="TIME", help="How often each is looked at: 15m, 2h.")
    ] = "15m",
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="WHEN", help="What changed since 'yesterday 08:00'."),
    ] = None,
    outputs: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", metavar="FILE", help="Alerts as a feed: .xml (RSS), .json."),
    ] = None,
    permit: Annotated[
        list[str] | None,
        typer.Option("--permit", metavar="HOST:PORT", help="A private host that may be read."),
    ] = None,
    form: options.Listing = Format.TABLE,
    file: options.File = None,
    published: options.Published = None,
    timezone: options.Timezone = None,
    model: options.Model = None,
    with_: options.With = None,
    base_url: options.BaseUrl = None,
    request_budget: options.RequestBudget = None,
    token_budget: options.TokenBudget = None,
) -> None:
    """Look at feeds and folders on a rhythm, read what is new, raise alerts with their evidence.

    Without a source, tells what changed since a moment. Stop it with Ctrl-C and start it again:
    nothing is lost, read twice or raised twice.
    """
    using = settings.load(
        {"file": file, "published": published, "timezone": timezone}
        | options.coder_flags(with_, model, base_url, request_budget, token_budget)
    )
    for path in outputs or ():
        output.check_writable(path)
        if path.suffix.lower() not in _ENDINGS:
            raise UsageError(f"{path} should end in {', '.join(_ENDINGS)}.")
    if sources:
        _watch(
            sources,
            using,
            every=every,
            once=once,
            outputs=outputs or [],
            permit=permit or [],
            form=form,
        )
    elif not since and not outputs:
        raise UsageError("Name feeds or folders to look at, or ask with --since what changed.")
    if since or not sources:
        _changes(since, using, outputs or [], form)


def _watch(
    sources: Sequence[str],
    using: settings.Settings,
    *,
    every: str,
    once: bool,
    outputs: Sequence[Path],
    permit: Sequence[str],
    form: Format,
) -> None:
    from legation.workflows import rooms, watching

    rhythm = watching.rhythm(every)
    with rooms.open_ledger(using, create=True) as ledger, rooms.open_coder(using, tell) as coder:
        watch = watching.Watch(
            sources=list(dict.fromkeys(sources)),
            every=rhythm,
            ledger=ledger,
            coder=coder,
            settings=using,
            fetch=watching.fetcher(permit),
        )
        for done in watch.rounds(once=once):
            _report(done)
            _write(ledger.watching.alerts(limit=_MOST), ledger.where, outputs)
            if once:
                _listing(done.alerts, form)
                if done.useless:
                    say("legation: Not one source could be read; see the reasons above.")
                    sys.exit(1)
            else:
                _tell(done.alerts)


def _report(done: Round) -> None:
    from legation.presenting.sides import counted

    told = [f"{counted(done.tally.read, 'article')} read"]
    told += [f"{counted(len(done.unchanged), 'source')} unchanged"] if done.unchanged else []
    aside = done.tally.quarantined
    told += [f"{counted(aside, 'piece')} set aside"] if aside else []
    say(f"legation: {', '.join(told)}, {counted(len(done.alerts), 'new alert')}.")
    for source, reason in done.failed.items():
        tell(f"{source}: {reason}")
    for item in done.tally.reasons:
        tell(f"{item.location}: {item.reason}")


def _tell(alerts: Sequence[Alert]) -> None:
    from legation.presenting.alerts import lines

    for line in lines(alerts):
        sys.stdout.write(output.printable(line) + "\n")
    sys.stdout.flush()


def _listing(alerts: Sequence[Alert], form: Format) -> None:
    from legation.presenting import alerts as shown

    row = shown.full_row if form in (Format.JSON, Format.JSONL) else shown.row
    output.listing(map(row, alerts), shown.COLUMNS, form, none="No new alert.")


def _write(alerts: Sequence[Alert], where: str, outputs: Sequence[Path]) -> None:
    from legation.presenting.alerts import full_row, to_rss

    for path in outputs:
        with output.whole_file(path) as sink:
            if path.suffix.lower() == ".json":
                json.dump([full_row(a) for a in alerts], sink, ensure_ascii=False, indent=2)
            else:
                sink.write(to_rss(alerts, Path(where).name))


def _changes(
    since: str | None, using: settings.Settings, outputs: Sequence[Path], form: Format
) -> None:
    from legation.presenting import alerts as shown
    from legation.presenting import boardjson
    from legation.workflows import changes, rooms

    with rooms.open_ledger(using, create=False) as ledger:
        _write(ledger.watching.alerts(limit=_MOST), ledger.where, outputs)
        if since is None:
            return
        start: dt.datetime = changes.moment(since, using)
        found = changes.changes(ledger, start, using.today())
    whole = {
        "since": start.isoformat(),
        "articles": found.articles,
        "questions": boardjson.as_json(found.questions),
        "alerts": [shown.full_row(a) for a in found.alerts],
    }
    output.answer(
        form,
        whole,
        [shown.row(a) for a in found.alerts],
        shown.COLUMNS,
        shown.changed_sections(start, found.articles, found.alerts, found.questions),
    )
