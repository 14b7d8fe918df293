"""Reading every kind of input, good and bad."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest
from legation.reading.address import public_address
from legation.reading.formats import Page
from pypdf import PdfWriter

from legation.errors import UnreadableInput
from legation.model import Article, PublishedBasis, Quarantined
from legation.reading import Limits, count, read

STORY = (
    "Kenya and Malawi sign a pact\nMonday, March 3, 2025\n\n"
    "The foreign minister of Kenya met with his counterpart from Malawi in Nairobi.1\n\n"
    "Both sides agreed to strengthen cooperation.\n\nShare post:\n\nMore like this\nRelated\n\n"
    "Iran attacks a tanker\n\nIran has attacked a tanker in the...\n"
)


def one(path: Path | str, **options: object) -> Article:
    (found,) = read([str(path)], **options)  # type: ignore[arg-type]
    assert isinstance(found, Article), found
    return found


def refused(path: Path | str, **options: object) -> str:
    (found,) = read([str(path)], **options)  # type: ignore[arg-type]
    assert isinstance(found, Quarantined), found
    assert found.reason.endswith(".")
    return found.reason


def test_plain_text_is_kept_as_it_is_and_its_furniture_is_marked(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + STORY.encode())
    article = one(path)
    assert article.text == STORY
    assert article.title == "Kenya and Malawi sign a pact"
    assert (article.published, article.published_basis) == ("2025-03-03", PublishedBasis.DATELINE)
    marked = [STORY[s.start : s.stop] for s in article.furniture]
    assert "1" in marked
    assert "Iran attacks a tanker" in marked
    assert "Share post:" in marked
    assert not any("Both sides" in words for words in marked)


def test_a_day_that_is_given_or_inferred_is_marked_so(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "Peru thanked Chile for its help on January 5, 2024, after the quake had struck."
    )
    assert (one(path).published, one(path).published_basis) == (
        "2024-01-05",
        PublishedBasis.INFERRED,
    )
    given = one(path, published="2024-02-01")
    assert (given.published, given.published_basis) == ("2024-02-01", PublishedBasis.GIVEN)


def test_markdown_front_matter(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: A pact\ndate: 2025-01-02\nsource: Desk\n---\nPeru signed a pact with Chile in Lima.\n"
    )
    article = one(path)
    assert (article.title, article.published, article.source) == ("A pact", "2025-01-02", "Desk")


def test_html_gives_the_article_and_its_metadata(tmp_path):
    path = tmp_path / "a.html"
    body = "".join(
        f"<p>Paragraph {n}: the envoy of Ghana met officials of Togo in Accra for long talks.</p>"
        for n in range(4)
    )
    path.write_text(
        "<!doctype html><html lang=en><head><title>Envoy in Accra</title>"
        '<meta property="article:published_time" content="2025-02-03T10:00:00Z"></head>'
        f"<body><nav><a href=/>Home</a></nav><article><h1>Envoy in Accra</h1>{body}</article></body></html>"
    )
    article = one(path)
    assert article.published == "2025-02-03"
    assert "Paragraph 3" in article.text
    assert "Home" not in article.text


def test_json_lines_keep_ids_and_go_on_after_bad_lines(tmp_path):
    good = {
        "id": "x1",
        "title": "T",
        "date": "2025-01-01",
        "source": "S",
        "text": "Peru thanked Chile for the help.",
    }
    lines = [
        json.dumps(good),
        '{"id": "x2", "text": "cut o',
        "[]",
        json.dumps({"id": "x3"}),
        json.dumps({**good, "id": 7}),
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines))
    found = list(read([str(path)]))
    assert [getattr(f, "id", None) for f in found if isinstance(f, Article)] == ["x1", "7"]
    assert [f.location for f in found if isinstance(f, Quarantined)] == [
        f"{path}#{n}" for n in (2, 3, 4)
    ]
    packed = tmp_path / "b.jsonl.gz"
    packed.write_bytes(gzip.compress("\n".join(lines * 200).encode())[:-40])
    found = list(read([str(packed)]))
    assert any(isinstance(f, Article) for f in found)
    assert isinstance(found[-1], Quarantined)


def test_folders_globs_and_counting(tmp_path):
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text("Peru thanked Chile for the help in Lima.")
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "c.bin").write_bytes(b"\0")
    assert [Path(a.location or "").name for a in read([str(tmp_path)])] == ["a.txt", "b.txt"]
    assert count([str(tmp_path)]) == 2
    assert len(list(read([str(tmp_path / "*.txt")]))) == 2
    assert "No file matches" in refused(tmp_path / "*.md")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"  \n ", "empty"),
        ("a.txt", b"PK\x03\x04\0\0\0\0", "binary"),
        ("a.txt", b"12 34 56", "too few words"),
        ("a.pdf", b"%PDF-1.4 broken", "broken"),
        ("a.html", b"<html><body></body></html>", "No article text"),
    ],
)
def test_bad_files_are_set_aside_with_a_reason(tmp_path, name, data, words):
    path = tmp_path / name
    path.write_bytes(data)
    assert words in refused(path)


def test_encrypted_and_scanned_pdf(tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    out = io.BytesIO()
    writer.write(out)
    (tmp_path / "scan.pdf").write_bytes(out.getvalue())
    assert "text recognition" in refused(tmp_path / "scan.pdf")
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    (tmp_path / "locked.pdf").write_bytes(out.getvalue())
    assert "encrypted" in refused(tmp_path / "locked.pdf")


def test_huge_missing_and_forbidden_files(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Peru thanked Chile. " * 50)
    assert "more than" in refused(path, limits=Limits(bytes=100))
    assert "no such file" in refused(tmp_path / "none.txt")
    if os.geteuid() != 0:
        path.chmod(0)
        assert "may not be read" in refused(path)


def test_other_encodings_are_read(tmp_path):
    path = tmp_path / "a.txt"
    text = (
        "Le ministre a déclaré à Genève que la réunion était très utile, et il a été remercié par la délégation. "
        * 3
    )
    path.write_bytes(text.encode("cp1252"))
    assert one(path).text == text
    assert one(path).lang == "fr"
    path.write_bytes(b"\xff\xfe" + "Peru thanked Chile for the help.".encode("utf-16-le"))
    assert one(path).text.lstrip("\ufeff").startswith("Peru")


def test_addresses_go_through_the_seam_and_feeds_give_their_items():
    def fetch(url: str, *_: object) -> Page:
        if url.endswith("feed"):
            feed = '<rss version="2.0"><channel><item><link>http://news.example/a</link></item></channel></rss>'
            return Page(url=url, data=feed.encode(), suffix=".xml", kind="feed")
        if url.endswith("gone"):
            raise UnreadableInput("The address answers 404; check it in a browser.")
        return Page(url=url, data=b"Peru thanked Chile for the help in Lima.", suffix=".txt")

    assert one("http://news.example/feed", fetch=fetch).location == "http://news.example/a"
    assert "404" in refused("http://news.example/gone", fetch=fetch)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "::1", "0.0.0.0"]
)
def test_private_addresses_are_refused(host):
    with pytest.raises(UnreadableInput, match="private network"):
        public_address(host, 80)


def test_an_address_that_is_private_is_set_aside_not_fetched():
    assert "private network" in refused("http://127.0.0.1:9/x")
