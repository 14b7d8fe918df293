"""Who was in office, and who belonged to what, on a given day."""

from __future__ import annotations

import datetime as dt

import pytest

from legation.coding.mentions import Names
from legation.knowledge import bodies, offices

DAY = dt.date.fromisoformat


def one(code, office, day):
    (term,) = offices.holders(code, office, DAY(day))
    return term.person


@pytest.mark.parametrize(
    ("code", "office", "day", "person"),
    [
        ("RUS", "foreign minister", "1999-06-01", "Igor Ivanov"),
        ("RUS", "foreign minister", "1994-01-01", "Andrei Kozyrev"),
        ("RUS", "foreign minister", "2025-10-26", "Sergey Lavrov"),
        ("JPN", "foreign minister", "2003-08-27", "Kawaguchi Yoriko"),
        ("JPN", "prime minister", "1993-12-01", "Hosokawa Morihiro"),
        ("CHN", "foreign minister", "2023-03-01", "Qin Gang"),
        ("CHN", "foreign minister", "2023-09-01", "Wang Yi"),
        ("KOR", "foreign minister", "2000-07-26", "Lee Joung-binn"),
        ("PRK", "foreign minister", "2000-07-26", "Paek Nam Sun"),
        ("PRK", "premier", "1991-10-01", "Yon Hyong Muk"),
        ("MNG", "foreign minister", "2019-01-01", "Damdin Tsogtbaatar"),
        ("TWN", "foreign minister", "2020-01-01", "Joseph Wu"),
        ("USA", "secretary of state", "2000-07-28", "Madeleine Albright"),
        ("GBR", "foreign secretary", "2003-03-20", "Jack Straw"),
        ("FRA", "foreign minister", "2003-02-14", "Dominique de Villepin"),
        ("DEU", "foreign minister", "1999-03-24", "Joschka Fischer"),
        ("EU", "high representative", "2015-07-14", "Federica Mogherini"),
        ("EU", "president of the Commission", "2009-06-01", "José Manuel Barroso"),
        ("IND", "external affairs minister", "2001-07-15", "Jaswant Singh"),
        ("IDN", "foreign minister", "1998-01-01", "Ali Alatas"),
        ("THA", "foreign minister", "2000-07-01", "Surin Pitsuwan"),
        ("PHL", "foreign secretary", "2012-04-10", "Albert del Rosario"),
        ("SGP", "foreign minister", "2008-07-23", "George Yeo"),
        ("MYS", "foreign minister", "2017-03-01", "Anifah Aman"),
        ("VNM", "foreign minister", "2019-02-27", "Pham Binh Minh"),
        ("LAO", "foreign minister", "2016-07-24", "Saleumxay Kommasith"),
        ("KHM", "foreign minister", "2012-07-09", "Hor Namhong"),
        ("MMR", "foreign minister", "2017-08-25", "Aung San Suu Kyi"),
        ("BRN", "foreign minister", "2002-07-31", "Mohamed Bolkiah"),
        ("TLS", "foreign minister", "2025-10-26", "Bendito Freitas"),
        ("IRN", "supreme leader", "2026-03-15", "Mojtaba Khamenei"),
        ("VEN", "president", "2025-12-31", "Nicolás Maduro"),
        ("NPL", "prime minister", "2026-03-28", "Balendra Shah"),
        ("NATO", "secretary general", "1999-03-24", "Javier Solana"),
        ("IAEA", "director general", "1994-06-13", "Hans Blix"),
    ],
)
def test_holders_on_a_day(code, office, day, person):
    assert one(code, office, day) == person


@pytest.mark.parametrize(
    ("body", "member", "first"),
    [
        ("ARF", "PRK", "2000-07"),
        ("ASEAN", "TLS", "2025-10-26"),
        ("NATO", "SWE", "2024-03-07"),
        ("AU", "MAR", "2017-01-30"),
        ("BRICS", "IDN", "2025-01-06"),
        ("SCO", "BLR", "2024-07-04"),
    ],
)
def test_first_day_of_a_member(body, member, first):
    (found,) = [m for m in bodies.memberships() if (m.body, m.member) == (body, member)]
    assert found.start == first
    year = int(first[:4])
    assert member not in bodies.members(body, dt.date(year - 1, 1, 1))
    assert member in bodies.members(body, dt.date(year + 1, 1, 1))


