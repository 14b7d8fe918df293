"""The part of a brief that says what dates are ahead."""

from __future__ import annotations

from collections.abc import Sequence

from legation.knowledge.calendar_limits import limit
from legation.model.calendar import Entry, EntryKind, Standing, told_together
from legation.presenting.brief import Line, Part, Section
from legation.presenting.calendarwords import days_words, entry_title
from legation.presenting.dates import hint_of
from legation.presenting.sides import capital, listed
from legation.presenting.sides import place_words as state_words

_MARKS = {
    EntryKind.MEETING: "◷ Meeting",
    EntryKind.CHAIR: "◷ Chair",
    EntryKind.OFFICE: "◷ Office",
    EntryKind.ANNIVERSARY: "◷ Anniversary",
    EntryKind.DEADLINE: "◷ Question",
}
_OFF = "⊘ Called off"


def coming_section(entries: Sequence[Entry]) -> Section:
    """The dates ahead, each with the source of its row in the tables."""
    days = limit("coming_up_days")
    together: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        together.setdefault(told_together(entry), []).append(entry)
    return Section(
        key="coming",
        title="Coming up",
        intro=f"Dates of the {days} days after the newest article that bear on these actors, from "
        "the tables of institutions, not from the articles; each names its source. "
        "What the articles announce stands under “What is planned”; “legation calendar” lists all.",
        lines=tuple(map(_line, together.values())),
        empty=f"The tables of institutions hold no date of the next {days} days for these actors.",
    )


def _line(entries: Sequence[Entry]) -> Line:
    entry = entries[0]
    title = entry_title(entry)
    if len(entries) > 1:
        forums = listed([e.title.partition(": ")[0] for e in entries])
        title = f"{forums}: {title.partition(': ')[2]}"
    where = _where(entry, title)
    sources = "; ".join(dict.fromkeys(e.source for e in entries))
    return Line(
        parts=(
            Part(text=capital(days_words(entry)), hint=hint_of(entry.when)),
            Part(text=f": {title}{f', in {where}' if where else ''}."),
        ),
        below=(Part(text=f"Source: {sources}."),),
        notes=(),
        mark=_OFF if entry.standing is Standing.CANCELLED else _MARKS.get(entry.kind),
        source=sources,
    )


def _where(entry: Entry, title: str) -> str:
    """Where it is, less the town that its name tells."""
    town = entry.venue or ""
    if town and town in title:
        return state_words(entry.place) if entry.place else ""
    state = state_words(entry.place) if entry.place else ""
    return ", ".join(part for part in (town, state) if part)
