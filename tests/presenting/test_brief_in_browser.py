"""The page in a real browser: notes, widths, print, and the accessibility rules of WCAG AA."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from presenting_samples import article, coded, compose, event, section, side
from pypdf import PdfReader

from legation.model import Status
from legation.presenting import BriefOptions, to_html


@pytest.fixture
def brief(both):
    return compose(both, BriefOptions(min_confidence=0.2))


@pytest.fixture
def opened(chromium, tmp_path):
    """Opens a brief in a window of a given width, and notes what it says and asks for."""
    pages = []

    def opening(brief, width=1280, **options):
        path = tmp_path / "brief.html"
        path.write_text(to_html(brief), encoding="utf-8")
        page = chromium.new_page(viewport={"width": width, "height": 800}, **options)
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda r: page.said.append(r.url) if r.url != path.as_uri() else None)
        page.goto(path.as_uri())
        pages.append(page)
        return page

    yield opening
    for page in pages:
        page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_each_note_opens_its_sentence(opened, brief, width):
    page = opened(brief, width)
    quotes = {note.number: note.quote for note in brief.notes}
    for line in section(brief, "happened").lines:
        number = line.notes[0]
        page.locator(f'a.ref[href="#n{number}"]').first.click()
        mark = page.locator(f"mark.n{number}.here").first
        mark.wait_for(state="visible")
        box = mark.bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= 800
        assert mark.inner_text().removeprefix(str(number)) == quotes[number]
    assert page.said == []


def test_the_same_note_opens_again_after_its_text_was_closed(opened, brief):
    page = opened(brief)
    note = page.locator('a.ref[href="#n1"]').first
    note.click()
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
    note.click()
    page.locator("mark.n1").first.wait_for(state="visible")


def test_a_sentence_leads_back_to_its_line(opened, brief):
    page = opened(brief)
    page.locator('a.ref[href="#n1"]').first.click()
    page.locator("mark.n1 a.number").first.click()
    line = page.locator("#happened li").first
    box = line.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 800


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_sticks_out_at_any_width(opened, brief, width):
    page = opened(brief, width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    outside = page.evaluate(
        """() => [...document.querySelectorAll('.picture text, .picture rect')]
            .map(e => e.getBoundingClientRect())
            .filter(b => b.left < -1 || b.right > innerWidth + 1).length"""
    )
    assert outside == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_meets_wcag_aa(opened, brief, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(brief, width, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = Axe().run(page, options=rules)
    assert found.response["passes"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []


def test_marks_of_a_picture_stand_out_from_their_ground(opened, brief):
    """WCAG 1.4.11: 3 to 1 for graphical objects, which axe does not measure."""
    for scheme in ("light", "dark"):
        page = opened(brief, color_scheme=scheme)
        colours = page.evaluate(
            """() => { const s = getComputedStyle(document.documentElement);
            return Object.fromEntries(
            ['paper', 'occurred', 'planned', 'possible', 'denied', 'cancelled', 'ink']
            .map(n => [n, s.getPropertyValue('--' + n).trim()])) }"""
        )
        for name in ("occurred", "planned", "possible", "denied", "cancelled", "ink"):
            assert _contrast(colours[name], colours["paper"]) >= 3, name


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, two: str) -> float:
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


def test_every_status_looks_different_without_colour(opened):
    source = article("a", "One. Two. Three. Four. Five.")
    words = ["One.", "Two.", "Three.", "Four.", "Five."]
    told = [
        event(source, word, status=status, recipients=(side(code),))
        for word, status, code in zip(
            words, Status, ("RUS", "CHN", "VNM", "LAO", "IDN"), strict=True
        )
    ]
    page = opened(compose([coded(source, *told)], BriefOptions()))
    marks = {
        status: page.locator(f"li.{status.value} .mark").first.inner_text() for status in Status
    }
    assert len(set(marks.values())) == len(Status)
    drawn = {
        status: page.locator(f"#timeline-{status.value}").get_attribute("d") for status in Status
    }
    assert len(set(drawn.values())) == len(Status)


def test_it_prints_on_paper_with_all_lines_and_notes_in_dark_ink(opened, both):
    brief = compose(both, BriefOptions())
    page = opened(brief, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.locator("nav").is_hidden()
    closed = page.locator("details:not([open])").count()
    assert closed > 0
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    sheets = " ".join(sheet.extract_text() for sheet in printed.pages)
    text = " ".join(unicodedata.normalize("NFKC", sheets).split())
    missing = [n.quote for n in brief.notes if f"{n.quote} Title of {n.article_id}" not in text]
    assert missing == []
    assert "Confidence 0.30." in text
    assert "Share this post" not in text
    assert page.locator("details:not([open])").count() == closed


def test_it_can_be_read_without_scripts(opened, brief):
    page = opened(brief, java_script_enabled=False)
    text = page.locator("main").inner_text()
    assert all(
        re.sub(r"\s+", " ", line.text)[:40] in re.sub(r"\s+", " ", text)
        for line in section(brief, "happened").lines
    )


def test_many_sources_are_folded_and_a_note_still_opens_its_sentence(opened):
    told = []
    for number in range(40):
        source = article(f"a{number:02}", f"She went for time {number}.")
        told.append(coded(source, event(source, source.text, when=f"2025-{1 + number // 4:02}-01")))
    page = opened(compose(told, BriefOptions()))
    assert page.locator("#sources > article").count() == 30
    assert page.locator("#sources summary", has_text="10 more sources").is_visible()
    number = page.locator("#a40 a.number").get_attribute("href")
    page.locator(f"[id='{(number or '')[1:]}']").click()
    page.locator("#a40 mark").wait_for(state="visible")


def test_a_long_brief_stays_readable(opened):
    text = " ".join(f"Sentence {number}." for number in range(400))
    source = article("a", text)
    told = [
        event(
            source,
            f"Sentence {number}.",
            when=f"2025-{1 + number // 28 % 10:02}-{1 + number % 28:02}",
        )
        for number in range(400)
    ]
    page = opened(compose([coded(source, *told)], BriefOptions()))
    assert page.locator("#happened li:visible").count() <= 60
    assert page.locator("#happened li").count() == 400
    assert "more lines" in page.locator("#happened summary").inner_text()
    last = page.locator("#happened li a.ref").last.get_attribute("id")
    page.goto(page.url.partition("#")[0] + f"#{last}")
    page.locator(f"#{last}").wait_for(state="visible")
