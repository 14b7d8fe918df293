"""The calendar as an iCalendar feed (RFC 5545) that calendar programs subscribe to.

What has exact days is an all-day VEVENT. What is known by the month only, about or without an end
is a VJOURNAL without a day, which the standard has for notes that stand on no date: no day is made
up. The same entries give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from legation.knowledge.calendar_limits import limit
from legation.model import Article, Report
from legation.model.calendar import Entry, Standing, exact_days
from legation.presenting.calendarwords import days_words, entry_title, place_words, source_words
from legation.presenting.dates import day_words
from legation.presenting.notes import squeezed
from legation.presenting.sources import address, title_of
from legation.presenting.visible import visible

if TYPE_CHECKING:
    from icalendar import Calendar, Component

_JOURNAL = {
    Standing.TENTATIVE: "DRAFT",
    Standing.CONFIRMED: "FINAL",
    Standing.CANCELLED: "CANCELLED",
}
# What changed on no known day must still carry a stamp that does not change.
_NO_DAY = dt.date(1970, 1, 1)
_DAY = dt.timedelta(days=1)


def to_ics(entries: Sequence[Entry], articles: Mapping[str, Article], name: str) -> str:
    """The feed under a name; `articles` are those whose reports the entries rest on, by id."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//legation//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _one_line(name))
    calendar.add("x-published-ttl", "PT12H")
    for entry in entries:
        _add(calendar, entry, articles)
    return str(calendar.to_ical(sorted=False).decode("utf-8"))


def _add(calendar: Calendar, entry: Entry, articles: Mapping[str, Article]) -> None:
    from icalendar import Event, Journal

    exact = exact_days(entry.when, limit("longest_exact_span"))
    item: Component = Event() if exact else Journal()
    item.add("uid", entry.uid)
    item.add("dtstamp", _stamp(entry.changed))
    item.add("last-modified", _stamp(entry.changed))
    item.add("sequence", entry.sequence)
    item.add("summary", _one_line(_summary(entry, exact is None)))
    item.add("description", "\n".join(_clean(line) for line in _description(entry, articles)))
    item.add("categories", [entry.kind.value])
    if exact:
        item.add("dtstart", exact[0])
        item.add("dtend", exact[1] + _DAY)
        item.add("status", entry.standing.value)
        item.add("transp", "TRANSPARENT")
        if where := place_words(entry):
            item.add("location", _one_line(where))
    else:
        item.add("status", _JOURNAL[entry.standing])
    if link := next(_links(entry, articles), None):
        item.add("url", link)
    calendar.add_component(item)


def _stamp(day: dt.date | None) -> dt.datetime:
    return dt.datetime.combine(day or _NO_DAY, dt.time(), dt.UTC)


def _summary(entry: Entry, vague: bool) -> str:
    title = entry_title(entry)
    return f"{title} ({days_words(entry)})" if vague else title


def _description(entry: Entry, articles: Mapping[str, Article]) -> Iterator[str]:
    yield f"When: {days_words(entry)} (EDTF {entry.when or 'none'})"
    if where := place_words(entry):
        yield f"Where: {where}"
    if entry.note:
        yield f"Status: {entry.standing.value.lower()}, {entry.note}"
    yield f"Source: {source_words(entry)}"
    for report in entry.happening.reports if entry.happening else ():
        yield from _evidence(report, articles.get(report.event.article_id))


def _evidence(report: Report, article: Article | None) -> Iterator[str]:
    """The sentence, and where it stands."""
    first = report.event.evidence[0]
    yield f"{report.event.status.value.capitalize()}: “{squeezed(first.quote)}”"
    if article is None:
        return
    day = day_words(report.published) if report.published else "day not known"
    told = ", ".join(part for part in (title_of(article), article.source, day) if part)
    where = address(article)
    yield f"— {told}, characters {first.start} to {first.stop}" + (f", {where}" if where else "")


def _links(entry: Entry, articles: Mapping[str, Article]) -> Iterator[str]:
    for report in reversed(entry.happening.reports) if entry.happening else ():
        article = articles.get(report.event.article_id)
        if article and (link := address(article)) and link.isascii() and " " not in link:
            yield link


def _clean(text: str) -> str:
    """Text whose control characters and direction marks are shown, on lines that all programs know."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return visible(lines.replace("\u2028", "\n").replace("\u2029", "\n"))


def _one_line(text: str) -> str:
    return squeezed(_clean(text))
