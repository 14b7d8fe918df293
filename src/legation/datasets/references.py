"""Sources as BibTeX (the names of biblatex) or CSL-JSON, for Zotero, pandoc and LaTeX.

BibTeX fields and types: Kime, Wemheuer & Lehman, The biblatex Package. CSL-JSON: the schema of the
Citation Style Language, 1.0.2. Both have few rules, and none of the libraries for them is needed to
write them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from legation.datasets.exporting import lines_of
from legation.model.reference import Reference

FIELDS = {
    "bib": ("author", "title", "organization", "date", "year", "url", "urldate", "langid", "note"),
    "csl": ("id", "type", "title", "author", "container-title", "issued", "URL", "accessed"),
}
"""What an entry of each form may have."""

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "&%$#_"},
}
_ESCAPES = str.maketrans(_LATEX)
# A brace or a space in an address would end the field or the link; the rest biblatex takes as it is.
_IN_ADDRESS = {"{": "%7B", "}": "%7D", " ": "%20", "\\": "%5C", '"': "%22"}
_ADDRESS = str.maketrans(_IN_ADDRESS)
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f]+")
_LANGUAGES = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "ru": "russian"}


def write(found: Iterable[Reference], form: str, path: Path, *, packed: bool) -> int:
    """Writes references as `bib` or `csl` in the order of their keys and gives their number."""
    unique = {reference.key: reference for reference in found}
    references = [unique[key] for key in sorted(unique)]
    made = map(_bibtex, references) if form == "bib" else iter([_csl_list(references)])
    lines_of(made, path, packed=packed)
    return len(references)


def _plain(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def _bibtex(source: Reference) -> str:
    kind = "dataset" if source.data else "online" if source.url else "misc"
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in _bibtex_fields(source))
    return f"@{kind}{{{source.key},\n{body}}}\n"


def _bibtex_fields(source: Reference) -> Iterator[tuple[str, str]]:
    def text(value: str) -> str:
        return _plain(value).translate(_ESCAPES)

    if source.authors:
        yield "author", " and ".join(text(author) for author in source.authors)
    # The second pair of braces keeps capitals as they are.
    yield "title", f"{{{text(source.title)}}}" if source.title else "[Untitled]"
    if source.outlet:
        yield "publisher" if source.data else "organization", f"{{{text(source.outlet)}}}"
    if day := _day(source.published):
        yield "date", day
        yield "year", day[:4]
    if source.url:
        yield "url", _plain(source.url).translate(_ADDRESS)
        if source.accessed:
            yield "urldate", source.accessed.isoformat()
    if source.lang in _LANGUAGES:
        yield "langid", _LANGUAGES[source.lang]
    if source.note:
        yield "note", text(source.note)


def _day(published: str | None) -> str | None:
    """The day, month or year of publication, of which both forms know one each."""
    found = _DAY.match(published or "")
    return found[0] if found else None


def _csl_list(references: list[Reference]) -> str:
    return json.dumps([_csl(source) for source in references], ensure_ascii=False, indent=2)


def _csl(source: Reference) -> dict[str, Any]:
    day, accessed = _day(source.published), source.accessed
    kind = "dataset" if source.data else "webpage" if source.url else "article-newspaper"
    made = {
        "id": source.key,
        "type": kind,
        "title": source.title and _plain(source.title),
        "author": [_name(author) for author in source.authors],
        "publisher" if source.data else "container-title": source.outlet and _plain(source.outlet),
        "issued": {"date-parts": [[int(part) for part in day.split("-")]]} if day else None,
        "URL": source.url and _plain(source.url),
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]}
        if accessed and source.url
        else None,
        "language": source.lang,
        "note": source.note and _plain(source.note),
    }
    return {name: value for name, value in made.items() if value}


def _name(author: str) -> dict[str, str]:
    family, comma, given = author.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"literal": family}
