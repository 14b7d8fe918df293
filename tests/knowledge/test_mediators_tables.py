"""The tables of mediators are well-formed, sourced and dated, and hold nothing before its time."""

from __future__ import annotations

import datetime as dt

import pytest

from legation.knowledge import mediating, regions, votes
from legation.knowledge.names import display_names, is_state
from legation.knowledge.ontology import cameo
from legation.knowledge.tables import rows, split
from legation.model.when import days

OBSTACLES = list(rows("mediators/obstacles.csv"))


@pytest.mark.parametrize(
    "row", OBSTACLES, ids=lambda r: f"{r['candidate']}-{r['side']}-{r['start']}"
)
def test_an_obstacle_is_dated_and_sourced_and_names_who_it_is_about(row):
    codes = {row["candidate"].removesuffix("+"), row["side"], *split(row["pair"])} - {""}
    assert {c for c in codes if not c.startswith("NSA:")} <= set(display_names())
    assert row["side"] and row["kind"] and row["what"] and row["lifted_by"] and row["source"]
    assert row["counts"] in ("yes", "no")
    start, known = days(row["start"]).first, days(row["known_from"]).first
    assert start is not None and known is not None and start <= known
    if row["end"]:
        assert start <= days(row["end"]).last


def test_obstacles_are_known_from_their_day_on():
    sides = frozenset({"USA", "PRK"})
    before = mediating.hindrances(sides, dt.date(2017, 2, 12))
    after = mediating.hindrances(sides, dt.date(2017, 2, 24))
    assert not any(h.start == "2017-02-13" for h in before)
    assert any(h.start == "2017-02-13" for h in after)
    assert not any(
        h.pair for h in mediating.hindrances(frozenset({"IND", "CHN"}), dt.date(2025, 9, 1))
    )


def test_every_state_lies_in_a_region():
    states = {row["code"] for row in rows("states.csv")}
    assert states == set(regions.regions())
    assert {r.continent for r in regions.regions().values()} == {
        *("Africa", "Americas", "Asia", "Europe", "Oceania")
    }


def test_ideal_points_are_those_of_the_last_session_and_unknown_before_their_file():
    known = votes.ideal_points(dt.date(2025, 1, 1))
    told = {code: round(known[code].value, 3) for code in ("USA", "PRK", "SGP", "IDN", "CHE")}
    assert told == {"USA": 2.695, "PRK": -0.149, "SGP": -0.469, "IDN": -0.875, "CHE": 0.817}
    assert all(is_state(code) for code in known)
    assert votes.ideal_points(dt.date(2020, 4, 28)) == {}


def test_signals_are_codes_of_cameo():
    for signal in mediating.signals():
        assert cameo(signal.cameo) is not None
        assert (signal.by, signal.says) in {
            ("third", "offered"),
            ("side", "welcomed"),
            ("side", "refused"),
        }


def test_precedents_of_every_role_are_roles_of_the_catalogue():
    from legation.knowledge.mediations import ROLES

    for role in mediating.roles().values():
        assert role.precedents <= set(ROLES)
    assert set(ROLES) == set().union(*(r.precedents for r in mediating.roles().values()))


def test_every_row_has_a_source():
    for name in ("roles.tsv", "criteria.tsv", "defaults.tsv", "signals.tsv", "cues.tsv"):
        assert all(row["source"] for row in rows(f"mediators/{name}")), name
    assert all(row["source"] for row in rows("regions.csv"))
