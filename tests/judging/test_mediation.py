"""Brokerage, unit-free ranks, gates and past practice: the numbers."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import pytest

pytest.importorskip("numpy", reason="the extra analysis is not installed")

from legation.judging.mediation import brokerage, practice, ranking
from legation.judging.mediation.assess import Rules, change, ranked
from legation.judging.mediation.criteria import CRITERIA, values
from legation.judging.mediation.facts import (
    Acceptance,
    Candidate,
    Case,
    Contact,
    Link,
    Obstacle,
    Office,
    Precedent,
    Role,
    Tie,
    Verdict,
    tilt,
)
from legation.judging.mediation.gates import admission
from legation.knowledge import mediating

B = brokerage.Broker
CASE = Case(a="AAA", b="BBB", day=dt.date(2025, 1, 1), fewest=5, least_known=0.4, pair_known=True)


# Brokerage


def test_brokerage_of_four_actors_in_two_groups_as_gould_and_fernandez_count_it():
    arcs = [("A", "B"), ("A", "C"), ("B", "C"), ("B", "D"), ("C", "D"), ("D", "A")]
    found = brokerage.brokered(arcs, {"A": 1, "B": 1, "C": 2, "D": 2})
    assert {actor: dict(roles) for actor, roles in found.items()} == {
        "A": {B.ITINERANT: 1, B.GATEKEEPER: 1},
        "B": {B.REPRESENTATIVE: 1},
        "C": {B.GATEKEEPER: 1},
        "D": {B.ITINERANT: 1, B.REPRESENTATIVE: 1},
    }


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("xxx", B.COORDINATOR),
        ("xyx", B.ITINERANT),
        ("xxy", B.REPRESENTATIVE),
        ("xyy", B.GATEKEEPER),
        ("xyz", B.LIAISON),
    ],
)
def test_each_role_by_groups(groups, role):
    assert brokerage.role(*groups) is role
    found = brokerage.brokered({("a", "v"), ("v", "b")}, dict(zip("avb", groups, strict=True)))
    assert found["v"] == {role: 1}


def test_a_direct_tie_ends_brokerage_but_not_the_channel():
    arcs = {("a", "v"), ("v", "b"), ("a", "b")}
    assert not any(brokerage.brokered(arcs, {}).values())
    assert brokerage.between(arcs, "a", "b") == ("v",)
    assert brokerage.between(arcs, "b", "a") == ()


# Ranks


def standings(told, weights=None, **given):
    weights = weights or {"p": 1, "q": 1}
    settings = {"draws": 200, "seed": 1, "least": 0.4, **given}
    return {s.code: s for s in ranking.standings(told, weights, **settings)}


def test_ranks_by_hand():
    told = {
        "X": {"p": 3.0, "q": 10.0},
        "Y": {"p": 2.0, "q": 30.0},
        "Z": {"p": 1.0, "q": 10.0},
    }
    found = standings(told)
    assert found["X"].places == {"p": 1.0, "q": 0.25}
    assert found["Y"].places == {"p": 0.5, "q": 1.0}
    assert found["X"].score == pytest.approx(0.625)
    assert [found[c].rank for c in "YXZ"] == [1, 2, 3]
    assert [found[c].front for c in "XYZ"] == [True, True, False]
    assert [s.code for s in ranking.standings(told, {"p": 1}, draws=1, seed=1, least=0)] == [
        "X",
        "Y",
        "Z",
    ]


def test_a_rank_has_no_unit():
    told = {c: {"p": float(n), "q": float(n * 7 % 5)} for n, c in enumerate("ABCDE")}
    bent = {c: {"p": math.exp(v["p"]), "q": v["q"] ** 3 - 100} for c, v in told.items()}
    assert standings(told) == standings(bent)


def test_equal_candidates_share_the_middle_rank():
    found = standings({c: {"p": 1.0, "q": 2.0} for c in "ABC"})
    assert [s.rank for s in found.values()] == [2, 2, 2]


def test_a_blank_is_neither_good_nor_bad_and_widens_the_range():
    told = {c: {"p": float(n), "q": float(n)} for n, c in enumerate("ABCDEFGH")}
    blank = {**told, "D": {"p": 3.0, "q": None}}
    whole, part = standings(told)["D"], standings(blank)["D"]
    assert (part.known, part.places["q"]) == (0.5, None)
    assert part.rank == whole.rank
    assert part.high - part.low > whole.high - whole.low
    assert standings(blank, least=0.6)["D"].rank is None
    assert standings(blank, least=0.6)["D"].low is None


def test_what_nobody_has_weighs_nothing():
    told = {"A": {"p": 1.0, "q": None}, "B": {"p": 2.0, "q": None}}
    assert [s.known for s in standings(told).values()] == [1, 1]


def test_weights_move_ranks_and_zero_leaves_out():
    told = {"A": {"p": 2.0, "q": 1.0}, "B": {"p": 1.0, "q": 2.0}}
    assert standings(told, {"p": 3, "q": 1})["A"].rank == 1
    assert standings(told, {"p": 0, "q": 1})["A"].rank == 2
    assert "p" not in standings(told, {"p": 0, "q": 1})["A"].places
    assert standings(told, {"p": 0}) == {}


def test_ranges_are_replayed_by_seed_and_narrow_with_lopsided_weights():
    told = {c: {"p": float(n), "q": float(-n)} for n, c in enumerate("ABCDEFGHIJ")}
    first, again = standings(told), standings(told)
    assert first == again
    assert (first["A"].low, first["A"].high) == (1, 10)
    lopsided = standings(told, {"p": 50, "q": 1})
    assert lopsided["J"].high - lopsided["J"].low < 9


def test_the_front_needs_proof_where_the_other_is_blank():
    told = {"A": {"p": 1.0, "q": 5.0}, "B": {"p": 2.0, "q": None}}
    assert all(s.front for s in standings(told).values())


def test_one_rank_alone_is_the_rank_among_all():
    told = {c: {"p": float(n % 3), "q": float(n * 5 % 7)} for n, c in enumerate("ABCDEFG")}
    found = standings(told)
    for code in told:
        assert ranking.rank_of(code, told, {"p": 1, "q": 1}, least=0.4) == found[code].rank


# Criteria and gates


def contact(day: dt.date, source: str = "x.com") -> Contact:
    return Contact(
        event="e1",
        first=day,
        last=day,
        channel="visits",
        direction="in",
        level=3,
        source=source,
        words=None,
    )


def tie(side: str, positive: int, negative: int, **given) -> Tie:
    return Tie(side=side, n=positive + negative, positive=positive, negative=negative, **given)


def state(code: str, **given) -> Candidate:
    return Candidate(code=code, name=code, kind="state", **given)


def ties(first: Tie, second: Tie) -> dict[str, Tie]:
    return {first.side: first, second.side: second}


def test_reach_is_the_weaker_tie_and_tilt_keeps_its_sign():
    one = state("X", ties=ties(tie("AAA", 9, 1), tie("BBB", 3, 3)))
    assert one.reach == 0
    assert tilt(one, CASE) == pytest.approx(0.8)
    other = state("Y", ties=ties(tie("AAA", 3, 3), tie("BBB", 9, 1)))
    assert tilt(other, CASE) == pytest.approx(-0.8)
    assert values(one, CASE, ())["reach"] == values(other, CASE, ())["reach"] == 0


def test_a_tie_of_fewer_than_five_is_thin_and_a_blank():
    one = state("X", ties=ties(tie("AAA", 9, 1), tie("BBB", 4, 0)))
    assert CASE.thin(one.ties["BBB"])
    assert values(one, CASE, ())["reach"] is None
    assert one.reach == 0.8
    assert Tie(side="AAA").balance is None


@pytest.mark.parametrize("times", [2, 10, 1000])
def test_more_publication_of_the_same_mixture_moves_no_criterion(times):
    few = state("X", ties=ties(tie("AAA", 6, 2), tie("BBB", 5, 0)))
    many = state("X", ties=ties(tie("AAA", 6 * times, 2 * times), tie("BBB", 5 * times, 0)))
    assert values(few, CASE, ()) == values(many, CASE, ())


def test_neither_tilt_nor_votes_nor_an_alliance_counts_for_or_against():
    plain = state("X", ties=ties(tie("AAA", 5, 1), tie("BBB", 5, 1)))
    lean = Obstacle(
        kind="ally of one side", since="1953", what="", lifted_by=None, source="s", counts=False
    )
    told = replace(plain, gaps={"AAA": 0.0, "BBB": 3.0}, point=1.0, obstacles=(lean,))
    assert values(told, CASE, ()) == values(plain, CASE, ())


def test_criteria_of_the_file_are_those_of_the_program():
    assert set(mediating.criteria()) == set(CRITERIA)
    assert set(mediating.roles()) == {role.value for role in Role}
    assert mediating.criteria()["practice"].weights["host"] == 0


def precedent(role: str, start: str = "2018", *, pair: bool = True, **given) -> Precedent:
    return Precedent(
        conflict=given.pop("conflict", "c"),
        parties=("AAA", "BBB"),
        role=role,
        start=start,
        end=None,
        venue=None,
        outcome=None,
        pair=pair,
        source="s",
        **given,
    )


def test_a_meeting_told_twice_is_one_precedent():
    one = state("X", precedents=(precedent("host"), precedent("host", "2018-06-12", event="e9")))
    assert values(one, CASE, {"host"})["pair-record"] == 1
    assert values(one, CASE, {"formulator"})["pair-record"] == 0
    nobody = replace(CASE, pair_known=False)
    assert values(one, nobody, {"host"})["pair-record"] is None


def link(side: str, level: int | None) -> Link:
    return Link(side=side, level=level, words="", source="")


def admitted(candidate: Candidate, role: Role) -> bool | None:
    return admission(candidate, CASE, role, mediating.roles()[role].precedents).qualifies


def test_a_host_needs_ground_and_relations_and_something_that_speaks_for_it():
    good = {"AAA": link("AAA", 2), "BBB": link("BBB", 1)}
    assert admitted(state("X", links=good), Role.HOST) is True
    assert admitted(state("X"), Role.HOST) is None
    assert admitted(state("X", precedents=(precedent("host"),)), Role.HOST) is True
    assert admitted(state("X", links={**good, "BBB": link("BBB", 0)}), Role.HOST) is False
    body = Candidate(code="Y", name="Y", kind="union", precedents=(precedent("host"),))
    assert admitted(body, Role.HOST) is False


def test_who_stood_between_them_since_the_break_is_not_shut_out_by_it():
    cut = {"BBB": replace(link("BBB", 0), since="2017-06-05")}
    before = state("X", links=cut, precedents=(precedent("host", "2016"),))
    since = state("X", links=cut, precedents=(precedent("host", "2023"),))
    long_ago = state("X", links={"BBB": link("BBB", 0)}, precedents=(precedent("host", "1999"),))
    assert [admitted(one, Role.HOST) for one in (before, since, long_ago)] == [False, True, False]


def test_a_member_of_a_side_is_no_third_party():
    one = state("X", part_of=("AAA",), precedents=(precedent("host"),))
    assert not any(admitted(one, role) for role in Role)


@pytest.mark.parametrize(
    ("start", "end", "outcome", "years"),
    [
        ("2023-10-07", "2025-01", "agreement", {2023, 2024, 2025}),
        ("2018", None, "talks", {2018}),
        ("2022", None, "ongoing", {2022, 2023, 2024, 2025}),
        ("200X", None, None, set()),
        ("2024", "2030", "ongoing", {2024, 2025}),
    ],
)
def test_a_precedent_counts_the_years_that_it_covers(start, end, outcome, years):
    one = replace(precedent("host", start), end=end, outcome=outcome)
    assert one.years(CASE.day) == years


def test_a_good_host_is_no_formulator():
    host = state("X", precedents=(precedent("host"),))
    assert admitted(host, Role.HOST) is True
    assert admitted(host, Role.FORMULATOR) is None
    assert admitted(state("X", precedents=(precedent("formulator"),)), Role.FORMULATOR) is True


def test_a_convenor_needs_an_office_of_both_sides_soon():
    def office(sides, *, now=False, soon=False):
        return Office(
            forum="F",
            role="chair",
            start="2025",
            end=None,
            venue=None,
            now=now,
            soon=soon,
            sides=sides,
            known_from="2024",
            source="s",
        )

    assert admitted(state("X", offices=(office(("AAA", "BBB"), now=True),)), Role.CONVENOR) is True
    assert admitted(state("X", offices=(office(("AAA", "BBB"), soon=True),)), Role.CONVENOR) is True
    assert admitted(state("X", offices=(office(("AAA", "BBB")),)), Role.CONVENOR) is False
    assert admitted(state("X", offices=(office(("AAA",), now=True),)), Role.CONVENOR) is False
    forum = Candidate(code="F", name="F", kind="forum", members=("AAA", "BBB"))
    assert admitted(forum, Role.CONVENOR) is True


def test_a_message_carrier_needs_contact_with_both():
    near = contact(dt.date(2024, 6, 1))
    both = state("X", ties=ties(tie("AAA", 1, 0, events=(near,)), tie("BBB", 1, 0, events=(near,))))
    assert admitted(both, Role.MESSAGE_CARRIER) is True
    old = contact(dt.date(2020, 6, 1))
    one = state("X", ties=ties(tie("AAA", 1, 0, events=(near,)), tie("BBB", 1, 0, events=(old,))))
    assert admitted(one, Role.MESSAGE_CARRIER) is None
    seat = replace(one, links={"BBB": link("BBB", 2)})
    assert admitted(seat, Role.MESSAGE_CARRIER) is True


def test_who_is_refused_by_a_side_does_not_qualify():
    refused = Acceptance(side="AAA", verdict=Verdict.REFUSED)
    one = state("X", precedents=(precedent("formulator"),), acceptance={"AAA": refused})
    assert admitted(one, Role.FORMULATOR) is False


def test_a_regional_body_of_elsewhere_has_no_business_with_the_sides():
    body = Candidate(
        code="Y", name="Y", kind="union", precedents=(precedent("formulator", pair=False),)
    )
    assert admitted(body, Role.FORMULATOR) is True
    body = replace(body, roll_known=True)
    assert admitted(body, Role.FORMULATOR) is False
    assert admitted(replace(body, beyond=True), Role.FORMULATOR) is True
    assert admitted(replace(body, members=("AAA",)), Role.FORMULATOR) is True


# What would change a rank


def rules(**weights) -> Rules:
    return Rules(role=Role.HOST, counting=frozenset({"host"}), weights=weights, draws=50, seed=1)


def test_leaving_out_a_source_an_event_and_a_criterion():
    sole = {"b.com": (5, 0)}
    strong = state(
        "X",
        precedents=(precedent("host"),),
        ties=ties(tie("AAA", 9, 0), tie("BBB", 5, 0, sole=sole)),
    )
    weak = state(
        "Y", precedents=(precedent("host"),), ties=ties(tie("AAA", 6, 3), tie("BBB", 6, 3))
    )
    told = [strong, weak]
    now = ranked(CASE, told, rules(reach=1))
    found = change(CASE, told, "X", rules(reach=1), ["b.com"], now)
    assert (found.rank, found.of) == (1, 2)
    sources = {w.what: w.rank for w in found.sources}
    assert sources["b.com"] is None
    assert sources["chairs"] == 1
    events = {w.what: w.rank for w in found.events}
    assert events["one cooperative event with AAA"] == 1
    assert events["one cooperative event with BBB"] is None
    both = ranked(CASE, told, rules(reach=1, record=1))
    assert {
        w.what for w in change(CASE, told, "X", rules(reach=1, record=1), [], both).criteria
    } == {
        "reach",
        "record",
    }


# Past practice

REGIONS = dict.fromkeys(("AAA", "BBB", "XXX"), ("East", "Asia")) | {"YYY": ("West", "Europe")}
WORLD = practice.World(
    regions=REGIONS,
    members={"UN": frozenset(REGIONS), "F": frozenset({"AAA", "BBB", "XXX"})},
    permanent=frozenset({"YYY"}),
)


def deed(day: str, conflict: str, states: str, third: str) -> practice.Deed:
    return practice.Deed(
        day=dt.date.fromisoformat(day),
        conflict=conflict,
        states=frozenset(states.split()),
        third_party=third,
    )


def test_features_by_hand():
    past = practice.Past(regions=REGIONS)
    past.add([deed("2018-01-01", "c", "AAA BBB", "XXX"), deed("2020-01-01", "c", "AAA BBB", "YYY")])
    past.add([deed("2019-01-01", "d", "YYY", "XXX")])
    case = practice.Asked(day=dt.date(2022, 1, 1), conflict="c", states=frozenset({"AAA", "BBB"}))
    found = practice.features("XXX", case, past, WORLD)
    assert tuple(found) == practice.FEATURES
    assert found["conflict"] == pytest.approx(math.log(2))
    assert found["lately"] == pytest.approx(math.log1p(0.25), abs=0.001)
    assert found["last"] == 0
    assert found["world"] == pytest.approx(math.log(2))
    assert (found["nearby"], found["region"], found["common"]) == (0, 1, pytest.approx(math.log(2)))
    other = practice.features("YYY", case, past, WORLD)
    assert (other["last"], other["permanent"], other["region"]) == (1, 1, 0)
    forum = practice.features("F", case, past, WORLD)
    assert (forum["home"], forum["body"], forum["world"]) == (1, 1, 0)
    assert practice.features("UN", case, past, WORLD)["home"] == 0


def test_chances_are_those_of_a_conditional_logit():
    told = {"A": {"p": 1.0}, "B": {"p": 0.0}, "C": {"p": 0.0}}
    found = practice.chances(told, {"p": math.log(2)})
    assert found == {"A": pytest.approx(0.5), "B": pytest.approx(0.25), "C": pytest.approx(0.25)}
    assert practice.chances(told, {"p": 5000.0})["A"] == 1


def test_every_feature_has_its_weight_in_the_file():
    assert tuple(mediating.practice_weights()) == practice.FEATURES


def test_kinds_of_bodies_are_all_judged():
    from legation.knowledge.bodies import bodies
    from legation.knowledge.tables import rows

    assert {b.kind for b in bodies()} <= {row["kind"] for row in rows("mediators/kinds.tsv")}
