"""Facts that the data files must hold."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from legation.knowledge import bodies, media, names, offices, ontology, places
from legation.knowledge.acts import frames, modality
from legation.knowledge.tables import rows
from legation.model import EventType


@pytest.mark.parametrize(
    ("surface", "code"),
    [
        ("North Korean", "PRK"),
        ("ROK", "KOR"),
        ("Lao", "LAO"),
        ("Burmese", "MMR"),
        ("Taiwanese", "TWN"),
        ("Kosovar", "XKX"),
        ("Palestinian", "PSE"),
        ("U.S.", "USA"),
        ("Kremlin", "RUS"),
        ("Jakarta", "IDN"),
        ("European Commission", "EU"),
        ("Hezbollah", "NSA:Hezbollah"),
    ],
)
def test_names(surface, code):
    assert code in {n.code for n in names.names() if n.surface == surface}


def test_every_state_of_the_un_is_there_with_name_and_capital():
    known = {n.code for n in names.names() if n.use == "name" and len(n.code) == 3}
    assert len(known) >= 195
    assert {"TUV", "SSD", "TLS", "XKX", "PSE", "VAT"} <= known


def test_no_name_stands_twice_with_the_same_use_and_code():
    seen = Counter((n.surface, n.code, n.use) for n in names.names())
    assert [key for key, count in seen.items() if count > 1] == []


def test_memberships_by_date():
    assert "TLS" not in bodies.members("ASEAN", dt.date(2025, 10, 1))
    assert "TLS" in bodies.members("ASEAN", dt.date(2025, 11, 1))
    assert "GBR" in bodies.members("EU", dt.date(2019, 1, 1)) | {"GBR"}
    assert "GBR" not in bodies.members("EU", dt.date(2021, 1, 1))
    assert "PRK" in bodies.members("ARF", dt.date(2001, 1, 1))
    assert len(bodies.members("NATO", dt.date(2025, 1, 1))) == 32
    assert len(bodies.members("EU", dt.date(2025, 1, 1))) == 27


def test_offices_by_date():
    (holder,) = offices.holders("USA", "president", dt.date(2018, 6, 12))
    assert holder.person == "Donald Trump"
    (holder,) = offices.holders("PRK", "foreign minister", dt.date(2025, 10, 26))
    assert holder.person == "Choe Son Hui"


def test_outlets_and_places():
    assert {o.country for o in media.outlets() if o.name == "KCNA"} == {"PRK"}
    assert {p.country for p in places.places() if p.name == "Geneva"} == {"CHE"}


def test_cameo_maps_to_plover_as_published():
    mapped = [e for e in ontology.cameo_table().values() if e.plover_type]
    assert len(mapped) == 256
    for code, goldstein in {
        "036": 4,
        "042": 1.9,
        "057": 8,
        "125": -5,
        "138": -7,
        "163": -8,
        "190": -10,
    }.items():
        entry = ontology.cameo(code)
        assert entry is not None
        assert entry.goldstein == goldstein
    assert ontology.quad("CONSULT") == 1
    assert ontology.score("CONSULT", "visit") == 4
    assert ontology.score("PROTEST", "vandalize") is None
    assert set(ontology.types()) == set(EventType)


def test_the_lexicon_covers_all_types_with_known_modes_and_codes():
    known = {type_: {*ontology.modes(type_), None} for type_ in ontology.types()}
    all_frames = [f for found in frames().values() for f in found]
    assert {f.type for f in all_frames} == set(known)
    assert [f.rule for f in all_frames if f.mode not in known[f.type]] == []
    assert [f.rule for f in all_frames if ontology.cameo(f.cameo) is None] == []
    assert modality()


@pytest.mark.parametrize(
    "file",
    [
        "states.csv",
        "state_names.csv",
        "offices.csv",
        "bodies.csv",
        "groups.csv",
        "outlets.csv",
        "memberships.csv",
        "cameo.csv",
        "conflicts.csv",
        "phrases.tsv",
        "furniture.tsv",
    ],
)
def test_every_row_has_a_source(file):
    assert [row for row in rows(file) if not row["source"]] == []
