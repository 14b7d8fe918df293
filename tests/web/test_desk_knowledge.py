"""Own knowledge from the page: added, listed, checked, refused; what is past its date is told."""

from __future__ import annotations

import csv
import html
import io

import pytest

from legation.knowledge import own
from legation.workflows import refreshing

TEXT = "Aotearoa signed a trade agreement with Japan on Tuesday."
ROW = {"surface": "Aotearoa", "code": "New Zealand", "source": "style guide"}


@pytest.fixture
def knowing(empty, tmp_path, monkeypatch):
    """A desk whose folder of own rows the tables look into."""
    monkeypatch.setenv(own.HANDED_DOWN, str(tmp_path / "legation-knowledge"))
    refreshing.refresh()
    yield empty
    monkeypatch.undo()
    refreshing.refresh()


def _keep(client, table, accept="application/json", **cells):
    data = {"form_token": client.keys.form, **cells}
    return client.post(f"/knowledge/{table}", data=data, headers={"accept": accept})


def test_a_minister_succeeds_another_in_the_browser(visiting):
    page = visiting("/knowledge")
    page.get_by_role("link", name="Add to Office holders").click()
    page.get_by_role("textbox", name="Name of the person").fill("Jane Doe")
    page.get_by_role("textbox", name="State or body").fill("New Zealand")
    page.get_by_role("textbox", name="Office").fill("foreign minister")
    page.get_by_role("combobox", name="Rank").select_option("minister")
    page.get_by_role("textbox", name="From", exact=True).fill("2026-11-20")
    page.get_by_role("textbox", name="Source").fill("a test")
    page.get_by_role("button", name="Keep the row").click()
    page.locator(".notice", has_text="Kept: Name of the person Jane Doe").wait_for()
    page.get_by_role("link", name="Say when it ended").click()
    assert page.get_by_role("textbox", name="Name of the person").input_value() == "Winston Peters"
    page.get_by_role("textbox", name="Until").fill("2026-11-20")
    page.get_by_role("textbox", name="Source").fill("a test")
    page.get_by_role("button", name="Keep the row").click()
    page.locator(".notice", has_text="Until 2026-11-20").wait_for()
    assert page.locator("tbody tr").count() == 2
    assert "still have" not in page.locator("main").inner_text()
    page.goto(f"{visiting.desk}/calendar?from=2026-11-01&to=2026-11-30&about=NZL")
    assert "Jane Doe" in page.locator("main").inner_text()
    assert page.said == []


def test_what_is_wrong_is_said_beside_what_was_typed(visiting):
    page = visiting("/knowledge/memberships")
    page.get_by_role("textbox", name="Body").fill("ASEAN")
    page.get_by_role("textbox", name="Member").fill("Atlantis")
    page.get_by_role("combobox", name="Role").select_option("observer")
    page.get_by_role("textbox", name="From", exact=True).fill("last year")
    page.get_by_role("textbox", name="Source").fill("a test")
    page.get_by_role("button", name="Keep the row").click()
    words = page.get_by_role("alert").inner_text()
    assert "'Atlantis', a code that no table knows" in words
    assert "no date such as 2026" in words
    assert page.get_by_role("textbox", name="Body").input_value() == "ASEAN"


def test_a_name_counts_for_the_very_next_text(knowing, tmp_path):
    from test_desk_tasks import _given

    _given(knowing, text=TEXT, published="2025-11-18")
    assert knowing.get("/events.json?actor=NZL").json()["events"] == []
    made = _keep(knowing, "aliases", **ROW)
    assert made.status_code == 303
    assert "own=yes" in made.headers["location"]
    _given(knowing, text=f"{TEXT} ", published="2025-11-19")
    (event,) = knowing.get("/events.json?actor=NZL").json()["events"]
    assert {side["code"] for side in (*event["actors"], *event["recipients"])} == {"JPN", "NZL"}
    rows = knowing.get("/knowledge/aliases.json?own=yes").json()["rows"]
    assert [(r["surface"], r["code"], r["from"]) for r in rows] == [("Aotearoa", "NZL", "own")]
    lines = list(csv.DictReader(io.StringIO(knowing.get("/knowledge/aliases.csv?own=yes").text)))
    assert lines[0]["source"] == "style guide"
    # Taken out by hand while the desk runs, it counts no more.
    (tmp_path / "legation-knowledge" / "aliases.csv").unlink()
    assert knowing.get("/knowledge/aliases.json?own=yes").json()["rows"] == []


