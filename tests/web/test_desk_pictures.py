"""Pictures at the desk: what a pointer does with them, their numbers, and what stands without scripts."""

from __future__ import annotations

import csv
import io
import re
from importlib.metadata import PackageNotFoundError

import pytest

from legation.presenting.exploring import bundle_version

pytest.importorskip("vl_convert", reason="the extra charts is not installed")

PICTURES = [
    ("/actor/PRK", "timeline"),
    ("/actor/PRK", "network"),
    ("/measures", "network"),
    ("/ties/PRK/RUS?step=year", "tie"),
    ("/partners/PRK?frame=wire", "shares"),
    ("/partners/PRK", "partners"),
    ("/partners/PRK", "map"),
]


def moved(page, key):
    """The picture in its moving form, drawn."""
    box = page.locator(f"#{key} .moving")
    box.locator("svg").first.wait_for(state="visible")
    return box


def middle(locator):
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def again(page, key, number):
    page.wait_for_selector(f"#{key} .moving[data-drawn='{number}']")


@pytest.mark.parametrize(("path", "key"), PICTURES)
def test_the_moving_picture_takes_the_place_of_the_still_one(visiting, path, key):
    page = visiting(path, 390, color_scheme="dark")
    box = moved(page, key)
    assert page.locator(f"#{key} .still").is_hidden()
    assert len(box.get_attribute("aria-label")) > 30
    assert box.locator("svg path").count() > 3
    inside = box.locator("svg").first.bounding_box()
    assert inside["x"] >= 0 and inside["x"] + inside["width"] <= 390
    assert page.said == []
    page.emulate_media(media="print")
    assert page.locator(f"#{key} .still").is_visible() and box.is_hidden()


def test_a_mark_tells_itself_and_opens_its_event(visiting):
    page = visiting("/actor/PRK")
    mark = moved(page, "timeline").locator("g.layer_1_marks path").last
    page.mouse.move(*middle(mark))
    told = page.locator("#told-beside")
    told.wait_for(state="visible")
    x, y = middle(mark)
    box = told.bounding_box()
    assert 0 <= box["x"] <= x + 30 and box["x"] + box["width"] <= 1280
    inside = told.locator("table").bounding_box()
    assert inside["x"] + inside["width"] <= box["x"] + box["width"]
    assert abs(box["y"] - y) < 250 and page.said == []
    what = told.locator("tr", has_text="what").locator("td.value").inner_text()
    page.mouse.click(*middle(mark))
    page.wait_for_url("**/event/**")
    assert " ".join(what.split())[:30] in " ".join(page.locator("main").inner_text().split())


def test_a_tie_and_an_actor_of_the_net_open_their_pages(visiting):
    page = visiting("/measures")
    box = moved(page, "network")
    box.locator("g.layer_0_marks line").last.click()
    page.wait_for_url(re.compile("/pair/"))
    page.go_back()
    moved(page, "network").locator("g.layer_1_marks path").first.click()
    page.wait_for_url(re.compile("/actor/"))


def test_days_that_are_drawn_over_are_seen_nearer_and_all_come_back(visiting):
    page = visiting("/actor/PRK")
    box = moved(page, "timeline")
    again(page, "timeline", 1)
    whole = box.locator("g.role-axis-label").last.text_content()
    box.scroll_into_view_if_needed()
    at = box.bounding_box()
    page.mouse.move(at["x"] + at["width"] * 0.6, at["y"] + 200)
    page.mouse.down()
    page.mouse.move(at["x"] + at["width"] * 0.9, at["y"] + 210, steps=5)
    page.mouse.up()
    again(page, "timeline", 2)
    assert box.locator("g.role-axis-label").last.text_content() != whole
    page.get_by_role("button", name="Show all days").click()
    again(page, "timeline", 3)
    assert box.locator("g.role-axis-label").last.text_content() == whole
    assert page.get_by_role("button", name="Show all days").count() == 0


def test_one_status_is_seen_alone(visiting):
    page = visiting("/actor/PRK")
    box = moved(page, "timeline")
    faint = "g.layer_1_marks path[opacity='0.08']"
    assert box.locator(faint).count() == 0
    page.mouse.click(*middle(box.locator("g.role-legend-label text").last))
    box.locator(faint).first.wait_for(state="attached")


def test_without_scripts_or_without_the_bundle_the_still_picture_stands(visiting):
    page = visiting("/actor/PRK", java_script_enabled=False)
    assert page.locator("#timeline .still svg").is_visible()
    assert page.locator("#timeline .moving").is_hidden()
    page = visiting("/actor/PRK")
    page.route("**/static/vega.js*", lambda route: route.abort())
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.locator("#timeline .still svg").is_visible()
    assert page.locator("#network .still").is_visible()


@pytest.mark.parametrize(("path", "key"), PICTURES)
def test_the_numbers_of_a_picture_are_data(asking, path, key):
    path, _, query = path.partition("?")
    asked = f"{query}&picture={key}" if query else f"picture={key}"
    told = asking.get(f"{path}.json?{asked}").json()
    rows = list(csv.DictReader(io.StringIO(asking.get(f"{path}.csv?{asked}").text)))
    assert len(rows) == len(told["rows"]) > 1
    assert set(told["rows"][0]) <= set(rows[0])
    assert len(told["shows"]) > 30
    page = asking.get(f"{path}?{query}").text
    link = re.search(rf'href="([^"]*\.csv\?[^"]*picture={key}[^"]*)"', page)[1]
    assert asking.get(link.replace("&amp;", "&")).text.count("\n") >= len(rows)


def test_a_picture_that_is_not_there_is_said(asking):
    refused = asking.get("/actor/PRK.json?picture=nothing")
    assert refused.status_code == 400
    assert "it has timeline, network" in refused.json()["error"]


def test_without_a_frame_no_share_is_drawn(asking):
    refused = asking.get("/partners/PRK.json?picture=shares")
    assert refused.status_code == 400
    assert "it has partners, map" in refused.json()["error"]


def test_words_of_an_article_cannot_end_the_element_that_holds_them(asking):
    from legation.presenting.exploring import Explored
    from legation.web.answers import Page, moving

    picture = Explored(
        key="k",
        title="t",
        note="",
        alt="",
        still="x",
        spec={"a": "</script><script>alert(1)"},
        columns=(),
        rows=(),
    )
    page = Page(template="x", name="x", data={}, columns=(), rows=lambda: (), pictures=[picture])
    ((key, written),) = moving(page)
    assert key == "k" and "<" not in written


def test_without_the_extra_pages_ask_for_no_bundle(asking, monkeypatch, request):
    def missing(name):
        raise PackageNotFoundError(name)

    request.addfinalizer(bundle_version.cache_clear)
    bundle_version.cache_clear()
    monkeypatch.setattr("importlib.metadata.version", missing)
    page = asking.get("/actor/PRK").text
    assert "vega.js" not in page and "application/json" not in page and "<svg" in page
    assert asking.get("/static/vega.js").status_code == 404
