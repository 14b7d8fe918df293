"""The brief as one self-contained page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from legation.model import Article
from legation.presenting.brief import Brief, Line, Note
from legation.presenting.sources import address, facts, title_of
from legation.presenting.spans import Run, runs
from legation.presenting.visible import visible

if TYPE_CHECKING:
    from jinja2 import Environment


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that share a heading, a topic or a column."""

    name: str | None
    hint: str | None
    lines: list[Line]


def _blocks(lines: Iterable[Line], by: str) -> list[Block]:
    """Lines in their order, cut where the heading changes."""
    found = []
    for name, run in groupby(lines, key=lambda line: getattr(line, by)):
        together = list(run)
        found.append(Block(name=name, hint=together[0].group_hint, lines=together))
    return found


def _text(name: str) -> str:
    return (files("legation.presenting") / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """What a content security policy calls a style or script that it allows."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("legation.presenting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    environment.filters["blocks"] = _blocks
    environment.filters["hash"] = _hash
    return environment


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
    page: str = (
        _environment()
        .get_template("brief.html")
        .render(
            brief=brief,
            sources=_sources(brief),
            most_sources=_MOST_SOURCES,
            first_lines=_first_lines(brief),
            titles={article.id: title_of(article) for article in brief.articles},
            style=_text("brief.css"),
            script=_text("brief.js"),
        )
    )
    return page
