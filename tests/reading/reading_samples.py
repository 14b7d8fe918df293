"""Texts and files written for these tests, and short ways to look at what became of them."""

from __future__ import annotations

import io

from legation.model import Article, Quarantined, ReadResult

BODY = (
    "The foreign minister of Ruritania arrived in Strelsau on Monday for talks on the border. "
    "She met the chancellor twice and promised that the crossing would open again by spring."
)
MORE = (
    "Officials on both sides said that no date had been set for a second round of the talks, "
    "and that the question of fishing rights would be left to a commission of experts."
)


def furniture(article: Article) -> list[str]:
    return [article.text[span.start : span.stop] for span in article.furniture]


def own_words(article: Article) -> str:
    """The text without its furniture, white space evened out."""
    kept, at = "", 0
    for span in article.furniture:
        kept += article.text[at : span.start]
        at = span.stop
    return " ".join((kept + article.text[at:]).split())


def the_article(results: list[ReadResult]) -> Article:
    (one,) = results
    assert isinstance(one, Article), one
    return one


def the_reason(results: list[ReadResult]) -> str:
    (one,) = results
    assert isinstance(one, Quarantined), one
    assert one.reason.endswith(".")
    assert "\n" not in one.reason
    return one.reason


def pdf(*pages: list[str], title: str | None = None, password: str | None = None) -> bytes:
    """A PDF with these lines on its pages; a page without lines is a scanned one."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(width=600, height=800)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream.set_data(f"BT /F1 11 Tf 40 750 Td {shown} ET".encode("latin-1") if lines else b"")
        page[NameObject("/Contents")] = writer._add_object(stream)
    if title:
        writer.add_metadata({"/Title": title, "/CreationDate": "D:20240305120000Z"})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
