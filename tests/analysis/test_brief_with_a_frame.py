"""`legation brief --frame`: partners over time where a frame allows it, and why not where it does not."""

from __future__ import annotations

import json
import re

import pytest

LEADERS = (
    "Chinese President Xi Jinping",
    "Russian President Vladimir Putin",
    "Vietnamese President To Lam",
)
MONTHS = "January February March April May June July August September October November December"


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    lines = []
    for number in range(54):
        month, year, day = number // 2 % 12, 2019 + number // 24, number % 27 + 1
        words = (
            f"{LEADERS[number % 3]} visited North Korea on {day} {MONTHS.split()[month]} {year}."
        )
        date = f"{year}-{month + 1:02}-{day:02}"
        lines.append({"date": date, "source": "Daily", "text": f"{words} The ministry said so."})
    path = tmp_path_factory.mktemp("frame") / "in.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_a_frame_adds_partners_over_time_to_the_brief(here, tmp_path, articles):
    asked = ("brief", articles, "--about", "PRK", "--frame", "Daily")
    ran = here(*asked, "-o", "b.html", "-o", "b.md")
    assert ran.code == 0, ran.err
    page = (tmp_path / "b.html").read_text("utf-8")
    assert "North Korea over time, as Daily tells it" in page
    part = page[page.index('id="measured"') :]
    assert "Partners of North Korea, by quarter" in part
    assert "North Korea and China, by quarter" in part
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert "| Daily | 2019-01-01 | 6 | China |" in (tmp_path / "b.md").read_text("utf-8")


def test_a_frame_that_tells_too_little_says_so(here, tmp_path, articles):
    ran = here("brief", articles, "--about", "Laos", "--frame", "Daily", "-o", "b.html")
    assert ran.code == 0, ran.err
    page = (tmp_path / "b.html").read_text("utf-8")
    assert "Too few events to say: Daily does not tell of enough" in page
    assert "lg-dot" not in page


def test_a_frame_measures_somebody_and_else_nothing_is_shown(here, tmp_path, articles):
    assert here("brief", articles, "--frame", "Daily").code == 2
    ran = here("brief", articles, "--about", "PRK", "-o", "b.md")
    assert ran.code == 0, ran.err
    told = (tmp_path / "b.md").read_text("utf-8")
    assert "over time" not in told and "%" not in told


def test_a_source_has_its_address_and_says_where_it_argues(here, tmp_path):
    text = (
        "Russian President Vladimir Putin visited North Korea on 1 October 2025. It was a mistake."
    )
    told = {"date": "2025-10-02", "source": "Daily", "url": "https://daily.example/opinion/a_1"}
    (tmp_path / "in.jsonl").write_text(json.dumps({**told, "text": text}) + "\n")
    ran = here("brief", "in.jsonl", "-o", "b.md", "-o", "b.html")
    assert ran.code == 0, ran.err
    sources = (tmp_path / "b.md").read_text("utf-8").partition("## Sources")[2]
    assert "<https://daily.example/opinion/a_1>" in sources
    assert "Opinion or analysis, for its address has /opinion/" in sources
    assert 'href="https://daily.example/opinion/a_1"' in (tmp_path / "b.html").read_text("utf-8")
