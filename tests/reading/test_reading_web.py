"""Addresses, over a server on this machine and over a network that exists on paper only."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest
from reading_samples import BODY, MORE, own_words, pdf, the_article, the_reason

from legation.errors import UnreadableInput
from legation.model import Article, Quarantined
from legation.reading import CannedFetch, Limits, Page, read
from legation.reading.web import AGENT, WebFetch, is_public

PUBLIC = "93.184.215.14"
HTML = f"<html><head><title>Talks resume</title></head><body><article><p>{BODY}</p><p>{MORE}</p></article></body></html>"
QUICK = Limits(pause=0, seconds=5)


def network(answer: Callable[[httpx.Request], httpx.Response], **hosts: str) -> WebFetch:
    """A web whose names all lead to one public address, or where `hosts` say."""

    def resolve(host: str, _port: int) -> list[str]:
        return [hosts.get(host.split(".", maxsplit=1)[0], PUBLIC)]

    return WebFetch(QUICK, resolve=resolve, transport=httpx.MockTransport(answer))


@contextmanager
def server(answer: Callable[[http.server.BaseHTTPRequestHandler], None]) -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def test_a_page_over_a_real_connection():
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        if handler.path == "/old":
            handler.send_response(301)
            handler.send_header("Location", "/new")
            handler.end_headers()
            return
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.end_headers()
        handler.wfile.write(HTML.encode())

    with server(answer) as host:
        fetch = WebFetch(QUICK, permitted=[host])
        article = the_article(list(read([f"http://{host}/old"], fetch=fetch)))
        assert article.location == f"http://{host}/new"
        assert article.title == "Talks resume"
        assert own_words(article) == f"{BODY} {MORE}"


def test_an_address_that_does_not_answer_in_time():
    with server(lambda _handler: time.sleep(1)) as host:
        fetch = WebFetch(Limits(seconds=0.2), permitted=[host])
        reason = the_reason(list(read([f"http://{host}/"], fetch=fetch)))
    assert "0.2 seconds" in reason


def test_an_address_that_trickles():
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(30):
            handler.wfile.write(b"word ")
            handler.wfile.flush()
            time.sleep(0.05)

    with server(answer) as host:
        fetch = WebFetch(Limits(seconds=5, patience=0.3), permitted=[host])
        assert "not complete" in the_reason(list(read([f"http://{host}/"], fetch=fetch)))


def test_a_closed_port():
    with server(lambda _handler: None) as host:
        pass
    reason = the_reason(list(read([f"http://{host}/"], fetch=WebFetch(QUICK, permitted=[host]))))
    assert "could not be reached" in reason


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "404 Not Found"),
        (410, "410 Gone"),
        (403, "403"),
        (429, "later"),
        (503, "later"),
        (304, "304"),
    ],
)
def test_an_answer_that_is_no_page(status, words):
    fetch = network(lambda _request: httpx.Response(status, text=BODY))
    assert words in the_reason(list(read(["https://gazette.example/1"], fetch=fetch)))


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("https://gazette.example/1", "circle"),
        ("//gazette.example/1#top", "circle"),
        ("http://inside.example/secret", "private"),
        ("http://169.254.169.254/latest/meta-data", "private"),
        ("http://[::1]/", "private"),
        ("file:///etc/passwd", "http"),
        ("http://user:word@gazette.example/", "password"),
        ("http://gazette.example:99999/", "valid"),
    ],
)
def test_redirects_are_checked_one_by_one(target, words):
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["host"])
        return httpx.Response(302, headers={"location": target})

    def resolve(host: str, _port: int) -> list[str]:
        return [{"inside.example": "10.1.2.3", "gazette.example": PUBLIC}.get(host, host)]

    fetch = WebFetch(QUICK, resolve=resolve, transport=httpx.MockTransport(answer))
    assert words in the_reason(list(read(["https://gazette.example/1"], fetch=fetch)))
    assert asked == ["gazette.example"]


def test_a_circle_of_two_and_a_chain_without_end():
    circle = network(
        lambda request: httpx.Response(
            302, headers={"location": "/b" if request.url.path == "/a" else "/a"}
        )
    )
    assert "circle" in the_reason(list(read(["https://gazette.example/a"], fetch=circle)))
    chain = network(
        lambda request: httpx.Response(302, headers={"location": f"{request.url.path}x"})
    )
    assert "more than 5 times" in the_reason(list(read(["https://gazette.example/a"], fetch=chain)))


def test_the_connection_goes_to_the_address_that_was_checked():
    seen: list[httpx.Request] = []
    answers = iter([[PUBLIC], ["127.0.0.1"]])

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, html=HTML)

    fetch = WebFetch(
        QUICK, resolve=lambda _host, _port: next(answers), transport=httpx.MockTransport(answer)
    )
    assert isinstance(next(read(["https://gazette.example/1"], fetch=fetch)), Article)
    (request,) = seen
    assert request.url.host == PUBLIC
    assert request.headers["host"] == "gazette.example"
    assert request.extensions["sni_hostname"] == "gazette.example"
    assert request.headers["user-agent"] == AGENT


def test_a_name_with_one_private_address_among_public_ones_is_refused():
    fetch = WebFetch(
        QUICK,
        resolve=lambda _host, _port: [PUBLIC, "192.168.0.1"],
        transport=httpx.MockTransport(lambda _r: httpx.Response(200)),
    )
    assert "private" in the_reason(list(read(["https://gazette.example/1"], fetch=fetch)))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "::", "::1", "fe80::1", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e"])
def test_addresses_that_are(address):
    assert is_public(address)


def test_private_is_what_the_system_makes_of_a_name():
    for url in ("http://localhost/", "http://127.1/", "http://2130706433/", "http://[::1]:80/"):
        assert "private" in the_reason(list(read([url], limits=QUICK))), url


def test_an_unknown_host():
    def resolve(_host: str, _port: int) -> list[str]:
        raise OSError("Name or service not known")

    fetch = WebFetch(QUICK, resolve=resolve)
    assert "not known" in the_reason(list(read(["https://nowhere.example/"], fetch=fetch)))


def test_a_page_that_is_too_large_even_where_it_was_packed():
    import gzip

    packed = gzip.compress(b"word " * 100_000)
    fetch = WebFetch(
        Limits(bytes=10_000, pause=0),
        resolve=lambda _host, _port: [PUBLIC],
        transport=httpx.MockTransport(
            lambda _request: httpx.Response(
                200, content=packed, headers={"content-encoding": "gzip"}
            )
        ),
    )
    assert "larger" in the_reason(list(read(["https://gazette.example/1"], fetch=fetch)))


def test_a_picture_is_no_article():
    fetch = network(
        lambda _r: httpx.Response(200, content=b"x", headers={"content-type": "image/png"})
    )
    assert "image/png" in the_reason(list(read(["https://gazette.example/1"], fetch=fetch)))


@pytest.mark.parametrize(
    "page",
    [
        Page(url="https://gazette.example/a", data=BODY.encode(), kind="text/plain"),
        Page(url="https://gazette.example/a", data=pdf([BODY]), kind="application/octet-stream"),
        Page(
            url="https://gazette.example/a.md",
            data=f"# Talks resume\n\n{BODY}".encode(),
            kind="text/plain",
        ),
        Page(
            url="https://gazette.example/a",
            data=HTML.encode("utf-16"),
            kind="text/html",
            charset="utf-16",
        ),
    ],
)
def test_pages_of_other_kinds(page):
    article = the_article(list(read([page.url], fetch=CannedFetch({page.url: page}))))
    assert "Ruritania arrived in Strelsau" in article.text
    assert article.location == page.url


FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Strelsau Gazette</title>
<item><title>Talks resume</title><link>/1</link><pubDate>Tue, 05 Mar 2024 23:30:00 +0900</pubDate></item>
<item><title>Lost page</title><link>https://gazette.example/2</link></item>
<item><title>Whole article</title><link>https://gazette.example/3</link>
<content:encoded><![CDATA[{"".join(f"<p>{BODY} {MORE} Part {n} of it.</p>" for n in range(5))}]]></content:encoded></item>
</channel></rss>"""


