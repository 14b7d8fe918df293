"""Lines of events, and the sections that they stand in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from legation.knowledge.names import display
from legation.model import Event, Happening, Holder, Report, Status
from legation.model.when import known_days
from legation.presenting.brief import Line, Part, Section
from legation.presenting.dates import (
    NO_DATE,
    caution,
    date_words,
    day_words,
    hint,
    last_day,
    when_words,
)
from legation.presenting.notes import NoteBook
from legation.presenting.sides import (
    capital,
    listed,
    pair_words,
    per_words,
    place_words,
)
from legation.presenting.wording import event_words, mark, quote_parts, told_apart

# A cancellation or denial that an article recalls from further back than this is background.
_RECENT = dt.timedelta(days=365)
_BEFORE = {
    Status.OCCURRED: "having occurred",
    Status.PLANNED: "planned",
    Status.HYPOTHETICAL: "possible",
    Status.DENIED: "denied",
    Status.CANCELLED: "called off",
}
_EARLIER_PLANS = "Earlier plans whose outcome was not found"
# More lines than this are folded.
_OPEN_HAPPENED, _OPEN_OTHERS = 40, 15
_EARLIEST, _LATEST = dt.date.min, dt.date.max


def _place(event: Event) -> str:
    hosts = {side.code for side in event.recipients}
    if event.venue and event.place:
        return f", in {event.venue} ({display(event.place)})"
    if event.venue:
        return f", in {event.venue}"
    if event.place and not (event.mode == "visit" and event.place in hosts):
        return f", in {place_words(event.place)}"
    return ""


def _all_per(happening: Happening) -> tuple[str, ...]:
    """Whose word it is: each chain of speakers once, of the reports that tell how it stands now."""
    status = happening.event.status
    chains: dict[tuple[Holder, ...], None] = {}
    for report in happening.reports:
        if report.event.per and report.event.status is status:
            chains[report.event.per] = None
    return tuple(per_words(per) for per in chains)


def _setting(event: Event) -> str:
    words = ""
    if event.forum:
        words += f", at {place_words(event.forum)}"
    if event.occasion:
        words += f", on the occasion of {event.occasion}"
    if event.formality:
        words += f" ({event.formality.value}{' visit' if event.mode == 'visit' else ''})"
    return words


def _after(happening: Happening) -> list[Part]:
    """What is said after the sentence: how it stands, its condition, its history, its notes."""
    event = happening.event
    parts: list[Part] = []
    if event.status is Status.CANCELLED:
        parts.append(Part(text=" This was called off or put off."))
    if event.condition:
        parts += [
            Part(text=" Condition: “"),
            told_apart(event.condition.text, [event.condition.evidence]),
            Part(text="”."),
        ]
    parts += _history(happening)
    told_in = len({r.event.article_id for r in happening.reports})
    if told_in > 1:
        parts.append(Part(text=f" Told in {told_in} articles."))
    return parts + [Part(text=f" Note: {note}.") for note in dict.fromkeys(event.notes)]


def _history(happening: Happening) -> list[Part]:
    """How it was told before, and who says that it was not."""
    disputes = happening.event.status is Status.OCCURRED
    before: list[str] = []
    denied: list[str] = []
    for report in happening.earlier:
        day = f" ({day_words(report.published)})" if report.published else ""
        if disputes and report.event.status is Status.DENIED:
            words = per_words(report.event.per)
            denied.append(f"denied {words}{day}" if words else f"denied{day}")
        else:
            before.append(f"{_BEFORE[report.event.status]}{day}")
    parts = [Part(text=f" Reported before as {listed(before)}.")] if before else []
    return [*parts, Part(text=f" Disputed: {listed(denied)}.")] if denied else parts


def event_line(happening: Happening, book: NoteBook, *, dated: bool) -> Line:
    """The line of a happening; `dated` says whether it tells its date or a heading does."""
    event = happening.event
    parts = [Part(text=event_words(event, happening.best.published))]
    warned = caution(event)
    if dated:
        comma = ", " if not event.when or "/" in event.when else " "
        parts += [Part(text=comma), Part(text=when_words(event), hint=hint(event))]
    parts.append(Part(text=_place(event) + _setting(event)))
    per = _all_per(happening)
    parts.append(Part(text=f", {'; also '.join(per)}" if per else ""))
    parts.append(Part(text=f" ({warned})." if warned else "."))
    parts += _after(happening)
    conditions = [e.condition.evidence for e in (event,) if e.condition]
    evidence = chain.from_iterable(r.event.evidence for r in (happening.best, *happening.reports))
    return Line(
        parts=tuple(part for part in parts if part.text),
        below=quote_parts(event.evidence),
        notes=book.add((*evidence, *conditions)),
        mark=mark(event.status),
        status=event.status,
        group=None if dated else capital(date_words(event.when)),
        group_hint=None if dated else hint(event),
        topic=None if dated else pair_words(sorted(event.codes, key=display)),
        events=tuple(r.event.id for r in happening.reports),
    )


def _span(happening: Happening) -> tuple[dt.date | None, dt.date | None]:
    found = known_days(happening.event.when)
    return (found.first, found.last) if found else (None, None)


def newest_first(happening: Happening) -> tuple[dt.date, dt.date, str]:
    """Sorts by last day, the newest first where reversed; open ends stand by the end they have."""
    first, last = _span(happening)
    return last or first or _EARLIEST, first or last or _EARLIEST, happening.event.when or ""


def soonest_first(happening: Happening) -> tuple[dt.date, dt.date]:
    """Sorts by first day; what has no date, or no end, comes last."""
    first, last = _span(happening)
    return last or _LATEST, first or _LATEST


def _is_background(happening: Happening, newest: dt.date | None) -> bool:
    status = happening.event.status
    if happening.is_news or status in (Status.PLANNED, Status.HYPOTHETICAL):
        return False
    if status is Status.OCCURRED:
        return True
    last = _span(happening)[1]
    return bool(newest and last and newest - last > _RECENT)


def _undated_group(line: Line) -> Line:
    if line.group == capital(NO_DATE):
        return replace(line, group="Day not given")
    return line


_SECTIONS: tuple[tuple[str, str, tuple[Status, ...], str], ...] = (
    (
        "planned",
        "What is planned",
        (Status.PLANNED,),
        "These articles report no plan.",
    ),
    (
        "off",
        "What was called off or denied",
        (Status.CANCELLED, Status.DENIED),
        "These articles report nothing as called off or denied.",
    ),
    (
        "could",
        "What could happen",
        (Status.HYPOTHETICAL,),
        "Nobody is reported as discussing a possibility.",
    ),
)


def event_sections(
    found: Sequence[Happening], book: NoteBook, newest: dt.date | None
) -> tuple[Section, ...]:
    """What happened, is planned, was called off or denied, and could happen."""
    news = [h for h in found if not _is_background(h, newest)]
    happened = [h for h in news if h.event.status is Status.OCCURRED]
    happened.sort(key=lambda h: pair_words(sorted(h.event.codes, key=display)))
    happened.sort(key=newest_first, reverse=True)
    sections = [
        Section(
            key="happened",
            title="What happened",
            lines=unrepeated([_undated_group(event_line(h, book, dated=False)) for h in happened]),
            empty="These articles report nothing as having happened.",
            most=_OPEN_HAPPENED,
        )
    ]
    for key, title, statuses, empty in _SECTIONS:
        chosen = sorted((h for h in news if h.event.status in statuses), key=soonest_first)
        lines = _by_lateness(chosen, book, newest)
        sections.append(Section(key=key, title=title, lines=lines, empty=empty, most=_OPEN_OTHERS))
    return tuple(sections)


def _by_lateness(
    chosen: Sequence[Happening], book: NoteBook, newest: dt.date | None
) -> tuple[Line, ...]:
    """Lines in their order, but plans that the newest report has overtaken last, under a heading."""
    told = [(event_line(h, book, dated=True), _is_overtaken(h, newest)) for h in chosen]
    ahead = [line for line, late in told if not late]
    lines = [replace(line, group=_EARLIER_PLANS) for line, late in told if late]
    if ahead and lines:
        ahead = [replace(line, group="Still ahead") for line in ahead]
    return unrepeated((*ahead, *lines))


def _is_overtaken(happening: Happening, newest: dt.date | None) -> bool:
    """Whether a plan's last day is over, or it has none and was reported over a year ago."""
    if happening.event.status is not Status.PLANNED or newest is None:
        return False
    if last := _span(happening)[1]:
        return last < newest
    reported = last_day(happening.best.published)
    return reported is not None and newest - reported > _RECENT


