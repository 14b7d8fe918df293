"""Each page in a real browser without a network: widths, accessibility, and what a reader does there."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

ALL = "since=1900-01-01"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = [
    f"/?{ALL}",
    f"/?{ALL}&as_of=2025-10-27",
    "/events?actor=PRK",
    "/actor/PRK",
    "/pair/PRK/RUS",
    "/search?q=Choe+visit",
    "/sources",
    "/articles",
    "/quarantine",
    "/knowledge",
    "/knowledge/offices?about=PRK",
    "/review",
    "/review/history",
    "/review/gold",
    "/add",
    "/questions",
    "/measures",
    "/map?about=PRK",
    "/whatif?assume=war+in+Ukraine+ends&as_of=2025-10-26",
    "/partners/PRK",
    "/ties/PRK/RUS?step=year",
    "/mediators/PRK/USA?candidates=IDN,SGP,THA",
    "/calendar?from=2025-10-01&to=2026-03-31&about=PRK,ASEAN",
]


def _first(desk, path, key):
    import httpx

    return httpx.get(f"{desk}{path}").json()[key]


@pytest.fixture
def event(desk):
    """The event that most reports tell."""
    found = _first(desk, "/events.json?actor=PRK&other=RUS", "events")
    return max(found, key=lambda row: row["reports"])


def _checked(visiting, path, number):
    """Every page at both widths; the rules at a phone's width in the dark and at a desk's in turn."""
    width, scheme = ((1280, "light"), (390, "dark"))[number % 2]
    page = visiting(path, 1670 - width, color_scheme=scheme, bypass_csp=True)
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 1670 - width, path
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page, options=RULES)
    assert found.response["passes"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_and_meets_wcag_aa(visiting, path):
    _checked(visiting, path, PAGES.index(path))


def test_event_and_article_fit_and_meet_wcag_aa(visiting, event):
    _checked(visiting, f"/event/{event['id']}", 0)
    _checked(visiting, f"/event/{event['id']}", 1)
    _checked(visiting, f"/article/{event['article']}", 1)


def test_pages_ask_nothing_of_the_network_and_break_no_policy(visiting, event):
    page = visiting("/")
    for path in (*PAGES, f"/event/{event['id']}", f"/article/{event['article']}"):
        page.goto(visiting.desk + path)
        assert page.said == [], path


@pytest.mark.parametrize("width", [390])
def test_a_line_of_the_front_page_is_one_click_from_its_sentence(visiting, width):
    page = visiting(f"/?{ALL}&as_of=2025-10-27", width)
    line = page.locator("li.line", has=page.locator("p.below a.ref")).first
    quote = line.locator("q").first.inner_text()
    line.locator("a.ref").first.click()
    page.wait_for_url("**/article/**")
    shown = page.locator(".text .here").first
    shown.wait_for(state="visible")
    assert quote[:40] in " ".join(page.locator(".text .here").all_inner_texts())
    box = shown.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 800


def test_events_are_narrowed_by_their_values_and_the_address_keeps_it(visiting):
    page = visiting("/events")
    page.locator(".facet", has_text="Who").get_by_role("link", name="Russia").click()
    page.locator(".facet", has_text="Status").get_by_role("link", name="Planned").click()
    assert "actor=RUS" in page.url
    assert "status=planned" in page.url
    lines = page.locator("li.line")
    assert lines.count() > 0
    assert lines.count() == page.locator("li.line.planned").count()
    page.get_by_role("link", name="Without Planned").click()
    assert "status" not in page.url


def test_an_event_tells_its_life_its_reports_and_why(visiting, event):
    page = visiting(f"/event/{event['id']}")
    steps = page.locator(".life li").all_inner_texts()
    assert "Planned" in steps[0]
    assert "Occurred" in steps[-1]
    assert page.locator("article.source").count() == event["reports"]
    quotes = [" ".join(q["quote"].split()) for q in event["evidence"]]
    mine = page.locator(f"article[id='{event['id']}'] mark").all_inner_texts()
    assert " ".join(" ".join(mine).split()) == " ".join(quotes)
    assert page.locator(".weights tbody tr").count() > 2


def test_an_article_shows_its_coded_words_in_their_place(visiting, event):
    page = visiting(f"/article/{event['article']}")
    mark = page.locator(".text mark.occurred").first
    assert "CAMEO" in (mark.get_attribute("title") or "")
    mark.locator("a").click()
    page.wait_for_url("**/event/ev_*")


def test_the_keyboard_is_enough(visiting):
    page = visiting("/events")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.locator("li.line").first
    assert "here" in (first.get_attribute("class") or "")
    page.keyboard.press("Enter")
    page.wait_for_url("**/event/ev_*")
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("Security Council")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert page.locator("li.line mark").count() > 0


def test_a_day_in_the_past_shows_nothing_later(visiting):
    page = visiting("/events?as_of=2025-10-27")
    assert page.locator(".notice").inner_text().startswith("As of 27 October 2025")
    hrefs = [a.get_attribute("href") for a in page.locator("li.line a.told").all()]
    assert hrefs
    assert all("as_of=2025-10-27" in (href or "") for href in hrefs)


def test_it_prints_without_its_controls(visiting):
    page = visiting("/events?actor=PRK")
    page.emulate_media(media="print")
    assert page.locator("nav").is_hidden()
    assert page.locator("form").first.is_hidden()
    assert page.locator("li.line").first.is_visible()


def test_pages_can_be_read_without_scripts(visiting):
    page = visiting("/events?actor=PRK", java_script_enabled=False)
    page.locator("li.line a.told").first.click()
    assert re.search(r"/event/ev_", page.url)
