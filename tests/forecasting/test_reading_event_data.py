"""Quadruples, lists of visits, and whom their names stand for."""

from __future__ import annotations

import datetime as dt
import gzip

import pytest

from legation.errors import UnreadableInput
from legation.forecasting.panel import counts_as, dealings, relation_codes
from legation.forecasting.quadruples import Quadruple, quadruples
from legation.forecasting.sides import Side, side, state_of
from legation.forecasting.visits import meetings
from legation.knowledge.worth import outcomes, sighting_classes


def _folder(path, lines):
    (path / "entity2id.txt").write_text("South Korea\t0\nForeign Affairs (Japan)\t1\n")
    (path / "relation2id.txt").write_text("Make a visit\t0\n")
    with gzip.open(path / "train.txt.gz", "wt") as sink:
        sink.write(lines)
    return path


def test_quadruples_are_read_with_their_names(tmp_path):
    found = list(quadruples(_folder(tmp_path, "1\t0\t0\t12\n")))
    assert found == [Quadruple("Foreign Affairs (Japan)", "Make a visit", "South Korea", 12)]


@pytest.mark.parametrize("lines", ["1\t0\t9\t12\n", "1\t0\n", "a\t0\t0\t1\n"])
def test_a_line_that_is_no_quadruple_is_named(tmp_path, lines):
    with pytest.raises(UnreadableInput, match=r"Line 1 of .*train"):
        list(quadruples(_folder(tmp_path, lines)))


def test_a_folder_without_events_is_refused(tmp_path):
    with pytest.raises(UnreadableInput, match="entity2id"):
        list(quadruples(tmp_path))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("South Korea", Side("KOR", "state")),
        ("Foreign Affairs (United States)", Side("USA", "minister")),
        ("Head of Government (Malaysia)", Side("MYS", "head")),
        ("Exiled Prime Minister (Nepal)", Side("NPL", "private")),
        ("Citizen (India)", Side("IND", "private")),
        ("Envoy (China)", Side("CHN", "envoy")),
        ("Kim Jong-Un", Side("PRK", "ranked person")),
        ("Boko Haram", None),
        ("Militant (Taliban)", None),
    ],
)
def test_names_stand_for_states_and_kinds_of_actors(name, expected):
    assert side(name, 2014) == expected


def test_a_person_counts_only_in_years_of_office():
    assert side("Barack Obama", 2014) == Side("USA", "ranked person")
    assert side("Barack Obama", 2018) is None


def test_a_relation_that_a_root_and_a_code_share_is_the_code():
    codes = relation_codes()
    assert codes["consult"] == "040" and codes["make a visit"] == "042"
    assert codes["conduct suicide, car, or other non military bombing"].startswith("183")


def test_minister_level_is_told_only_where_the_office_is_in_the_name():
    level = next(o for o in outcomes() if o.name == "meeting at minister level")
    by_name, by_person = (
        dealings([Quadruple(who, "Make a visit", "Japan", 1)], 2014)[0]
        for who in ("Foreign Affairs (South Korea)", "John Kerry")
    )
    assert counts_as(level, by_name)
    assert by_person.first == Side("USA", "ranked person") and not counts_as(level, by_person)


def test_dealings_of_one_state_with_itself_are_left_out():
    inside = Quadruple("Citizen (Japan)", "Accuse", "Police (Japan)", 1)
    assert dealings([inside], 2014) == []


def test_classes_have_known_groups_and_every_row_a_source():
    for rule in (*sighting_classes(), *outcomes()):
        assert rule.source and rule.means
    assert sum(c.placebo for c in sighting_classes()) >= 2


def test_lists_of_visits_give_each_pair_and_day_once(tmp_path):
    to_us, travels, china = (tmp_path / name for name in ("to.csv", "travels.csv", "china.csv"))
    to_us.write_text("start_date,visitor,from_country\n2014-02-04,President A,Haiti\n,B,Haiti\n")
    travels.write_text(
        'start_date,role,country\n2014-02-14,secretary,"China, People’s Republic of"\n'
        '2014-02-14,secretary,"China, People’s Republic of"\n2014-03-01,president,Atlantis\n'
    )
    china.write_text("date,leader,country\n2014-02-14,Xi Jinping,United States\n")
    found = meetings(to_us=to_us, us_travels=travels, china=china)
    assert [(m.pair, m.day) for m in found] == [
        (("HTI", "USA"), dt.date(2014, 2, 4)),
        (("CHN", "USA"), dt.date(2014, 2, 14)),
    ]
    with pytest.raises(UnreadableInput, match="lacks the column"):
        meetings(to_us=china, us_travels=travels)
    assert state_of("Korea, Republic of") == "KOR"
