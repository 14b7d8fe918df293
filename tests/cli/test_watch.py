"""`legation watch` against a feed on this machine that is slow, down, hostile, or well."""

from __future__ import annotations

import datetime as dt
import http.server
import json
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from legation.cli.main import program
from legation.coding import Coder
from legation.errors import LegationError, UsageError
from legation.ledger import Ledger
from legation.ledger.questions import NewRow
from legation.model.question import Question, QuestionKind
from legation.reading.limits import Limits
from legation.reading.polite import PoliteFetch
from legation.settings import load
from legation.workflows import alerting, changes, watching
from processes import environment, hears_ctrl_c

TODAY = dt.datetime.now(dt.UTC).date()
PLANNED = "French President Emmanuel Macron will visit Egypt on {when}, officials said."
HELD = "French President Emmanuel Macron visited Egypt on {when} and met with President Abdel Fattah el-Sisi."


def page(title, text, day=TODAY):
    return (
        f"<html><head><title>{title}</title>"
        f'<meta property="article:published_time" content="{day}"></head>'
        f"<body><article><h1>{title}</h1><p>{text}</p><p>More was not said on that day by anybody "
        "who was there, and the palace gave no further word.</p></article></body></html>"
    )


def feed(*links):
    items = "".join(f"<item><title>t</title><link>{link}</link></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'


class Site:
    """What a server answers, by path: text, a status, or a function; and what it was asked."""

    def __init__(self):
        self.pages, self.asked, self.headers = {}, [], []

    def answer(self, handler):
        self.asked.append(handler.path)
        self.headers.append(dict(handler.headers))
        found = self.pages.get(handler.path, 404)
        if callable(found):
            found(handler)
            return
        status = found if isinstance(found, int) else 200
        body = b"" if isinstance(found, int) else found.encode()
        etag = f'"{hash(body)}"'
        if status == 200 and handler.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        handler.send_response(status)
        kind = "application/rss+xml" if "feed" in handler.path else "text/html"
        handler.send_header("Content-Type", f"{kind}; charset=utf-8")
        handler.send_header("ETag", etag)
        handler.end_headers()
        handler.wfile.write(body)


@contextmanager
def serving(site):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            site.answer(self)

        def log_message(self, *_args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@pytest.fixture(scope="module")
def coder():
    return Coder()


@pytest.fixture
def site():
    made = Site()
    with serving(made) as host:
        made.host, made.url = host, f"http://{host}"
        yield made


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "w.db") as opened:
        yield opened


def looking(ledger, coder, site, *sources, **limits):
    bounds = Limits(**{"pause": 0, "seconds": 2, "patience": 3, **limits})
    return watching.Watch(
        sources=[f"{site.url}{s}" if s == "/feed" else s for s in sources],
        every=dt.timedelta(minutes=15),
        ledger=ledger,
        coder=coder,
        settings=load({"file": ledger.where}, environ={}),
        fetch=PoliteFetch(limits=bounds, permitted=[site.host]),
    )


def one(watch):
    (done,) = watch.rounds(once=True)
    return done


def asked(ledger, sides=("FRA", "EGY"), text="Will Emmanuel Macron and Abdel Fattah el-Sisi meet?"):
    item = Question(
        kind=QuestionKind.CLOSED, text=text, opened=TODAY, sides=sides, outcomes=("yes", "no"),
        first=TODAY, last=TODAY + dt.timedelta(days=20), resolution="r", default="no",
        prior={"yes": 0.3, "no": 0.7},
    )  # fmt: skip
    ledger.questions.add("visit", [NewRow(who="ann", known=TODAY, item=item)])


def test_a_feed_is_read_once_and_asked_politely(ledger, coder, site):
    when = f"{TODAY + dt.timedelta(days=9):%B %-d, %Y}"
    site.pages = {
        "/feed": feed(f"{site.url}/1", f"{site.url}/closed/2"),
        "/1": page("Cairo", PLANNED.format(when=when)),
        "/closed/2": page("Paris", PLANNED.format(when=when)),
        "/robots.txt": "User-agent: *\nDisallow: /closed\n",
    }
    asked(ledger)
    done = one(looking(ledger, coder, site, "/feed"))
    assert done.tally.read == 1 and done.tally.quarantined == 1
    assert "robots.txt" in done.tally.reasons[0].reason
    assert [a.kind for a in done.alerts] == ["question"] and done.alerts[0].evidence
    assert "/closed/2" not in site.asked
    again = one(looking(ledger, coder, site, "/feed"))
    assert again.unchanged == [f"{site.url}/feed"] and again.alerts == []
    assert site.asked.count("/1") == 1 and site.asked.count("/feed") == 2
    assert any("If-None-Match" in h for h in site.headers)
    assert all(h["User-Agent"].startswith("legation/") for h in site.headers)
    assert list(ledger.problems()) == []


def test_a_plan_that_comes_true_is_told_with_both_sentences(ledger, coder, site):
    when = f"{TODAY:%B %-d, %Y}"
    site.pages = {
        "/feed": feed(f"{site.url}/1"),
        "/1": page("Cairo", PLANNED.format(when=when), TODAY - dt.timedelta(days=2)),
    }
    assert one(looking(ledger, coder, site, "/feed")).alerts == []
    site.pages["/feed"] = feed(f"{site.url}/1", f"{site.url}/2")
    site.pages["/2"] = page("Cairo", HELD.format(when=when))
    (alert,) = one(looking(ledger, coder, site, "/feed")).alerts
    assert alert.kind == "plan" and "has happened" in alert.title
    assert [e.quote[:30] for e in alert.evidence] == ["French President Emmanuel Macr"] * 2
    ledger.forget(alert.evidence[0].article_id, who="Ann", why="asked to")
    assert ledger.watching.alerts() == []
    assert all(p.severity.value == "note" for p in ledger.problems())


def slow(handler):
    time.sleep(1.5)


def drips(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/rss+xml")
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b"<rss>")
        handler.wfile.flush()
        time.sleep(0.1)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8))
    + "]><rss><channel><title>&i;</title><item><link>http://x.example/&i;</link></item></channel></rss>"
)
SECRET = (
    '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>'
    "<title>t</title><item><title>&x;</title><link>file:///etc/passwd</link></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (500, "500"),
        (404, "404"),
        (slow, "did not answer"),
        (drips, "not complete within"),
        ("not a feed at all", None),
        (feed(), "lists no articles"),
        ("x" * 3_000_000, "larger than"),
        (BOMB, None),
        (SECRET, None),
    ],
    ids=["error", "gone", "slow", "drips", "no feed", "empty", "huge", "bomb", "secrets"],
)
def test_a_feed_that_is_down_or_hostile_is_told_and_nothing_is_lost(
    ledger, coder, site, tmp_path, answer, words
):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Wednesday, March 5, 2025\n\nFrance condemned Mali.\n")
    site.pages = {"/feed": answer}
    watch = looking(
        *(ledger, coder, site, "/feed", str(tmp_path / "in")),
        seconds=1, patience=1.0, bytes=1_000_000,
    )  # fmt: skip
    started = time.monotonic()
    done = one(watch)
    assert time.monotonic() - started < 20
    assert done.tally.read == 1 and not done.useless
    reasons = [*done.failed.values(), *(q.reason for q in done.tally.reasons)]
    assert reasons
    if words:
        assert any(words in reason for reason in reasons), reasons
    assert all("root:" not in article.text for article in ledger.articles())
    assert list(ledger.problems()) == []


