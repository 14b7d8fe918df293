"""Strangers: a token in a real browser, addresses that lead inside, paths that lead out, secrets."""

from __future__ import annotations

import functools
import io
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest
from test_desk_tasks import _given

from legation.reading import Limits, web
from legation.settings import KEY_VARIABLE
from processes import environment

TOKEN = "b7e1-a-token-for-visitors"
KEY = "sk-key-of-a-model-0123456789"
PAGES = ("/", "/add", "/knowledge", "/review", "/nothing", "/events?since=never", "/openapi.json")


@pytest.fixture
def guarded(tmp_path):
    """A desk that others can reach: its address on this machine, and what it says until the end."""
    (tmp_path / "token").write_text(TOKEN + "\n")
    command = [sys.executable, "-m", "legation", "serve", "--host", "0.0.0.0", "--port", "0"]
    with (tmp_path / "said").open("w+") as said:
        running = subprocess.Popen(
            [*command, "--token-file", "token", "--no-open"],
            stderr=subprocess.PIPE,
            stdout=said,
            env={**environment(), KEY_VARIABLE: KEY},
            cwd=tmp_path,
            text=True,
        )
        assert running.stderr is not None
        first = [running.stderr.readline(), running.stderr.readline()]
        found = re.search(r":(\d+)/", "".join(first))
        assert found, first

        def over() -> str:
            running.terminate()
            _, rest = running.communicate(timeout=20)
            said.seek(0)
            return "".join(first) + rest + said.read()

        yield f"http://127.0.0.1:{found[1]}", over
        if running.poll() is None:
            running.kill()
            running.communicate()


def test_a_visitor_gives_the_token_once_and_no_secret_is_told(chromium, guarded):
    desk, over = guarded
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{desk}/events?status=planned")
    assert page.url.startswith(f"{desk}/login")
    assert page.locator("nav").count() == 0
    page.get_by_label("Token").fill("a guess of mine")
    page.keyboard.press("Enter")
    page.get_by_text("This is not the token").wait_for()
    page.get_by_label("Token").fill(TOKEN)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{desk}/events?status=planned")
    seen = []
    for path in PAGES:
        page.goto(desk + path)
        seen.append(page.content())
    # The cookie opens forms too, and scripts cannot read it.
    page.goto(f"{desk}/add")
    assert page.evaluate("document.cookie") == ""
    page.get_by_label("Text", exact=True).fill("Japan thanked Indonesia on Monday.")
    page.get_by_role("button", name="Read").click()
    page.wait_for_url("**/jobs/*")
    context.close()
    bearer = {"authorization": f"Bearer {TOKEN}"}
    seen.append(httpx.get(f"{desk}/events.json", headers=bearer).text)
    for wrong in ({}, {"authorization": "Bearer no"}, {"cookie": f"legation_session={TOKEN}"}):
        refused = httpx.get(f"{desk}/events.json", headers=wrong)
        assert refused.status_code == 401
        seen.append(refused.text)
    told = over()
    assert desk.rpartition(":")[2] in told
    for secret in (TOKEN, KEY):
        assert secret not in told
        assert not [text for text in seen if secret in text]


class _Inside(BaseHTTPRequestHandler):
    """A page that nobody outside may read; it counts who asked."""

    asked = 0

    def do_GET(self):
        type(self).asked += 1
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(b"Japan thanked Indonesia for the secret on Monday, officials said. " * 9)

    def log_message(self, *_args):
        pass


class _Outside(_Inside):
    """A page of the web that leads where its address says."""

    def do_GET(self):
        self.send_response(302)
        self.send_header("Location", self.path.removeprefix("/to="))
        self.end_headers()


@pytest.fixture
def servers():
    """A server that the desk takes for one of the web, and one that it must never ask."""
    running = [HTTPServer(("127.0.0.1", 0), handler) for handler in (_Outside, _Inside)]
    for one in running:
        threading.Thread(target=one.serve_forever, daemon=True).start()
    yield [one.server_port for one in running]
    for one in running:
        one.shutdown()
        one.server_close()


