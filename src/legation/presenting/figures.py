"""Headline figures, the summary and the fine print of a brief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from legation.model import Happening, Status
from legation.presenting.brief import BriefOptions, Figure
from legation.presenting.choosing import Chosen
from legation.presenting.dates import DAY_OF_REPORT, day_words
from legation.presenting.sides import counted, place_words
from legation.presenting.wording import SIGNS, STATUS_WORDS

_HOW_TO_READ = (
    "Words in quotation marks and italics are the articles’; all other words are the program’s. "
    "Each number opens the quoted sentence in its article."
)
_DAYS = "Days asked for"


def _range(first: str, last: str) -> str:
    return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"


def _published(chosen: Chosen) -> str:
    known = sorted(c.article.published[:10] for c in chosen.articles if c.article.published)
    missing = len(chosen.articles) - len(known)
    words = _range(known[0], known[-1]) if known else "no day known"
    return words + (f"; {missing} without a known day" if missing and known else "")


def _asked(options: BriefOptions) -> str | None:
    since = f"from {day_words(options.since)}" if options.since else ""
    until = f"to {day_words(options.until)}" if options.until else ""
    return " ".join(filter(None, (since, until))) or None


def headline_figures(
    chosen: Chosen, found: Sequence[Happening], options: BriefOptions
) -> tuple[Figure, ...]:
    """How many articles and events, by status, over which days, as of when."""
    if not chosen.articles:
        return ()
    counts = Counter(h.event.status for h in found)
    figures = [
        Figure(label="Articles", value=str(len(chosen.articles))),
        Figure(label="Events", value=str(len(found)) if found else "none"),
    ]
    figures += [
        Figure(label=STATUS_WORDS[s], value=str(counts[s] or "none"), sign=SIGNS[s]) for s in Status
    ]
    figures.append(Figure(label="Published", value=_published(chosen)))
    if asked := _asked(options):
        figures.append(Figure(label=_DAYS, value=asked))
    if options.as_of:
        figures.append(Figure(label="As of", value=day_words(options.as_of)))
    return tuple(figures)


def title(options: BriefOptions) -> str:
    """The title, which says whom the brief is about."""
    return f"Brief on {place_words(options.about)}" if options.about else "Brief"


def summary(chosen: Chosen, found: Sequence[Happening], options: BriefOptions) -> str:
    """One or two sentences: what the brief rests on, or why it is empty and what to do."""
    if not chosen.given:
        return (
            "There is nothing to brief on, because no article has been read: read some with "
            "`legation read FOLDER` and make the brief again."
        )
    if not chosen.articles:
        return (
            f"None of the {counted(chosen.given, 'article')} was published within the days asked "
            "for: widen --as-of or --published-since, or read more articles with `legation read`."
        )
    about = f" that involves {place_words(options.about)}" if options.about else ""
    articles = counted(len(chosen.articles), "article")
    if not found:
        return (
            f"{articles} read, and no event{about} was found in the days asked for: widen "
            "--since and --until, ask about somebody else, or read more articles."
        )
    involve = f" that involve{'s' if len(found) == 1 else ''} {place_words(options.about or '')}"
    doubtful = f" {counted(len(chosen.doubtful), 'more report')} stood aside as doubtful."
    return (
        f"{counted(len(found), 'event')}{involve if options.about else ''}, as told by {articles}. "
        "Each is counted once, however many articles tell it."
        f"{doubtful if chosen.doubtful else ''}"
    )


def fine_print(chosen: Chosen, options: BriefOptions) -> tuple[str, ...]:
    """How to read the brief, how it was made, and what was left out and why."""
    lines = [_HOW_TO_READ]
    if any(r.event.when_basis == "publication" for r in chosen.sure):
        lines.append(f"“{DAY_OF_REPORT.capitalize()}”: the text itself gives no date.")
    if coders := sorted({c.coder for c in chosen.articles}):
        lines.append(f"Coded by {', '.join(coders)}.")
    if options.as_of:
        lines.append(f"As of {day_words(options.as_of)}: nothing published later is used.")
    if options.published_since:
        lines.append(f"Only articles published since {day_words(options.published_since)}.")
    if chosen.undated_articles:
        lines.append(
            f"Left out: {counted(chosen.undated_articles, 'article')} without a known day of "
            "publication."
        )
    if chosen.undated_events:
        lines.append(f"Left out: {counted(chosen.undated_events, 'event')} without a date.")
    if chosen.corrected:
        lines.append(f"Left out: {counted(chosen.corrected, 'article')} since corrected.")
    if options.revision is not None:
        lines.append(f"Made from revision {options.revision} of the ledger.")
    return tuple(lines)