def test_items_that_lead_into_the_house_are_refused(ledger, coder, site):
    other = "http://127.0.0.1:9/secret"
    site.pages = {"/feed": feed(other, "javascript:alert(1)", f"{site.url}/loop")}
    site.pages["/loop"] = lambda h: (
        h.send_response(302), h.send_header("Location", "http://10.0.0.1/x"), h.end_headers()
    )  # fmt: skip
    done = one(looking(ledger, coder, site, "/feed"))
    told = " ".join(q.reason for q in done.tally.reasons)
    assert done.tally.read == 0 and told.count("private or reserved network") == 2


def test_failures_are_asked_later_and_later(ledger, coder, site):
    site.pages = {"/feed": 503, "/robots.txt": ""}
    watch = looking(ledger, coder, site, "/feed")
    for failures in (1, 2, 3):
        assert one(watch).useless
        visit = ledger.watching.last_visits(watch.sources)[watch.sources[0]]
        assert visit.failures == failures
        assert watch._next(visit) - visit.at == dt.timedelta(minutes=15 * 2**failures)
    assert watch._due() == []


def test_it_goes_on_where_it_was_stopped(ledger, coder, site, tmp_path, monkeypatch):
    """Killed between reading and alerting, it raises what it had not raised."""
    asked(ledger)
    when = f"{TODAY + dt.timedelta(days=9):%B %-d, %Y}"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_text(page("Cairo", PLANNED.format(when=when)))
    watch = looking(ledger, coder, site, str(tmp_path / "in"))
    with monkeypatch.context() as patched:
        patched.setattr(alerting, "raise_new", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            one(watch)
    done = one(watch)
    assert done.tally.read == 0 and [a.kind for a in done.alerts] == ["question"]
    assert one(watch).alerts == []


def test_pairs_that_are_suddenly_loud_and_silent(ledger, coder, site, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    acts = ("condemned", "criticised", "rebuked", "denounced")
    for number in range(30):
        day = TODAY - dt.timedelta(days=10 + 3 * number % 80)
        two = "France condemned Mali" if number < 10 else "Japan praised Peru"
        (folder / f"old{number}.html").write_text(
            page(f"n{number}", f"{two} on {day:%A}. It was report {number}.", day)
        )
    for number in range(14):
        day = TODAY - dt.timedelta(days=number % 5)
        text = f"France {acts[number % 4]} Mali over matter {number}. It was dispatch {number}."
        (folder / f"new{number}.html").write_text(page(f"m{number}", text, day))
    done = one(looking(ledger, coder, site, str(folder)))
    told = {a.about: a for a in done.alerts if a.kind == "pair"}
    assert "unusually loud" in told["FRA MLI"].title
    assert "unusually silent" in told["JPN PER"].title
    assert len(told) == 2 and all(a.evidence for a in told.values())


def _run(*args):
    ran = CliRunner().invoke(program(), [str(arg) for arg in args])
    if isinstance(ran.exception, LegationError):
        return ran.exception.exit_code, str(ran.exception), ""
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
    return ran.exit_code, ran.stdout, ran.stderr


def test_the_verb_writes_feeds_and_tells_what_changed(site, tmp_path, ledger):
    asked(ledger)
    when = f"{TODAY + dt.timedelta(days=9):%B %-d, %Y}"
    site.pages = {"/feed": feed(f"{site.url}/1"), "/1": page("Cairo", PLANNED.format(when=when))}
    file = ("--file", ledger.where, "--permit", site.host)
    rss, plain = tmp_path / "a.xml", tmp_path / "a.json"
    code, out, err = _run(
        *("watch", f"{site.url}/feed", "--once", "-o", rss, "-o", plain, "--format", "json"), *file
    )
    assert code == 0 and "1 article read" in err
    (alert,) = json.loads(out)
    assert json.loads(plain.read_text()) == [alert] and alert["evidence"][0]["quote"]
    (item,) = ET.parse(rss).findall("channel/item")
    assert item.findtext("guid") == alert["id"] and "Macron" in item.findtext("description")
    code, out, _ = _run("watch", "--since", "yesterday 08:00", "--format", "json", *file)
    told = json.loads(out)
    assert (told["articles"], len(told["alerts"])) == (1, 1)
    assert told["questions"][0]["name"] == "visit"
    code, out, _ = _run("watch", "--since", "today", *file)
    assert code == 0 and "Alerts" in out and "1 article read" in out
    site.pages["/feed"] = 500
    code, out, err = _run("watch", f"{site.url}/feed", "--once", *file)
    assert code == 1 and "answers 500" in err


def test_it_goes_on_until_it_is_stopped(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Wednesday, March 5, 2025\n\nFrance condemned Mali.\n")
    command = [sys.executable, "-m", "legation", "watch", "in", "--every", "1s", "--file", "w.db"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment(),
        text=True,
        stderr=subprocess.PIPE,
        preexec_fn=hears_ctrl_c,
    ) as running:
        seen = [running.stderr.readline(), running.stderr.readline()]
        running.send_signal(signal.SIGINT)
        rest = running.stderr.read()
    assert "1 article read" in seen[0] and "0 articles read" in seen[1]
    assert running.returncode == 130 and "what was done is kept" in rest


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "Name feeds or folders"),
        (("--since", "last week"), "takes a moment"),
        (("x", "--every", "soon"), "takes a time"),
        (("x", "-o", "a.html"), "should end in"),
        (("x", "--permit", "here"), "a host with its port"),
    ],
)
def test_wrong_use_in_plain_words(ledger, args, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, message, _ = _run("watch", *args, "--file", ledger.where)
    assert code == 2 and words in message


def test_moments_in_the_timezone_asked_for():
    using = load({"timezone": "Asia/Seoul"}, environ={})
    assert changes.moment("2025-10-26 08:00", using) == dt.datetime(2025, 10, 25, 23, tzinfo=dt.UTC)
    with pytest.raises(UsageError):
        changes.moment("2025-13-01", using)
