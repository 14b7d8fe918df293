"""The ledger as a Parquet table: by revision, with verdicts and links, and gone when forgotten."""

from __future__ import annotations

import datetime as dt

import duckdb
import pytest

from legation import settings
from legation.datasets.parquet import SCHEMA, events_of
from legation.errors import EnvironmentFailure
from legation.ledger import Ledger, Review, SameEvent, Sameness, Verdict
from legation.model import (
    Article,
    CodedArticle,
    Event,
    EventType,
    Rank,
    Side,
    Status,
    Weight,
    content_hash,
    event_id,
)
from legation.workflows import snapshots

NOW = dt.datetime(2025, 11, 1, tzinfo=dt.UTC)


def coded(text: str, *, when: str | None = "2025-10-26", **article: object) -> CodedArticle:
    told = {"published": "2025-10-27", "source": "Example Wire", **article}
    item = Article(id=content_hash(text)[:16], text=text, **told)
    proof = item.quote(0, len(text))
    made = Event(
        id=event_id(item.id, EventType.CONSULT, ["PRK"], ["RUS"], proof, "quick", when),
        type=EventType.CONSULT,
        mode="visit",
        cameo="042",
        actors=(Side(code="PRK", name="Choe Son-hui", rank=Rank.MINISTER),),
        recipients=(Side(code="RUS", name="Moscow"),),
        status=Status.OCCURRED,
        when=when,
        place="RUS",
        confidence=0.9,
        rule="quick",
        weight=Weight.CORE,
        evidence=(proof,),
        occasion="parade",
    )
    return CodedArticle(article=item, coder="quick 1", events=(made,))


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "news.db") as opened:
        yield opened


def rows(ledger, tmp_path, **asked):
    made = snapshots.snapshot(ledger, tmp_path / "tables", **asked)
    return events_of(made.folder).to_table().to_pylist()


def test_an_event_of_the_ledger_is_a_row_with_all_that_it_tells(ledger, tmp_path):
    item = coded("Choe went to Moscow.", location="https://example.org/1")
    ledger.record(item)
    (row,) = rows(ledger, tmp_path)
    identity = f"ledger:{item.events[0].id}"
    assert row == dict.fromkeys(SCHEMA.names) | {
        "event_id": identity,
        "source": "ledger",
        "article_id": item.article.id,
        "source_group": "Example Wire",
        "happening": identity,
        "occasion": "parade",
        "first_day": dt.date(2025, 10, 26),
        "last_day": dt.date(2025, 10, 26),
        "known_day": dt.date(2025, 10, 27),
        "edtf": "2025-10-26",
        "type": "CONSULT",
        "mode": "visit",
        "cameo": "042",
        "original_code": "042",
        "status": "occurred",
        "weight": "core",
        "actors": "PRK",
        "recipients": "RUS",
        "n_sides": 2,
        "actor_original": "Choe Son-hui",
        "recipient_original": "Moscow",
        "actor_rank": 3,
        "quad": 1,
        "goldstein": 1.9,
        "plover_score": 4.0,
        "place": "RUS",
        "reports": 1,
        "confidence": 0.9,
        "url": "https://example.org/1",
        "evidence": "Choe went to Moscow.",
        "year": 2025,
    }


def test_open_and_missing_dates_stay_so_and_the_year_is_null(ledger, tmp_path):
    ledger.record(coded("It began.", when="2025-10-26/.."))
    ledger.record(coded("Some day.", when=None))
    ledger.record(coded("That month.", when="2025-09", published="2025-10"))
    found = {row["evidence"]: row for row in rows(ledger, tmp_path)}
    assert found["It began."]["last_day"] is None and found["It began."]["year"] == 2025
    assert found["Some day."]["first_day"] is None and found["Some day."]["year"] is None
    assert found["That month."]["last_day"] == dt.date(2025, 9, 30)
    assert found["That month."]["known_day"] == dt.date(2025, 10, 31)
    # DuckDB reads the folder of undated events as a year that is null.
    files = snapshots.snapshot(ledger, tmp_path / "tables").folder / "events/*/*.parquet"
    read = f"select year from read_parquet('{files}', hive_partitioning = true) order by year"
    assert duckdb.sql(read).fetchall() == [(2025,), (2025,), (None,)]


def test_a_ledger_without_events_has_a_table_without_rows(ledger, tmp_path):
    made = snapshots.snapshot(ledger, tmp_path / "tables")
    assert events_of(made.folder).to_table().num_rows == 0
    files = made.folder / "events/*/*.parquet"
    read = f"select count(*) from read_parquet('{files}', hive_partitioning = true)"
    assert duckdb.sql(read).fetchall() == [(0,)]


def test_a_revision_is_written_once_and_the_next_one_replaces_it(ledger, tmp_path):
    ledger.record(coded("One."))
    first = snapshots.snapshot(ledger, tmp_path / "tables")
    (file,) = (first.folder / "events").rglob("*.parquet")
    written = file.stat().st_mtime_ns
    assert snapshots.snapshot(ledger, tmp_path / "tables") == first
    assert file.stat().st_mtime_ns == written
    ledger.record(coded("Two."))
    second = snapshots.snapshot(ledger, tmp_path / "tables")
    assert second.revision > first.revision
    assert not first.folder.exists()
    assert [path.name for path in (tmp_path / "tables").iterdir()] == [second.folder.name]


def test_as_of_shows_what_was_published_and_the_version_that_stood_then(ledger, tmp_path):
    place = {"location": "a.txt"}
    ledger.record(coded("Choe went.", published="2025-10-27", **place))
    ledger.record(coded("Choe went, corrected.", published="2025-10-29", **place))
    ledger.record(coded("Later.", published="2025-11-02"))
    then = rows(ledger, tmp_path, as_of=dt.date(2025, 10, 28))
    now = rows(ledger, tmp_path)
    assert [row["evidence"] for row in then] == ["Choe went."]
    assert {row["evidence"] for row in now} == {"Choe went, corrected.", "Later."}


