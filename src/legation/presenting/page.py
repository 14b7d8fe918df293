"""The brief as one self-contained page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from legation.model import Article
from legation.presenting.brief import Brief, Line, Note
from legation.presenting.visible import visible

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of an article's text, with the notes that quote it."""

    text: str
    notes: tuple[int, ...]
    starts: tuple[int, ...]
    furniture: bool


def runs(article: Article, notes: list[Note]) -> list[Run]:
    """The text cut where quotes and furniture begin or end, in order and without a gap."""
    cuts = {0, len(article.text)}
    for note in notes:
        cuts |= {note.start, note.stop}
    for span in article.furniture:
        cuts |= {span.start, span.stop}
    edges = sorted(cuts)
    out: list[Run] = []
    for start, stop in pairwise(edges):
        inside = tuple(n.number for n in notes if n.start <= start and stop <= n.stop)
        first = tuple(n.number for n in notes if n.start == start)
        site = any(s.start <= start and stop <= s.stop for s in article.furniture)
        out.append(Run(visible(article.text[start:stop]), inside, first, site))
    return out


# A note opens its article's text before the browser scrolls to the quoted words.
SCRIPT = (
    "function o(){var t=document.getElementById(location.hash.slice(1));"
    "if(!t)return;var d=t.closest('details');if(d&&!d.open){d.open=true;t.scrollIntoView();}"
    "else if(d){t.scrollIntoView();}}"
    "addEventListener('hashchange',o);addEventListener('load',o);"
    "addEventListener('beforeprint',function(){document.querySelectorAll('details')"
    ".forEach(function(d){d.open=true})});"
)


def _by_group(lines: Sequence[Line]) -> list[tuple[str | None, list[Line]]]:
    return [(group, list(found)) for group, found in groupby(lines, key=lambda line: line.group)]


def _script_hash() -> str:
    return base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()


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
    environment.filters["groupby_order"] = _by_group
    return environment


def to_html(brief: Brief) -> str:
    """The whole brief as one HTML file that fetches nothing."""
    by_article: dict[str, list[Note]] = {}
    for note in brief.notes:
        by_article.setdefault(note.article_id, []).append(note)
    texts = [(article, runs(article, by_article.get(article.id, []))) for article in brief.articles]
    page: str = (
        _environment()
        .get_template("brief.html")
        .render(brief=brief, texts=texts, script=SCRIPT, script_hash=_script_hash())
    )
    return page
