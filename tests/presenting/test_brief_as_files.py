"""The brief as a Word file with footnotes, and as PDF."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from presenting_samples import article, coded, compose, event

from legation.errors import EnvironmentFailure
from legation.presenting import BriefOptions, printed
from legation.presenting.document import to_docx
from legation.presenting.printed import browser, to_pdf

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_each_note_is_a_footnote_with_its_quote(both):
    brief = compose(both, BriefOptions(min_confidence=0.2))
    parts = _parts(to_docx(brief))
    notes = ET.fromstring(parts["word/footnotes.xml"])
    texts = {
        int(note.get(f"{W}id") or -1): "".join(t.text or "" for t in note.iter(f"{W}t"))
        for note in notes
    }
    body = ET.fromstring(parts["word/document.xml"])
    referred = [int(mark.get(f"{W}id")) for mark in body.iter(f"{W}footnoteReference")]
    assert referred == list(range(2, 2 + len(referred)))
    used = {number for s in brief.sections for line in s.lines for number in line.notes}
    assert len(referred) == len(used)
    quotes = {note.number: " ".join(note.quote.split()) for note in brief.notes}
    for number in used:
        assert any(f"“{quotes[number]}”" in text for text in texts.values())
    assert b"footnotes+xml" in parts["[Content_Types].xml"]


def test_it_opens_again_and_says_what_the_brief_says(both):
    from docx import Document

    brief = compose(both, BriefOptions())
    document = Document(io.BytesIO(to_docx(brief)))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for section in brief.sections:
        for line in section.lines:
            assert line.text in said


def test_hostile_words_stay_words():
    source = article("a", "Kim <w:p/> & \x07\u202e left.")
    parts = _parts(to_docx(compose([coded(source, event(source, source.text))], BriefOptions())))
    ET.fromstring(parts["word/footnotes.xml"])
    text = parts["word/footnotes.xml"].decode()
    assert "&lt;w:p/&gt; &amp; [U+0007][U+202E]" in text


def test_it_is_printed_by_chromium(chromium, both):
    from pypdf import PdfReader

    brief = compose(both, BriefOptions())
    pages = PdfReader(io.BytesIO(to_pdf(brief))).pages
    said = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    assert brief.title in said


def test_without_chromium_it_says_what_to_do(monkeypatch, both):
    monkeypatch.setattr(printed.shutil, "which", lambda _name: None)
    assert browser() is None
    with pytest.raises(EnvironmentFailure, match="html"):
        to_pdf(compose(both, BriefOptions()))


def test_the_command_writes_both(legation, root, tmp_path):
    ran = legation("brief", root / "examples/korea-2025", "-o", "b.docx", "-o", "b.html")
    assert ran.code == 0, ran.err
    assert (tmp_path / "b.docx").read_bytes().startswith(b"PK")
    refused = legation("brief", root / "examples/korea-2025", "--format", "docx")
    assert refused.code == 2
    assert "--output" in refused.err
