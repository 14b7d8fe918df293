"""What is the site's and what is the article's, in texts whose characters never change."""

from __future__ import annotations

import itertools

import pytest
from reading_samples import BODY, MORE, furniture, own_words

PAGE = f"""Tuesday, March 5, 2024

Border Talks Resume in Strelsau

Date:

{BODY}

{MORE}

Share post:

Popular

More like this
Related

Harvest Festival Draws Record Crowd

The annual harvest festival in Hentzau drew...

King to Visit the Northern Islands

The king will travel north later this month…
"""


def test_a_page_saved_as_text_keeps_only_its_article(read_text):
    article = read_text(PAGE)
    assert own_words(article) == f"{BODY} {MORE}"
    assert article.text == PAGE
    assert article.title == "Border Talks Resume in Strelsau"
    assert article.published == "2024-03-05"


def test_offsets_count_characters_of_the_text_with_windows_line_ends(read_text):
    windows = PAGE.replace("\n", "\r\n")
    article = read_text(windows)
    assert article.text == windows
    assert own_words(article) == f"{BODY} {MORE}"
    assert "Date:" in furniture(article)


def test_furniture_is_in_order_and_does_not_overlap(read_text):
    spans = read_text(PAGE + f"\n{BODY}\n").furniture
    assert all(a.stop <= b.start for a, b in itertools.pairwise(spans))


def test_a_standfirst_is_text_and_the_headline_is_context(read_text):
    standfirst = "Ruritania turns to its neighbours, and finds some of them willing."
    article = read_text(f"Can Strelsau keep the peace?\n{standfirst}\n\n{BODY}\n")
    assert article.title == "Can Strelsau keep the peace?"
    assert own_words(article) == f"{standfirst} {BODY}"


def test_a_section_name_above_the_headline_is_not_the_title(read_text):
    article = read_text(
        f"World\n\nBorder talks resume in Strelsau\n\nBy Ana Marić\n\n{BODY}\n\n{MORE}\n"
    )
    assert article.title == "Border talks resume in Strelsau"
    assert own_words(article) == f"{BODY} {MORE}"


def test_an_outlet_at_the_top_is_the_source(read_text):
    article = read_text(f"Yonhap News Agency\nBorder talks resume\n\n{BODY}\n")
    assert article.title == "Border talks resume"
    assert article.source
    assert article.source.startswith("Yonhap")


def test_a_text_of_one_paragraph_has_no_headline(read_text):
    article = read_text("Ruritania and Grausland sign a treaty on fishing rights")
    assert article.title is None
    assert article.furniture == ()


def test_wrapped_lines_are_one_paragraph_and_no_headline(read_text):
    wrapped = (
        "The foreign minister of Ruritania arrived in Strelsau on Monday for\n"
        "talks on the border. She met the chancellor twice and promised that\n"
        "the crossing would open again by spring, officials told the paper\n"
        "late in the evening.\n\nThe talks will go on.\n"
    )
    article = read_text(wrapped)
    assert article.title is None
    assert article.furniture == ()


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("The two states are one bloc.1 Few doubt it.", ["1"]),
        ("He called it a “blood alliance”3 last year.", ["3"]),
        ("The bloc,12 however, said nothing of it.", ["12"]),
        ("The treaty was signed there[7] and nobody spoke.", ["[7]"]),
        ("The treaty was signed there.² Nobody spoke.", ["²"]),
        ("It went up by 2.5 per cent on Oct.14 and No.3 fell.", []),
        ("The G20 met, and flight MH17 was named in Article.2 there.", []),
        ("In 2018.", []),
    ],
)
def test_footnote_marks_are_told_from_numbers(read_text, line, mark):
    article = read_text(f"{BODY}\n\n{line}\n")
    assert furniture(article) == mark


def test_a_note_below_the_article_stays_text(read_text):
    note = "Conversation with author on Feb. 14, 2024."
    article = read_text(f"Talks resume\n{BODY} They seized it.1\n{note}")
    assert furniture(article) == ["Talks resume", "1"]
    assert own_words(article).endswith(note)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Read more: Ten things to know about Ruritania",
        "Follow us on Facebook",
        "Subscribe to our newsletter",
        "(Photo by Ana Marić)",
        "The chancellor greets the minister at the gate. (AP Photo/Ana Marić)",
        "In this photo, the chancellor greets the minister at the gate.",
        "(Yonhap)",
        "© 2024 The Strelsau Gazette. All rights reserved.",
        "Reporting by Ana Marić; Editing by Jo Doe",
        "Updated: March 6, 2024 at 10:15 a.m.",
    ],
)
def test_lines_of_the_site_within_the_text(read_text, line):
    article = read_text(f"{BODY}\n\n{line}\n\n{MORE}\n")
    assert furniture(article) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Related charges against the envoy were dropped, and the court in Strelsau closed the case.",
        "Share prices in Strelsau fell after the minister had spoken about the border.",
        "Comments by the chancellor were not welcome in the capital of Ruritania.",
        "The minister (pictured) said that the talks would go on.",
        "The talks went on for days ... and then the envoy left for home.",
    ],
)
def test_sentences_that_look_like_it_are_the_articles(read_text, line):
    assert furniture(read_text(f"{BODY}\n\n{line}\n\n{MORE}\n")) == []


def test_links_amid_an_article_do_not_cut_it_off(read_text):
    article = read_text(
        f"{BODY}\n\nRelated\n\nHarvest festival draws record crowd\n\n{MORE}\n\n{BODY} {MORE}\n"
    )
    assert furniture(article) == ["Related", "Harvest festival draws record crowd"]


def test_teasers_that_are_whole_sentences_go_with_the_tail(read_text):
    teaser = "The annual harvest festival in Hentzau drew a record crowd this year."
    article = read_text(f"{BODY}\n\n{MORE}\n\nMore like this\n\nHarvest festival\n\n{teaser}\n")
    assert own_words(article) == f"{BODY} {MORE}"


def test_share_buttons_above_an_article_take_nothing_of_it(read_text):
    article = read_text(f"Border talks resume\n\nShare this\n\nFacebook\n\n{BODY}\n\n{MORE}\n")
    assert own_words(article) == f"{BODY} {MORE}"


def test_a_short_note_is_never_wholly_furniture(read_text):
    article = read_text("Ruritania and Grausland sign a treaty\nHe left.")
    assert own_words(article).startswith("Ruritania and Grausland")


def test_front_matter_and_headings_of_markdown(read_text):
    article = read_text(
        f"---\ntitle: Talks resume\ndate: 2024-03-05\nsource: 'Strelsau Gazette'\n---\n"
        f"# Talks resume\n\n{BODY}\n\n## What comes next\n\n{MORE}\n",
        "note.md",
    )
    assert own_words(article) == f"{BODY} {MORE}"
    assert (article.title, article.published, article.source) == (
        "Talks resume",
        "2024-03-05",
        "Strelsau Gazette",
    )


def test_a_heading_of_markdown_is_the_title_without_its_mark(read_text):
    article = read_text(f"# Talks resume\n\n{BODY}\n", "note.md")
    assert article.title == "Talks resume"
    assert furniture(article) == ["# Talks resume"]
