"""The brief as Markdown, complete with numbered notes and sources."""

from __future__ import annotations

import re

from legation.presenting.brief import Brief, Line, Section
from legation.presenting.visible import visible

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", visible(" ".join(text.split()) if "\n" in text else text))


def _line(line: Line) -> str:
    mark = f"**{line.mark}** " if line.mark and line.status else ""
    words = "".join(f"*{_plain(p.text)}*" if p.quoted else _plain(p.text) for p in line.parts)
    notes = "".join(f"[^{number}]" for number in line.notes)
    return f"- {mark}{words}{notes}"


def _section(section: Section) -> list[str]:
    out = [f"## {section.title}", ""]
    if not section.lines:
        return [*out, section.empty, ""]
    group: str | None = None
    for line in section.lines:
        if line.group != group and line.group:
            out += ["", f"### {_plain(line.group)}", ""]
        group = line.group
        out.append(_line(line))
    return [*out, ""]


def to_markdown(brief: Brief) -> str:
    """The whole brief; each note quotes its sentence and names its article and offsets."""
    titles = {a.id: a.title or a.id for a in brief.articles}
    out = [f"# {_plain(brief.title)}", "", _plain(brief.summary), ""]
    for section in brief.sections:
        out += _section(section)
    for picture in brief.pictures:
        out += [
            f"## {picture.title}",
            "",
            "| " + " | ".join(picture.columns) + " |",
            "|" + " --- |" * len(picture.columns),
        ]
        out += ["| " + " | ".join(_plain(cell) for cell in row) + " |" for row in picture.rows]
        out += ["", picture.note, ""]
    out += ["## Sources", ""]
    for article in brief.articles:
        day = (
            f", {article.published} ({article.published_basis or 'unknown basis'})"
            if article.published
            else ", no date known"
        )
        where = f" — {_plain(article.location)}" if article.location else ""
        out.append(
            f"- {_plain(titles[article.id])}{', ' + _plain(article.source) if article.source else ''}{day}{where}"
        )
    out += ["", *(f"> {line}" for line in brief.fine_print), ""]
    for note in brief.notes:
        out.append(
            f"[^{note.number}]: “{_plain(note.quote)}” — {_plain(titles.get(note.article_id, note.article_id))}, characters {note.start} to {note.stop}."
        )
    return "\n".join(out) + "\n"