@pytest.mark.parametrize(
    ("body", "day", "count"),
    [
        ("UN", "2012-01-01", 193),
        ("UNSC", "2025-11-01", 15),
        ("UNSC", "2011-03-17", 15),
        ("ASEAN", "2025-10-01", 10),
        ("ASEAN", "2025-11-01", 11),
        ("ARF", "2025-07-11", 27),
        ("APEC", "2025-10-31", 21),
        ("EU", "2019-01-01", 28),
        ("EU", "2025-01-01", 27),
        ("NATO", "2025-01-01", 32),
        ("COE", "2021-01-01", 47),
        ("COE", "2025-01-01", 46),
        ("OSCE", "2025-01-01", 57),
        ("OECD", "2025-01-01", 38),
        ("AU", "2025-01-01", 55),
        ("AL", "2025-01-01", 22),
        ("OIC", "2025-06-01", 57),
        ("ECOWAS", "2024-01-01", 15),
        ("ECOWAS", "2025-06-01", 12),
        ("SADC", "2025-01-01", 16),
        ("EAC", "2025-01-01", 8),
        ("CARICOM", "2025-01-01", 14),
        ("OPEC", "2024-06-01", 12),
        ("COMMONWEALTH", "2025-01-01", 56),
        ("PIF", "2025-01-01", 18),
        ("BRICS", "2025-06-01", 10),
        ("SCO", "2025-09-01", 10),
        ("G20", "2025-11-22", 21),
        ("SAARC", "2025-01-01", 8),
        ("6PT", "2008-12-01", 6),
        ("6PT", "2010-01-01", 5),
    ],
)
def test_how_many_members_on_a_day(body, day, count):
    assert len(bodies.members(body, DAY(day))) == count


def found(text, day):
    return [(m.text, m.entry.codes, m.entry.office) for m in Names(DAY(day)).find(text)]


def test_a_surname_means_who_is_in_office_that_day():
    assert found("Medvedev met Obama", "2010-06-24") == [
        ("Medvedev", ("RUS",), "president"),
        ("Obama", ("USA",), "president"),
    ]
    assert found("Medvedev spoke", "2025-10-10")[0][2] == "deputy chairman of the Security Council"
    assert found("Trump spoke", "2005-01-01") == []


def test_a_title_makes_a_common_surname_safe():
    assert found("President Lee met Foreign Minister Wang", "2025-11-01") == [
        ("Lee", ("KOR",), "president"),
        ("Wang", ("CHN",), "foreign minister"),
    ]
    assert found("president Lee spoke", "2010-03-26") == [("Lee", ("KOR",), "president")]
    assert found("Prime Minister Lee spoke", "2015-01-01") == [("Lee", ("SGP",), "prime minister")]
    # In 2018 Singapore and South Korea each had one.
    assert found("Prime Minister Lee spoke", "2018-06-12") == []
    assert found("Lee spoke", "2025-11-01") == []


def test_a_surname_after_a_title_leaves_a_full_name_whole():
    assert [f[0] for f in found("President Lee Jae-myung spoke", "2025-11-01")] == ["Lee Jae-myung"]
    assert found("President Lee Hyun-soo of the bank spoke", "2025-11-01") == []


def test_who_is_known_to_come_is_designate():
    ahead = found("Laura Fernández spoke", "2026-03-01")
    assert ahead == [("Laura Fernández", ("CRI",), "president-designate")]
    assert found("Laura Fernández spoke", "2025-03-01") == []


def test_names_that_came_later_are_not_read_into_old_texts():
    assert found("M23 and AUKUS", "2010-01-01") == []
    assert [f[0] for f in found("M23 and AUKUS", "2025-01-01")] == ["M23", "AUKUS"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("the Paris Agreement", [()]),
        ("a Nobel Peace Prize", [()]),
        ("the Washington Declaration", [()]),
        ("in New Mexico", [("USA",)]),
        ("in New South Wales", [("AUS",)]),
        ("in Niger State", [("NGA",)]),
        ("in Inner Mongolia", [("CHN",)]),
        ("Austin spoke", []),
        ("a court in Austin", [("USA",)]),
        ("Nice to see you", []),
        ("Chinese officials", [("CHN",)]),
        ("Male voters", []),
        ("Bissau-Guinean soldiers", [("GNB",)]),
        ("Equatorial Guinean soldiers", [("GNQ",)]),
        ("Nigerien and Nigerian soldiers", [("NER",), ("NGA",)]),
        ("Congolese troops", [("COD",)]),
        ("Korean officials", [("KOR",)]),
        ("the Zaporizhzhia Nuclear Power Plant", [("UKR",)]),
        ("Yongbyon", [("PRK",)]),
        ("Panmunjom", [("PRK",)]),
    ],
)
def test_words_that_are_easily_taken_for_something_else(text, codes):
    assert [f[1] for f in found(text, "2025-11-01")] == codes