def test_a_feed_gives_its_items():
    fetch = CannedFetch(
        {
            "https://gazette.example/feed": Page(
                url="https://gazette.example/feed", data=FEED.encode(), kind="text/xml"
            ),
            "https://gazette.example/1": HTML.encode(),
        }
    )
    first, second, third = read(["https://gazette.example/feed"], fetch=fetch)
    assert isinstance(first, Article)
    assert (first.published, first.source, first.location) == (
        "2024-03-05",
        "Strelsau Gazette",
        "https://gazette.example/1",
    )
    assert isinstance(second, Quarantined)
    assert (second.location, "404" in second.reason) == ("https://gazette.example/2", True)
    assert isinstance(third, Article)
    assert third.title == "Whole article"
    assert "Part 4" in third.text
    assert "https://gazette.example/3" not in fetch.asked


def test_an_atom_feed_and_an_empty_one():
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><entry><title>Talks resume</title>
    <link href="https://gazette.example/1"/><updated>2024-03-05T01:00:00Z</updated></entry></feed>"""
    url = "https://gazette.example/atom"
    fetch = CannedFetch(
        {url: Page(url=url, data=atom.encode()), "https://gazette.example/1": HTML.encode()}
    )
    assert the_article(list(read([url], fetch=fetch))).published == "2024-03-05"
    empty = CannedFetch({url: Page(url=url, data=b"<rss version='2.0'><channel></channel></rss>")})
    assert "no articles" in the_reason(list(read([url], fetch=empty)))


def test_one_host_is_not_asked_in_haste():
    fetch = WebFetch(
        Limits(pause=0.2),
        resolve=lambda _host, _port: [PUBLIC],
        transport=httpx.MockTransport(lambda _request: httpx.Response(200, html=HTML)),
    )
    began = time.monotonic()
    fetch("https://gazette.example/1")
    fetch("https://other.example/1")
    assert time.monotonic() - began < 0.2
    fetch("https://gazette.example/2")
    assert time.monotonic() - began >= 0.2


def test_the_canned_fetch_says_what_it_lacks():
    with pytest.raises(UnreadableInput, match="404"):
        CannedFetch({})("https://gazette.example/1")