def test_a_back_test_over_many_days_does_not_fill_the_disk(ledger, tmp_path):
    ledger.record(coded("Choe went."))
    today = snapshots.snapshot(ledger, tmp_path / "tables").folder
    for day in range(1, 29):
        made = snapshots.snapshot(ledger, tmp_path / "tables", as_of=dt.date(2025, 11, day))
        assert made.folder.exists()
    assert today.exists()
    assert len(list((tmp_path / "tables").iterdir())) == 1 + 8 + 1


def test_verdicts_and_links_reach_the_table(ledger, tmp_path):
    items = [coded(text) for text in ("Right.", "Wrong.", "Nearly right.", "The same.")]
    for item in items:
        ledger.record(item)
    right, wrong, nearly, same = (item.events[0].id for item in items)

    def judge(id_, verdict, **changes):
        ledger.review(
            Review(
                event_id=id_,
                reviewer="Ada",
                reviewed_at=NOW,
                verdict=verdict,
                based_on=ledger.revision(),
                changes=changes,
            )
        )

    judge(right, Verdict.ACCEPT)
    judge(wrong, Verdict.REJECT)
    judge(nearly, Verdict.CORRECT, status="planned", actors=[{"code": "CHN"}])
    ledger.link(
        SameEvent(left=same, right=right, judgement=Sameness.SAME, judged_by="Ada", judged_at=NOW)
    )
    found = {row["evidence"]: row for row in rows(ledger, tmp_path)}
    assert set(found) == {"Right.", "Nearly right.", "The same."}
    assert (found["Nearly right."]["status"], found["Nearly right."]["actors"]) == (
        "planned",
        "CHN",
    )
    assert found["Right."]["happening"] == found["The same."]["happening"]
    assert found["Nearly right."]["happening"] != found["Right."]["happening"]


def test_what_people_said_after_the_day_does_not_act_on_it(ledger, tmp_path):
    """Else a back-test would know what nobody knew then."""
    one, two, three = (coded(text) for text in ("One.", "Two.", "Three."))
    for item in (one, two, three):
        ledger.record(item)
    ids = [item.events[0].id for item in (one, two, three)]

    def judge(id_, day, verdict, **changes):
        said = {"reviewer": "Ada", "reviewed_at": NOW.replace(day=day), "changes": changes}
        ledger.review(Review(event_id=id_, verdict=verdict, based_on=ledger.revision(), **said))

    judge(ids[0], 3, Verdict.CORRECT, status="planned")
    judge(ids[0], 5, Verdict.REJECT)
    judge(ids[1], 5, Verdict.REJECT)
    word = {"judgement": Sameness.SAME, "judged_by": "Ada", "judged_at": NOW.replace(day=5)}
    ledger.link(SameEvent(left=ids[0], right=ids[2], **word))

    def told(day):
        found = rows(ledger, tmp_path, as_of=dt.date(2025, 11, day))
        return {row["evidence"]: (row["status"], row["happening"]) for row in found}

    assert {k: v[0] for k, v in told(2).items()} == dict.fromkeys(
        ("One.", "Two.", "Three."), "occurred"
    )
    # What was said on the day itself counts; what came after it does not, nor does the link.
    assert told(3)["One."][0] == "planned"
    assert {k: v[0] for k, v in told(4).items()}["One."] == "planned"
    assert told(4)["One."][1] != told(4)["Three."][1]
    assert set(told(5)) == {"Three."}


def test_what_is_forgotten_is_gone_from_the_tables(legation, tmp_path):
    (tmp_path / "a.txt").write_text("The Norwegian foreign minister visited Kenya on 14 May 2025.")
    assert legation("read", "a.txt", "--file", "n.db").code == 0
    using = settings.load({"file": str(tmp_path / "n.db")})
    made = snapshots.of_settings(using)
    assert made.folder.parent == tmp_path / "n.db.tables"
    (row,) = events_of(made.folder).to_table().to_pylist()
    assert (row["actors"], row["recipients"]) == ("NOR", "KEN")
    done = legation("forget", row["article_id"], "--why", "asked", "--file", "n.db")
    assert done.code == 0, done.err
    assert not made.folder.exists()
    assert events_of(snapshots.of_settings(using).folder).to_table().num_rows == 0


def test_tables_that_cannot_be_removed_are_told(tmp_path):
    snapshots.remove(tmp_path / "none")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EnvironmentFailure, match="remove it by hand"):
        snapshots.remove(tmp_path / "file")


def test_where_nothing_can_be_written_the_reader_is_told(ledger, tmp_path):
    (tmp_path / "tables").write_text("a file, where a folder should be")
    with pytest.raises(EnvironmentFailure, match="cannot be written"):
        snapshots.snapshot(ledger, tmp_path / "tables")


def test_measures_read_the_ledger_through_its_table(legation, root, tmp_path):
    assert legation("read", root / "examples/korea-2025", "--file", "k.db").code == 0
    tie = legation("ties", "PRK", "RUS", "--file", "k.db")
    assert tie.code == 0, tie.err
    assert "no frame: cannot say" in tie.out and "visits" in tie.out
    # Some of these events have no last day, as they go on.
    partners = legation("partners", "PRK", "--file", "k.db", "--format", "json")
    assert partners.code == 0, partners.err
    assert "RUS" in partners.out
    assert [path.suffix for path in tmp_path.glob("k.db.*")] == [".tables"]
