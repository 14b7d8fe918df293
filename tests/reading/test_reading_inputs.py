"""Where articles come from on one's own machine, and what is known of them."""

from __future__ import annotations

import gzip
import io
import json
import sys

import pytest
from reading_samples import BODY, MORE, furniture, own_words, pdf, the_article, the_reason

from legation.model import Article, Quarantined, content_hash
from legation.reading import count, expand, read


def ids(found):
    return [item.location.rsplit("/", 1)[-1] for item in found]


def test_a_folder_is_read_to_its_depth_in_order(tmp_path):
    for name in ("b.txt", "a/z.md", "a/c/y.txt", ".hidden.txt", "b.txt.license", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{BODY} {name}")
    assert ids(read([str(tmp_path)])) == ["b.txt", "z.md", "y.txt"]
    assert count([str(tmp_path)]) == 3


def test_documents_of_other_kinds_are_not_passed_over_in_silence(tmp_path):
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "picture.png").write_bytes(b"x")
    (tmp_path / "b.docx").write_text("what")
    first, second = read([str(tmp_path)])
    assert isinstance(first, Article)
    assert isinstance(second, Quarantined)
    assert ".pdf" in second.reason


def test_a_file_without_an_ending_may_be_named(tmp_path):
    (tmp_path / "dispatch").write_text(BODY)
    assert the_article(list(read([str(tmp_path / "dispatch")]))).text == BODY


def test_an_empty_folder_and_a_pattern_without_files(tmp_path):
    assert "holds no" in the_reason(list(read([str(tmp_path)])))
    assert "pattern" in the_reason(list(read([str(tmp_path / "*.txt")])))


def test_a_pattern(tmp_path):
    for name in ("b1.txt", "a1.txt", "c.md"):
        (tmp_path / name).write_text(f"{BODY} {name}")
    assert ids(read([str(tmp_path / "*1.txt")])) == ["a1.txt", "b1.txt"]


def test_a_file_whose_name_reads_like_a_pattern(tmp_path):
    (tmp_path / "a[1].txt").write_text(BODY)
    assert ids(read([str(tmp_path / "a[1].txt")])) == ["a[1].txt"]


def test_json_lines(tmp_path):
    row = {
        "id": "r1",
        "title": "Talks resume",
        "date": "2024-03-05",
        "source": "Strelsau Gazette",
        "text": f"Talks resume\n{BODY}",
        "url": "https://gazette.example/1",
        "license": "CC0-1.0",
        "lang": "en-GB",
    }
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps(row) + "\n" + json.dumps({"text": BODY, "url": "https://www.b.example/"})
    )
    first, second = read([str(path)])
    assert isinstance(first, Article)
    assert (first.id, first.title, first.source, first.licence, first.lang, first.location) == (
        "r1",
        "Talks resume",
        "Strelsau Gazette",
        "CC0-1.0",
        "en",
        f"{path}#1",
    )
    assert first.text == row["text"]
    assert furniture(first) == ["Talks resume"]
    assert isinstance(second, Article)
    assert second.id == content_hash(BODY)[:16]
    assert second.source == "b.example"


def test_compressed_json_lines_and_ndjson(tmp_path):
    line = json.dumps({"text": BODY}) + "\n"
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    (tmp_path / "b.ndjson").write_text("\ufeff" + line)
    assert [type(item) for item in read([str(tmp_path)])] == [Article, Article]


def test_a_text_line_separator_does_not_split_a_line_of_json(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": BODY + "\u2028" + MORE}, ensure_ascii=False), "utf-8")
    assert "\u2028" in the_article(list(read([str(path)]))).text


def test_articles_come_one_by_one(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text((json.dumps({"text": BODY}) + "\n") * 3 + "{broken")
    stream = read([str(path)])
    assert isinstance(next(stream), Article)
    path.unlink()
    assert isinstance(next(stream), Article)


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (BODY.encode(), ["-"]),
        ((json.dumps({"text": BODY}) + "\n" + json.dumps({"text": MORE})).encode(), ["-#1", "-#2"]),
        (b"\n  " + json.dumps({"text": BODY}).encode(), None),
        (
            f"<html><body><article><p>{BODY}</p><p>{MORE}</p></article></body></html>".encode(),
            ["-"],
        ),
        (pdf([BODY]), ["-"]),
    ],
)
def test_standard_input_in_every_form(monkeypatch, data, places):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    found = list(read(["-"]))
    assert all(
        isinstance(item, Article) and (BODY[:40] in item.text or MORE[:40] in item.text)
        for item in found
    )
    if places:
        assert [item.location for item in found] == places


