"""Article tables in Parquet: the same articles as from JSON Lines, and clear words where not."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from reading_samples import BODY, MORE, the_article, the_reason

from legation.model import Article, Quarantined
from legation.reading import count, read

pa = pytest.importorskip("pyarrow", reason="the extra analysis is not installed")
pq = pytest.importorskip("pyarrow.parquet")

ROWS = [
    {
        "id": "r1",
        "title": "Talks resume",
        "date": "2024-03-05",
        "source": "Strelsau Gazette",
        "text": f"Talks resume\n{BODY}",
        "url": "https://gazette.example/1",
        "license": "CC0-1.0",
        "lang": "en-GB",
    },
    {"text": BODY, "url": "https://www.b.example/", "published": "2024-03-06T10:00:00Z"},
    {"id": "empty", "text": ""},
    {"id": "none"},
    {"id": "short", "text": "Hi"},
    {"id": "day", "text": BODY, "date": "yesterday"},
    {"id": "lang", "text": MORE, "language": "fr"},
    {"id": "figures", "text": "1 2 3 4 5 6 7 8 9 10 11 " * 20},
]
NAMES = sorted({name for row in ROWS for name in row})


def written(path, rows=ROWS, **options):
    columns = {name: [row.get(name) for row in rows] for name in NAMES}
    pq.write_table(pa.table(columns), path, **options)
    return str(path)


def told(item, path):
    """An item without what tells the two files apart."""
    if isinstance(item, Quarantined):
        return item.location.removeprefix(path), item.id, item.reason.replace("row", "line")
    fields = (name for name in Article.__dataclass_fields__ if name != "location")
    return item.location.removeprefix(path), *(getattr(item, name) for name in fields)


def test_parquet_and_json_lines_give_the_same_articles_and_reasons(tmp_path):
    lines = tmp_path / "a.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    table = written(tmp_path / "a.parquet", row_group_size=3)
    expected = [told(item, str(lines)) for item in read([str(lines)])]
    assert [told(item, table) for item in read([table])] == expected
    assert {type(item) for item in read([table])} == {Article, Quarantined}


def test_days_and_numbers_may_have_types_of_their_own(tmp_path):
    day, moment = dt.date(2024, 3, 5), dt.datetime(2024, 3, 6, 23, 30, tzinfo=dt.UTC)
    for name, value in (("date", day), ("published", moment)):
        kind = pa.timestamp("ns", "UTC") if value is moment else pa.date32()
        column = pa.array([value], kind)
        table = pa.table({"text": [BODY], name: column, "id": pa.array([7], pa.int64())})
        pq.write_table(table, tmp_path / "a.parquet")
        found = the_article(list(read([str(tmp_path / "a.parquet")])))
        assert (found.id, found.published) == ("7", value.isoformat()[:10])


def test_a_table_in_parts_is_a_folder_whose_names_may_hold_values(tmp_path):
    for language in ("en", "fr"):
        folder = tmp_path / "news.parquet" / f"lang={language}"
        folder.mkdir(parents=True)
        pq.write_table(pa.table({"text": [BODY]}), folder / "part-0.snappy.parquet")
    (tmp_path / "news.parquet" / "_SUCCESS").touch()
    found = list(read([str(tmp_path)]))
    assert [item.lang for item in found] == ["en", "fr"]
    assert count([str(tmp_path)]) is None


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"body": [BODY], "headline": ["x"]}, ("no column `text`", "body, headline", "rename")),
        ({"text": [1]}, ("`text` is of type int64",)),
        ({"text": [b"x"]}, ("`text` is of type binary",)),
        ({"text": [BODY], "title": [["a"]]}, ("row's `title` is no text", "column")),
        ({"text": [BODY], "date": ["soon"]}, ("'soon' is no day",)),
        ({"text": pa.array([], pa.string())}, ("empty",)),
    ],
)
def test_columns_that_cannot_be_articles(tmp_path, columns, words):
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    reason = the_reason(list(read([str(tmp_path / "a.parquet")])))
    assert all(word in reason for word in words), reason


def test_two_columns_of_one_name(tmp_path):
    table = pa.Table.from_arrays([pa.array([BODY]), pa.array([MORE])], ["text", "text"])
    pq.write_table(table, tmp_path / "a.parquet")
    assert "two columns `text`" in the_reason(list(read([str(tmp_path / "a.parquet")])))


def test_a_file_that_is_cut_off_or_none(tmp_path):
    whole = tmp_path / "a.parquet"
    written(whole)
    data = whole.read_bytes()
    for part in (data[: len(data) // 2], b"PAR1", b"", b"{}"):
        whole.write_bytes(part)
        assert "no whole Parquet file" in the_reason(list(read([str(whole)])))


def test_what_comes_before_damage_is_kept(tmp_path):
    path = tmp_path / "a.parquet"
    rows = [{"text": f"{BODY} {number}"} for number in range(2000)]
    written(path, rows, row_group_size=500, compression="zstd", use_dictionary=False)
    start = pq.ParquetFile(path).metadata.row_group(2).column(NAMES.index("text"))
    data = bytearray(path.read_bytes())
    data[start.data_page_offset : start.data_page_offset + 400] = b"\xff" * 400
    path.write_bytes(bytes(data))
    *kept, last = read([str(path)])
    assert len(kept) >= 500 and all(isinstance(item, Article) for item in kept)
    assert isinstance(last, Quarantined) and "breaks off" in last.reason


def test_a_row_that_is_no_utf8_falls_alone(tmp_path):
    wrong = pa.array([BODY.encode(), b"caf\xe9 " + BODY.encode()], pa.binary())
    text = pa.StringArray.from_buffers(2, wrong.buffers()[1], wrong.buffers()[2])
    pq.write_table(pa.table({"text": text, "id": ["a", "b"]}), tmp_path / "a.parquet")
    first, second = read([str(tmp_path / "a.parquet")])
    assert isinstance(first, Article)
    assert (second.id, "UTF-8" in second.reason) == ("b", True)


def test_broken_characters_beside_the_text_are_told(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [{"text": BODY, "title": "x\ud800"}, {"text": BODY, "id": "x\ud800", "date": "soon"}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    for item in read([str(path)]):
        assert "broken characters" in item.reason
        assert item.id is None
