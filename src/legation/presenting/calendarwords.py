"""Entries of the calendar in words and as rows."""

from __future__ import annotations

from typing import Any

from legation.knowledge.calendar_limits import limit
from legation.knowledge.names import display
from legation.model import Happening, Report, Status
from legation.model.calendar import Entry, exact_days
from legation.presenting.dates import date_words
from legation.presenting.sides import per_words
from legation.presenting.wording import event_words

COLUMNS = ("when", "what", "status", "kind", "place", "source")
"""Columns of an entry in a table."""

CSV_COLUMNS = (
    *("when", "first", "last", "what", "status", "kind", "place", "venue", "about", "note"),
    *("source", "sequence", "changed", "uid"),
)
"""Columns of an entry in CSV; `when` is EDTF, `first` and `last` only where the days are known."""

_PREFIX = {Status.CANCELLED: "Called off or put off: ", Status.DENIED: "Denied: "}


def entry_title(entry: Entry) -> str:
    """What an entry is, in words; of an announced act as the newest report tells it."""
    if entry.happening is None:
        return entry.title
    return _PREFIX.get(entry.happening.event.status, "") + _words(entry.happening)


def _words(happening: Happening) -> str:
    """What was planned, of a cancellation or denial too: that it is off stands before it."""
    event = happening.event
    if event.status in _PREFIX:
        planned = [r for r in happening.reports if r.event.status is Status.PLANNED]
        if planned:
            return event_words(planned[-1].event, planned[-1].published)
    return event_words(event, happening.best.published)


def days_words(entry: Entry) -> str:
    """When it is, in words; what has no exact day says so."""
    planned = entry.happening is not None and entry.happening.event.status is not Status.OCCURRED
    words = date_words(entry.when, Status.PLANNED if planned else Status.OCCURRED)
    return f"{words} (day not known)" if is_vague(entry) and entry.when and not planned else words


def is_vague(entry: Entry) -> bool:
    """Whether it has no exact day yet."""
    return exact_days(entry.when, limit("longest_exact_span")) is None


def place_words(entry: Entry) -> str:
    """Town and state, as far as known."""
    known = [entry.venue or "", display(entry.place) if entry.place else ""]
    return ", ".join(dict.fromkeys(part for part in known if part))


def source_words(entry: Entry) -> str:
    """What an entry rests on: the source of its row, or who reported it and on whose word."""
    if entry.happening is None:
        return entry.source
    reports = entry.happening.reports
    told = {r.event.article_id for r in reports}
    per = per_words(entry.happening.event.per)
    words = f"{len(told)} article{'s' if len(told) != 1 else ''} in the ledger"
    return f"{words}, {per}" if per else words


def status_words(entry: Entry) -> str:
    """The standing in lower case, and what became of an announced act where that says more."""
    words = entry.standing.value.lower()
    status = entry.happening.event.status if entry.happening else None
    return f"{words}, {status}" if status in (Status.OCCURRED, Status.DENIED) else words


def table_row(entry: Entry) -> dict[str, Any]:
    """An entry for a reader."""
    return {
        "when": days_words(entry),
        "what": entry_title(entry),
        "status": status_words(entry),
        "kind": entry.kind.value,
        "place": place_words(entry) or None,
        "source": source_words(entry),
    }


def flat_row(entry: Entry) -> dict[str, Any]:
    """An entry for CSV."""
    exact = exact_days(entry.when, limit("longest_exact_span"))
    return {
        "when": entry.when,
        "first": exact[0].isoformat() if exact else None,
        "last": exact[1].isoformat() if exact else None,
        "what": entry_title(entry),
        "status": entry.standing.value.lower(),
        "kind": entry.kind.value,
        "place": entry.place,
        "venue": entry.venue,
        "about": sorted(entry.about),
        "note": entry.note,
        "source": source_words(entry),
        "sequence": entry.sequence,
        "changed": entry.changed.isoformat() if entry.changed else None,
        "uid": entry.uid,
    }


def full_row(entry: Entry) -> dict[str, Any]:
    """An entry in full, with the evidence of an announced act."""
    reports = entry.happening.reports if entry.happening else ()
    return {**flat_row(entry), "evidence": [_evidence(report) for report in reports]}


def _evidence(report: Report) -> dict[str, Any]:
    first = report.event.evidence[0]
    return {
        "event": report.id,
        "article": first.article_id,
        "published": report.published,
        "status": report.event.status.value,
        "when": report.event.when,
        "start": first.start,
        "stop": first.stop,
        "quote": first.quote,
    }