def test_empty_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert "empty" in the_reason(list(read(["-"])))


def test_counting_says_where_it_cannot_know(tmp_path):
    (tmp_path / "a.txt").write_text(BODY)
    assert count([str(tmp_path / "a.txt"), str(tmp_path / "none.txt")]) == 2
    assert count(["-"]) is None
    assert count(["https://gazette.example/1"]) is None
    (tmp_path / "b.jsonl").write_text("{}")
    assert count([str(tmp_path)]) is None


def test_expanding_reads_nothing(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"broken")
    (source,) = expand([str(tmp_path)])
    assert source.location.endswith("a.pdf")


def page(body: str) -> str:
    return f"""<!doctype html><html lang="en"><head><title>Talks resume - Strelsau Gazette</title>
    <meta property="og:title" content="Talks resume"><meta property="og:site_name" content="Strelsau Gazette">
    <meta property="article:published_time" content="2024-03-05T08:00:00+09:00"></head><body>
    <nav><a href="/">Home</a> <a href="/w">World</a></nav>{body}
    <footer>All rights reserved</footer></body></html>"""


def test_a_web_page(read_text):
    article = read_text(
        page(f"<article><h1>Talks resume</h1><p>{BODY}</p><p>{MORE}</p></article>"), "a.html"
    )
    assert own_words(article) == f"{BODY} {MORE}"
    assert (article.title, article.published, article.source) == (
        "Talks resume",
        "2024-03-05",
        "Strelsau Gazette",
    )


def test_teasers_that_leak_out_of_bare_markup_are_furniture(read_text):
    lines = [
        BODY,
        MORE,
        "Share post:",
        "More like this",
        "Harvest festival draws crowd",
        "The festival drew...",
    ]
    article = read_text(page("".join(f"<p>{line}</p>" for line in lines)), "a.html")
    assert own_words(article) == f"{BODY} {MORE}"


def test_the_encoding_that_a_page_declares(read_text):
    html = page(f"<article><p>At the café: {BODY}</p><p>{MORE}</p></article>")
    html = html.replace("<head>", '<head><meta charset="iso-8859-1">')
    assert "At the café:" in read_text(html.encode("latin-1"), "a.html").text


def test_a_pdf_is_put_together_as_paragraphs(read_text):
    lines = [
        "Talks resume in Strelsau",
        "The foreign minister of Ruritania arrived in Strelsau on Monday for nego-",
        "tiations on the border. She met the chancellor twice and promised that the",
        "crossing would open again by spring.",
        "Officials said that no date had been set for a second round of the talks.",
        "3",
    ]
    article = read_text(pdf(lines, title="untitled.doc"), "a.pdf")
    assert (
        "for negotiations on the border. She met the chancellor twice and promised that the crossing"
        in article.text
    )
    assert article.title == "Talks resume in Strelsau"
    assert not article.text.rstrip().endswith("3")
    assert article.published == "2024-03-05"


def test_heads_that_every_page_repeats_are_left_out_of_a_pdf(read_text):
    pages = [
        ["Strelsau Gazette Weekly", f"Part {word}. {BODY}"] for word in ("one", "two", "three")
    ]
    assert "Weekly" not in read_text(pdf(*pages), "a.pdf").text


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (BODY, "en"),
        (
            "북한 외무상이 러시아를 방문한다. 김 위원장은 지난달 베이징을 찾았고 회담을 열었다.",
            "ko",
        ),
        (
            "Le ministre des affaires étrangères s’est rendu à Paris lundi pour des négociations.",
            "fr",
        ),
        ("Kim met Lee in Seoul today.", None),
        ("The talks of the two sides were to go on, said the ministry.", "en"),
        (
            "„The Voice of America“ berichtete, dass der Minister nach Berlin gereist sei, zu Gesprächen.",
            "de",
        ),
    ],
)
def test_the_language_or_that_it_is_not_known(read_text, text, lang):
    assert read_text(text).lang == lang


def test_the_same_text_is_the_same_article_wherever_it_lies(tmp_path):
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "b.txt").write_text(BODY)
    first, second = read([str(tmp_path)])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id == second.id
    assert first.location != second.location
