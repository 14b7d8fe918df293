"""What people do at the desk: add, watch, review by keys, correct, undo, clash, take gold away."""

from __future__ import annotations

import io
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

from legation.model.doubt import FILLED_IN

TEXT = (
    "Chinese Foreign Minister Wang Yi visited Mongolia on Monday. "
    "Mongolia signed an agreement with China on Tuesday."
)


def _waited(asking, where):
    for _ in range(600):
        data = asking.get(f"{where}.json").json()
        if data["state"] not in ("waiting", "running"):
            return data
        time.sleep(0.1)
    raise AssertionError(data)


def _post(asking, path, **values):
    return asking.post(path, data={"form_token": asking.keys.form, **values})


def _given(asking, **values):
    files = values.pop("files", None)
    answer = asking.post("/add", data={"form_token": asking.keys.form, **values}, files=files)
    assert answer.status_code == 303, answer.text
    return _waited(asking, answer.headers["location"])


def test_a_text_is_pasted_watched_and_read(visiting, desk):
    page = visiting("/add")
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_label("Title").fill("Wang in Ulaanbaatar")
    page.get_by_label("Published on").fill("2025-11-18")
    page.get_by_label("Outlet").fill("Own")
    page.get_by_role("button", name="Read").click()
    page.get_by_role("heading", name="What came of it").wait_for()
    assert "2 events" in page.locator("table").inner_text()
    page.get_by_role("link", name="Wang in Ulaanbaatar").click()
    page.wait_for_url("**/article/**")
    assert page.locator(".text mark.occurred").count() == 2
    assert "18 November 2025" in page.locator("main").inner_text()
    assert page.said == []


def test_files_addresses_and_what_cannot_be_read_come_with_reasons(empty):
    lines = json.dumps({"id": "one", "date": "2025-11-18", "text": TEXT})
    done = _given(
        empty,
        files=[
            ("files", ("../../etc/passwd", io.BytesIO(b"\x00\x01\x02binary"))),
            ("files", ("news.jsonl", io.BytesIO(lines.encode()))),
            ("files", ("bomb.jsonl.gz", io.BytesIO(b"\x1f\x8b"))),
        ],
        addresses="http://127.0.0.1:1/x\nhttp://[::1]/\nhttp://169.254.169.254/latest\nhttp://localhost/",
    )
    reasons = [row["reason"] for row in done["outcomes"] if row["outcome"] == "quarantined"]
    assert len(reasons) == 6
    assert sum("private or reserved network" in reason for reason in reasons) == 4
    assert any("unpack it" in reason for reason in reasons)
    assert all("/tmp" not in reason and ".." not in reason for reason in reasons)
    assert done["events"] == 2
    article = empty.get(f"/article/{done['articles'][0]}.json").json()
    assert article["id"] == "one"
    again = _given(empty, files=[("files", ("news.jsonl", io.BytesIO(lines.encode())))])
    assert {row["outcome"] for row in again["outcomes"] if row["number"]} == {"skipped"}


def test_an_address_that_redirects_inside_is_refused(empty):
    class Inside(BaseHTTPRequestHandler):
        asked = 0

        def do_GET(self):
            Inside.asked += 1
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Inside)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_port
    for host in ("127.0.0.1", "localhost", "0.0.0.0", "[::ffff:127.0.0.1]", "2130706433"):
        done = _given(empty, addresses=f"http://{host}:{port}/")
        assert done["events"] == 0
    server.shutdown()
    server.server_close()
    assert Inside.asked == 0


@pytest.mark.parametrize("address", ["file:///etc/passwd", "/etc/passwd", "ftp://x.example/a", "-"])
def test_only_addresses_of_the_web_are_taken(empty, address):
    answer = _post(empty, "/add", addresses=address)
    assert answer.status_code == 400
    assert "http" in answer.text


def test_nothing_is_taken_without_a_form_of_this_desk(asking):
    for path in ("/add", "/review/event", "/review/undo", "/review/link", "/jobs/x/stop"):
        values = {"event": "x", "verdict": "accept", "based_on": 1, "one": "a", "two": "b"}
        values |= {"judgement": "same", "form_token": "wrong"}
        answer = asking.post(path, data=values)
        assert answer.status_code == 403, path
        assert "load it again" in answer.text
    assert asking.get("/review/history.json").json()["history"] == []


def _doubtful(asking):
    rows = asking.get("/review.json").json()
    return rows["revision"], [row["event"] for row in rows["queue"] if row["kind"] == "event"]


