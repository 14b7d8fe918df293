"""The brief as Markdown and as a page: whole, safe, and of words told apart."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from presenting_samples import article, coded, compose, event, observation, side

from legation.model import Quarantined, Status
from legation.presenting import BriefOptions, to_html, to_markdown
from legation.presenting.markdown import _plain

HOSTILE = (
    '<script>alert(1)</script> \u202egnp.exe & <b>"bold"</b> [link](http://evil.example) '
    "| cell ![x](http://evil.example/x.png) `code` *stars* _under_ ~~gone~~ \x07"
)


class Outline(HTMLParser):
    """Elements of a page with their attributes, and what each id is on."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [given for name, given in self.elements if name == tag]


@pytest.fixture
def page(both) -> str:
    return to_html(compose(both, BriefOptions(min_confidence=0.2)))


@pytest.fixture
def hostile() -> tuple[str, str]:
    source = article("a", HOSTILE, source=HOSTILE, location="javascript:alert(1)")
    told = coded(
        source,
        event(source, HOSTILE, venue=HOSTILE, occasion=HOSTILE, notes=(HOSTILE,)),
        observations=(observation(source, HOSTILE, about=HOSTILE),),
    )
    bad = Quarantined(location=HOSTILE, reason=HOSTILE)
    brief = compose([told], BriefOptions(quarantined=(bad,)))
    return to_html(brief), to_markdown(brief)


def test_ids_are_unique_and_every_link_within_the_page_leads_to_one(page):
    outline = Outline(page)
    ids = [given["id"] for _, given in outline.elements if "id" in given]
    assert len(ids) == len(set(ids))
    links = [given["href"] for given in outline.all("a")]
    inner = {link[1:] for link in links if link.startswith("#")}
    assert inner
    assert inner <= set(ids)
    named = [
        given["aria-labelledby"] for _, given in outline.elements if "aria-labelledby" in given
    ]
    assert {id_ for value in named for id_ in value.split()} <= set(ids)


def test_every_line_of_every_section_has_a_numbered_note(both, page):
    brief = compose(both, BriefOptions(min_confidence=0.2))
    wanted = sum(len(line.notes) for s in brief.sections for line in s.lines)
    refs = [given for given in Outline(page).all("a") if given.get("class") == "ref"]
    assert len(refs) == wanted
    assert {ref["href"] for ref in refs} == {f"#n{note.number}" for note in brief.notes}


def test_a_note_leads_to_its_marked_words_in_the_whole_article(both, page):
    brief = compose(both, BriefOptions(min_confidence=0.2))
    for note in brief.notes:
        marked = re.findall(rf'<mark class="[^"]*\bn{note.number} [^"]*">(.*?)</mark>', page)
        bare = "".join(re.sub(r'<a class="number"[^>]*>\d+</a>', "", words) for words in marked)
        assert bare == note.quote


def test_headings_go_down_by_one(page):
    levels = [int(tag[1]) for tag, _ in Outline(page).elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_is_one_file_that_may_fetch_nothing(page):
    outline = Outline(page)
    assert not outline.all("link") + outline.all("img") + outline.all("iframe")
    assert all("src" not in given for given in outline.all("script"))
    policy = next(m["content"] for m in outline.all("meta") if "http-equiv" in m)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"@import|url\((?!#)", page)


def test_words_of_the_article_are_told_apart_from_those_of_the_program(both, page):
    brief = compose(both, BriefOptions(min_confidence=0.2))
    quoted = re.findall(r"<q>(.*?)</q>", page)
    texts = " ".join(item.article.text for item in both)
    assert len(quoted) > len(brief.notes) // 2
    assert all(words in texts for words in quoted)


def test_status_is_said_in_words_and_has_its_own_border(page):
    for status, words in (
        (Status.OCCURRED, "● Occurred"),
        (Status.HYPOTHETICAL, "△ Could happen"),
        (Status.DENIED, "✕ Denied"),
        (Status.CANCELLED, "⊘ Called off"),
    ):
        assert f'<li class="{status.value}">\n<p><span class="mark">{words}</span>' in page
    borders = dict(re.findall(r"li\.(\w+) \{ border-left: (\d+px \w+)", page))
    assert set(borders) == {status.value for status in Status}
    assert len({borders[s.value] for s in Status if s is not Status.CANCELLED}) == 4


