"""Opinion and analysis: what tells a piece that argues from one that reports.

Such a piece belongs to no sampling frame: whom it mentions is the choice of its argument.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from legation.knowledge.tables import rows

OPINION = "opinion"
"""`genre` of opinion and analysis pieces in the event table; news has none."""

_LABEL_LINES = 8
_LABEL_WORDS = 6
_MARKS = " \t*_#>[](){}|:–—-"
_SPLIT = re.compile(r"\s*(?:[|:»/]|\s[–—-]\s)\s*")
_BRACKETED = re.compile(r"\A[\[(]([^\])]{3,30})[\])]")
_LAST = 700
"""Characters at the end of a text in which the note on its author stands."""
_NAME = re.compile(r"\A[*_(\[]*(?:[A-Z][\w.'’-]+[ ,]+){1,5}\Z")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["words"].casefold() for row in rows("genres.tsv") if row["kind"] == kind)


@cache
def _paths() -> re.Pattern[str]:
    return re.compile(f"/(?:{'|'.join(sorted(map(re.escape, _words('path'))))})(?:[/?#]|$)")


def is_opinion_address(url: str) -> bool:
    """Whether the path of an address has a part that stands for opinion or analysis."""
    return _paths().search(url) is not None


def is_opinion_outlet(name: str) -> bool:
    """Whether an outlet, by name or host, prints nothing but opinion and analysis."""
    return name.casefold().removeprefix("www.") in _words("outlet")


def why_opinion(*, title: str | None, text: str, source: str | None, url: str | None) -> str | None:
    """Why a piece is opinion or analysis, in words; None for what reports, or gives no sign.

    The signs are the address, the outlet, a label in the title or alone above the text, a disclaimer,
    and a note on the author at the end; `genres.tsv` lists them.
    """
    if url and (path := _paths().search(url)):
        return f"its address has {path[0].rstrip('?#')}"
    for outlet in (source, _host(url)):
        if outlet and is_opinion_outlet(outlet):
            return f"{outlet} prints opinion and analysis"
    label = _title_label(title) or _section(text)
    return f"it is labelled “{label}”" if label else _note(text)


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def _title_label(title: str | None) -> str | None:
    """A label before or behind a title: "Opinion | ...", "[Editorial] ...", "... - Commentary"."""
    if not title:
        return None
    bracketed = _BRACKETED.match(title.strip())
    parts = _SPLIT.split(title.strip())
    ends = [parts[0], parts[-1]] if len(parts) > 1 else []
    return _label([*([bracketed[1]] if bracketed else []), *ends])


def _section(text: str) -> str | None:
    """A label alone on one of the first lines, with a section beside it or not."""
    lines = [line for line in text[:2000].splitlines() if line.strip()][:_LABEL_LINES]
    for line in lines:
        if len(line.split()) <= _LABEL_WORDS and (label := _label(_SPLIT.split(line))):
            return label
    return None


def _label(parts: list[str]) -> str | None:
    plain = (part.strip(_MARKS) for part in parts)
    return next((part for part in plain if part.casefold() in _words("label")), None)


def _note(text: str) -> str | None:
    """A disclaimer or a note on the author, at the end of the text."""
    end = text[-_LAST:]
    folded = end.casefold()
    for phrase in sorted(_words("phrase")):
        if phrase in folded:
            return f"it ends with “{phrase}”"
    for line in end.splitlines()[-4:]:
        for phrase in sorted(_words("author")):
            before, found, _ = line.partition(phrase)
            if found and _NAME.match(before):
                return f"a note says that its author “{phrase}”"
    return None