def test_a_body_gets_members_and_a_page(knowing):
    body = {"code": "PACT9", "name": "Pact of the Nine", "kind": "pact", "source": "its treaty"}
    assert _keep(knowing, "bodies", known_from="2026", **body).status_code == 303
    cells = {"body": "Pact of the Nine", "member": "NZL", "role": "member", "start": "2026"}
    assert _keep(knowing, "memberships", source="its treaty", **cells).status_code == 303
    assert "Pact of the Nine" in knowing.get("/actor/PACT9").text


@pytest.mark.parametrize(
    ("table", "cells", "words"),
    [
        ("cats", ROW, "There is no such table"),
        ("aliases", {**ROW, "source": " "}, "source is empty"),
        ("aliases", {**ROW, "code": "Atlantis"}, "no table knows"),
        ("aliases", {**ROW, "surface": "Ao\u202etearoa"}, "cannot be seen"),
        ("aliases", {**ROW, "surface": "x" * 501}, "shorten it"),
        ("chairs", {"forum": "SCO", "role": "boss", "source": "x"}, "not one of chair, host"),
        (
            "relations",
            {"a": "PRK", "b": "JPN", "kind": "none", "start": "2026", "end": "2025", "source": "x"},
            "before it begins",
        ),
    ],
)
def test_wrong_rows_are_refused_and_nothing_is_kept(knowing, tmp_path, table, cells, words):
    answer = _keep(knowing, table, **cells)
    assert answer.status_code in (400, 404)
    assert words in html.unescape(answer.text)
    assert not list(tmp_path.glob("legation-knowledge/*.csv"))


def test_a_line_break_or_a_formula_stays_one_cell(knowing, tmp_path):
    assert _keep(knowing, "aliases", **{**ROW, "source": "=cmd()\r\nNZL,x"}).status_code == 303
    (line,) = knowing.get("/knowledge/aliases.csv?own=yes").text.splitlines()[1:]
    assert "'=cmd() NZL,x" in line


def test_rows_are_kept_only_for_a_form_of_this_desk(knowing, tmp_path):
    bare = knowing.post("/knowledge/aliases", data=ROW)
    assert bare.status_code == 403
    other = knowing.post(
        "/knowledge/aliases",
        data={"form_token": knowing.keys.form, **ROW},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert other.status_code == 403
    assert not (tmp_path / "legation-knowledge").exists()


def test_a_faulty_file_is_told_and_does_not_hide_itself(knowing, tmp_path):
    folder = tmp_path / "legation-knowledge"
    folder.mkdir()
    (folder / "chairs.csv").write_text("forum,holder,role,start,source\nSCO,PAK,boss,2026,x\n")
    page = knowing.get("/knowledge")
    assert page.status_code == 200
    assert "chairs.csv, line 2" in page.text
    assert "boss" in page.text
    assert knowing.get("/calendar?from=2026-11-26").status_code == 400


def test_tables_past_their_date_warn(asking):
    past = asking.get("/knowledge.json").json()["past_date"]
    assert {"table", "code", "what", "since", "missing"} == set(past[0])
    office = next(row for row in past if row["table"] == "offices")
    page = asking.get(f"/actor/{office['code']}").text
    assert "past their date" in page
    assert f"/knowledge/offices?about={office['code']}#add" in page
    # A look back shows what was known then.
    assert "past their date" not in asking.get(f"/actor/{office['code']}?as_of=2025-10-27").text
