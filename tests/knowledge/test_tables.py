"""Every row of the tables is well-formed, and points at things that exist."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from itertools import pairwise

import pytest
from babel.core import get_global

from legation.knowledge import bodies, conflicts, media, names, offices, ontology, places, things
from legation.knowledge.tables import rows, split
from legation.model.when import days

# Kosovo has no code of ISO 3166; XKX is what the World Bank and the EU use.
OUTSIDE_ISO = {"XKX"}
DATED = {
    "offices.csv": ("start", "end", "known_from"),
    "memberships.csv": ("start", "end", "known_from"),
    "bodies.csv": ("known_from",),
    "groups.csv": ("known_from",),
    "states.csv": ("known_from", "until"),
    "state_names.csv": ("known_from", "until"),
}
KNOWN_FROM = {"offices.csv", "memberships.csv", "bodies.csv", "groups.csv"}
# Offices that several people hold at once.
SHARED = re.compile(
    r"spokes|^deputy (foreign|prime)|^vice (foreign minister|premier)|^assistant secretary"
    r"|^under secretary of state|presidential aide|^special envoy$|opposition leader"
    r"|vice chairman of the Central Military|member of the|captain regent|deputy ambassador to the"
    r"|^leader$|^vice president$"
)


def iso_codes() -> set[str]:
    """Alpha-3 codes by CLDR's own list of aliases, which is independent of our tables."""
    return {code for code in get_global("territory_aliases") if re.fullmatch("[A-Z]{3}", code)}


def known_codes() -> set[str]:
    return set(names.display_names())


def test_states_have_codes_of_iso_3166():
    states = {row["code"] for row in rows("states.csv")}
    assert states - iso_codes() == OUTSIDE_ISO
    assert len(states) > 200


def test_bodies_do_not_take_the_code_of_a_state():
    assert {b.code for b in bodies.bodies()} & (iso_codes() | OUTSIDE_ISO) == set()
    assert all(row["code"].startswith("NSA:") for row in rows("groups.csv"))


@pytest.mark.parametrize("file", ["bodies.csv", "groups.csv", "states.csv"])
def test_codes_stand_once(file):
    counts = Counter(row["code"] for row in rows(file))
    assert [code for code, count in counts.items() if count > 1] == []


def test_every_code_in_use_is_known():
    known = known_codes()
    used = {t.code for t in offices.terms()}
    used |= {m.body for m in bodies.memberships()} | {m.member for m in bodies.memberships()}
    used |= {n.code for n in names.names()}
    used |= {p.country for p in places.places() if p.country}
    used |= {o.country for o in media.outlets() if o.country}
    used |= {row["country"] for row in rows("groups.csv") if row["country"]}
    used |= {code for c in conflicts.conflicts() for code in (*c.actors, *c.recipients)}
    assert used - known == set()


@pytest.mark.parametrize("file", sorted(DATED))
def test_dates_are_well_formed_and_in_order(file):
    for row in rows(file):
        for column in DATED[file]:
            if row[column]:
                assert days(row[column]).first is not None, row
        if file in KNOWN_FROM:
            assert row["known_from"], row
        if row.get("end"):
            assert days(row["start"]).first <= days(row["end"]).last, row


@pytest.mark.parametrize(
    "file",
    [
        "groups.csv",
        "name_cues.tsv",
        "office_titles.csv",
        "places.csv",
        "things.csv",
        "bodies.csv",
        "offices.csv",
        "memberships.csv",
    ],
)
def test_every_row_has_a_source(file):
    assert [row for row in rows(file) if not row["source"]] == []


def test_nothing_holds_a_surname_or_a_title_that_no_office_has():
    held = {t.office for t in offices.terms()}
    assert set(offices.titles()) - held == set()
    assert [t.person for t in offices.terms() if not t.surname] == []


def test_one_holder_at_a_time_where_an_office_has_one():
    """A successor starts no earlier than the predecessor can have left, to the precision given."""
    held = defaultdict(list)
    for term in offices.terms():
        if not SHARED.search(term.office):
            held[term.code, term.office].append(term)
    overlaps = []
    for terms in held.values():
        terms.sort(key=lambda t: t.start)
        for earlier, later in pairwise(terms):
            end = days(earlier.end).last if earlier.end else dt.date.max
            if days(earlier.end).first > days(later.start).last if earlier.end else True:
                overlaps.append((earlier.person, later.person, earlier.office, end))
    assert overlaps == []


def test_no_term_stands_twice():
    counts = Counter((t.person, t.code, t.office, t.start) for t in offices.terms())
    assert [key for key, count in counts.items() if count > 1] == []


def test_membership_of_one_body_does_not_overlap_itself():
    spans = defaultdict(list)
    for m in bodies.memberships():
        spans[m.body, m.member].append(m)
    for held in spans.values():
        held.sort(key=lambda m: m.start)
        for earlier, later in pairwise(held):
            assert earlier.end, earlier
            assert days(earlier.end).first <= days(later.start).last, earlier


def test_places_and_things_are_named_once():
    surfaces = Counter((p.name, p.country) for p in places.places())
    assert [name for name, count in surfaces.items() if count > 1] == []
    assert len({t.name for t in things.things()}) == len(things.things())
    assert {t.kind for t in things.things()} <= {
        *("agreement", "war", "prize", "event", "operation", "weapon", "ship")
    }


def test_aliases_do_not_name_two_outlets_or_two_bodies():
    for file in ("outlets.csv", "bodies.csv"):
        found = Counter(s for row in rows(file) for s in {row["name"], *split(row["aliases"])})
        assert [surface for surface, count in found.items() if count > 1] == []


def test_the_usual_code_of_a_type_and_mode_is_one_of_that_type():
    for type_ in ontology.types():
        for mode in (None, *ontology.modes(type_)):
            assert ontology.cameo(ontology.usual_cameo(type_, mode)).plover_type == type_
    assert {(row["type"], row["mode"]) for row in rows("cameo_usual.csv") if row["mode"]} <= {
        (type_, mode) for type_ in ontology.types() for mode in ontology.modes(type_)
    }


def test_confidences_lie_between_none_and_all():
    assert all(0 < float(row["confidence"]) < 1 for row in rows("confidence.tsv"))
