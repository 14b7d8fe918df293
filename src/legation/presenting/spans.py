"""An article's text cut where quotes and the site's furniture begin or end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from legation.model import Article
from legation.presenting.brief import Note
from legation.presenting.visible import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text: the notes that quote it, those that begin with it, whose part it is."""

    text: str
    notes: tuple[int, ...]
    starts: tuple[int, ...]
    furniture: bool


def runs(article: Article, notes: Sequence[Note]) -> list[Run]:
    """The whole text in order and without a gap."""
    if not article.text:
        return []
    cuts = {0, len(article.text)}
    for note in notes:
        cuts |= {note.start, note.stop}
    for span in article.furniture:
        cuts |= {span.start, span.stop}
    return [
        _run(article, notes, start, stop)
        for start, stop in pairwise(sorted(cuts))
        if start < len(article.text)
    ]


def _run(article: Article, notes: Sequence[Note], start: int, stop: int) -> Run:
    return Run(
        text=visible(article.text[start:stop]),
        notes=tuple(n.number for n in notes if n.start <= start and stop <= n.stop),
        starts=tuple(n.number for n in notes if n.start == start),
        furniture=any(s.start <= start and stop <= s.stop for s in article.furniture),
    )
