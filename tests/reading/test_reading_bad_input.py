"""Bad input: one clear sentence each, and the rest of the batch goes on."""

from __future__ import annotations

import gzip
import json
import logging
import os
from pathlib import Path

import pytest
from reading_samples import BODY, MORE, pdf, the_article, the_reason

from legation.model import Article, Quarantined
from legation.reading import Limits, read


@pytest.mark.parametrize("data", [b"", b"  \n\n\t", b"\xef\xbb\xbf"])
def test_an_empty_file(refuse, data):
    assert "empty" in refuse(data)


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n" + bytes(500),
        b"\x7fELF" + bytes([1, 2, 3, 0]) * 300,
        b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(200)) * 4,
    ],
)
def test_a_binary_file(refuse, data):
    assert "binary" in refuse(data)


def test_a_huge_file_is_refused_by_its_size_and_not_loaded(tmp_path, monkeypatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    def loaded(*_args: object, **_options: object) -> None:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(Path, "open", loaded)
    assert "50 MB" in the_reason(list(read([str(path)])))


def test_the_bounds_can_be_moved(refuse, read_text):
    assert "200 bytes" in refuse((BODY + MORE).encode(), limits=Limits(bytes=200))
    assert "100" in refuse((BODY + MORE).encode(), limits=Limits(characters=100))
    assert read_text("Oui, oui, non.", limits=Limits(letters=5)).text


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16-be", "cp1251"])
def test_another_encoding_is_read_and_said(read_text, caplog, encoding):
    text = {
        "cp1251": "Министр иностранных дел прибыл в столицу в понедельник для переговоров о границе."
    }.get(encoding, f"The chancellor’s café — “historic”, he said. {BODY}")
    with caplog.at_level(logging.WARNING):
        assert read_text(text.encode(encoding)).text == text
    assert "UTF-8" in caplog.text
    assert encoding.split("-")[0] in caplog.text.lower()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_dropped_and_nothing_said(read_text, caplog, encoding):
    assert read_text(BODY.encode(encoding)).text == BODY
    assert caplog.text == ""


def test_damaged_utf8_is_not_guessed_at(refuse):
    data = ("Tô Lâm spoke at the café — “historic”, he said. " + BODY).encode()
    assert "broken character" in refuse(data[:60] + b"\xff" + data[60:])


@pytest.mark.parametrize(
    "text", ["Hello.", "12 345 67 89\n" * 50, "QUJD" * 100, "---- ==== ++++ " * 30]
)
def test_what_is_no_article(refuse, text):
    assert "no article" in refuse(text.encode())


def test_a_file_with_nothing_below_its_front_matter(refuse):
    assert "front matter" in refuse(b"---\ntitle: Talks resume in Strelsau\n---\n", "note.md")


def test_an_encrypted_pdf(refuse):
    assert "encrypted" in refuse(pdf([BODY], password="secret"), "a.pdf")


def test_a_scanned_pdf(refuse):
    assert "text recognition" in refuse(pdf([], []), "a.pdf")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\nnot really", b"nothing of a PDF " * 9, pdf([BODY])[:400]]
)
def test_a_broken_pdf(refuse, data):
    assert "PDF" in refuse(data, "a.pdf")


