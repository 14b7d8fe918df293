"""The brief as one self-contained page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from legation.model import Article
from legation.presenting.brief import Brief, Note
from legation.presenting.pictures.sheet import figure, figure_style
from legation.presenting.sources import address, facts, title_of
from legation.presenting.spans import Run, runs
from legation.presenting.templating import environment, template_text

# More sources than this are folded.
_MOST_SOURCES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article as the page shows it."""

    article: Article
    title: str
    facts: tuple[str, ...]
    address: str | None
    runs: list[Run]
    quoted: int


_environment = cache(environment)


def _sources(brief: Brief) -> list[Source]:
    by_article: dict[str, list[Note]] = {}
    for note in brief.notes:
        by_article.setdefault(note.article_id, []).append(note)
    found = []
    for article in brief.articles:
        notes: Sequence[Note] = by_article.get(article.id, [])
        found.append(
            Source(
                article=article,
                title=title_of(article),
                facts=facts(article),
                address=address(article),
                runs=runs(article, notes),
                quoted=len(notes),
            )
        )
    return found


def _first_lines(brief: Brief) -> dict[int, str]:
    """For each note the id of the first reference to it, as the template numbers them."""
    found: dict[int, str] = {}
    for section in brief.sections:
        for at, line in enumerate(section.lines, 1):
            for number in line.notes:
                found.setdefault(number, f"{section.key}-{at}-{number}")
    return found


def to_html(brief: Brief) -> str:
    """The whole brief as one HTML file that fetches nothing and opens in any browser."""
    measured = brief.measured
    charts = [(c, figure(c, measured.about)) for c in measured.charts] if measured else []
    page: str = (
        _environment()
        .get_template("brief.html")
        .render(
            brief=brief,
            sources=_sources(brief),
            most_sources=_MOST_SOURCES,
            first_lines=_first_lines(brief),
            titles={article.id: title_of(article) for article in brief.articles},
            style=template_text("brief.css") + (figure_style() if charts else ""),
            charts=charts,
            script=template_text("brief.js"),
        )
    )
    return page
