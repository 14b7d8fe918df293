"""`legation why`."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from legation import settings
from legation.cli import options
from legation.cli.output import printable
from legation.presenting.cells import flat

if TYPE_CHECKING:
    from legation.model.happening import Report
    from legation.workflows.listing import Why


class Shape(StrEnum):
    """How an explanation is written."""

    TEXT = "text"
    JSON = "json"


def why(
    event: Annotated[
        str, typer.Argument(metavar="EVENT", help="The event's id, or a beginning of it.")
    ],
    form: Annotated[Shape, typer.Option("--format", help="How it is written.")] = Shape.TEXT,
    as_of: options.AsOf = None,
    file: options.File = None,
    timezone: options.Timezone = None,
) -> None:
    """Show why an event is in the ledger: its quotes in context, and the rule that made it.

    Then the other reports of the same happening, how it stood when, and why they are linked.
    """
    using = settings.load({"file": file, "timezone": timezone})
    day = options.last_day("--as-of", as_of, using)
    from legation.workflows import listing, rooms
    from legation.workflows.explaining import why_row

    with rooms.open_ledger(using, create=False) as ledger:
        found = listing.why(ledger, event, as_of=day)
    if form is Shape.JSON:
        json.dump(why_row(found), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.write("\n".join(_lines(found)) + "\n")


def _lines(found: Why) -> list[str]:
    from legation.workflows.listing import flat_row

    row = flat_row(found.event)
    article = found.article
    lines = [str(row["id"])]
    lines += [
        f"  {name.replace('_', ' '):<12}{flat(row[name])}"
        for name in _SHOWN
        if row[name] not in (None, [], ())
    ]
    if found.reasons:
        lines.append(f"  {'because':<12}" + "; ".join(f"{t} {w:+.2f}" for t, w in found.reasons))
    lines.append(f"  {'article':<12}{article.title or 'untitled'} ({article.id})")
    source = ", ".join(part for part in (article.source, article.published) if part)
    lines.append(f"  {'published':<12}{source or 'unknown'}")
    lines.append(f"  {'read from':<12}{article.location or 'unknown'}")
    for number, quoted in enumerate(found.quotes, 1):
        evidence = quoted.evidence
        lines.append(f"\n[{number}] characters {evidence.start} to {evidence.stop}:")
        lines.append(f"  ...{quoted.before}>>>{evidence.quote}<<<{quoted.after}...")
    lines += _reports(found)
    return [printable(line) for line in lines]


# The surest stand first; a summit told in a hundred articles has thousands.
_MOST_LINKS = 20
_STOOD = {
    "planned": "announced",
    "hypothetical": "possible",
    "occurred": "occurred",
    "denied": "denied",
    "cancelled": "called off",
}


def _stood(report: Report) -> str:
    """How it stood at a report, with the day: that of the event where it has happened."""
    from legation.presenting.dates import date_words, day_words

    event = report.event
    word = _STOOD[event.status.value]
    if event.status.value == "occurred" and event.when:
        return f"{word} {date_words(event.when)}"
    day = event.announced or report.published
    return f"{word} {day_words(day)}" if day else f"{word} on an unknown day"


def _reports(found: Why) -> list[str]:
    """The other reports of the happening, its history, and why they are taken for one."""
    reports = found.happening.reports
    if len(reports) == 1:
        return ["\nNo other report of it is known."]
    lines = [f"\nOne happening, {len(reports)} reports:"]
    for report in reports:
        event = report.event
        when = f" ({event.when})" if event.when else ""
        mark = " (this one)" if event.id == found.event.id else ""
        source = found.sources[event.article_id]
        told = f"{report.published or 'no day'}  {event.status.value}{when}, {source}"
        lines.append(f"  {event.id}  {told}{mark}")
        lines.append(f"      {flat(' '.join(event.evidence[0].quote.split()))}")
    lines.append(f"\nHistory: {', '.join(map(_stood, found.happening.history))}.")
    lines.append("\nTaken for one happening because:")
    for link in found.links[:_MOST_LINKS]:
        score = "" if link.score is None else f", {link.score:.2f}"
        lines.append(f"  {link.left} and {link.right}{score}, by {link.judged_by}:")
        said = [f"{r.words} ({r.bits:+g})" if r.bits else r.words for r in link.reasons]
        lines.append(f"      {'; '.join(said) or 'no reason given'}")
    if len(found.links) > _MOST_LINKS:
        more = len(found.links) - _MOST_LINKS
        lines.append(f"  and {more} more links, which --format json lists")
    return lines


_SHOWN = (
    "type",
    "mode",
    "cameo",
    "status",
    "actors",
    "recipients",
    "when",
    "when_basis",
    "announced",
    "place",
    "venue",
    "per",
    "confidence",
    "rule",
    "weight",
    "notes",
)
