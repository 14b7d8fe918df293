"""The map and what-if at the desk: read by address, drawn, with sentences, and nothing kept."""

from __future__ import annotations

import pytest

WHATIF = "/whatif?assume=war+in+Ukraine+ends&as_of=2025-10-26"


def test_the_map_is_drawn_with_its_sentences(visiting):
    page = visiting("/map?about=PRK", 390)
    assert page.locator("#leads svg").first.is_hidden()
    narrow = page.locator("#leads .lg-narrow svg")
    assert narrow.is_visible() and "links" in narrow.locator("desc").text_content()
    line = page.locator("section[aria-labelledby='h-sentences'] li").first
    quote = line.locator("q").inner_text()
    line.locator("a.ref").click()
    page.wait_for_url("**/article/**")
    shown = " ".join(page.locator(".text .here").all_inner_texts())
    assert quote[:30] in shown
    assert page.said == []


def test_the_map_is_data(asking):
    told = asking.get("/map.json?about=PRK").json()
    assert {"nodes", "edges", "cycles"} <= set(told)
    drawn = asking.get("/map.json?about=PRK&picture=leads").json()
    assert len(drawn["rows"]) == sum(
        edge["kind"] in ("condition", "link", "added by an analyst") for edge in told["edges"]
    )
    assert asking.get("/map?about=Ruritania").status_code == 400


def test_an_assumption_is_asked_for_by_its_words_and_nothing_is_kept(visiting, asking):
    before = asking.ledger.revision()
    page = visiting("/whatif")
    page.get_by_label("Suppose that").fill("war in Ukraine ends")
    page.get_by_role("button", name="Suppose").click()
    page.wait_for_url("**assume=war**")
    assert page.locator("td", has_text="ASSUMED").first.is_visible()
    assert page.locator("h2", has_text="Precedents in the record").is_visible()
    told = asking.get(WHATIF.replace("?", ".json?")).json()
    assert told["assumptions"][0]["words"] == "war in Ukraine ends"
    assert all("assumed" in line for line in told["lines"])
    assert asking.get(WHATIF.replace("?", ".csv?")).text.startswith("stamp,part")
    assert asking.ledger.revision() == before


def test_every_form_that_is_offered_is_understood(asking):
    examples = asking.get("/whatif.json").json()["examples"]
    assert len(examples) > 5
    page = asking.get("/whatif").text
    assert all(f">{words}</a>" in page.replace("&#39;", "'") for words in examples)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("assume=the+moon+falls", "no form that is understood"),
        ("assume=war+in+Ukraine+ends&between=USA", "takes two sides"),
    ],
)
def test_what_cannot_be_supposed_is_said(asking, query, words):
    refused = asking.get(f"/whatif.json?{query}")
    assert refused.status_code == 400 and words in refused.json()["error"]
