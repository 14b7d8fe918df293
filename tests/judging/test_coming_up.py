"""What dates a brief tells: those that bear on its actors, few, and honest where there are none."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from legation.judging.coming_up import coming_up
from legation.knowledge.calendar_limits import limit
from legation.model.calendar import Deadline, Entry, EntryKind, Standing
from legation.presenting.brief import Brief, Line, Part
from legation.presenting.coming import coming_section
from legation.presenting.notes import unsupported

DAY = dt.date.fromisoformat


def titles(actors, day, **more):
    return [e.title for e in coming_up(actors, DAY(day), **more)]


def test_a_summit_of_two_of_them_bears_on_them():
    found = titles(["USA", "CHN", "PRK"], "2025-10-20")
    assert "APEC Economic Leaders' Meeting 2025" in found
    assert "APEC Economic Leaders' Meeting 2025" not in titles(["PRK", "CUB"], "2025-10-20")


def test_anniversaries_are_those_of_the_first_two():
    found = titles(["PRK", "RUS", "UKR"], "2026-02-01")
    assert any("North Korea: Day of the Shining Star" in t for t in found)
    assert not [t for t in found if t.startswith("Ukraine")]


def test_there_are_few_and_what_concerns_the_first_goes_before():
    found = coming_up(["PRK", "USA", "KOR", "CHN", "RUS", "JPN"], DAY("2026-12-01"))
    section = coming_section(found)
    assert 0 < len(section.lines) <= limit("coming_up_lines")
    assert any("PRK" in e.about for e in found)


def test_nothing_is_known_before_it_was():
    assert "G20 summit in Miami" in titles(["USA", "CHN"], "2026-12-01")
    early = titles(["USA", "CHN"], "2026-12-01", known=DAY("2025-11-01"))
    assert "G20 summit in Miami" not in early


def test_a_question_that_is_open_comes_first():
    question = Deadline(id="q", text="Do they meet?", day=DAY("2026-02-10"), sides=("PRK",))
    found = coming_up(["PRK"], DAY("2026-02-01"), deadlines=[question])
    assert [e.kind for e in found].count(EntryKind.DEADLINE) == 1


def test_without_actors_or_dates_the_section_says_so():
    assert coming_up([], DAY("2026-02-01")) == ()
    assert coming_up(["TUV"], DAY("2060-02-01")) == ()
    section = coming_section(())
    assert section.lines == ()
    assert "hold no date of the next 120 days" in section.empty


def test_one_state_that_takes_several_chairs_is_one_line():
    found = coming_up(["SGP", "PRK"], DAY("2026-12-15"))
    lines = [line.text for line in coming_section(found).lines if "Singapore takes" in line.text]
    (line,) = lines
    assert "ASEAN Regional Forum" in line and "East Asia Summit" in line


def test_a_summit_that_is_off_is_marked_as_off():
    entry = Entry(
        uid="meeting-x@legation",
        kind=EntryKind.MEETING,
        title="Cancelled: a summit in Paris",
        when="2026-02-10",
        standing=Standing.CANCELLED,
        about=frozenset({"FRA"}),
        source="a communiqué",
        place="FRA",
        venue="Paris",
    )
    (line,) = coming_section([entry]).lines
    assert line.mark == "⊘ Called off"
    assert line.text == "10 February 2026: Cancelled: a summit in Paris, in France."
    assert "a communiqué" in "".join(part.text for part in line.below)


def test_a_line_of_a_table_needs_its_source_and_may_quote_nothing():
    entry = coming_up(["PRK"], DAY("2026-02-01"))[0]
    section = coming_section([entry])
    plain = Brief(title="", summary="", figures=(), sections=(section,), notes=(), articles=())
    assert unsupported(plain, []) == []
    line: Line = section.lines[0]
    for spoilt in (
        replace(line, source=None),
        replace(line, parts=(*line.parts, Part(text="we won", quoted=True))),
    ):
        brief = replace(plain, sections=(replace(section, lines=(spoilt,)),))
        assert len(unsupported(brief, [])) == 1