def unrepeated(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines; one whose quote the line before it shows keeps its note and drops the quote."""
    found: list[Line] = []
    shown: tuple[object, ...] = ()
    for line in lines:
        found.append(replace(line, below=()) if (line.group, line.below) == shown else line)
        shown = (line.group, line.below)
    return tuple(found)


def background_section(
    found: Sequence[Happening], book: NoteBook, newest: dt.date | None
) -> Section:
    """What the articles recall, the newest first."""
    chosen = [h for h in found if _is_background(h, newest)]
    chosen.sort(key=newest_first, reverse=True)
    return Section(
        key="background",
        title="Background",
        intro="Earlier events that the articles recall.",
        lines=unrepeated([event_line(h, book, dated=True) for h in chosen]),
        empty="These articles recall no earlier event.",
        most=_OPEN_OTHERS,
    )


def doubtful_section(doubtful: Sequence[Report], book: NoteBook, least: float) -> Section:
    """Events that the program is not sure of, each with its confidence; none is counted."""
    lines: list[Line] = []
    for report in sorted(doubtful, key=lambda r: -r.event.confidence):
        line = event_line(Happening(reports=(report,)), book, dated=True)
        sure = Part(text=f" Confidence {report.event.confidence:.2f}.")
        lines.append(replace(line, parts=(*line.parts, sure)))
    return Section(
        key="doubtful",
        title="Doubtful",
        intro=f"Below a confidence of {least:g}, or with a side that the quoted words do not name; "
        "not counted above and not drawn.",
        lines=unrepeated(lines),
        empty="No line was set aside as doubtful.",
        most=0,
    )
