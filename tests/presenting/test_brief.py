"""The brief: wording, grouping, notes, safety, and how it behaves in a browser."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from pathlib import Path

import pytest

from legation.coding import Coder
from legation.model import Article, CodedArticle, Status
from legation.presenting import BriefOptions, compose, to_html, to_markdown, unsupported
from legation.presenting.wording import date_words

TEXTS = {
    "one": (
        "2025-10-24",
        "Alexander Stubb will visit Japan on October 30. Experts said that a pact is unlikely. Officials in Tokyo said that a pact is likely.",
    ),
    "two": (
        "2025-10-31",
        "Alexander Stubb visited Japan on Thursday. Finland and Japan signed a trade agreement. Finland cancelled a visit to Peru.",
    ),
    "three": (
        "2025-10-31",
        "Finland thanked Japan <script>alert(1)</script> for its help. Finland attacked \u202eJapan & Peru in words.",
    ),
}


@pytest.fixture(scope="module")
def coded() -> list[CodedArticle]:
    coder = Coder()
    return [
        coder.code(Article(id=key, text=text, published=day, title=f"Title <b>{key}</b>"))
        for key, (day, text) in TEXTS.items()
    ]


def section(brief, key):
    return next(s for s in brief.sections if s.key == key)


def test_a_plan_and_its_report_are_one_line_with_its_history(coded):
    brief = compose(coded, BriefOptions())
    visits = [line for line in section(brief, "happened").lines if line.text.startswith("Visit")]
    assert len(visits) == 1
    assert len(visits[0].notes) == 2
    assert "planned, then occurred" in visits[0].text
    assert not [line for line in section(brief, "planned").lines if "Japan" in line.text]


def test_called_off_stands_apart_and_says_so(coded):
    (line,) = section(compose(coded, BriefOptions()), "off").lines
    assert line.status is Status.CANCELLED
    assert "Called off" in (line.mark or "")


def test_disagreement_comes_first_with_both_sides(coded):
    lines = section(compose(coded, BriefOptions()), "meaning").lines
    assert "opinions differ" in (lines[0].group or "")
    assert {line.mark for line in lines[:2]} == {"for", "against"}


def test_every_line_resolves_to_its_words(coded):
    brief = compose(coded, BriefOptions())
    assert brief.notes
    assert unsupported(brief, [c.article for c in coded]) == []
    altered = [Article(id=a.article.id, text=a.article.text.replace("e", "o")) for a in coded]
    assert unsupported(brief, altered)


def test_as_of_leaves_out_what_was_not_published_yet(coded):
    brief = compose(coded, BriefOptions(as_of=dt.date(2025, 10, 30)))
    assert [a.id for a in brief.articles] == ["one"]
    assert "visited" not in to_markdown(brief)


def test_about_and_days(coded):
    assert section(compose(coded, BriefOptions(about="CHL")), "happened").lines == ()
    late = compose(coded, BriefOptions(since=dt.date(2026, 1, 1)))
    assert section(late, "happened").lines == ()


def test_hostile_words_stay_words(coded):
    page = to_html(compose(coded, BriefOptions(min_confidence=0.0)))
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "[U+202E]" in page
    assert "<b>three" not in page


def test_the_page_fetches_nothing(coded):
    page = to_html(compose(coded, BriefOptions()))
    assert "default-src 'none'" in page
    assert not re.search(r"<(?:img|link|iframe|script)[^>]+(?:src|href)=", page)
    assert not re.search(r"url\(\s*['\"]?http", page)


def test_markdown_notes_all_resolve(coded):
    text = to_markdown(compose(coded, BriefOptions()))
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    told = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert used
    assert used == told


def test_an_empty_brief_says_what_to_do():
    text = to_markdown(compose([], BriefOptions()))
    assert "legation read" in text
    assert " 0 " not in text


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-10-26", "26 October 2025"),
        ("2025-10", "October 2025"),
        ("200X", "the 2000s"),
        ("2025-10-29/2025-10-30", "29 October 2025 to 30 October 2025"),
        ("../2025-10-17", "on an unknown day up to 17 October 2025"),
        ("2023/..", "since 2023"),
        (None, "no date given"),
    ],
)
def test_dates_in_plain_words(edtf, words):
    assert date_words(edtf) == words


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_meet_wcag_aa():
    css = (Path(__file__).parents[2] / "src/legation/presenting/templates/brief.css").read_text()
    themes = re.findall(r":root \{([^}]+)\}", css)
    assert len(themes) == 2
    for theme in themes:
        colours = dict(re.findall(r"--(\w+): (#\w{6})", theme))
        for fore, back in (
            ("ink", "paper"),
            ("soft", "paper"),
            ("link", "paper"),
            ("onmark", "mark"),
        ):
            one, two = sorted((_luminance(colours[fore]), _luminance(colours[back])))
            assert (two + 0.05) / (one + 0.05) >= 4.5, (fore, back)


@pytest.fixture(scope="module")
def browser():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("LEGATION_TEST_ALL"):
            pytest.fail("Chromium is missing, and here no test may be skipped.")
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    options = [
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as tools:
        made = tools.chromium.launch(executable_path=chromium, args=options)
        yield made
        made.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_in_a_browser_a_note_opens_its_sentence(browser, coded, tmp_path, width):
    path = tmp_path / "brief.html"
    path.write_text(to_html(compose(coded, BriefOptions())), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda r: said.append(r.url) if not r.url.startswith("file:") else None)
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    note = page.locator("a.ref").first
    target = note.get_attribute("href")
    assert target is not None
    note.click()
    mark = page.locator(f"{target} + mark").first
    mark.wait_for(state="visible")
    box = mark.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 800
    assert mark.inner_text() in TEXTS["one"][1] + TEXTS["two"][1] + TEXTS["three"][1]
    assert said == []
    page.close()
