"""`legation calendar` as a user runs it, on texts that the coder reads."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import icalendar
import pytest

PLAN = {
    "id": "plan",
    "title": "Lavrov to visit Pyongyang",
    "date": "2026-01-10",
    "source": "Wire One",
    "text": "MOSCOW — Russian Foreign Minister Sergey Lavrov will visit North Korea on "
    "February 12, 2026, the Foreign Ministry said on Saturday.",
}
OFF = {
    "id": "off",
    "title": "Lavrov calls off trip",
    "date": "2026-02-01",
    "source": "Wire Two",
    "text": "MOSCOW — Russian Foreign Minister Sergey Lavrov has cancelled his visit to North Korea "
    "planned for February 12, 2026, the Foreign Ministry said on Sunday.",
}
VAGUE = {
    "id": "vague",
    "title": "A trip is planned",
    "date": "2026-01-11",
    "source": "Wire One",
    "text": "HANOI — Vietnamese President Luong Cuong will visit Mongolia in March 2026, the "
    "government said.",
}
ASKED = ("--from", "2026-01-15", "--to", "2026-03-31", "--kind", "announced")


@pytest.fixture
def read(legation, tmp_path):
    def into(*articles):
        lines = "".join(json.dumps(article) + "\n" for article in articles)
        (tmp_path / "in.jsonl").write_text(lines, encoding="utf-8")
        ran = legation("read", "in.jsonl", "--file", "k.db")
        assert ran.code == 0, ran.err

    return into


def feed(legation, *more):
    ran = legation("calendar", "--file", "k.db", *ASKED, "--ics", "-", *more)
    assert ran.code == 0, ran.err
    found = icalendar.Calendar.from_ical(ran.out)
    return [part for part in found.walk() if part.name in ("VEVENT", "VJOURNAL")]


def test_the_feed_changes_when_the_ledger_does(legation, read):
    read(PLAN)
    (before,) = feed(legation)
    assert (before["STATUS"], before["SEQUENCE"]) == ("TENTATIVE", 0)
    assert before["DTSTART"].dt == dt.date(2026, 2, 12)
    assert "Lavrov will visit North Korea" in before["DESCRIPTION"]
    read(OFF)
    (after,) = feed(legation)
    assert after["UID"] == before["UID"]
    assert (after["STATUS"], after["SEQUENCE"]) == ("CANCELLED", 1)
    assert after["DTSTART"].dt == dt.date(2026, 2, 12)
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt
    # As of a day before the cancellation, it stands as it stood.
    (then,) = feed(legation, "--as-of", "2026-01-31")
    assert then.to_ical() == before.to_ical()


def test_the_order_of_reading_does_not_lose_the_entry(legation, read):
    """What is called off may be read first: the plan that is read later joins it."""
    read(OFF)
    (first,) = feed(legation)
    assert first["STATUS"] == "CANCELLED"
    read(PLAN)
    (second,) = feed(legation)
    assert (second["UID"], second["STATUS"]) == (first["UID"], "CANCELLED")
    assert second["SEQUENCE"] >= first["SEQUENCE"]


def test_a_month_is_no_day(legation, read):
    read(VAGUE)
    (part,) = feed(legation)
    assert part.name == "VJOURNAL" and "DTSTART" not in part
    ran = legation("calendar", "--file", "k.db", *ASKED, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert (row["when"], row["first"], row["last"]) == ("2026-03", "", "")


def test_a_file_and_a_listing_at_once(legation, read, tmp_path):
    read(PLAN)
    ran = legation("calendar", "--file", "k.db", *ASKED, "--ics", "my.ics", "--format", "json")
    (entry,) = json.loads(ran.out)
    assert (entry["status"], entry["first"], entry["kind"]) == (
        "tentative",
        "2026-02-12",
        "announced",
    )
    assert entry["evidence"][0]["quote"] in PLAN["text"]
    raw = (tmp_path / "my.ics").read_bytes()
    assert raw.startswith(b"BEGIN:VCALENDAR\r\n") and raw.endswith(b"END:VCALENDAR\r\n")
    assert entry["uid"].encode() in raw
    assert "my.ics" in ran.err


def test_without_a_ledger_the_tables_speak(legation):
    ran = legation("calendar", "--from", "2027-01-01", "--to", "2028-12-31", "--about", "ASEAN")
    assert ran.code == 0
    assert "There is no ledger here" in ran.err
    assert "ASEAN: Singapore takes the chair" in ran.out
    assert "ASEAN: Thailand takes the chair" in ran.out


def test_where_the_tables_end_is_told(legation):
    asked = ("calendar", "--from", "2028-01-01", "--kind", "chair", "--about", "ASEAN")
    ran = legation(*asked, "--to", "2030-12-31")
    assert "Who is in the chair of ASEAN is known until 2028-12-31, and not later." in ran.err
    assert "not later" not in legation(*asked, "--to", "2028-12-31").err


def test_by_default_it_begins_today_or_as_of_the_day(legation):
    ran = legation("calendar", "--as-of", "2025-10-20", "--kind", "meeting", "--format", "json")
    found = json.loads(ran.out)
    assert min(e["first"] or e["when"] for e in found) >= "2025-10-20"
    assert "APEC Economic Leaders' Meeting 2025" in [e["what"] for e in found]
    # The summit of Miami was announced in December.
    assert "G20 summit in Miami" not in [e["what"] for e in found]


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["--about", "Atlantis"], 2, "Atlantis"),
        (["--kind", "party"], 2, "--kind takes one of meeting, chair"),
        (["--from", "2026-02-01", "--to", "2026-01-01"], 2, "turn them round"),
        (["--from", "soon"], 2, "--from takes a date"),
        (["--file", "none.db"], 3, "none.db"),
        (["--ics", "no/such/folder/a.ics"], 3, "no/such/folder"),
    ],
)
def test_wrong_use_is_told_in_one_sentence(legation, args, code, words):
    ran = legation("calendar", *args)
    assert ran.code == code
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_the_brief_says_what_is_coming_up(legation, read):
    read(PLAN)
    ran = legation("brief", "--file", "k.db", "--about", "PRK", "--as-of", "2026-01-20")
    part = ran.out.partition("## Coming up")[2].partition("\n## ")[0]
    assert "8 February 2026: North Korea: Foundation of the Korean People's Army" in part.replace(
        "\\", ""
    )
    assert part.count("Source: ") == part.count("\n- ")
    assert legation("check", "--file", "k.db").code == 0
