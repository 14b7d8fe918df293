"""From coded articles to a brief: what happened, what is planned, who says what it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from legation.model import Assessment, CodedArticle, Condition, Observation
from legation.presenting.brief import Brief, BriefOptions
from legation.presenting.choosing import Chosen, choose, judgements
from legation.presenting.dates import last_day
from legation.presenting.eventlines import background_section, doubtful_section, event_sections
from legation.presenting.figures import fine_print, headline_figures, summary, title
from legation.presenting.grouping import happenings
from legation.presenting.judgementlines import (
    conditions_section,
    meaning_sections,
    observed_section,
)
from legation.presenting.notes import NoteBook
from legation.presenting.ties import who_with_whom
from legation.presenting.timeline import timeline


def compose(coded: Sequence[CodedArticle], options: BriefOptions) -> Brief:
    """The brief of these articles, within the days and about the actor that the options name.

    The same articles and options always give the same brief.
    """
    chosen = choose(coded, options)
    found = happenings(chosen.sure)
    newest = max(_days(chosen), default=None)
    book = NoteBook()
    sections = (
        *event_sections(found, book, newest),
        *meaning_sections(judgements(chosen, Assessment, options), book),
        observed_section(judgements(chosen, Observation, options), book),
        conditions_section(judgements(chosen, Condition, options), book),
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


def _days(chosen: Chosen) -> list[dt.date]:
    """The days of publication that are known."""
    known = [last_day(c.article.published) for c in chosen.articles]
    return [day for day in known if day]
