"""What the pages answer: the same as data, in parts, as of a day; what they refuse."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from legation import settings
from legation.ledger import searching
from legation.model.doubt import FILLED_IN
from legation.workflows import rooms
from legation.workflows.reading import ingest

PATHS = [
    "/",
    "/events",
    "/actor/PRK",
    "/pair/PRK/RUS",
    "/search?q=Choe",
    "/sources",
    "/articles",
    "/quarantine",
    "/knowledge",
    "/knowledge/chairs?about=ASEAN",
]


def _with(path: str, ending: str) -> str:
    bare, _, query = path.partition("?")
    return ("/index" if bare == "/" else bare) + ending + (f"?{query}" if query else "")


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_also_json_and_csv(asking, path):
    assert "text/html" in asking.get(path).headers["content-type"]
    data = asking.get(_with(path, ".json"))
    assert data.status_code == 200
    assert data.json()["as_of"] is None
    table = asking.get(_with(path, ".csv"))
    assert table.headers["content-disposition"].startswith('attachment; filename="legation-')
    assert len(next(csv.reader(io.StringIO(table.text)))) > 2


def test_pages_of_events_hold_each_happening_once(asking):
    from legation.ledger import EventQuery
    from legation.workflows import linking

    wanted = {h.id for h in linking.happenings(asking.ledger, EventQuery())}
    seen, path = [], "/events.json"
    while path:
        page = asking.get(path).json()
        seen += [row["happening"] for row in page["events"]]
        path = page["next"]
    assert len(seen) == len(set(seen))
    assert set(seen) == wanted
    rows = list(csv.DictReader(io.StringIO(asking.get("/events.csv").text)))
    assert [row["happening"] for row in rows] == seen


@pytest.mark.parametrize("order", ["newest", "soonest", "recorded"])
def test_orders_are_kept_from_page_to_page(asking, order):
    path, days = f"/events.json?actor=PRK&order={order}", []
    while path:
        page = asking.get(path).json()
        days += [row["when"] for row in page["events"]]
        path = page["next"]
    exact = [day for day in days if day and len(day) == 10]
    assert len(exact) > 30
    if order == "recorded":
        assert exact not in (sorted(exact), sorted(exact, reverse=True))
    else:
        assert exact == sorted(exact, reverse=order == "newest")


def test_conditions_hold_for_all_that_is_shown(asking):
    rows = asking.get("/events.json?actor=PRK&other=RUS&status=occurred&since=2025").json()
    assert rows["events"]
    for row in rows["events"]:
        codes = {side["code"] for side in (*row["actors"], *row["recipients"])}
        assert {"PRK", "RUS"} <= codes
        assert row["status"] == "occurred"
        assert row["when"] >= "2025"
    doubtful = asking.get("/events.json?sure=no").json()["events"]
    assert doubtful
    assert all(row["confidence"] < 0.5 or FILLED_IN in row["notes"] for row in doubtful)
    assert any(row["confidence"] >= 0.5 for row in doubtful)
    sure = asking.get("/events.json?sure=yes").json()["events"]
    assert all(row["confidence"] >= 0.5 and FILLED_IN not in row["notes"] for row in sure)


def _read(ledger, folder, number, text):
    (folder / f"{number}.txt").write_text(text)
    using = settings.load({"file": ledger.where}, environ={}, folder=folder)
    with rooms.open_coder(using) as coder:
        ingest(rooms.articles([str(folder / f"{number}.txt")], using), ledger, coder)


def test_what_is_new_is_told_from_what_was_known(empty, tmp_path):
    _read(
        empty.ledger,
        tmp_path,
        1,
        "Plans\nSunday, October 26, 2025\n\nUS President Donald Trump will visit South Korea on "
        "October 29.\n\n"
        "Russian President Vladimir Putin met Chinese President Xi Jinping in Beijing on October 25.\n",
    )
    moment = dt.datetime.now(dt.UTC).isoformat()
    assert empty.get("/index.json", params={"since": moment}).json()["changed"] == []
    _read(
        empty.ledger,
        tmp_path,
        2,
        "Visits\nWednesday, October 29, 2025\n\nUS President Donald Trump visited South Korea on "
        "Wednesday.\n\nRussian President Vladimir Putin met Chinese "
        "President Xi Jinping in Beijing on October 25.\n\nJapan thanked Indonesia on Monday.\n",
    )
    changed = empty.get("/index.json", params={"since": moment}).json()["changed"]
    by_change = {row["change"]: row for row in changed}
    moved = by_change["moved"]
    assert (moved["status_before"], moved["status"]) == ("planned", "occurred")
    assert by_change["told again"]["reports"] == 2
    assert by_change["new"]["actors"][0]["code"] == "JPN"
    page = empty.get("/", params={"since": moment}).text
    assert "What moved" in page
    assert "was planned" in page


def test_search_finds_words_phrases_and_names_whatever_their_accents(asking):
    def found(words):
        return asking.get("/search.json", params={"q": words}).json()

    assert found("choe moscow")["articles"]
    assert found("CHÓE móscow")["articles"] == found("choe moscow")["articles"]
    assert found('NEAR OR ("unclosed')["articles"] == []
    assert found('"no such phrase anywhere"')["articles"] == []
    assert found("North Korea")["actor"] == "PRK"
    for article in found('"foreign minister"')["articles"]:
        said = " ".join([article["title"] or "", *article["sentences"]])
        assert "foreign minister" in " ".join(said.lower().split())


def test_where_many_texts_hold_the_words_the_last_read_come_first(asking, monkeypatch):
    path = "/search.json?q=foreign+minister"
    ranked = asking.get(path).json()["articles"]
    assert len(ranked) > 5
    monkeypatch.setattr(searching, "MOST_RANKED", 3)
    found = [article["id"] for article in asking.get(path).json()["articles"]]
    order = [article["id"] for article in asking.get("/articles.json").json()["articles"]]
    places = [order.index(id_) for id_ in found if id_ in order]
    assert len(places) > 1
    assert places == sorted(places)


def test_the_front_page_begins_with_the_latest_news(asking):
    changed = asking.get("/index.json?since=1900-01-01&as_of=2025-10-27").json()["changed"]
    news = [row["weight"] == "core" for row in changed if row["reports"] == 1]
    assert news == sorted(news, reverse=True)
    assert True in news
    # A look back does not say what came later.
    assert "December 2025" not in asking.get("/?since=2025-10-24&as_of=2025-10-27").text


def test_a_forgotten_text_is_not_found_by_its_words(asking):
    found = asking.get("/search.json?q=Choe").json()["articles"]
    asking.ledger.forget(found[0]["id"], who="Ann", why="asked to")
    left = asking.get("/search.json?q=Choe").json()["articles"]
    assert found[0]["id"] not in [article["id"] for article in left]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing", 404, "no such page"),
        ("/event/ev_nothing", 404, "no event"),
        ("/article/nothing", 404, "no article"),
        ("/actor/Atlantis", 400, "Atlantis"),
        ("/pair/PRK/PRK", 400, "name another"),
        ("/events?since=yesterday", 400, "2025-10-26"),
        ("/events?type=DANCE", 400, "CONSULT"),
        ("/events?behind=x", 400, "first page"),
        ("/events?order=sideways", 400, "newest"),
        ("/?since=never", 400, "2025-10-26T08:00"),
        ("/search?q=" + "x" * 500, 422, "q"),
        ("/events?as_of=2025-13-40", 400, "2025-10"),
    ],
)
def test_wrong_addresses_get_one_clear_sentence(asking, path, status, words):
    page = asking.get(path)
    assert page.status_code == status
    assert words in page.text
    bare, _, query = path.partition("?")
    data = asking.get(_with(bare, ".json") + (f"?{query}" if query else ""))
    assert data.status_code == status
    assert words in data.json()["error"]


def test_an_empty_ledger_says_what_to_do(empty):
    assert "legation read" in empty.get("/").text
    for path in PATHS[1:]:
        page = empty.get(path)
        assert page.status_code == 200
        assert "legation read" in page.text or path.startswith(
            ("/quarantine", "/search", "/knowledge")
        )
