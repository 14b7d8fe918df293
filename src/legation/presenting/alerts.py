"""Alerts as rows, as a feed in RSS 2.0, and what changed since a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from legation.model import Evidence
from legation.model.alert import Alert
from legation.presenting.chances import Chance, chance_words
from legation.presenting.measures import Row, Section
from legation.presenting.sides import counted
from legation.presenting.visible import visible

COLUMNS = ("raised", "kind", "title", "text", "quote", "known", "about", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The odds of a question then and now, None where it had none; `steps` are people's words."""

    name: str
    text: str
    then: Chance | None
    now: Chance | None
    steps: tuple[str, ...]


def _quote(evidence: Evidence) -> str:
    return " ".join(evidence.quote.split())


def row(alert: Alert) -> Row:
    """An alert in one line."""
    return {
        "raised": alert.at.isoformat(timespec="minutes"),
        "kind": alert.kind,
        "title": alert.title,
        "text": alert.text,
        "quote": [_quote(e) for e in alert.evidence],
        "known": alert.known and alert.known.isoformat(),
        "about": alert.about,
        "id": alert.id,
    }


def full_row(alert: Alert) -> Row:
    """An alert with the offsets of its evidence, for JSON."""
    return {
        **row(alert),
        "events": list(alert.events),
        "evidence": [
            {"article": e.article_id, "start": e.start, "stop": e.stop, "quote": e.quote}
            for e in alert.evidence
        ],
    }


def to_rss(alerts: Sequence[Alert], ledger: str) -> str:
    """The alerts as an RSS 2.0 feed; each keeps its guid."""
    rss = Element("rss", {"version": "2.0"})
    channel = SubElement(rss, "channel")
    SubElement(channel, "title").text = "legation: alerts"
    SubElement(channel, "link").text = "about:blank"
    SubElement(channel, "description").text = visible(f"What bears on open questions in {ledger}")
    for alert in alerts:
        item = SubElement(channel, "item")
        SubElement(item, "title").text = visible(alert.title)
        told = [alert.text, *(f"“{_quote(e)}”" for e in alert.evidence)]
        SubElement(item, "description").text = visible("\n".join(told))
        SubElement(item, "category").text = alert.kind
        SubElement(item, "guid", {"isPermaLink": "false"}).text = alert.id
        SubElement(item, "pubDate").text = format_datetime(alert.at)
    indent(rss)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(rss, encoding="unicode")}\n'


def lines(alerts: Sequence[Alert]) -> Iterator[str]:
    """Alerts as they are told while a watch goes on."""
    for alert in alerts:
        yield f"{alert.at:%Y-%m-%d %H:%M} {alert.title}"
        yield f"  {alert.text}"
        for evidence in alert.evidence:
            yield f"  “{_quote(evidence)}”"


def changed_sections(
    since: dt.datetime, articles: int, alerts: Sequence[Alert], moved: Sequence[Moved]
) -> Iterator[Section]:
    """What changed since a moment, for a terminal."""
    read = f"{counted(articles, 'article')} read" if articles else "no article was read"
    yield Section("since", (), (), none=f"Since {since:%Y-%m-%d %H:%M} UTC: {read}.")
    rows: list[Row] = [
        {
            "question": m.text,
            "then": chance_words(m.then),
            "now": chance_words(m.now),
            "said since": list(m.steps),
            "name": m.name,
        }
        for m in moved
    ]
    columns = ("question", "then", "now", "said since", "name")
    yield Section("Questions", columns, rows, "No question moved.")
    yield Section("Alerts", COLUMNS, [row(a) for a in alerts], "No alert was raised.")
