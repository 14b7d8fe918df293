"""Chairs, meetings, relations, mediations and anniversaries: their shape, and facts that are known."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from legation.knowledge import (
    anniversaries,
    bodies,
    chairs,
    council,
    mediations,
    meetings,
    names,
    relations,
)
from legation.knowledge.tables import rows
from legation.model.when import days

DAY = dt.date.fromisoformat
FILES = (
    "forums/chairs.csv",
    "forums/meetings.csv",
    "relations.csv",
    "mediations.csv",
    "anniversaries.csv",
)
# Forums in which the chair is handed from one to the next without a gap, and since when.
UNBROKEN = {
    "ASEAN": 2000,
    "ARF": 2000,
    "APEC": 2000,
    "SCO": 2005,
    "BRICS": 2009,
    "EU": 2000,
    "AU": 2003,
    "OSCE": 2000,
    "G20": 2010,
    "G7": 2015,
}


@pytest.mark.parametrize("file", FILES)
def test_every_row_has_a_source_and_stands_once(file):
    found = [tuple(row.values()) for row in rows(file)]
    assert [row for row in found if not row[-1].strip()] == []
    assert [row for row, count in Counter(found).items() if count > 1] == []


@pytest.mark.parametrize("file", FILES[:4])
def test_dates_are_well_formed_and_in_order(file):
    for row in rows(file):
        assert days(row["known_from"]).last, row
        for column in ("start", "end", "status_from"):
            assert not row.get(column) or days(row[column]).first, row
        if row["start"] and row["end"]:
            assert days(row["start"]).first <= days(row["end"]).last, row


def test_codes_are_known():
    known = set(names.display_names())
    used = {c.forum for c in chairs.chairs()} | {c.holder for c in chairs.chairs()}
    used |= {m.forum for m in meetings.meetings()}
    used |= {m.place for m in meetings.meetings() if m.place}
    used |= {code for r in relations.relations() for code in (r.a, r.b)}
    used |= {a.actor for a in anniversaries.anniversaries()}
    for m in mediations.mediations():
        used |= {m.party_a, m.party_b, m.third_party}
    assert {code for code in used - known if not code.startswith(("PER:", "NSA:"))} == set()


def test_words_are_those_of_the_vocabulary():
    assert {c.role for c in chairs.chairs()} == {"chair", "host", "president"}
    assert {m.status for m in meetings.meetings()} <= {"held", "planned", "cancelled", "postponed"}
    assert {r.kind for r in relations.relations()} <= set(relations.KINDS)
    assert {m.role for m in mediations.mediations()} == set(mediations.ROLES)
    assert {m.outcome for m in mediations.mediations()} == set(mediations.OUTCOMES)


def test_anniversaries_are_days_of_the_year():
    for a in anniversaries.anniversaries():
        assert dt.date(2024, a.month, a.day)
        assert a.since < 2027


@pytest.mark.parametrize("forum", sorted(UNBROKEN))
def test_a_chair_follows_a_chair(forum):
    terms = [c for c in chairs.chairs(forum) if c.role != "host"]
    terms.sort(key=lambda c: c.start)
    for earlier, later in pairwise(terms):
        if int(earlier.start[:4]) < UNBROKEN[forum]:
            continue
        assert earlier.end, earlier
        assert days(earlier.end).first <= days(later.start).last, (earlier, later)
        gap = days(later.start).first - days(earlier.end).last
        assert gap <= dt.timedelta(days=1), (earlier, later)


def test_a_chair_is_known_before_it_begins():
    for c in chairs.chairs():
        assert days(c.known_from).first <= days(c.start).last, c


def test_one_chair_at_a_time():
    held = defaultdict(list)
    for c in chairs.chairs():
        if c.role != "host":
            held[c.forum].append(c)
    for terms in held.values():
        terms.sort(key=lambda c: c.start)
        for earlier, later in pairwise(terms):
            assert days(earlier.end).first <= days(later.start).last, (earlier, later)


ASEAN = {
    2001: "BRN",
    2002: "KHM",
    2003: "IDN",
    2004: "LAO",
    2005: "MYS",
    2006: "PHL",
    2007: "SGP",
    2008: "THA",
    2009: "THA",
    2010: "VNM",
    2011: "IDN",
    2012: "KHM",
    2013: "BRN",
    2014: "MMR",
    2015: "MYS",
    2016: "LAO",
    2017: "PHL",
    2018: "SGP",
    2019: "THA",
    2020: "VNM",
    2021: "BRN",
    2022: "KHM",
    2023: "IDN",
    2024: "LAO",
    2025: "MYS",
    2026: "PHL",
    2027: "SGP",
    2028: "THA",
}


@pytest.mark.parametrize("year", sorted(ASEAN))
def test_asean_chair_when_the_year_ends(year):
    found = chairs.chair_on("ASEAN", dt.date(year, 12, 15))
    assert found and found.holder == ASEAN[year]


def test_the_host_of_a_summit_is_not_always_in_the_chair():
    """In November 2000 Singapore received the leaders while Viet Nam led the Standing Committee."""
    day = DAY("2000-11-24")
    assert chairs.chair_on("ASEAN", day, role="host").holder == "SGP"
    assert chairs.chair_on("ASEAN", day).holder == "VNM"


def test_asean_summits_meet_where_the_chair_or_the_host_is():
    for meeting in meetings.meetings("ASEAN"):
        if meeting.place:
            day = days(meeting.end).last
            heads = {chairs.chair_on("ASEAN", day, role=role) for role in ("chair", "host")}
            assert meeting.place in {c.holder for c in heads if c}, meeting


ARF_HOSTS = {
    2000: "THA",
    2001: "VNM",
    2002: "BRN",
    2003: "KHM",
    2004: "IDN",
    2005: "LAO",
    2006: "MYS",
    2007: "PHL",
    2008: "SGP",
    2009: "THA",
    2014: "MMR",
    2025: "MYS",
}


@pytest.mark.parametrize("year", sorted(ARF_HOSTS))
def test_arf_hosts(year):
    (host,) = [
        c for c in chairs.chairs("ARF") if c.role == "host" and c.start.startswith(str(year))
    ]
    assert host.holder == ARF_HOSTS[year]
    on = chairs.chair_on("ARF", DAY(host.start))
    assert on and on.holder == host.holder


def test_arf_hosts_lag_a_year_behind_the_summit_until_2008():
    """The alphabetical list is by summit year; the ARF of July 2002 met under who had the summit of 2001."""
    for year in range(2002, 2009):
        assert ARF_HOSTS[year] == ASEAN[year - 1]


def test_members_of_the_arf():
    assert "PRK" not in bodies.members("ARF", DAY("2000-06-30"))
    assert "PRK" in bodies.members("ARF", DAY("2000-07-31"))
    assert len(bodies.members("ARF", DAY("2025-07-11"))) == 27
    assert bodies.members("6PT", DAY("2008-12-11")) <= bodies.members("ARF", DAY("2008-12-11"))


@pytest.mark.parametrize(
    ("forum", "day", "holder"),
    [
        ("APEC", "2025-10-31", "KOR"),
        ("APEC", "2027-06-01", "VNM"),
        ("G20", "2022-11-15", "IDN"),
        ("G20", "2026-12-14", "GBR"),
        ("G7", "2020-06-10", "USA"),
        ("G8", "2014-01-15", "RUS"),
        ("EU", "2012-03-01", "DNK"),
        ("EU", "2025-09-01", "DNK"),
        ("EU", "2028-12-31", "LVA"),
        ("SCO", "2026-01-01", "KGZ"),
        ("SCO", "2025-09-01", "CHN"),
        ("AU", "2022-11-02", "SEN"),
        ("AL", "2025-05-18", "IRQ"),
        ("CICA", "2016-01-01", "CHN"),
        ("Non-Aligned Movement", "2014-01-01", "IRN"),
        ("OIC", "2018-06-01", "TUR"),
        ("6PT", "2005-09-19", "CHN"),
        ("EAS", "2025-10-27", "MYS"),
    ],
)
def test_chairs(forum, day, holder):
    found = chairs.chair_on(forum, DAY(day))
    assert found and found.holder == holder


def test_a_chair_that_was_not_known_yet_is_not_given():
    day = DAY("2026-06-01")
    assert chairs.chair_on("ASEAN", day, known=DAY("2023-09-04")) is None
    assert chairs.chair_on("ASEAN", day, known=DAY("2023-09-05")).holder == "PHL"
    assert chairs.chair_on("ASEAN", DAY("2035-01-01")) is None
    assert chairs.chair_on("no forum", day) is None


# Known presidents: the Council's own list (research guide of the UN library), month by month.
PRESIDENTS = {
    2000: "USA ARG BGD CAN CHN FRA JAM MYS MLI NAM NLD RUS",
    2001: "SGP TUN UKR GBR USA BGD CHN COL FRA IRL JAM MLI",
    2009: "FRA JPN LBY MEX RUS TUR UGA GBR USA VNM AUT BFA",
    2011: "BIH BRA CHN COL FRA GAB DEU IND LBN NGA PRT RUS",
    2017: "SWE UKR GBR USA URY BOL CHN EGY ETH FRA ITA JPN",
    2018: "KAZ KWT NLD PER POL RUS SWE GBR USA BOL CHN CIV",
    2021: "TUN GBR USA VNM CHN EST FRA IND IRL KEN MEX NER",
    2023: "JPN MLT MOZ RUS CHE ARE GBR USA ALB BRA CHN ECU",
    2025: "DZA CHN DNK FRA GRC GUY PAK PAN KOR RUS SLE SVN",
}


@pytest.mark.parametrize("year", sorted(PRESIDENTS))
def test_presidents_of_the_security_council(year):
    found = [chairs.chair_on("UNSC", dt.date(year, month, 17)) for month in range(1, 13)]
    assert [c and c.holder for c in found] == PRESIDENTS[year].split()
    assert found[1].start.endswith("02-01")


def test_the_presidency_ends_where_the_members_are_not_known():
    assert chairs.chair_on("UNSC", DAY("2026-08-01"), known=DAY("2025-06-30")).holder == "DNK"
    assert chairs.chair_on("UNSC", DAY("2026-08-01"), known=DAY("2025-05-31")) is None
    assert chairs.chair_on("UNSC", DAY("1999-12-31")) is None


def test_the_council_has_fifteen_members_since_2000():
    for year in range(2000, 2028):
        assert len(council.sitting(dt.date(year, 6, 1))) == 15, year


def test_a_meeting_stands_as_it_stood_on_the_day():
    (santiago,) = [m for m in meetings.meetings("APEC") if m.start == "2019-11-16"]
    assert santiago.status_on(DAY("2019-10-29")) == "planned"
    assert santiago.status_on(DAY("2019-10-30")) == santiago.status_on(None) == "cancelled"
    (singapore,) = [m for m in meetings.meetings("EAS") if m.start == "2005-12-14"]
    assert singapore.status_on(DAY("2005-12-13")) == "planned"


def test_a_meeting_is_known_as_it_was_announced_until_then():
    def evian(known):
        (found,) = [m for m in meetings.meetings("G7", known) if m.id == "g7-2026-1"]
        return found.start, found.end

    assert evian(DAY("2025-12-01")) == ("2026-06-14", "2026-06-16")
    assert evian(DAY("2026-02-01")) == evian(None) == ("2026-06-15", "2026-06-17")
    ids = [(row["id"], row["revision"]) for row in rows("forums/meetings.csv")]
    assert len(set(ids)) == len(ids)
    for id_, revision in ids:
        assert revision == "0" or (id_, str(int(revision) - 1)) in ids


def test_meetings_of_a_span_come_by_day_and_only_if_known():
    found = meetings.meetings_between(DAY("2025-10-20"), DAY("2025-11-05"))
    assert [m.forum for m in found] == ["ASEAN", "EAS", "APEC"]
    early = meetings.meetings_between(DAY("2025-10-20"), DAY("2025-11-05"), known=DAY("2025-05-30"))
    assert [m.forum for m in early] == ["ASEAN", "APEC"]


@pytest.mark.parametrize(
    ("a", "b", "day", "expected"),
    [
        ("PRK", "MYS", "2017-02-13", True),
        ("MYS", "PRK", "2021-03-20", False),
        ("PRK", "USA", "2019-02-27", False),
        ("PRK", "IDN", "2025-10-11", True),
        ("KOR", "CUB", "2023-01-01", False),
        ("KOR", "CUB", "2024-02-15", True),
        ("SAU", "IRN", "2015-01-01", True),
        ("SAU", "IRN", "1975-01-01", None),
        ("SAU", "IRN", "2020-01-01", False),
        ("SAU", "IRN", "2023-04-01", True),
        ("QAT", "SAU", "2018-01-01", False),
        ("QAT", "SAU", "2021-02-01", True),
        ("NRU", "TWN", "2024-02-01", False),
        ("PRK", "MMR", "1990-01-01", False),
        ("PRK", "MMR", "2010-01-01", True),
        ("LUX", "BRB", "2020-01-01", None),
    ],
)
def test_relations_on_a_day(a, b, day, expected):
    assert relations.related(a, b, DAY(day)) is expected


def test_an_embassy_is_of_one_state_in_the_other():
    day = DAY("2019-10-05")
    assert relations.embassy("SWE", "PRK", day).start == "1975"
    assert relations.embassy("GBR", "PRK", day) is not None
    assert relations.embassy("MYS", "PRK", DAY("2022-01-01")) is None
    assert relations.embassy("PRK", "MYS", DAY("2022-01-01")) is None
    assert relations.embassy("PRK", "USA", day) is None


def test_a_break_that_was_to_come_was_not_known_before():
    assert relations.related("PRK", "MYS", DAY("2021-03-20"), known=DAY("2021-03-18")) is True
    assert relations.related("PRK", "MYS", DAY("2021-03-18"), known=DAY("2021-03-18")) is True


def test_relations_of_a_pair_do_not_contradict_each_other():
    """Within one pair a break and relations never last together for longer than a day of change."""
    spans = defaultdict(list)
    for r in relations.relations():
        if r.kind in ("diplomatic relations", "broken", "suspended", "none"):
            spans[frozenset((r.a, r.b))].append(r)
    for found in spans.values():
        found.sort(key=lambda r: r.start or r.known_from)
        for earlier, later in pairwise(found):
            assert earlier.end, (earlier, later)
            assert days(earlier.end).first <= days(later.start or later.known_from).last


KOREA = [
    ("2000-07-10", "MYS"),
    ("2000-11-01", "MYS"),
    ("2018-06-12", "SGP"),
    ("2019-02-27", "VNM"),
    ("2019-06-30", "KOR"),
    ("2019-10-04", "SWE"),
]


@pytest.mark.parametrize(("start", "host"), KOREA)
def test_hosts_of_the_united_states_and_north_korea(start, host):
    found = [m for m in mediations.mediations("PRK", "USA") if m.start == start]
    assert [m.third_party for m in found if m.role == "host"] == [host]


def test_the_six_party_talks_are_convened_by_china():
    rounds = [m for m in mediations.mediations("USA", "PRK") if m.conflict == "Six-Party Talks"]
    assert {m.third_party for m in rounds} == {"CHN"}
    assert len({m.start for m in rounds}) == 11


def test_a_secret_channel_is_not_known_before_it_came_out():
    before, after = DAY("2013-11-23"), DAY("2013-11-25")
    oman = [m for m in mediations.mediations("IRN", "USA", known=after) if m.start == "2012-07"]
    assert [m.third_party for m in oman] == ["OMN"]
    assert not [
        m for m in mediations.mediations("IRN", "USA", known=before) if m.start == "2012-07"
    ]


def test_an_outcome_is_not_known_before_the_end():
    (doha,) = [m for m in mediations.mediations("USA", "AFG") if m.start == "2018-10-12"]
    assert doha.outcome_on(DAY("2020-02-28")) == "ongoing"
    assert doha.outcome_on(DAY("2020-02-29")) == doha.outcome_on(None) == "agreement"


def test_nobody_mediates_between_themselves_and_another():
    for m in mediations.mediations():
        assert m.party_a != m.party_b, m
        assert m.third_party not in m.parties, m


def test_the_catalogue_is_of_the_whole_world():
    found = [m for m in mediations.mediations() if "PRK" not in m.parties]
    assert len({m.conflict for m in found if m.start >= "1978"}) >= 120
    assert len({m.third_party for m in found}) > 60
    assert mediations.record_of("NOR")
