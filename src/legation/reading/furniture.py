"""What belongs to the site and not to the article, as ranges of a text that stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from legation.knowledge.furniture import phrases
from legation.model import Span
from legation.reading.dating import Dateline, Stated, date_line, dateline
from legation.reading.headings import Top, is_byline, plain, top
from legation.reading.piece import Piece
from legation.reading.units import Unit, units

_MARK = re.compile(
    r"(?P<word>[^\W\d_]{2,})(?:[.?!][”\"’)]*|[”\"’)]+[.?!]?|(?<=[a-z]{4})[,;])(?P<number>[1-9]\d?)(?=\s|\Z)"
    r"|(?<=\S)(?P<bracket>\[\d{1,3}\])(?=[\s.,;:!?]|\Z)"
    r"|(?<=[^\W\d_]|[.,;!?”\"’)])(?P<raised>[¹²³⁰⁴-⁹]+)"
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]\.?$")
_AGENCY = re.compile(r"[(\[][^()\[\]]{2,40}[)\]]$")
_SHORT = 15
_CAPTION = 60
_SIGNOFF = 40
_DATELINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """The ranges of a text that are furniture, and what its top tells of the article."""

    spans: tuple[Span, ...]
    title: str | None
    outlet: str | None
    agency: str | None
    date: Stated | None


def find_furniture(piece: Piece) -> Furniture:
    """Masthead, headings, links to other articles, captions, credits, datelines, footnote marks."""
    found = units(piece.text, piece.front)
    above = top(found, title=piece.title, untitled=piece.untitled)
    mine = _body(found, above, marked=piece.marked)
    kept = {unit.start for unit in mine}
    spans = [Span(unit.start, unit.stop) for unit in found if unit.start not in kept]
    if piece.front:
        spans.append(Span(0, piece.front))
    line = _first_dateline(piece.text, mine)
    if line:
        spans.append(Span(*line[0]))
    for unit in mine:
        spans += _marks(piece.text, unit)
    return Furniture(
        spans=tuple(sorted(spans)),
        title=above.title or _marked_title(found, marked=piece.marked),
        outlet=above.outlet,
        agency=line[1].agency if line else None,
        date=above.date or (line[1].date if line else None),
    )


def _marked_title(found: Sequence[Unit], *, marked: bool) -> str | None:
    if not marked:
        return None
    heads = (unit.line.strip("# ") for unit in found if unit.line.startswith("# "))
    return next(heads, None)


def _body(found: Sequence[Unit], above: Top, *, marked: bool) -> list[Unit]:
    """The article's own paragraphs, in order."""
    dropped = {unit.start for unit in above.furniture}
    rest = [unit for unit in found if unit.start not in dropped]
    gone = _links(rest)
    mine: list[Unit] = []
    for number, unit in enumerate(rest):
        if number in gone or _is_site_line(unit) or (marked and unit.line.startswith("#")):
            continue
        mine.append(unit)
    return mine


def _links(rest: Sequence[Unit]) -> set[int]:
    """Numbers of the units that lead to other articles."""
    gone: set[int] = set()
    total = sum(unit.words for unit in rest)
    before = 0
    for number, unit in enumerate(rest):
        kind = _opener(unit)
        after = rest[number + 1 :]
        late = before >= total - before
        if (kind == "tail" and late) or (
            kind == "related" and late and not any(u.long for u in after)
        ):
            gone.update(range(number, len(rest)))
            break
        if kind:
            gone.update(_block(rest, number))
        before += unit.words
    for number in range(1, len(rest)):
        # A headline over a line that breaks off is a teaser, wherever it stands.
        if rest[number].elliptic and rest[number].words <= 2 * _SHORT and rest[number - 1].headlike:
            gone |= {number - 1, number}
    return gone


def _opener(unit: Unit) -> str | None:
    line = plain(unit.line)
    return next((kind for kind in ("tail", "related", "block") if line in phrases(kind)), None)


def _block(rest: Sequence[Unit], opener: int) -> Iterator[int]:
    """An opener and the headlines and teasers below it, up to the next sentence."""
    yield opener
    for number in range(opener + 1, len(rest)):
        if rest[number].sentence:
            return
        yield number


def _is_site_line(unit: Unit) -> bool:
    line = unit.line.lower()
    if plain(unit.line) in phrases("line") or is_byline(unit):
        return True
    if line.startswith(_stamps()) and date_line(unit.line):
        return True
    if unit.words <= _SHORT and line.startswith(phrases("start")):
        return True
    if unit.words <= _CAPTION and (_is_credited(line) or line.startswith(phrases("caption"))):
        return True
    if unit.words <= _SIGNOFF and line.startswith(phrases("signoff")):
        return True
    return unit.words <= 3 and bool(_AGENCY.match(unit.line))


@cache
def _stamps() -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases("stamp") if len(phrase) > 2)


def _is_credited(line: str) -> bool:
    brackets = _BRACKETS.search(line)
    if not brackets:
        return False
    inside = f" {' '.join(re.findall(r'[a-z]+', brackets[1]))} "
    return any(f" {phrase} " in inside for phrase in phrases("credit"))


def _first_dateline(text: str, mine: Sequence[Unit]) -> tuple[tuple[int, int], Dateline] | None:
    for unit in mine[:_DATELINES]:
        found = dateline(text, unit.start)
        if found and found.stop < unit.stop:
            return (unit.start, found.stop), found
    return None


def _marks(text: str, unit: Unit) -> Iterator[Span]:
    """Footnote marks glued to words, without the words."""
    for found in _MARK.finditer(text, unit.start, unit.stop):
        name = next(name for name in ("number", "bracket", "raised") if found[name])
        if name == "number" and found["word"].lower() in phrases("abbreviation"):
            continue
        yield Span(*found.span(name))
