"""Calendar and feed, ties and partners, mediators with their weights, the brief in all forms."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/measures", "Measure"),
        ("/ties/PRK/RUS?step=year", "Their events"),
        ("/partners/PRK?window=12m", "partners of North Korea"),
        ("/mediators/PRK/USA?candidates=IDN,SGP,THA", "Side by side"),
        ("/calendar?from=2025-10-01&to=2026-03-31&about=PRK,ASEAN", "ASEAN"),
    ],
)
def test_a_measure_is_a_page_and_data(asking, path, words):
    page = asking.get(path)
    assert page.status_code == 200, page.text
    assert words in page.text
    bare, _, query = path.partition("?")
    assert asking.get(f"{bare}.json?{query}").json()
    assert asking.get(f"{bare}.csv?{query}").text.count("\n") >= 1


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/ties/PRK/PRK", "one"),
        ("/ties/PRK/RUS?step=week", "month"),
        ("/partners/PRK?window=soon", "12m"),
        ("/mediators/PRK/USA?role=king", "host"),
        ("/calendar?from=2026&to=2025", "turn them round"),
        ("/calendar?kind=party", "meeting"),
        ("/brief?as=doc", "docx"),
    ],
)
def test_what_makes_no_sense_is_said(asking, path, words):
    page = asking.get(path)
    assert page.status_code == 400
    assert words in page.text


def test_the_feed_is_a_calendar_that_programs_read(asking, locked):
    from icalendar import Calendar

    answer = asking.get("/calendar.ics?from=2025-10-01&to=2026-03-31&about=PRK")
    assert answer.headers["content-type"].startswith("text/calendar")
    entries = Calendar.from_ical(answer.text).walk("VEVENT")
    assert entries
    assert len({str(entry["uid"]) for entry in entries}) == len(entries)
    assert locked.get("/calendar.ics").status_code == 401
    assert locked.get("/calendar.ics?key=wrong").status_code == 401
    key = locked.keys.feed
    assert locked.get(f"/calendar.ics?key={key}").status_code == 200
    assert locked.get(f"/events.json?key={key}").status_code == 401
    assert "a-token" not in key


def test_weights_move_the_ranking_and_go_back(visiting):
    page = visiting("/mediators/PRK/USA")
    names = page.locator("#ranking tbody th")
    before = names.all_inner_texts()
    slider = page.locator("[data-weights] input[name='record']")
    for name in ("relations", "membership", "region", "acceptance", "contact", "reach"):
        page.locator(f"[data-weights] input[name='{name}']").fill("0")
    slider.fill("3")
    after = names.all_inner_texts()
    assert sorted(after) == sorted(before)
    assert after != before
    moved = page.locator("#ranking tr.rose td:nth-child(4)").all_inner_texts()
    assert moved
    assert all(words.startswith("↑") for words in moved)
    page.get_by_role("button", name="As before").click()
    page.locator("#ranking tr.rose").first.wait_for(state="detached")
    assert names.all_inner_texts() == before
    assert page.said == []


def test_the_brief_comes_as_page_markdown_and_word_file(asking):
    assert "Brief on North Korea" in asking.get("/brief?about=PRK").text
    assert asking.get("/brief?about=PRK&as=md").text.startswith("# Brief on North Korea")
    word = asking.get("/brief?about=PRK&as=docx")
    assert word.content.startswith(b"PK")
    assert word.headers["content-disposition"] == 'attachment; filename="brief.docx"'


def test_questions_stand_on_the_front_and_have_a_board(visiting, asking, legation, root):
    path = str(asking.ledger.where)
    assert "legation question" in asking.get("/questions").text
    asked = legation(
        *("question", "new", root / "examples/questions/trump-kim.toml", "--who", "ada"),
        *("--file", path),
    )
    assert asked.code == 0, asked.err
    day = "as_of=2025-10-27"
    (row,) = asking.get(f"/questions.json?{day}").json()["questions"]
    assert row["question"] in asking.get(f"/?{day}").text
    assert "Past questions: none was resolved yet" in asking.get(f"/?{day}").text
    board = asking.get(f"/question/{row['name']}?{day}")
    assert board.status_code == 200
    assert asking.get(f"/question/{row['name']}.json?{day}").json()["board"]["name"] == row["name"]
    assert asking.get(f"/question/{row['name']}.csv?{day}").status_code == 200
    # Each thing that bears on it is one click from its sentence.
    sightings = asking.get(f"/question/{row['name']}.json?{day}").json()["board"]["sightings"]
    for piece in (piece for one in sightings for piece in one["evidence"]):
        at = f"/article/{piece['article']}?as_of=2025-10-27#c{piece['start']}-{piece['stop']}"
        assert at in board.text
    assert sightings
    paper = asking.get(f"/question/{row['name']}?{day}&as=paper")
    assert "sha256-" in paper.headers["content-security-policy"]
    assert asking.get("/question/none").status_code == 404


def test_the_brief_keeps_its_own_style_under_its_own_policy(visiting):
    page = visiting("/brief?about=PRK")
    assert page.evaluate("getComputedStyle(document.querySelector('.house')).textTransform") == (
        "uppercase"
    )
    page.locator("a.ref").first.click()
    page.locator("mark.here").first.wait_for(state="visible")
    assert page.said == []
