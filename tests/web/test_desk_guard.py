"""An attacker's look at the desk: other names, other sites, hostile texts, no token."""

from __future__ import annotations

import csv
import io
import socket
import subprocess
import sys
from urllib.parse import quote

import pytest
from web_samples import HOSTILE


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8040", 200),
        ("localhost", 200),
        ("[::1]:8040", 200),
        ("desk.example", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
        ("[", 421),
        ("192.0.2.7", 421),
    ],
)
def test_the_desk_answers_to_its_own_names_only(asking, host, status):
    assert asking.get("/sources", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_cannot_write(asking, headers):
    answer = asking.post("/anything", headers=headers)
    assert answer.status_code == 403


def test_large_bodies_are_refused_before_they_are_read(asking):
    answer = asking.post("/anything", headers={"content-length": "99000000000"})
    assert answer.status_code == 413


def test_every_answer_carries_the_policy(asking):
    for path in ("/", "/events.json", "/events.csv", "/nothing", "/static/desk.js"):
        headers = asking.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"]
)
def test_no_path_leads_out_of_the_static_files(asking, path):
    assert asking.get(path).status_code == 404


def test_a_hostile_article_stays_text(visiting, asking):
    hostile = f"/article/{quote(HOSTILE['id'], safe='')}"
    found = asking.get("/articles.json?source=" + quote(HOSTILE["source"])).json()["articles"]
    assert [a["id"] for a in found] == [HOSTILE["id"]]
    assert asking.get(hostile + ".html").status_code == 200
    for path in (hostile + ".html", "/articles", "/search?q=alert", "/sources", "/events"):
        for width in (390,):
            page = visiting(path, width)
            assert page.said == []
            assert page.locator("main script, main img, main svg[onload]").count() == 0
            assert page.locator("a[href^='javascript']").count() == 0
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    page = visiting(hostile + ".html")
    assert "[U+202E]" in page.locator("h1").inner_text()
    assert "[U+202E]Russia[U+202C]" in page.locator(".text").inner_text()


def test_a_hostile_event_stays_text(visiting, asking):
    coded = asking.get(f"/article/{quote(HOSTILE['id'], safe='')}.json").json()
    assert coded["events"]
    for event in coded["events"]:
        page = visiting(f"/event/{event['id']}", 390)
        assert page.said == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_no_cell_of_a_csv_is_a_formula(asking):
    for path in ("/sources.csv", "/articles.csv", "/events.csv", "/search.csv?q=alert"):
        for row in csv.reader(io.StringIO(asking.get(path).text)):
            assert not [c for c in row if c.lstrip().startswith(("=", "@"))]


def test_the_name_of_a_download_holds_no_header(asking):
    name = quote('PER:x"; a=b')
    given = asking.get(f"/actor/{name}.csv").headers
    assert "set-cookie" not in given
    assert given["content-disposition"].count('"') == 2


def test_a_token_is_asked_for_and_opens_everything(locked):
    page = {"accept": "text/html"}
    first = locked.get("/events?actor=PRK", headers=page)
    assert first.status_code == 303
    assert first.headers["location"] == "/login?next=/events%3Factor%3DPRK"
    assert locked.get("/events.json").status_code == 401
    assert locked.get("/openapi.json").status_code == 401
    assert locked.get("/login").status_code == 200
    wrong = locked.post("/login", data={"token": "wrong", "next": "/"})
    assert (wrong.status_code, "set-cookie" in wrong.headers) == (401, False)
    right = locked.post(
        "/login", data={"token": "a-token-of-sixteen-letters", "next": "/events?actor=PRK"}
    )
    assert right.headers["location"] == "/events?actor=PRK"
    cookie = right.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "a-token-of" not in cookie
    assert locked.get("/events", headers=page).status_code == 200
    locked.cookies.clear()
    bearer = {"authorization": "Bearer a-token-of-sixteen-letters"}
    assert locked.get("/events.json", headers=bearer).status_code == 200


@pytest.mark.parametrize("where", ["//evil.example", "/\\evil.example", "https://evil.example", ""])
def test_login_leads_to_the_desk_only(locked, where):
    data = {"token": "a-token-of-sixteen-letters", "next": where}
    assert locked.post("/login", data=data).headers["location"] == "/"


def test_other_hosts_need_a_token(legation, tmp_path):
    refused = legation("serve", "--host", "0.0.0.0", "--port", "0")
    assert refused.code == 2
    assert "--token-file" in refused.err
    (tmp_path / "token").write_text("short\n")
    short = legation("serve", "--host", "0.0.0.0", "--port", "0", "--token-file", "token")
    assert short.code == 2
    assert "16" in short.err
    missing = legation("serve", "--token-file", "none")
    assert missing.code == 2
    assert not (tmp_path / "legation.db").exists()


def test_a_port_that_is_taken_is_said(legation):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = legation("serve", "--port", taken.getsockname()[1])
    assert ran.code == 3
    assert "--port" in ran.err


def test_help_loads_nothing_of_the_web():
    code = "import sys; from legation.cli.main import program; program()\n"
    code += "sys.exit('fastapi' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