def test_a_missing_file_and_one_that_may_not_be_read(tmp_path, monkeypatch):
    assert "no such file" in the_reason(list(read([str(tmp_path / "none.txt")])))
    path = tmp_path / "closed.txt"
    path.write_text(BODY)
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser may read everything

        def closed(*_args: object, **_options: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", closed)
    assert "permissions" in the_reason(list(read([str(path)])))


def test_something_that_is_no_file(tmp_path):
    assert "neither a file" in the_reason(list(read(["/dev/null"])))


def test_a_link_that_leads_nowhere(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert "no such file" in the_reason(list(read([str(tmp_path)])))


def test_the_rest_of_a_batch_goes_on(tmp_path):
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "d.txt").write_text(MORE)
    found = list(read([str(tmp_path), str(tmp_path / "none"), str(tmp_path / "a.txt")]))
    kinds = [type(item) for item in found]
    assert kinds == [Article, Quarantined, Quarantined, Article, Quarantined, Article]


def test_a_fault_of_our_own_stops_at_its_piece(tmp_path, monkeypatch):
    from legation.reading import article

    whole = article.find_furniture

    def faulty(piece):
        if "Strelsau" in piece.text:
            raise ZeroDivisionError("by nought")
        return whole(piece)

    monkeypatch.setattr(article, "find_furniture", faulty)
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps({'id': 'x', 'text': BODY})}\n{json.dumps({'text': MORE})}\n")
    first, second = read([str(path)])
    assert isinstance(first, Quarantined)
    assert (first.id, "report this" in first.reason) == ("x", True)
    assert isinstance(second, Article)


BAD_LINES = [
    ('{"id": "2", "text": "The minis', "cut off"),
    ("[1, 2]", "no JSON object"),
    ('{"id": "4"}', "no `text`"),
    ('{"id": "5", "text": ["a"]}', "no `text`"),
    (json.dumps({"id": "6", "text": BODY, "date": "some day"}), "no day"),
    (json.dumps({"id": "7", "text": BODY, "title": {"a": 1}}), "`title`"),
    ('{"id": "8", "text": "' + BODY + ' \\ud800"}', "broken characters"),
    ('{"id": "9", "text": "Hi"}', "no article"),
    ('{"a":' * 100_000, "nested|valid"),
]


def test_each_bad_line_of_json_is_set_aside_with_its_place(tmp_path):
    path = tmp_path / "many.jsonl"
    good = json.dumps({"id": "good", "text": BODY})
    path.write_text("\n".join([good, *(line for line, _ in BAD_LINES), "", good]) + "\n")
    found = list(read([str(path)]))
    assert [item.location for item in found] == [
        f"{path}#{n}" for n in (*range(1, len(BAD_LINES) + 2), len(BAD_LINES) + 3)
    ]
    assert isinstance(found[0], Article)
    assert isinstance(found[-1], Article)
    for item, (_, words) in zip(found[1:-1], BAD_LINES, strict=True):
        assert isinstance(item, Quarantined)
        assert any(word in item.reason for word in words.split("|")), item


def test_a_line_that_is_too_long_does_not_fill_memory(tmp_path):
    path = tmp_path / "many.jsonl"
    good = json.dumps({"text": BODY})
    path.write_text(f"{good}\n{json.dumps({'text': 'x ' * 5000})}\n{good}\n")
    first, second, third = read([str(path)], limits=Limits(bytes=1000))
    assert isinstance(first, Article)
    assert isinstance(second, Quarantined)
    assert "longer than" in second.reason
    assert isinstance(third, Article)


def test_a_line_in_another_encoding(tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_bytes(f'{{"text": "café {BODY}"}}\n'.encode("latin-1"))
    assert "UTF-8" in the_reason(list(read([str(path)])))


def test_a_compressed_file_that_breaks_off_keeps_its_first_lines(tmp_path):
    path = tmp_path / "many.jsonl.gz"
    rows = "".join(
        json.dumps({"text": f"{BODY} {os.urandom(40).hex()}"}) + "\n" for _ in range(900)
    )
    data = gzip.compress(rows.encode())
    path.write_bytes(data[: len(data) // 2])
    *read_ones, last = read([str(path)])
    assert len(read_ones) > 100
    assert all(isinstance(item, Article) for item in read_ones)
    assert isinstance(last, Quarantined)
    assert "breaks off" in last.reason


def test_an_empty_json_lines_file(refuse):
    assert "empty" in refuse(b"\n\n", "a.jsonl")


def test_a_page_without_an_article(refuse):
    assert "No article" in refuse(
        b"<html><head><script>go()</script></head><body></body></html>", "a.html"
    )


def test_a_good_article_is_read_after_all_this(read_text):
    assert the_article([read_text(BODY)]).lang == "en"
