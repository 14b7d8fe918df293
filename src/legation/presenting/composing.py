"""From coded articles to a brief: what happened, what is planned, who says what it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from legation.model import (
    Assessment,
    Claim,
    CodedArticle,
    Condition,
    Happening,
    Interest,
    Link,
    Observation,
    Proposal,
    Report,
)
from legation.model.calendar import Entry
from legation.model.checked import Checked
from legation.model.happening import by_publication
from legation.presenting.brief import Brief, BriefOptions, Section
from legation.presenting.choosing import Chosen, choose, judgements
from legation.presenting.claimlines import claims_section
from legation.presenting.coming import coming_section
from legation.presenting.dates import last_day
from legation.presenting.eventlines import background_section, doubtful_section, event_sections
from legation.presenting.figures import fine_print, headline_figures, summary, title
from legation.presenting.helping import Help, helping_section
from legation.presenting.judgementlines import (
    conditions_section,
    meaning_sections,
    observed_section,
)
from legation.presenting.notes import NoteBook
from legation.presenting.systemlines import (
    interests_section,
    leads_section,
    proposals_section,
)
from legation.presenting.ties import who_with_whom
from legation.presenting.timeline import timeline

Gather = Callable[[Sequence[Report]], Sequence[Happening]]
"""Reports to happenings, each report in one of them."""

Coming = Callable[[Sequence[Happening], dt.date], Sequence[Entry]]
"""What the calendar holds for the actors of these happenings from a day on."""

Helping = Callable[[Sequence[Happening], dt.date], Help | None]
"""Who could help the two sides of the question that these happenings tell of, as of a day."""

Checking = Callable[[Sequence[CodedArticle], Sequence[Happening]], Sequence[Checked]]
"""The claims of these articles, held against these happenings."""

Opening = Callable[[NoteBook], Sequence[Section]]
"""Sections at the front of a brief, whose notes go into its book."""


def no_opening(_book: NoteBook) -> Sequence[Section]:
    """Nothing at the front."""
    return ()


def each_alone(reports: Sequence[Report]) -> Sequence[Happening]:
    """Every report as a happening of its own."""
    return [Happening(reports=(report,)) for report in by_publication(reports)]


def compose(
    coded: Sequence[CodedArticle],
    options: BriefOptions,
    gather: Gather = each_alone,
    coming: Coming | None = None,
    helping: Helping | None = None,
    opening: Opening = no_opening,
    checking: Checking | None = None,
) -> Brief:
    """The brief of these articles, within the days and about the actor that the options name.

    `gather` says which reports are of one happening. A happening is told where the report that
    says how it stands now is asked for. `coming` gives the dates ahead, after the newest article;
    without it the brief has no such part; nor has it one on third parties without `helping`, nor on
    claims without `checking`.
    `opening` makes sections that come before all others, such as open questions. The same articles
    and options give the same brief.
    """
    chosen = choose(coded, options)
    asked = {report.id for report in chosen.sure}
    told = gather(chosen.told)
    found = [happening for happening in told if happening.best.id in asked]
    newest = max(_days(chosen), default=None)
    book = NoteBook()
    helped = helping(found, newest) if helping and newest else None
    sections = (
        *opening(book),
        *event_sections(found, book, newest),
        *((coming_section(coming(found, newest)),) if coming and newest else ()),
        *((helping_section(helped, found, book),) if helped else ()),
        *meaning_sections(judgements(chosen, Assessment, options), book),
        observed_section(judgements(chosen, Observation, options), book),
        conditions_section(judgements(chosen, Condition, options), book),
        *_system(chosen, options, book),
        *_claims(chosen, options, told, checking, book),
        background_section(found, book, newest),
        doubtful_section(chosen.doubtful, book, options.min_confidence),
    )
    return Brief(
        title=title(options),
        summary=summary(chosen, found, options),
        figures=headline_figures(chosen, found, options),
        sections=sections,
        notes=tuple(book.notes),
        articles=tuple(c.article for c in chosen.articles),
        quarantined=tuple(options.quarantined),
        pictures=(timeline(found, _days(chosen)), who_with_whom(found)) if chosen.articles else (),
        fine_print=fine_print(chosen, options),
    )


def _system(chosen: Chosen, options: BriefOptions, book: NoteBook) -> Iterator[Section]:
    """What the articles tell of the system as such, where they do."""
    for section in (
        interests_section(judgements(chosen, Interest, options), book),
        proposals_section(judgements(chosen, Proposal, options), book),
        leads_section(judgements(chosen, Link, options), book),
    ):
        if section.lines:
            yield section


def _claims(
    chosen: Chosen,
    options: BriefOptions,
    told: Sequence[Happening],
    checking: Checking | None,
    book: NoteBook,
) -> Iterator[Section]:
    wanted = {id(claim) for _, claim in judgements(chosen, Claim, options)}
    if checking and wanted:
        found = [c for c in checking(chosen.articles, told) if id(c.claim) in wanted]
        yield claims_section(found, book)


def _days(chosen: Chosen) -> list[dt.date]:
    """The days of publication that are known."""
    known = [last_day(c.article.published) for c in chosen.articles]
    return [day for day in known if day]
