"""PLOVER's scores and the map from CAMEO, number by number as the codebook and the 2021 table have them."""

from __future__ import annotations

from collections import Counter

import pytest

from legation.knowledge.ontology import cameo, cameo_table, modes, quad, score, types

SCORES = {
    "AGREE": (1, 2.5, ""),
    "CONSULT": (1, 2.5, "visit 4, third-party 1, multilateral 4, phone 1.5"),
    "SUPPORT": (1, 5, ""),
    "CONCEDE": (1, 4.5, ""),
    "COOPERATE": (2, 9.5, ""),
    "AID": (2, 10, ""),
    "RETREAT": (
        2,
        6.5,
        "withdraw 8, release 6.5, disarm 10, ceasefire 7.5, access 6.5, resign 4.5",
    ),
    "REQUEST": (3, 0, "assist .5, change -1, yield -1, meet 0"),
    # The codebook prints 3 without its sign.
    "ACCUSE": (3, -3, "disapprove -2, investigate -3.5, allege -3.5"),
    "REJECT": (3, -2, "assist -1.5, change -2, yield -2, meet -2"),
    "THREATEN": (
        *(3, -3.5),
        "restrict -3, arrest -3.5, relations -3.5, expel -3.5, territory -4, violence -3.5",
    ),
    "PROTEST": (
        *(4, -5),
        "demo -5, riot -7, strike -5, hunger -4.5, boycott -4.5, obstruct -4.5",
    ),
    "SANCTION": (4, -6, "convict -6, expel -5.5, withdraw -6, discontinue -6"),
    "MOBILIZE": (4, -5.5, "troops -6.5, weapons -6.5, police -5.5, militia -6"),
    "COERCE": (
        *(4, -7),
        (
            "seize -7, restrict -7, censor -6.5, curfew -6.5, martial-law -7.5, arrest -7, deport -7, "
            "withhold -7, misinformation -6.5, cyber -7"
        ),
    ),
    "ASSAULT": (
        *(4, -9),
        (
            "abduct -8.5, beat -7.5, torture -8.5, sexual -8.5, targeted -9.5, destroy -8.5, "
            "primitive -8, firearms -9, explosives -9, suicide-attack -9.5, aerial -9.5, drone -9.5, "
            "heavy-weapons -9.5, crowd-control -7.5, unconventional -10"
        ),
    ),
}


@pytest.mark.parametrize("type_", SCORES)
def test_plover_scores(type_):
    klass, own, told = SCORES[type_]
    assert (quad(type_), score(type_)) == (klass, own)
    by_mode = {
        part.rsplit(" ", 1)[0].strip(): float(part.rsplit(" ", 1)[1])
        for part in told.split(", ")
        if part
    }
    assert {
        mode: score(type_, mode) for mode in modes(type_) if score(type_, mode) is not None
    } == by_mode


def test_there_are_sixteen_types():
    assert set(types()) == set(SCORES)


def test_the_map_has_256_codes_with_as_many_of_each_type_as_published():
    """The published table has 257 rows, for it lists 175 twice, as ASSAULT both times."""
    mapped = [entry for entry in cameo_table().values() if entry.plover_type]
    assert len(mapped) == 256
    assert Counter(entry.plover_type for entry in mapped) == {
        "AGREE": 28,
        "REJECT": 28,
        "ASSAULT": 28 - 1,
        "REQUEST": 27,
        "PROTEST": 26,
        "THREATEN": 22,
        "ACCUSE": 17,
        "RETREAT": 15,
        "COERCE": 13,
        "SANCTION": 12,
        "CONCEDE": 10,
        "SUPPORT": 8,
        "CONSULT": 7,
        "AID": 6,
        "COOPERATE": 5,
        "MOBILIZE": 5,
    }
    assert cameo("1214").plover_type == "REJECT"


def test_every_code_outside_comments_and_appeals_has_a_type():
    bare = [c for c, entry in cameo_table().items() if entry.plover_type is None and len(c) > 2]
    assert {code[:2] for code in bare} == {"01", "02"}


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ("036 037 038 039", ("AGREE", None)),
        ("040", ("CONSULT", None)),
        ("041", ("CONSULT", "phone")),
        ("042 043", ("CONSULT", "visit")),
        ("044", ("CONSULT", "third-party")),
        ("045 046", ("CONSULT", None)),
        ("050 051 052 053 054 055 056 057", ("SUPPORT", None)),
        ("106 107 108", ("REQUEST", "meet")),
        ("125 126 127", ("REJECT", "meet")),
        ("134 135", ("THREATEN", "relations")),
        ("161 164 165", ("SANCTION", "withdraw")),
        ("163", ("COERCE", "restrict")),
        ("0813 0814", ("RETREAT", None)),
    ],
)
def test_leaves_that_matter(codes, told):
    for code in codes.split():
        entry = cameo(code)
        assert (entry.plover_type, entry.plover_mode) == told, code
    if codes == "045 046":
        assert all("diplomatic" in cameo(code).contexts for code in codes.split())
