"""What belongs to the site and not to the article: recorded as ranges, never removed."""

from __future__ import annotations

import re
from functools import cache

from legation.knowledge.tables import rows
from legation.model import Span
from legation.reading.dating import masthead_day

_LINE = re.compile(r"[^\n]+")
_FOOTNOTE = re.compile(
    r"(?<=[a-z][.,;!?”’\"])(\d{1,2})(?=\s*(?:\n|$|[A-Z]))|(?<=[a-z]{3})\[(\d{1,2})\]"
)
_SENTENCE_END = re.compile(r"[.!?…:;”\"’')\]]\s*$")
_LONGEST_HEADLINE = 140


@cache
def _phrases(kind: str) -> frozenset[str]:
    return frozenset(row["phrase"].lower() for row in rows("furniture.tsv") if row["kind"] == kind)


def _bare(line: str) -> str:
    return line.strip().strip("*#>|•·- ").rstrip(":").strip().lower()


def headline(text: str) -> str | None:
    """The heading: the first lines' one that reads like a headline and no sentence."""
    for found in list(_LINE.finditer(text))[:3]:
        line = found.group().strip().lstrip("#").strip()
        if not line or _is_masthead(line):
            continue
        if len(line) <= _LONGEST_HEADLINE and not line.endswith((".", "…", ":", ";")):
            return line
        return None
    return None


def _is_masthead(line: str) -> bool:
    return len(line) < 60 and masthead_day(line) is not None


def find_furniture(text: str, *, titled: bool) -> tuple[Span, ...]:
    """Ranges of the text that are page furniture; a heading counts where the file has one."""
    lines = [(m.start(), m.end(), m.group()) for m in _LINE.finditer(text) if m.group().strip()]
    spans: list[Span] = []
    title = headline(text) if titled and len(lines) > 1 else None
    tail = _tail(lines)
    for number, (start, stop, line) in enumerate(lines):
        is_title = title is not None and number < 3 and line.strip().lstrip("#").strip() == title
        if start >= tail or is_title or _is_furniture(line, number):
            spans.append(Span(start, stop))
            continue
        for mark in _FOOTNOTE.finditer(text, start, stop):
            spans.append(Span(mark.start(), mark.end()))
    return tuple(spans)


def _is_furniture(line: str, number: int) -> bool:
    bare = _bare(line)
    if bare in _phrases("line") or bare in _phrases("tail"):
        return True
    if number < 4 and _is_masthead(line.strip()):
        return True
    if any(bare.startswith(phrase) for phrase in _phrases("start")) and len(bare) < 120:
        return True
    return bare.endswith(("...", "…")) and len(bare) < 160


def _tail(lines: list[tuple[int, int, str]]) -> int:
    """Where the related teasers begin: after a marker, if no long paragraph follows it."""
    for number, (start, _, line) in enumerate(lines):
        if _bare(line) in _phrases("tail") and number > 1:
            rest = [text for _, _, text in lines[number + 1 :]]
            if not any(len(text) > 300 and _SENTENCE_END.search(text) for text in rest):
                return start
    return len(lines[-1][2]) + lines[-1][0] + 1 if lines else 0
