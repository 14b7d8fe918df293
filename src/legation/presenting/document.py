"""The brief as a Word file with footnotes, the form in which desks pass papers on.

python-docx writes the document; it knows no footnotes, so their part of the package (ECMA-376 part 1,
17.11) is made here.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from legation.errors import EnvironmentFailure
from legation.model import Article, Status
from legation.presenting.brief import Brief, Line, Measured, Note, Part, Picture, Section
from legation.presenting.pictures.raster import chart_png
from legation.presenting.pictures.sheet import cell as written
from legation.presenting.sources import facts, title_of
from legation.presenting.stills import png
from legation.presenting.visible import in_xml, visible

if TYPE_CHECKING:
    from docx.document import Document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_FIRST_ID = 2
_WIDE = 15.5
"""Centimetres of a picture."""
_LACKING = (
    "The pictures are left out, and their tables stand alone: drawing them here needs the extra "
    "'charts' (`make extras`, or `pip install 'legation[charts]'`)."
)
_COLOURS = {
    Status.OCCURRED: "1B4F83",
    Status.PLANNED: "7A5200",
    Status.HYPOTHETICAL: "55524C",
    Status.DENIED: "9B1C1C",
    Status.CANCELLED: "6B2D73",
}


def to_docx(brief: Brief) -> bytes:
    """The whole brief as a .docx file; raises EnvironmentFailure where python-docx is missing."""
    try:
        from docx import Document
    except ModuleNotFoundError as error:
        raise EnvironmentFailure(
            "A Word file needs the extra 'documents'; add it with `make extras`, or with "
            "`pip install 'legation[documents]'`."
        ) from error
    document = Document()
    _Writer(document, brief).write()
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _clean(text: str) -> str:
    """Text that XML can hold; characters that steer direction are shown as their code points."""
    return in_xml(visible(text), "\ufffd")


class _Writer:
    """One brief into one document; footnotes are numbered in the order of reading."""

    def __init__(self, document: Document, brief: Brief) -> None:
        self._document: Any = document
        self._brief = brief
        self._notes = {note.number: note for note in brief.notes}
        self._titles = {article.id: title_of(article) for article in brief.articles}
        self._places: dict[int, int] = {}
        self._lacking = False

    def write(self) -> None:
        """The title, the sections, the pictures with their tables, the sources, the footnotes."""
        brief, document = self._brief, self._document
        document.core_properties.title = _clean(brief.title)
        document.core_properties.author = "legation"
        _styles(document)
        document.add_heading(_clean(brief.title), 0)
        document.add_paragraph(_clean(brief.summary))
        if brief.figures:
            self._table(("In figures", ""), ((f.label, f.value) for f in brief.figures))
        for section in brief.sections if brief.articles else ():
            self._section(section)
        for picture in brief.pictures:
            self._picture(picture)
        if brief.measured:
            self._measured(brief.measured)
        if brief.quarantined:
            document.add_heading("What could not be read", 1)
            for item in brief.quarantined:
                document.add_paragraph(_clean(f"{item.location}: {item.reason}"), "List Bullet")
        if brief.articles:
            document.add_heading("Sources", 1)
            for article in brief.articles:
                self._source(article)
        if self._lacking:
            document.add_paragraph(_LACKING).runs[0].italic = True
        for line in brief.fine_print:
            document.add_paragraph(_clean(line)).runs[0].italic = True
        _attach(document, [self._notes[number] for number in self._places], self._titles)

    def _section(self, section: Section) -> None:
        self._document.add_heading(section.title, 1)
        if not section.lines:
            self._document.add_paragraph(section.empty).runs[0].italic = True
            return
        if section.intro:
            self._document.add_paragraph(section.intro)
        for group, lines in groupby(section.lines, key=lambda line: line.group):
            if group:
                self._document.add_heading(_clean(group), 2)
            for topic, told in groupby(lines, key=lambda line: line.topic):
                if topic:
                    self._document.add_heading(_clean(topic), 3)
                for line in told:
                    self._line(line)

    def _line(self, line: Line) -> None:
        from docx.shared import RGBColor

        paragraph = self._document.add_paragraph(style="List Bullet")
        if line.mark:
            mark = paragraph.add_run(f"{line.mark} ")
            mark.bold = True
            if line.status:
                mark.font.color.rgb = RGBColor.from_string(_COLOURS[line.status])
        _parts(paragraph, line.parts)
        if line.below:
            paragraph.add_run(" ")
            _parts(paragraph, line.below)
        for number in line.notes:
            self._reference(paragraph, number)

    def _reference(self, paragraph: Any, number: int) -> None:
        """A footnote at its first place; later places point to it by its number."""
        if number in self._places:
            again = paragraph.add_run(f" [{self._places[number]}]")
            again.font.superscript = True
            return
        self._places[number] = len(self._places) + 1
        run = paragraph.add_run()
        run.style = "footnote reference"
        mark = run._r.makeelement(f"{{{_W}}}footnoteReference", {})  # noqa: SLF001 - no public way
        mark.set(f"{{{_W}}}id", str(self._places[number] + _FIRST_ID - 1))
        run._r.append(mark)  # noqa: SLF001

    def _picture(self, picture: Picture) -> None:
        self._document.add_heading(_clean(picture.title), 1)
        if picture.svg:
            self._drawn(lambda: png(picture), f"{picture.title}. {picture.note}")
        if picture.rows:
            self._table(picture.columns, picture.rows)
        self._document.add_paragraph(_clean(picture.note)).runs[0].italic = True

    def _measured(self, measured: Measured) -> None:
        self._document.add_heading(_clean(measured.title), 1)
        self._document.add_paragraph(_clean(measured.verdict))
        for chart in measured.charts:
            self._document.add_heading(_clean(chart.title), 2)
            self._drawn(partial(chart_png, chart, measured.about), f"{chart.title}. {chart.alt}")
            rows = [tuple(written(row.get(name)) for name in chart.columns) for row in chart.rows]
            self._table(tuple(name.replace("_", " ") for name in chart.columns), rows)

    def _drawn(self, draw: Callable[[], bytes | None], alt: str) -> None:
        """A picture with its text alternative, where this machine can make one."""
        from docx.shared import Cm

        try:
            made = draw()
        except EnvironmentFailure:
            self._lacking = True
            return
        if made:
            shape = self._document.add_picture(io.BytesIO(made), width=Cm(_WIDE))
            # python-docx writes no description, without which a screen reader says "picture".
            shape._inline.docPr.set("descr", _clean(alt))  # noqa: SLF001 - no public way

    def _table(self, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
        table = self._document.add_table(rows=1, cols=len(columns), style="Light Grid Accent 1")
        for cell, words in zip(table.rows[0].cells, columns, strict=True):
            cell.text = words
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = _clean(words)

    def _source(self, article: Article) -> None:
        words = [f"{title_of(article)}.", *(f"{fact}." for fact in facts(article))]
        if article.location:
            words.append(article.location)
        self._document.add_paragraph(_clean(" ".join(words)), "List Bullet")


def _parts(paragraph: Any, parts: Iterable[Part]) -> None:
    for part in parts:
        paragraph.add_run(_clean(part.text)).italic = True if part.quoted else None


def _styles(document: Any) -> None:
    """The styles of footnotes, which Word's default template leaves out."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    styles = document.styles
    if "footnote text" not in styles:
        styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(9)
    if "footnote reference" not in styles:
        styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER).font.superscript = True


