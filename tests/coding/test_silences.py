"""Why sentences gave no event: a closed vocabulary, and each reason where it belongs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from legation.model import Article, SilenceReason, Span

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "reason", "sides"),
    [
        ("The weather in Lisbon was fine.", SilenceReason.UNKNOWN_ACT, ("PRT",)),
        ("A quiet morning in the hills.", SilenceReason.FRAGMENT, ()),
        ("Japan said that the yen is strong.", SilenceReason.STATEMENT, ("JPN",)),
        ("Talks were held in Cairo.", SilenceReason.NO_ACTOR, ("EGY",)),
        ("Japan should visit Kenya.", SilenceReason.IMAGINED, ("JPN", "KEN")),
        ("Peace is unlikely, experts say.", SilenceReason.JUDGEMENT, ()),
    ],
)
def test_reasons(coder, text, reason, sides):
    (silence,) = coder.code(Article(id="t", text=text, published="2025-10-26")).silences
    assert (silence.reason, silence.sides) == (reason, sides)
    assert silence.span == Span(0, len(text))


def test_what_was_seen_is_told(coder):
    text = "Talks were held in Cairo."
    (silence,) = coder.code(Article(id="t", text=text, published="2025-10-26")).silences
    assert "hold: no actor" in silence.seen


def test_every_sentence_is_told_or_silent(coder):
    text = "Norway's foreign minister visited Kenya.\nThe weather was fine.\nRead more"
    article = Article(id="t", text=text, published="2025-10-26", furniture=(Span(63, 72),))
    coded = coder.code(article)
    assert len(coded.events) == 1
    assert [s.reason for s in coded.silences] == [
        SilenceReason.UNKNOWN_ACT,
        SilenceReason.FURNITURE,
    ]


def test_the_coder_refuses_for_known_reasons_only():
    sources = [path.read_text("utf-8") for path in (ROOT / "src/legation/coding").glob("*.py")]
    given = {r for text in sources for r in re.findall(r"raise Refusal\(\s*([^,)]+)", text)}
    known = {f"SilenceReason.{reason.name}" for reason in SilenceReason}
    assert given & known
    assert given <= known


def test_the_page_names_the_same_reasons():
    page = (ROOT / "docs/coding.md").read_text("utf-8")
    table = page.partition("| reason | meaning |")[2].partition("\n\n")[0]
    named = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", table, re.MULTILINE)
    assert named == ["---", *(reason.value for reason in SilenceReason)]