def test_both_pictures_have_a_title_a_description_and_a_table():
    source = article("a", "One. Two. Three.")
    told = coded(
        source,
        event(source, "One."),
        event(source, "Two.", recipients=(side("CHN"),), when="2025-10-01/2025-10-05"),
        event(source, "Three.", status=Status.PLANNED, when="2025-11-01"),
    )
    page = to_html(compose([told], BriefOptions()))
    svgs = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(svgs) == 2
    for svg in svgs:
        tree = ET.fromstring(svg)
        assert tree.get("role") == "img"
        assert tree.findtext("title")
        assert "table" in (tree.findtext("desc") or "")
    assert [given["scope"] for given in Outline(page).all("th")] == ["col"] * 6
    assert re.findall(r'class="shape (\w+)"', svgs[0]) == [
        "occurred", "planned", "occurred", "planned", "occurred",
    ]  # fmt: skip
    assert 'class="span occurred"' in svgs[0]
    assert "China – North Korea" in svgs[1]


def test_a_timeline_of_years_counts_by_month():
    source = article("a", "One. Two. Three. Four.", "2025-10-26")
    old = article("b", "Long ago.", "2022-01-05")
    days = ("2025-10-02", "2025-10-20", "2023-01-01", "1999")
    told = [event(source, w, when=d) for w, d in zip(source.text.split(), days, strict=True)]
    brief = compose(
        [coded(source, *told), coded(old, event(old, "Long ago.", when="2022-01-04"))],
        BriefOptions(),
    )
    picture = brief.pictures[0]
    assert "in one month" in picture.note
    assert "1 more stands only in the table" in picture.note
    assert (picture.svg or "").count('class="shape') == 1 + 3
    assert len(picture.rows) == 5


def test_hostile_words_stay_words_on_the_page(hostile):
    page, _ = hostile
    outline = Outline(page)
    assert len(outline.all("script")) == 1
    assert not outline.all("b") + outline.all("img")
    assert not [a for a in outline.all("a") if not a["href"].startswith("#")]
    assert "\u202e" not in page
    assert "[U+202E]" in page
    assert "\x07" not in page


def test_hostile_words_stay_words_in_markdown(hostile):
    _, text = hostile
    assert not re.search(r"(?<!\\)<(?!a )", text)
    assert not re.search(r"(?<!\\)\[link(?<!\\)\]", text)
    assert "\u202e" not in text
    for line in text.splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) in (3, 4)


@pytest.mark.parametrize(
    "first", ["# not a heading", "- not a list", "1. not a list", "> no", "+ no"]
)
def test_a_hostile_title_begins_no_block_in_markdown(first):
    source = article("a", "She went.")
    object.__setattr__(source, "title", first)
    text = to_markdown(compose([coded(source, event(source, "She went."))], BriefOptions()))
    (line,) = [line for line in text.splitlines() if "Outlet not stated" in line]
    assert not line.removeprefix("- ").startswith(first[:2])


def test_markdown_is_complete(both):
    brief = compose(both, BriefOptions(min_confidence=0.2))
    text = to_markdown(brief)
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == [
        *(section.title for section in brief.sections),
        *(picture.title for picture in brief.pictures),
        "Sources",
    ]
    for section in brief.sections:
        for line in section.lines:
            said = "".join(
                f"*{_plain(p.text)}*" if p.quoted else _plain(p.text) for p in line.parts
            )
            assert said in text
    for picture in brief.pictures:
        assert all(_plain(cell) in text for row in picture.rows for cell in row)


def test_markdown_notes_quote_their_words_and_say_where_they_stand(both):
    brief = compose(both, BriefOptions())
    text = to_markdown(brief)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    told = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE))
    assert used == set(told)
    for note in brief.notes:
        assert told[str(note.number)].startswith(f"“{note.quote}” — Title of {note.article_id}, ")
        assert f"characters {note.start} to {note.stop}." in told[str(note.number)]


def test_what_could_not_be_read_is_listed_in_both(both):
    bad = Quarantined(location="a.pdf", reason="The file is encrypted; save it without a password.")
    brief = compose(both, BriefOptions(quarantined=(bad,)))
    assert "The file is encrypted" in to_html(brief)
    assert "a.pdf: The file is encrypted" in to_markdown(brief)


def test_an_empty_brief_is_a_page_that_says_what_to_do():
    brief = compose([], BriefOptions())
    assert "legation read" in to_html(brief)
    assert "<svg" not in to_html(brief)


def test_sources_say_outlet_day_licence_and_their_address(page, both):
    text = to_markdown(compose(both, BriefOptions()))
    told = "Title of plan. The Herald. 26 October 2025 (from the dateline). Licence: CC BY 4.0."
    assert f"- {told} <https://herald.example/a?b=1&c=2>" in text
    assert 'href="https://herald.example/a?b=1&amp;c=2"' in page
    assert '<span class="furniture">HERALD</span>' in page
