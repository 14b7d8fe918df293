"""Assumptions: read from plain words, and refused where they cannot stand."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from legation.errors import UsageError
from legation.judging.whatif import laying
from legation.judging.whatif.checking import checked, held
from legation.judging.whatif.parsing import parse
from legation.knowledge import chairs, overlay, relations
from legation.knowledge.supposing import forms, is_form_of
from legation.model.assumption import AssumptionKind

DAY = dt.date(2025, 10, 26)


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.example)
def test_the_example_of_each_form_is_read_as_that_form(form):
    found = parse(form.example)
    assert (found.kind, found.holds) == (form.kind, form.holds)


@pytest.mark.parametrize(
    ("words", "kind", "actors", "others", "what", "when"),
    [
        ("the conflict in Ukraine is over", "end", ("RUS",), ("UKR",), "war", None),
        ("war between Chad and Sudan ends", "end", ("TCD", "SDN"), (), "war", None),
        ("sanctions on Iran are lifted", "end", (), ("IRN",), "sanctions", None),
        ("nuclear test by Pakistan in 2027", "event", ("PAK",), (), "nuclear test", "2027"),
        ("China tests a nuclear weapon", "event", ("CHN",), (), "nuclear test", None),
        ("US-China summit (2026-04)", "event", ("USA", "CHN"), (), "meeting", "2026-04"),
        ("the war in Ukraine comes to an end", "end", ("RUS",), ("UKR",), "war", None),
        ("peace in Ukraine", "end", ("RUS",), ("UKR",), "war", None),
        ("US lifts sanctions on Iran", "end", ("USA",), ("IRN",), "sanctions", None),
        ("Iran carries out its first nuclear test", "event", ("IRN",), (), "nuclear test", None),
        ("Chad becomes ASEAN chair in 2027", "chair", ("TCD",), ("ASEAN",), "chair", "2027"),
        ("Trump visits North Korea", "event", ("USA",), ("PRK",), "visit", None),
        ("Ann Lee becomes the foreign minister of Chile", "office", ("CHL",), (), None, None),
        ("Ann Lee becomes Chilean foreign minister", "office", ("CHL",), (), None, None),
        ("Kenya takes the chair of the AU from 2027", "chair", ("KEN",), ("AU",), "chair", "2027"),
    ],
)
def test_plain_words_become_typed_assumptions(words, kind, actors, others, what, when):
    found = parse(words)
    assert (found.kind.value, found.actors, found.others) == (kind, actors, others)
    assert found.what == (what or "foreign minister")
    assert found.when == when


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["the moon falls down"], "say it like one of these"),
        (["Atlantis nuclear test"], "No state, body or group is known as 'Atlantis'"),
        (["Jane Doe becomes grand vizier of France"], "No office is known as 'grand vizier'"),
        (["DPRK nuclear test (2024)"], "lies before 2025-10-26"),
        (["Korean War ends"], "ended on 1953-07-27"),
        (["Indonesia leaves NATO"], "so it cannot leave"),
        (
            ["Singapore chairs ASEAN (2027)", "Thailand chairs ASEAN (2027)"],
            "ASEAN has one chair at a time",
        ),
        (
            [
                "Ann Lee becomes foreign minister of Japan",
                "Bo Kim becomes Japanese foreign minister",
            ],
            "Japan has one foreign minister at a time",
        ),
        (["war in Ukraine ends", "Russia attacks Ukraine"], "a war that is over knows no attack"),
        (["Iran joins NATO", "Iran leaves NATO"], "it cannot leave"),
        (
            ["Cuba and Chile break ties", "Chile and Cuba restore ties"],
            "begins what the other ends",
        ),
        (["DPRK nuclear test (2026-02-30)"], "is no day that exists"),
        ([], "Nothing is assumed"),
    ],
)
def test_what_cannot_be_assumed_is_refused_with_the_reason(words, reason):
    with pytest.raises(UsageError, match=re.escape(reason)):
        checked([parse(text) for text in words], DAY)


def test_an_overlay_holds_within_its_walls_only():
    one = parse("Chad chairs ASEAN (2027)")
    before = (chairs.chairs("ARF"), relations.relations("PRK", "RUS"))
    with overlay.laid(laying.overlay([one], DAY, at_once=False)):
        found = chairs.chair_on("ARF", dt.date(2027, 5, 1))
        assert found is not None
        assert (found.holder, found.source) == ("TCD", "ASSUMED: Chad chairs ASEAN (2027)")
        assert chairs.chair_on("ARF", dt.date(2028, 5, 1)).holder == "THA"
    assert (chairs.chairs("ARF"), relations.relations("PRK", "RUS")) == before


def test_two_chairs_in_turn_can_both_be_assumed():
    told = [parse("Chad chairs ASEAN (2027)"), parse("Mali chairs ASEAN (2028)")]
    assert len(checked(told, DAY)) == 2


def test_what_the_tables_say_already_is_told_with_its_source():
    assert held(parse("Singapore chairs ASEAN (2027)"), DAY)
    assert held(parse("Vietnam chairs ASEAN (2027)"), DAY) is None
    assert held(parse("Ukraine joins NATO"), DAY) is None
    assert held(parse("Finland joins NATO"), DAY)


def test_words_count_with_their_endings():
    assert is_form_of("testing", "test")
    assert is_form_of("ceasing", "cease")
    assert not is_form_of("testimony", "test")


def test_kinds_of_assumptions_are_those_of_the_forms():
    assert {form.kind for form in forms()} == set(AssumptionKind)


@pytest.mark.parametrize(
    ("words", "ended"),
    [
        ("US lifts sanctions on Russia", {frozenset({"USA", "RUS"})}),
        ("EU lifts sanctions on Russia", {frozenset({"EU+", "RUS"})}),
        ("US lifts sanctions on North Korea", set()),
        ("sanctions on North Korea end", {frozenset({"", "PRK"}), frozenset({"SGP", "PRK"})}),
    ],
)
def test_sanctions_that_one_side_lifts_are_its_own(words, ended):
    files = laying.overlay([parse(words)], DAY, at_once=True).files
    changed = [row for row in files[laying.OBSTACLES] if row["source"] == f"ASSUMED: {words}"]
    assert {frozenset({row["candidate"], row["side"]}) for row in changed} == ended