def test_the_queue_is_worked_off_by_keys_and_undone(visiting, desk):
    page = visiting("/review")
    page.get_by_label("Your name").fill("Ann")
    page.locator("h1").click()
    first = page.locator("li[data-event]").first
    id_ = first.get_attribute("data-event")
    page.keyboard.press("j")
    page.keyboard.press("3")
    page.locator("#said", has_text="kept").wait_for()
    assert page.locator(f"li[data-event='{id_}']").count() == 0
    second = page.locator("li.line.here").get_attribute("data-event")
    assert second
    page.keyboard.press("1")
    page.locator(f"li[data-event='{second}']").wait_for(state="detached")
    said = httpx.get(f"{desk}/event/{id_}.json").json()["review"]
    assert [(s["verdict"], s["who"]) for s in said] == [("reject", "Ann")]
    page.keyboard.press("u")
    page.locator("#said").wait_for(state="hidden")
    said = httpx.get(f"{desk}/event/{second}.json").json()["review"]
    assert [s["verdict"] for s in said] == ["accept", "withdraw"]
    assert page.get_by_label("Your name").input_value() == "Ann"
    assert page.said == []


def test_a_correction_changes_what_every_page_says(asking):
    revision = asking.get("/review.json").json()["revision"]
    event = asking.get("/events.json?actor=PRK&other=RUS&status=occurred").json()["events"][0]
    answer = _post(
        asking,
        "/review/event",
        event=event["id"],
        verdict="correct",
        based_on=revision,
        who="Ann",
        type="AGREE",
        mode="",
        status="planned",
        actors="North Korea; Russia",
        recipients="",
        when="2026-01",
        place="China",
        note="the paper said so",
    )
    assert answer.status_code == 303
    found = asking.get("/events.json?type=AGREE&status=planned&since=2026").json()["events"]
    mine = next(row for row in found if row["id"] == event["id"])
    assert (mine["type"], mine["status"], mine["when"], mine["place"]) == (
        "AGREE",
        "planned",
        "2026-01",
        "CHN",
    )
    assert [side["code"] for side in mine["actors"]] == ["PRK", "RUS"]
    left = asking.get("/events.json?actor=PRK&other=RUS&status=occurred").json()["events"]
    assert event["id"] not in [row["id"] for row in left]
    page = asking.get(f"/event/{event['id']}").text
    assert "Corrected by Ann" in page
    assert "the paper said so" in page


def test_a_rejected_event_is_gone_and_comes_back(asking):
    revision, (one, *_) = _doubtful(asking)
    values = {"event": one, "who": "Ann"}
    assert _post(asking, "/review/event", verdict="reject", based_on=revision, **values).is_redirect
    rows = list(asking.get("/events.csv").text.splitlines())
    assert not [row for row in rows if row.startswith(one)]
    now = asking.get(f"/event/{one}.json").json()["revision"]
    assert _post(asking, "/review/undo", based_on=now, **values).is_redirect
    assert [row for row in asking.get("/events.csv").text.splitlines() if row.startswith(one)]


def test_a_stale_edit_is_refused_with_both_versions(asking):
    revision, (one, *_) = _doubtful(asking)
    was = asking.get(f"/event/{one}.json").json()["event"]
    form = {
        "event": one,
        "based_on": revision,
        "type": was["type"],
        "mode": was["mode"] or "",
        "actors": "; ".join(s["code"] for s in was["actors"]),
        "recipients": "; ".join(s["code"] for s in was["recipients"]),
        "place": was["place"] or "",
        "status": was["status"],
    }
    first = _post(asking, "/review/event", verdict="correct", who="Ann", when="2019-01-02", **form)
    assert first.status_code == 303
    late = _post(asking, "/review/event", verdict="correct", who="Ben", when="2019-03-04", **form)
    assert late.status_code == 409
    for words in ("2019-01-02", "2019-03-04", "Ann", "Save mine"):
        assert words in late.text
    assert [s["who"] for s in asking.get(f"/event/{one}.json").json()["review"]] == ["Ann"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("type", "DANCE", "CONSULT"),
        ("status", "perhaps", "occurred"),
        ("actors", "Atlantis", "Atlantis"),
        ("when", "yesterday", "2025-10-26"),
        ("place", "Atlantis", "Atlantis"),
        ("mode", "dance", "no mode"),
        ("who", " ", "who you are"),
    ],
)
def test_what_is_no_correction_is_said_in_a_sentence(asking, field, value, words):
    revision, (one, *_) = _doubtful(asking)
    values = {"type": "CONSULT", "status": "planned", "actors": "PRK", "who": "Ann", "when": "2025"}
    values |= {"event": one, "verdict": "correct", "based_on": revision, field: value}
    answer = _post(asking, "/review/event", **values)
    assert answer.status_code == 400
    assert words in answer.text


