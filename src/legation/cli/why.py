"""`legation why`."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from legation import settings
from legation.cli import options
from legation.cli.output import flat, printable

if TYPE_CHECKING:
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
    file: options.File = None,
) -> None:
    """Show why an event is in the ledger: its quotes in context, and the rule that made it."""
    using = settings.load({"file": file})
    from legation.workflows import listing, rooms

    with rooms.open_ledger(using, create=False) as ledger:
        found = listing.why(ledger, event)
    if form is Shape.JSON:
        json.dump(_json(found), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.write("\n".join(_lines(found)) + "\n")


def _json(found: Why) -> dict[str, object]:
    from legation.workflows.listing import full_row

    article = found.article
    return {
        "event": full_row(found.event),
        "confidence_from": [{"trait": t, "weight": w} for t, w in found.reasons],
        "article": {
            "id": article.id,
            "title": article.title,
            "source": article.source,
            "published": article.published,
            "published_basis": article.published_basis,
            "location": article.location,
        },
        "quotes": [
            {
                "before": quoted.before,
                "quote": quoted.evidence.quote,
                "after": quoted.after,
                "start": quoted.evidence.start,
                "stop": quoted.evidence.stop,
            }
            for quoted in found.quotes
        ],
    }


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
    return [printable(line) for line in lines]


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