def _attach(document: Any, notes: list[Note], titles: dict[str, str]) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part as PackagePart

    named = {style.name: style.style_id for style in document.styles}
    text, mark = named["footnote text"], named["footnote reference"]
    body = "".join(_footnotes(notes, titles, text, mark))
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_W}">'
    blob = f"{xml}{body}</w:footnotes>".encode()
    part = PackagePart(PackURI("/word/footnotes.xml"), _TYPE, blob, document.part.package)
    document.part.relate_to(part, _RELATION)


def _footnotes(notes: list[Note], titles: dict[str, str], text: str, mark: str) -> Iterator[str]:
    for number, kind in ((0, "separator"), (1, "continuationSeparator")):
        yield (
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
            "</w:footnote>"
        )
    for number, note in enumerate(notes, _FIRST_ID):
        title = titles.get(note.article_id, note.article_id)
        quote = escape(_clean(" ".join(note.quote.split())))
        where = escape(_clean(f" {title}, characters {note.start} to {note.stop}."))
        yield (
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{text}"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{mark}"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> “</w:t></w:r>'
            f'<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">{quote}</w:t></w:r>'
            f'<w:r><w:t xml:space="preserve">”</w:t></w:r>'
            f'<w:r><w:t xml:space="preserve">{where}</w:t></w:r></w:p></w:footnote>'
        )