def test_two_reports_are_joined_and_parted(asking):
    queue = asking.get("/review.json").json()["queue"]
    pair = next(row for row in queue if row["kind"] == "link")
    both = {"one": pair["event"], "two": pair["other"]}
    assert _post(asking, "/review/link", judgement="same", seen=0, who="Ann", **both).is_redirect
    reports = asking.get(f"/event/{pair['event']}.json").json()["happening"]["reports"]
    assert {pair["event"], pair["other"]} <= {row["event"] for row in reports}
    late = _post(asking, "/review/link", judgement="different", seen=0, who="Ben", **both)
    assert late.status_code == 409
    assert "Ann" in late.text
    assert _post(
        asking, "/review/link", judgement="different", seen=1, who="Ben", **both
    ).is_redirect
    reports = asking.get(f"/event/{pair['event']}.json").json()["happening"]["reports"]
    assert pair["other"] not in {row["event"] for row in reports}
    said = asking.get("/review/history.json").json()["history"]
    assert [(row["who"], row["said"]) for row in said] == [("Ben", "different"), ("Ann", "same")]


def test_reviewed_articles_are_gold_for_evaluate(empty, legation, tmp_path):
    done = _given(empty, text=TEXT, published="2025-11-18")
    article = empty.get(f"/article/{done['articles'][0]}.json").json()
    revision = empty.get("/review.json").json()["revision"]
    one, two = (event["id"] for event in article["events"])
    _post(empty, "/review/event", event=one, verdict="accept", based_on=revision, who="Ann")
    assert empty.get("/review/gold.json").json() == {"as_of": None, "articles": [], "begun": 1}
    _post(empty, "/review/event", event=two, verdict="reject", based_on=revision, who="Ann")
    for name in ("items", "events"):
        text = empty.get(f"/review/gold/{name}.jsonl").text
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    ran = legation("evaluate", "items.jsonl", "events.jsonl", "--format", "json")
    assert ran.code == 0, ran.err
    gold = json.loads((tmp_path / "events.jsonl").read_text())
    assert len(gold["events"]) == 1


def test_the_brief_follows_the_reviews(asking, legation, tmp_path):
    revision = asking.get("/review.json").json()["revision"]
    path = str(asking.ledger.where)
    event = asking.get("/events.json?actor=PRK&other=RUS&status=occurred").json()["events"][0]
    quote = " ".join(event["evidence"][0]["quote"].split())
    before = legation("brief", "--about", "PRK", "--file", path, "-o", "before.md")
    assert before.code == 0, before.err
    for row in asking.get("/events.json?actor=PRK").json()["events"]:
        if " ".join(row["evidence"][0]["quote"].split()) == quote:
            values = {"verdict": "reject", "based_on": revision, "who": "Ann"}
            _post(asking, "/review/event", event=row["id"], **values)
    after = legation("brief", "--about", "PRK", "--file", path, "-o", "after.md")
    assert after.code == 0, after.err
    assert quote in (tmp_path / "before.md").read_text()
    assert (tmp_path / "before.md").read_text() != (tmp_path / "after.md").read_text()


def test_a_word_of_a_person_ends_every_doubt(asking):
    def ids(sure):
        rows = asking.get(f"/events.json?sure={sure}&order=newest").json()["events"]
        return {row["id"]: row for row in rows}

    doubtful = ids("no")
    one = next(
        i for i, row in doubtful.items() if row["confidence"] >= 0.5 and row["status"] == "occurred"
    )
    assert FILLED_IN in doubtful[one]["notes"]
    assert one in _doubtful(asking)[1] or len(_doubtful(asking)[1]) == 30
    assert "doubtful" in asking.get("/events?sure=no").text
    revision = asking.get("/review.json").json()["revision"]
    values = {"event": one, "verdict": "accept", "based_on": revision, "who": "Ann"}
    assert _post(asking, "/review/event", **values).is_redirect
    assert one not in ids("no")
    assert "The coder is not sure" not in asking.get(f"/event/{one}").text
    about = doubtful[one]["actors"][0]["code"]
    brief = asking.get(f"/brief?about={about}&as=md").text
    before, _, doubted = brief.partition("## Doubtful")
    quote = " ".join(doubtful[one]["evidence"][0]["quote"].split())
    assert quote in " ".join(before.split())
    assert quote not in " ".join(doubted.partition("\n## ")[0].split())
