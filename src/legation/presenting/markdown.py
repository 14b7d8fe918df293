"""The brief as Markdown, complete with numbered notes and sources."""

from __future__ import annotations

import re
from itertools import groupby

from legation.model import Article
from legation.presenting.brief import Brief, Line, Measured, Part, Picture, Section
from legation.presenting.pictures.sheet import cell
from legation.presenting.sources import address, facts, title_of
from legation.presenting.visible import visible

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
# What would begin a list, a quotation or a heading where a line begins with it.
_FIRST = re.compile(r"^([-+=:]|\d+(?=[.)]))")


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    words = visible(text.replace("\r", " ").replace("\n", " "))
    return _SPECIAL.sub(r"\\\1", words)


def _first(text: str) -> str:
    return _FIRST.sub(r"\\\1", _plain(text.strip()))


def _part(part: Part) -> str:
    words = _plain(part.text)
    return f"*{words}*" if part.quoted and words.strip() else words


def _line(line: Line) -> str:
    mark = f"**{line.mark}** " if line.mark else ""
    said = "".join(map(_part, line.parts))
    quoted = " " + "".join(map(_part, line.below)) if line.below else ""
    notes = "".join(f"[^{number}]" for number in line.notes)
    return f"- {mark}{said}{quoted}{notes}"


def _section(section: Section) -> list[str]:
    out = [f"## {section.title}", ""]
    if not section.lines:
        return [*out, section.empty, ""]
    if section.intro:
        out += [section.intro, ""]
    for group, lines in groupby(section.lines, key=lambda line: line.group):
        if group:
            out += [f"### {_plain(group)}", ""]
        for topic, told in groupby(lines, key=lambda line: line.topic):
            if topic:
                out += [f"#### {_plain(topic)}", ""]
            out += [*map(_line, told), ""]
    return out


def _picture(picture: Picture) -> list[str]:
    out = [f"## {picture.title}", ""]
    if picture.shown and picture.note:
        out += [_plain(picture.note), ""]
    if picture.rows:
        out += [_row(picture.columns), "|" + " --- |" * len(picture.columns)]
        out += [*map(_row, picture.rows), ""]
    return out


def _measured(measured: Measured | None) -> list[str]:
    if measured is None:
        return []
    out = [f"## {_plain(measured.title)}", "", _plain(measured.verdict), ""]
    for chart in measured.charts:
        out += [f"### {_plain(chart.title)}", "", _plain(f"{chart.units} {chart.alt}"), ""]
        out += [_row(tuple(c.replace("_", " ") for c in chart.columns))]
        out += ["|" + " --- |" * len(chart.columns)]
        out += [_row(tuple(cell(row.get(c)) for c in chart.columns)) for row in chart.rows]
        out += ["", _plain(measured.about.words), ""]
    return out


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(_plain, cells)) + " |"


def _figures(brief: Brief) -> list[str]:
    if not brief.figures:
        return []
    rows = [
        _row((f"{figure.sign} {figure.label}" if figure.sign else figure.label, figure.value))
        for figure in brief.figures
    ]
    return [_row(("In figures", "")), "| --- | --- |", *rows, ""]


def _source(article: Article) -> str:
    link = address(article)
    where = f" <{visible(link)}>" if link and not re.search(r"[<>\s\\]", link) else ""
    if not where and article.location:
        where = f" {_plain(article.location)}"
    return f"- {_first(title_of(article))}. {_plain('. '.join(facts(article)))}.{where}"


def _quarantine(brief: Brief) -> list[str]:
    if not brief.quarantined:
        return []
    lines = [f"- {_first(q.location)}: {_plain(q.reason)}" for q in brief.quarantined]
    return ["## What could not be read", "", *lines, ""]


def to_markdown(brief: Brief) -> str:
    """The whole brief; each note quotes its words and names their article and offsets."""
    titles = {article.id: title_of(article) for article in brief.articles}
    out = [f"# {_plain(brief.title)}", "", _plain_summary(brief), "", *_figures(brief)]
    if brief.told:
        for section in brief.sections:
            out += _section(section)
        for picture in brief.pictures:
            out += _picture(picture)
        out += _measured(brief.measured)
    out += _quarantine(brief)
    if brief.articles:
        out += ["## Sources", "", *map(_source, brief.articles), ""]
    out += [f"> {_plain(line)}\n>" for line in brief.fine_print[:-1]]
    out += [f"> {_plain(line)}" for line in brief.fine_print[-1:]]
    out.append("")
    for note in brief.notes:
        title = titles.get(note.article_id, note.article_id)
        out.append(
            f"[^{note.number}]: “{_plain(note.quote)}” — {_plain(title)}, characters "
            f"{note.start} to {note.stop}."
        )
    return "\n".join(out).rstrip("\n") + "\n"


def _plain_summary(brief: Brief) -> str:
    """The summary; what it puts between backticks stays code, because the program wrote it."""
    return visible(brief.summary)
