"""A user's own rows: added to the tables, in place of rows that ship, and checked."""

from __future__ import annotations

import csv
import datetime as dt

import pytest

from legation.errors import UsageError
from legation.knowledge import ageing, mediations, own, relations, tables
from legation.knowledge.shapes import shapes
from legation.model import Rank

DAY = dt.date.fromisoformat


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("LEGATION_KNOWLEDGE", str(tmp_path))
    monkeypatch.delenv(own.HANDED_DOWN, raising=False)
    return tmp_path


def written(folder, table, *rows):
    shape = shapes()[table]
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, shape.columns)
        writer.writeheader()
        writer.writerows(rows)


def chair(**more):
    plain = {"forum": "SCO", "holder": "PAK", "role": "chair", "start": "2026-09", "end": ""}
    return {**plain, "known_from": "2026-09", "source": "test", **more}


@pytest.mark.parametrize("table", sorted(shapes()))
def test_the_shape_of_a_table_is_that_of_the_file_that_ships(table):
    shape = shapes()[table]
    found = list(tables.shipped(shape.file))
    assert tuple(found[0]) == shape.columns
    assert [(row, list(shape.faults(row))) for row in found if list(shape.faults(row))] == []
    assert {*shape.key, *shape.required, *shape.dates, *shape.codes} <= set(shape.columns)


def test_the_words_of_the_shapes_are_those_of_the_program():
    words = {name: shape.words for name, shape in shapes().items()}
    assert set(words["offices"]["rank"]) == set(Rank)
    assert set(words["relations"]["kind"]) == set(relations.KINDS)
    assert set(words["mediations"]["role"]) == set(mediations.ROLES)
    assert set(words["mediations"]["outcome"]) == set(mediations.OUTCOMES)


def test_an_own_row_is_added(folder):
    before = len(list(tables.rows("forums/chairs.csv")))
    written(folder, "chairs", chair())
    found = list(tables.rows("forums/chairs.csv"))
    assert len(found) == before + 1
    assert found[-1]["holder"] == "PAK"


def test_an_own_row_stands_in_place_of_the_one_with_its_key(folder):
    before = list(tables.rows("forums/chairs.csv"))
    row = next(
        r for r in before if (r["forum"], r["holder"], r["start"][:4]) == ("SCO", "KGZ", "2025")
    )
    written(folder, "chairs", {**row, "end": "2026-08-31", "source": "test"})
    after = list(tables.rows("forums/chairs.csv"))
    assert len(after) == len(before)
    assert row not in after
    assert after[-1]["end"] == "2026-08-31"


def test_without_a_folder_nothing_changes(tmp_path, monkeypatch):
    monkeypatch.setenv("LEGATION_KNOWLEDGE", str(tmp_path / "none"))
    assert list(tables.rows("bodies.csv")) == list(tables.shipped("bodies.csv"))
    assert own.mark() == ""


def test_tables_that_nobody_may_extend_are_left_alone(folder):
    (folder / "cameo.csv").write_text("code\n999\n", encoding="utf-8")
    assert list(tables.rows("cameo.csv")) == list(tables.shipped("cameo.csv"))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"source": ""}, "source is empty"),
        ({"known_from": ""}, "known_from is empty"),
        ({"start": "soon"}, "start is 'soon' and no date"),
        ({"start": "2026-13"}, "start is '2026-13' and no date"),
        ({"start": "2026-01/2026-02"}, "and no date"),
        ({"end": "2025"}, "it ends (2025) before it begins (2026-09)"),
        ({"role": "boss"}, "role is 'boss' and not one of chair, host, president"),
    ],
)
def test_a_faulty_row_is_refused_with_its_place(folder, more, words):
    written(folder, "chairs", chair(), chair(holder="IND", **more))
    with pytest.raises(UsageError) as caught:
        list(tables.rows("forums/chairs.csv"))
    assert words in str(caught.value)
    assert "chairs.csv, line 3" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("forum,holder,role\nSCO,PAK,chair\n", "lacks start, source"),
        ("forum,holder,role,start,source,hue\nSCO,PAK,chair,2026,x,red\n", "has no use for hue"),
        (b"\xff\xfe\x00", "cannot be read as a table"),
        ("forum,holder,role,start,source\nSCO,PAK,chair,2026,x,more\n", "more cells than columns"),
    ],
)
def test_a_file_of_another_kind_is_refused(folder, text, words):
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "chairs.csv").write_bytes(data)
    with pytest.raises(UsageError, match=words):
        list(tables.rows("forums/chairs.csv"))


def test_a_file_from_a_spreadsheet_is_read(folder):
    text = "\ufeffforum,holder,role,start,end,venue,known_from,source\r\nSCO,PAK,chair,2026-09,,,2026-09,x\r\n"
    (folder / "chairs.csv").write_bytes(text.encode())
    assert list(tables.rows("forums/chairs.csv"))[-1]["holder"] == "PAK"


def test_codings_with_own_names_are_told_apart(folder):
    assert own.mark() == ""
    written(folder, "chairs", chair())
    assert own.mark() == ""
    alias = {"surface": "Zealandia", "code": "NZL", "use": "name", "source": "test"}
    written(folder, "aliases", alias)
    first = own.mark()
    assert first.startswith("+own.")
    written(folder, "aliases", {**alias, "surface": "Zealand"})
    assert own.mark() not in ("", first)


def test_what_is_past_its_date():
    found = list(ageing.past(DAY("2026-11-26")))
    assert ("meetings", "49th ASEAN Summit") in {(p.table, p.what) for p in found}
    assert ("chairs", "Shanghai Cooperation Organisation: Kyrgyzstan") in {
        (p.table, p.what) for p in found
    }
    assert all(p.since <= DAY("2026-11-26") for p in found)
    # A chair that was handed over, an office with a successor and a forum that is no more are not.
    early = {(p.table, p.what) for p in ageing.past(DAY("2025-12-01"))}
    assert not {what for table, what in early if table == "chairs"}
    assert not {what for table, what in early if "Six-Party" in what or "G8" in what}
    assert {what for table, what in early if table == "offices"}


def test_the_council_is_past_its_date_when_nobody_is_known_to_be_elected():
    assert not [p for p in ageing.past(DAY("2026-11-26")) if p.table == "memberships"]
    assert [p for p in ageing.past(DAY("2027-07-01")) if p.table == "memberships"]