def test_no_address_leads_inside_by_redirect_or_by_name(empty, servers, monkeypatch):
    outside, inside = servers
    names = {
        "gazette.example": ["127.0.0.1"],
        "home.example": ["127.0.0.1"],
        "office.example": ["10.1.2.3"],
        "metadata.example": ["169.254.169.254"],
        "both.example": ["93.184.215.14", "127.0.0.1"],
        "six.example": ["fe80::1"],
    }

    def resolve(host, port):
        return names[host] if host in names else web.resolve(host, port)

    fetch = functools.partial(
        web.WebFetch, permitted=[f"gazette.example:{outside}"], resolve=resolve
    )
    monkeypatch.setattr(web, "WebFetch", lambda *_a, **_k: fetch(Limits(pause=0)))
    targets = [
        *(f"http://{name}:{inside}/" for name in names if name != "gazette.example"),
        *(f"http://{host}:{inside}/" for host in ("127.0.0.1", "localhost", "[::1]", "0.0.0.0")),
        f"http://2130706433:{inside}/",
        "http://169.254.169.254/latest/meta-data/",
        "http://192.168.1.1/",
        "file:///etc/passwd",
    ]
    addresses = [f"http://gazette.example:{outside}/to={target}" for target in targets]
    addresses += [target for target in targets if target.startswith("http")]
    done = _given(empty, addresses="\n".join(addresses))
    reasons = [row["reason"] for row in done["outcomes"] if row["outcome"] == "quarantined"]
    assert len(reasons) == len(addresses)
    told = sum("private or reserved network" in reason for reason in reasons)
    assert told == len(addresses) - 1
    assert sum("http or https" in reason for reason in reasons) == 1
    assert _Inside.asked == 0
    assert done["events"] == 0


OUT = "..%2f..%2f..%2fetc%2fpasswd"
OUTWARD = (
    *(f"/{room}/{OUT}" for room in ("static", "article", "event", "jobs", "knowledge")),
    *(f"/{room}/{OUT}" for room in ("question", "partners", "actor")),
    f"/review/gold/{OUT}.jsonl",
    "/static/../../../../etc/passwd",
    "//etc/passwd",
    "/static/%2fetc%2fpasswd",
)


def test_no_address_of_the_desk_leads_to_a_file(asking):
    for path in OUTWARD:
        answer = asking.get(path)
        assert answer.status_code in (400, 404), path
        assert "root:" not in answer.text


def test_no_upload_is_written_elsewhere(empty, tmp_path, monkeypatch):
    folder = tmp_path / "only" / "here"
    folder.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    names = (
        "../../escaped.txt",
        "/etc/escaped.txt",
        "..\\..\\escaped.txt",
        ".escaped.txt",
        "a\x00b",
    )
    text = b"Japan thanked Indonesia on Monday, officials said."
    files = [("files", (name, io.BytesIO(text))) for name in names]
    done = _given(empty, files=files)
    assert done["state"] == "done"
    assert done["done"] == len(names)
    assert [p.name for p in tmp_path.rglob("*escaped*")] == []
    assert list(folder.rglob("*")) == []


def test_a_ledger_that_was_named_and_is_not_there_is_not_made(legation, tmp_path):
    for env in ({}, {"LEGATION_FILE": "mistyped.db"}):
        args = () if env else ("--file", "mistyped.db")
        ran = legation("serve", *args, "--port", "0", env=env)
        assert ran.code == 3
        assert "no ledger at mistyped.db" in ran.err
        assert "--new" in ran.err
        assert "legation read" in ran.err
    assert not (tmp_path / "mistyped.db").exists()


@pytest.mark.parametrize("args", [(), ("--file", "wanted.db", "--new")])
def test_a_newcomer_gets_an_empty_desk_that_says_what_to_do(tmp_path, args):
    running = subprocess.Popen(
        [sys.executable, "-m", "legation", "serve", *args, "--port", "0", "--no-open"],
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=tmp_path,
        text=True,
    )
    assert running.stderr is not None
    said = running.stderr.readline() + running.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+", said)
    assert found, said
    page = httpx.get(found[0]).text
    running.terminate()
    running.communicate(timeout=20)
    assert "holds nothing yet" in said
    assert "Paste a text, choose files or give an address" in page
    assert [path.name for path in tmp_path.glob("*.db")] == [args[1] if args else "legation.db"]
